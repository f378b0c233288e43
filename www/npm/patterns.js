/**
 * The caller's patterns, matched by the host: the module calls back with the folded text of each block, and carries no
 * engine of its own. Without patterns nothing is called.
 */
import { CleanError } from './error.js';

/** The patterns of the call under way, those to keep first: `{ shown, inside, whole }`. */
let patterns = [];

/** What a match threw. It may not pass through the module, which would be left half done. */
let failure;

/** Calls into the module with these patterns, two lists of `RegExp`. */
export function withPatterns({ keep = [], drop = [] }, enter) {
  if (keep.length + drop.length === 0) return enter();
  patterns = [...keep, ...drop].map(compile);
  failure = undefined;
  try {
    const result = enter();
    if (failure) throw failure;
    return result;
  } finally {
    patterns = [];
  }
}

/** Called by the module: all matches in a text, three numbers each: the pattern, and the range in UTF-16 units. */
export function matchPatterns(text) {
  const found = [];
  for (const [index, { shown, inside, whole }] of patterns.entries()) {
    if (failure) break;
    try {
      if (whole.test(text)) {
        found.push(index, 0, text.length);
        continue;
      }
      for (const { index: start, 0: match } of text.matchAll(inside)) {
        if (match.length > 0) found.push(index, start, start + match.length);
      }
    } catch (cause) {
      failure = new CleanError(
        'INVALID_OPTIONS',
        `the pattern \`${shown}\` cannot be matched: ${cause?.message}`,
        cause,
      );
    }
  }
  return Uint32Array.from(found);
}

/**
 * Copies of a pattern: the caller's own may be in use elsewhere and keeps its `lastIndex`. One looks for it all over a
 * text, the other for a text that it matches whole, which of `ad|advert` the first alternative would hide.
 */
function compile(pattern) {
  const { source, flags } = pattern;
  const without = (letters) => [...flags].filter((letter) => !letters.includes(letter)).join('');
  return {
    shown: String(pattern),
    inside: new RegExp(source, `${without('g')}g`),
    whole: new RegExp(`^(?:${source})$`, without('gmy')),
  };
}
