/**
 * What every entry offers, over the generated glue. An entry says how its host loads the module, nothing else.
 */

import { bytesOf, isBytes } from './bytes.js';
import { VERSION } from './constants.js';
import { decode } from './decode.js';
import { CleanError } from './error.js';
import * as glue from './glue.js';
import { describe, inCamelCase, readOptions } from './options.js';
import { withPatterns } from './patterns.js';

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
  /** A load under way. */
  loading: undefined,
};

/**
 * The functions of one entry. `loadSync` gives the module without waiting, where the host can: then no `init()` is
 * needed. `load` turns what `init` was given into a module, bytes or a response.
 *
 * Entries bind the functions to names of their own: re-exports would let bundlers pass the entry by, as the package
 * declares no side effects.
 */
export function create({ loadSync, load = async (source) => source ?? loadSync?.() }) {
  const ensureReady = () => {
    if (state.ready) return;
    if (state.module) return start(state.module);
    if (loadSync) return initSync();
    throw new CleanError('NOT_INITIALIZED', 'call `await init()` once before clean()');
  };
  const initSync = (source) => {
    if (state.ready) return;
    try {
      const given = unwrap(source ?? loadSync?.());
      if (given === undefined) throw new TypeError('initSync needs a WebAssembly.Module or the bytes of unhusk.wasm');
      start(isModule(given) ? given : new WebAssembly.Module(given));
    } catch (cause) {
      throw loadError(cause);
    }
  };
  return {
    initSync,
    init: (source) => (state.ready ? Promise.resolve() : initFrom(() => load(source))),
    clean(input, options) {
      const from = performance.now();
      ensureReady();
      return clean(input, options, from);
    },
    cleanDocument(node, options) {
      const from = performance.now();
      ensureReady();
      return cleanDocument(node, options, from);
    },
  };
}

/** Loads the module once; a second caller waits for the same load. */
function initFrom(load) {
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

function clean(input, options, from) {
  const { json, patterns, encoding, limit } = readOptions(options);
  const text = typeof input === 'string' ? input : textOf(input, encoding, limit);
  // Each unit of UTF-16 is at least one byte of UTF-8.
  if (text.length > limit) throw tooLarge(limit);
  const result = JSON.parse(withPatterns(patterns, () => call(() => glue.cleanJson(text, json))));
  if (glue.memoryBytes() > KEEP_BYTES) reset();
  if (result.error) throw new CleanError(result.error.code, inCamelCase(result.error.message));
  result.stats.micros = Math.round((performance.now() - from) * 1000);
  return result;
}

function cleanDocument(node, options, from) {
  const element = node?.documentElement ?? node;
  if (typeof element?.outerHTML !== 'string') {
    throw new CleanError('INVALID_INPUT', `cleanDocument takes a Document or an Element, not ${describe(node)}`);
  }
  const own = (element.ownerDocument ?? node).URL;
  const url = options?.url ?? (typeof own === 'string' && /^https?:/.test(own) ? own : undefined);
  return clean(element.outerHTML, { ...options, url, input: 'html' }, from);
}

function textOf(input, encoding, limit) {
  if (!isBytes(input)) {
    throw new CleanError(
      'INVALID_INPUT',
      `the input must be a string, a Uint8Array or an ArrayBuffer, not ${describe(input)}`,
    );
  }
  if (input.byteLength > limit) throw tooLarge(limit);
  return decode(bytesOf(input), encoding, (head) => call(() => glue.declaredEncoding(head))).text;
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
    `unhusk.wasm could not be loaded (${why}); see that it is served beside the script, or import "unhusk/inline"`,
    cause,
  );
}
