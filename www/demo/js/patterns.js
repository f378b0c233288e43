// Patterns as the visitor writes them: one regular expression a line, bare or between slashes with flags.

/** No more patterns than this, and none longer, are taken: from a link they may be anybody's. */
export const MAX_PATTERNS = 100;
const MAX_CHARS = 1000;

/** The `RegExp` of a line; throws a `SyntaxError` that says what is wrong. */
export function patternOf(line) {
  const [, source, flags] = /^\/(.+)\/([dgimsuvy]*)$/s.exec(line) ?? [null, line, 'u'];
  return new RegExp(source, flags);
}

/** The patterns of a text, by lines: `{ patterns, trouble }`; the trouble is that of the first line that is none, or null. */
export function readPatterns(text) {
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  if (patterns.length > MAX_PATTERNS) return { patterns: [], trouble: `More than ${MAX_PATTERNS} patterns` };
  for (const line of patterns) {
    if (line.length > MAX_CHARS) return { patterns: [], trouble: `A pattern of more than ${MAX_CHARS} characters` };
    try {
      patternOf(line);
    } catch (error) {
      return { patterns: [], trouble: error.message };
    }
  }
  return { patterns, trouble: null };
}
