// The parts of the demo that need no browser.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { htmlOf, partsOf } from '../../demo/js/article-parts.js';
import {
  DEFAULTS,
  differing,
  History,
  optionsOf,
  overrideOf,
  withKept,
  withOverride,
  withoutOverride,
} from '../../demo/js/choices.js';
import { chunkAt, chunksOf, lookOfChunk, pieceAt } from '../../demo/js/chunks.js';
import { noteOf, obsidianLink } from '../../demo/js/clip.js';
import { directionOf } from '../../demo/js/direction.js';
import { evidenceOf } from '../../demo/js/evidence.js';
import { leanForms } from '../../demo/js/lean.js';
import { htmlPart, isMhtml } from '../../demo/js/mhtml.js';
import { pack as packResult, unpack as unpackResult } from '../../demo/js/packed.js';
import { patternOf, readPatterns } from '../../demo/js/patterns.js';
import { reportOf, resultOf } from '../../demo/js/report.js';
import { fromHash, MAX_PACKED, pack, toHash, unpack } from '../../demo/js/share.js';
import { command, javascript, rust } from '../../demo/js/snippets.js';
import { diffOf } from '../../demo/js/word-diff.js';
import { built } from './harness.mjs';

// It reads by the package's rule, which is beside it in the built demo alone.
const { decode } = await import(pathToFileURL(join(built, 'js', 'decode.js')).href);
const { addressOf } = await import(pathToFileURL(join(built, 'js', 'input.js')).href);

const bytesOf = (text) => new TextEncoder().encode(text);

/** Pieces of a text: kept words, `[removed]` ones, space between. */
function cut(text) {
  const pieces = [];
  let removed = 0;
  for (const { index, 0: it } of text.matchAll(/\s+|\[[^\]]*\]|[^\s[]+(?: [^\s[]+)*/g)) {
    const kind = /^\s/.test(it) ? 'space' : it[0] === '[' ? 'removed' : 'kept';
    pieces.push({ kind, start: index, end: index + it.length, ...(kind === 'removed' ? { removed: removed++ } : {}) });
  }
  return pieces;
}

const shown = (source, chunks) =>
  chunks.flatMap((it) =>
    it.lines.map((line) => line.segments.map(({ start, end }) => source.slice(start, end)).join('')),
  );

test('lines hold all of the text, with the space inside them and the gaps before them', () => {
  const source = '[Share]\n\nOne two [three] four\r\nfive\n\n\n[six] seven';
  const chunks = [...chunksOf(source, cut(source))];
  assert.deepEqual(shown(source, chunks), ['[Share]', 'One two [three] four', 'five', '[six] seven']);
  assert.deepEqual(
    chunks[0].lines.map((it) => it.gap),
    [0, 2, 1, 3],
  );
});

test('a long page has many chunks, and each offset finds its own', () => {
  const source = Array.from({ length: 5000 }, (_, i) => `line ${i} of a long page`).join('\n');
  const pieces = cut(source);
  const chunks = [...chunksOf(source, pieces)];
  assert.ok(chunks.length > 10);
  assert.equal(shown(source, chunks).join('\n'), source);
  for (const at of [0, 777, source.length - 1]) {
    const chunk = chunks[chunkAt(chunks, at)];
    assert.ok(chunk.start <= at && at < chunk.end);
    const piece = pieces[pieceAt(pieces, at)];
    assert.ok(piece.start <= at && at < piece.end);
  }
});

test('one endless line is shown in parts, and no letter is cut in two', () => {
  const source = '😀'.repeat(20_000);
  const lines = shown(source, [...chunksOf(source, [{ kind: 'kept', start: 0, end: source.length }])]);
  assert.ok(lines.length > 2);
  assert.equal(lines.join(''), source);
  for (const line of lines) assert.ok(line.isWellFormed?.() ?? !/^[\udc00-\udfff]/.test(line));
});

test('a chunk looks different only where a verdict in it did', () => {
  const source = Array.from(
    { length: 400 },
    (_, i) => `paragraph number ${i}, long enough to fill a chunk with its likes`,
  ).join('\n');
  const pieces = cut(source);
  const looks = (changed) =>
    [...chunksOf(source, pieces)].map((it) => lookOfChunk(it, (piece) => (piece === changed ? '-share' : '+')));
  const [before, after] = [looks(-1), looks(300)];
  assert.equal(before.filter((it, at) => it !== after[at]).length, 1);
});

test('choices: a later word wins, a kept kind can be taken out again, undo goes back and redo forth', () => {
  let now = withOverride(DEFAULTS, { start: 10, end: 20, action: 'keep' });
  now = withOverride(now, { start: 5, end: 30, action: 'drop' });
  assert.deepEqual(now.overrides, [{ start: 5, end: 30, action: 'drop' }]);
  assert.equal(overrideOf(now, { start: 12, end: 14 }).action, 'drop');
  assert.equal(overrideOf(now, { start: 12, end: 34 }), null);
  assert.deepEqual(withoutOverride(now, { start: 5, end: 30 }).overrides, []);
  assert.deepEqual(withKept(withKept(DEFAULTS, 'share', true), 'share', false), DEFAULTS);
  const history = new History(DEFAULTS);
  history.push(now);
  assert.ok(history.undo());
  assert.deepEqual(differing(history.now), {});
  assert.ok(history.redo());
  assert.equal(history.now, now);
  history.push(DEFAULTS);
  assert.equal(history.redo(), false);
});

test('links carry options and ranges, and what is wrong in one is left out', () => {
  const choices = {
    ...DEFAULTS,
    keep: ['embed', 'share'],
    preset: 'recall',
    includeTitle: true,
    overrides: [{ start: 3, end: 9, action: 'keep' }],
  };
  assert.deepEqual(fromHash(`#${toHash(choices, { example: 'seed-000' })}`), {
    choices,
    example: 'seed-000',
    page: null,
  });
  // Ranges belong to a page: without it they stay behind.
  assert.deepEqual(fromHash(toHash(choices)).choices.overrides, []);
  assert.equal(toHash(DEFAULTS), '');
  const wrong = fromHash('#keep=share,nonsense&preset=wild&overrides=9-3k,1-2x,4-5d&__proto__=1&includeTitle=maybe');
  assert.deepEqual(wrong.choices, { ...DEFAULTS, keep: ['share'], overrides: [{ start: 4, end: 5, action: 'drop' }] });
});

test('a packed page comes back letter by letter, and a bomb does not', async () => {
  const text = 'Grüße, 世界 😀\n'.repeat(300);
  const packed = await pack(text);
  assert.match(packed, /^[\w-]+$/);
  assert.ok(packed.length < 600);
  assert.equal(await unpack(packed), text);
  const bomb = await pack('a'.repeat(20_000_000));
  assert.ok(bomb.length < MAX_PACKED);
  await assert.rejects(unpack(bomb), RangeError);
  await assert.rejects(unpack('%%%'));
});

test('files: mark, declaration, valid UTF-8, guess', () => {
  assert.deepEqual(decode(bytesOf('\ufeffhé')), { text: 'hé', encoding: 'utf-8', how: 'mark' });
  assert.equal(decode(Uint8Array.of(0xff, 0xfe, 0x68, 0)).text, 'h');
  assert.equal(decode(bytesOf('<meta charset="utf-8">é')).how, 'declared');
  const latin = (text) => Uint8Array.from(text, (it) => it.charCodeAt(0));
  assert.deepEqual(decode(latin('<meta charset=iso-8859-2>\xb1')), {
    text: '<meta charset=iso-8859-2>ą',
    encoding: 'iso-8859-2',
    how: 'declared',
  });
  assert.equal(decode(latin('caf\xe9 cr\xe8me, d\xe9j\xe0 vu')).encoding, 'windows-1252');
  const russian = Uint8Array.from('Утром над заливом стоял туман, и паром не пришёл.', (it) =>
    it === 'ё' ? 0xb8 : it >= 'А' ? it.charCodeAt(0) - 0x350 : it.charCodeAt(0),
  );
  assert.deepEqual(decode(russian), {
    text: 'Утром над заливом стоял туман, и паром не пришёл.',
    encoding: 'windows-1251',
    how: 'guessed',
  });
  assert.equal(decode(russian, { chosen: 'koi8-r' }).how, 'chosen');
});

test('files: the demo reads them as the package does', async () => {
  const { decode: packaged } = await import(pathToFileURL(join(built, 'pkg', 'decode.js')).href);
  const latin = (text) => Uint8Array.from(text, (it) => it.charCodeAt(0));
  const japanese = '\x1b$B$3$l$OF|K\\8l$G$9\x1b(B';
  for (const [bytes, declared, text, encoding] of [
    [latin(`<meta charset=iso-2022-jp>${japanese}`), 'iso-2022-jp', /これは日本語です/, 'iso-2022-jp'],
    [
      latin(`<?xml version="1.0" encoding="iso-2022-jp"?>${japanese}`),
      'iso-2022-jp',
      /これは日本語です/,
      'iso-2022-jp',
    ],
    [bytesOf('<meta charset="utf-16">Žluť'), 'utf-16', /Žluť/, 'utf-8'],
    [bytesOf('<meta charset="UTF-16BE">Žluť'), 'UTF-16BE', /Žluť/, 'utf-8'],
    [latin('<meta charset=utf-16le>caf\xe9'), 'utf-16le', /café/, 'windows-1252'],
    [latin('<meta charset=x-user-defined>caf\xe9 \x80'), 'x-user-defined', /café €/, 'windows-1252'],
    [bytesOf('<p>Say charset=koi8-r in its head. Žluť</p>'), undefined, /Žluť/, 'utf-8'],
  ]) {
    for (const found of [decode(bytes), packaged(bytes, undefined, () => declared)]) {
      assert.match(found.text, text);
      assert.equal(found.encoding, encoding);
    }
  }
  for (const label of ['windows-1251', '"windows-1251"', " 'Windows-1251' "])
    assert.equal(packaged(Uint8Array.of(0xcf, 0xf0), label, () => '').text, 'Пр');
});

test('a saved page in one file gives its HTML part', () => {
  const page =
    'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--==x"\r\n\r\n' +
    '----==x\r\nContent-Type: text/css\r\n\r\nb{}\r\n----==x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=C3=A9 =\r\ncr=C3=A8me</p>\r\n----==x--\r\n';
  assert.ok(isMhtml('page.mhtml', bytesOf('')));
  assert.ok(isMhtml('page', bytesOf(page)));
  assert.ok(!isMhtml('page.html', bytesOf('<p>Content-Type: multipart/related</p>')));
  const part = htmlPart(bytesOf(page));
  assert.equal(new TextDecoder().decode(part.bytes).trim(), '<p>café crème</p>');
  assert.equal(part.charset, 'utf-8');
  assert.equal(htmlPart(bytesOf('no parts here')), null);
});

test('a part of a saved page is read in the charset that its head names, also on a line of its own', () => {
  const saved = (type) =>
    `Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=CF=F0=E8=E2=E5=F2</p>\r\n--x--\r\n`;
  for (const type of [
    'text/html; charset="windows-1251"',
    'text/html; charset=windows-1251; format=flowed',
    'text/html;\r\n\tcharset="windows-1251"',
  ]) {
    const { bytes, charset } = htmlPart(bytesOf(saved(type)));
    assert.match(decode(bytes, { charset }).text, /Привет/);
    assert.equal(decode(bytes, { charset }).how, 'declared');
  }
  assert.equal(htmlPart(bytesOf(saved('text/html'))).charset, null);
});

test('the code says what was chosen, and no more', () => {
  const choices = {
    ...DEFAULTS,
    keep: ['share'],
    includeTitle: true,
    overrides: [{ start: 4, end: 9, action: 'drop' }],
  };
  assert.match(
    javascript(choices, 'html'),
    /clean\(page, \{\n {2}input: 'html',\n {2}includeTitle: true,\n {2}keep: \['share'\],\n {2}overrides: \[\n {4}\{ start: 4, end: 9, action: 'drop' \},/,
  );
  assert.match(
    rust(choices, 'html', (it) => it * 2),
    /\.override_range\(Override \{ start: 8, end: 18, action: Action::Drop \}\)\?;/,
  );
  assert.match(
    rust(choices, 'html', (it) => it),
    /^use unhusk::\{Action, Category, Cleaner, InputKind, Override\};[\s\S]*\n {8}\.keep\(Category::Share\)\n/,
  );
  assert.equal(
    command(choices, 'html', (it) => it * 2),
    'unhusk --input html --title --keep share --override drop:8-18 page.html\n',
  );
  assert.match(javascript(DEFAULTS, 'auto'), /clean\(page\);/);
  assert.match(rust(DEFAULTS, 'auto'), /^use unhusk::Cleaner;[\s\S]*let cleaner = Cleaner::new\(\);/);
});

test('patterns are written as each language has them', () => {
  const choices = { ...DEFAULTS, dropPatterns: ['/^ad"#.*/i', "it's a/b"], keepPatterns: ['Ann'] };
  assert.match(
    javascript(choices, 'auto'),
    /keepPatterns: \[\/Ann\/u\],\n {2}dropPatterns: \[\/\^ad"#\.\*\/i, \/it's a\\\/b\/u\],/,
  );
  const code = rust(choices, 'auto');
  assert.ok(code.includes('        .keep_pattern(r"Ann")?\n        .drop_pattern(r##"(?i)^ad"#.*"##)?\n'), code);
  assert.ok(code.includes(`.drop_pattern(r"it's a/b")?;`), code);
  assert.equal(
    command(choices, 'text'),
    `unhusk --input text --keep-pattern 'Ann' --drop-pattern '(?i)^ad"#.*' --drop-pattern 'it'\\''s a/b' page.txt\n`,
  );
  assert.deepEqual(optionsOf(choices), { dropPatterns: [/^ad"#.*/i, /it's a\/b/u], keepPatterns: [/Ann/u] });
  assert.deepEqual(fromHash(toHash(choices)).choices, choices);
  assert.deepEqual(fromHash('#dropPatterns=a%0A(').choices, DEFAULTS);
});

test('a wrong pattern is told, and nothing is taken', () => {
  assert.deepEqual(readPatterns(' a \n\n/b\\/c/i\n'), { patterns: ['a', '/b\\/c/i'], trouble: null });
  assert.deepEqual(patternOf('/b/c/'), /b\/c/);
  for (const [text, says] of [
    ['a\n(b', /\(b/],
    ['/a/uv', /flags/],
    ['x\n'.repeat(101), /More than 100/],
    ['x'.repeat(1001), /more than 1000/],
  ]) {
    const { patterns, trouble } = readPatterns(text);
    assert.deepEqual(patterns, []);
    assert.match(trouble, says);
  }
});

test('a packed result says the same as the objects it was made of', () => {
  const source = 'Share\nOne two three.\n© 2024';
  const result = {
    text: 'One two three.',
    pieces: [
      { kind: 'removed', start: 0, end: 5, removed: 0 },
      { kind: 'space', start: 5, end: 6 },
      { kind: 'kept', start: 6, end: 20 },
      { kind: 'space', start: 20, end: 21 },
      { kind: 'removed', start: 21, end: 27, removed: 1 },
    ],
    removed: [
      { category: 'share', rule: 'share-label', reason: 'a label', start: 0, end: 5, text: 'Share', score: 950 },
      {
        category: 'footer',
        rule: 'copyright',
        reason: 'a notice',
        start: 21,
        end: 27,
        text: '© 2024',
        score: 0,
        path: 'p',
      },
    ],
  };
  const { packed, transfer } = packResult(result);
  assert.equal(transfer.length, 2);
  const { pieces, removed } = unpackResult(structuredClone(packed, { transfer }), source);
  assert.deepEqual(
    Array.from({ length: pieces.length }, (_, at) => pieces.at(at)),
    result.pieces.map((it) => ({ removed: undefined, ...it })),
  );
  assert.deepEqual([removed.at(0), removed.at(1)], result.removed);
  assert.deepEqual(removed.totals, { share: { count: 1, characters: 5 }, footer: { count: 1, characters: 6 } });
  assert.equal(removed.categoryAt(1), 'footer');
});

test('a run of removals folds, all of it in one chunk, and a short one does not', () => {
  const junk = (count) => Array.from({ length: count }, (_, at) => `[menu ${at}]`).join('\n');
  const source = `${junk(3)}\nOne two three\n${junk(200)}\nfour [five] six\n${junk(4)}`;
  const pieces = cut(source);
  const chunks = [...chunksOf(source, pieces, (it) => it.kind === 'removed')];
  const runs = chunks.flatMap(({ lines, folds }) =>
    folds.map(([from, to]) => [source.slice(lines[from].segments[0].start, lines[from].segments[0].end), to - from]),
  );
  assert.deepEqual(runs, [
    ['[menu 0]', 200],
    ['[menu 0]', 4],
  ]);
  assert.equal(shown(source, chunks).join('\n'), source);
  assert.deepEqual(
    [...chunksOf(source, pieces)].flatMap((it) => it.folds),
    [],
  );
});

test('an address is told from a page and from a word', () => {
  for (const [text, address] of [
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    [' <http://example.org> \n', 'http://example.org'],
    ['www.example.org', 'https://www.example.org'],
    ['xn--e1afmkfd.example/путь', 'https://xn--e1afmkfd.example/путь'],
    ['https://example.org and more', null],
    ['example.org', null],
    ['One. Two', null],
    ['and/or', null],
    ['<p>https://example.org/</p>', null],
    ['', null],
  ])
    assert.equal(addressOf(text), address, text);
});

test('a lean page has no scripts, styles and sizes; its data for search engines stays', () => {
  const html = `<html><head><link rel="stylesheet" href="a.css"><link rel="canonical" href="/a">
<script>one</script><script type="application/ld+json">{"a":1}</script><style>b{}</style></head>
<body onload="x()" class="y"><!-- no --><svg><path/></svg><img srcset="a 1x, b 2x" data-id='7' src="a" alt="data-id=&quot;7&quot;"><p style="display:none">a  data-id="7"</p></body></html>`;
  const [bare, without] = leanForms(html);
  assert.equal(
    bare.replace(/\n/g, ''),
    '<html><head><link rel="canonical" href="/a"><script type="application/ld+json">{"a":1}</script></head><body class="y"><img src="a" alt="data-id=&quot;7&quot;"><p style="display:none">a  data-id="7"</p></body></html>',
  );
  assert.match(without, /srcset/);
  assert.doesNotMatch(without, /<!--|<svg|>one</);
});

test('a report says what the result said, and a damaged one is refused', () => {
  const source = 'Share\nOne two <three>.\n© 2024';
  const { packed } = packResult({
    title: 'Three',
    metadata: { author: ['Ann'], tags: [], date: null, site: 'Clay', truncated: false },
    confidence: 900,
    fingerprint: 'f0',
    stats: { wordsIn: 6, wordsOut: 3, micros: 9 },
    pieces: [
      { kind: 'removed', start: 0, end: 5, removed: 0 },
      { kind: 'space', start: 5, end: 6 },
      { kind: 'kept', start: 6, end: 22 },
      { kind: 'space', start: 22, end: 23 },
      { kind: 'removed', start: 23, end: 29, removed: 1 },
    ],
    removed: [
      { category: 'share', rule: 'share-label', reason: 'a label', start: 0, end: 5, text: 'Share', score: 950 },
      { category: 'footer', rule: 'footer-block', reason: 'a notice', start: 23, end: 29, text: '© 2024', score: 0 },
    ],
  });
  const result = unpackResult(packed, source);
  const report = reportOf(result);
  const read = resultOf(report);
  assert.equal(read.text, 'One two <three>.');
  assert.equal(read.html, '<p>One two &lt;three&gt;.</p>');
  assert.deepEqual([read.title, read.metadata.author, read.metadata.site], ['Three', ['Ann'], 'Clay']);
  assert.deepEqual([read.removed.at(0), read.removed.at(1)], [result.removed.at(0), result.removed.at(1)]);
  assert.equal(read.pieces.at(2).kind, 'kept');
  const damaged = (change) => JSON.stringify({ ...JSON.parse(report), ...change });
  for (const wrong of [
    '{}',
    damaged({ report: 2 }),
    damaged({ pieces: [9999] }),
    damaged({ source: 1 }),
    damaged({ pieces: [-4] }),
  ])
    assert.throws(() => resultOf(wrong), TypeError);
  const odd = resultOf(damaged({ words: ['wild', 7], reasons: [0, 1, 1, 'x'] }));
  assert.deepEqual([odd.removed.at(0).category, odd.removed.at(0).score], ['other', 0]);
});

test('a note has a head that any reader of YAML takes, its title, and the article', () => {
  const metadata = {
    author: ['Ann "A." Lee'],
    date: '2025-05-04',
    site: 'Clay',
    language: 'en',
    tags: ['a: b'],
    url: null,
  };
  const note = noteOf({ title: 'A: kiln', markdown: 'One.\n', metadata }, { url: 'https://clay.example/?a=1#b' });
  assert.equal(
    note,
    '---\ntitle: "A: kiln"\nauthor: ["Ann \\"A.\\" Lee"]\ndate: 2025-05-04\nsource: "https://clay.example/?a=1#b"\nsite: "Clay"\nlanguage: en\ntags: ["a: b"]\n---\n\n# A: kiln\n\nOne.\n',
  );
  const bare = { author: [], date: null, site: null, language: null, tags: [], url: null };
  assert.equal(noteOf({ title: null, markdown: 'One.', metadata: bare }, {}), 'One.\n');
  assert.match(
    noteOf({ title: 'T', markdown: '# T\n\nOne.\n', metadata: bare }, {}),
    /^---\ntitle: "T"\n---\n\n# T\n\nOne/,
  );
  assert.equal(obsidianLink('a b', '# &c'), 'obsidian://new?name=a%20b&content=%23%20%26c');
  assert.equal(obsidianLink('a', 'x'.repeat(40_000)), null);
});

test('a word diff keeps every word, in order, and finds the shortest way', () => {
  const told = (first, second) =>
    diffOf(first.split(' '), second.split(' ')).map(({ kind, words }) => `${kind[0]}:${words.join(' ')}`);
  assert.deepEqual(told('a b c d', 'a c x d'), ['b:a', 'f:b', 'b:c', 's:x', 'b:d']);
  assert.deepEqual(told('a a a', 'a a'), ['b:a a', 'f:a']);
  assert.deepEqual(told('a', 'b'), ['f:a', 's:b']);
  assert.deepEqual(diffOf([], []), []);
  let state = 7;
  const words = (count) =>
    Array.from({ length: count }, () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return String(state % 9);
    });
  for (let round = 0; round < 50; round += 1) {
    const [first, second] = [words(round), words(30)];
    const runs = diffOf(first, second);
    const only = (...kinds) => runs.filter(({ kind }) => kinds.includes(kind)).flatMap((it) => it.words);
    assert.deepEqual(only('both', 'first'), first);
    assert.deepEqual(only('both', 'second'), second);
  }
});

test('a removal that no rule made has facts that can be checked', () => {
  const source =
    '[Home]\n[News and more]\nOne two three.\n[a line of nine words that is no full sentence]\n[News and more]';
  const pieces = cut(source);
  const facts = (index, path) => evidenceOf({ piece: pieces[index], index, pieces, source, path });
  assert.deepEqual(facts(0, 'body > header > nav:nth-of-type(2) > a'), ['one word', 'in <nav>', 'beside other junk']);
  assert.deepEqual(facts(2), ['3 words', 'beside other junk', 'more than once on the page']);
  assert.deepEqual(facts(6, 'body > div'), ['no full sentence', 'beside other junk']);
});

const lines = (count, line) => Array.from({ length: count }, (_, at) => line(at + 1)).join('\n');

/** The tags of a text that are open at its end; a wrong one stops the test. */
function openAtEnd(html) {
  const open = [];
  for (const [, closes, name] of html.matchAll(/<(\/?)([a-z][a-z\d]*)[^>]*>/g)) {
    if (closes) assert.equal(open.pop(), name);
    else if (!['br', 'hr', 'img', 'input'].includes(name)) open.push(name);
  }
  return open;
}

test('a short article is one part', () => {
  for (const html of ['', '<p>One</p>', `<p>${'word '.repeat(15_000)}</p>`]) {
    const parts = partsOf(html);
    assert.equal(parts.length, 1);
    assert.equal(htmlOf(html, parts[0]), html);
  }
});

test('the parts of a long article hold all of it, each is whole by itself, none is long', () => {
  const html = `<div dir="rtl">
${lines(900, (at) => `<p>Paragraph ${at} of <em>an article</em> about kilns &amp; pots<br>and <img src="https://a.example/${at}" alt=""></p>`)}
<ol start="5">
${lines(1500, (at) => `<li>Item ${at} of a list, with wood from the orchard</li>`)}
</ol>
<table>
<tbody>
${lines(2000, (at) => `<tr><td>Pot ${at}</td><td>Glaze ${at} of ash and sand</td></tr>`)}
</tbody>
</table>
<pre><code>${lines(6000, (at) => `log ${at} &lt;C&gt;`)}</code></pre>
<p>${'&lt;'.repeat(40_000)}</p>
<blockquote>
<p>${'😀'.repeat(60_000)}</p>
</blockquote>
</div>`;
  const parts = partsOf(html);
  assert.ok(parts.length > 8);
  assert.equal(parts.map(({ from, to }) => html.slice(from, to)).join(''), html);
  for (const part of parts) {
    const own = htmlOf(html, part);
    assert.deepEqual(openAtEnd(own), []);
    assert.ok(own.length > 10_000 && own.length < 70_000, `a part of ${own.length} characters`);
    assert.ok(own.isWellFormed?.() ?? true);
    assert.doesNotMatch(own, /<(ol|table|tbody|tr|li|p|pre)[^>]*>\s*<\/\1>/, 'an element with nothing in it');
    assert.doesNotMatch(own.replace(/&(?:lt|gt|amp);/g, ''), /&|\b(?:lt|gt|amp);/, 'a reference that is cut in two');
    assert.doesNotMatch(own, /<td>[^<]*<\/td><\/tr>$/, 'a row that is cut in two');
  }
});

test('a numbered list counts on from part to part, forwards, backwards and from where an item says', () => {
  const numbers = (list) => {
    const found = [];
    for (const part of partsOf(list)) {
      const own = htmlOf(list, part);
      let next = Number(/<ol[^>]*start="(-?\d+)"/.exec(own)?.[1] ?? 1);
      const step = / reversed/.test(own) ? -1 : 1;
      for (const [, value] of own.matchAll(/<li(?: value="(\d+)")?>/g)) {
        if (value) next = Number(value);
        found.push(next);
        next += step;
      }
    }
    return found;
  };
  const items = (line) => lines(2000, (at) => `<li${line(at)}>An item of a list that goes on for very many more</li>`);
  const count = (from, step) => Array.from({ length: 2000 }, (_, at) => from + step * at);
  assert.deepEqual(numbers(`<ol>\n${items(() => '')}\n</ol>`), count(1, 1));
  assert.deepEqual(numbers(`<ol reversed start="2000">\n${items(() => '')}\n</ol>`), count(2000, -1));
  assert.deepEqual(numbers(`<ol>\n${items((at) => (at === 1 ? ' value="40"' : ''))}\n</ol>`), count(40, 1));
});

test('an item that is cut in two goes on with its number', () => {
  const html = `<ol>\n<li>First</li>\n<li>${lines(3000, (at) => `<p>Paragraph ${at} of an item that is long</p>`)}</li>\n<li>Third</li>\n</ol>`;
  const parts = partsOf(html);
  assert.ok(parts.length > 1);
  for (const { open } of parts.slice(1)) assert.equal(open, '<ol start="2"><li>');
});

test('a text runs as most of its letters do', () => {
  for (const [text, direction] of [
    ['Ferries sail again', 'ltr'],
    ['B.5. فضاء المستخدم', 'rtl'],
    ['تشمل الأمثلة برامج Apache وnginx وExim', 'rtl'],
    ['The word سوق is a market', 'ltr'],
    ['שלום עולם', 'rtl'],
    ['第一章', 'ltr'],
    ['12:30 · 4.5 %', null],
    ['', null],
  ])
    assert.equal(directionOf(text), direction, text);
});
