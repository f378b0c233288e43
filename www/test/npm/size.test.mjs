// The README says what the package weighs; what it says is true, and within the limits.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { checkSize, inWords, sizes } from '../../build/size.mjs';
import { built } from './helpers.mjs';

test('the sizes in the README are those of the build', () => {
  const readme = readFileSync(join(built, 'README.md'), 'utf8');
  const says = `\`unhusk.wasm\`: ${inWords(sizes(join(built, 'unhusk.wasm')))}.`;
  assert.ok(readme.includes(says), says);
});

test('the module is within its limits', () => checkSize(join(built, 'unhusk.wasm')));
