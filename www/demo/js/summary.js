// The numbers of a result, and the bar: the whole page in small.

import { CATEGORIES, label } from './categories.js';
import { byId, el, number, percent, plural } from './dom.js';

/** Confidence below which the engine says that it found no body (SCHEMA.md). */
const NO_BODY = 200;

/** Whether a result has a body. */
export const hasBody = (result) => result.text.trim() !== '' && result.confidence >= NO_BODY;

/** How long the engine took, in words. */
function took(result) {
  const ms = result.stats.micros / 1000;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** Fills the numbers and the bar. */
export function showSummary(result, characters) {
  const { wordsIn, wordsOut } = result.stats;
  const kinds = Object.keys(result.removed.totals).length;
  const facts = [
    [number(wordsOut), wordsOut === 1 ? 'word kept' : 'words kept', 'strong'],
    [number(Math.max(0, wordsIn - wordsOut)), 'removed'],
    [number(result.removed.length), result.removed.length === 1 ? 'piece' : 'pieces'],
    [number(kinds), kinds === 1 ? 'kind of junk' : 'kinds of junk'],
    ...(result.stats.micros > 0 ? [[took(result), 'in the Worker']] : []),
    [percent(result.confidence), 'confidence', result.confidence < NO_BODY ? 'low' : ''],
  ];
  byId('numbers').replaceChildren(
    ...facts.map(([value, words, kind]) =>
      el('div', { class: kind ?? null }, el('dt', {}, words), el('dd', {}, value)),
    ),
  );
  showBar(result, characters);
}

/** The page from its beginning to its end, coloured by what was kept and what was junk. */
function showBar({ map, removed, stats }, characters) {
  const lost = Object.entries(removed.totals).map(([name, { characters: size }]) => [name, size]);
  const gone = lost.reduce((sum, [, size]) => sum + size, 0);
  // White space is in no removal: a page of which nothing was kept has some.
  const kept = stats.wordsOut > 0 ? Math.max(0, characters - gone) : 0;
  const total = kept + gone || 1;
  const bar = byId('bar');
  const parts = [];
  for (const name of map) {
    const before = parts.at(-1);
    // A place with nothing but white space belongs to what is before it.
    if (before && (name === null || name === before.name)) before.places += 1;
    else parts.push({ name, places: 1 });
  }
  bar.replaceChildren(
    ...parts.map(({ name, places }) => {
      const isKept = name === 'kept';
      const node = el('span', {
        class: isKept || name === null ? name : `c-${name}`,
        title: name && (isKept ? 'Kept' : label(name)),
      });
      node.style.flexGrow = String(places);
      return node;
    }),
  );
  const order = Object.keys(CATEGORIES);
  const kinds = lost.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  bar.setAttribute(
    'aria-label',
    `${share(kept, total)} of the page was kept; ${kinds.map(([name, size]) => `${label(name).toLowerCase()} ${share(size, total)}`).join(', ') || 'nothing was removed'}`,
  );
}

/** Goes to the place of the page at which the bar is clicked; `go(share)` hears how far down that is, 0 to 1. */
export function setUpBar(go) {
  const bar = byId('bar');
  bar.addEventListener('click', (event) => {
    const { left, width } = bar.getBoundingClientRect();
    go(Math.min(1, Math.max(0, (event.clientX - left) / width)));
  });
}

const share = (size, total) => percent(Math.round((1000 * size) / total));

/** A result in one sentence, for the live region. */
export function inWords(result) {
  if (!hasBody(result)) return 'No article was found on this page.';
  const { wordsIn, wordsOut } = result.stats;
  return `Cleaned: ${plural(wordsOut, 'word')} kept, ${number(Math.max(0, wordsIn - wordsOut))} removed in ${plural(result.removed.length, 'piece')}. Confidence ${percent(result.confidence)}.`;
}
