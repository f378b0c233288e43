/** `unhusk` for hosts that cannot load a second file: the module is in the script, a third larger. `init()` is not needed. */
export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';
// The functions stand apart: a bundle that has only the names above leaves them and the module out.
export { clean, cleanDocument, cleanResponse, init, initSync } from './inline.js';
