// Tabs with the roles and keys of the ARIA pattern: arrows move and select, Home and End jump, one tab stop.

import { el } from './dom.js';

/**
 * Builds tabs in `list` and panels in `host`. `entries` is a list of `[id, label]`; `selected(id)` hears of each change.
 * The result has `select(id)`, `panel(id)` and `current`.
 */
export function tabs(list, host, entries, selected, prefix = 'tab') {
  const made = entries.map(([id, label]) => {
    const tab = el(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `${prefix}-${id}`,
        'aria-controls': `${prefix}-panel-${id}`,
        'aria-selected': 'false',
        tabindex: -1,
        onclick: () => select(id),
      },
      label,
    );
    const panel = el('div', {
      role: 'tabpanel',
      id: `${prefix}-panel-${id}`,
      'aria-labelledby': `${prefix}-${id}`,
      class: `panel panel-${id}`,
      tabindex: 0,
      hidden: true,
    });
    return { id, tab, panel };
  });
  list.replaceChildren(...made.map((it) => it.tab));
  host.replaceChildren(...made.map((it) => it.panel));
  const state = { current: null };

  function select(id, { focus = false } = {}) {
    for (const it of made) {
      const on = it.id === id;
      it.tab.setAttribute('aria-selected', String(on));
      it.tab.tabIndex = on ? 0 : -1;
      it.panel.hidden = !on;
      if (on && focus) it.tab.focus();
    }
    state.current = id;
    selected(id);
  }

  list.addEventListener('keydown', (event) => {
    const at = made.findIndex((it) => it.id === state.current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: made.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(made[(to + made.length) % made.length].id, { focus: true });
  });

  return {
    select,
    panel: (id) => made.find((it) => it.id === id).panel,
    get current() {
      return state.current;
    },
  };
}
