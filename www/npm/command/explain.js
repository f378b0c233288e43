/**
 * `--explain`: the page as it was, each removed piece marked with its category, rule and reason.
 *
 * Removed lines have `-` before them, lines of which a part was removed `~`; what was removed inside a line stands in
 * `[- -]`. A run of lines that went for one reason has the reason once, below it.
 */
import { CATEGORIES } from '../constants.js';
import { shown } from './terminal.js';

const BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;

/** How much of a removed span its reason repeats, in characters. */
const EXCERPT = 40;

const style = (code) => (text) => (text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`);
const COLOURS = { gone: style('9;31'), mark: style('31'), label: style('33'), faint: style('2') };
const plain = (text) => text;
const PLAIN = { gone: plain, mark: plain, label: plain, faint: plain };

/** The page with its removals; `source` is the text that they index. */
export function explain(page, source, coloured) {
  const { gone, mark, label, faint } = coloured ? COLOURS : PLAIN;
  const { metadata } = page;
  const out = [];
  const field = (name, value) => value && out.push(`${faint(name.padEnd(9))}${shown(value)}`);
  field('title', page.title);
  field('author', metadata.author.join(', '));
  field('date', metadata.date);
  field('site', metadata.site);
  field('language', metadata.language);
  field('tags', metadata.tags.join(', '));
  if (out.length > 0) out.push('');

  const text = (piece) => source.slice(piece.start, piece.end);
  const because = (it, excerpt = '') =>
    out.push(`${faint('  ╰ ')}${label(it.category)} ${faint(`(${it.rule})`)}: ${it.reason}${excerpt}`);
  const same = (a, b) => ['category', 'rule', 'reason'].every((key) => a[key] === b?.[key]);
  let reason;
  let isBlank = false;
  // Before a line: the reason of the lines above unless this one shares it, then the blank line between them.
  const settle = (next) => {
    if (reason && !same(reason, next)) {
      because(reason);
      reason = undefined;
    }
    if (isBlank && out.length > 0 && out.at(-1) !== '') out.push('');
    isBlank = false;
  };
  const whole = (pieces, before, styled) => {
    const line = source.slice(pieces[0].start, pieces.at(-1).end).replaceAll(/^[\n\r]+|[\n\r]+$/g, '');
    for (const it of line.split(/\r?\n/)) out.push(`${before}${styled(shown(it))}`);
  };

  for (const pieces of linesOf(source, page.pieces)) {
    if (!Array.isArray(pieces)) {
      isBlank ||= pieces.blank;
      continue;
    }
    const removals = pieces.flatMap((it) => (it.removed === undefined ? [] : [page.removed[it.removed]]));
    const isKept = pieces.some((it) => it.kind === 'kept');
    if (removals.length === 0) {
      settle();
      whole(pieces, '  ', plain);
    } else if (removals.length === 1 && !isKept) {
      settle(removals[0]);
      whole(pieces, mark('- '), gone);
      reason = removals[0];
    } else {
      settle();
      const parts = pieces.map((it) => {
        const part = shown(text(it)).replaceAll('\n', '\n  ');
        return it.kind === 'removed' ? `${mark('[-')}${gone(part)}${mark('-]')}` : part;
      });
      out.push(`${mark('~ ')}${parts.join('')}`);
      for (const it of removals) {
        const chars = [...it.text];
        const excerpt = `${chars.slice(0, EXCERPT).join('')}${chars.length > EXCERPT ? '…' : ''}`;
        because(it, ` ${faint(`“${shown(excerpt.trim())}”`)}`);
      }
    }
  }
  settle();
  if (out.length > 0) out.push('');
  const { wordsOut, wordsIn } = page.stats;
  out.push(`${faint('kept')}     ${wordsOut} of ${wordsIn} words, confidence ${page.confidence} of 1000`);
  const counts = CATEGORIES.map((name) => [name, page.removed.filter((it) => it.category === name).length]);
  const list = counts.filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
  if (list.length > 0)
    out.push(`${faint('removed')}  ${page.removed.length}: ${list.map((it) => it.join(' ')).join(', ')}`);
  return `${out.join('\n')}\n`;
}

/** The pieces, line by line; between two lines `{ blank }`, whether a blank one stood there. */
function linesOf(source, pieces) {
  const lines = [];
  let line = [];
  for (const piece of pieces) {
    const text = source.slice(piece.start, piece.end);
    if (piece.kind !== 'space' || !BREAK.test(text)) {
      line.push(piece);
      continue;
    }
    if (line.length > 0) lines.push(line);
    lines.push({ blank: text.replaceAll('\r\n', '\n').match(new RegExp(BREAK, 'g')).length > 1 });
    line = [];
  }
  if (line.length > 0) lines.push(line);
  return lines;
}
