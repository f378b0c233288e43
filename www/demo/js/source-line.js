// The line about the input above the page: its name, its size, its forms and its encoding, both switchable.

import { ENCODINGS } from './decode.js';
import { directionOf } from './direction.js';
import { append, byId, bytes, el, sizeOf } from './dom.js';
import { contentOf } from './input.js';

/** Wires the switches. */
export function setUpSource({ useFlavour, useEncoding }) {
  const flavours = byId('flavours');
  flavours.addEventListener('click', (event) => {
    const chosen = event.target.closest('[data-flavour]')?.dataset.flavour;
    if (chosen) useFlavour(chosen);
  });
  byId('encoding-select').addEventListener('change', (event) => useEncoding(event.target.value));
}

const HOW = { mark: 'by its mark', declared: 'declared', valid: 'valid', guessed: 'guessed', chosen: 'chosen by you' };

/** Shows which input it is, under the page's own title where it has one. */
export function showSource(input, { title, stats }) {
  const both = Boolean(input.flavours.html && input.flavours.text);
  const kinds = { html: 'HTML', report: 'a report, without the page itself' };
  const kind = kinds[input.using] ?? 'flattened text';
  const which = both ? `pasted as HTML and as text; cleaning the ${input.using === 'html' ? 'HTML' : 'text'}` : kind;
  const name = title ?? input.name;
  byId('source-name').textContent = name;
  byId('source-name').dir = directionOf(name) ?? 'auto';
  const size = bytes(stats.bytesIn ?? sizeOf(contentOf(input)));
  const facts = [title && el('bdi', {}, input.name), which, size].filter(Boolean);
  const host = byId('source-facts');
  host.replaceChildren();
  append(
    host,
    facts.map((it, at) => [at > 0 && ' · ', it]),
  );
  host.title = host.textContent;
  const flavours = byId('flavours');
  flavours.hidden = !both;
  for (const it of flavours.children) it.setAttribute('aria-pressed', String(it.dataset.flavour === input.using));
  byId('encoding').hidden = !input.bytes;
  if (!input.bytes) return;
  const options = [...new Set([input.encoding, ...ENCODINGS])].map((name) => {
    const now = name === input.encoding;
    return new Option(now ? `${name} (${HOW[input.how]})` : name, name, false, now);
  });
  byId('encoding-select').replaceChildren(...options);
}
