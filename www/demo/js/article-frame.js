// The cleaned article in a frame of its own: sandboxed, without scripts, without the network. This is the one file that
// makes markup of a page's content, and the only holder of the Trusted Types policy that may. The frame has the page's
// origin, so that the page may look into it; what is in it cannot look out: nothing in it runs.
//
// Pictures come only when the visitor asks for them. This page's policy lets nothing from another host in, and goes for
// every document that is written here; so the article then stands in pictures.html, whose own policy lets in pictures by
// https and nothing else.

import { directionOf } from './direction.js';
import { FRAME_STYLE } from './frame-style.js';

/** The elements that a cleaned article is made of. What is not here is unwrapped; what is `DROPPED` goes whole. */
const ALLOWED = new Set(
  `a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
   ins kbd li mark ol p pre q rp rt ruby s samp section small strong sub sup table tbody td tfoot th thead time tr u ul var wbr`.split(
    /\s+/,
  ),
);
const DROPPED =
  'script, style, template, iframe, object, embed, form, input, button, select, textarea, svg, math, link, meta, base, noscript, title';
const ATTRIBUTES = new Set(['colspan', 'rowspan', 'dir', 'lang', 'start', 'scope', 'datetime', 'span']);
/** What an article's text is in. */
export const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, pre, blockquote, figcaption, caption';
const SAFE_LINK = /^(?:https?|mailto):/i;

/** What may be loaded: nothing that somebody on the line can read, and no address that would be this site's own. */
const LOADABLE = /^https:\/\//i;

/** The document with the policy that lets pictures in. */
const WITH_PICTURES = new URL('../pictures.html', import.meta.url).href;

const policy = globalThis.trustedTypes?.createPolicy('unhusk-frame', { createHTML: (html) => html });
/** Markup for a document of its own, in which nothing runs. */
export const trusted = (html) => (policy ? policy.createHTML(html) : html);

/** Reads HTML into a document of its own: nothing in it runs or loads. */
export const parse = (html) => new DOMParser().parseFromString(trusted(html), 'text/html');

/** The hosts that the pictures of an article would be loaded from, each with the number of them. */
export function pictureHosts(html) {
  const hosts = new Map();
  for (const picture of parse(html).querySelectorAll('img')) {
    const address = addressOf(picture);
    const { host } = address ?? {};
    if (host) hosts.set(host, (hosts.get(host) ?? 0) + 1);
  }
  return hosts;
}

/**
 * Shows a part of the article in a frame, and calls `done` when it is there. `head` is shown above the first part: title,
 * byline, date, site. Nothing in it can run: the engine's HTML is safe by itself, and this goes over it once more. Nothing
 * is loaded unless `pictures` says so.
 */
export function fill(frame, part, { pictures, done, ...looks }) {
  const parsed = documentOf(part, { pictures, ...looks });
  if (!pictures) {
    frame.addEventListener('load', done);
    frame.srcdoc = trusted(`<!doctype html>${parsed.documentElement.outerHTML}`);
    return;
  }
  frame.addEventListener('load', () => {
    const inside = frame.contentDocument;
    // Sites of old browsers, where the file is missing, answer with another page.
    if (inside?.body?.id !== 'pictures') return;
    inside.documentElement.replaceWith(inside.importNode(parsed.documentElement, true));
    done();
  });
  frame.src = WITH_PICTURES;
}

function documentOf(part, { head, language, theme, pictures }) {
  const parsed = parse(`<!doctype html><body>${part}`);
  tidy(parsed, pictures);
  const style = parsed.createElement('style');
  style.textContent = FRAME_STYLE;
  parsed.head.replaceChildren(style);
  const meta = parsed.createElement('meta');
  meta.setAttribute('charset', 'utf-8');
  parsed.head.prepend(meta);
  parsed.documentElement.dataset.theme = theme;
  if (language) parsed.documentElement.lang = language;
  if (head) parsed.body.prepend(headOf(parsed, head));
  // The article's own words say which way it runs; a quotation in another script runs its own. A list, too: its bullets
  // stand where its lines begin.
  for (const block of [parsed.body, ...parsed.body.querySelectorAll(`${BLOCKS}, ul, ol, table`)])
    block.dir ||= directionOf(block.textContent) ?? 'auto';
  return parsed;
}

function tidy(parsed, pictures) {
  for (const node of parsed.querySelectorAll(DROPPED)) node.remove();
  for (const picture of parsed.querySelectorAll('img, picture, video, audio')) {
    const address = pictures ? addressOf(picture) : null;
    picture.replaceWith(address ? loaded(parsed, picture, address) : placeholder(parsed, picture));
  }
  for (const node of [...parsed.body.querySelectorAll('*')]) {
    if (node.matches('.picture')) continue;
    if (!ALLOWED.has(node.localName)) {
      node.replaceWith(...node.childNodes);
      continue;
    }
    const href = node.localName === 'a' ? node.getAttribute('href') : null;
    for (const { name } of [...node.attributes]) if (!ATTRIBUTES.has(name)) node.removeAttribute(name);
    if (href && SAFE_LINK.test(href)) {
      node.setAttribute('href', href);
      node.setAttribute('target', '_blank');
      node.setAttribute('rel', 'noopener noreferrer');
    }
  }
  for (const { name } of [...parsed.body.attributes]) parsed.body.removeAttribute(name);
}

/** Where a picture can be loaded from, or `null`. */
function addressOf(picture) {
  const src = picture.localName === 'img' ? (picture.getAttribute('src') ?? '') : '';
  return LOADABLE.test(src) && URL.canParse(src) ? new URL(src) : null;
}

/** A picture that its site is asked for, without a word on where it is shown. */
function loaded(parsed, picture, { href }) {
  const node = parsed.createElement('img');
  node.className = 'picture';
  node.alt = picture.alt;
  node.referrerPolicy = 'no-referrer';
  node.loading = 'lazy';
  node.src = href;
  return node;
}

/** Pictures would be fetched from their sites; a line says where one stood. */
function placeholder(parsed, picture) {
  const node = parsed.createElement('span');
  node.className = 'picture';
  const words = picture.getAttribute('alt')?.trim();
  node.textContent = words ? `Picture: ${words}` : 'Picture';
  return node;
}

function headOf(parsed, { title, site, byline }) {
  const head = parsed.createElement('header');
  // Once is enough: where the body begins with its title, that is the head's; further down it stays where it is.
  const heading = parsed.body.querySelector('h1');
  const isThere = heading?.textContent.trim() === title;
  const isFirst = isThere && heading === parsed.body.querySelector(BLOCKS);
  if (isFirst) heading.remove();
  for (const [name, text] of [
    ['p', site],
    ['h1', isThere && !isFirst ? null : title],
    ['p', byline],
  ]) {
    if (!text) continue;
    const node = parsed.createElement(name);
    node.textContent = text;
    node.dir = directionOf(text) ?? 'auto';
    head.append(node);
  }
  return head;
}
