// A result's two long lists, pieces and removals, as arrays of numbers. Hundreds of thousands of objects would take the
// page a long task to receive; arrays are handed over as they are, and an object is made where one is looked at.

const KINDS = ['kept', 'removed', 'space'];

/** What of a removal repeats itself: it is kept once, and named by its number. */
const REPEATED = ['category', 'rule', 'reason', 'path'];

/** Numbers of a removal: its range, its score, and the four that repeat. */
const WIDTH = 3 + REPEATED.length;

/** In the Worker: packs a result. `transfer` lists what can be handed over instead of copied. */
export function pack(result) {
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
  const packed = { ...result, pieces: { packed: pieces }, removed: { packed: rows, words, totals } };
  return { packed, transfer: [pieces.buffer, rows.buffer] };
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
