/** What runs inside the Web Worker. */
import { clean, init } from './browser.js';
import { answer } from './host.js';

self.addEventListener('message', async (event) => {
  self.postMessage(await answer(event.data, clean, init));
});
