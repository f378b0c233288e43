// Which Rust compiles the core: rustup's where it has the target, else Debian's, else a line that says what to run.
// The compilers here are stand-ins that answer as rustc does, as rustup cannot download everywhere.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { toolchain } from '../../build/cargo.mjs';
import { temporary } from './helpers.mjs';

const { PATH } = process.env;

/** A folder with a `rustc` that has its standard library, its sources and its targets where it says. */
function rust(t, { target, sources = false }) {
  const folder = temporary(t);
  const lib = join(folder, 'lib/rustlib/wasm32-unknown-unknown/lib');
  if (target) mkdirSync(lib, { recursive: true });
  if (sources) mkdirSync(join(folder, 'lib/rustlib/src/rust/library'), { recursive: true });
  const answers = `#!/bin/sh\ncase "$*" in *target-libdir*) echo ${lib} ;; *sysroot*) echo ${folder} ;; esac\n`;
  for (const [name, text] of [
    ['rustc', answers],
    ['cargo', '#!/bin/sh\n'],
    ['wasm-ld', '#!/bin/sh\n'],
  ]) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** What is chosen where this folder's compiler is the first on PATH. */
function chosen(t, first, debian) {
  t.after(() => {
    process.env.PATH = PATH;
  });
  process.env.PATH = `${first}:${PATH}`;
  return toolchain({ cargo: join(debian, 'cargo'), rustc: join(debian, 'rustc') });
}

test('rustup’s Rust, where it has the target: plain cargo', (t) => {
  const debian = rust(t, { sources: true });
  const prebuilt = { cargo: 'cargo', env: {}, args: [], prebuilt: true };
  assert.deepEqual(chosen(t, rust(t, { target: true }), debian), prebuilt);
});

test('with the sources too: the standard library is built for size', (t) => {
  const { cargo, env, args, prebuilt } = chosen(t, rust(t, { target: true, sources: true }), rust(t, {}));
  assert.deepEqual([cargo, env, prebuilt], ['cargo', { RUSTC_BOOTSTRAP: '1' }, false]);
  assert.ok(args.includes('build-std-features=optimize_for_size'), args.join(' '));
});

test('else Debian’s, which builds the standard library on the way', (t) => {
  const first = rust(t, { target: false });
  const debian = rust(t, { sources: true });
  const { cargo, env, args } = chosen(t, first, debian);
  assert.equal(cargo, join(debian, 'cargo'));
  assert.deepEqual(env, {
    RUSTC: join(debian, 'rustc'),
    RUSTC_BOOTSTRAP: '1',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: join(first, 'wasm-ld'),
  });
  assert.ok(args.includes('build-std=std,panic_abort'), args.join(' '));
});

test('else the line to run', (t) => {
  const first = rust(t, { target: false });
  for (const debian of [rust(t, { sources: false }), join(first, 'nowhere')])
    assert.throws(() => chosen(t, first, debian), /rustup target add wasm32-unknown-unknown[\s\S]*apt-get install/);
});
