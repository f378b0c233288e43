// Where on the page a removal stands, in the page's own names: what a verdict says of classes and ids can be checked there.

/** Elements with a name that are told, from the removal outwards. Of those behind the first few only such as say what they are for. */
const MOST_ELEMENTS = 4;
const NEAREST = 2;

/** Names that say what an element is for, as far as junk goes. */
const TELLING =
  /nav|menu|header|foot|side|share|social|comment|relat|recommend|promo|\bads?\b|advert|banner|newsletter|subscri|author|date|tags?\b|cookie|consent|crumb|pag(?:er|ination)|widget|tool/i;

/** Classes of one element that are told: style sheets of small classes give an element dozens. */
const MOST_CLASSES = 3;

/** A longer name was made by a script, and says nothing. */
const MOST_CHARS = 40;

/**
 * The element at a path and those around it that have names, as a selector: `nav.main-menu ul#sections li`. `null` where the
 * browser's tree has no such element.
 */
export function namedPath(document, path) {
  let at = document.querySelector(path);
  if (!at) return null;
  const parts = [at.localName + namesOf(at)];
  let named = namesOf(at) ? 1 : 0;
  for (at = at.parentElement; at && named < MOST_ELEMENTS; at = at.parentElement) {
    const names = namesOf(at);
    if (!names || (named >= NEAREST && !TELLING.test(names))) continue;
    parts.unshift(at.localName + names);
    named += 1;
  }
  return parts.join(' ');
}

/** `#id.class.class`, or nothing. */
function namesOf({ id, classList }) {
  const isShort = (it) => it && it.length <= MOST_CHARS;
  const classes = [...classList].filter(isShort).slice(0, MOST_CLASSES);
  return [isShort(id) ? `#${id}` : '', ...classes.map((it) => `.${it}`)].join('');
}
