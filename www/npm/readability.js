/** `unhusk/readability` in browsers: `await init()` before the first page. */
import { clean, cleanDocument } from './browser.js';
import { makeIsProbablyReaderable, makeReadability } from './readability-api.js';

export { init, initSync } from './browser.js';
export { CleanError } from './error.js';

export const Readability = /* @__PURE__ */ makeReadability(clean, cleanDocument);
export const isProbablyReaderable = /* @__PURE__ */ makeIsProbablyReaderable(clean, cleanDocument);
