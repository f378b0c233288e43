/** Browsers and their bundlers: `await init()` fetches the module from beside this file. */
import { makeClean, makeCleanDocument, makeCleanResponse, makeInit, makeInitSync } from './core.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

const host = { load };

export const clean = /* @__PURE__ */ makeClean(host);
export const cleanDocument = /* @__PURE__ */ makeCleanDocument(host);
export const cleanResponse = /* @__PURE__ */ makeCleanResponse(host);
export const init = /* @__PURE__ */ makeInit(host);
export const initSync = /* @__PURE__ */ makeInitSync(host);

/** What can be fetched is fetched; all else is the module already. */
function load(source) {
  const from = source ?? new URL('./unhusk.wasm', import.meta.url);
  const isAddress = typeof from === 'string' || from instanceof URL || from instanceof Request;
  return isAddress ? fetch(from) : from;
}
