// The cleaner in its Worker: the newest call counts, a stuck or dead Worker is replaced, and the call tried once more.

import { CleanError, createCleaner } from '../pkg/worker.js';
import { unpack } from './packed.js';

/** How long a page may take: a base, and more for long ones. Both are far above what was ever measured. */
const TIMEOUT_MS = 4000;
const TIMEOUT_MS_PER_MB = 10_000;

/** A call that still runs after this long is ended when a newer one comes; a shorter one is left to finish. */
const PATIENCE_MS = 250;

/** A page in small. */
const WARM =
  '<!doctype html><title>Warm</title><nav><a href="/">Home</a></nav><article><h1>Warm</h1><p>By A. Writer, 3 March 2026</p><p>The first page is cleaned before it comes.</p></article>';

/** The rejection of a call that a newer one overtook. */
export class Superseded extends Error {
  name = 'Superseded';
}

export class Cleaner {
  #worker = createCleaner({
    worker: () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'unhusk' }),
  });
  #running = null;
  #loaded = false;
  #warm = null;

  /**
   * Starts the Worker, loads the engine and lets it clean a little, so that its code is compiled when a page comes. A
   * page that comes sooner waits for this: the time that is shown for it is that of its cleaning alone.
   */
  warm() {
    this.#warm ??= this.#call(WARM, { html: true, markdown: true, pieces: true }).catch((error) => {
      this.#warm = null;
      throw error;
    });
    return this.#warm;
  }

  /** Cleans. Rejects with `Superseded` where a newer call came, else with the package's `CleanError`. */
  async clean(input, options) {
    const before = this.#running;
    if (before && performance.now() - before.since > PATIENCE_MS) before.abort.abort(new Superseded());
    const mine = { abort: new AbortController(), since: performance.now() };
    this.#running = mine;
    try {
      await this.warm();
      if (this.#running !== mine) throw new Superseded();
      const timeout = TIMEOUT_MS + (input.length / 1e6) * TIMEOUT_MS_PER_MB;
      const result = await this.#call(input, { ...options, timeout, signal: mine.abort.signal });
      if (this.#running !== mine) throw new Superseded();
      return unpack(result, result.source ?? input);
    } finally {
      if (this.#running === mine) this.#running = null;
    }
  }

  async #call(input, options) {
    try {
      return await this.#once(input, options);
    } catch (error) {
      // A Worker may die of something that is not the page's fault: a fresh one gets the call once more.
      if (!['TIMEOUT', 'INTERNAL'].includes(error.code)) throw error;
      return this.#once(input, options);
    }
  }

  async #once(input, options) {
    try {
      const result = await this.#worker.clean(input, options);
      this.#loaded = true;
      return result;
    } catch (error) {
      // A Worker that never answered never started.
      if (error.code !== 'INTERNAL' || this.#loaded) throw error;
      throw new CleanError('LOAD_FAILED', error.message, error);
    }
  }
}
