// Light, dark, or as the system: one button that goes round.

import { byId } from './dom.js';
import { chooseTheme, chosenTheme } from './theme-early.js';

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const LOOK = { auto: ['auto', 'as the system'], light: ['sun', 'light'], dark: ['moon', 'dark'] };

const system = matchMedia('(prefers-color-scheme: dark)');

/** The theme that is shown now. */
const shownTheme = () => chosenTheme() ?? (system.matches ? 'dark' : 'light');

/** Wires the button; `changed` hears of every change, the system's too. */
export function setUpTheme(changed) {
  const control = byId('theme');
  const show = () => {
    const [glyph, words] = LOOK[chosenTheme() ?? 'auto'];
    control.querySelector('use').setAttribute('href', `#i-${glyph}`);
    control.querySelector('.sr').textContent = `Theme: ${words}`;
    control.title = `Theme: ${words}`;
    changed(shownTheme());
  };
  control.addEventListener('click', () => {
    const next = NEXT[chosenTheme() ?? 'auto'];
    chooseTheme(next === 'auto' ? null : next);
    show();
  });
  system.addEventListener('change', show);
  show();
}
