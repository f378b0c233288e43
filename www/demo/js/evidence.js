// What can be checked on the page of a removal that no rule made: facts that the scorer goes by, in words. It goes by more
// than these, and adds them all up; none of them decides alone. No DOM here: the tests run it in Node.

/** Longest label or item, in words: up to here their number is told. */
const SHORT_WORDS = 8;

/** The same in characters, for scripts without spaces. */
const SHORT_CHARS = 16;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Elements of a page's frame, by the names that paths have. */
const FRAME = /(?:^| > )(nav|header|footer|aside|form|dialog|figcaption|button)\b/g;

/** How a sentence ends, in any script; quotation marks and brackets may follow. */
const SENTENCE_END = /[.!?…。！？؟।։][\p{Pf}\p{Pe}"'’”»]*$/u;

/** The facts of a removed piece, in the order in which they are told. */
export function evidenceOf({ piece, index, pieces, source, path }) {
  const text = source.slice(piece.start, piece.end).trim();
  const words = text.split(/\s+/).length;
  const facts = [];
  // Scripts without spaces have no words to count.
  if (UNSPACED.test(text)) {
    if (text.length <= SHORT_CHARS) facts.push(`${text.length} characters`);
  } else if (words <= SHORT_WORDS) facts.push(words === 1 ? 'one word' : `${words} words`);
  else if (!SENTENCE_END.test(text)) facts.push('no full sentence');
  const around = [...new Set([...(path ?? '').matchAll(FRAME)].map(([, name]) => name))];
  if (around.length > 0) facts.push(`in <${around.at(-1)}>`);
  const beside = [-1, 1].map((step) => neighbour(pieces, index, step)).filter(Boolean);
  const junk = beside.filter((it) => it.kind === 'removed').length;
  if (junk > 0) facts.push(junk === 2 ? 'between other junk' : 'beside other junk');
  if (isRepeated(source, piece, text)) facts.push('more than once on the page');
  return facts;
}

/** The next piece with text in it. */
function neighbour(pieces, index, step) {
  let at = index + step;
  while (at >= 0 && at < pieces.length && pieces.at(at).kind === 'space') at += step;
  return at >= 0 && at < pieces.length ? pieces.at(at) : null;
}

/** Whether a whole line of the page elsewhere says the same. */
function isRepeated(source, { start }, text) {
  const isLine = (at) => /[\n\r]|^$/.test(source.charAt(at - 1)) && /[\n\r]|^$/.test(source.charAt(at + text.length));
  for (let at = source.indexOf(text); at >= 0; at = source.indexOf(text, at + text.length))
    if (at !== start && isLine(at)) return true;
  return false;
}
