// Every test of www/: `node www/test/run.mjs [STAGE…]`. Stages, in order:
//
//   lint   formatting and lints of the JavaScript
//   build  the package, target/npm/ (and the size limits)
//   wasm   the core's own tests on wasm32, in Node and in headless Chromium
//   npm    the package: its API, parity with the native command, the packed tarball in every host that is here
//   demo   the web demo
//
// The tools that the tests use (bundlers, browsers' driver, other runtimes) are installed from www/package-lock.json
// at the first run. A host that is not on this machine is skipped, and the summary says so.
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { fail, root, run } from '../build/common.mjs';
import { wasmTests } from './wasm.mjs';

const www = join(root, 'www');

function nodeTests(folder) {
  const path = join(www, 'test', folder);
  const files = existsSync(path) ? readdirSync(path).filter((name) => /\.test\.m?js$/.test(name)) : [];
  if (files.length === 0) return;
  // One file at a time: some measure time, some start browsers.
  run(process.execPath, ['--test', '--test-concurrency=1', ...files.sort().map((name) => join(path, name))]);
}

/** Installs what a folder's lock file names, where that is not done yet. */
function install(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  // npm writes this file last, so that it is older than a lock file that changed since.
  const time = (path) => statSync(path).mtimeMs;
  if (existsSync(installed) && time(installed) >= time(join(folder, 'package-lock.json'))) return;
  run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
}

/** Next is as large as all other tools together, and wants a folder of its own to build in. */
function installNext() {
  const folder = join(root, 'target', 'next');
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    cpSync(join(www, 'test/next', name), join(folder, name), { preserveTimestamps: true });
  install(folder);
}

const STAGES = {
  lint: () => run(process.execPath, [join(www, 'node_modules/@biomejs/biome/bin/biome'), 'check', '.'], { cwd: www }),
  build: () => run(process.execPath, [join(www, 'build.mjs'), '--strict']),
  wasm: wasmTests,
  npm: () => {
    installNext();
    nodeTests('npm');
  },
  demo: () => nodeTests('demo'),
};

const asked = process.argv.slice(2);
try {
  const unknown = asked.find((name) => !Object.hasOwn(STAGES, name));
  if (unknown) throw new Error(`no stage ${unknown}; the stages are ${Object.keys(STAGES).join(', ')}`);
  install(www);
  for (const [name, stage] of Object.entries(STAGES)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`\n== ${name}`);
    stage();
  }
} catch (error) {
  fail(error);
}
