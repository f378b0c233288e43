// A result's two long lists, pieces and removals, as arrays of numbers. Hundreds of thousands of objects would take the
// page a long task to receive; arrays are handed over as they are, and an object is made where one is looked at.

import { partsOf } from './article-parts.js';

const KINDS = ['kept', 'removed', 'space'];

/** What of a removal repeats itself: it is kept once, and named by its number. */
const REPEATED = ['category', 'rule', 'reason', 'path'];

/** Numbers of a removal: its range, its score, and the four that repeat. */
const WIDTH = 3 + REPEATED.length;

/** Places on the map of a page: more than a bar has pixels to tell apart. */
const MAP_PLACES = 300;

/**
 * In the Worker: packs a result, and adds what takes a while to find: the map of the page, and the parts of the article.
 * `transfer` lists what can be handed over instead of copied.
 */
export function pack(result) {
  const { pieces, removed } = rowsOf(result);
  const packed = { ...result, map: mapOf(result), parts: partsOf(result.html ?? ''), pieces, removed };
  return { packed, transfer: [pieces.packed.buffer, removed.packed.buffer] };
}

/** Both lists as numbers. */
export function rowsOf(result) {
  const pieces = new Uint32Array(result.pieces.length * 4);
  for (const [at, { kind, start, end, removed }] of result.pieces.entries()) {
    pieces.set([KINDS.indexOf(kind), start, end, removed ?? 0], at * 4);
  }
  const words = [];
  const numbers = new Map();
  const numberOf = (word) => {
    if (word === undefined || word === null) return 0;
    if (!numbers.has(word)) numbers.set(word, words.push(word));
    return numbers.get(word);
  };
  const rows = new Uint32Array(result.removed.length * WIDTH);
  const totals = {};
  for (const [at, it] of result.removed.entries()) {
    rows.set([it.start, it.end, it.score, ...REPEATED.map((key) => numberOf(it[key]))], at * WIDTH);
    totals[it.category] ??= { count: 0, characters: 0 };
    totals[it.category].count += 1;
    totals[it.category].characters += it.end - it.start;
  }
  return { pieces: { packed: pieces }, removed: { packed: rows, words, totals } };
}

/**
 * What a page is made of from its beginning to its end: at each of so many places, the kind that most of the text there
 * is, `kept` or a category; `null` where there is none.
 */
export function mapOf({ pieces, removed }) {
  const length = pieces.at(-1)?.end ?? 0;
  const places = Array.from({ length: Math.min(MAP_PLACES, length) }, () => new Map());
  const step = length / places.length;
  for (const { kind, start, end, removed: at } of pieces) {
    if (kind === 'space') continue;
    const name = kind === 'kept' ? 'kept' : removed[at].category;
    for (let place = Math.floor(start / step); place < places.length && place * step < end; place += 1) {
      const share = Math.min(end, (place + 1) * step) - Math.max(start, place * step);
      places[place].set(name, (places[place].get(name) ?? 0) + share);
    }
  }
  return places.map((it) => [...it].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null);
}

/** On the page: a packed result with lists to look things up in. `source` is the text that both lists index. */
export function unpack(result, source) {
  return { ...result, source, pieces: new Pieces(result.pieces.packed), removed: new Removals(result.removed, source) };
}

/** The partition of the page's text. */
class Pieces {
  #rows;

  constructor(rows) {
    this.#rows = rows;
    this.length = rows.length / 4;
  }

  /** `{ kind, start, end, removed }` */
  at(index) {
    const row = index * 4;
    const kind = KINDS[this.#rows[row]];
    return {
      kind,
      start: this.#rows[row + 1],
      end: this.#rows[row + 2],
      removed: kind === 'removed' ? this.#rows[row + 3] : undefined,
    };
  }
}

/** The removals; `totals` has `{ count, characters }` for each category. */
class Removals {
  #rows;
  #words;
  #source;

  constructor({ packed, words, totals }, source) {
    this.#rows = packed;
    this.#words = words;
    this.#source = source;
    this.totals = totals;
    this.length = packed.length / WIDTH;
  }

  /** The category alone: lists of all removals are gone through by it. */
  categoryAt(index) {
    return this.#words[this.#rows[index * WIDTH + 3] - 1];
  }

  /** `[start, end]` */
  rangeAt(index) {
    return [this.#rows[index * WIDTH], this.#rows[index * WIDTH + 1]];
  }

  /** The removal as the package gives it. */
  at(index) {
    const [start, end, score, ...numbers] = this.#rows.subarray(index * WIDTH, (index + 1) * WIDTH);
    const [category, rule, reason, path] = numbers.map((it) => this.#words[it - 1]);
    const text = this.#source.slice(start, end);
    return { category, rule, reason, start, end, text, score, ...(path === undefined ? {} : { path }) };
  }
}
