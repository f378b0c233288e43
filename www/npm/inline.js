/** Everything in one file, for hosts that cannot load a second one: a third larger. `init()` is not needed. */
import { create } from './core.js';
import { BASE64 } from './inline-module.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

export const { clean, cleanDocument, init, initSync } = create({
  loadSync: () => Uint8Array.from(atob(BASE64), (char) => char.charCodeAt(0)),
});
