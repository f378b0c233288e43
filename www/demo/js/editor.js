// The source of the page, to type in. What is typed is cleaned as soon as there is a pause.

import { byId, bytes } from './dom.js';

/** How long typing pauses before the page is cleaned, in milliseconds. */
const PAUSE_MS = 250;

/** A text field with more than this would hold the page up at every key. */
const MAX_CHARS = 400_000;

export class Editor {
  #field = byId('edit');
  #actions;
  #open = false;
  #timer = 0;
  #content = '';

  /** `actions`: `changed(content)`, `mode('marked' | 'edit')`. */
  constructor(actions) {
    this.#actions = actions;
    byId('page-mode').addEventListener('click', (event) => {
      const mode = event.target.closest('[data-mode]')?.dataset.mode;
      if (mode) this.#switch(mode === 'edit');
    });
    this.#field.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tell(), PAUSE_MS);
    });
  }

  get isOpen() {
    return this.#open;
  }

  /** The content that is cleaned now; the field follows unless it is being typed in. */
  show(content) {
    this.#content = content;
    if (this.#open && this.#field.value !== content && document.activeElement !== this.#field) this.#fill();
  }

  close() {
    clearTimeout(this.#timer);
    if (this.#open) this.#switch(false);
    this.#field.value = '';
  }

  #tell() {
    clearTimeout(this.#timer);
    if (this.#field.value === this.#content) return;
    this.#content = this.#field.value;
    this.#actions.changed(this.#content);
  }

  #switch(open) {
    if (this.#open && !open && !this.#field.readOnly && this.#field.value) this.#tell();
    this.#open = open;
    for (const it of byId('page-mode').children)
      it.setAttribute('aria-pressed', String((it.dataset.mode === 'edit') === open));
    byId('edit-view').hidden = !open;
    if (open) this.#fill();
    this.#actions.mode(open ? 'edit' : 'marked');
    if (open) this.#field.focus();
  }

  #fill() {
    const long = this.#content.length > MAX_CHARS;
    this.#field.value = long ? `${this.#content.slice(0, 4000)}\n…` : this.#content;
    this.#field.readOnly = long;
    const words = byId('edit-note');
    words.hidden = !long;
    words.textContent = long
      ? `This page has ${bytes(this.#content.length)}: too long to edit here (the limit is ${bytes(MAX_CHARS)}). Its beginning is shown. Edit it in your own editor and paste it again.`
      : '';
  }
}
