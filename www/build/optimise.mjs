// wasm-opt, for one thing: it numbers the locals of each function by how often they are named, so that functions look more
// alike and compress better. What else it can do makes the module larger on the wire (www/bench/README.md).
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { root, run } from './common.mjs';

/** Among the tests' tools, at the version that they are tested with: older ones break the module's table of references. */
const TOOL = join(root, 'www', 'node_modules', '.bin', 'wasm-opt');

export function hasOptimiser() {
  return existsSync(TOOL);
}

export function optimise(wasm) {
  if (!hasOptimiser()) return;
  const other = `${wasm}.opt`;
  run(TOOL, ['--reorder-locals', wasm, '-o', other]);
  renameSync(other, wasm);
}
