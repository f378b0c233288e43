import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { built, builtInline, entry, freshEntry, root, thrown } from './helpers.mjs';

const { CATEGORIES, CleanError, clean, cleanDocument, init, initSync, version } = await entry('node.js');
const FERRY = 'The ferry to Skagen sails again from Monday, the harbour office said.';

test('a page becomes its article, in the documented shape', () => {
  const page = clean(`Share this:\n\n${FERRY}`);
  assert.equal(page.text, FERRY);
  assert.deepEqual(Object.keys(page), [
    'title',
    'text',
    'input',
    'metadata',
    'removed',
    'confidence',
    'fingerprint',
    'stats',
  ]);
  assert.deepEqual(Object.keys(page.stats), ['wordsIn', 'wordsOut', 'bytesIn', 'blocks', 'micros']);
  assert.deepEqual(
    { ...page.removed[0], score: 0, rule: '', reason: '' },
    { category: 'share', rule: '', reason: '', start: 0, end: 11, text: 'Share this:', score: 0 },
  );
  assert.ok(Number.isInteger(page.stats.micros) && page.stats.micros > 0);
  assert.match(page.fingerprint, /^[0-9a-f]{16}$/);
});

test('every option is taken', () => {
  const html = `<main><h1>Ferries</h1><p>${FERRY} <a href="/t">Tickets</a> are sold on board.</p><p class=x>Bye, said she.</p></main>`;
  const page = clean(html, {
    input: 'html',
    url: 'https://example.org/a',
    keep: ['tags'],
    drop: ['caption'],
    overrides: [],
    keepSelectors: ['.y'],
    dropSelectors: ['.x'],
    keepPatterns: [/kept/],
    dropPatterns: [/dropped/],
    embeds: 'link',
    preset: 'recall',
    includeTitle: true,
    includeCaptions: true,
    includeComments: true,
    includeTables: false,
    includeLinks: false,
    includeImages: false,
    unwrap: 'never',
    markdown: true,
    html: true,
    pieces: true,
    metadataSources: true,
    explain: true,
    maxInputBytes: 1000,
    maxDepth: 64,
    encoding: 'utf-8',
  });
  assert.equal(typeof page.markdown, 'string');
  assert.equal(typeof page.html, 'string');
  assert.equal(typeof page.metadataSources, 'object');
  assert.equal(page.pieces.map((it) => page.source.slice(it.start, it.end)).join(''), page.source);
  assert.ok(page.removed.some((it) => it.rule === 'selector' && it.text === 'Bye, said she.'));
});

test('undefined options are as if they were not there', () => {
  const expected = { ...clean(FERRY), stats: undefined };
  for (const options of [undefined, null, {}, { markdown: undefined }]) {
    assert.deepEqual({ ...clean(FERRY, options), stats: undefined }, expected);
  }
});

test('the options are those of the core, no more and no fewer', async () => {
  const { OPTION_NAMES } = await entry('options.js');
  const glue = await entry('glue.js');
  const { error } = JSON.parse(glue.cleanJson('', '{"no_such_option": 1}'));
  const core = [...error.message.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name).slice(1);
  const camel = (name) => name.replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  assert.deepEqual([...OPTION_NAMES].sort(), core.map(camel).sort());
});

test('the categories and the version are the core’s', () => {
  const source = readFileSync(join(root, 'src', 'category.rs'), 'utf8');
  const names = [...source.matchAll(/^ {4}[A-Z]\w+ = "(\w+)",$/gm)].map(([, name]) => name);
  assert.deepEqual([...CATEGORIES], names);
  assert.ok(Object.isFrozen(CATEGORIES));
  assert.equal(version, JSON.parse(readFileSync(join(built, 'package.json'), 'utf8')).version);
});

test('what is no page is told so', () => {
  const meant = [new URL('https://example.org/'), new Response('x'), Promise.resolve('x')];
  for (const input of meant)
    assert.match(thrown(() => clean(input)).message, /`await cleanResponse\(await fetch\(url\)\)`/);
  assert.match(thrown(() => clean({ nodeType: 9 })).message, /`cleanDocument` takes it/);
  for (const input of [undefined, null, 1, {}, [], new Date(), Symbol('x'), () => {}, 1n, ...meant]) {
    const error = thrown(() => clean(input));
    assert.ok(error instanceof CleanError && error instanceof Error);
    assert.equal(error.code, 'INVALID_INPUT');
    assert.equal(error.name, 'CleanError');
  }
});

test('wrong options are told by name', () => {
  for (const [options, says] of [
    [{ markDown: true }, /`markDown`; did you mean `markdown`/],
    [{ keep_selectors: [] }, /did you mean `keepSelectors`/],
    [{ includeTittle: true }, /did you mean `includeTitle`/],
    [{ somethingElse: 1 }, /the options are input, url/],
    [{ __proto__: null, constructor: 1 }, /unknown option `constructor`/],
    [{ markdown: 'yes' }, /`markdown` must be true or false; it is "yes"/],
    [{ markdown: null }, /`markdown` must be true or false; it is null/],
    [{ keep: 'tags' }, /`keep` must be a list/],
    [{ keep: ['tweets'] }, /"embed"/],
    [{ embeds: 'off' }, /"drop", "link", "keep"/],
    [{ maxInputBytes: -1 }, /whole number/],
    [{ maxInputBytes: 1.5 }, /whole number/],
    [{ maxDepth: Number.POSITIVE_INFINITY }, /whole number/],
    [{ url: 5 }, /`url` must be a string or a URL; it is 5/],
    [{ overrides: [{ start: 0, end: 9, action: 'keep' }] }, /0\.\.9, ends behind the text, which has 1 units/],
    [{ input: 'text', dropSelectors: ['p'] }, /`dropSelectors` are for HTML/],
    [{ overrides: [{ start: 2, end: 1, action: 'keep' }] }, /start <= end/],
    [{ overrides: [{ start: 1, end: 2, action: 'keep', why: '' }] }, /start, end, action/],
    [{ dropSelectors: ['p >'] }, /p >/],
    ['markdown', /must be an object, not "markdown"/],
    [[], /must be an object, not an array/],
    [new Map([['markdown', true]]), /must be an object, not an object \(Map\)/],
    [{ drop: ['tags', 'tweets'] }, /`drop` must be a list.*; one is "tweets"/],
    [true, /must be an object, not true/],
  ]) {
    const error = thrown(() => clean('<p>x</p>', options));
    assert.ok(error instanceof CleanError, String(error));
    assert.equal(error.code, 'INVALID_OPTIONS');
    assert.match(error.message, says);
    assert.doesNotMatch(error.message, /(?<!`keep)_[a-z]/, 'in JavaScript’s names');
  }
});

test('addresses may be URL objects', () => {
  const page = clean('<p>The <a href=/t>ferry</a> sails again, they said.', {
    url: new URL('https://example.org/a'),
    markdown: true,
  });
  assert.match(page.markdown, /\(https:\/\/example\.org\/t\)/);
});

test('a page says as what it was read, which way it is written and what it is about', () => {
  const read = (input) => clean(input).input;
  assert.deepEqual(['Hello <b>world</b>', `<p>${FERRY}`, FERRY, 'The <b> tag makes text bold.'].map(read), [
    'html',
    'html',
    'text',
    'text',
  ]);
  assert.equal(clean('Hello <b>world</b>').text, 'Hello world');
  const { metadata } = clean(`<html dir=rtl><p>${FERRY}`, { metadataSources: true });
  assert.deepEqual([metadata.dir, metadata.excerpt], ['rtl', FERRY]);
  assert.equal(clean('הספינה לסקאגן מפליגה שוב ביום שני, כך נמסר ממשרד הנמל.').metadata.dir, 'rtl');
  const described = clean(`<meta name=description content="Ferries sail."><p>${FERRY}`).metadata;
  assert.deepEqual([described.dir, described.excerpt], ['ltr', 'Ferries sail.']);
});

test('selectors may ask for what an element has', () => {
  const html = `<main><p>${FERRY}</p><div><p>Tickets are sold on board of the ferry, it said.</p><img class=ad></div></main>`;
  const page = clean(html, { dropSelectors: ['div:has(> img.ad)'] });
  assert.equal(page.text, FERRY);
  assert.match(thrown(() => clean(html, { dropSelectors: ['p:hover'] })).message, /`:hover` is not known/);
});

test('an input over the limit is told, in units and in bytes', () => {
  for (const input of ['four', 'öö', new Uint8Array(4)]) {
    const error = thrown(() => clean(input, { maxInputBytes: 3 }));
    assert.equal(error.code, 'TOO_LARGE');
    assert.match(error.message, /maxInputBytes/);
  }
  assert.equal(clean('öö', { maxInputBytes: 4 }).text, 'öö');
});

test('bytes are decoded by mark, label, declaration, UTF-8, windows-1252', () => {
  const bytes = (...parts) =>
    new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));
  const shared = (from) => {
    const to = new Uint8Array(new SharedArrayBuffer(from.length));
    to.set(from);
    return to;
  };
  const wide = (text) => [...text].map((char) => `${char}\0`).join('');
  const cases = [
    [bytes([0xef, 0xbb, 0xbf], Buffer.from('Žluť').toString('latin1')), undefined, 'Žluť'],
    [bytes([0xff, 0xfe], wide(FERRY)), undefined, FERRY],
    [bytes([0xfe, 0xff], `\0${wide(FERRY).slice(0, -1)}`), undefined, FERRY],
    [bytes([0xcf, 0xe0, 0xf0, 0xee, 0xec]), 'windows-1251', 'Паром'],
    [bytes('<!doctype html><meta charset=windows-1251><p>', [0xcf, 0xe0, 0xf0, 0xee, 0xec]), undefined, 'Паром'],
    [bytes('<!doctype html><meta charset=utf-8><p>caf', [0xe9]), undefined, 'café'],
    [bytes('<!doctype html><meta charset="utf-16"><p>', Buffer.from('Žluť').toString('latin1')), undefined, 'Žluť'],
    [bytes('<!doctype html><meta charset=iso-2022-jp><p>\x1b$BF|K\\\x1b(B'), undefined, '日本'],
    [bytes([0xcf, 0xe0, 0xf0, 0xee, 0xec]), '"windows-1251"', 'Паром'],
    [
      bytes('<!doctype html><meta charset=utf-8><p>caf', [0xc3, 0xa9], ', ', [0xc3, 0xbc], 'ber, ', [0xc3]),
      undefined,
      'café, über, \ufffd',
    ],
    [bytes([0x93], 'caf', [0xe9, 0x94, 0x20, 0x80]), undefined, '“café” €'],
    [bytes('caf', [0xe9]), 'no-such-encoding', 'café'],
    [new Uint8Array(Buffer.from('Паром 🎉')), undefined, 'Паром 🎉'],
    [new Uint8Array(Buffer.from('Паром')).buffer, undefined, 'Паром'],
    [new DataView(new Uint8Array(Buffer.from('xПаром')).buffer, 1), undefined, 'Паром'],
    [Buffer.from('Паром'), undefined, 'Паром'],
    [shared(Buffer.from('Паром')), undefined, 'Паром'],
    [shared(Buffer.from('Паром')).buffer, undefined, 'Паром'],
  ];
  for (const [input, encoding, text] of cases) assert.equal(clean(input, { encoding }).text, text);
});

test('a document or an element is cleaned by its markup and address', () => {
  const element = { outerHTML: `<html><p>${FERRY} <a href="/tickets">Tickets</a> are sold on board.</p></html>` };
  const page = { documentElement: element, URL: 'https://example.org/news/1' };
  element.ownerDocument = page;
  for (const node of [page, element]) {
    assert.match(cleanDocument(node).text, /^The ferry to Skagen/);
    for (const options of [{}, { url: undefined }])
      assert.match(cleanDocument(node, { ...options, html: true }).html, /href="https:\/\/example\.org\/tickets"/);
    assert.match(cleanDocument(node, { url: 'https://other.example/', html: true }).html, /other\.example\/tickets/);
  }
  for (const node of [undefined, null, 'x', {}, { documentElement: null }]) {
    assert.equal(thrown(() => cleanDocument(node)).code, 'INVALID_INPUT');
  }
});

test('init may be called at any time, any number of times', async () => {
  await Promise.all([init(), init()]);
  initSync();
  assert.equal(await init(), undefined);
});

test('init passes pages through the module, so that the first one takes no longer than others', async (t) => {
  const { api, folder } = await freshEntry(t, 'node.js');
  const glue = await import(pathToFileURL(join(folder, 'glue.js')).href);
  api.initSync();
  const before = glue.memoryBytes();
  await api.init();
  // What is unpacked at the first page is there now, and stays.
  const warm = glue.memoryBytes();
  assert.ok(warm > before, `${before} to ${warm}`);
  api.clean(FERRY);
  assert.equal(glue.memoryBytes(), warm);
});

test('require() gives the same', () => {
  const required = createRequire(import.meta.url)(join(built, 'node.cjs'));
  assert.deepEqual(Object.keys(required).sort(), [
    'CATEGORIES',
    'CleanError',
    'clean',
    'cleanDocument',
    'cleanResponse',
    'init',
    'initSync',
    'version',
  ]);
  const untimed = (page) => ({ ...page, stats: { ...page.stats, micros: 0 } });
  assert.deepEqual(untimed(required.clean(`Share\n\n${FERRY}`)), untimed(clean(`Share\n\n${FERRY}`)));
  const error = thrown(() => required.clean(1));
  assert.ok(error instanceof CleanError, 'instanceof holds across the two copies');
});

test('the browser’s entry asks for init', async (t) => {
  const { api } = await freshEntry(t, 'browser.js');
  const error = thrown(() => api.clean('x'));
  assert.equal(error.code, 'NOT_INITIALIZED');
  assert.match(error.message, /await init\(\)/);
});

test('a module that does not load is told, and may be loaded again', async (t) => {
  const { api, folder } = await freshEntry(t, 'browser.js');
  const wasm = readFileSync(join(folder, 'unhusk.wasm'));
  for (const source of [
    new Uint8Array([0, 1, 2]),
    new Response('not found', { status: 404 }),
    new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    () => Promise.reject(new Error('offline')),
    'http://127.0.0.1:1/unhusk.wasm',
    42,
  ]) {
    const error = await api.init(typeof source === 'function' ? source() : source).catch((caught) => caught);
    assert.ok(error instanceof CleanError, String(error));
    assert.equal(error.code, 'LOAD_FAILED');
    assert.ok(error.cause);
  }
  assert.equal(thrown(() => api.initSync(new Uint8Array(3))).code, 'LOAD_FAILED');
  assert.equal(thrown(() => api.initSync()).code, 'LOAD_FAILED');
  assert.equal(thrown(() => api.clean('x')).code, 'NOT_INITIALIZED');
  await api.init(new Response(wasm, { headers: { 'content-type': 'application/wasm' } }));
  assert.equal(api.clean(FERRY).text, FERRY);
});

test('each way to give the module works', async (t) => {
  const wasm = readFileSync(join(built, 'unhusk.wasm'));
  const module = new WebAssembly.Module(wasm);
  for (const source of [module, { module }, wasm, new Response(wasm)]) {
    const { api } = await freshEntry(t, 'slim.js');
    assert.equal((await api.init().catch((caught) => caught)).code, 'LOAD_FAILED');
    await api.init(source);
    assert.equal(api.clean(FERRY).text, FERRY);
  }
  const { api } = await freshEntry(t, 'slim.js');
  api.initSync(module);
  assert.equal(api.clean(FERRY).text, FERRY);
  const inline = await freshEntry(t, 'index.js', builtInline);
  assert.equal(inline.api.clean(FERRY).text, FERRY);
});

test('a module of another version is refused', async (t) => {
  const { folder } = await freshEntry(t, 'error.js');
  const wasm = readFileSync(join(folder, 'unhusk.wasm'));
  const constants = readFileSync(join(folder, 'constants.js'), 'utf8');
  writeFileSync(join(folder, 'constants.js'), constants.replace(/VERSION = "[^"]+"/, 'VERSION = "9.9.9"'));
  const api = await import(`file://${folder}/slim.js`);
  const error = thrown(() => api.initSync(wasm));
  assert.equal(error.code, 'LOAD_FAILED');
  assert.match(error.message, /version 0\.\S+, the package of 9\.9\.9/);
});

test('a wrong module is forgotten, and the right one is taken after it', async (t) => {
  const { folder } = await freshEntry(t, 'error.js');
  const wasm = readFileSync(join(folder, 'unhusk.wasm'));
  const constants = readFileSync(join(folder, 'constants.js'), 'utf8');
  const [, version] = /VERSION = "([^"]+)"/.exec(constants);
  // The same module with another version in its text, as a cache may still have it.
  const other = Buffer.from(wasm);
  for (let at = other.indexOf(version); at >= 0; at = other.indexOf(version, at + 1)) other.write('9', at);
  const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  const api = await import(`file://${folder}/slim.js`);
  for (const wrong of [other, empty, other]) {
    assert.equal((await api.init(wrong).catch((caught) => caught)).code, 'LOAD_FAILED');
    assert.equal(thrown(() => api.initSync(wrong)).code, 'LOAD_FAILED');
    assert.equal(thrown(() => api.clean(FERRY)).code, 'NOT_INITIALIZED');
  }
  await api.init(wasm);
  assert.equal(api.clean(FERRY).text, FERRY);
});

test('nothing is written to the console', () => {
  const methods = ['log', 'warn', 'error', 'info', 'debug'];
  const saved = methods.map((name) => console[name]);
  const said = [];
  for (const name of methods) console[name] = (...words) => said.push(words);
  try {
    clean(FERRY);
    thrown(() => clean(FERRY, { keepSelectors: ['<'] }));
  } finally {
    methods.forEach((name, i) => {
      console[name] = saved[i];
    });
  }
  assert.deepEqual(said, []);
});
