/** What counts as bytes and as an address, for the page's side of a worker and for the cleaner alike; of whatever realm. */

const tagOf = (value) => Object.prototype.toString.call(value);
const bufferOf = (input) => (ArrayBuffer.isView(input) ? input.buffer : input);

/** Whether it is a view or a buffer; buffers are told by their tag, as they may be of another realm. */
export function isBytes(input) {
  return ['[object ArrayBuffer]', '[object SharedArrayBuffer]'].includes(tagOf(bufferOf(input)));
}

export function isUrl(value) {
  return tagOf(value) === '[object URL]';
}

/** The bytes of a view or a buffer. Shared ones are copied: browsers refuse to decode them where they are. */
export function bytesOf(input) {
  const { byteOffset = 0, byteLength } = input;
  const bytes = new Uint8Array(bufferOf(input), byteOffset, byteLength);
  return tagOf(bytes.buffer) === '[object SharedArrayBuffer]' ? bytes.slice() : bytes;
}
