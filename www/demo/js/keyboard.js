// The keys. Letters work only while the page view has the focus (WCAG 2.1.4); F8 and the undo keys work everywhere but in a field of text,
// which has its own undo.

import { byId, isTextField } from './dom.js';

/** Wires them. */
export function setUpKeyboard({ view, card, search, step, undo, redo, word, canAct, showStep }) {
  document.addEventListener('keydown', (event) => {
    if (document.querySelector('dialog[open]')) return;
    if (event.key === 'F8' && canAct()) {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    }
    if (!isTextField(event.target) && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      (event.shiftKey ? redo : undo)();
    }
    if (event.key === 'Escape' && card.isOpen) card.close({ restore: byId('page').contains(document.activeElement) });
  });

  const move = (direction) => {
    const from = view.focused ?? (direction > 0 ? -1 : view.pieces.length);
    const index = view.seek(from, direction, (piece, at) => piece.kind !== 'space' && !view.isFolded(at));
    if (index !== null) go(index);
  };
  const go = (index) => {
    view.focus(index);
    card.open(index);
    showStep(index);
  };
  const act = (action) => {
    const detail = view.focused === null ? null : view.detail(view.focused);
    if (!detail || (detail.piece.kind === 'removed') === (action === 'drop')) return;
    card.close();
    word(action)(detail);
  };

  const keys = {
    n: () => step(1),
    p: () => step(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    k: () => act('keep'),
    d: () => act('drop'),
    '/': () => search.focus(),
    Enter: () => view.focused !== null && card.open(view.focused, { pin: true, enter: true }),
    ' ': () => view.focused !== null && card.open(view.focused, { pin: true, enter: true }),
  };
  view.root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !canAct()) return;
    const run = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!run) return;
    event.preventDefault();
    run();
  });

  // Selected text can be kept or dropped by itself, whatever pieces it is made of.
  document.addEventListener('pointerup', (event) => {
    if (!view.root.contains(event.target) || !canAct()) return;
    setTimeout(() => {
      const selected = view.selected();
      if (selected) card.openSelection(selected);
    });
  });

  // A click or a tap on a piece opens its card; selecting text does not.
  view.root.addEventListener('click', (event) => {
    const index = view.indexOf(event.target);
    if (index === null || !canAct() || view.selected()) return;
    view.focus(index, { scroll: false });
    card.open(index, { at: { x: event.clientX, y: event.clientY }, pin: true });
    showStep(index);
  });
}
