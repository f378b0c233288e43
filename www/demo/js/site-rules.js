// The visitor's words on pieces of one page as rules for every page of its site: selectors where the page is HTML, else
// patterns. A range of bytes means nothing on another page.

import { parse } from './article-frame.js';

/** Classes and ids that scripts make up anew for each build name nothing. */
const MADE_UP = /\d{3,}|^(?:css|sc|jsx?|svelte)-|^[a-z]{1,3}[A-Z0-9]\w*$|[:/[\]()!@]/;

/** No more classes of an element than this are named: one or two say what it is. */
const MOST_CLASSES = 2;

/** Elements around one without a name that are looked at for one. */
const AROUND = 4;

const bare = (text) => text.replace(/\s+/g, '');

/**
 * The choices with `keepSelectors` and `dropSelectors`, or patterns, in place of `overrides`. `textOf` gives the text of a
 * range; `html` is the page, or `null` for flattened text.
 */
export function forEveryPage(choices, textOf, html) {
  const document = html === null ? null : parse(html);
  const rules = { ...choices, overrides: [] };
  for (const { start, end, action } of choices.overrides) {
    const text = textOf(start, end);
    const selector = document && selectorOf(document, text);
    const key = selector ? `${action}Selectors` : `${action}Patterns`;
    const rule = selector ?? patternOfText(text);
    rules[key] = [...new Set([...(rules[key] ?? []), rule])];
  }
  return rules;
}

/** A selector of the element that holds a text, by its classes or its id; `null` where nothing around it has a name. */
export function selectorOf(document, text) {
  const wanted = bare(text);
  let at = innermost(document.body, wanted);
  if (!at) return null;
  // The outermost element with this text alone: a box, not the link in it.
  while (at.parentElement && at.parentElement !== document.body && bare(at.parentElement.textContent) === wanted)
    at = at.parentElement;
  const below = [];
  for (let steps = 0; steps <= AROUND && at && at !== document.body; steps += 1) {
    const name = nameOf(at);
    if (name) return [name, ...below].join(' > ');
    below.unshift(at.localName);
    at = at.parentElement;
  }
  return null;
}

/** The innermost element that has all of a text in it. */
function innermost(root, wanted) {
  let at = null;
  for (let next = root; next; next = [...at.children].find((it) => bare(it.textContent).includes(wanted))) at = next;
  return at !== root || bare(root.textContent) === wanted ? at : null;
}

/** What an element is called: its tag with its id or classes; `null` where it has none that mean something. */
function nameOf(element) {
  const { id, localName } = element;
  if (id && !MADE_UP.test(id)) return `${localName}#${CSS.escape(id)}`;
  const classes = [...element.classList].filter((it) => !MADE_UP.test(it)).slice(0, MOST_CLASSES);
  return classes.length > 0 ? localName + classes.map((it) => `.${CSS.escape(it)}`).join('') : null;
}

/** A pattern of a line of text: the whole of it, with any numbers in place of its own. */
export function patternOfText(text) {
  const line = text.trim().replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return `^${line.replace(/\d+/g, '\\d+').replace(/\s+/g, '\\s+')}$`;
}
