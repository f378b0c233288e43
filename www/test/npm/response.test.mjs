// `cleanResponse`: what an answer says of its page.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { entry, freshEntry } from './helpers.mjs';

const { CleanError, cleanResponse } = await entry('node.js');
const FERRY = 'The ferry to Skagen sails again from Monday, the harbour office said.';

/** Paths, and what is answered: status, headers, body. */
const ANSWERS = {
  '/page': [200, { 'content-type': 'text/html; charset="windows-1251"' }, Buffer.from([0xcf, 0xe0, 0xf0, 0xee, 0xec])],
  '/moved': [302, { location: '/dir/page' }, ''],
  '/dir/page': [200, { 'content-type': 'text/html' }, `<p>${FERRY} <a href=tickets>Tickets</a> are sold on board.`],
  '/text': [200, { 'content-type': 'text/plain' }, `Share this:\n\n${FERRY}`],
  '/loose': [200, { 'content-type': 'text/html' }, FERRY],
  '/bare': [200, {}, `<!doctype html><p>${FERRY}`],
  '/missing': [404, { 'content-type': 'text/html' }, '<p>Not here'],
  '/picture': [200, { 'content-type': 'image/png' }, 'x'],
  '/large': [200, { 'content-type': 'text/html', 'content-length': '5000' }, 'x'.repeat(5000)],
};

const server = createServer((request, response) => {
  const [status, headers, body] = ANSWERS[request.url];
  response.writeHead(status, headers).end(body);
});
let address;
before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

const get = (path) => fetch(address + path);
const failure = (promise) =>
  promise.then(
    () => assert.fail('no error'),
    (error) => error,
  );

test('the header names the encoding', async () => {
  assert.equal((await cleanResponse(await get('/page'))).text, 'Паром');
  assert.notEqual((await cleanResponse(await get('/page'), { encoding: 'koi8-r' })).text, 'Паром', 'yours wins');
});

test('the address where it came from is that of relative links', async () => {
  const page = await cleanResponse(await get('/moved'), { markdown: true });
  assert.ok(page.markdown.includes(`(${address}/dir/tickets)`), page.markdown);
  const other = await cleanResponse(await get('/moved'), { markdown: true, url: 'https://example.org/' });
  assert.match(other.markdown, /\(https:\/\/example\.org\/tickets\)/);
});

test('HTML is read as HTML, all else as what it looks like', async () => {
  const kinds = await Promise.all(
    ['/text', '/loose', '/bare'].map(async (path) => (await cleanResponse(await get(path))).input),
  );
  assert.deepEqual(kinds, ['text', 'html', 'html']);
});

test('what is no page is told', async () => {
  for (const [input, code, says] of [
    [await get('/missing'), 'INVALID_INPUT', /missing was answered with status 404/],
    [await get('/picture'), 'INVALID_INPUT', /picture was answered with image\/png/],
    [get('/text'), 'INVALID_INPUT', /await it first/],
    ['<p>', 'INVALID_INPUT', /takes the Response/],
    [undefined, 'INVALID_INPUT', /takes the Response/],
  ]) {
    const error = await failure(cleanResponse(input));
    assert.ok(error instanceof CleanError);
    assert.equal(error.code, code);
    assert.match(error.message, says);
  }
  const twice = await get('/text');
  await twice.text();
  assert.match((await failure(cleanResponse(twice))).message, /was read already/);
  assert.equal((await failure(cleanResponse(await get('/large'), { maxInputBytes: 100 }))).code, 'TOO_LARGE');
  assert.equal((await failure(cleanResponse(await get('/text'), { markDown: true }))).code, 'INVALID_OPTIONS');
});

test('no init is needed where the module is beside', async (t) => {
  const { api, folder } = await freshEntry(t, 'slim.js');
  assert.equal((await failure(api.cleanResponse(await get('/text')))).code, 'LOAD_FAILED');
  const { cleanResponse: cleanInNode } = await import(`file://${folder}/node.js`);
  assert.equal((await cleanInNode(await get('/text'))).text, FERRY);
});
