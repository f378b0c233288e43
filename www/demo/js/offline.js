// The service worker: after the first visit the demo works without a network. A new version waits until it is wanted.

import { note } from './announce.js';
import { button } from './dom.js';

/** Registers the service worker where there can be one. */
export async function setUpOffline() {
  if (!('serviceWorker' in navigator) || !isSecureContext) return;
  let wanted = false;
  navigator.serviceWorker.addEventListener('controllerchange', () => wanted && location.reload());
  try {
    const registration = await navigator.serviceWorker.register(new URL('../sw.js', import.meta.url), {
      scope: new URL('../', import.meta.url).pathname,
    });
    const offer = (worker) => {
      const update = button(
        'Use it',
        () => {
          wanted = true;
          worker.postMessage('unhusk:activate');
        },
        { kind: 'small' },
      );
      note('A new version of unhusk is here.', update);
    };
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const fresh = registration.installing;
      fresh?.addEventListener('statechange', () => {
        if (fresh.state === 'installed' && navigator.serviceWorker.controller) offer(fresh);
      });
    });
  } catch {
    // Private windows and some hosts refuse: the demo works all the same, with a network.
  }
}
