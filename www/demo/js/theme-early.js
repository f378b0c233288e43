// Sets the chosen theme before the first paint.

const KEY = 'unhusk-theme';

// Where storage is blocked the choice lasts as long as the page.
let unstored = null;

/** `light`, `dark`, or `null` for the system's own. */
export function chosenTheme() {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return unstored;
  }
}

/** Remembers and shows a theme. */
export function chooseTheme(theme) {
  unstored = theme;
  try {
    if (theme) localStorage.setItem(KEY, theme);
    else localStorage.removeItem(KEY);
  } catch {
    // See `unstored`.
  }
  apply(theme);
}

function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

apply(chosenTheme());
