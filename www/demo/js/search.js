// Search in the page's text. Hits are painted by the browser's highlight registry: the page itself is not touched.

import { say } from './announce.js';
import { byId, number } from './dom.js';

/** No more hits than this are counted and painted. */
const MAX_HITS = 2000;

/** How long typing pauses before the search runs, in milliseconds. */
const PAUSE_MS = 120;

export class Search {
  #view;
  #field = byId('search-field');
  #count = byId('search-count');
  #hits = [];
  #at = -1;
  #timer = 0;

  constructor(view) {
    this.#view = view;
    byId('search').addEventListener('submit', (event) => event.preventDefault());
    this.#field.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.run(), PAUSE_MS);
    });
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        if (this.#field.value !== this.#term) this.run();
        else this.step(event.shiftKey ? -1 : 1);
      }
      if (event.key === 'Escape' && this.#field.value) {
        event.preventDefault();
        this.#field.value = '';
        this.run();
      }
    });
    view.onDrawn(() => this.#field.value && this.#paintSoon());
  }

  #term = '';

  focus() {
    this.#field.focus();
    this.#field.select();
  }

  /** Searches anew; `jump` goes to the first hit. */
  run({ jump = true } = {}) {
    const term = this.#field.value;
    this.#term = term;
    this.#hits = [];
    this.#at = -1;
    if (term.trim()) {
      const pattern = new RegExp(
        term
          .trim()
          .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
          .replace(/\s+/g, '\\s+'),
        'giu',
      );
      for (const match of this.#view.source.matchAll(pattern)) {
        this.#hits.push([match.index, match.index + match[0].length]);
        if (this.#hits.length >= MAX_HITS) break;
      }
    }
    this.#paint();
    if (jump && this.#hits.length > 0) this.step(1);
    else this.#show();
    if (term && this.#hits.length === 0) say(`Nothing found for ${term}`);
  }

  /** Goes to the next or the previous hit. */
  step(direction) {
    if (this.#hits.length === 0) return;
    this.#at = (this.#at + direction + this.#hits.length) % this.#hits.length;
    const range = this.#view.rangeOf(...this.#hits[this.#at]);
    const element = range?.startContainer.parentElement;
    if (element) this.#view.reveal(element);
    globalThis.CSS?.highlights?.set('found-now', new Highlight(...(range ? [range] : [])));
    this.#show();
    say(`Hit ${this.#at + 1} of ${this.#hits.length}`);
  }

  #show() {
    const many = this.#hits.length >= MAX_HITS ? '+' : '';
    if (!this.#term.trim()) this.#count.textContent = '';
    else if (this.#hits.length === 0) this.#count.textContent = 'none';
    else this.#count.textContent = `${number(this.#at + 1)}/${number(this.#hits.length)}${many}`;
  }

  #paintTimer = 0;

  #paintSoon() {
    clearTimeout(this.#paintTimer);
    this.#paintTimer = setTimeout(() => this.#paint(), PAUSE_MS);
  }

  #paint() {
    if (!globalThis.CSS?.highlights) return;
    const ranges = this.#hits
      .filter(([start]) => this.#view.isDrawn(start))
      .map((hit) => this.#view.rangeOf(...hit))
      .filter(Boolean);
    CSS.highlights.set('found', new Highlight(...ranges));
    if (this.#hits.length === 0) CSS.highlights.delete('found-now');
  }
}
