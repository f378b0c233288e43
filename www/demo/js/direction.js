// Which way a text runs. `dir=auto` goes by the first letter, which is wrong for `B.5. فضاء المستخدم`: here most letters decide.

const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTERS = /\p{L}/gu;

/** So much of a text is looked at, in characters. */
const MOST_CHARS = 600;

/** `rtl` or `ltr`; `null` where a text has no letters. */
export function directionOf(text) {
  const start = text.slice(0, MOST_CHARS);
  if (!FROM_THE_RIGHT.test(start)) return /\p{L}/u.test(start) ? 'ltr' : null;
  const letters = start.match(LETTERS) ?? [];
  const fromTheRight = letters.filter((it) => FROM_THE_RIGHT.test(it)).length;
  return letters.length === 0 ? null : fromTheRight * 2 >= letters.length ? 'rtl' : 'ltr';
}
