// Bytes of a file → text. A byte-order mark wins, then what the document declares, then UTF-8 if it is valid, then a guess.

/** How many bytes from the start may hold a declaration; the HTML standard says 1024, real pages need more. */
const HEAD_BYTES = 4096;

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

const MARKS = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The text, the encoding it was read in, and how that was found: `mark`, `declared`, `valid`, `guessed` or `chosen`. */
export function decode(bytes, chosen = null) {
  const { encoding, how } = chosen ? { encoding: chosen, how: 'chosen' } : encodingOf(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding, how };
}

function encodingOf(bytes) {
  for (const [encoding, mark] of MARKS) {
    if (mark.every((byte, at) => bytes[at] === byte)) return { encoding, how: 'mark' };
  }
  const declared = declaredIn(bytes.subarray(0, HEAD_BYTES));
  if (isUtf8(bytes)) return { encoding: 'utf-8', how: declared === 'utf-8' ? 'declared' : 'valid' };
  if (declared && declared !== 'utf-8') return { encoding: declared, how: 'declared' };
  return { encoding: guess(bytes.subarray(0, SAMPLE_BYTES)), how: 'guessed' };
}

function declaredIn(head) {
  const text = new TextDecoder('windows-1252').decode(head);
  const name =
    /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(text)?.[1] ?? /<\?xml[^>]*encoding\s*=\s*["']([\w:.-]+)/i.exec(text)?.[1];
  return name ? known(name) : null;
}

function known(name) {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

function isUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
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
