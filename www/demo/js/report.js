// A report: what came of a page, without the page itself. It is the page's text, its pieces, and for each removal its
// kind, rule, reason and score, in one short text that a link can carry.

import { partsOf } from './article-parts.js';
import { CATEGORIES } from './categories.js';
import { chunksOf } from './chunks.js';
import { mapOf, rowsOf, unpack } from './packed.js';
import { escaped } from './report-file.js';

const VERSION = 1;
const KINDS = ['kept', 'removed', 'space'];

/** Fields of the metadata that a report has. */
const FIELDS = ['author', 'date', 'site', 'section', 'language', 'description', 'url', 'tags', 'licence', 'pageType'];

/** The longest field of the metadata, in characters: there are descriptions that are whole articles. */
const MOST_CHARS = 400;

/** The report of a result, as text. */
export function reportOf({ title, metadata, confidence, fingerprint, stats, source, pieces, removed }) {
  const words = [];
  const numberOf = (word) => {
    if (!words.includes(word)) words.push(word);
    return words.indexOf(word);
  };
  const parts = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const { kind, start, end } = pieces.at(at);
    parts.push((end - start) * KINDS.length + KINDS.indexOf(kind));
  }
  const reasons = [];
  for (let at = 0; at < removed.length; at += 1) {
    const { category, rule, reason, score } = removed.at(at);
    reasons.push(numberOf(category), numberOf(rule), numberOf(reason), score);
  }
  const short = (value) => (typeof value === 'string' ? value.slice(0, MOST_CHARS) : value);
  const told = Object.fromEntries(
    FIELDS.map((key) => [key, short(metadata[key])]).filter(([, value]) => value?.length > 0),
  );
  const { wordsIn, wordsOut } = stats;
  return JSON.stringify({
    report: VERSION,
    title,
    metadata: told,
    confidence,
    fingerprint,
    stats: { wordsIn, wordsOut },
    source,
    words,
    pieces: parts,
    reasons,
  });
}

/** The result that a report tells of; throws where it is none. It may be anybody's, so nothing in it is taken on trust. */
export function resultOf(text) {
  const report = JSON.parse(text);
  const isText = (it) => typeof it === 'string';
  if (report.report !== VERSION || !isText(report.source)) throw new TypeError('this is no report');
  const { source, words } = report;
  const word = (at) => (isText(words[at]) ? words[at] : '');
  const pieces = [];
  const removed = [];
  let start = 0;
  for (const number of report.pieces) {
    const end = start + Math.floor(number / KINDS.length);
    const kind = KINDS[number % KINDS.length];
    if (!kind || !(end >= start) || end > source.length) throw new TypeError('this report is damaged');
    pieces.push({ kind, start, end, ...(kind === 'removed' ? { removed: removed.length } : {}) });
    if (kind === 'removed') {
      const [category, rule, reason, score] = report.reasons.slice(removed.length * 4, removed.length * 4 + 4);
      const known = Object.hasOwn(CATEGORIES, word(category)) ? word(category) : 'other';
      removed.push({ category: known, rule: word(rule), reason: word(reason), score: Number(score) || 0, start, end });
    }
    start = end;
  }
  const metadata = { author: [], tags: [] };
  for (const key of FIELDS) {
    const value = report.metadata?.[key];
    const isList = ['author', 'tags'].includes(key);
    metadata[key] = isList ? (Array.isArray(value) ? value.filter(isText) : []) : isText(value) ? value : null;
  }
  const lines = keptLines(source, pieces);
  const number = (it) => (Number.isFinite(it) ? it : 0);
  const result = {
    title: isText(report.title) ? report.title : null,
    text: lines.join('\n\n'),
    markdown: lines.join('\n\n'),
    html: lines.map((it) => `<p>${escaped(it)}</p>`).join('\n'),
    metadata,
    confidence: number(report.confidence),
    fingerprint: isText(report.fingerprint) ? report.fingerprint : '',
    stats: { wordsIn: number(report.stats?.wordsIn), wordsOut: number(report.stats?.wordsOut), micros: 0 },
  };
  const map = mapOf({ pieces, removed });
  return unpack({ ...result, map, parts: partsOf(result.html), ...rowsOf({ pieces, removed }) }, source);
}

/** The lines of which something was kept, without the rest of them. */
function keptLines(source, pieces) {
  const lines = [];
  for (const { lines: all } of chunksOf(source, pieces)) {
    for (const { segments } of all) {
      const isKept = segments.some(({ piece }) => pieces[piece].kind === 'kept');
      const shown = segments.filter(({ piece }) => pieces[piece].kind !== 'removed');
      if (isKept)
        lines.push(
          shown
            .map(({ start, end }) => source.slice(start, end))
            .join('')
            .trim(),
        );
    }
  }
  return lines;
}
