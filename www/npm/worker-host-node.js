/** What runs inside the worker thread. */
import { parentPort } from 'node:worker_threads';

import { answer } from './host.js';
import { clean, init } from './node.js';

parentPort.on('message', async (message) => {
  parentPort.postMessage(await answer(message, clean, init));
});
