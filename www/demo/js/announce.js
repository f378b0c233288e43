// Words for screen readers, and the short notes at the foot of the screen.

import { byId, el } from './dom.js';

/** How long a note stays, in milliseconds. */
const TOAST_MS = 4500;

let timer = 0;

/** Says something to screen readers alone. */
export function say(text) {
  byId('live').textContent = text;
}

/** Shows a short note, which screen readers hear too; `action` is a button in it. */
export function note(text, action = null) {
  const toast = byId('toast');
  clearTimeout(timer);
  toast.hidden = false;
  toast.replaceChildren(el('span', {}, text), ...(action ? [action] : []));
  if (!action) timer = setTimeout(() => (toast.hidden = true), TOAST_MS);
}
