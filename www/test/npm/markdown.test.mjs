// Markdown of hostile pages, rendered by the renderers that people use, raw HTML let through.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import { Marked } from 'marked';

import { entry, root } from './helpers.mjs';

const { CATEGORIES, clean } = await entry('node.js');

const { payloads, places } = JSON.parse(readFileSync(join(root, 'tests/fixtures/hostile/markdown.json'), 'utf8'));
const BASE = 'https://example.org/a/b.html';
const RENDERERS = {
  marked: (markdown) => new Marked().parse(markdown),
  'markdown-it': (markdown) => new MarkdownIt({ html: true }).render(markdown),
  'markdown-it, addresses as links': (markdown) => new MarkdownIt({ html: true, linkify: true }).render(markdown),
};

/** What any page's Markdown may hold: its own emphasis, and a drawn letter that is none, which is a picture of the page's. */
const HARMLESS = ['p', 'br', 'em', 'strong', 'del', 'code', 'pre', 'img'];
const ATTRIBUTES = ['href', 'src', 'alt', 'class', 'start', 'align', 'style', 'type', 'checked', 'disabled'];

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** A page with the text at a place. */
function fill(place, text) {
  const short = escaped([...text].slice(0, 12).join(''));
  return place.replaceAll('{short}', () => short).replaceAll('{}', () => escaped(text));
}

/** The Markdown of a page of which everything stays. */
function markdownOf(page) {
  return clean(page, { input: 'html', markdown: true, url: BASE, keep: CATEGORIES, keepSelectors: ['body'] }).markdown;
}

/** The elements of HTML. */
function elements(html) {
  return [...JSDOM.fragment(html).querySelectorAll('*')];
}

for (const [name, render] of Object.entries(RENDERERS)) {
  test(`the text of a page is no markup to ${name}`, () => {
    let vectors = 0;
    for (const place of places) {
      const allowed = new Set([
        ...HARMLESS,
        ...elements(render(markdownOf(fill(place, 'word')))).map((it) => it.localName),
      ]);
      for (const payload of payloads) {
        const page = fill(place, payload);
        const markdown = markdownOf(page);
        const html = render(markdown);
        for (const it of elements(html)) {
          const said = `${page}\n${markdown}\n${html}`;
          const own = [...it.attributes].every((attribute) => isOwn(attribute, payload));
          assert.ok(own && (allowed.has(it.localName) || isAddress(it, payload)), said);
        }
        vectors += 1;
      }
    }
    assert.ok(vectors > 200, `${vectors}`);
  });
}

/** Whether an attribute is harmless: an address is one of the page's own links and pictures, or stands in its text. */
function isOwn({ name, value }, payload) {
  if (name === 'style') return /^text-align:\s*\w+;?$/.test(value);
  if (name !== 'href' && name !== 'src') return ATTRIBUTES.includes(name);
  return value.startsWith('https://example.org/') || (name === 'href' && isWritten(value, payload));
}

/** Whether an element is a link that the renderer makes of an address in the text. */
function isAddress(element, payload) {
  return element.localName === 'a' && isWritten(element.getAttribute('href') ?? '', payload);
}

/** Whether an address of the web stands in the text: renderers make links of those, whatever stands behind them. */
function isWritten(address, payload) {
  return /^(https?|mailto):/.test(address) && payload.includes(new URL(address).host);
}
