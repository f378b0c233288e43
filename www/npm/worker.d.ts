import type { Bytes, CleanOptions, CleanResult } from './index.js';

export type {
  Bytes,
  Category,
  CleanErrorCode,
  CleanOptions,
  CleanResult,
  Metadata,
  Override,
  Piece,
  Removed,
  Stats,
} from './index.js';
export { CATEGORIES, CleanError, version } from './index.js';

/** Options of one call: those of `clean`, and how long it may take. */
export interface WorkerCleanOptions extends CleanOptions {
  /** Ends the work when it is aborted; the call then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds that the page may take, without the worker's start and the wait for earlier pages; then the call
   * rejects with `TIMEOUT`.
   */
  timeout?: number | undefined;
}

/** A cleaner in a worker of its own. Pages are cleaned one after the other. */
export interface Cleaner {
  /**
   * Cleans a page as `clean` does. Every call is answered, also where the worker is ended or dies: a new one is
   * started for the next page.
   */
  clean(input: string | Bytes, options?: WorkerCleanOptions): Promise<CleanResult>;
  /** Ends the worker. Calls that wait, and later ones, reject with `CLOSED`. */
  close(): void;
}

/**
 * Makes a cleaner. The worker is started with the first call.
 *
 * ```js
 * import { createCleaner } from 'unhusk/worker';
 *
 * const cleaner = createCleaner({ timeout: 5000 });
 * const page = await cleaner.clean(html, { markdown: true });
 * ```
 */
export function createCleaner(options?: {
  /** Milliseconds that a page may take, where the call does not say otherwise. Default: any. */
  timeout?: number | undefined;
  /**
   * Makes the worker, where a bundler does not follow its address: a `Worker` that runs `unhusk/worker-host`, a module.
   */
  worker?: (() => object) | undefined;
}): Cleaner;
