// Keeps pages over a reload and over Back and Forward: in the tab's own storage, which ends with the tab.

const KEY = 'unhusk-page-';

/** A longer page, in characters, is not kept: browsers give a tab about twice this. */
const MOST_CHARS = 2_000_000;

/** How many pages are kept: the last ones. */
const MOST_PAGES = 4;

/** The number of the page in the entry of the browser's history that is shown, or `null`. */
export const current = () => history.state?.unhusk ?? null;

/** Keeps an input. `replace` where the entry that is there stands for it already, as that of a link does. */
export function keep(input, choices, { replace = false } = {}) {
  const number = replace && current() ? current() : Date.now();
  const address = replace ? location.href : location.pathname + location.search;
  history[replace ? 'replaceState' : 'pushState']({ unhusk: number }, '', address);
  write(number, input, choices);
}

/** Keeps what was changed of the page that is shown. */
export function update(input, choices) {
  if (current() && input) write(current(), input, choices);
}

/** `{ input, choices }` of the entry that is shown, or `null`. */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY + current()));
  } catch {
    return null;
  }
}

/** The table of many pages is an entry, too; it is there as long as this document is. */
export const keepBatch = () => history.pushState({ batch: true }, '', location.pathname + location.search);
export const isBatch = () => Boolean(history.state?.batch);

/** The start screen is an entry of its own, so that Back leads to the page before it. */
export function leave() {
  if (history.state || location.hash) history.pushState(null, '', location.pathname + location.search);
}

function write(number, { bytes, ...input }, choices) {
  if (Object.values(input.flavours).reduce((sum, it) => sum + it.length, 0) > MOST_CHARS) return;
  try {
    const text = JSON.stringify({ input, choices });
    const others = Object.keys(sessionStorage)
      .filter((key) => key.startsWith(KEY) && key !== KEY + number)
      .sort();
    while (others.length >= MOST_PAGES) sessionStorage.removeItem(others.shift());
    sessionStorage.setItem(KEY + number, text);
  } catch {
    // Full or forbidden: a reload then begins at the start screen.
  }
}
