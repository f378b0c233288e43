/** What needs the module, with it. */
// A script for its effect alone, and of either kind: ES modules and CommonJS share the one copy.
import './module/wasm.js';

import { VERSION } from './constants.js';
import { makeClean, makeCleanDocument, makeCleanResponse, makeInit, makeInitSync } from './core.js';

const base64 = () => globalThis[Symbol.for(`@unhusk/inline ${VERSION}`)];
const host = { loadSync: () => Uint8Array.from(atob(base64()), (char) => char.charCodeAt(0)) };

export const clean = /* @__PURE__ */ makeClean(host);
export const cleanDocument = /* @__PURE__ */ makeCleanDocument(host);
export const cleanResponse = /* @__PURE__ */ makeCleanResponse(host);
export const init = /* @__PURE__ */ makeInit(host);
export const initSync = /* @__PURE__ */ makeInitSync(host);
