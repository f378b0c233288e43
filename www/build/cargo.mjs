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
 * as optimised for size; held to these it fits its limit with some of that gain (www/bench/README.md).
 */
const INLINE = 8;
const INLINE_MARKED = 15;

/** Copies of loops and of functions, one for each constant they are given, cost more than they gain. */
const LLVM = [
  `-inline-threshold=${INLINE}`,
  `-inlinehint-threshold=${INLINE_MARKED}`,
  '-funcspec-max-clones=0',
  '-unroll-runtime=false',
  '-unroll-threshold=30',
].map((flag) => `-Cllvm-args=${flag}`);

/**
 * Panics say what went wrong and not where, and `Debug` prints nothing: 12 KB as brotli. Only with a library that is built
 * on the way, as both are unstable. The native command says file and line.
 */
const SHORT_PANICS = ['-Zlocation-detail=none', '-Zfmt-debug=none'];

/** The core at the level of its dependencies: 9 KB less, at three quarters of the speed. */
const SMALL = ['--config', 'profile.wasm.package.unhusk.opt-level="s"'];

/**
 * Builds the core; gives the path of its module, as rustc left it. Where it is `strict`, a warning is an error; where it is to
 * be `small`, that counts for more than speed.
 */
export function compile({ strict = false, small = false, profile = 'wasm' } = {}) {
  const { cargo, env, args, prebuilt } = toolchain();
  // The folders of the sources are named in the flags: they must be there before.
  run(cargo, ['fetch', '--locked', '--quiet'], { env });
  // Separated as Cargo asks, so that paths may have spaces.
  env.CARGO_ENCODED_RUSTFLAGS = [
    ...LLVM,
    ...(prebuilt ? [] : SHORT_PANICS),
    ...withoutPaths(),
    ...(strict ? ['-Dwarnings'] : []),
  ].join('\x1f');
  run(
    cargo,
    [
      ...['build', '--locked', '--lib', '--profile', profile, '--features', 'javascript', '--target', TARGET],
      ...(small ? SMALL : []),
      ...args,
    ],
    { env },
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

/** The standard library built on the way, for size: the one that comes compiled makes the module 15 KB larger as brotli. */
const BUILD_STD = ['-Z', 'build-std=std,panic_abort', '-Z', 'build-std-features=optimize_for_size'];

/** `-Z` on a stable compiler. */
const UNSTABLE = { RUSTC_BOOTSTRAP: '1' };

/**
 * How Rust is called for WebAssembly on this machine: `{ cargo, env, args }`; `prebuilt` where the standard library is
 * the one that came with the compiler.
 */
export function toolchain(debian = DEBIAN) {
  if (hasTarget('rustc')) {
    if (sourcesOf('rustc')) return { cargo: 'cargo', env: { ...UNSTABLE }, args: BUILD_STD, prebuilt: false };
    return { cargo: 'cargo', env: {}, args: [], prebuilt: true };
  }
  const linker = find('wasm-ld', 'rust-lld', '/usr/lib/llvm-14/bin/wasm-ld');
  const sources = sourcesOf(debian.rustc);
  if (existsSync(debian.cargo) && sources && linker) {
    return {
      cargo: debian.cargo,
      env: { RUSTC: debian.rustc, ...UNSTABLE, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: linker },
      args: BUILD_STD,
      prebuilt: false,
    };
  }
  throw new Told(
    [
      `Rust cannot compile to ${TARGET} here. Either:`,
      `    rustup target add ${TARGET} && rustup component add rust-src`,
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
  const sysroot = output(rustc, ['--print', 'sysroot'])?.trim();
  const library = sysroot && join(sysroot, 'lib', 'rustlib', 'src', 'rust', 'library');
  return library && existsSync(library) ? library : undefined;
}
