// The card of one piece: what it is, which rule took it, why, how sure; and the visitor's word on it.

import { label, meaning } from './categories.js';
import { append, button, byId, el, percent, plural } from './dom.js';
import { evidenceOf } from './evidence.js';

/** How long the pointer rests on a piece before its card opens, and how long it may leave it, in milliseconds. */
const OPEN_MS = 140;
const CLOSE_MS = 260;

/** Distance between piece and card, and between card and window. */
const GAP_PX = 8;
const EDGE_PX = 10;

/** A piece that is taller than this is not kept free of its card: the card would be far from the pointer. */
const TALL_PX = 160;

const FINE = matchMedia('(hover: hover) and (pointer: fine)');
const PHONE = matchMedia('(max-width: 700px)');

export class Card {
  #card = byId('card');
  #view;
  #actions;
  #index = null;
  #pinned = false;
  #timer = 0;
  #owner = null;

  /** `actions`: `keep(detail)`, `drop(detail)`, `undo(detail)`, `keepKind(category)`, `step(direction)`, `overrideOf(piece)`, `canChange()`,
   *  `complain(detail)`, `nameOf(path)`. */
  constructor(view, actions) {
    this.#view = view;
    this.#actions = actions;
    this.#listen();
  }

  get isOpen() {
    return this.#index !== null;
  }

  #listen() {
    const root = this.#view.root;
    root.addEventListener('pointerover', (event) => FINE.matches && this.#hover(event));
    root.addEventListener('pointerout', () => FINE.matches && this.#leave());
    this.#card.addEventListener('pointerenter', () => clearTimeout(this.#timer));
    this.#card.addEventListener('pointerleave', () => FINE.matches && this.#leave());
    root.addEventListener('focusin', (event) => {
      const index = this.#view.indexOf(event.target);
      if (index !== null && event.target.matches(':focus-visible')) this.open(index);
    });
    root.addEventListener('focusout', (event) => {
      if (!this.#card.contains(event.relatedTarget) && !this.#pinned) this.close();
    });
    this.#card.addEventListener('focusout', (event) => {
      const to = event.relatedTarget;
      if (to && !this.#card.contains(to) && !root.contains(to)) this.close();
    });
    this.#card.addEventListener('keydown', (event) => {
      const buttons = [...this.#card.querySelectorAll('button')];
      const leaves = event.key === 'Tab' && event.target === (event.shiftKey ? buttons[0] : buttons.at(-1));
      if (event.key !== 'Escape' && !leaves) return;
      event.stopPropagation();
      // Backwards from its first button one comes to the piece; forwards from its last, to what is behind the piece.
      if (!leaves || event.shiftKey) event.preventDefault();
      this.close({ restore: true });
    });
    // The card stands at the end of the document; with Tab it is what follows its piece.
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Tab' || event.shiftKey || !this.isOpen || this.#index !== this.#view.indexOf(event.target))
        return;
      event.preventDefault();
      this.#pinned = true;
      this.#card.querySelector('button')?.focus();
    });
    root.addEventListener('scroll', () => this.#place(), { passive: true });
    addEventListener('resize', () => this.#place());
    document.addEventListener('pointerdown', (event) => {
      if (!this.isOpen || this.#card.contains(event.target) || root.contains(event.target)) return;
      this.close();
    });
  }

  #hover(event) {
    if (this.#pinned) return;
    const index = this.#view.indexOf(event.target);
    const removed = index !== null && this.#view.detail(index)?.removal;
    if (!removed || event.buttons) return;
    clearTimeout(this.#timer);
    const { clientX: x, clientY: y } = event;
    this.#timer = setTimeout(() => this.open(index, { at: { x, y } }), this.isOpen ? 0 : OPEN_MS);
  }

  #leave() {
    clearTimeout(this.#timer);
    if (this.#pinned || this.#card.contains(document.activeElement)) return;
    this.#timer = setTimeout(() => this.close(), CLOSE_MS);
  }

  /** Opens at a piece. Pinned cards stay when the pointer leaves; `enter` moves the focus into the card. */
  open(index, { at = null, pin = false, enter = false } = {}) {
    clearTimeout(this.#timer);
    const detail = this.#view.detail(index);
    const owner = this.#view.elementOf(index);
    if (!detail || !owner || detail.piece.kind === 'space') return;
    if (this.#owner !== owner) this.#owner?.removeAttribute('aria-expanded');
    this.#index = index;
    this.#pinned = pin;
    this.#owner = owner;
    if (owner.getAttribute('role') === 'button') owner.setAttribute('aria-expanded', 'true');
    this.#fill(detail);
    if (!this.#card.matches(':popover-open')) this.#card.showPopover();
    this.#point = at;
    this.#place();
    if (PHONE.matches) this.#uncover(owner);
    if (enter) (this.#card.querySelector('.card-actions button') ?? this.#card).focus();
  }

  #point = null;

  /** Closes; with `restore` the focus goes back to the piece. */
  close({ restore = false } = {}) {
    clearTimeout(this.#timer);
    const index = this.#index;
    if (index === null) return;
    const hadFocus = this.#card.contains(document.activeElement);
    this.#owner?.removeAttribute('aria-expanded');
    this.#index = null;
    this.#pinned = false;
    this.#owner = null;
    if (this.#card.matches(':popover-open')) this.#card.hidePopover();
    if (restore || hadFocus) this.#view.focus(index, { scroll: false });
    if (restore) this.#closeAfterFocus();
  }

  /** Giving the focus back would open the card again. */
  #closeAfterFocus() {
    if (this.#index === null) return;
    this.#index = null;
    this.#owner?.removeAttribute('aria-expanded');
    this.#owner = null;
    if (this.#card.matches(':popover-open')) this.#card.hidePopover();
  }

  /** Opens for a selected range of the page, which may begin and end inside pieces. */
  openSelection({ start, end, text, range }) {
    this.close();
    const detail = { piece: { start, end } };
    const words = text.split(/\s+/).length;
    this.#index = this.#view.indexAt(start);
    this.#pinned = true;
    this.#owner = {
      getClientRects: () => range.getClientRects(),
      getBoundingClientRect: () => range.getBoundingClientRect(),
      removeAttribute() {},
    };
    this.#card.className = 'card c-kept';
    this.#card.replaceChildren();
    append(this.#card, [
      this.#head('Selection', plural(words, 'word')),
      el(
        'div',
        { class: 'card-actions' },
        button('Keep this', () => this.#act('keep', detail), { kind: 'primary small' }),
        button('Drop this', () => this.#act('drop', detail), { kind: 'small' }),
      ),
    ]);
    if (!this.#card.matches(':popover-open')) this.#card.showPopover();
    this.#point = null;
    this.#place();
  }

  #fill(detail) {
    this.#card.className = `card ${detail.removal ? `c-${detail.removal.category}` : 'c-kept'}`;
    this.#card.replaceChildren();
    append(this.#card, detail.removal ? this.#ofRemoved(detail) : this.#ofKept(detail));
  }

  #ofRemoved(detail) {
    const { category, rule, reason, score, path } = detail.removal;
    const { pieces, source } = this.#view;
    const facts = rule === 'scorer' ? evidenceOf({ ...detail, pieces, source, path }) : [];
    const own = this.#actions.overrideOf(detail.piece);
    return [
      this.#head(label(category), meaning(category)),
      el('p', { class: 'card-reason' }, sentence(reason)),
      facts.length > 0 && el('p', { class: 'card-evidence' }, `Speaks for it: ${facts.join(', ')}.`),
      el(
        'dl',
        { class: 'card-facts' },
        el('div', {}, el('dt', {}, 'Rule'), el('dd', {}, el('code', {}, rule))),
        el('div', {}, el('dt', {}, 'Score'), el('dd', {}, meter(score))),
        path &&
          el(
            'div',
            { class: 'wide' },
            el('dt', {}, 'Element'),
            el('dd', {}, el('code', { title: path, dir: 'ltr' }, this.#actions.nameOf(path) ?? path)),
          ),
      ),
      el(
        'div',
        { class: 'card-actions' },
        this.#actions.canChange() && [
          own?.action === 'drop'
            ? button('Undo my drop', () => this.#act('undo', detail), { kind: 'primary small', glyph: 'undo' })
            : button('Keep this', () => this.#act('keep', detail), { kind: 'primary small' }),
          button('Keep all of this kind', () => this.#actions.keepKind(category), { kind: 'small' }),
          this.#complaint(detail),
        ],
        el(
          'span',
          { class: 'card-steps' },
          button('Previous removal', () => this.#actions.step(-1), { glyph: 'up', quiet: true, kind: 'small' }),
          button('Next removal', () => this.#actions.step(1), { glyph: 'down', quiet: true, kind: 'small' }),
        ),
      ),
    ];
  }

  #ofKept(detail) {
    const own = this.#actions.overrideOf(detail.piece);
    const yours = own?.action === 'keep';
    return [
      this.#head(yours ? 'Kept by you' : 'Kept', yours ? '' : 'part of the article'),
      el(
        'div',
        { class: 'card-actions' },
        this.#actions.canChange() && [
          yours && button('Undo my keep', () => this.#act('undo', detail), { kind: 'primary small', glyph: 'undo' }),
          button('Drop this', () => this.#act('drop', detail), { kind: yours ? 'small' : 'primary small' }),
          this.#complaint(detail),
        ],
      ),
    ];
  }

  #complaint(detail) {
    return button('This is wrong', () => this.#actions.complain(detail), {
      kind: 'small ghost',
      title: 'Saves a file about this piece for a bug report; nothing is sent',
    });
  }

  #head(title, what) {
    return el(
      'div',
      { class: 'card-head' },
      el('span', { class: 'swatch', 'aria-hidden': 'true' }),
      el('h2', { id: 'card-title', dir: 'auto' }, title),
      what && el('p', {}, what),
      button('Close', () => this.close({ restore: true }), { glyph: 'close', quiet: true, kind: 'small ghost' }),
    );
  }

  #act(action, detail) {
    this.close({ restore: true });
    this.#actions[action](detail);
  }

  /** Beside the piece, inside the window; on a phone the style sheet makes it a sheet at the bottom. */
  #place() {
    if (this.#index === null) return;
    const style = this.#card.style;
    if (PHONE.matches) {
      style.left = '';
      style.top = '';
      return;
    }
    const rect = this.#anchor();
    const view = this.#view.root.getBoundingClientRect();
    if (!rect || rect.bottom < view.top || rect.top > view.bottom) {
      this.close();
      return;
    }
    const width = this.#card.offsetWidth;
    const height = this.#card.offsetHeight;
    const below = rect.bottom + GAP_PX;
    const above = rect.top - GAP_PX - height;
    const top =
      below + height < innerHeight - EDGE_PX || above < EDGE_PX
        ? Math.min(below, innerHeight - EDGE_PX - height)
        : above;
    // Under the beginning of the line.
    const left = this.#view.root.dir === 'rtl' ? rect.right - width : rect.left;
    style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - EDGE_PX - width))}px`;
    style.top = `${Math.max(EDGE_PX, top)}px`;
  }

  /** Scrolls a piece that the sheet would hide to a place above it. */
  #uncover(piece) {
    piece.style.scrollMarginBottom = `${this.#card.offsetHeight + GAP_PX}px`;
    piece.scrollIntoView({ block: 'nearest' });
    piece.style.scrollMarginBottom = '';
  }

  /** The piece, so that the card hides none of it; of a tall one the line under the pointer, else its first. */
  #anchor() {
    const whole = this.#owner?.getBoundingClientRect();
    if (whole && whole.height > 0 && whole.height <= TALL_PX) return whole;
    const rects = [...(this.#owner?.getClientRects() ?? [])];
    const under = this.#point && rects.find((it) => it.top <= this.#point.y && this.#point.y <= it.bottom);
    return under ?? rects[0];
  }
}

function meter(score) {
  const bar = el('span', { class: 'meter', 'aria-hidden': 'true' }, el('span', {}));
  bar.firstChild.style.inlineSize = `${Math.min(1000, score) / 10}%`;
  return [bar, el('span', { class: 'meter-value' }, percent(score))];
}

/** A reason as a sentence: they are written without capital and stop. */
function sentence(reason) {
  const text = String(reason ?? '').trim();
  return text ? text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.') : '';
}
