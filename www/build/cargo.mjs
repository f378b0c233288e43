// The core, compiled to WebAssembly.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { find, output, root, run, Told } from './common.mjs';

const TARGET = 'wasm32-unknown-unknown';
const DEBIAN_PACKAGES = 'rustc-web cargo-web rust-web-src lld';

/**
 * What may make the module larger. Engines inline next to nothing of WebAssembly themselves, so what LLVM inlines decides
 * how fast it is: left alone (225, and 325 for what is marked `#[inline]`) the module is a third larger and twice as fast
 * as optimised for size; held to these it has half of that gain and grows by nothing (www/bench/README.md).
 */
const INLINE = 25;
const INLINE_MARKED = 40;

/** Copies of loops and of functions, one for each constant they are given, cost more than they gain. */
const LLVM = [
  `-inline-threshold=${INLINE}`,
  `-inlinehint-threshold=${INLINE_MARKED}`,
  '-funcspec-max-clones=0',
  '-unroll-runtime=false',
  '-unroll-threshold=30',
].map((flag) => `-Cllvm-args=${flag}`);

/** Builds the core; gives the path of its module, as rustc left it. Where it is `strict`, a warning is an error. */
export function compile({ strict = false, profile = 'wasm' } = {}) {
  const { cargo, env, args } = toolchain();
  // The folders of the sources are named in the flags: they must be there before.
  run(cargo, ['fetch', '--locked', '--quiet'], { env });
  // Separated as Cargo asks, so that paths may have spaces.
  env.CARGO_ENCODED_RUSTFLAGS = [...LLVM, ...withoutPaths(), ...(strict ? ['-Dwarnings'] : [])].join('\x1f');
  run(
    cargo,
    ['build', '--locked', '--lib', '--profile', profile, '--features', 'javascript', '--target', TARGET, ...args],
    {
      env,
    },
  );
  return join(root, 'target', TARGET, profile, 'unhusk.wasm');
}

/** Flags that keep this machine's paths out of the module: panics name files by crate. */
function withoutPaths() {
  const registries = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry', 'src');
  const folders = existsSync(registries) ? readdirSync(registries).map((name) => join(registries, name)) : [];
  return [root, ...folders].map((folder) => `--remap-path-prefix=${folder.replace(/[\\/]$/, '')}=`);
}

/** Where Debian's Rust is; rustup's comes first on PATH. */
const DEBIAN = { cargo: '/usr/bin/cargo', rustc: '/usr/bin/rustc' };

/** How Rust is called for WebAssembly on this machine: `{ cargo, env, args }`. */
export function toolchain(debian = DEBIAN) {
  if (hasTarget('rustc')) return { cargo: 'cargo', env: {}, args: [] };
  const linker = find('wasm-ld', 'rust-lld', '/usr/lib/llvm-14/bin/wasm-ld');
  const sources = sourcesOf(debian.rustc);
  if (existsSync(debian.cargo) && sources && linker) {
    return {
      cargo: debian.cargo,
      env: { RUSTC: debian.rustc, RUSTC_BOOTSTRAP: '1', CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: linker },
      args: ['-Z', 'build-std=std,panic_abort', '-Z', 'build-std-features=optimize_for_size'],
    };
  }
  throw new Told(
    [
      `Rust cannot compile to ${TARGET} here. Either:`,
      `    rustup target add ${TARGET}`,
      'or, on Debian, where rustup cannot download:',
      `    apt-get install -y --no-install-recommends ${DEBIAN_PACKAGES}`,
    ].join('\n'),
  );
}

/** Whether this compiler has the target's standard library. */
function hasTarget(rustc) {
  const lib = output(rustc, ['--print', 'target-libdir', '--target', TARGET])?.trim();
  return Boolean(lib && existsSync(lib));
}

/** The sources of the standard library that belong to this compiler. */
function sourcesOf(rustc) {
  const sysroot = existsSync(rustc) ? output(rustc, ['--print', 'sysroot'])?.trim() : undefined;
  const library = sysroot && join(sysroot, 'lib', 'rustlib', 'src', 'rust', 'library');
  return library && existsSync(library) ? library : undefined;
}
