// The tab that sets the article beside that of Readability.js, which is loaded when the tab is opened: the words that
// only one of the two keeps, and the times.

import { parse } from './article-frame.js';
import { append, button, el, number, plural } from './dom.js';
import { contentOf } from './input.js';
import { diffOf, MOST_WORDS } from './word-diff.js';

/** On a longer page, in characters, Readability.js is run on request: it holds this tab up while it works. */
const LONG_CHARS = 1_500_000;

/** Words shown at each end of a run that both keep. */
const CONTEXT_WORDS = 14;

const BLOCKS =
  'p, div, section, article, h1, h2, h3, h4, h5, h6, li, dt, dd, td, th, tr, pre, blockquote, figcaption, br';

const wordsOf = (text) => text.normalize('NFC').split(/\s+/).filter(Boolean);

/** Shows the comparison in `host`. */
export async function showCompared(host, result, input) {
  host.replaceChildren();
  if (input.using !== 'html') {
    say(host, 'Readability.js reads HTML alone: of this text it has nothing to say.');
    return;
  }
  const html = contentOf(input);
  if (html.length > LONG_CHARS) {
    say(host, 'This page is long. Readability.js runs in the page itself, which stands still meanwhile.', [
      button('Compare all the same', () => run(host, result, html), { kind: 'primary small' }),
    ]);
    return;
  }
  await run(host, result, html);
}

const say = (host, words, more = []) =>
  host.replaceChildren(el('div', { class: 'compared' }, el('p', { class: 'soft' }, words), more));

async function run(host, result, html) {
  say(host, 'Loading Readability.js …');
  let theirs;
  let took;
  try {
    const { Readability } = await import('../vendor/readability.js');
    const began = performance.now();
    theirs = new Readability(parse(html)).parse();
    took = performance.now() - began;
  } catch (error) {
    say(host, `Readability.js could not be run: ${error.message}`);
    return;
  }
  const ours = wordsOf(result.text);
  const other = wordsOf(theirs ? spaced(theirs.content) : '');
  const runs = diffOf(ours, other);
  const count = (kind) => runs.reduce((sum, it) => sum + (it.kind === kind ? it.words.length : 0), 0);
  host.replaceChildren();
  append(host, [
    el(
      'div',
      { class: 'compared' },
      el(
        'table',
        {},
        row('th', ['cleaned by', 'words', 'only here', 'time']),
        row('td', ['unhusk', number(ours.length), number(count('first')), ms(result.stats.micros / 1000)], 'ours'),
        row('td', ['Readability.js', number(other.length), number(count('second')), ms(took)], 'theirs'),
      ),
      el(
        'p',
        { class: 'soft' },
        theirs === null
          ? 'Readability.js found no article on this page.'
          : 'Which of the two is right is for you to see: marked are the words that only one of them keeps.',
        Math.max(ours.length, other.length) > MOST_WORDS && ` Of the rest, ${number(MOST_WORDS)} words are compared.`,
      ),
      el('p', { class: 'diff', dir: 'auto' }, runs.map(shown)),
    ),
  ]);
}

/** The text of its HTML, with a space where a block ends. */
function spaced(content) {
  const { body } = parse(content);
  for (const block of body.querySelectorAll(BLOCKS)) block.before(' ');
  return body.textContent;
}

const ms = (value) => `${value < 10 ? value.toFixed(1) : number(Math.round(value))} ms`;

function row(cell, values, kind = null) {
  return el(
    'tr',
    { class: kind },
    values.map((it, at) =>
      el(at === 0 && cell === 'td' ? 'th' : cell, { scope: at === 0 && cell === 'td' ? 'row' : null }, it),
    ),
  );
}

function shown({ kind, words }) {
  if (kind === 'both') {
    if (words.length <= 3 * CONTEXT_WORDS) return `${words.join(' ')} `;
    const left = words.length - 2 * CONTEXT_WORDS;
    return [
      `${words.slice(0, CONTEXT_WORDS).join(' ')} `,
      el('span', { class: 'soft' }, `… ${plural(left, 'word')} …`),
      ` ${words.slice(-CONTEXT_WORDS).join(' ')} `,
    ];
  }
  const [name, who] = kind === 'first' ? ['ins', 'unhusk'] : ['del', 'Readability.js'];
  return [
    el(name, { class: kind === 'first' ? 'ours' : 'theirs', title: `only ${who} keeps this` }, words.join(' ')),
    ' ',
  ];
}
