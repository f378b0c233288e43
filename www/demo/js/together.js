// Page and article move together: what the pointer is on is marked on both sides, a click in the article goes to its
// place on the page, and where both stand side by side, scrolling one scrolls the other.
//
// The engine's HTML says nothing of where a paragraph came from. It has the words of the kept pieces in their order,
// so each of its blocks is found by its first words, from where the block before it was found.

import { BLOCKS } from './article-frame.js';

/** Letters of a block by which it is found. */
const KEY_CHARS = 90;

/** How far behind the block before it a block may begin, in letters: more was never needed, and less is faster. */
const REACH_CHARS = 30_000;

/** On a longer page, in letters without white space, page and article stay apart: finding the blocks would hold it up. */
const MOST_CHARS = 600_000;

/** Where to look for the first piece in sight: so many places, so far apart, from the top of the pane, in pixels. */
const PROBES = 12;
const PROBE_PX = 22;

const SIDE_BY_SIDE = matchMedia('(min-width: 821px)');

const bare = (text) => text.replace(/\s+/g, '');

export class Together {
  #view;
  #frame = null;
  /** Block of the article → index of its piece, and back; made when first needed. */
  #pieces = null;
  #blocks = null;
  #marked = [];
  /** Which side the visitor moves: the other one follows. */
  #driver = 'page';
  #request = 0;
  /** The frame that is looked into. */
  #watched = null;

  constructor(view) {
    this.#view = view;
    const { root } = view;
    for (const name of ['pointerenter', 'focusin', 'wheel', 'touchstart'])
      root.addEventListener(name, () => (this.#driver = 'page'), { passive: true });
    root.addEventListener('pointerover', (event) => this.#mark(view.indexOf(event.target)));
    root.addEventListener('pointerleave', () => this.#mark(null));
    root.addEventListener('scroll', () => this.#follow(), { passive: true });
  }

  /** The article is in this frame now, or in another part of it. */
  use(frame) {
    this.#frame = frame;
    this.forget();
    for (const name of ['pointerenter', 'focus']) frame.addEventListener(name, () => this.#watch(frame));
  }

  /**
   * Looks into the frame for as long as the pointer or the focus is in it. Browsers run no listener on what is inside a
   * frame without scripts, so what happens there is seen from picture to picture.
   */
  #watch(frame) {
    this.#driver = 'article';
    if (this.#watched === frame || !SIDE_BY_SIDE.matches) return;
    this.#watched = frame;
    let seen = { over: null, pressed: null, top: frame.contentWindow.scrollY };
    const look = () => {
      const isIn = frame.isConnected && (frame.matches(':hover') || document.activeElement === frame);
      if (!isIn || this.#frame !== frame) {
        if (this.#watched === frame) this.#watched = null;
        this.#mark(null);
        return;
      }
      seen = this.#see(frame, seen);
      requestAnimationFrame(look);
    };
    look();
  }

  /** What is to be seen in the frame now; acts on what is new. */
  #see({ contentDocument: inside, contentWindow }, before) {
    const under = [...inside.querySelectorAll(':hover')].at(-1);
    const now = {
      over: under?.closest(BLOCKS) ?? null,
      pressed: inside.querySelector(':active') ? (under ?? null) : null,
      top: contentWindow.scrollY,
    };
    if (now.over !== before.over) this.#mark(this.#pieceOf(now.over));
    if (now.top !== before.top && this.#driver === 'article') this.#align('article');
    const isClick = before.pressed && !now.pressed && !before.pressed.closest('a[href]');
    const index = isClick && inside.getSelection().isCollapsed ? this.#pieceOf(before.over) : null;
    if (index !== null) this.#view.reveal(this.#view.elementOf(index));
    return now;
  }

  /** Another page or result is shown: what was found belongs to the one before. */
  forget() {
    this.#pieces = null;
    this.#blocks = null;
    this.#marked = [];
  }

  /** The index of the piece of a block, or `null`. */
  #pieceOf(block) {
    this.#find();
    return this.#pieces?.get(block) ?? null;
  }

  /** Marks a piece on the page, and its block in the article; `null` marks nothing. */
  #mark(index) {
    this.#find();
    const kept = index !== null && this.#view.pieces.at(index)?.kind === 'kept';
    const block = kept ? this.#blocks?.get(index) : null;
    const wanted = block ? [block, this.#view.elementOf(index)] : [];
    for (const node of this.#marked) if (!wanted.includes(node)) node?.classList.remove('echo');
    for (const node of wanted) node?.classList.add('echo');
    this.#marked = wanted;
  }

  /** The page was scrolled: the article follows with the next picture. */
  #follow() {
    if (this.#driver !== 'page' || !SIDE_BY_SIDE.matches) return;
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(() => this.#align('page'));
  }

  /** Brings the other side to the block or piece that is the first in sight on this one. */
  #align(side) {
    this.#find();
    const inside = this.#frame?.contentDocument;
    if (!this.#blocks || !inside) return;
    const { root } = this.#view;
    const box = root.getBoundingClientRect();
    const x = box.left + box.width / 2;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const y = probe * PROBE_PX + 6;
      if (side === 'page') {
        const piece = document.elementFromPoint(x, box.top + y)?.closest('.piece.kept');
        const block = piece && this.#blocks.get(this.#view.indexOf(piece));
        if (!block) continue;
        const offset = piece.getBoundingClientRect().top - box.top;
        this.#frame.contentWindow.scrollBy({ top: block.getBoundingClientRect().top - offset, behavior: 'instant' });
      } else {
        const block = inside.elementFromPoint(this.#frame.clientWidth / 2, y)?.closest(BLOCKS);
        const index = block && this.#pieces.get(block);
        if (index === undefined || index === null) continue;
        const piece = this.#view.elementOf(index);
        const offset = block.getBoundingClientRect().top;
        root.scrollBy({ top: piece.getBoundingClientRect().top - box.top - offset, behavior: 'instant' });
      }
      return;
    }
  }

  /** Finds the piece of each block of the article. */
  #find() {
    if (this.#pieces) return;
    const inside = this.#frame?.isConnected ? this.#frame.contentDocument : null;
    if (!inside?.body) return;
    this.#pieces = new Map();
    this.#blocks = new Map();
    const { text, starts, indices } = this.#kept();
    if (text.length > MOST_CHARS) return;
    let from = 0;
    let last = -1;
    for (const block of inside.body.querySelectorAll(BLOCKS)) {
      const key = bare(block.textContent).slice(0, KEY_CHARS);
      if (!key) continue;
      // The first block of a later part may be anywhere.
      const at = last < 0 ? text.indexOf(key) : text.slice(from, from + REACH_CHARS).indexOf(key) + from;
      if (at < from) continue;
      while (last + 1 < starts.length && starts[last + 1] <= at) last += 1;
      from = at + 1;
      this.#pieces.set(block, indices[last]);
      if (!this.#blocks.has(indices[last])) this.#blocks.set(indices[last], block);
    }
  }

  /** The kept pieces without white space, in one text: where each begins in it, and its index. */
  #kept() {
    const { pieces, source } = this.#view;
    const parts = [];
    const starts = [];
    const indices = [];
    let length = 0;
    for (let index = 0; index < pieces.length && length <= MOST_CHARS; index += 1) {
      const { kind, start, end } = pieces.at(index);
      if (kind !== 'kept') continue;
      const part = bare(source.slice(start, end));
      starts.push(length);
      indices.push(index);
      parts.push(part);
      length += part.length;
    }
    return { text: parts.join(''), starts, indices };
  }
}
