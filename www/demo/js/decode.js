// Bytes of a file → text, by the package's own rule: a byte-order mark, a declaration, UTF-8 if it is valid. Where the
// package assumes windows-1252, this guesses.

import { decode as read } from '../pkg/decode.js';

/** How many bytes the guess looks at. */
const SAMPLE_BYTES = 65_536;

/** What the menu offers, besides whatever the page declares. */
export const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'windows-1251',
  'koi8-r',
  'windows-1250',
  'iso-8859-2',
  'windows-1253',
  'windows-1254',
  'windows-1256',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
  'utf-16le',
  'utf-16be',
];

/**
 * The text, the encoding it was read in, and how that was found: `mark`, `declared`, `valid`, `guessed` or `chosen`.
 * `charset` is what came with the bytes, as a header would name it.
 */
export function decode(bytes, { chosen = null, charset = null } = {}) {
  if (chosen) return { text: new TextDecoder(chosen).decode(bytes), encoding: chosen, how: 'chosen' };
  const found = read(bytes, charset, declaredIn);
  if (found.how === 'label') return { ...found, how: 'declared' };
  if (found.how !== 'assumed') return found;
  const encoding = guess(bytes.subarray(0, SAMPLE_BYTES));
  if (encoding === found.encoding) return { ...found, how: 'guessed' };
  return { text: new TextDecoder(encoding).decode(bytes), encoding, how: 'guessed' };
}

/** What the document's `<meta>` or XML declaration names, as the engine reads it; the engine itself is in its Worker. */
function declaredIn(head) {
  const text = new TextDecoder('windows-1252').decode(head);
  const [, name] =
    /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']?\s*([\w:.-]+)/i.exec(text) ??
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(text) ??
    [];
  return name;
}

/** The encoding in which most of the sample is letters that follow letters of their own script. */
function guess(sample) {
  let best = { encoding: 'windows-1252', score: -1 };
  for (const [encoding, fits] of [
    ['windows-1252', /\p{Script=Latin}(?=[\p{Script=Latin}\s,.;:!?’”)»-])/gu],
    ['windows-1251', /[а-яё](?=[а-яё\s,.:;-])/gu],
    ['koi8-r', /[а-яё](?=[а-яё\s,.:;-])/gu],
    ['shift_jis', /[\u3041-\u30ff](?=[\u3041-\u30ff\u4e00-\u9fff、。])/gu],
    ['euc-jp', /[\u3041-\u30ff](?=[\u3041-\u30ff\u4e00-\u9fff、。])/gu],
    ['gb18030', /[的一是不了在人有我他这中大来上个国们，。]/gu],
    ['big5', /[的一是不了在人有我他這中大來上個國們，。]/gu],
    ['euc-kr', /[가-힣](?=[가-힣\s.,])/gu],
  ]) {
    const text = new TextDecoder(encoding).decode(sample);
    const unreadable = (text.match(/[\ufffd\u0080-\u009f]/g) ?? []).length;
    const isForeign = (letter) => letter > '\x7f';
    const foreign = [...text].filter(isForeign).length || 1;
    const fitting = (text.match(fits) ?? []).filter(isForeign).length;
    const score = (fitting - 4 * unreadable) / foreign;
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}
