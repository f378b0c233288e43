// The cleaned article in a frame of its own: sandboxed, without scripts, without the network. This is the one file that
// makes markup of a page's content, and the only holder of the Trusted Types policy that may.

import { FRAME_STYLE } from './frame-style.js';

/** A longer article is shown in parts of about this many characters, so that its layout never holds the page up. */
const PART_CHARS = 60_000;

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
const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, pre, blockquote, figcaption, caption';
const SAFE_LINK = /^(?:https?|mailto):/i;

const policy = globalThis.trustedTypes?.createPolicy('unhusk-frame', { createHTML: (html) => html });
const trusted = (html) => (policy ? policy.createHTML(html) : html);

/** Cuts the article's HTML between blocks. The parser closes what a cut leaves open. */
export function partsOf(html) {
  const parts = [];
  let from = 0;
  while (html.length - from > PART_CHARS * 1.5) {
    const rest = html.slice(from + PART_CHARS, from + PART_CHARS * 2);
    const at = /<(?:p|h[1-6]|ul|ol|li|dl|tr|table|blockquote|pre|figure)[\s>]/i.exec(rest)?.index;
    const to = from + PART_CHARS + (at ?? PART_CHARS / 2);
    parts.push(html.slice(from, to));
    from = to;
  }
  parts.push(html.slice(from));
  return parts;
}

/**
 * A whole document for the frame. `head` is shown above the first part: title, byline, date, site. Nothing in it can
 * run or load: the engine's HTML is safe by itself, and this goes over it once more.
 */
export function documentOf(part, { head = null, language = null, theme }) {
  const parsed = new DOMParser().parseFromString(trusted(`<!doctype html><body>${part}`), 'text/html');
  tidy(parsed);
  const style = parsed.createElement('style');
  style.textContent = FRAME_STYLE;
  parsed.head.replaceChildren(style);
  const meta = parsed.createElement('meta');
  meta.setAttribute('charset', 'utf-8');
  parsed.head.prepend(meta);
  parsed.documentElement.dataset.theme = theme;
  if (language) parsed.documentElement.lang = language;
  if (head) parsed.body.prepend(headOf(parsed, head));
  // The article's own words say which way it runs; a quotation in another script runs its own.
  parsed.body.dir = 'auto';
  for (const block of parsed.body.querySelectorAll(BLOCKS)) block.dir ||= 'auto';
  return trusted(`<!doctype html>${parsed.documentElement.outerHTML}`);
}

function tidy(parsed) {
  for (const node of parsed.querySelectorAll(DROPPED)) node.remove();
  for (const picture of parsed.querySelectorAll('img, picture, video, audio'))
    picture.replaceWith(placeholder(parsed, picture));
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
  // Where the body begins with its title already, once is enough.
  const own = parsed.body.querySelector('h1')?.textContent.trim() === title;
  for (const [name, text] of [
    ['p', site],
    ['h1', own ? null : title],
    ['p', byline],
  ]) {
    if (!text) continue;
    const node = parsed.createElement(name);
    node.textContent = text;
    node.dir = 'auto';
    head.append(node);
  }
  return head;
}
