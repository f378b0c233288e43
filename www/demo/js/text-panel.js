// A long text in a panel, drawn block by block so that the page keeps answering; unseen blocks cost no layout.

import { breathe, el, SLICE_MS } from './dom.js';

/** About how many characters one block holds. */
const BLOCK_CHARS = 8000;

/** Estimated height of a line, and characters in it, for blocks that were never seen. */
const LINE_PX = 20;
const LINE_CHARS = 90;

const drawings = new WeakMap();

/** Shows a text in `host`. A later call for the same host ends an earlier one. */
export async function showText(host, text, { kind = 'prose' } = {}) {
  const mine = Symbol('drawing');
  drawings.set(host, mine);
  host.replaceChildren();
  const box = el('div', { class: `plain ${kind}`, dir: 'auto' });
  host.append(box);
  let began = performance.now();
  for (const block of blocksOf(text)) {
    const node = el('div', { class: 'plain-block' }, block);
    const lines = block.length / LINE_CHARS + (block.match(/\n/g)?.length ?? 0);
    node.style.containIntrinsicBlockSize = `auto ${Math.ceil(lines) * LINE_PX}px`;
    box.append(node);
    if (performance.now() - began < SLICE_MS) continue;
    await breathe();
    if (drawings.get(host) !== mine) return;
    began = performance.now();
  }
}

/** A text in blocks: cut after a line, in a long line after a word, and never between the halves of a surrogate pair. */
export function* blocksOf(text) {
  for (let from = 0; from < text.length; ) {
    const to = endOfBlock(text, from);
    yield text.slice(from, to);
    from = to;
  }
}

function endOfBlock(text, from) {
  if (text.length - from <= BLOCK_CHARS) return text.length;
  // Not `lastIndexOf` in the whole text: where a line is millions of letters long, it would go back to its beginning each time.
  const block = text.slice(from, from + BLOCK_CHARS + 1);
  const line = block.lastIndexOf('\n');
  if (line > 0) return from + line + 1;
  const space = block.lastIndexOf(' ');
  if (space > 0) return from + space + 1;
  return from + BLOCK_CHARS - ((text.charCodeAt(from + BLOCK_CHARS) & 0xfc00) === 0xdc00 ? 1 : 0);
}
