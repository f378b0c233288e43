/** Cleaning in a Web Worker: the page stays responsive, and what takes too long can be stopped. */
import { createClient } from './client.js';

export { CATEGORIES, VERSION as version } from './constants.js';
export { CleanError } from './error.js';

/** `worker` makes another `Worker` that runs `unhusk/worker-host`, where a bundler cannot follow the address. */
export function createCleaner(options) {
  const spawn = ({ makeWorker = defaultWorker, onReply, onFailure }) => {
    const it = makeWorker();
    it.addEventListener('message', (event) => onReply(event.data));
    it.addEventListener('messageerror', () => onFailure(new Error('a message could not be read')));
    it.addEventListener('error', (event) => {
      // Told to the caller; not to the console.
      event.preventDefault?.();
      onFailure(event.error ?? (event.message ? new Error(event.message) : undefined));
    });
    return { post: (message) => it.postMessage(message), end: () => it.terminate() };
  };
  return createClient(spawn, options);
}

function defaultWorker() {
  return new Worker(new URL('./worker-host.js', import.meta.url), { type: 'module', name: 'unhusk' });
}
