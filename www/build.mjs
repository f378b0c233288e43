// Builds the npm package, target/npm/, and the demo, target/demo/, from the Rust core: `node www/build.mjs`. No dependencies.
//
//   --strict    a warning of the compiler is an error (as in the tests)
//
// Rust comes from rustup where it has the wasm32 target; else from Debian's packages, whose standard library is built
// on the way; else the line to run is printed. wasm-bindgen's command is installed into target/tools, at the version
// that Cargo.lock names.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { bindings } from './build/bindgen.mjs';
import { compile } from './build/cargo.mjs';
import { fail, root } from './build/common.mjs';
import { optimise } from './build/optimise.mjs';
import { assemble } from './build/package.mjs';
import { checkSize } from './build/size.mjs';
import { buildDemo } from './build-demo.mjs';

const scratch = join(root, 'target', 'wasm-package');
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });

try {
  const raw = compile({ strict: process.argv.includes('--strict') });
  const { wasm, glue } = bindings(raw, scratch);
  optimise(wasm);
  const out = await assemble({ wasm, glue });
  console.log(`\nThe package is in ${out}`);
  const demo = await buildDemo({ npm: out });
  console.log(
    `The demo is in ${demo.out}: ${(demo.bytes / 1000).toFixed(1)} KB as brotli for a first visit; node www/serve.mjs serves it`,
  );
  // Last: what is too large can still be looked at.
  checkSize(join(out, 'unhusk.wasm'));
} catch (error) {
  fail(error);
}
