// The numbers of a result, and the bar of what the page was made of.

import { CATEGORIES, label } from './categories.js';
import { byId, el, number, plural } from './dom.js';

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
    [took(result), 'in the Worker'],
    [`${Math.round(result.confidence / 10)} %`, 'confidence', result.confidence < NO_BODY ? 'low' : ''],
  ];
  byId('numbers').replaceChildren(
    ...facts.map(([value, words, kind]) =>
      el('div', { class: kind ?? null }, el('dt', {}, words), el('dd', {}, value)),
    ),
  );
  showBar(result, characters);
}

function showBar(result, characters) {
  const lost = Object.entries(result.removed.totals).map(([name, { characters: size }]) => [name, size]);
  const gone = lost.reduce((sum, [, size]) => sum + size, 0);
  // White space is in no removal: a page of which nothing was kept has some.
  const kept = result.stats.wordsOut > 0 ? Math.max(0, characters - gone) : 0;
  const order = Object.keys(CATEGORIES);
  const parts = lost.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const bar = byId('bar');
  const total = kept + gone || 1;
  bar.replaceChildren(
    ...(kept > 0 ? [part('kept', kept, 'Kept', total)] : []),
    ...parts.map(([name, size]) => part(`c-${name}`, size, label(name), total)),
  );
  bar.setAttribute(
    'aria-label',
    `${percent(kept, total)} of the page was kept; ${parts.map(([name, size]) => `${label(name).toLowerCase()} ${percent(size, total)}`).join(', ') || 'nothing was removed'}`,
  );
}

function part(name, size, words, total) {
  const node = el('span', { class: name, title: `${words}: ${percent(size, total)}` });
  node.style.flexGrow = String(size);
  return node;
}

const percent = (size, total) => `${((100 * size) / total).toFixed(size && size / total < 0.1 ? 1 : 0)} %`;

/** A result in one sentence, for the live region. */
export function inWords(result) {
  if (!hasBody(result)) return 'No article was found on this page.';
  const { wordsIn, wordsOut } = result.stats;
  return `Cleaned: ${plural(wordsOut, 'word')} kept, ${number(Math.max(0, wordsIn - wordsOut))} removed in ${plural(result.removed.length, 'piece')}. Confidence ${Math.round(result.confidence / 10)} percent.`;
}
