// What runs in the Worker: the package's own host, with the long lists packed before they are sent.

import { clean, init } from '../pkg/browser.js';
import { createHost } from '../pkg/host.js';
import { pack } from './packed.js';
import { practise } from './practice.js';

const answer = createHost(clean, init, (message) => postMessage(message));
let practised = false;

addEventListener('message', async (event) => {
  const reply = await answer(event.data);
  if (!reply.result) {
    postMessage(reply);
    return;
  }
  const { packed, transfer } = pack(reply.result);
  postMessage({ ...reply, result: packed }, { transfer });
  if (practised) return;
  practised = true;
  practise(clean);
});
