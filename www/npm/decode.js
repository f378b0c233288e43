/**
 * Bytes to a string: byte-order mark, the caller's label, the page's own declaration, else UTF-8 where it is valid and
 * windows-1252 where it is not. The core reads the declaration; the host's `TextDecoder` decodes.
 */

/** Where the core looks for the declaration. */
const HEAD_BYTES = 4096;

/** What windows-1252 has at 0x80–0x9F; some versions of Node leave these as control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function decode(bytes, label, declaredEncoding) {
  const told = markOf(bytes) ?? known(label);
  if (told) return decodeAs(told, bytes);
  const declared = known(declaredEncoding(bytes.subarray(0, HEAD_BYTES)));
  if (declared && declared !== 'utf-8') return decodeAs(declared, bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeAs('windows-1252', bytes);
  }
}

function decodeAs(name, bytes) {
  const text = new TextDecoder(name).decode(bytes);
  if (name !== 'windows-1252') return text;
  return text.replaceAll(/[\u0080-\u009f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80]);
}

function markOf(bytes) {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** The standard name of a label; nothing where the host does not know it. */
function known(label) {
  if (!label) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
