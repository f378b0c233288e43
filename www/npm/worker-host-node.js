/** What runs inside the worker thread. */
import { parentPort } from 'node:worker_threads';

import { createHost } from './host.js';
import { clean, init } from './node.js';

const post = (message) => parentPort.postMessage(message);
const answer = createHost(clean, init, post);

parentPort.on('message', async (message) => post(await answer(message)));
