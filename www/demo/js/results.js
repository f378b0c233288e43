// The result's tabs, each drawn when it is looked at, and the buttons that copy and save what it shows.

import { note } from './announce.js';
import { ArticlePanel } from './article-panel.js';
import { noteOf, obsidianLink, sourceOf } from './clip.js';
import { copy, download } from './clipboard.js';
import { append, breathe, button, byId, el, SLICE_MS } from './dom.js';
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
  ['compared', 'Compared'],
];

const metadataOf = (result) => JSON.stringify({ title: result.title, ...result.metadata }, null, 2);

/** Tab → what the name of its file ends in, the file's type, and its content. No two files have one name. */
const FILES = {
  article: ['.html', 'text/html', standalone],
  text: ['.txt', 'text/plain', (result, { input }) => textFile(result, input)],
  markdown: ['.md', 'text/markdown', (result, { input }) => noteOf(result, input)],
  html: ['-body.html', 'text/html', (result, { input }) => `${remark(result, input)}${result.html ?? ''}`],
  json: ['.json', 'application/json', json],
  metadata: ['-metadata.json', 'application/json', metadataOf],
  compared: ['-compared.txt', 'text/plain', () => byId('tab-panel-compared').textContent],
};

/** Tab → what it shows and copies, where that is not its file. */
const SHOWN = {
  text: (result) => result.text,
  markdown: (result) => result.markdown ?? '',
  html: (result) => result.html ?? '',
};

const contentOf = (tab, result, about) => (SHOWN[tab] ?? FILES[tab][2])(result, about);

/** Tab → the field of the result that it shows. */
const FIELDS = {
  article: 'html',
  text: 'text',
  markdown: 'markdown',
  html: 'html',
  json: 'result',
  metadata: 'metadata',
  compared: 'text',
};

export class Results {
  #tabs;
  #article;
  #actions;
  #result = null;
  #shown = new Set();
  #theme = 'light';
  #titled = false;
  #input = null;

  /** `actions`: those of the article's panel, `code(field)`, how to have this by code, and `saveReport()`. */
  constructor(actions) {
    this.#actions = actions;
    this.#tabs = tabs(byId('tabs'), byId('panels'), TABS, () => this.#draw());
    this.#article = new ArticlePanel(this.#tabs.panel('article'), actions);
    this.#tools();
    this.#tabs.select('article');
  }

  /** Shows the result of an input; `titled` where its text holds the title. */
  show(result, input, titled) {
    this.#result = result;
    this.#input = input;
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
    } else if (tab === 'compared') {
      // Loaded when it is looked at: it is no part of a first visit.
      const { showCompared } = await import('./compared-panel.js');
      if (this.#result === result) await showCompared(panel, result, this.#input);
    } else {
      const text = await contentOf(tab, result, this.#about);
      if (this.#result === result) showText(panel, text, { kind: tab === 'text' ? 'prose' : 'code' });
    }
  }

  /** What a file says besides the result. */
  get #about() {
    return { input: this.#input, titled: this.#titled };
  }

  #tools() {
    const menu = el('div', { class: 'menu', id: 'clip-menu', popover: 'auto' });
    const entry = (words, act, more = {}) =>
      button(
        words,
        () => {
          menu.hidePopover();
          act();
        },
        { kind: 'ghost small', ...more },
      );
    append(menu, [
      entry('Copy as a note: Markdown with its head', () => this.#copyNote(), { id: 'clip-note' }),
      entry('Save the note (.md)', () => this.#save('markdown'), { id: 'clip-save' }),
      entry('Open in Obsidian', () => this.#obsidian(), { id: 'clip-obsidian' }),
      navigator.share && entry('Share…', () => this.#share(), { id: 'clip-share' }),
      entry('Save report.html', () => this.#actions.saveReport(), { id: 'clip-report' }),
    ]);
    const clip = button('Clip', null, { glyph: 'paste', id: 'clip', kind: 'small', popovertarget: 'clip-menu' });
    menu.addEventListener('toggle', () => {
      const { left, top } = clip.getBoundingClientRect();
      menu.style.left = `${Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8))}px`;
      menu.style.top = `${Math.max(8, top - menu.offsetHeight - 6)}px`;
    });
    byId('result-tools').after(menu);
    append(byId('result-tools'), [
      button('Copy', () => this.#copy(), { glyph: 'copy', id: 'copy', kind: 'small' }),
      button('Download', () => this.#save(this.#tabs.current), { glyph: 'download', id: 'download', kind: 'small' }),
      clip,
      button('Use it', () => this.#actions.code(FIELDS[this.#tabs.current]), {
        glyph: 'code',
        id: 'use',
        kind: 'small',
        title: 'With npm, cargo or the command: this result by code, with the options chosen here',
        'aria-haspopup': 'dialog',
      }),
    ]);
  }

  async #copy() {
    const tab = this.#tabs.current;
    const rich = tab === 'article';
    const text = rich ? this.#result.text : await contentOf(tab, this.#result, this.#about);
    const done = await copy(text, rich ? (this.#result.html ?? null) : null);
    const what = rich ? 'Article copied, with its formatting' : `${TABS.find(([id]) => id === tab)[1]} copied`;
    note(done ? what : REFUSED);
  }

  async #copyNote() {
    note((await copy(noteOf(this.#result, this.#input))) ? 'Note copied' : REFUSED);
  }

  async #save(tab) {
    const [ending, type, content] = FILES[tab];
    const name = `${fileName(this.#result.title)}${ending}`;
    download(name, type, await content(this.#result, this.#about));
    note(`${name} saved`);
  }

  #obsidian() {
    const address = obsidianLink(fileName(this.#result.title), noteOf(this.#result, this.#input));
    if (address) location.assign(address);
    else note('This article is too long for a link to Obsidian: save the note, and put it into your vault.');
  }

  async #share() {
    const { title, text, metadata } = this.#result;
    const url = sourceOf(metadata, this.#input.url);
    try {
      await navigator.share({ title: title ?? undefined, text, ...(url ? { url } : {}) });
    } catch (error) {
      if (error.name !== 'AbortError') note('The system’s share sheet did not open.');
    }
  }
}

const REFUSED = 'The browser refused the clipboard. Select the text and copy it by hand.';

/** The text under its title and where it is from. */
function textFile({ title, text, metadata }, input) {
  const url = sourceOf(metadata, input.url);
  const head = [title, url && `Source: ${url}`].filter(Boolean).join('\n');
  return `${head ? `${head}\n\n` : ''}${text}\n`;
}

/** Title and source in a comment, in which two dashes would end it. */
function remark({ title, metadata }, input) {
  const words = [title, sourceOf(metadata, input.url)].filter(Boolean).join(' | ').replaceAll('--', '- -');
  return words ? `<!-- ${words} -->\n` : '';
}

/** The result as the package gives it when nothing but its text forms is asked for. */
async function json(result) {
  const { source, pieces, map, parts, metadataSources, removed, ...rest } = result;
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
function standalone(result, { titled, input }) {
  const { title, html = '', metadata } = result;
  const url = sourceOf(metadata, input.url);
  const source = url ? `<link rel="canonical" href="${safe(url)}">\n` : '';
  const author = metadata.author.map((it) => `<meta name="author" content="${safe(it)}">\n`).join('');
  const language = metadata.language ? ` lang="${safe(metadata.language)}"` : '';
  const first = /^\s*<h1[^>]*>([\s\S]*?)<\/h1>/i.exec(html)?.[1].replace(/<[^>]*>/g, '');
  const isThere = titled || (first && [safe(title ?? ''), quoted(title ?? '')].includes(first.trim()));
  const heading = title && !isThere ? `<h1>${safe(title)}</h1>\n` : '';
  return `<!doctype html>\n<html${language}>\n<meta charset="utf-8">\n<title>${safe(title ?? 'Article')}</title>\n${author}${source}<body dir="auto">\n${heading}${html}\n</html>\n`;
}

/** The longest name of a file, without its ending, in characters. */
const MOST_NAME = 90;

/** What a file of an article with this title is called, without its ending. */
export function fileName(title) {
  const name = (title ?? '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  if (name.length <= MOST_NAME) return name || 'article';
  // Whole words, where there are some.
  const cut = name.lastIndexOf('-', MOST_NAME);
  return name.slice(0, cut > 0 ? cut : MOST_NAME);
}
