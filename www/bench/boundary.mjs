// What crossing between JavaScript and WebAssembly costs, as a share of a call: `node www/bench/boundary.mjs`.
//
// In: a call with a limit of 0 bytes copies the page and gives up at once. Out: JSON.parse of a result.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../build/common.mjs';

const ROUNDS = 200;
const glue = await import('../../target/npm/glue.js');
glue.initSync({ module: readFileSync(join(root, 'target', 'npm', 'unhusk.wasm')) });

const folder = join(root, 'tests', 'fixtures', 'seeds');
const texts = readdirSync(folder)
  .filter((name) => /^\d+\.txt$/.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'));
const latin = texts.join('\n\n').repeat(4);
const cyrillic = latin.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x3cf));

for (const [name, input] of Object.entries({ latin, cyrillic })) {
  const json = glue.cleanJson(input, '{"pieces": true}');
  const call = microseconds(() => glue.cleanJson(input, '{"pieces": true}'), ROUNDS / 10);
  const copy = microseconds(() => glue.cleanJson(input, '{"max_input_bytes": 0}'));
  const parse = microseconds(() => JSON.parse(json));
  const share = (part) => `${part.toFixed(0)} µs (${((100 * part) / (call + parse)).toFixed(1)} %)`;
  console.log(
    `${name}: ${(input.length / 1000).toFixed(0)} thousand units; in ${share(copy)}, JSON.parse ${share(parse)}, in all ${(call + parse).toFixed(0)} µs`,
  );
}

/** The best of some rounds. */
function microseconds(act, rounds = ROUNDS) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    act();
    best = Math.min(best, performance.now() - from);
  }
  return best * 1000;
}
