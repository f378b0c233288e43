// The examples: five real scraped pages, already flattened; three real pages in HTML with free licences; and one made-up page
// in HTML of each common kind, which are the project's own. examples/LICENCES.md says whose they are.

import { byId, el } from './dom.js';

/** `[id, file, using, title, what is in it]` */
const SEEDS = [
  ['seed-000', 'Peace talks', 'caption, credit, counters, tags'],
  ['seed-001', 'Peace talks, scraped again', 'tweets between the paragraphs'],
  ['seed-002', 'An interview', 'a doubled title, embedded posts'],
  ['seed-003', 'A short report', 'glued labels, a photo credit'],
  ['seed-004', 'Six-party talks', 'related headlines, breadcrumbs'],
].map(([id, title, what]) => ({ id, file: `${id}.txt`, using: 'text', title, what }));

const HTML = [
  ['python-tutorial', 'Python’s tutorial', '© Python Software Foundation, PSF licence 2'],
  ['handbook-ja', 'ユーザ空間', 'Debian’s handbook in Japanese, © Hertzog, Mas, Freexian, CC BY-SA 3.0'],
  ['handbook-ar', 'فضاء المستخدم', 'the same in Arabic, right to left, CC BY-SA 3.0'],
  ['ferry', 'A news site', 'menus, consent, a post, newsletter, comments'],
  ['soup', 'A recipe', 'a life story, ratings, adverts, a card'],
  ['manual', 'A manual page', 'side bar, code, a table, “was this helpful”'],
  ['rathaus', 'Lokalzeitung', 'a paywall and cookies, in German'],
  ['souk', 'صحيفة', 'right to left, in Arabic'],
  ['kissa', '地方紙', 'share bar, ranking and paywall, in Japanese'],
  ['teapot', 'A shop', 'prices, buttons, a table, reviews'],
  ['forum', 'A forum', 'profiles, signatures, quotations'],
  ['regatta', 'A live blog', 'entries with their own share buttons'],
].map(([id, title, what]) => ({ id, file: `${id}.html`, using: 'html', title, what }));

/** All of them, in their order on the page. */
export const ALL = [...SEEDS, ...HTML];

/** The example with this id, or `undefined`. */
export const example = (id) => ALL.find((it) => it.id === id);

/** Fetches an example as an `Input`. */
export async function load({ id, file, using, title }) {
  const answer = await fetch(new URL(`../examples/${file}`, import.meta.url));
  if (!answer.ok) throw new Error(`${file} was answered with ${answer.status}`);
  return { name: title, via: 'example', example: id, using, flavours: { [using]: await answer.text() } };
}

/** Shows the examples; `chosen(example)` hears which one is wanted. */
export function setUpExamples(chosen) {
  const group = (title, list) =>
    el(
      'div',
      { class: 'example-group' },
      el('h3', {}, title),
      el(
        'ul',
        {},
        list.map((it) =>
          el(
            'li',
            {},
            el(
              'button',
              { type: 'button', class: 'example', 'data-example': it.id, onclick: () => chosen(it) },
              el('span', { class: 'example-title', dir: 'auto' }, it.title),
              el('span', { class: 'example-what', dir: 'auto' }, it.what),
            ),
          ),
        ),
      ),
    );
  byId('examples').append(
    group('Real pages, flattened by a scraper', SEEDS),
    group(
      'Pages in HTML: three real, under free licences; the others made up, and free to use as this project is',
      HTML,
    ),
  );
}
