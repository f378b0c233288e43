// The command of the package: the native one's switches and answers, byte for byte, and its exit statuses.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { buildNative, built, native, root, temporary } from './helpers.mjs';

const FERRY = 'The ferry to Skagen sails again from Monday, the harbour office said.';
const seeds = join(root, 'tests', 'fixtures', 'seeds');
const SEEDS = readdirSync(seeds)
  .filter((name) => /^\d+\.txt$/.test(name))
  .map((name) => join(seeds, name));

before(buildNative);

function started(command, args, input) {
  const { stdout, stderr, status } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { stdout: stdout.replaceAll(/"micros":\d+/g, '"micros":0'), stderr, status };
}
const unhusk = (args, input) => started(process.execPath, [join(built, 'bin.js'), ...args], input);

/** Both commands say the same, but for their clocks. */
function same(args, input) {
  const [mine, theirs] = [unhusk(args, input), started(native, args, input)];
  assert.equal(mine.stdout, theirs.stdout, args.join(' '));
  assert.equal(mine.status, theirs.status, args.join(' '));
  return mine;
}

const PAGE = `<html lang=en><title>Паром 🎉</title><meta name=author content="Ann Berg"><nav><a href=/>Home</a></nav><h1>Паром 🎉</h1>
  <p>Share this:</p><p>${FERRY} <a href=t>Tickets</a> are sold on board.</p><p class=x>Паром снова ходит с понедельника, сказали в порту.</p>`;

test('each form is the native command’s', () => {
  for (const form of ['text', 'markdown', 'html', 'json']) {
    same(['--format', form, ...SEEDS]);
    same(['-f', form, '--url', 'https://example.org/a', '--title', '-'], PAGE);
  }
  same(['--explain', ...SEEDS]);
  same(['--explain', '-'], PAGE);
  same(['-f', 'json', '--pieces', '--markdown', '--html', '--metadata-sources', '-'], PAGE);
  same(['-f', 'json', '--no-removed', '-'], PAGE);
});

test('what stays is chosen as there', () => {
  for (const args of [
    ['--keep', 'navigation,share', '--drop', 'tags', '--preset', 'recall'],
    ['--drop-selector', '.x', '--keep-selector', 'nav'],
    ['--override', 'keep:0-5', '--override', 'drop:60-70'],
    ['--embeds', 'keep', '--no-links', '--no-images', '--no-tables', '--include-captions', '--include-comments'],
    ['--input', 'text', '--unwrap', 'never'],
  ])
    same(['-f', 'json', '--pieces', ...args, '-'], PAGE);
  // Patterns are shown as JavaScript's in the record.
  same(['--drop-pattern', '(?i)tickets', '--keep-pattern', '^Share', '-'], PAGE);
});

test('JSON Lines, in order, with errors in their places', () => {
  const records = [
    { id: 1, html: PAGE, url: 'https://example.org/' },
    { id: 'two', text: `Share this:\n\n${FERRY}` },
    { id: [3], text: '' },
    { html: PAGE, text: 'x' },
  ];
  const lines = records.map((it) => `${JSON.stringify(it)}\n`).join('\n');
  for (const more of [[], ['--pieces', '--markdown'], ['--jobs', '1', '--override', 'keep:0-11']])
    same(['--jsonl', ...more], lines);
  const { stdout, status } = unhusk(['--jsonl'], 'nonsense\n{"id": 2}\n{"id": 3, "html": 4}\n[]\n');
  assert.equal(status, 1);
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map(({ id, error }) => [id, error.code]),
    [null, 2, 3, null].map((id) => [id, 'INVALID_RECORD']),
  );
  assert.match(answers[0].error.message, /^-: line 1: not a record/);
});

test('short forms, and the head of a file for notes', () => {
  assert.equal(unhusk(['--json', '-'], PAGE).stdout, unhusk(['--format', 'json', '-'], PAGE).stdout);
  assert.equal(unhusk(['--markdown', '-'], PAGE).stdout, unhusk(['-f', 'markdown', '-'], PAGE).stdout);
  const { stdout } = unhusk(['--frontmatter', '--url', 'https://example.org/a', '-'], PAGE);
  const [, head, body] = /^---\n([\s\S]*?)---\n\n([\s\S]*)$/.exec(stdout);
  const lines = ['title: "Паром 🎉"', 'author: ["Ann Berg"]', 'source: "https://example.org/a"', 'language: "en"'];
  assert.deepEqual(head.trimEnd().split('\n'), lines);
  assert.equal(body, unhusk(['--markdown', '--url', 'https://example.org/a', '-'], PAGE).stdout);
});

test('what is compressed with gzip is unpacked', (t) => {
  const folder = temporary(t);
  writeFileSync(join(folder, 'page.html.gz'), gzipSync(PAGE));
  writeFileSync(join(folder, 'pages.jsonl.gz'), gzipSync(`${JSON.stringify({ id: 1, html: PAGE })}\n`));
  assert.equal(same([join(folder, 'page.html.gz')]).stdout, unhusk(['-'], PAGE).stdout);
  assert.equal(JSON.parse(same(['--jsonl', join(folder, 'pages.jsonl.gz')]).stdout).id, 1);
  assert.match(unhusk(['--max-input-bytes', '300', join(folder, 'page.html.gz')]).stderr, /limit of 300 bytes/);
});

test('into a directory: one file an input, none replaced without a word', (t) => {
  const out = temporary(t);
  const all = ['--output', out, ...SEEDS];
  assert.equal(unhusk(all).status, 0);
  assert.deepEqual(readdirSync(out).length, SEEDS.length);
  assert.equal(readFileSync(join(out, '000.txt'), 'utf8'), unhusk([SEEDS[0]]).stdout);
  const again = unhusk(all);
  assert.equal(again.status, 1);
  assert.match(again.stderr, /000\.txt: it is there already; --force replaces it/);
  assert.equal(unhusk(['--force', ...all]).status, 0);
  assert.equal(unhusk(['--output', seeds, SEEDS[0]]).status, 2, 'an input is never replaced');
  assert.equal(unhusk(['--output', out, SEEDS[0], join(out, '000.txt')]).status, 2, 'two inputs, one file');
});

test('what cannot be cleaned is told, and the rest is cleaned', (t) => {
  const folder = temporary(t);
  const file = (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  for (const [input, says] of [
    [join(folder, 'none.html'), /none\.html: no such file/],
    [folder, /it is a directory/],
    [file('a.pdf', '%PDF-1.7'), /it is a PDF/],
    [file('a.gz', Buffer.from([0x1f, 0x8b, 8])), /compressed with gzip and cannot be unpacked/],
    [file('a.zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])), /compressed with zstd; unpack it first/],
    ['https://example.org/a', /pages are not fetched; try: curl -s https:\/\/example\.org\/a \| npx unhusk --url/],
  ]) {
    const { stdout, stderr, status } = unhusk([input, SEEDS[0]]);
    assert.equal(status, 1);
    assert.match(stderr, says);
    assert.equal(stdout, unhusk([SEEDS[0]]).stdout);
  }
  const { stderr, status } = unhusk(['--max-input-bytes', '1K', SEEDS[0]]);
  assert.deepEqual([status, /limit of 1024 bytes; raise --max-input-bytes/.test(stderr)], [1, true]);
  assert.match(unhusk(['-'], ' ').stderr, /empty: nothing to clean/);
  assert.equal(unhusk(['-q', '-'], ' ').stderr, '');
});

test('a wrong command line is status 2, and says what is wrong', () => {
  for (const [args, says] of [
    [['--nope'], /Unknown option '--nope'/],
    [['--format', 'pdf'], /'pdf' is none of the values of --format: text, markdown, html, json/],
    [['--keep', 'tweets'], /'tweets' is none of the values of --keep/],
    [['--drop-selector', 'p >'], /an element is missing/],
    [['--drop-pattern', '(HP'], /`\(HP` is not a regular expression: /],
    [['--override', 'keep:5-1'], /not a range/],
    [['--max-input-bytes', 'M'], /not a number of bytes/],
    [['--jobs', 'many'], /no number of threads/],
    [['--pieces'], /--pieces is about JSON/],
    [['--explain', '--json'], /--explain cannot be used with --json/],
    [['--jsonl', '--output', 'x'], /--jsonl cannot be used with --output/],
    [['--force'], /--force is about --output/],
    [['--frontmatter', '--format', 'html'], /--frontmatter is about Markdown/],
    [['-', '-'], /read only once/],
  ]) {
    const { stderr, stdout, status } = unhusk(args, '');
    assert.deepEqual([status, stdout], [2, ''], `${args.join(' ')}\n${stderr}`);
    assert.match(stderr, says);
  }
});

test('help, version and rules', () => {
  const { stdout } = unhusk(['--help']);
  const switches = (help) => new Set(help.match(/--[a-z-]+/g));
  const there = switches(started(native, ['--help']).stdout);
  // Shells complete the native command alone.
  there.delete('--completions');
  for (const name of there) assert.ok(stdout.includes(name), `${name} is a switch of the native command`);
  assert.equal(unhusk(['-V']).stdout, started(native, ['-V']).stdout);
  assert.equal(unhusk(['--rules']).stdout, started(native, ['--rules']).stdout);
});
