// The source of the page, to type in. What is typed is cleaned as soon as there is a pause.

import { byId, number } from './dom.js';

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
  /** The content that the field stands for, and what the field made of it: it has line breaks of its own. */
  #shown = '';
  #filled = '';

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
    if (this.#open && this.#shown !== content && document.activeElement !== this.#field) this.#fill();
  }

  /** Another page comes: what was typed and not cleaned yet goes with the one before. */
  close() {
    clearTimeout(this.#timer);
    if (this.#open) this.#set(false);
    this.#field.value = '';
  }

  #tell() {
    clearTimeout(this.#timer);
    if (this.#field.value === this.#filled) return;
    this.#filled = this.#field.value;
    this.#shown = this.#filled;
    this.#content = this.#filled;
    this.#actions.changed(this.#content);
  }

  #switch(open) {
    if (this.#open && !open && !this.#field.readOnly && this.#field.value) this.#tell();
    this.#set(open);
  }

  #set(open) {
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
    this.#shown = this.#content;
    this.#filled = this.#field.value;
    const words = byId('edit-note');
    words.hidden = !long;
    words.textContent = long
      ? `This page has ${number(this.#content.length)} characters: too long to edit here (the limit is ${number(MAX_CHARS)}). Its beginning is shown. Edit it in your own editor and paste it again.`
      : '';
  }
}
