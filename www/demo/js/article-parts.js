// The article's HTML in parts, where it is long: the layout of one part never holds the page up. The engine's HTML is
// regular (each element is closed, and no text or attribute has a bare `<` or `>`), so a look at its tags is enough.
// No DOM here: this runs in the Worker, and the tests run it in Node.

/** A part ends before the next block once it has this many characters. */
const PART_CHARS = 60_000;

/** What has no such block is cut where this many are reached: a listing, a row, a paragraph. */
const MOST_CHARS = 68_000;

/** HTML up to this length stays whole: two parts of which one is short are worse than one that is a little longer. */
const WHOLE_CHARS = 90_000;

/** No part of a reference to a character is longer: a text is not cut inside one. */
const ENTITY_CHARS = 8;

const TAG = /<(\/?)([a-z][a-z\d]*)([^>]*)>/g;
const EMPTY = new Set(['br', 'hr', 'img', 'input']);
const BLOCKS = new Set(
  'aside blockquote dd div dl dt figure h1 h2 h3 h4 h5 h6 li ol p pre table tbody thead tr ul'.split(' '),
);
/** Nothing in these is a good place to cut: a row is read as a whole. */
const HELD = new Set(['tr', 'figure']);

/**
 * @typedef {{open: string, from: number, to: number, close: string}} Part
 *   a range of the HTML, and the tags of the elements that it is inside of: rows stay in their table, items in their list
 */

/** The parts of an article's HTML, in order. @returns {Part[]} */
export function partsOf(html) {
  if (html.length <= WHOLE_CHARS) return [{ open: '', from: 0, to: html.length, close: '' }];
  const splitter = new Splitter(html);
  let at = 0;
  for (const tag of html.matchAll(TAG)) {
    splitter.text(at, tag.index);
    splitter.tag(tag);
    at = tag.index + tag[0].length;
  }
  splitter.text(at, html.length);
  return splitter.end();
}

/** The HTML of a part. */
export const htmlOf = (html, { open, from, to, close }) => open + html.slice(from, to) + close;

/** Goes over the tags and texts of an article, and cuts. */
class Splitter {
  #html;
  #parts = [];
  #open = '';
  #from = 0;
  /** The elements around the place that was reached; `filled` once something is in them. */
  #around = [];

  constructor(html) {
    this.#html = html;
  }

  tag({ 0: tag, 1: closes, 2: name, 3: attributes, index }) {
    if (closes) {
      this.#around.pop();
      return;
    }
    if (this.#isDue(name, index)) this.#cut(index);
    if (EMPTY.has(name)) {
      this.#fill();
      return;
    }
    this.#around.push({ name, tag, from: index, filled: false, ...numbersOf(name, attributes) });
    if (name === 'li') count(this.#around.at(-2), attributes);
  }

  text(from, to) {
    if (!this.#around.at(-1)?.filled) {
      if (!/\S/.test(this.#html.slice(from, to))) return;
      this.#fill();
    }
    while (to - this.#from > MOST_CHARS) this.#cut(this.#placeIn(Math.max(from, this.#from), to));
  }

  /** All parts, at the end of the HTML. */
  end() {
    this.#parts.push({ open: this.#open, from: this.#from, to: this.#html.length, close: '' });
    return this.#parts;
  }

  #isDue(name, at) {
    const length = at - this.#from;
    if (length < PART_CHARS) return false;
    return length >= MOST_CHARS || (BLOCKS.has(name) && !this.#around.some((it) => HELD.has(it.name)));
  }

  /** What is around this place is not empty. */
  #fill() {
    for (let at = this.#around.length - 1; at >= 0 && !this.#around[at].filled; at -= 1) this.#around[at].filled = true;
  }

  /** Ends the part here, or before the elements that begin here: an empty list or row says nothing. */
  #cut(at) {
    const empty = this.#around.findIndex((it) => !it.filled);
    const inside = empty < 0 ? this.#around : this.#around.slice(0, empty);
    const to = empty < 0 ? at : this.#around[empty].from;
    if (to === this.#from) return;
    const close = inside.map(({ name }) => `</${name}>`).reverse();
    this.#parts.push({ open: this.#open, from: this.#from, to, close: close.join('') });
    this.#open = inside.map((it, depth) => openTag(it, inside[depth + 1])).join('');
    this.#from = to;
  }

  /** Where to cut a text: after a line, else after a word, else between two letters. */
  #placeIn(from, to) {
    const most = Math.min(to, this.#from + MOST_CHARS);
    const text = this.#html.slice(Math.max(from, most - MOST_CHARS / 8), most);
    const after = Math.max(text.lastIndexOf('\n'), 0) || Math.max(text.lastIndexOf(' '), 0);
    if (after > 0) return most - text.length + after + 1;
    const reference = text.lastIndexOf('&');
    if (reference > 0 && text.length - reference <= ENTITY_CHARS && !text.includes(';', reference))
      return most - text.length + reference;
    // Never between the halves of a surrogate pair.
    return (this.#html.charCodeAt(most) & 0xfc00) === 0xdc00 ? most - 1 : most;
  }
}

/** A numbered list counts, so that it can go on in another part. */
function numbersOf(name, attributes) {
  if (name !== 'ol') return {};
  const step = /\breversed\b/.test(attributes) ? -1 : 1;
  return { step, next: Number(/\bstart="(-?\d+)"/.exec(attributes)?.[1] ?? 1) };
}

/** Counts an item of a list. */
function count(list, attributes) {
  if (list?.name !== 'ol') return;
  const value = /\bvalue="(-?\d+)"/.exec(attributes)?.[1];
  if (value !== undefined) list.next = Number(value);
  list.next += list.step;
}

/** The tag with which an element goes on in another part, in which `inner` is the next element around what follows. */
function openTag({ name, tag, step, next }, inner) {
  if (name !== 'ol') return tag;
  // An item that goes on has its number still.
  const first = inner?.name === 'li' ? next - step : next;
  return `<ol${step < 0 ? ' reversed' : ''} start="${first}">`;
}
