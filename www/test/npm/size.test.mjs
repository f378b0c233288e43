// Both READMEs have a table of what the package weighs; what it says is true, and within the limits.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildSync } from 'esbuild';

import { checkSize, weigh } from '../../build/size.mjs';
import { built, builtInline, root, temporary } from './helpers.mjs';

/** How far a figure may be from the build before the table must be written anew: a share, or bytes where that is more. */
const SLACK = 0.05;
const SLACK_BYTES = 100;

/** Bundled and minified, with everything an entry imports, but for the module. */
const ENTRIES = {
  'browsers: `unhusk`': ['browser.js', 'browser'],
  'Node, Deno, Bun: `unhusk`': ['node.js', 'node'],
  'Workers, edge: `unhusk`': ['workerd.js', 'browser'],
  '`unhusk/slim`': ['slim.js', 'browser'],
  '`unhusk/worker`, the page’s part': ['worker.js', 'browser'],
  '`unhusk/worker`, the worker’s part': ['worker-host.js', 'browser'],
  '`unhusk/readability`': ['readability.js', 'browser'],
  '`@unhusk/inline`, the module in it': ['../npm-inline/index.js', 'browser'],
};

function bundle([name, platform]) {
  const { outputFiles } = buildSync({
    entryPoints: [join(built, name)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform,
    external: ['*.wasm'],
  });
  return outputFiles[0].contents;
}

const kilobytes = (bytes) => (bytes < 99_950 ? (bytes / 1000).toFixed(1) : Math.round(bytes / 1000).toString());

/** The table's rows: what, then its three sizes. */
function rows() {
  const all = [['`unhusk.wasm`', readFileSync(join(built, 'unhusk.wasm'))]];
  for (const [what, entry] of Object.entries(ENTRIES)) all.push([what, bundle(entry)]);
  return [...all.map(([what, bytes]) => [what, ...Object.values(weigh(bytes))]), ...tarballs()];
}

/** What npm downloads, and what it takes in `node_modules`. */
function tarballs() {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', built, builtInline], { encoding: 'utf8' });
  return JSON.parse(stdout).map(({ name, size, unpackedSize }) => [`npm’s tarball of \`${name}\``, unpackedSize, size]);
}

test('the tables of sizes in the READMEs are those of the build', () => {
  const now = rows();
  const table = now
    .map(([what, ...sizes]) => `| ${[what, ...sizes.map(kilobytes), ''].slice(0, 4).join(' | ')} |`)
    .join('\n');
  for (const file of [join(root, 'README.md'), join(root, 'www', 'npm', 'README.md')]) {
    const lines = readFileSync(file, 'utf8').split('\n');
    for (const [what, ...sizes] of now) {
      const row = lines.find((line) => line.startsWith(`| ${what}`));
      assert.ok(row, `${file} has no row for ${what}; the table is now\n${table}`);
      const says = row.split('|').slice(2, 5).map(Number);
      for (const [i, size] of sizes.entries()) {
        const off = Math.abs(says[i] * 1000 - size);
        assert.ok(off <= Math.max(SLACK * size, SLACK_BYTES), `${file} says ${row}\nthe table is now\n${table}`);
      }
    }
  }
});

test('a build without the means for a small one is let pass with a word, and no more than it needs', (t) => {
  const module = (bytes) => {
    const path = join(temporary(t), 'some.wasm');
    writeFileSync(path, randomBytes(bytes));
    return path;
  };
  const [over, far] = [module(615_000), module(630_000)];
  assert.throws(() => checkSize(over, { prebuilt: false, optimised: true }), /over its size limit/);
  assert.doesNotThrow(() => checkSize(over, { prebuilt: true, optimised: true }));
  assert.throws(() => checkSize(far, { prebuilt: true, optimised: true }), /over its size limit/);
  const little = module(604_000);
  assert.throws(() => checkSize(little, { prebuilt: false, optimised: true }), /over its size limit/);
  assert.doesNotThrow(() => checkSize(little, { prebuilt: false, optimised: false }));
});

test('the module is within its limits', () => checkSize(join(built, 'unhusk.wasm')));
