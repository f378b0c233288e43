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
import { existsSync, readdirSync, statSync } from 'node:fs';
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

// npm writes node_modules/.package-lock.json last, so that it is older than a lock file that changed since.
function toolsAreStale() {
  const installed = join(www, 'node_modules/.package-lock.json');
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(www, 'package-lock.json')).mtimeMs;
}

const STAGES = {
  lint: () => run(process.execPath, [join(www, 'node_modules/@biomejs/biome/bin/biome'), 'check', '.'], { cwd: www }),
  build: () => run(process.execPath, [join(www, 'build.mjs'), '--strict']),
  wasm: wasmTests,
  npm: () => nodeTests('npm'),
  demo: () => nodeTests('demo'),
};

const asked = process.argv.slice(2);
try {
  const unknown = asked.find((name) => !Object.hasOwn(STAGES, name));
  if (unknown) throw new Error(`no stage ${unknown}; the stages are ${Object.keys(STAGES).join(', ')}`);
  if (toolsAreStale()) run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: www });
  for (const [name, stage] of Object.entries(STAGES)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`\n== ${name}`);
    stage();
  }
} catch (error) {
  fail(error);
}
