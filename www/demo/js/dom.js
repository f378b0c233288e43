// Builds elements. Strings become text nodes, so that nothing of a page can ever become markup.

const SVG = 'http://www.w3.org/2000/svg';

/** The element with this id; missing ones are a mistake in index.html and say so. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found;
}

/**
 * An element with attributes, listeners (`onclick: fn`) and children.
 * `true` sets an empty attribute; `false`, `null` and `undefined` leave it out.
 */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') node.addEventListener(key.slice(2), value);
    else if (key === 'value' || key === 'checked') node[key] = value;
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  append(node, children);
  return node;
}

/** Appends nodes and strings, skipping what is absent. */
export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
}

/** One of the icons of index.html. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A button that says what it does; with `quiet` the words are for screen readers alone. */
export function button(label, onclick, { glyph, kind = '', quiet = false, ...attributes } = {}) {
  return el(
    'button',
    {
      type: 'button',
      class: `button ${kind} ${quiet ? 'icon' : ''}`.trim(),
      onclick,
      title: quiet ? label : null,
      ...attributes,
    },
    glyph && icon(glyph),
    el('span', { class: quiet ? 'sr' : null }, label),
  );
}

/** Whether a key or a paste on this element is meant for its text; check boxes and lists take none. */
export function isTextField(target) {
  const field = target.closest?.('input, textarea, [contenteditable]');
  return Boolean(field) && (field.localName !== 'input' || ['text', 'search'].includes(field.type));
}

/** Lets the browser paint and answer input before the next slice of work. */
export function breathe() {
  if (globalThis.scheduler?.yield) return globalThis.scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

/** How long one slice of work may hold the main thread, in milliseconds: half of a frame at 60 Hz. */
export const SLICE_MS = 8;

const grouped = new Intl.NumberFormat('en');

/** `12,345` */
export const number = (value) => grouped.format(value);

/** `1 word`, `2 words` */
export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** Thousandths, in which the engine counts, as `99.8 %`: the one scale for scores and confidence. */
export const percent = (thousandths) =>
  `${thousandths >= 1000 ? 100 : (thousandths / 10).toFixed(1).replace(/\.0$/, '')} %`;

/** A text's size in bytes of UTF-8. */
export const sizeOf = (text) => new TextEncoder().encode(text).length;

/** `3.4 MB` */
export function bytes(count) {
  if (count < 1000) return `${count} B`;
  if (count < 1_000_000) return `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)} KB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}
