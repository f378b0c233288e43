/** Offsets of the command's records: bytes of UTF-8, as the native command counts, from and to units of UTF-16. */

/** The two counts of a text, side by side. */
export class Places {
  constructor(text) {
    // The byte at which each unit begins; both halves of a pair begin where the pair does.
    this.bytes = new Uint32Array(text.length + 1);
    let byte = 0;
    let unit = 0;
    for (const char of text) {
      this.bytes.fill(byte, unit, unit + char.length);
      unit += char.length;
      byte += Buffer.byteLength(char);
    }
    this.bytes[unit] = byte;
  }

  byteAt(unit) {
    return this.bytes[unit];
  }

  /** The unit that begins at a byte or before it. */
  unitAt(byte) {
    let [low, high] = [0, this.bytes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.bytes[middle] < byte) low = middle + 1;
      else high = middle;
    }
    return this.bytes[low] === byte || low === 0 ? low : this.bytes.indexOf(this.bytes[low - 1]);
  }
}

/** A result with the names and offsets of the native command. */
export function asRecord(page, source) {
  const places = new Places(source);
  const convert = (value) => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== 'object' || value === null) return value;
    const out = {};
    for (const [key, item] of Object.entries(value)) {
      const isOffset = (key === 'start' || key === 'end') && typeof item === 'number';
      out[key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = isOffset
        ? places.byteAt(item)
        : convert(item);
    }
    return out;
  };
  return convert(page);
}
