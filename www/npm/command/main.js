/** What the command does: files or standard input to standard output or into a directory, or JSON Lines. */
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { createInterface } from 'node:readline';

import { VERSION } from '../constants.js';
import { decode } from '../decode.js';
import { declaredEncoding } from '../glue.js';
import { clean, init } from '../node.js';
import { help, readArgs, UsageError } from './args.js';
import { asRecord, Places } from './bytes.js';
import { explain } from './explain.js';
import { frontmatter } from './frontmatter.js';
import { Failure, failureOf, open, openLines, plain, read } from './input.js';
import { createPool, inOrder } from './pool.js';
import { shown, shownJson, shownLine } from './terminal.js';

const EXTENSIONS = { text: 'txt', markdown: 'md', html: 'html', json: 'json', explain: 'explain.txt' };

/** The core's own default. */
const MAX_INPUT_BYTES = 32 * 1024 * 1024;

/** Runs the command; gives its exit status. */
export async function main(argv) {
  // `head` has seen enough.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    const args = readArgs(argv);
    if (args.asks) return await answer(args.asks);
    await init();
    checkOptions(args.options);
    return args.isJsonl ? await cleanLines(args) : await cleanFiles(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(error.message);
    process.stderr.write("For more information, try '--help'.\n");
    return 2;
  }
}

async function answer(asks) {
  const texts = {
    help,
    version: () => `unhusk ${VERSION}\n`,
    rules: () => readFileSync(new URL('./rules.txt', import.meta.url), 'utf8'),
  };
  await write(texts[asks]());
  return 0;
}

/** Wrong options are told before the first page. */
function checkOptions(options) {
  try {
    clean('', { ...options, input: 'html' });
  } catch (error) {
    throw new UsageError(error.message);
  }
}

async function cleanFiles(args) {
  const inputs = args.files.length > 0 ? args.files : ['-'];
  if (inputs.filter((it) => it === '-').length > 1) throw new UsageError('standard input (`-`) can be read only once');
  if (process.stdin.isTTY && inputs.includes('-')) {
    if (args.files.length === 0) throw new UsageError('no FILE given; name pages to clean, or `-` to paste one here');
    if (!args.quiet) complain('reading the terminal; end with Ctrl-D on a line of its own');
  }
  const targets = args.output === undefined ? undefined : plan(inputs, args);
  const pool = createPool(args.jobs, inputs.length);
  const work = ([at, input]) =>
    cleanFile(pool, input, args, inputs.length > 1).then(
      (made) => ({ ...made, at }),
      (error) => ({ failure: failureOf(error), notes: [], at }),
    );
  let failed = 0;
  let isFirst = true;
  for await (const { text, failure, notes, at } of inOrder(inputs.entries(), pool.threads, work)) {
    let wrong = failure;
    if (!failure && targets) wrong = save(targets[at], text, args.force);
    else if (!failure) {
      await print(isFirst || text === '' || args.form === 'json' ? text : `\n${text}`, args.form);
      isFirst &&= text === '';
    }
    const name = inputs[at] === '-' ? 'standard input' : inputs[at];
    if (wrong) complain(`${name}: ${wrong.message}`);
    if (!args.quiet) for (const note of notes) complain(`${name}: ${note}`);
    failed += wrong ? 1 : 0;
  }
  pool.close();
  if (targets && !args.quiet) complain(`${inputs.length - failed} cleaned${failed > 0 ? `, ${failed} failed` : ''}`);
  return failed > 0 ? 1 : 0;
}

/** `{ text, notes }` of one input. */
async function cleanFile(pool, input, args, isOneOfMany) {
  const { form, options } = args;
  const bytes = await read(input, options.maxInputBytes ?? MAX_INPUT_BYTES);
  const { text, how } = decode(bytes, options.encoding, declaredEncoding);
  const page = await pool.clean(text, {
    ...options,
    overrides: unitsOf(args, text),
    pieces: options.pieces || form === 'json',
  });
  const notes = [];
  if (how === 'assumed')
    notes.push('not UTF-8, and it does not say what else: its encoding was guessed; --encoding names it');
  if (text.trim() === '') notes.push('empty: nothing to clean');
  else if (page.text === '') notes.push(`no body found (confidence ${page.confidence})`);
  return { text: printed(page, text, args, isOneOfMany ? input : undefined), notes };
}

function printed(page, input, args, id) {
  const source = page.source ?? input;
  const forms = {
    text: () => page.text,
    markdown: () => (args.frontmatter ? frontmatter(page, args.options.url) : '') + page.markdown,
    html: () => page.html,
    json: () => JSON.stringify({ ...(id !== undefined && { id }), ...recordOf(page, source, args.options) }),
    explain: () => explain(page, source, isColoured(args)),
  };
  const text = forms[args.form]();
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The native command's record; the pieces are there for the offsets, not for who did not ask. */
function recordOf(page, source, options) {
  const { pieces, source: own, ...rest } = page;
  return asRecord(options.pieces ? page : rest, source);
}

function isColoured({ color, output }) {
  return (
    color === 'always' ||
    (color === 'auto' && output === undefined && Boolean(process.stdout.isTTY) && !process.env.NO_COLOR)
  );
}

/** Ranges of bytes as ranges of units. */
function unitsOf({ overrides, options }, input) {
  if (overrides.length === 0) return undefined;
  const { source } = clean(input, { ...options, pieces: true, explain: false });
  const places = new Places(source ?? input);
  return overrides.map(({ start, end, action }) => ({ start: places.unitAt(start), end: places.unitAt(end), action }));
}

/** `--jsonl` */
async function cleanLines(args) {
  for (const name of args.files) {
    try {
      open(name).destroy?.();
    } catch (error) {
      complain(`${name}: ${error.message}`);
      return 1;
    }
  }
  const pool = createPool(args.jobs, Number.POSITIVE_INFINITY);
  let status = 0;
  for await (const record of inOrder(linesOf(args.files), pool.threads, (line) => cleanLine(pool, line, args))) {
    if (record.error) status = 1;
    await print(`${JSON.stringify(record)}\n`, 'json');
  }
  pool.close();
  return status;
}

async function* linesOf(files) {
  for (const name of files.length > 0 ? files : ['-']) {
    let number = 0;
    for await (const line of createInterface({ input: openLines(name), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() !== '')
        yield { line: number === 1 ? line.replace(/^\ufeff/, '') : line, place: `${name}: line ${number}` };
    }
  }
}

/** The record for a line, or the one that says what is wrong with it. */
async function cleanLine(pool, { line, place }, args) {
  let id;
  try {
    const record = objectIn(line);
    id = record.id ?? undefined;
    checkRecord(record);
    const isText =
      (record.html ?? undefined) === undefined || (args.options.input === 'text' && typeof record.text === 'string');
    const input = isText ? record.text : record.html;
    const url = record.url ?? args.options.url;
    const options = { ...args.options, url, input: isText ? 'text' : 'html' };
    const page = await pool.clean(input, { ...options, overrides: unitsOf({ ...args, options }, input), pieces: true });
    return { id: id ?? null, ...recordOf(page, page.source ?? input, args.options) };
  } catch (error) {
    const { code, message } = failureOf(error);
    return { id: id ?? null, error: { code, message: id === undefined ? `${place}: ${message}` : message } };
  }
}

/** The object that a line is. */
function objectIn(line) {
  let record;
  try {
    record = JSON.parse(line);
  } catch ({ message }) {
    throw new Failure('INVALID_RECORD', `not a record: ${message}`);
  }
  if (Object.prototype.toString.call(record) !== '[object Object]')
    throw new Failure('INVALID_RECORD', 'not a record: expected a JSON object');
  return record;
}

/** Whether it is `{ id, html or text, url }`; `null` is absence. */
function checkRecord(record) {
  for (const name of ['html', 'text', 'url'])
    if (!['string', 'undefined'].includes(typeof (record[name] ?? undefined)))
      throw new Failure('INVALID_RECORD', `not a record: \`${name}\` is no string`);
  if ((record.html ?? record.text ?? undefined) === undefined)
    throw new Failure('INVALID_RECORD', 'the record has neither `html` nor `text`');
}

/** The file that each input is written to. */
function plan(inputs, { output, form }) {
  const taken = new Map();
  const real = (path) => {
    try {
      return realpathSync(path);
    } catch {
      return undefined;
    }
  };
  const read = new Set(inputs.map(real));
  const targets = inputs.map((input) => {
    const stem = input === '-' ? 'stdin' : basename(input, extname(input));
    const target = join(output, `${stem}.${EXTENSIONS[form]}`);
    if (taken.has(target))
      throw new UsageError(
        `both ${taken.get(target)} and ${input} would be written to ${target}; clean them into two directories`,
      );
    taken.set(target, input);
    if (real(target) !== undefined && read.has(real(target)))
      throw new UsageError(`${target} is one of the inputs; choose another directory`);
    return target;
  });
  try {
    mkdirSync(output, { recursive: true });
  } catch (cause) {
    throw new UsageError(`cannot make ${output}: ${plain(cause)}`);
  }
  return targets;
}

/** Writes a file; a failure where it cannot. */
function save(target, text, force) {
  try {
    writeFileSync(target, text, { flag: force ? 'w' : 'wx' });
    return undefined;
  } catch (cause) {
    return new Failure('IO', `cannot write ${target}: ${plain(cause)}`);
  }
}

/** Prints to standard output; a terminal gets no control characters of pages. */
function print(text, form) {
  if (!process.stdout.isTTY || form === 'explain') return write(text);
  return write(form === 'json' ? shownJson(text) : shown(text));
}

function write(text) {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}

function complain(message) {
  process.stderr.write(`unhusk: ${shownLine(message)}\n`);
}
