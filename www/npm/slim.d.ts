import type { Bytes, ResponseLike } from './index.js';

export * from './index.js';

/**
 * Loads the module that it is given: compiled, its bytes, or a response. It has no place of its own to look for one,
 * and takes no address. Calling it again, or twice at once, is free.
 *
 * @throws {CleanError} `LOAD_FAILED`; it may be called again then.
 */
export function init(source: Bytes | ResponseLike | object | Promise<Bytes | ResponseLike | object>): Promise<void>;

/**
 * Loads the module without waiting, from a `WebAssembly.Module` or from its bytes. Browsers refuse to compile large
 * modules this way on the main thread.
 *
 * @throws {CleanError} `LOAD_FAILED`.
 */
export function initSync(source: Bytes | object): void;
