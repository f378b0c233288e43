/** Node, Deno and Bun: the module is read from beside this file at the first call. `init()` is not needed. */
import { readFileSync } from 'node:fs';

import { makeClean, makeCleanDocument, makeCleanResponse, makeInit, makeInitSync } from './core.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

const host = { loadSync: () => readFileSync(new URL('./unhusk.wasm', import.meta.url)) };

export const clean = /* @__PURE__ */ makeClean(host);
export const cleanDocument = /* @__PURE__ */ makeCleanDocument(host);
export const cleanResponse = /* @__PURE__ */ makeCleanResponse(host);
export const init = /* @__PURE__ */ makeInit(host);
export const initSync = /* @__PURE__ */ makeInitSync(host);
