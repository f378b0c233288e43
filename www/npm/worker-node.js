/** Cleaning in a worker thread of Node, Deno or Bun: what takes too long can be stopped. */
import { Worker } from 'node:worker_threads';

import { createClient } from './client.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

export function createCleaner(options) {
  const spawn = ({ makeWorker = defaultWorker, onReply, onFailure }) => {
    const it = makeWorker();
    // A cleaner that nobody waits for does not keep the process alive; one that is at work does.
    it.unref?.();
    it.on('message', (message) => {
      // Ready, it is still at work: a call came before.
      if (!message.ready) it.unref?.();
      onReply(message);
    });
    it.on('messageerror', onFailure);
    it.on('error', onFailure);
    it.on('exit', (code) => onFailure(new Error(`it ended with code ${code}`)));
    const post = (message) => {
      it.postMessage(message);
      it.ref?.();
    };
    return { post, end: () => void it.terminate() };
  };
  return createClient(spawn, options);
}

function defaultWorker() {
  // None of the process's own flags: some, like --input-type, keep a worker from starting.
  return new Worker(new URL('./worker-host-node.js', import.meta.url), { execArgv: [] });
}
