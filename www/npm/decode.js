/**
 * Bytes to a string: byte-order mark, the caller's label, the page's own declaration, else UTF-8 where it is valid, a
 * few broken characters aside, and windows-1252 where it is not. The host's `TextDecoder` decodes; the web demo reads
 * files by the same rule.
 */

/** Where a declaration is looked for; the HTML standard says 1024 bytes, real pages need more. */
const HEAD_BYTES = 4096;

/** What windows-1252 has at 0x80–0x9F; some versions of Node leave these as control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * `{ text, encoding, how }`; `how` the encoding was found is `mark`, `label`, `declared`, `valid` or `assumed`.
 * `declaredEncoding` reads the declaration off the page's first bytes.
 */
export function decode(bytes, label, declaredEncoding) {
  const mark = markOf(bytes);
  if (mark) return decodeAs(mark, bytes, 'mark');
  const told = known(label);
  if (told) return decodeAs(told, bytes, 'label');
  const declared = meant(declaredEncoding(bytes.subarray(0, HEAD_BYTES)));
  if (declared && declared !== 'utf-8') return decodeAs(declared, bytes, 'declared');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: 'utf-8', how: declared ? 'declared' : 'valid' };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    return isMostlyRight(text)
      ? { text, encoding: 'utf-8', how: declared ? 'declared' : 'valid' }
      : decodeAs('windows-1252', bytes, 'assumed');
  }
}

/** Whether a text has more characters outside ASCII than broken ones: other encodings hardly ever look like UTF-8. */
function isMostlyRight(text) {
  const count = (pattern) => text.match(pattern)?.length ?? 0;
  return count(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu) > count(/\ufffd/g);
}

function decodeAs(encoding, bytes, how) {
  let text = new TextDecoder(encoding).decode(bytes);
  if (encoding === 'windows-1252')
    text = text.replaceAll(/[\u0080-\u009f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80]);
  return { text, encoding, how };
}

function markOf(bytes) {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** What a declaration means, by the HTML standard: it was read as ASCII, so a page that says UTF-16 is not. */
function meant(label) {
  if (label?.trim().toLowerCase() === 'x-user-defined') return 'windows-1252';
  const name = known(label);
  return name?.startsWith('utf-16') ? 'utf-8' : name;
}

/** The standard name of a label, which a header may quote; nothing where the host does not know it. */
function known(label) {
  if (!label) return undefined;
  try {
    return new TextDecoder(label.trim().replaceAll(/^["']|["']$/g, '')).encoding;
  } catch {
    return undefined;
  }
}
