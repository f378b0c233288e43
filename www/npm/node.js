/** Node, Deno and Bun: the module is read from beside this file at the first call. `init()` is not needed. */
import { readFileSync } from 'node:fs';

import { create } from './core.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

export const { clean, cleanDocument, init, initSync } = create({
  loadSync: () => readFileSync(new URL('./unhusk.wasm', import.meta.url)),
});
