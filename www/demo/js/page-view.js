// The page with every removed piece struck through in its place. Drawn chunk by chunk, so that a page of any length
// keeps answering; a chunk that looks the same after a new cleaning is left alone, so nothing jumps.

import { label } from './categories.js';
import { chunkAt, chunksOf, lookOfChunk, pieceAt } from './chunks.js';
import { directionOf } from './direction.js';
import { breathe, byId, el, plural, SLICE_MS } from './dom.js';

/** Estimated height of a line and the characters in it, for chunks that are not drawn yet. */
const LINE_PX = 26;
const LINE_CHARS = 78;

/** How much of a folded run its summary repeats, in characters. */
const PREVIEW_CHARS = 160;

/** Kinds that a fold's summary names; the others are counted. */
const NAMED_KINDS = 2;

/** How much of the article says which way the page runs, in characters. */
const RUN_CHARS = 600;

/** A kept piece with this many characters is running text: the first one is where the article starts. */
const PROSE_CHARS = 60;

export class PageView {
  #root = byId('page');
  #source = '';
  #pieces = [];
  #removed = [];
  #chunks = [];
  #nodes = [];
  #drawing = null;
  #focused = null;
  #marks = () => '';
  #drawnListeners = [];
  /** The folds that were opened, as ranges of the text: a new drawing leaves them open. */
  #opened = [];
  /** The offset at which the article starts, or -1. */
  #begin = -1;
  /** Which way it runs: its margin and its folds stand on the side on which its lines begin. */
  #direction = 'ltr';

  get root() {
    return this.#root;
  }

  get source() {
    return this.#source;
  }

  get pieces() {
    return this.#pieces;
  }

  /** Hears of each chunk that was drawn. */
  onDrawn(listener) {
    this.#drawnListeners.push(listener);
  }

  /**
   * Shows a result. `marks(piece)` says what else is known of a piece: `yours` where the visitor had a word on it,
   * `spared c-NAME` where a kind was switched off. Resolves when the whole page is drawn.
   */
  async show({ source, pieces, removed }, marks) {
    const mine = Symbol('drawing');
    this.#drawing = mine;
    const look = (index) => lookOf(pieces.at(index), removed, marks);
    const wanted = [];
    let began = performance.now();
    // The headline is always in sight.
    const folds = ({ kind, removed: at }) => kind === 'removed' && removed.categoryAt(at) !== 'title';
    const begin = beginOf(pieces);
    const placed = this.#placed(source);
    for (const chunk of chunksOf(source, pieces, folds)) {
      const hasBegin = chunk.start <= begin && begin < chunk.end;
      const its = lookOfChunk(chunk, look) + (hasBegin ? `>${begin}` : '');
      const same = placed(chunk, its);
      wanted.push({ chunk, look: its, same, element: same ? same.element : emptyChunk(chunk) });
      if (performance.now() - began < SLICE_MS) continue;
      await breathe();
      if (this.#drawing !== mine) return;
      began = performance.now();
    }
    if (source !== this.#source) {
      this.#focused = null;
      this.#opened = [];
      // Setting it makes a browser lay out all that is new; an empty view is at its top already.
      if (this.#nodes.length > 0) this.#root.scrollTop = 0;
    }
    this.#source = source;
    this.#pieces = pieces;
    this.#removed = removed;
    this.#marks = marks;
    this.#begin = begin;
    this.#direction = (begin >= 0 && directionOf(source.slice(begin, begin + RUN_CHARS))) || 'ltr';
    this.#root.dir = this.#direction;
    this.#chunks = wanted.map((it) => it.chunk);
    this.#place(wanted);
    await this.#drawAll(mine, began);
    if (this.#drawing === mine) this.#refocus();
  }

  /** The index of the piece that holds an offset. */
  indexAt(offset) {
    return pieceAt(this.#pieces, offset);
  }

  /** What is known of a piece. */
  detail(index) {
    if (index === null || index >= this.#pieces.length) return null;
    const piece = this.#pieces.at(index);
    const removal = piece.kind === 'removed' ? this.#removed.at(piece.removed) : null;
    return { index, piece, removal, text: this.#source.slice(piece.start, piece.end) };
  }

  /** Finds the node in place that looks like a chunk of another text and has its words. */
  #placed(source) {
    const old = new Map(this.#nodes.map((node) => [node.look, node]));
    const before = this.#source;
    // Asked once: two long texts that are equal take a while to compare.
    const isSame = before === source;
    return ({ start, end }, look) => {
      const same = old.get(look);
      old.delete(look);
      return same && (isSame || before.slice(start, end) === source.slice(start, end)) ? same : null;
    };
  }

  /** Puts one element a chunk in place, among them those that stay. */
  #place(wanted) {
    this.#nodes = wanted.map(({ chunk, look, same, element }) => ({ element, drawn: false, look, ...same, chunk }));
    const stay = new Set(this.#nodes.map((it) => it.element));
    for (const child of [...this.#root.children]) if (!stay.has(child)) child.remove();
    let at = this.#root.firstElementChild;
    for (const element of stay) {
      if (element === at) at = at.nextElementSibling;
      else this.#root.insertBefore(element, at);
    }
  }

  /** Draws what is not drawn yet; the slice of work that this goes on with `began` then. */
  async #drawAll(mine, began) {
    for (const node of this.#nodes) {
      if (node.drawn) continue;
      this.#draw(node);
      if (performance.now() - began < SLICE_MS) continue;
      await breathe();
      if (this.#drawing !== mine) return;
      began = performance.now();
    }
  }

  #draw(node) {
    if (node.drawn) return;
    const { lines, folds } = node.chunk;
    let host = node.element;
    let before = null;
    for (const [at, line] of lines.entries()) {
      const fold = folds.find(([from]) => from === at);
      if (fold) {
        host = this.#fold(lines.slice(...fold));
        node.element.append(host);
        before = null;
      } else if (folds.some(([, to]) => to === at)) {
        host = node.element;
        before = null;
      }
      const element = this.#line(line);
      // A run of one kind is named once.
      const gone = element.classList.contains('gone') ? element.dataset.label : null;
      if (gone && gone === before) element.classList.add('again');
      before = gone;
      if (line.segments.some(({ start }) => start === this.#begin)) host.append(starts(this.#direction));
      host.append(element);
    }
    node.drawn = true;
    for (const listener of this.#drawnListeners) listener(node.element);
  }

  /** A run of removals, folded: its summary says which kinds, how many, and how it begins. */
  #fold(lines) {
    const [start, end] = [lines[0].segments[0].start, lines.at(-1).segments.at(-1).end];
    const counts = new Map();
    let pieces = 0;
    for (const { segments } of lines) {
      for (const { piece } of segments) {
        const category = this.#categoryOf(piece);
        if (!category) continue;
        counts.set(category, (counts.get(category) ?? 0) + 1);
        pieces += 1;
      }
    }
    const kinds = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
    const named = kinds.slice(0, NAMED_KINDS).map((name) => label(name));
    const more = kinds.length - named.length;
    const what = more > 0 ? `${named.join(', ')}, ${plural(more, 'more kind')}` : named.join(', ');
    const preview = this.#source.slice(start, Math.min(end, start + PREVIEW_CHARS)).replace(/\s*\n\s*/g, ' · ');
    const node = el(
      'details',
      { class: `fold c-${kinds[0]}`, dir: this.#direction },
      el(
        'summary',
        {},
        el('b', { dir: 'ltr' }, `${plural(pieces, 'piece')} · ${what}`),
        el('bdi', { class: 'fold-preview' }, preview),
      ),
    );
    node.open = this.#opened.some(([from, to]) => from < end && to > start);
    node.addEventListener('toggle', () => {
      this.#opened = this.#opened.filter(([from, to]) => from >= end || to <= start);
      if (node.open) this.#opened.push([start, end]);
    });
    return node;
  }

  #line(line) {
    const parts = line.segments.map((segment) => this.#segment(segment));
    const shown = line.segments.filter((it) => this.#pieces.at(it.piece).kind !== 'space');
    const removals = shown.map((it) => this.#categoryOf(it.piece));
    const text = this.#source.slice(line.segments[0].start, line.segments.at(-1).end);
    const node = el('p', { class: 'line', dir: directionOf(text) ?? this.#direction }, parts);
    if (line.gap > 1) node.classList.add('apart');
    // The margin says what went: all of the line, or a part of it.
    const first = removals.find(Boolean);
    if (first) {
      node.classList.add(removals.every(Boolean) ? 'gone' : 'part', `c-${first}`);
      node.dataset.label = label(first);
    }
    return node;
  }

  #segment({ start, end, piece: index }) {
    const piece = this.#pieces.at(index);
    const text = this.#source.slice(start, end);
    if (piece.kind === 'space') return document.createTextNode(text);
    const category = this.#categoryOf(index);
    const mark = this.#marks(piece);
    if (!category) return el('span', { class: `piece kept ${mark}`.trim(), 'data-at': start }, text);
    const node = el(
      'del',
      {
        class: `piece removed c-${category}`,
        'data-at': start,
        role: 'button',
        tabindex: -1,
        'aria-haspopup': 'dialog',
        'aria-label': `Removed, ${label(category)}: ${text}`,
      },
      text,
    );
    if (mark) node.classList.add(...mark.split(' '));
    return node;
  }

  /** What kind of junk a piece is; `null` where it was kept. */
  #categoryOf(index) {
    const piece = this.#pieces.at(index);
    return piece.kind === 'removed' ? this.#removed.categoryAt(piece.removed) : null;
  }

  /** The piece's element, drawn if need be. */
  elementOf(index) {
    return this.elementAt(this.#pieces.at(index).start);
  }

  /** The element that begins at an offset, drawn if need be. */
  elementAt(offset) {
    const node = this.#nodes[chunkAt(this.#chunks, offset)];
    if (!node) return null;
    this.#draw(node);
    return node.element.querySelector(`[data-at="${offset}"]`);
  }

  /** A range of the document for a range of the text, drawn if need be; `null` where it is between lines. */
  rangeOf(start, end) {
    const from = this.#pointOf(start, false);
    const to = this.#pointOf(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  #pointOf(offset, asEnd) {
    const at = asEnd ? offset - 1 : offset;
    const index = chunkAt(this.#chunks, at);
    const node = this.#nodes[index];
    if (!node) return null;
    this.#draw(node);
    for (const { segments } of node.chunk.lines) {
      if (at >= segments.at(-1).end) continue;
      const segment = segments.find((it) => it.start <= at && at < it.end);
      if (!segment || this.#pieces.at(segment.piece).kind === 'space') return null;
      const text = this.elementAt(segment.start)?.firstChild;
      return text ? { node: text, offset: offset - segment.start } : null;
    }
    return null;
  }

  /** The range of the text that is selected in the page, without the white space at its ends; `null` where none is. */
  selected() {
    const selection = getSelection();
    if (selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const ends = [range.startContainer, range.endContainer];
    if (!ends.every((it) => it.nodeType === Node.TEXT_NODE && this.#root.contains(it))) return null;
    const from = offsetOf(range.startContainer) + range.startOffset;
    const text = this.#source.slice(from, offsetOf(range.endContainer) + range.endOffset);
    const start = from + text.length - text.trimStart().length;
    return text.trim() ? { start, end: start + text.trim().length, text: text.trim(), range } : null;
  }

  /** Whether the chunk at an offset is drawn already. */
  isDrawn(offset) {
    return this.#nodes[chunkAt(this.#chunks, offset)]?.drawn ?? false;
  }

  /** The piece that an element of the page shows, or `null`. */
  indexOf(element) {
    const holder = element?.closest?.('.piece');
    return holder && this.#root.contains(holder) ? pieceAt(this.#pieces, Number(holder.dataset.at)) : null;
  }

  /** The piece with the focus, or the last that had it. */
  get focused() {
    return this.#focused === null ? null : pieceAt(this.#pieces, this.#focused);
  }

  /** Whether a piece is folded away. */
  isFolded(index) {
    const { start } = this.#pieces.at(index);
    return Boolean(this.elementAt(start)?.closest('.fold:not([open])'));
  }

  /** Focuses a piece and scrolls it into view; a fold around it opens. */
  focus(index, { scroll = true } = {}) {
    const element = this.elementOf(index);
    if (!element) return null;
    unfold(element);
    this.#root.querySelector('.piece[tabindex="0"]')?.setAttribute('tabindex', '-1');
    this.#focused = this.#pieces.at(index).start;
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
    element.focus({ preventScroll: true });
    if (scroll) this.reveal(element);
    return element;
  }

  /** Brings an element of the page to the middle of the view. */
  reveal(element) {
    unfold(element);
    const jump = matchMedia('(prefers-reduced-motion: reduce)').matches;
    element.scrollIntoView({ block: 'center', behavior: jump ? 'instant' : 'auto' });
  }

  /** Gives the focus back to where it was before a new drawing took its element away. */
  #refocus() {
    if (this.#focused === null || document.activeElement !== document.body) return;
    this.focus(pieceAt(this.#pieces, this.#focused), { scroll: false });
  }

  /** The next (or, with `step` -1, the previous) piece that passes a test, from an index; goes round. */
  seek(from, step, wanted) {
    const count = this.#pieces.length;
    for (let moved = 1; moved <= count; moved += 1) {
      const index = (((from + step * moved) % count) + count) % count;
      if (wanted(this.#pieces.at(index), index)) return index;
    }
    return null;
  }

  /** Empties the view. */
  clear() {
    this.#drawing = null;
    this.#source = '';
    this.#pieces = [];
    this.#chunks = [];
    this.#nodes = [];
    this.#focused = null;
    this.#opened = [];
    this.#begin = -1;
    this.#root.replaceChildren();
  }
}

/** Opens the fold around an element. */
function unfold(element) {
  const fold = element.closest('.fold');
  if (fold) fold.open = true;
}

/** The line that says where the article starts. Its words are the style sheet's to show: they are no text of the page. */
const starts = (dir) =>
  el('p', { class: 'starts', id: 'article-starts', dir, 'data-label': 'The article starts here' });

/** Where the article starts: at the first kept piece of running text, else at the first that was kept; -1 where none was. */
function beginOf(pieces) {
  let first = -1;
  for (let at = 0; at < pieces.length; at += 1) {
    const { kind, start, end } = pieces.at(at);
    if (kind !== 'kept') continue;
    if (end - start >= PROSE_CHARS) return start;
    if (first < 0) first = start;
  }
  return first;
}

/** A chunk that is not drawn yet, about as high as it will be. */
function emptyChunk(chunk) {
  const folded = (at) => chunk.folds.some(([from, to]) => from < at && at < to);
  const heights = chunk.lines.map(({ segments }, at) =>
    folded(at) ? 0 : Math.ceil((segments.at(-1).end - segments[0].start) / LINE_CHARS),
  );
  const element = el('div', { class: 'chunk' });
  element.style.containIntrinsicBlockSize = `auto ${heights.reduce((sum, it) => sum + it, 0) * LINE_PX}px`;
  return element;
}

/** How a piece is shown, in a few letters. */
function lookOf(piece, removed, marks) {
  if (piece.kind === 'space') return '';
  return (piece.kind === 'removed' ? `-${removed.categoryAt(piece.removed)}` : '+') + marks(piece);
}

/** The offset in the page's text at which a text node of the view begins. */
function offsetOf(node) {
  const holder = node.parentElement.closest('[data-at]');
  if (holder) return Number(holder.dataset.at);
  // White space between two pieces of a line is a text node of its own.
  const before = node.previousSibling;
  return Number(before.dataset.at) + before.textContent.length;
}
