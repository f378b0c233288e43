// The native command and this package give the same JSON, byte for byte: names in camelCase, offsets in UTF-16 and the
// time taken aside. On the seeds, all fixtures, and up to 300 pages of the development corpus, where it is
// there (UNHUSK_CORPUS names its folder; it is not part of the project).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { buildNative, entry, native, root, temporary } from './helpers.mjs';

const CORPUS = process.env.UNHUSK_CORPUS ?? join(root, '..', 'shared', 'corpus');
const CORPUS_PAGES = 300;
const FORMS = { pieces: true, markdown: true, html: true, metadataSources: true };
const FLAGS = ['--pieces', '--markdown', '--html', '--metadata-sources'];

const { clean } = await entry('node.js');

before(buildNative);

/** The native records of pages, `{ id, html }` or `{ id, text }`, in order. */
function nativeRecords(pages) {
  const input = pages.map((page) => `${JSON.stringify(page)}\n`).join('');
  const { stdout, stderr, status } = spawnSync(native, ['--jsonl', ...FLAGS], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 31 - 1,
  });
  assert.equal(status, 0, stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** A native record as JavaScript has it. */
function inJavaScript(value, source) {
  if (Array.isArray(value)) return value.map((item) => inJavaScript(item, source));
  if (typeof value !== 'object' || value === null) return value;
  const out = {};
  for (const [key, item] of Object.entries(value)) {
    const offset = (key === 'start' || key === 'end') && typeof item === 'number';
    out[key.replaceAll(/_(.)/g, (_, letter) => letter.toUpperCase())] = offset
      ? source.unitAt(item)
      : inJavaScript(item, source);
  }
  return out;
}

/** UTF-16 offsets of a text's bytes, the slow and certain way. */
class Units {
  constructor(text) {
    this.units = new Map([[0, 0]]);
    let [byte, unit] = [0, 0];
    for (const char of text) {
      byte += Buffer.byteLength(char);
      unit += char.length;
      this.units.set(byte, unit);
    }
  }

  unitAt(byte) {
    const unit = this.units.get(byte);
    assert.notEqual(unit, undefined, `byte ${byte} is no boundary`);
    return unit;
  }
}

function compare(pages) {
  const records = nativeRecords(pages);
  assert.equal(records.length, pages.length);
  for (const [i, page] of pages.entries()) {
    const { id, ...record } = records[i];
    assert.equal(id, page.id);
    const mine = clean(page.html ?? page.text, { ...FORMS, input: page.html === undefined ? 'text' : 'html' });
    const theirs = inJavaScript(record, new Units(record.source ?? page.text));
    mine.stats.micros = 0;
    theirs.stats.micros = 0;
    const [a, b] = [JSON.stringify(mine), JSON.stringify(theirs)];
    if (a !== b) assert.deepEqual(mine, theirs, id);
    assert.equal(a, b, id);
  }
  return pages.length;
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath ?? file.path, file.name))
    .sort();
}

test('seeds and fixtures', (t) => {
  const pages = filesUnder(join(root, 'tests', 'fixtures'))
    .filter((file) => /\.(txt|html?)$/.test(file) && !/\.expected\./.test(file))
    .map((file) => ({ id: file, [/\.html?$/.test(file) ? 'html' : 'text']: readFileSync(file, 'utf8') }));
  t.diagnostic(`${compare(pages)} pages`);
  assert.ok(pages.length >= 5);
});

test('odd pages', () => {
  const ferry = 'The ferry to Skagen sails again from Monday, the harbour office said. 🎉 Паром. שלום.';
  compare(
    [
      '',
      ' ',
      '\0',
      '\ufeff',
      `\ufeff${ferry}`,
      `${ferry}\r\n\r\nShare\r\n`,
      '<',
      `<p>${ferry}`,
      `<div>`.repeat(3000) + ferry,
      `${ferry}\u2028${ferry}`,
    ].flatMap((input, i) => [
      { id: `text ${i}`, text: input },
      { id: `html ${i}`, html: input },
    ]),
  );
});

test('declared encodings', (t) => {
  const folder = temporary(t);
  const encoded = [
    ['windows-1251', [0xcf, 0xe0, 0xf0, 0xee, 0xec]],
    ['iso-8859-1', [0x63, 0x61, 0x66, 0xe9, 0x20, 0x80, 0x93]],
    ['shift_jis', [0x93, 0xfa, 0x96, 0x7b]],
    ['gb2312', [0xc4, 0xe3, 0xba, 0xc3]],
    ['euc-kr', [0xc7, 0xd1, 0xb1, 0xdb]],
    ['utf-8', [...Buffer.from('Паром 🎉')]],
    ['koi8-r', [0xf0, 0xc1, 0xd2, 0xcf, 0xcd]],
  ];
  for (const [name, bytes] of encoded) {
    const page = Buffer.concat([
      Buffer.from(`<!doctype html><meta charset="${name}"><p>The ferry sails again, they said: `),
      Buffer.from(bytes),
    ]);
    const file = join(folder, `${name}.html`);
    writeFileSync(file, page);
    const { stdout, stderr } = spawnSync(native, ['--format', 'json', ...FLAGS, file], { encoding: 'utf8' });
    const { id, ...record } = JSON.parse(stdout || stderr);
    const mine = clean(page, FORMS);
    const theirs = inJavaScript(record, new Units(record.source));
    theirs.stats.micros = mine.stats.micros;
    assert.equal(JSON.stringify(mine), JSON.stringify(theirs), name);
  }
});

test('pages of the development corpus', {
  skip: !existsSync(join(CORPUS, 'wcxb-dev')) && 'the corpus is not here',
}, (t) => {
  const folder = join(CORPUS, 'wcxb-dev', 'html');
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.html.gz'))
    .sort();
  const step = Math.max(1, Math.floor(names.length / CORPUS_PAGES));
  const chosen = names.filter((_, i) => i % step === 0).slice(0, CORPUS_PAGES);
  let compared = 0;
  for (let at = 0; at < chosen.length; at += 50) {
    compared += compare(
      chosen
        .slice(at, at + 50)
        .map((name) => ({ id: name, html: gunzipSync(readFileSync(join(folder, name))).toString('utf8') })),
    );
  }
  const texts = join(CORPUS, 'scrapes-dev');
  const scrapes = readdirSync(texts).filter((name) => name.endsWith('.txt') && !name.endsWith('.gold.txt'));
  compared += compare(scrapes.map((name) => ({ id: name, text: readFileSync(join(texts, name), 'utf8') })));
  t.diagnostic(`${compared} pages`);
});
