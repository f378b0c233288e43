// Offsets, hostile inputs, and what happens after a trap.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { built, entry, freshEntry, thrown } from './helpers.mjs';

const { clean } = await entry('node.js');
const FERRY = 'The ferry to Skagen sails again from Monday, the harbour office said.';

/** The input, put together again from its pieces. */
function rebuilt(input, options) {
  const page = clean(input, { ...options, pieces: true });
  const source = page.source ?? input;
  for (const it of page.removed) assert.equal(source.slice(it.start, it.end), it.text);
  let at = 0;
  for (const it of page.pieces) {
    assert.equal(it.start, at, 'pieces follow one another');
    at = it.end;
  }
  assert.equal(at, source.length);
  return { ...page, source };
}

test('offsets of a text are UTF-16 units of the input', () => {
  const junk = 'Share this:';
  for (const body of [
    'Паром снова ходит с понедельника, сказали в порту.',
    '🎉🎉 Emoji 👩‍👩‍👧 first, and 🇩🇰 flags.',
    'שלום לכולם, \u202bטקסט מימין לשמאל\u202c וגם English.',
    'e\u0301 combining, \u00a0 no-break, \u3000 ideographic space.',
    '日本語の文章です。句読点もあります。',
    '\u{1d518}\u{1d52b}\u{1d526} astral letters \u{10ffff} to the end.',
  ]) {
    const input = `${body}\n\n${junk}\n\n${body}\r\n\r\n${junk}\r\n${body}`;
    const page = rebuilt(input, { input: 'text' });
    assert.ok(page.removed.some((it) => it.text === junk && it.start === body.length + 2));
  }
});

test('offsets of a page are UTF-16 units of its source', () => {
  const html = `<h1>🎉 Паром</h1><nav><a href=/>Дом 👩‍👩‍👧</a></nav><p>🎉 Паром снова ходит, сказали в порту.</p><p>Share this:</p><p>שלום</p>`;
  const page = rebuilt(html, { input: 'html' });
  assert.ok(page.removed.length > 0);
});

test('NULs, lone surrogates, marks and controls keep offsets right', () => {
  for (const odd of ['\0', '\ud800', '\udc00', '\udc00\ud800', '\ufeff', '\ufffe', '\u0085', '\u2028', '\v\f']) {
    const input = `${odd}a${odd} ${FERRY}${odd}\n\nShare this:\n\n${odd}b`;
    const page = clean(input, { input: 'text', pieces: true });
    const share = page.removed.find((it) => it.text === 'Share this:');
    assert.equal(share?.start, input.indexOf('Share this:'), JSON.stringify(odd));
    assert.equal(page.pieces.at(-1).end, input.length);
    clean(`<p>${input}</p>`, { input: 'html', pieces: true });
  }
});

test('overrides take UTF-16 units too', () => {
  const input = `🎉 Паром.\n\nShare this:\n\n${FERRY}`;
  const start = input.indexOf('Share');
  const kept = clean(input, { overrides: [{ start, end: start + 11, action: 'keep' }] });
  assert.ok(kept.text.includes('Share this:'));
  const html = `<p>🎉 Паром снова ходит.</p><p>${FERRY}</p><p>Билеты продают на борту, сказали в порту.</p>`;
  const { source } = clean(html, { pieces: true });
  const from = source.indexOf('Билеты');
  const dropped = clean(html, { overrides: [{ start: from, end: source.length, action: 'drop' }] });
  assert.ok(!dropped.text.includes('Билеты') && dropped.text.includes('Skagen'));
});

test('any string gives an answer', () => {
  let seed = 12345;
  const random = (n) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % n;
  };
  const bits = [
    '<',
    '>',
    '</',
    '<p>',
    '</p>',
    '<div class="x">',
    '<!--',
    '-->',
    '&amp;',
    '&#x',
    '"',
    '\n',
    '\n\n',
    ' ',
    '@',
    '#',
    '🎉',
    '\ud83d',
    'Share',
    'By ',
    '2018-09-27',
    '<table><tr><td>',
    '<svg>',
    '<script>',
    '</script>',
    'текст',
    '\0',
    FERRY,
  ];
  for (let round = 0; round < 300; round++) {
    const input = Array.from({ length: random(60) }, () => bits[random(bits.length)]).join('');
    for (const kind of ['auto', 'html', 'text']) {
      const page = clean(input, { input: kind, pieces: true, markdown: true, html: true });
      assert.equal(typeof page.text, 'string');
      const source = page.source ?? input;
      assert.equal(page.pieces.at(-1)?.end ?? 0, source.length);
    }
  }
});

test('after a trap the next call works', async (t) => {
  const { folder, api } = await freshEntry(t, 'node.js');
  assert.equal(api.clean(FERRY).text, FERRY);
  const glue = await import(`file://${folder}/glue.js`);
  const instance = glue.initSync();
  // A trap as real as can be had from outside: an export called with a pointer that is not there.
  const names = Object.keys(instance).filter((name) => typeof instance[name] === 'function');
  assert.ok(names.includes('cleanJson'));
  assert.throws(() => instance.cleanJson(0, 0xffff_0000, 0x7fff_ffff, 1, 0), WebAssembly.RuntimeError);
  assert.equal(api.clean(FERRY).text, FERRY);
});

test('a call that traps is told, and the next one works', async (t) => {
  const { folder } = await freshEntry(t, 'error.js');
  // The glue's own function fails, as it does when the module traps.
  const glueFile = join(folder, 'glue.js');
  const source = readFileSync(glueFile, 'utf8');
  writeFileSync(
    glueFile,
    source.replace(
      'export function cleanJson(input, options) {',
      "export function cleanJson(input, options) {\n if (input === 'trap') wasm.cleanJson(0, 0xffff0000, 0x7fffffff, 1, 0);",
    ),
  );
  const api = await import(`file://${folder}/node.js`);
  const before = api.clean(FERRY);
  for (let round = 0; round < 20; round++) {
    const error = thrown(() => api.clean('trap'));
    assert.equal(error.code, 'INTERNAL');
    assert.match(error.message, /later calls are not affected/);
    assert.ok(error.cause instanceof WebAssembly.RuntimeError);
    assert.deepEqual({ ...api.clean(FERRY), stats: 0 }, { ...before, stats: 0 });
  }
});

test('memory that runs out is told, and the next call works', { timeout: 120_000 }, async (t) => {
  const { api } = await freshEntry(t, 'node.js');
  // Every `<p>` is an element, a block and a path: a few hundred bytes of memory for three of input.
  const huge = '<p>x'.repeat(30_000_000 / 4);
  let result;
  try {
    result = api.clean(huge, { input: 'html' });
  } catch (error) {
    assert.equal(error.code, 'INTERNAL');
    t.diagnostic(error.message);
  }
  t.diagnostic(result ? 'it was cleaned' : 'it ran out of memory');
  assert.equal(api.clean(FERRY).text, FERRY);
});

test('a huge page’s memory is given back', async (t) => {
  const { folder, api } = await freshEntry(t, 'node.js');
  const glue = await import(`file://${folder}/glue.js`);
  api.clean(FERRY);
  const before = glue.memoryBytes();
  const page = api.clean(`<p>${FERRY}</p>`.repeat(200_000), { input: 'html' });
  assert.ok(page.stats.bytesIn > 14_000_000);
  assert.ok(glue.memoryBytes() <= before, `${glue.memoryBytes()} bytes, ${before} before`);
  assert.equal(api.clean(FERRY).text, FERRY);
});

test('the module is small enough and imports the host’s patterns alone', () => {
  const module = new WebAssembly.Module(readFileSync(join(built, 'unhusk.wasm')));
  const imports = WebAssembly.Module.imports(module).filter((it) => it.kind === 'function');
  assert.deepEqual(imports.map((it) => it.name.replace(/_[0-9a-f]{16}$/, '')).sort(), [
    '__wbg_matchPatterns',
    '__wbindgen_init_externref_table',
  ]);
  assert.deepEqual(WebAssembly.Module.customSections(module, 'name'), []);
  assert.deepEqual(WebAssembly.Module.customSections(module, 'producers'), []);
});
