// `unhusk/readability`: Readability.js's documented examples, on jsdom as they stand there, and without it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Readability as Theirs } from '@mozilla/readability';
import { JSDOM } from 'jsdom';

import { entry, thrown } from './helpers.mjs';

const { CleanError, isProbablyReaderable, Readability } = await entry('readability-node.js');
const FERRY = 'The ferry to Skagen sails again from Monday, the harbour office said, after three months in the yard.';
const STORY = `<!doctype html><html lang=en-GB dir=ltr><head><title>Ferries sail again | Harbour Post</title>
  <meta property=og:site_name content="Harbour Post"><meta name=author content="Ann Berg">
  <meta property=article:published_time content=2020-05-01T10:00:00Z></head>
  <body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>Ferries sail again</h1>
  ${`<p>${FERRY} ${FERRY} <a href=/tickets>Tickets</a> are sold on board.</p>`.repeat(6)}</article>
  <footer>© 2020 Harbour Post</footer></body></html>`;
const ADDRESS = 'https://www.example.com/the-page-i-got-the-source-from';
const dom = (html) => new JSDOM(html, { url: ADDRESS }).window.document;

test('the example of its README', () => {
  const doc = dom("<body>Look at this cat: <img src='./cat.jpg'></body>");
  const article = new Readability(doc).parse();
  assert.equal(article.textContent, 'Look at this cat:');
  assert.match(article.content, /<img src="https:\/\/www\.example\.com\/cat\.jpg"/);
});

test('only where there is an article', () => {
  for (const document of [dom(STORY), STORY]) {
    assert.equal(isProbablyReaderable(document), true);
    assert.ok(new Readability(document).parse());
  }
  for (const html of ['<body>Look at this cat: <img src=./cat.jpg>', '', `<p>${FERRY}`]) {
    assert.equal(isProbablyReaderable(html), false, html);
  }
  assert.equal(isProbablyReaderable(`<p>${FERRY}`, { minContentLength: 50, minScore: 5 }), true);
  assert.equal(isProbablyReaderable(STORY, { minScore: 1e6 }), false);
  assert.equal(new Readability('<body></body>').parse(), null);
});

test('the same fields, and what they hold', () => {
  const theirs = new Theirs(dom(STORY)).parse();
  const mine = new Readability(dom(STORY)).parse();
  assert.deepEqual(Object.keys(mine).sort(), Object.keys(theirs).sort());
  const { content, textContent, ...rest } = mine;
  assert.deepEqual(rest, {
    title: 'Ferries sail again',
    byline: 'Ann Berg',
    dir: 'ltr',
    lang: 'en',
    length: textContent.length,
    excerpt: rest.excerpt,
    siteName: 'Harbour Post',
    publishedTime: '2020-05-01T10:00:00Z',
  });
  assert.ok(textContent.startsWith(FERRY) && rest.excerpt.startsWith(FERRY));
  assert.match(content, /^<div id="readability-page-1" class="page"><p>/);
  assert.match(content, /href="https:\/\/www\.example\.com\/tickets"/);
  for (const name of ['byline', 'siteName', 'dir']) assert.equal(mine[name], theirs[name], name);
  // Theirs glues paragraphs.
  const text = (it) => it.textContent.replaceAll(/\s+/g, '');
  assert.equal(text(mine), text(theirs));
});

test('a document is left as it was; markup does in its place', () => {
  const document = dom(STORY);
  const before = document.documentElement.outerHTML;
  const article = new Readability(document).parse();
  assert.equal(document.documentElement.outerHTML, before);
  assert.deepEqual(new Readability(STORY, { url: ADDRESS }).parse(), article);
});

test('its options are honoured or told', () => {
  assert.equal(new Readability(STORY, { charThreshold: 100_000 }).parse(), null);
  assert.throws(
    () => new Readability(dom(STORY), { maxElemsToParse: 5 }).parse(),
    /Aborting parsing document; \d+ elements/,
  );
  const { content } = new Readability(dom(STORY), { serializer: (element) => element }).parse();
  assert.equal(content.firstChild.id, 'readability-page-1');
  for (const options of [
    { debug: true, nbTopCandidates: 3, linkDensityModifier: 0.1 },
    { keepClasses: false, classesToPreserve: [] },
  ])
    assert.ok(new Readability(STORY, options).parse());
  for (const [act, says] of [
    [
      () => new Readability(STORY, { keepClasses: true }),
      /`keepClasses` of Readability\.js is not supported: the content/,
    ],
    [() => new Readability(STORY, { disableJSONLD: true }), /`disableJSONLD`/],
    [() => new Readability(STORY, { allowedVideoRegex: /x/ }), /`embeds`/],
    [() => new Readability(STORY, { charTreshold: 5 }), /unknown option `charTreshold`/],
    [() => new Readability(STORY, { serializer: String }).parse(), /needs a Document/],
    [() => new Readability(undefined), /a Document or the markup of one is needed, not undefined/],
    [() => isProbablyReaderable(STORY, { visibilityChecker: () => true }), /`visibilityChecker`/],
    [() => isProbablyReaderable(STORY, () => true), /`visibilityChecker`/],
    [() => isProbablyReaderable(42), /not 42/],
  ]) {
    const error = thrown(act);
    assert.ok(error instanceof CleanError, String(error));
    assert.match(error.message, says);
  }
});
