// The result's tabs, each drawn when it is looked at, and the buttons that copy and save what it shows.

import { note } from './announce.js';
import { ArticlePanel } from './article-panel.js';
import { copy, download } from './clipboard.js';
import { append, breathe, button, byId, SLICE_MS } from './dom.js';
import { showMetadata } from './metadata-panel.js';
import { tabs } from './tabs.js';
import { showText } from './text-panel.js';

const TABS = [
  ['article', 'Article'],
  ['text', 'Text'],
  ['markdown', 'Markdown'],
  ['html', 'HTML'],
  ['json', 'JSON'],
  ['metadata', 'Metadata'],
];

/** Tab → what a file of it is called, its type, and its content. */
const FILES = {
  article: ['html', 'text/html', standalone],
  text: ['txt', 'text/plain', (result) => result.text],
  markdown: ['md', 'text/markdown', (result) => result.markdown ?? ''],
  html: ['html', 'text/html', (result) => result.html ?? ''],
  json: ['json', 'application/json', json],
  metadata: [
    'json',
    'application/json',
    (result) => JSON.stringify({ title: result.title, ...result.metadata }, null, 2),
  ],
};

export class Results {
  #tabs;
  #article;
  #result = null;
  #shown = new Set();
  #theme = 'light';
  #titled = false;

  constructor(actions) {
    this.#tabs = tabs(byId('tabs'), byId('panels'), TABS, () => this.#draw());
    this.#article = new ArticlePanel(this.#tabs.panel('article'), actions);
    this.#tools();
    this.#tabs.select('article');
  }

  /** Shows a result; `titled` where its text holds the title. */
  show(result, titled) {
    this.#result = result;
    this.#titled = titled;
    this.#shown.clear();
    this.#draw();
  }

  /** The frame cannot see the page's theme: it is told. */
  useTheme(theme) {
    this.#theme = theme;
    this.#shown.delete('article');
    this.#draw();
  }

  async #draw() {
    const tab = this.#tabs?.current;
    const result = this.#result;
    if (!result || this.#shown.has(tab)) return;
    this.#shown.add(tab);
    const panel = this.#tabs.panel(tab);
    if (tab === 'article') {
      this.#article.show(result, this.#theme, this.#titled);
    } else if (tab === 'metadata') {
      showMetadata(panel, result);
    } else {
      const text = await FILES[tab][2](result);
      if (this.#result === result) showText(panel, text, { kind: tab === 'text' ? 'prose' : 'code' });
    }
  }

  #tools() {
    append(byId('result-tools'), [
      button('Copy', () => this.#copy(), { glyph: 'copy', id: 'copy', kind: 'small' }),
      button('Download', () => this.#download(), { glyph: 'download', quiet: true, id: 'download', kind: 'small' }),
    ]);
  }

  async #copy() {
    const tab = this.#tabs.current;
    const rich = tab === 'article';
    const text = rich ? this.#result.text : await FILES[tab][2](this.#result);
    const done = await copy(text, rich ? (this.#result.html ?? null) : null);
    const what = rich ? 'Article copied, with its formatting' : `${TABS.find(([id]) => id === tab)[1]} copied`;
    note(done ? what : 'The browser refused the clipboard. Select the text and copy it by hand.');
  }

  async #download() {
    const [ending, type, content] = FILES[this.#tabs.current];
    const name = `${fileName(this.#result.title)}.${ending}`;
    download(name, type, await content(this.#result, this.#titled));
    note(`${name} saved`);
  }
}

/** The result as the package gives it when nothing but its text forms is asked for. */
async function json(result) {
  const { source, pieces, metadataSources, removed, ...rest } = result;
  const order = { title: null, text: null, markdown: null, html: null, metadata: null, removed: [] };
  const items = [];
  let began = performance.now();
  for (let at = 0; at < removed.length; at += 1) {
    items.push(JSON.stringify(removed.at(at), null, 2).replaceAll('\n', '\n    '));
    if (performance.now() - began < SLICE_MS) continue;
    await breathe();
    began = performance.now();
  }
  // Inside a string the quotes of this key would be escaped: it can only be the list's own place.
  const list = items.length > 0 ? `[\n    ${items.join(',\n    ')}\n  ]` : '[]';
  return JSON.stringify({ ...order, ...rest }, null, 2).replace('\n  "removed": []', () => `\n  "removed": ${list}`);
}

const quoted = (text) => text.replace(/[&<>]/g, (it) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[it]);
const safe = (text) => quoted(text).replaceAll('"', '&quot;');

/** The article as a file of its own, under its title where the text does not begin with it already. */
function standalone(result, titled) {
  const { title, html = '', metadata } = result;
  const language = metadata.language ? ` lang="${safe(metadata.language)}"` : '';
  const first = /^\s*<h1[^>]*>([\s\S]*?)<\/h1>/i.exec(html)?.[1].replace(/<[^>]*>/g, '');
  const isThere = titled || (first && [safe(title ?? ''), quoted(title ?? '')].includes(first.trim()));
  const heading = title && !isThere ? `<h1>${safe(title)}</h1>\n` : '';
  return `<!doctype html>\n<html${language}>\n<meta charset="utf-8">\n<title>${safe(title ?? 'Article')}</title>\n<body dir="auto">\n${heading}${html}\n</html>\n`;
}

function fileName(title) {
  const name = (title ?? '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return name || 'article';
}
