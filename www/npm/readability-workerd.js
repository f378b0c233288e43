/** `unhusk/readability` in Cloudflare Workers. */

import { makeIsProbablyReaderable, makeReadability } from './readability-api.js';
import { clean, cleanDocument } from './workerd.js';

export { CleanError } from './error.js';
export { init, initSync } from './workerd.js';

export const Readability = /* @__PURE__ */ makeReadability(clean, cleanDocument);
export const isProbablyReaderable = /* @__PURE__ */ makeIsProbablyReaderable(clean, cleanDocument);
