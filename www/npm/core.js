/**
 * What every entry offers, over the generated glue. An entry says how its host loads the module, nothing else.
 */

import { VERSION } from './constants.js';
import { decode } from './decode.js';
import { CleanError } from './error.js';
import * as glue from './glue.js';
import { describe, inCamelCase, readOptions } from './options.js';
import { withPatterns } from './patterns.js';
import { readResponse } from './response.js';
import { bytesOf, isBytes } from './values.js';

/**
 * A module's memory never shrinks. One that holds more than this after a call is thrown away and made anew (under a
 * millisecond), so that one huge page does not cost a long-lived process its memory.
 */
const KEEP_BYTES = 32 * 1024 * 1024;

/** The one instance of the module, whichever entries share it. */
const state = {
  /** Compiled module; what a reset starts from. */
  module: undefined,
  /** The instance is fit for use. */
  ready: false,
  /** It has cleaned its first pages. */
  warm: false,
  /** A load under way. */
  loading: undefined,
};

/**
 * What an entry is made of: `host.loadSync` gives the module without waiting, where the host can: then no `init()` is
 * needed. `host.load` turns what `init` was given into a module, bytes or a response.
 *
 * Each entry makes its own functions, each by a call without effects: re-exports would let bundlers pass the entry by, as
 * the package declares no side effects, and what an application leaves out is left out of its bundle.
 */
export function makeClean(host) {
  return function clean(input, options) {
    const from = performance.now();
    ensureReady(host);
    return cleanNow(input, readOptions(options), from);
  };
}

export function makeCleanDocument(host) {
  return function cleanDocument(node, options) {
    const from = performance.now();
    ensureReady(host);
    const { html, url } = markupOf(node);
    return cleanNow(html, readOptions({ ...options, url: options?.url ?? url, input: 'html' }), from);
  };
}

export function makeCleanResponse(host) {
  return async function cleanResponse(response, options) {
    const said = readResponse(response);
    const read = readOptions({
      ...options,
      url: options?.url ?? said.url,
      encoding: options?.encoding ?? said.encoding,
      input: options?.input ?? said.input,
    });
    if (said.length > read.limit) throw tooLarge(read.limit);
    const [bytes] = await Promise.all([response.arrayBuffer(), state.ready || loadFrom(() => loadOf(host)())]);
    return cleanNow(bytes, read, performance.now());
  };
}

export function makeInit(host) {
  return async function init(source) {
    if (!state.ready) await loadFrom(() => loadOf(host)(source));
    if (!state.warm) warm();
  };
}

export function makeInitSync(host) {
  return function initSync(source) {
    if (state.ready) return;
    try {
      const given = unwrap(source ?? host.loadSync?.());
      if (given === undefined) throw new TypeError('initSync needs a WebAssembly.Module or the bytes of unhusk.wasm');
      start(isModule(given) ? given : new WebAssembly.Module(given));
    } catch (cause) {
      throw loadError(cause);
    }
  };
}

function loadOf(host) {
  return host.load ?? (async (source) => source ?? host.loadSync?.());
}

function ensureReady(host) {
  if (state.ready) return;
  if (state.module) return start(state.module);
  if (host.loadSync) return makeInitSync(host)();
  throw new CleanError('NOT_INITIALIZED', 'call `await init()` once before clean()');
}

/** Loads the module once; a second caller waits for the same load. */
function loadFrom(load) {
  state.loading ??= (async () => {
    try {
      start(await compile(await load()));
    } catch (cause) {
      throw loadError(cause);
    } finally {
      state.loading = undefined;
    }
  })();
  return state.loading;
}

/** Pages that pass every stage. Engines compile functions when they are called first, and the core unpacks its tables then. */
const WARM_UP = [
  '<html lang=en><title>Ferries sail again</title><nav><a href=/>Home</a></nav><h1>Ferries sail again</h1><p>By Ann Berg, 1 May 2020<p>The ferry to Skagen sails again from Monday, the harbour office said.<ul><li>Tickets are sold on board.</ul><footer>© 2020',
  'Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said.',
];

function warm() {
  state.warm = true;
  for (const page of WARM_UP) call(() => glue.cleanJson(page, ''));
}

function cleanNow(input, { json, patterns, encoding, limit }, from) {
  const text = typeof input === 'string' ? input : textOf(input, encoding, limit);
  // Each unit of UTF-16 is at least one byte of UTF-8.
  if (text.length > limit) throw tooLarge(limit);
  const result = JSON.parse(withPatterns(patterns, () => call(() => glue.cleanJson(text, json))));
  if (glue.memoryBytes() > KEEP_BYTES) reset();
  if (result.error) throw new CleanError(result.error.code, inCamelCase(result.error.message));
  result.stats.micros = Math.round((performance.now() - from) * 1000);
  return result;
}

/** The markup of a document or element, and the document's address. */
function markupOf(node) {
  const element = node?.documentElement ?? node;
  if (typeof element?.outerHTML !== 'string') {
    throw new CleanError('INVALID_INPUT', `cleanDocument takes a Document or an Element, not ${describe(node)}`);
  }
  const own = (element.ownerDocument ?? node).URL;
  return { html: element.outerHTML, url: typeof own === 'string' && /^https?:/.test(own) ? own : undefined };
}

function textOf(input, encoding, limit) {
  if (!isBytes(input)) {
    throw new CleanError(
      'INVALID_INPUT',
      `the input must be a string, a Uint8Array or an ArrayBuffer, not ${describe(input)}${hint(input)}`,
    );
  }
  if (input.byteLength > limit) throw tooLarge(limit);
  return decode(bytesOf(input), encoding, (head) => call(() => glue.declaredEncoding(head))).text;
}

/** What was meant, where something else than a page was given. */
function hint(input) {
  if (/^\[object (URL|Response|Promise)\]$/.test(Object.prototype.toString.call(input)))
    return '; unhusk does not fetch pages, but takes what was fetched: `await cleanResponse(await fetch(url))`';
  return typeof input?.nodeType === 'number' ? '; `cleanDocument` takes it' : '';
}

function tooLarge(limit) {
  return new CleanError(
    'TOO_LARGE',
    `the input has more bytes than the limit of ${limit}; raise maxInputBytes to clean it`,
  );
}

/** Calls into the module. A trap, or memory that ran out, leaves it unfit: it is made anew before the error is thrown. */
function call(enter) {
  try {
    return enter();
  } catch (cause) {
    let said = '';
    try {
      said = glue.lastPanic();
    } catch {
      // Too far gone to speak.
    }
    reset();
    throw new CleanError(
      'INTERNAL',
      `the cleaner failed on this input (later calls are not affected): ${said || cause}`,
      cause,
    );
  }
}

/** A fresh instance of the compiled module. Where even that fails, the next call tries again. */
function reset() {
  try {
    glue.__wbg_reset_state();
  } catch {
    state.ready = false;
  }
}

function start(module) {
  if (state.module) {
    glue.__wbg_reset_state();
  } else {
    try {
      glue.initSync({ module });
      const version = glue.version();
      if (version !== VERSION) throw new Error(`the module is of version ${version}, the package of ${VERSION}`);
    } catch (cause) {
      // The glue would hold on to the wrong module for ever.
      glue.forget();
      throw cause;
    }
  }
  state.module = module;
  state.ready = true;
}

async function compile(given) {
  const source = unwrap(await given);
  if (source === undefined)
    throw new TypeError('init needs a WebAssembly.Module, the bytes of unhusk.wasm or a Response');
  if (isModule(source)) return source;
  if (typeof Response === 'undefined' || !(source instanceof Response)) return WebAssembly.compile(source);
  if (!source.ok) throw new Error(`${source.url || 'the module'} was answered with status ${source.status}`);
  // Streaming insists on the MIME type; a server that sends another one is no reason to fail.
  const type = source.headers.get('content-type') ?? '';
  if (WebAssembly.compileStreaming && /^application\/wasm/i.test(type)) return WebAssembly.compileStreaming(source);
  return WebAssembly.compile(await source.arrayBuffer());
}

/** Told by its tag: on some edge runtimes the platform's modules are of another realm, and no instances of this one's. */
function isModule(source) {
  return Object.prototype.toString.call(source) === '[object WebAssembly.Module]';
}

/** `{ module }` is taken as well as the module itself; so is a namespace with a default export. */
function unwrap(source) {
  return source?.module ?? source?.default ?? source;
}

function loadError(cause) {
  if (cause instanceof CleanError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CleanError(
    'LOAD_FAILED',
    `unhusk.wasm could not be loaded (${why}); see that it is served beside the script, or use "@unhusk/inline"`,
    cause,
  );
}
