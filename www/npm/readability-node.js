/** `unhusk/readability` in Node, Deno and Bun. */
import { clean, cleanDocument } from './node.js';
import { makeIsProbablyReaderable, makeReadability } from './readability-api.js';

export { CleanError } from './error.js';
export { init, initSync } from './node.js';

export const Readability = /* @__PURE__ */ makeReadability(clean, cleanDocument);
export const isProbablyReaderable = /* @__PURE__ */ makeIsProbablyReaderable(clean, cleanDocument);
