// A picture of before and after: the beginning of the page with its junk struck through, and the article beside it.

import { label } from './categories.js';
import { chunksOf } from './chunks.js';
import { number, percent } from './dom.js';

/** The size that other sites show. */
const WIDTH = 1200;
const HEIGHT = 630;

const EDGE = 40;
const GUTTER = 28;
const HEAD = 108;
const LINE = 24;
const LABEL = 116;

const COLUMN = (WIDTH - 2 * EDGE - GUTTER) / 2;
const FOOT = HEIGHT - EDGE;

/** A PNG of a result. `colourOf(category)` gives the colour of a kind, `colours` those of the page. */
export async function pictureOf(result, { colourOf, ground, sheet, ink, soft }) {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  const { title, stats, confidence, removed } = result;
  pen.textBaseline = 'alphabetic';
  fill(pen, ground, 0, 0, WIDTH, HEIGHT);
  write(pen, title ?? 'A page', EDGE, 52, { font: '600 28px Georgia, serif', colour: ink, room: WIDTH - 2 * EDGE });
  const facts = `${number(stats.wordsOut)} of ${number(stats.wordsIn)} words kept, ${number(removed.length)} pieces removed, confidence ${percent(confidence)} · unhusk`;
  write(pen, facts, EDGE, 80, { font: '16px system-ui, sans-serif', colour: soft, room: WIDTH - 2 * EDGE });
  const right = EDGE + COLUMN + GUTTER;
  for (const x of [EDGE, right]) fill(pen, sheet, x, HEAD - 12, COLUMN, FOOT - HEAD + 24);
  drawPage(pen, result, { colourOf, ink });
  let y = HEAD + 16;
  for (const line of wrapped(pen, result.text, COLUMN - 40, '17px Georgia, serif')) {
    if (y > FOOT) break;
    write(pen, line, right + 20, y, { font: '17px Georgia, serif', colour: ink, room: COLUMN - 40 });
    y += LINE;
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

/** One line of the page a line, cut where it is too long. */
function drawPage(pen, { source, pieces, removed }, { colourOf, ink }) {
  let y = HEAD + 16;
  let before = null;
  for (const { lines } of chunksOf(source, pieces)) {
    for (const { segments } of lines) {
      if (y > FOOT) return;
      const gone = segments.every(({ piece }) => pieces.at(piece).kind !== 'kept');
      const first = segments.map(({ piece }) => pieces.at(piece)).find((it) => it.kind === 'removed');
      const category = gone && first ? removed.categoryAt(first.removed) : null;
      const colour = category ? colourOf(category) : ink;
      const text = source.slice(segments[0].start, segments.at(-1).end).replace(/\s+/g, ' ');
      const room = COLUMN - LABEL - 36;
      if (category && category !== before) {
        pen.textAlign = 'right';
        write(pen, label(category), EDGE + LABEL, y, {
          font: '600 13px system-ui, sans-serif',
          colour,
          room: LABEL - 8,
        });
        pen.textAlign = 'left';
      }
      before = category;
      const width = write(pen, text, EDGE + LABEL + 16, y, { font: '15px system-ui, sans-serif', colour, room });
      if (category) fill(pen, colour, EDGE + LABEL + 16, y - 5, width, 1.5);
      y += LINE;
    }
  }
}

function fill(pen, colour, x, y, width, height) {
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, height);
}

/** Writes a line, cut with an ellipsis where there is no room; gives its width. */
function write(pen, text, x, y, { font, colour, room }) {
  pen.font = font;
  pen.fillStyle = colour;
  let shown = text;
  while (shown.length > 1 && pen.measureText(shown).width > room) {
    const share = room / pen.measureText(shown).width;
    shown = `${shown.slice(0, Math.max(1, Math.min(shown.length - 2, Math.floor(shown.length * share) - 1))).trimEnd()}…`;
  }
  pen.fillText(shown, x, y);
  return pen.measureText(shown).width;
}

/** A text in lines of this width; a blank one between paragraphs. Scripts without spaces are cut between letters. */
function* wrapped(pen, text, width, font) {
  pen.font = font;
  for (const paragraph of text.split(/\n+/)) {
    let line = '';
    for (const word of paragraph.match(/[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+|./gsu) ?? []) {
      if (line && pen.measureText(line + word.trimEnd()).width > width) {
        yield line.trimEnd();
        line = '';
      }
      line += word;
    }
    yield line.trimEnd();
    yield '';
  }
}
