// Where the bytes of the module go: `node www/build/profile.mjs [FILE] [--functions N]`. Reads a module that still has
// its names (the one in target/wasm32-unknown-unknown/wasm), and groups functions by the crate that they come from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './common.mjs';

const given = process.argv[2]?.startsWith('--') ? undefined : process.argv[2];
const file = given ?? join(root, 'target/wasm32-unknown-unknown/wasm/unhusk.wasm');
const show = Number(process.argv[process.argv.indexOf('--functions') + 1]) || 40;
const bytes = readFileSync(file);
let at = 8;

function leb() {
  let result = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    result += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return result;
  }
}
const text = () => {
  const length = leb();
  at += length;
  return bytes.toString('utf8', at - length, at);
};

const sections = {};
let imported = 0;
const sizes = [];
const names = new Map();
while (at < bytes.length) {
  const id = bytes[at++];
  const length = leb();
  const end = at + length;
  const KINDS = [
    'custom',
    'type',
    'import',
    'function',
    'table',
    'memory',
    'global',
    'export',
    'start',
    'element',
    'code',
    'data',
    'count',
  ];
  let name = KINDS[id] ?? id;
  if (id === 0) name = `custom ${text()}`;
  sections[name] = length;
  if (id === 2) {
    for (let n = leb(); n > 0; n--) {
      text();
      text();
      const kind = bytes[at++];
      if (kind === 0) {
        imported++;
        leb();
      } else throw new Error('an import that is not a function');
    }
  } else if (id === 10) {
    for (let n = leb(); n > 0; n--) {
      const size = leb();
      sizes.push(size);
      at += size;
    }
  } else if (name === 'custom name') {
    while (at < end) {
      const sub = bytes[at++];
      const stop = leb() + at;
      if (sub === 1) for (let n = leb(); n > 0; n--) names.set(leb(), text());
      at = stop;
    }
  }
  at = end;
}

const functions = sizes
  .map((size, i) => ({ size, name: names.get(i + imported) ?? '?' }))
  .sort((a, b) => b.size - a.size);
const crates = new Map();
for (const { size, name } of functions) {
  // The first crate root in a mangled name (v0): `Cs<hash>_<length><name>`.
  const [, length, rest] = /Cs[0-9A-Za-z]+_(\d+)_?([a-z_0-9]+)/.exec(name) ?? [];
  const crate = rest?.slice(0, Number(length)) ?? 'other';
  crates.set(crate, (crates.get(crate) ?? 0) + size);
}
console.log('sections', sections);
console.log('code by crate', Object.fromEntries([...crates].sort((a, b) => b[1] - a[1]).slice(0, 30)));
for (const { size, name } of functions.slice(0, show)) console.log(String(size).padStart(7), name.slice(0, 150));
