// The kinds of junk with their counts and switches. A switch cleans again at once; a kind that was switched off stays
// in its place, so that it can be switched on again.

import { CATEGORIES, label, meaning } from './categories.js';
import { byId, el, number, plural } from './dom.js';

export class Legend {
  #rows = new Map();
  #actions;
  #last = new Map();

  /** `actions`: `keepKind(category, kept)`, `stepKind(category)`. */
  constructor(actions) {
    this.#actions = actions;
    for (const name of Object.keys(CATEGORIES)) this.#rows.set(name, this.#row(name));
  }

  #row(name) {
    const count = el('span', { class: 'legend-count' });
    const state = el('span', { class: 'sr' });
    const jump = el(
      'button',
      { type: 'button', class: 'legend-jump', onclick: () => this.#actions.stepKind(name) },
      el('span', { class: 'swatch', 'aria-hidden': 'true' }),
      el('span', { class: 'legend-name' }, label(name)),
      count,
      state,
    );
    const toggle = el(
      'button',
      {
        type: 'button',
        class: 'switch',
        role: 'switch',
        'aria-checked': 'true',
        'data-category': name,
        'aria-label': `Take out ${label(name).toLowerCase()}: ${meaning(name)}`,
        onclick: () => this.#actions.keepKind(name, toggle.getAttribute('aria-checked') === 'true'),
      },
      el('span', { class: 'knob', 'aria-hidden': 'true' }),
    );
    const row = el('li', { class: `legend-row c-${name}`, title: meaning(name) }, jump, toggle);
    return { row, jump, toggle, count, state };
  }

  /** Shows the counts of a result under these choices. */
  show(removed, choices) {
    const present = [];
    const absent = [];
    for (const [name, { row, jump, toggle, count, state }] of this.#rows) {
      const kept = choices.keep.includes(name);
      const now = removed.totals[name]?.count ?? 0;
      if (!kept) this.#last.set(name, now);
      // Of a kind that was kept from the start nobody knows how much there was.
      const isKnown = !kept || this.#last.has(name);
      const shown = kept ? (this.#last.get(name) ?? 0) : now;
      toggle.setAttribute('aria-checked', String(!kept));
      row.classList.toggle('off', kept);
      count.textContent = isKnown ? number(shown) : '';
      state.textContent = kept ? ' kept' : ' removed, go to the next';
      jump.disabled = now === 0;
      (shown > 0 || kept ? present : absent).push(row);
    }
    const focused = document.activeElement;
    fill(byId('legend'), present);
    fill(byId('legend-absent'), absent);
    byId('absent').hidden = absent.length === 0;
    if (byId('side').contains(focused)) refocus(focused);
    byId('absent-summary').textContent = `${plural(absent.length, 'more kind')}, not found here`;
    const kinds = Object.keys(removed.totals).length;
    byId('side-count').textContent =
      removed.length === 0 ? 'nothing removed' : `${plural(removed.length, 'piece')}, ${plural(kinds, 'kind')}`;
  }

  /** Forgets the counts of the page before. */
  forget() {
    this.#last.clear();
  }
}

/** Gives the focus back to what moved from one list to the other with it. */
function refocus(element) {
  if (document.activeElement === element) return;
  if (byId('absent').contains(element)) byId('absent').open = true;
  element.focus({ preventScroll: true });
}

/** Puts rows in a list without touching those that are there already: what stays keeps its focus. */
function fill(list, rows) {
  for (const child of [...list.children]) if (!rows.includes(child)) child.remove();
  let at = list.firstElementChild;
  for (const row of rows) {
    if (row === at) at = at.nextElementSibling;
    else list.insertBefore(row, at);
  }
}
