// What the module weighs, and what it may weigh.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { Told } from './common.mjs';

/** What a page that loads the module pays at most: unpacked, and as brotli on the wire. */
// The goal is 400 KB as brotli. The phrases of 17 languages put the module above it; this bound keeps it from growing
// further until they are stored in less.
const MAX_RAW = 1_300_000;
const MAX_BROTLI = 435_000;

export function brotli(path) {
  const bytes = readFileSync(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

export function sizes(path) {
  const bytes = readFileSync(path);
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(path) };
}

/** The three figures as people read them. */
export function inWords({ raw, gzip, brotli: br }) {
  const [a, b, c] = [raw, gzip, br].map((bytes) => `${Math.round(bytes / 1000)} KB`);
  return `${a} unpacked, ${b} as gzip, ${c} as brotli`;
}

export function checkSize(path) {
  const { raw, gzip, brotli: br } = sizes(path);
  const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
  console.log(
    `unhusk.wasm: ${kb(raw)} raw, ${kb(gzip)} gzip, ${kb(br)} brotli (limits: ${kb(MAX_RAW)} raw, ${kb(MAX_BROTLI)} brotli)`,
  );
  if (raw > MAX_RAW || br > MAX_BROTLI) throw new Told('the module is over its size limit');
}
