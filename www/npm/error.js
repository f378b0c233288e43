/**
 * The one error that this package throws. `instanceof` holds across its ES module and CommonJS copies.
 */
const BRAND = Symbol.for('unhusk.CleanError');

export class CleanError extends Error {
  constructor(code, message, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CleanError';
    this.code = code;
  }

  get [BRAND]() {
    return true;
  }

  static [Symbol.hasInstance](value) {
    return typeof value === 'object' && value !== null && value[BRAND] === true;
  }
}
