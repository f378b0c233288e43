// The worker's client: in worker threads of Node, and its queue with a worker of our own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

import { built, entry } from './helpers.mjs';

const { CleanError, createCleaner } = await entry('worker-node.js');
const { createClient } = await entry('client.js');
const FERRY = 'The ferry to Skagen sails again from Monday, the harbour office said.';
/** Takes seconds. */
const SLOW = `<div><b>${FERRY}</b></div>`.repeat(150_000);

function cleaner(t, options) {
  const it = createCleaner(options);
  t.after(() => it.close());
  return it;
}

const codeOf = (promise) =>
  promise.then(
    () => 'no error',
    (error) => error.code ?? error.name,
  );

test('cleans strings and bytes, many at once, in order', async (t) => {
  const it = cleaner(t);
  const inputs = Array.from({ length: 20 }, (_, i) => `${i}. ${FERRY}`);
  const pages = await Promise.all(
    inputs.map((input, i) => it.clean(i % 2 ? input : new TextEncoder().encode(input), { pieces: true })),
  );
  assert.deepEqual(
    pages.map((page) => page.text),
    inputs,
  );
});

test('errors come back as CleanError with their code', async (t) => {
  const it = cleaner(t);
  const error = await it.clean('x', { marckdown: true }).catch((caught) => caught);
  assert.ok(error instanceof CleanError);
  assert.equal(error.code, 'INVALID_OPTIONS');
  assert.match(error.message, /`markdown`/);
  assert.equal(await codeOf(it.clean(undefined)), 'INVALID_INPUT');
  assert.equal(await codeOf(it.clean('x', { url: () => {} })), 'INVALID_OPTIONS');
  assert.equal(await codeOf(it.clean('x', { timeout: 0 })), 'INVALID_OPTIONS');
  assert.equal(await codeOf(it.clean('x', { timeout: '5' })), 'INVALID_OPTIONS');
  assert.equal((await it.clean(FERRY)).text, FERRY);
});

test('a page that takes too long is given up, the rest is cleaned', async (t) => {
  const it = cleaner(t, { timeout: 60_000 });
  await it.clean('warm');
  const slow = it.clean(SLOW, { timeout: 50 });
  const next = it.clean(FERRY);
  assert.equal(await codeOf(slow), 'TIMEOUT');
  assert.equal((await next).text, FERRY);
});

test('a signal ends the work, before it, in the queue and in the midst', async (t) => {
  const it = cleaner(t);
  await it.clean('warm');
  assert.equal(await codeOf(it.clean('x', { signal: AbortSignal.abort() })), 20);
  const inWork = new AbortController();
  const inQueue = new AbortController();
  const slow = it.clean(SLOW, { signal: inWork.signal });
  const queued = it.clean(FERRY, { signal: inQueue.signal });
  const last = it.clean(FERRY, { signal: new AbortController().signal });
  inQueue.abort(new Error('not needed'));
  await assert.rejects(queued, /not needed/);
  await sleep(30);
  inWork.abort();
  await assert.rejects(slow, { name: 'AbortError' });
  assert.equal((await last).text, FERRY);
});

test('a signal’s reason is what the call rejects with, whatever it is', async (t) => {
  const it = cleaner(t);
  for (const reason of [null, 0, '', 'stop', { a: 1 }, new RangeError('no')]) {
    const controller = new AbortController();
    const call = it.clean(SLOW, { signal: controller.signal });
    await sleep(5);
    controller.abort(reason);
    assert.deepEqual(await call.then(() => ['resolved']).catch((caught) => [caught, 'rejected']), [reason, 'rejected']);
  }
  assert.equal((await it.clean(FERRY, { signal: null })).text, FERRY);
});

test('a timeout counts from when the worker is ready', async () => {
  const spawned = [];
  const it = createClient((handlers) => {
    const worker = { post() {}, end: () => (worker.ended = true), ...handlers };
    spawned.push(worker);
    return worker;
  });
  const call = codeOf(it.clean('a', { timeout: 20 }));
  await sleep(100);
  assert.equal(spawned[0].ended, undefined);
  spawned[0].onReply({ ready: true });
  assert.equal(await call, 'TIMEOUT');
  assert.equal(spawned[0].ended, true);
  // The next worker starts anew, and so does the wait for it.
  const next = it.clean('b', { timeout: 20 });
  await sleep(100);
  spawned[1].onReply({ ready: true });
  spawned[1].onReply({ id: 1, result: 'right' });
  assert.equal(await next, 'right');
});

test('a start that takes longer than the timeout is no reason to give up', async (t) => {
  const host = pathToFileURL(join(built, 'worker-host-node.js')).href;
  const worker = () => new Worker(`setTimeout(() => import(${JSON.stringify(host)}), 3000)`, { eval: true });
  const it = cleaner(t, { timeout: 2500, worker });
  assert.equal((await it.clean(FERRY)).text, FERRY);
});

test('wrong options of a cleaner are told', () => {
  for (const [options, says] of [
    [{ timout: 5 }, /unknown option `timout`; a worker's are timeout and worker/],
    [{ timeout: '5' }, /`timeout` must be a number/],
    [{ worker: new URL('https://example.org/worker.js') }, /`worker` must be a function/],
  ])
    assert.throws(() => createCleaner(options), { code: 'INVALID_OPTIONS', message: says });
});

test('an address may be a URL object', async (t) => {
  const html = '<p>The <a href=/t>ferry</a> sails again, they said.';
  const page = await cleaner(t).clean(html, { url: new URL('https://example.org/a'), markdown: true });
  assert.match(page.markdown, /\(https:\/\/example\.org\/t\)/);
});

test('a timeout beyond what timers count is none', async (t) => {
  for (const timeout of [2 ** 31, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, Number.POSITIVE_INFINITY])
    assert.equal((await cleaner(t, { timeout }).clean(FERRY)).text, FERRY);
});

test('wrong arguments are told as the cleaner tells them', async (t) => {
  const it = cleaner(t, null);
  for (const input of [() => {}, Symbol('x'), {}, 1, null])
    assert.equal(await codeOf(it.clean(input)), 'INVALID_INPUT');
  for (const signal of [{}, 1, 'stop']) assert.equal(await codeOf(it.clean(FERRY, { signal })), 'INVALID_OPTIONS');
  const shared = new Uint8Array(new SharedArrayBuffer(FERRY.length));
  shared.set(Buffer.from(FERRY));
  for (const input of [shared, shared.buffer, Buffer.from(FERRY)]) assert.equal((await it.clean(input)).text, FERRY);
});

test('close answers all calls', async (t) => {
  const it = cleaner(t);
  const calls = [it.clean(SLOW), it.clean(FERRY)];
  it.close();
  it.close();
  assert.deepEqual(await Promise.all(calls.map(codeOf)), ['CLOSED', 'CLOSED']);
  assert.equal(await codeOf(it.clean(FERRY)), 'CLOSED');
});

test('a worker that dies is replaced', async (t) => {
  const workers = [];
  const it = cleaner(t, {
    worker: () => {
      const worker = new Worker(join(built, 'worker-host-node.js'));
      workers.push(worker);
      return worker;
    },
  });
  await it.clean('warm');
  const slow = it.clean(SLOW);
  await sleep(20);
  workers[0].terminate();
  assert.equal(await codeOf(slow), 'INTERNAL');
  assert.equal((await it.clean(FERRY)).text, FERRY);
  assert.equal(workers.length, 2);
});

test('a worker that cannot be made, or never starts, is told each time', async () => {
  const broken = createClient(() => {
    throw new Error('no workers here');
  });
  assert.equal(await codeOf(broken.clean('x')), 'INTERNAL');
  assert.equal(await codeOf(broken.clean('x')), 'INTERNAL');
  const missing = createCleaner({ worker: () => new Worker(join(built, 'no-such-file.js')) });
  assert.deepEqual(await Promise.all([codeOf(missing.clean('x')), codeOf(missing.clean('y'))]), [
    'INTERNAL',
    'INTERNAL',
  ]);
});

test('late replies of a worker that was given up are not another call’s', async () => {
  const spawned = [];
  const it = createClient((handlers) => {
    const worker = { posted: [], post: (message) => worker.posted.push(message), end() {}, ...handlers };
    spawned.push(worker);
    return worker;
  });
  const first = it.clean('a', { timeout: 10 });
  spawned[0].onReply({ ready: true });
  assert.equal(await codeOf(first), 'TIMEOUT');
  const second = it.clean('b');
  spawned[0].onReply({ id: 0, result: 'late' });
  spawned[0].onReply({ id: 1, result: 'late' });
  spawned[0].onFailure(new Error('late'));
  spawned[1].onReply({ id: 1, result: 'right' });
  assert.equal(await second, 'right');
});

test('an idle cleaner does not keep the process alive', async () => {
  const script = `import { createCleaner } from ${JSON.stringify(join(built, 'worker-node.js'))}; const it = createCleaner(); console.log((await it.clean('Hello there.')).text);`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  assert.equal(status, 0);
  assert.equal(stdout, 'Hello there.\n');
});
