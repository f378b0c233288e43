// The README says what the package weighs; what it says is true.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

import { sizes } from '../../build/size.mjs';
import { built, www } from './helpers.mjs';

/** How far a figure may be off before it must be written anew: small changes of the core are no reason to. */
const TOLERANCE = 0.05;

test('the sizes in the README are those of the build', async () => {
  const bundle = await build({
    stdin: { contents: `export * from ${JSON.stringify(join(built, 'browser.js'))}`, resolveDir: built },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const script = bundle.outputFiles[0].contents;
  const actual = {
    '`unhusk.wasm`': sizes(join(built, 'unhusk.wasm')),
    'the JavaScript around it, bundled': {
      raw: script.length,
      gzip: gzipSync(script, { level: 9 }).length,
      brotli: brotliCompressSync(script).length,
    },
  };
  const readme = readFileSync(join(www, 'npm', 'README.md'), 'utf8');
  for (const [file, { raw, gzip, brotli }] of Object.entries(actual)) {
    const row = readme.split('\n').find((line) => line.startsWith(`| ${file} |`));
    assert.ok(row, `a row for ${file}`);
    const says = [...row.matchAll(/([\d.]+) KB/g)].map(([, figure]) => Number(figure) * 1000);
    const is = [raw, gzip, brotli];
    const right = `| ${file} | ${is.map((bytes) => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} KB`).join(' | ')} |`;
    for (const [i, bytes] of is.entries()) {
      assert.ok(Math.abs(says[i] - bytes) <= TOLERANCE * bytes, `the row should read: ${right}`);
    }
  }
});
