// What the visitor chose: options and overrides, with undo. Values never change; each choice is a new one.

/** The settings that the panel offers, by the package's own option names. */
export const DEFAULTS = Object.freeze({
  preset: 'balanced',
  embeds: 'drop',
  includeTitle: false,
  includeTables: true,
  includeLinks: true,
  includeImages: true,
  unwrap: 'auto',
  keep: Object.freeze([]),
  drop: Object.freeze([]),
  overrides: Object.freeze([]),
});

/** Whether nothing was chosen. */
export const isUntouched = (choices) => Object.keys(differing(choices)).length === 0;

/** The options that differ from the defaults, in the package's form. */
export function differing(choices) {
  const out = {};
  for (const [key, value] of Object.entries(choices)) {
    const same = Array.isArray(value) ? value.length === 0 : value === DEFAULTS[key];
    if (!same) out[key] = value;
  }
  return out;
}

/** With a category kept or, again, taken out. */
export function withKept(choices, category, kept) {
  const others = choices.keep.filter((name) => name !== category);
  return {
    ...choices,
    keep: kept ? [...others, category].sort() : others,
    drop: choices.drop.filter((name) => name !== category),
  };
}

/** With a word on a range. A later word wins over an earlier one, so ranges inside the new one are forgotten. */
export function withOverride(choices, { start, end, action }) {
  const outside = choices.overrides.filter((it) => it.start < start || it.end > end);
  return { ...choices, overrides: [...outside, { start, end, action }] };
}

/** Without the words on exactly this range. */
export function withoutOverride(choices, { start, end }) {
  return { ...choices, overrides: choices.overrides.filter((it) => it.start !== start || it.end !== end) };
}

/** The last word on a range, if there is one that holds all of it. */
export function overrideOf(choices, { start, end }) {
  return choices.overrides.findLast((it) => it.start <= start && it.end >= end) ?? null;
}

/** A row of choices with a place in it. */
export class History {
  #past = [];
  #future = [];
  #now;

  constructor(first) {
    this.#now = first;
  }

  get now() {
    return this.#now;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Makes a choice. */
  push(next) {
    this.#past.push(this.#now);
    this.#future = [];
    this.#now = next;
  }

  undo() {
    if (!this.canUndo) return false;
    this.#future.push(this.#now);
    this.#now = this.#past.pop();
    return true;
  }

  redo() {
    if (!this.canRedo) return false;
    this.#past.push(this.#now);
    this.#now = this.#future.pop();
    return true;
  }

  /** Starts again from these choices, with nothing to undo. */
  reset(first) {
    this.#past = [];
    this.#future = [];
    this.#now = first;
  }
}
