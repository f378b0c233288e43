/** What runs inside the Web Worker. */
import { clean, init } from './browser.js';
import { createHost } from './host.js';

const post = (message) => self.postMessage(message);
const answer = createHost(clean, init, post);

self.addEventListener('message', async (event) => post(await answer(event.data)));
