// After the first visit the demo works without a network, also under a sub-path, and a new version waits to be wanted.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { serve } from '../../serve.mjs';
import { cleaned, openExample, panel, visit } from './harness.mjs';

/** Resolves when the service worker has all files and speaks for the page. */
const kept = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated')
      await new Promise((done) => active.addEventListener('statechange', () => active.state === 'activated' && done()));
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  });

for (const base of ['/', '/tools/unhusk/']) {
  test(`under ${base}: loaded once, then without a network`, async () => {
    const server = await serve({ base });
    let up = true;
    try {
      await visit(
        async (page) => {
          await kept(page);
          await server.close();
          up = false;
          await page.reload();
          await openExample(page, 'ferry');
          assert.match(await panel(page, 'text'), /After eleven winters/);
          await page.click('#new');
          await openExample(page, 'seed-002');
          // A Worker that has to start again comes from the cache too.
          await cleaned(page, () => page.click('.legend .switch'));
        },
        { url: server.url, sw: 'allow' },
      );
    } finally {
      if (up) await server.close();
    }
  });
}

test('only the files of one version are kept', async () => {
  await visit(
    async (page) => {
      await kept(page);
      const names = await page.evaluate(() => caches.keys());
      assert.equal(names.length, 1);
      assert.match(names[0], /^unhusk-[0-9a-f]{12}$/);
    },
    { sw: 'allow' },
  );
});
