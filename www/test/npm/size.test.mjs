// The README says what the package weighs; what it says is true, and within the limits.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { checkSize, inKilobytes, sizes } from '../../build/size.mjs';
import { built } from './helpers.mjs';

test('the sizes in the README are those of the build', () => {
  const readme = readFileSync(join(built, 'README.md'), 'utf8');
  const row = `| \`unhusk.wasm\` | ${inKilobytes(sizes(join(built, 'unhusk.wasm'))).join(' | ')} |`;
  assert.ok(readme.includes(row), row);
});

test('the module is within its limits', () => checkSize(join(built, 'unhusk.wasm')));
