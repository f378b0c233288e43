/** Edge functions (Vercel, Next): the platform compiles the module. `init()` is not needed. */

import { create } from './core.js';
import module from './unhusk.wasm?module';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

export const { clean, cleanDocument, init, initSync } = create({ loadSync: () => module });
