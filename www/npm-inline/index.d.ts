export * from './api.js';

/** Loads the module, which is in the script itself. `clean` does it at its first call, so that there is no need to. */
export function init(): Promise<void>;

/** Loads the module without waiting. Browsers refuse to compile large modules this way on the main thread. */
export function initSync(): void;
