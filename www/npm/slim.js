/** For hosts with ways of their own: `init` and `initSync` take the module, its bytes or a response from the caller. */
import { create } from './core.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

export const { clean, cleanDocument, init, initSync } = create({});
