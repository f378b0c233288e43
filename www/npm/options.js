/**
 * Checks the options and writes them as the core reads them: JSON with Rust's names.
 *
 * The core refuses unknown and wrong options too, but it cannot say which one was wrong in JavaScript's words.
 */
import { CATEGORIES } from './constants.js';
import { CleanError } from './error.js';
import { isUrl } from './values.js';

/** The core's own default, for refusing a huge input before it is copied. */
const MAX_INPUT_BYTES = 32 * 1024 * 1024;

/** Numbers that the core takes: what fits a 32-bit `usize`. */
const MAX_NUMBER = 0xffff_ffff;

const boolean = { is: (value) => typeof value === 'boolean', says: 'true or false' };
const string = { is: (value) => typeof value === 'string', says: 'a string' };
const address = { is: (value) => typeof value === 'string' || isUrl(value), says: 'a string or a URL' };
const count = {
  is: (value) => Number.isInteger(value) && value >= 0 && value <= MAX_NUMBER,
  says: `a whole number from 0 to ${MAX_NUMBER}`,
};
const oneOf = (...names) => ({
  is: (value) => names.includes(value),
  says: `one of ${names.map((name) => `"${name}"`).join(', ')}`,
});
const listOf = (kind) => ({
  is: (value) => Array.isArray(value) && value.every(kind.is),
  says: `a list; each of its items ${kind.says}`,
  wrongItem: (value) => value.find((item) => !kind.is(item)),
});
const range = {
  is: (value) =>
    isPlain(value) &&
    Object.keys(value).every((key) => ['start', 'end', 'action'].includes(key)) &&
    count.is(value.start) &&
    count.is(value.end) &&
    value.start <= value.end &&
    ['keep', 'drop'].includes(value.action),
  says: 'an object { start, end, action } with start <= end and action "keep" or "drop"',
};

const PATTERNS = listOf({
  // Of this realm or of another one.
  is: (value) => Object.prototype.toString.call(value) === '[object RegExp]',
  says: 'a RegExp',
});

const KINDS = {
  // generated: options, from src/options.rs by `cargo run -p unhusk-docs`
  input: oneOf('auto', 'html', 'text'),
  url: address,
  keep: listOf(oneOf(...CATEGORIES)),
  drop: listOf(oneOf(...CATEGORIES)),
  overrides: listOf(range),
  keepSelectors: listOf(string),
  dropSelectors: listOf(string),
  keepPatterns: PATTERNS,
  dropPatterns: PATTERNS,
  embeds: oneOf('drop', 'link', 'keep'),
  preset: oneOf('balanced', 'precision', 'recall'),
  includeTitle: boolean,
  includeCaptions: boolean,
  includeComments: boolean,
  includeTables: boolean,
  includeLinks: boolean,
  includeImages: boolean,
  unwrap: oneOf('auto', 'never'),
  markdown: boolean,
  html: boolean,
  pieces: boolean,
  metadataSources: boolean,
  explain: boolean,
  maxInputBytes: count,
  maxDepth: count,
  // generated end
  // Not the core's: the encoding of bytes, as an HTTP header names it.
  encoding: string,
};

/** The options that the core takes, in JavaScript's names. */
export const OPTION_NAMES = Object.keys(KINDS).filter((name) => name !== 'encoding');

/**
 * `{ json, patterns, encoding, limit }` of an options object; throws a `CleanError` where something is wrong with it.
 * The core gets the patterns' names alone, for the reasons of removals.
 */
export function readOptions(options) {
  if (options === undefined || options === null) {
    return { json: '', patterns: {}, encoding: undefined, limit: MAX_INPUT_BYTES };
  }
  if (!isPlain(options)) throw wrong(`the options must be an object, not ${describe(options)}`);
  const out = {};
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(KINDS, name)) throw wrong(unknown(name));
    if (value === undefined) continue;
    const kind = KINDS[name];
    if (!kind.is(value)) {
      const found =
        Array.isArray(value) && kind.wrongItem
          ? `one is ${describe(kind.wrongItem(value))}`
          : `it is ${describe(value)}`;
      throw wrong(`the option \`${name}\` must be ${kind.says}; ${found}`);
    }
    // Patterns and addresses by what they are called.
    if (name !== 'encoding')
      out[snake(name)] = kind === PATTERNS ? value.map(String) : isUrl(value) ? value.href : value;
  }
  if (out.input === 'text' && (out.keep_selectors?.length || out.drop_selectors?.length))
    throw wrong('the options `keepSelectors` and `dropSelectors` are for HTML; a text has no elements');
  const json = Object.keys(out).length === 0 ? '' : JSON.stringify(out);
  const patterns = { keep: options.keepPatterns, drop: options.dropPatterns };
  return { json, patterns, encoding: options.encoding, limit: options.maxInputBytes ?? MAX_INPUT_BYTES };
}

/** A message of the core in JavaScript's names: `max_input_bytes` becomes `maxInputBytes`. */
export function inCamelCase(message) {
  return OPTION_NAMES.reduce((text, name) => text.replaceAll(snake(name), name), message);
}

function wrong(message) {
  return new CleanError('INVALID_OPTIONS', message);
}

function unknown(name) {
  const names = Object.keys(KINDS);
  const plain = (text) => text.replaceAll(/[^a-z]/gi, '').toLowerCase();
  const meant =
    names.find((known) => plain(known) === plain(name)) ??
    names.find((known) => distance(plain(known), plain(name)) <= 2);
  return meant
    ? `unknown option \`${name}\`; did you mean \`${meant}\`?`
    : `unknown option \`${name}\`; the options are ${names.join(', ')}`;
}

/** Edits from one word to another. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

function isPlain(value) {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function snake(name) {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A value in a few words, for messages. */
export function describe(value) {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'object') return `an object (${Object.prototype.toString.call(value).slice(8, -1)})`;
  if (typeof value === 'function') return 'a function';
  return String(value);
}
