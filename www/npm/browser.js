/** Browsers and their bundlers: `await init()` fetches the module from beside this file. */
import { create } from './core.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

export const { clean, cleanDocument, init, initSync } = create({ load });

/** What can be fetched is fetched; all else is the module already. */
function load(source) {
  const from = source ?? new URL('./unhusk.wasm', import.meta.url);
  const isAddress = typeof from === 'string' || from instanceof URL || from instanceof Request;
  return isAddress ? fetch(from) : from;
}
