/** `unhusk/readability` in edge functions. */
import { clean, cleanDocument } from './edge-light.js';
import { makeIsProbablyReaderable, makeReadability } from './readability-api.js';

export { init, initSync } from './edge-light.js';
export { CleanError } from './error.js';

export const Readability = /* @__PURE__ */ makeReadability(clean, cleanDocument);
export const isProbablyReaderable = /* @__PURE__ */ makeIsProbablyReaderable(clean, cleanDocument);
