/** `unhusk` for hosts that cannot load a second file: the module is in the script, a third larger. `init()` is not needed. */
import { makeClean, makeCleanDocument, makeCleanResponse, makeInit, makeInitSync } from './core.js';
import { BASE64 } from './module.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

const host = { loadSync: () => Uint8Array.from(atob(BASE64), (char) => char.charCodeAt(0)) };

export const clean = /* @__PURE__ */ makeClean(host);
export const cleanDocument = /* @__PURE__ */ makeCleanDocument(host);
export const cleanResponse = /* @__PURE__ */ makeCleanResponse(host);
export const init = /* @__PURE__ */ makeInit(host);
export const initSync = /* @__PURE__ */ makeInitSync(host);
