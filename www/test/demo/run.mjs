#!/usr/bin/env node
// All tests of the demo, in one process and one browser: `node www/test/demo/run.mjs [NAME…]`. NAMEs pick files.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const wanted = process.argv.slice(2);
const files = readdirSync(fileURLToPath(new URL('.', import.meta.url)))
  .filter((name) => name.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((it) => name.startsWith(it))))
  .sort();
if (files.length === 0) {
  console.error(`no test file begins with ${wanted.join(' or ')}`);
  process.exit(1);
}
for (const name of files) await import(`./${name}`);
