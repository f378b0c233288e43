/** The command line: its switches, how they are read, and the help that is made of them. */
import { parseArgs } from 'node:util';

import { CATEGORIES } from '../constants.js';

/** A command line that is wrong: exit status 2. */
export class UsageError extends Error {}

const category = { value: 'CATEGORY,…', list: true, names: CATEGORIES };
const choice = (value, ...names) => ({ value, names });

/** The native command's switches under its headings; what is in JavaScript's options has its name there as `option`. */
const SWITCHES = {
  Output: {
    format: { short: 'f', ...choice('FORM', 'text', 'markdown', 'html', 'json'), says: 'What to print of each page' },
    json: { says: 'Short for --format json' },
    frontmatter: { says: 'Markdown with title, authors, date and source before it, as YAML' },
    explain: { says: 'Print the whole page with every removed piece marked: category, rule, reason' },
    output: { short: 'o', value: 'DIR', says: 'Write one file an input into DIR, which is made if it is not there' },
    force: { says: 'With --output: replace files that are already there' },
    jsonl: { says: 'Read {"id", "html" or "text", "url"?} a line, and write one record a line, in the same order' },
    'no-removed': { says: 'In JSON: leave the list of removals out' },
    pieces: { option: 'pieces', says: 'In JSON: add `pieces`, the partition of the page into kept and removed' },
    markdown: { option: 'markdown', says: 'Print Markdown; in JSON: add `markdown`' },
    html: { option: 'html', says: 'Print the body as safe, semantic HTML; in JSON: add `html`' },
    'metadata-sources': {
      option: 'metadataSources',
      says: 'In JSON: add `metadata_sources`, where each field came from',
    },
    color: { ...choice('WHEN', 'auto', 'always', 'never'), says: 'Colours in --explain' },
    quiet: { short: 'q', says: 'No notes on standard error; errors are still told' },
  },
  Input: {
    input: { option: 'input', ...choice('KIND', 'auto', 'html', 'text'), says: 'How the inputs are read' },
    url: { option: 'url', value: 'URL', says: 'The page’s address, for relative links' },
    encoding: {
      option: 'encoding',
      value: 'LABEL',
      says: 'Encoding of the inputs, as HTTP names it; a byte-order mark wins',
    },
    'max-input-bytes': {
      option: 'maxInputBytes',
      value: 'N',
      size: true,
      says: 'Refuse larger inputs; K, M and G are understood',
    },
    jobs: { short: 'j', value: 'N', count: true, says: 'Threads; 0 is one a core' },
  },
  'What stays': {
    keep: { option: 'keep', ...category, says: 'Never remove these categories' },
    drop: { option: 'drop', ...category, says: 'Always remove these categories; --keep wins over it' },
    'keep-selector': {
      option: 'keepSelectors',
      value: 'CSS',
      many: true,
      says: 'Keep what a CSS selector matches (HTML)',
    },
    'drop-selector': {
      option: 'dropSelectors',
      value: 'CSS',
      many: true,
      says: 'Remove what a CSS selector matches (HTML)',
    },
    'keep-pattern': {
      option: 'keepPatterns',
      value: 'REGEX',
      many: true,
      says: 'Keep every removal that a pattern touches',
    },
    'drop-pattern': {
      option: 'dropPatterns',
      value: 'REGEX',
      many: true,
      says: 'Remove what a pattern matches in a paragraph or line',
    },
    override: {
      value: 'keep|drop:START-END',
      many: true,
      says: 'Keep or drop a range of bytes, as `removed` of the JSON has them',
    },
    embeds: { option: 'embeds', ...choice('WHAT', 'drop', 'link', 'keep'), says: 'Embedded posts and players' },
    preset: {
      option: 'preset',
      ...choice('WAY', 'balanced', 'precision', 'recall'),
      says: 'Where to lean when unsure',
    },
    title: { option: 'includeTitle', says: 'Put the title first' },
    'include-title': { option: 'includeTitle', says: 'The same' },
    'include-captions': { option: 'includeCaptions', says: 'Keep picture captions' },
    'include-comments': { option: 'includeComments', says: 'Keep reader comments' },
    'no-tables': { option: 'includeTables', says: 'Leave tables out' },
    'no-links': { option: 'includeLinks', says: 'Leave link targets out of Markdown and HTML' },
    'no-images': { option: 'includeImages', says: 'Leave images out of Markdown and HTML' },
    unwrap: { option: 'unwrap', ...choice('WHEN', 'auto', 'never'), says: 'Join hard-wrapped lines of flattened text' },
  },
  Others: {
    rules: { says: 'Print the rules and exit: category and strength, reason, an example' },
    help: { short: 'h', says: 'Print this and exit' },
    version: { short: 'V', says: 'Print the version and exit' },
  },
};

const ALL = Object.assign({}, ...Object.values(SWITCHES));

/** Switches that only JSON has a place for. */
const OF_JSON = ['pieces', 'metadata-sources', 'no-removed'];

/** Which switches cannot stand together. */
const CONFLICTS = { explain: ['format', 'json', 'jsonl', 'frontmatter'], jsonl: ['output', 'format', 'encoding'] };

/** What a command line says: `{ files, form, options, overrides, … }`; throws a `UsageError` where it is wrong. */
export function readArgs(args) {
  const { values, positionals } = parsed(args);
  for (const [name, others] of Object.entries(CONFLICTS)) {
    const other = others.find((it) => values[name] && values[it] !== undefined);
    if (other) throw new UsageError(`--${name} cannot be used with --${other}`);
  }
  if (values.force && !values.output) throw new UsageError('--force is about --output DIR');
  const isJson = Boolean(values.json || values.jsonl || values.format === 'json');
  const form = values.explain ? 'explain' : isJson ? 'json' : formOf(values);
  const wrong = OF_JSON.find((name) => values[name] && !isJson);
  if (wrong) throw new UsageError(`--${wrong} is about JSON; add --json or --jsonl`);
  return {
    files: positionals,
    form,
    isJsonl: Boolean(values.jsonl),
    frontmatter: Boolean(values.frontmatter),
    output: values.output,
    force: Boolean(values.force),
    quiet: Boolean(values.quiet),
    color: values.color ?? 'auto',
    jobs: values.jobs ?? 0,
    overrides: (values.override ?? []).map(rangeOf),
    options: optionsOf(values, form),
    asks: ['help', 'version', 'rules'].find((name) => values[name]),
  };
}

function parsed(args) {
  const options = {};
  for (const [name, { short, value, many, list }] of Object.entries(ALL))
    options[name] = { type: value ? 'string' : 'boolean', multiple: Boolean(many || list), ...(short && { short }) };
  let found;
  try {
    found = parseArgs({ args, options, allowPositionals: true });
  } catch ({ message }) {
    throw new UsageError(message.split('. To specify')[0]);
  }
  for (const [name, text] of Object.entries(found.values)) found.values[name] = checked(name, text);
  return found;
}

/** The value of a switch, checked. */
function checked(name, text) {
  const { names, list, size, count } = ALL[name];
  const values = list ? text.flatMap((it) => it.split(',')) : text;
  const wrong = names && [values].flat().find((it) => !names.includes(it));
  if (wrong !== undefined) throw new UsageError(`'${wrong}' is none of the values of --${name}: ${names.join(', ')}`);
  if (size) return bytesOf(text);
  if (count && !/^\d{1,4}$/.test(text)) throw new UsageError(`'${text}' is no number of threads for --${name}`);
  return count ? Number(text) : values;
}

function formOf({ format, frontmatter, markdown, html }) {
  const asked = format ?? (frontmatter || markdown ? 'markdown' : html ? 'html' : 'text');
  if (frontmatter && asked !== 'markdown') throw new UsageError('--frontmatter is about Markdown; add --markdown');
  return asked;
}

/** The options of `clean`. */
function optionsOf(values, form) {
  const options = {};
  for (const [name, { option }] of Object.entries(ALL))
    if (option && values[name] !== undefined) options[option] = name.startsWith('no-') ? false : values[name];
  for (const name of ['keepPatterns', 'dropPatterns']) if (options[name]) options[name] = options[name].map(patternOf);
  if (form === 'markdown' || form === 'html') options[form] = true;
  if (form === 'explain') options.pieces = true;
  if (values['no-removed'] || ['text', 'markdown', 'html'].includes(form)) options.explain = false;
  return options;
}

/** A pattern in JavaScript's syntax; flags may stand before it, as `(?i)`. */
function patternOf(text) {
  const [, flags = '', source] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(text);
  try {
    return new RegExp(source, `u${flags}`);
  } catch ({ message }) {
    throw new UsageError(`\`${text}\` is not a regular expression: ${message.replace(/^.*\/u?\w*: /, '')}`);
  }
}

/** `keep:120-180` */
function rangeOf(text) {
  const [, action, start, end] = /^(keep|drop):(\d+)-(\d+)$/.exec(text) ?? [];
  if (!action || Number(start) >= Number(end))
    throw new UsageError(`'${text}' is not a range; write it like keep:120-180 or drop:0-40, in bytes`);
  return { start: Number(start), end: Number(end), action };
}

/** `500000`, `64K`, `32M` */
function bytesOf(text) {
  const [, digits, unit] = /^(\d+)([KMG]?)$/i.exec(text) ?? [];
  if (!digits) throw new UsageError(`'${text}' is not a number of bytes; write it like 500000, 64K or 32M`);
  return Number(digits) * 1024 ** ['', 'K', 'M', 'G'].indexOf(unit.toUpperCase());
}

export function help() {
  const lines = [
    'Gets the article out of scraped web pages, HTML or already flattened to text',
    '',
    'Usage: unhusk [OPTIONS] [FILE…]',
    '',
    'Each FILE is a page; `-` is standard input, and so is no FILE at all. Pages are not fetched:',
    '  curl -s https://example.org/a | npx unhusk --url https://example.org/a --markdown',
  ];
  for (const [heading, switches] of Object.entries(SWITCHES)) {
    lines.push('', `${heading}:`);
    for (const [name, { short, value, names, says }] of Object.entries(switches)) {
      const left = `${short ? `-${short}, ` : '    '}--${name}${value ? ` <${value}>` : ''}`;
      lines.push(`  ${left.padEnd(34)} ${says}${names && names !== CATEGORIES ? ` [${names.join(', ')}]` : ''}`);
    }
  }
  lines.push('', `Categories: ${CATEGORIES.join(' ')}`, '');
  lines.push('Exit status: 0 all inputs were cleaned; 1 some could not be; 2 the command line is wrong');
  return `${lines.join('\n')}\n`;
}
