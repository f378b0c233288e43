// What the module weighs, and what it may weigh.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { toolchain } from './cargo.mjs';
import { Told } from './common.mjs';
import { hasOptimiser } from './optimise.mjs';

/** What a page that loads the module pays at most: unpacked, and as brotli on the wire. */
const MAX_RAW = 2_000_000;
const MAX_BROTLI = 600_000;

/** What the compiler's own standard library, not built for size, may add to that: such a build is not what is shipped. */
const PREBUILT_BROTLI = 25_000;

/** What wasm-opt takes away, which is there where the tests' tools are. */
const OPTIMISED_BROTLI = 5_000;

export function brotli(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

/** What bytes weigh: as they are, as gzip, as brotli. */
export function weigh(bytes) {
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes) };
}

export function checkSize(path, { prebuilt = toolchain().prebuilt, optimised = hasOptimiser() } = {}) {
  const { raw, gzip, brotli: br } = weigh(readFileSync(path));
  const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;
  console.log(
    `unhusk.wasm: ${kb(raw)} raw, ${kb(gzip)} gzip, ${kb(br)} brotli (limits: ${kb(MAX_RAW)} raw, ${kb(MAX_BROTLI)} brotli)`,
  );
  if (prebuilt)
    console.log(
      `Its standard library came compiled, which makes it larger: ${kb(PREBUILT_BROTLI)} more are let pass. With \`rustup component add rust-src\` it is built for size.`,
    );
  if (!optimised)
    console.log(`wasm-opt is not here: ${kb(OPTIMISED_BROTLI)} more are let pass. \`npm ci\` in www/ installs it.`);
  const passed = (prebuilt ? PREBUILT_BROTLI : 0) + (optimised ? 0 : OPTIMISED_BROTLI);
  if (raw > MAX_RAW || br > MAX_BROTLI + passed) throw new Told('the module is over its size limit');
}
