// Links that bring back the options and, if wanted, the page itself: deflated, in the part after the `#`, which browsers
// never send to a server.

import { CATEGORIES } from './categories.js';
import { DEFAULTS, differing } from './choices.js';
import { readPatterns } from './patterns.js';

/** The packed page may take this many characters of a link: chat programs and old browsers cut longer ones. */
export const MAX_PACKED = 32_000;

/** No more text than this is unpacked: a short link must not fill the memory. */
const MAX_UNPACKED = 4 << 20;

/** No more overrides than this are read from a link. */
const MAX_OVERRIDES = 500;

const VALUES = {
  preset: ['balanced', 'precision', 'recall'],
  embeds: ['drop', 'link', 'keep'],
  unwrap: ['auto', 'never'],
};

/** The part after the `#` for these choices; `page` is `{ packed, using, name }` or `{ example }` or nothing. */
export function toHash(choices, page = null) {
  const params = new URLSearchParams();
  const { overrides, ...options } = differing(choices);
  for (const [key, value] of Object.entries(options))
    params.set(key, Array.isArray(value) ? value.join(isPatterns(key) ? '\n' : ',') : String(value));
  // Ranges mean nothing without the page that they count in.
  if (overrides && page)
    params.set('overrides', overrides.map(({ start, end, action }) => `${start}-${end}${action[0]}`).join(','));
  if (page?.example) params.set('example', page.example);
  if (page?.packed) {
    params.set('as', page.using);
    if (page.name) params.set('name', page.name);
    params.set('page', page.packed);
  }
  return params.toString().replaceAll('%2C', ',');
}

const isPatterns = (key) => key.endsWith('Patterns');

/** What a link says: `{ choices, example, page: { packed, using, name } }`. Whatever is wrong in it is left out. */
export function fromHash(hash) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const choices = { ...DEFAULTS };
  for (const [key, standard] of Object.entries(DEFAULTS)) {
    const value = params.get(key);
    if (value === null) continue;
    if (typeof standard === 'boolean') choices[key] = value === 'true';
    else if (key === 'overrides') choices[key] = readOverrides(value);
    else if (isPatterns(key)) choices[key] = readPatterns(value).patterns;
    else if (Array.isArray(standard)) choices[key] = value.split(',').filter((name) => Object.hasOwn(CATEGORIES, name));
    else if (VALUES[key].includes(value)) choices[key] = value;
  }
  const packed = params.get('page');
  const using = ['html', 'report'].find((it) => it === params.get('as')) ?? 'text';
  return {
    choices,
    example: params.get('example'),
    page: packed ? { packed, using, name: params.get('name')?.slice(0, 200) || 'A page from a link' } : null,
  };
}

function readOverrides(value) {
  return value
    .split(',')
    .slice(0, MAX_OVERRIDES)
    .flatMap((it) => {
      const [, start, end, action] = /^(\d{1,9})-(\d{1,9})([kd])$/.exec(it) ?? [];
      if (!action || Number(start) > Number(end)) return [];
      return [{ start: Number(start), end: Number(end), action: action === 'k' ? 'keep' : 'drop' }];
    });
}

/** A text, deflated, in the letters that a link may have. */
export async function pack(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const data = new Uint8Array(await new Response(stream).arrayBuffer());
  let letters = '';
  for (let at = 0; at < data.length; at += 8192) letters += String.fromCharCode(...data.subarray(at, at + 8192));
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The text of `pack`; throws where it is damaged or too long. */
export async function unpack(packed) {
  const letters = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const data = Uint8Array.from(letters, (it) => it.charCodeAt(0));
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > MAX_UNPACKED) {
      reader.cancel();
      throw new RangeError('the page in the link is too long');
    }
  }
}
