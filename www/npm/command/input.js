/** Reading an input whole, with messages that say what to do. */
import { createReadStream, statSync } from 'node:fs';
import { createGunzip, gunzipSync } from 'node:zlib';

import { CleanError } from '../error.js';

/** Why one input could not be cleaned; the others go on. */
export class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Beginnings of files that are no pages, and what to do with them. */
const NOT_PAGES = [
  ['%PDF-', 'it is a PDF, not a web page'],
  ['\x28\xb5\x2f\xfd', 'it is compressed with zstd; unpack it first, for example with `zstd -dc`'],
  ['PK\x03\x04', 'it is a ZIP archive or an office document, not a web page'],
  ['\x89PNG\r\n', 'it is a picture, not a web page'],
  ['\xff\xd8\xff', 'it is a picture, not a web page'],
  ['GIF8', 'it is a picture, not a web page'],
];

/** A stream of an input; `-` is standard input. */
export function open(name) {
  if (name === '-') return process.stdin;
  if (/^https?:\/\//.test(name))
    throw new Failure('IO', `pages are not fetched; try: curl -s ${name} | npx unhusk --url ${name}`);
  let about;
  try {
    about = statSync(name);
  } catch (cause) {
    throw new Failure('IO', plain(cause));
  }
  if (about.isDirectory())
    throw new Failure('IO', 'it is a directory; name the files in it, for example with a wildcard');
  return createReadStream(name);
}

/** The same of lines, unpacked where the name says that they are compressed. */
export function openLines(name) {
  const from = open(name);
  if (!name.endsWith('.gz')) return from;
  const to = createGunzip();
  from.on('error', (error) => to.destroy(error));
  return from.pipe(to);
}

/** The bytes of an input, at most `limit`. */
export async function read(name, limit) {
  const chunks = [];
  let length = 0;
  try {
    for await (const chunk of open(name)) {
      length += chunk.length;
      if (length > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('IO', plain(cause));
  }
  const bytes = unpacked(Buffer.concat(chunks), limit);
  const head = bytes.toString('latin1', 0, 8);
  const [, message] = NOT_PAGES.find(([magic]) => head.startsWith(magic)) ?? [];
  if (message) throw new Failure('NOT_A_PAGE', message);
  return bytes;
}

/** What is compressed with gzip is unpacked. */
function unpacked(bytes, limit) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (cause) {
    if (cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw new Failure('IO', `it is compressed with gzip and cannot be unpacked: ${cause.message}`);
  }
}

function tooLarge(limit) {
  return new Failure('TOO_LARGE', `it has more than the limit of ${limit} bytes; raise --max-input-bytes to clean it`);
}

/** An error of the system in words. */
export function plain({ code, message }) {
  const words = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EEXIST: 'it is there already; --force replaces it',
    ENOSPC: 'the disk is full',
  };
  return words[code] ?? message;
}

/** An error of cleaning, in the words of the command. */
export function failureOf(error) {
  if (error instanceof Failure) return error;
  if (error instanceof CleanError)
    return new Failure(error.code, error.message.replaceAll('maxInputBytes', '--max-input-bytes'));
  return new Failure('INTERNAL', `a bug in unhusk; please report it with this page: ${error?.message ?? error}`);
}
