// The partition of a page's text (`pieces`) → lines → chunks that can be drawn, skipped and drawn again one by one.
// No DOM here: the tests run it in Node.

/** About how many characters one chunk holds: small enough to lay out within a frame, large enough to be few. */
const CHUNK_CHARS = 6000;

/** No more lines than this in a chunk: pages of menus have very short lines. */
const CHUNK_LINES = 80;

/** A run of this many lines of which nothing was kept folds into one line. Fewer are read as fast as their summary. */
export const FOLD_LINES = 4;

/** No more lines than this in one fold: opening it lays out all of them. */
const FOLD_MOST = 300;

/** A piece longer than this is shown in several lines: a browser lays out one paragraph in one go. */
const SEGMENT_CHARS = 6000;

/**
 * @typedef {{start: number, end: number, piece: number}} Segment   a part of a piece, or all of it
 * @typedef {{gap: number, segments: Segment[]}} Line               `gap`: line breaks before it
 * @typedef {{start: number, end: number, lines: Line[], folds: [number, number][]}} Chunk
 *   `folds`: which of its lines fold together, from one to before another
 */

/**
 * The chunks of a page, one by one. White space between the lines is in no segment; white space inside a line is.
 * `folds(piece)` says whether a piece may fold away with its neighbours. A run that folds is all in one chunk.
 */
export function* chunksOf(source, pieces, folds = () => false) {
  let lines = [];
  let chars = 0;
  // The lines at the end of `lines` that fold.
  let run = 0;
  for (const line of linesOf(source, pieces)) {
    const isFolding = line.segments.every(({ piece }) => pieces.at(piece).kind === 'space' || folds(pieces.at(piece)));
    const goesOn = isFolding && run > 0 && run < FOLD_MOST;
    if ((chars >= CHUNK_CHARS || lines.length >= CHUNK_LINES) && !goesOn) {
      yield chunkOf(lines);
      lines = [];
      chars = 0;
    }
    lines.push({ ...line, isFolding });
    chars += line.segments.at(-1).end - line.segments[0].start;
    run = isFolding ? (goesOn ? run + 1 : 1) : 0;
  }
  if (lines.length > 0) yield chunkOf(lines);
}

const chunkOf = (lines) => ({
  start: lines[0].segments[0].start,
  end: lines.at(-1).segments.at(-1).end,
  lines,
  folds: foldsOf(lines),
});

/** The runs of folding lines that are long enough, as `[from, to]`. */
function foldsOf(lines) {
  const folds = [];
  for (let from = 0; from < lines.length; from += 1) {
    let to = from;
    while (to < lines.length && lines[to].isFolding) to += 1;
    if (to - from >= FOLD_LINES) folds.push([from, to]);
    from = Math.max(from, to - 1);
  }
  return folds;
}

function* linesOf(source, pieces) {
  let line = { gap: 0, segments: [] };
  for (let piece = 0; piece < pieces.length; piece += 1) {
    const { kind, start, end } = pieces.at(piece);
    const breaks = kind === 'space' ? countBreaks(source, start, end) : 0;
    if (breaks > 0) {
      if (line.segments.length > 0) yield line;
      line = { gap: breaks, segments: [] };
    } else if (kind === 'space') {
      if (line.segments.length > 0) line.segments.push({ start, end, piece });
    } else {
      for (const segment of segmentsOf(source, start, end, piece)) {
        if (segment.start > start) {
          yield line;
          line = { gap: 0, segments: [] };
        }
        line.segments.push(segment);
      }
    }
  }
  if (line.segments.length > 0) yield line;
}

function countBreaks(source, start, end) {
  let breaks = 0;
  for (let at = start; at < end && breaks < 3; at += 1) {
    const code = source.charCodeAt(at);
    // A `\r\n` counts once; so does a `\r` of its own.
    if (code === 10 || (code === 13 && source.charCodeAt(at + 1) !== 10) || code === 0x2028 || code === 0x2029)
      breaks += 1;
  }
  return breaks;
}

function* segmentsOf(source, start, end, piece) {
  let from = start;
  while (end - from > SEGMENT_CHARS) {
    const found = source.slice(from, from + SEGMENT_CHARS + 1).lastIndexOf(' ');
    const space = found < 0 ? -1 : from + found;
    let to = space > from ? space + 1 : from + SEGMENT_CHARS;
    // Never between the halves of a surrogate pair.
    if (space <= from && (source.charCodeAt(to) & 0xfc00) === 0xdc00) to -= 1;
    yield { start: from, end: to, piece };
    from = to;
  }
  yield { start: from, end, piece };
}

/**
 * What a chunk looks like, in one string: two chunks with equal looks and equal text need not be drawn again.
 * `lookOf(pieceIndex)` says how a piece is shown.
 */
export function lookOfChunk(chunk, lookOf) {
  let look = '';
  for (const { gap, segments } of chunk.lines) {
    look += `|${gap}`;
    for (const { start, end, piece } of segments) look += `,${start}-${end}${lookOf(piece)}`;
  }
  return look;
}

/** The index of the piece that holds an offset. */
export function pieceAt(pieces, offset) {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces.at(middle).start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The index of the chunk that holds an offset, or the one before it. */
export function chunkAt(chunks, offset) {
  return Math.max(
    0,
    chunks.findLastIndex((it) => it.start <= offset),
  );
}
