// A second opinion: wasm-opt's output is kept only where it is smaller on the wire. It usually is not.
import { copyFileSync, readFileSync, statSync } from 'node:fs';

import { find, run } from './common.mjs';
import { brotli } from './size.mjs';

export function optimise(wasm) {
  const tool = find('wasm-opt');
  if (!tool) return;
  const other = `${wasm}.opt`;
  run(tool, ['-Os', '--all-features', wasm, '-o', other]);
  const [before, after] = [wasm, other].map((path) => brotli(readFileSync(path)));
  const better = after < before;
  console.log(
    `wasm-opt: ${statSync(other).size} bytes, ${after} as brotli (${before} without): ${better ? 'kept' : 'not kept'}`,
  );
  if (better) copyFileSync(other, wasm);
}
