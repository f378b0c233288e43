/** Cloudflare Workers: the platform compiles the module. `init()` is not needed. */

import { makeClean, makeCleanDocument, makeCleanResponse, makeInit, makeInitSync } from './core.js';
import module from './unhusk.wasm';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

const host = { loadSync: () => module };

export const clean = /* @__PURE__ */ makeClean(host);
export const cleanDocument = /* @__PURE__ */ makeCleanDocument(host);
export const cleanResponse = /* @__PURE__ */ makeCleanResponse(host);
export const init = /* @__PURE__ */ makeInit(host);
export const initSync = /* @__PURE__ */ makeInitSync(host);
