// What the visitor chose: options and overrides, with undo. Values never change; each choice is a new one.

import { patternOf } from './patterns.js';

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
  keepPatterns: Object.freeze([]),
  dropPatterns: Object.freeze([]),
  overrides: Object.freeze([]),
});

/** Whether nothing was chosen. */
export const isUntouched = (choices) => Object.keys(differing(choices)).length === 0;

/** What differs from the defaults. */
export function differing(choices) {
  const out = {};
  for (const [key, value] of Object.entries(choices)) {
    const same = Array.isArray(value) ? value.length === 0 : value === DEFAULTS[key];
    if (!same) out[key] = value;
  }
  return out;
}

/** The choices as the package takes them: patterns are lines here, objects there. */
export function optionsOf(choices) {
  const options = differing(choices);
  for (const key of ['keepPatterns', 'dropPatterns']) if (options[key]) options[key] = options[key].map(patternOf);
  return options;
}

/** Without patterns. */
export const withoutPatterns = (choices) => ({ ...choices, keepPatterns: [], dropPatterns: [] });

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
