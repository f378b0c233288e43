/** For hosts with ways of their own: `init` and `initSync` take the module, its bytes or a response from the caller. */
import { makeClean, makeCleanDocument, makeCleanResponse, makeInit, makeInitSync } from './core.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

const host = {};

export const clean = /* @__PURE__ */ makeClean(host);
export const cleanDocument = /* @__PURE__ */ makeCleanDocument(host);
export const cleanResponse = /* @__PURE__ */ makeCleanResponse(host);
export const init = /* @__PURE__ */ makeInit(host);
export const initSync = /* @__PURE__ */ makeInitSync(host);
