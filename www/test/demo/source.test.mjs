// What holds for the demo's source and for what the build makes of it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { FIRST_VISIT_BYTES, NOT_VISITED } from '../../build-demo.mjs';
import { CATEGORIES } from '../../demo/js/categories.js';
import { FRAME_STYLE } from '../../demo/js/frame-style.js';
import { built, root, source, www } from './harness.mjs';

const scripts = readdirSync(join(www, 'demo', 'js'))
  .map((name) => `js/${name}`)
  .concat('sw.js');

test('page content never becomes markup: no innerHTML and nothing like it', () => {
  const never =
    /\.innerHTML|\.outerHTML\s*=[^=]|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe|parseHTMLUnsafe|\beval\(|new Function\b|javascript:/;
  for (const name of scripts) {
    const found = source(name)
      .split('\n')
      .filter((line) => never.test(line) && !line.trim().startsWith('//'));
    // The bookmark is an address that begins with `javascript:`; it holds nothing of a page.
    if (name === 'js/bookmarklet.js') assert.equal(found.length, 1);
    else assert.deepEqual(found, [], name);
  }
});

test('only the article’s frame makes a document, and its frame has no scripts', () => {
  for (const name of scripts) {
    if (name !== 'js/article-frame.js') assert.doesNotMatch(source(name), /DOMParser|createHTML|\.srcdoc/, name);
  }
  const [, sandbox] = /sandbox: '([^']*)'/.exec(source('js/article-panel.js'));
  // The page looks into the frame; nothing in the frame runs, so nothing looks out.
  assert.doesNotMatch(sandbox, /allow-scripts|allow-forms|allow-top-navigation/);
});

test('nothing is loaded from elsewhere, and nothing is inline', () => {
  const html = source('index.html');
  // Links lead away when they are followed; everything else is loaded.
  for (const [, address] of html.replace(/<a [^>]*>/g, '').matchAll(/(?:href|src)="([^"]*)"/g))
    assert.doesNotMatch(address, /^(?:[a-z]+:|\/)/i, address);
  assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
  for (const name of readdirSync(join(www, 'demo', 'css')))
    assert.doesNotMatch(source(`css/${name}`), /url\(|@import|@font-face/, name);
});

test('the dark colours of the switch are those of the system', () => {
  const css = source('css/tokens.css');
  const colours = (from) =>
    css
      .slice(css.indexOf('{', css.indexOf(from)) + 1)
      .split('}')[0]
      .trim()
      .split('\n')
      .map((it) => it.trim());
  assert.deepEqual(colours(':root[data-theme="dark"]'), colours(':root:not([data-theme="light"])'));
});

test('every kind of junk has its words and its colour', async () => {
  const { CATEGORIES: known } = await import(pathToFileURL(join(built, 'pkg', 'constants.js')).href);
  assert.deepEqual(Object.keys(CATEGORIES).sort(), [...known].sort());
  for (const name of known) assert.match(source('css/tokens.css'), new RegExp(`\\.c-${name} \\{`));
});

test('the built policy is strict, and knows the frame’s one style', () => {
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(join(built, 'index.html'), 'utf8'));
  const rules = new Map(policy.split('; ').map((it) => [it.split(' ')[0], it.split(' ').slice(1)]));
  assert.deepEqual(rules.get('default-src'), ["'none'"]);
  assert.deepEqual(rules.get('script-src'), ["'self'", "'wasm-unsafe-eval'"]);
  assert.deepEqual(rules.get('connect-src'), ["'self'"]);
  assert.deepEqual(rules.get('base-uri'), ["'none'"]);
  assert.deepEqual(rules.get('form-action'), ["'none'"]);
  assert.deepEqual(rules.get('style-src'), [
    "'self'",
    `'sha256-${createHash('sha256').update(FRAME_STYLE).digest('base64')}'`,
  ]);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/);
});

test('the frame for pictures may load pictures by https, and nothing else', () => {
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(
    readFileSync(join(built, 'pictures.html'), 'utf8'),
  );
  assert.match(
    policy,
    /^default-src 'none'; img-src https:; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'$/,
  );
});

test('the service worker lists every file once, and its version is theirs', () => {
  const worker = readFileSync(join(built, 'sw.js'), 'utf8');
  assert.match(worker, /const VERSION = '[0-9a-f]{12}'/);
  const listed = /const FILES = \[([^\]]*)\]/
    .exec(worker)[1]
    .split(', ')
    .map((it) => it.slice(1, -1));
  const files = readdirSync(built, { recursive: true })
    .map((it) => it.replaceAll('\\', '/'))
    .filter(
      (name) =>
        statSync(join(built, name)).isFile() &&
        !/\.(?:br|gz)$/.test(name) &&
        !NOT_VISITED.test(name) &&
        !['sw.js', 'index.html'].includes(name),
    );
  assert.deepEqual(listed, ['./', ...files.sort()]);
  // The page is among them: a change of its markup or its policy alone is a new version too.
  const hash = createHash('sha256');
  for (const name of [...files, 'index.html'].sort())
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(built, name)));
  assert.equal(/const VERSION = '([0-9a-f]+)'/.exec(worker)[1], hash.digest('hex').slice(0, 12));
});

test('every file that is worth it has its .br and .gz, and all together are within the limit', () => {
  let bytes = 0;
  for (const name of readdirSync(built, { recursive: true })) {
    const path = join(built, name);
    if (!statSync(path).isFile() || /\.(?:br|gz)$/.test(name)) continue;
    const packed = /\.png$/.test(name) ? path : `${path}.br`;
    assert.ok(existsSync(packed), packed);
    if (packed !== path) assert.ok(existsSync(`${path}.gz`));
    if (!NOT_VISITED.test(name)) bytes += statSync(packed).size;
  }
  console.log(`# first visit, all files as brotli: ${(bytes / 1000).toFixed(1)} KB`);
  assert.ok(bytes <= FIRST_VISIT_BYTES, `${bytes} bytes`);
});

test('the seeds among the examples are the project’s own', () => {
  for (const name of ['000', '001', '002', '003', '004']) {
    assert.equal(
      readFileSync(join(built, 'examples', `seed-${name}.txt`), 'utf8'),
      readFileSync(join(root, 'tests', 'fixtures', 'seeds', `${name}.txt`), 'utf8'),
    );
  }
});

test('each example is there, and it is written down whose it is', async () => {
  const { ALL } = await import(pathToFileURL(join(www, 'demo', 'js', 'examples.js')).href);
  const licences = source('examples/LICENCES.md');
  const files = readdirSync(join(built, 'examples')).filter((name) => /\.(?:html|txt)$/.test(name));
  assert.deepEqual(ALL.map((it) => it.file).sort(), files.sort());
  for (const { id } of ALL.filter((it) => !it.id.startsWith('seed-'))) assert.ok(licences.includes(`\`${id}\``), id);
  assert.match(licences, /`seed-000` to `seed-004`/);
});

test('a link to the demo shows a picture of the right size, and the page leads on', () => {
  const html = readFileSync(join(built, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /\{\w+\}/);
  assert.match(html, /<meta property="og:image" content="card\.png">/);
  const card = readFileSync(join(built, 'card.png'));
  assert.deepEqual([card.readUInt32BE(16), card.readUInt32BE(20)], [1200, 630]);
  for (const way of [
    'npmjs.com/package/unhusk',
    'crates.io/crates/unhusk',
    'docs.rs/unhusk',
    'DESIGN.md',
    'LICENSE-MIT',
  ])
    assert.ok(html.includes(way), way);
});
