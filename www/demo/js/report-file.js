// A report as a file: the article, and the page with every removal in its place and its reason beside it. It needs no
// script and no network, and opens anywhere.

import { CATEGORIES, label } from './categories.js';
import { chunksOf } from './chunks.js';
import { number, percent, plural } from './dom.js';

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 32px 20px 80px; max-width: 76ch; font: 16px/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { line-height: 1.2; } h2 { margin-top: 2.4em; padding-top: 1em; border-top: 1px solid #8886; }
.facts, .why { opacity: .75; font-size: .86em; } article { font-family: Georgia, serif; } img { max-width: 100%; }
table { border-collapse: collapse; } td, th { padding: .2em .9em .2em 0; text-align: start; vertical-align: top; }
del { background: color-mix(in oklab, var(--mark) 22%, transparent); border-inline-start: 3px solid var(--mark); padding-inline: .3em; }
summary { cursor: pointer; margin: .5em 0; } p { margin: .5em 0; white-space: pre-wrap; }
.why { display: block; } .why b { color: var(--mark); }
`;

/** Text in HTML, in elements and in quoted attributes. */
export const escaped = (text) =>
  String(text ?? '').replace(/[&<>"]/g, (it) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[it]);

/** The whole file. `marks` maps a category to its colour. */
export function reportFile(result, { name, marks }) {
  const { title, html, metadata, stats, removed, confidence } = result;
  const kinds = Object.keys(CATEGORIES).filter((it) => removed.totals[it]);
  const facts = [name, metadata.site, metadata.author.join(', '), metadata.date, metadata.url].filter(Boolean);
  const colours = kinds.map((it) => `.c-${it} { --mark: ${marks(it)}; }`).join(' ');
  const language = metadata.language ? ` lang="${escaped(metadata.language)}"` : '';
  return `<!doctype html>
<html${language}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title ?? name)}: what was junk, and why</title>
<style>${STYLE}${colours}</style>
<body>
<h1 dir="auto">${escaped(title ?? name)}</h1>
<p class="facts" dir="auto">${escaped(facts.join(' · '))}</p>
<p class="facts" lang="en">${plural(stats.wordsOut, 'word')} of ${number(stats.wordsIn)} kept, ${plural(removed.length, 'piece')} removed, confidence ${percent(confidence)}. Made with unhusk.</p>
<table lang="en">${kinds.map((it) => `<tr class="c-${it}"><td><del>${label(it)}</del><td>${number(removed.totals[it].count)}`).join('')}</table>
<h2 lang="en">The article</h2>
<article dir="auto">
${html ?? ''}
</article>
<h2 lang="en">The page</h2>
${pageOf(result)}
</body>
</html>
`;
}

function pageOf({ source, pieces, removed }) {
  const out = [];
  const isRemoved = (piece) => piece.kind === 'removed';
  for (const { lines, folds } of chunksOf(source, pieces, isRemoved)) {
    for (const [at, { segments }] of lines.entries()) {
      const fold = folds.find(([from]) => from === at);
      if (fold) out.push(`<details><summary lang="en">${plural(fold[1] - fold[0], 'line')} removed</summary>`);
      out.push(`<p dir="auto">${segments.map((it) => segmentOf(it, source, pieces, removed)).join('')}</p>`);
      if (folds.some(([, to]) => to === at + 1)) out.push('</details>');
    }
  }
  return out.join('\n');
}

function segmentOf({ start, end, piece }, source, pieces, removed) {
  const text = escaped(source.slice(start, end));
  const { kind, removed: at } = pieces.at(piece);
  if (kind !== 'removed') return text;
  const { category, rule, reason, score } = removed.at(at);
  const why = `<span class="why" lang="en" dir="ltr"><b>${label(category)}</b>: ${escaped(reason)} (${escaped(rule)}, ${percent(score)})</span>`;
  return `<span class="c-${category}"><del>${text}</del>${why}</span>`;
}
