// Many files at once: a table of what came of each, and all results as one file of JSON Lines. Two scrapes of one article
// have the same fingerprint; what differs between them is one click away.

import { say } from './announce.js';
import { label } from './categories.js';
import { download } from './clipboard.js';
import { showLines } from './dialogs.js';
import { append, button, byId, el, number, percent, plural } from './dom.js';
import { contentOf } from './input.js';

/** No more files than this are taken at once. */
export const MOST_FILES = 200;

/** Kinds of junk that a row names; the others are counted. */
const NAMED_KINDS = 3;

/** Lines that differ which are listed for each of two scrapes. */
const MOST_LINES = 200;

export class Batch {
  #actions;
  #rows = [];
  #running = null;

  /** `actions`: `clean(input)` gives a result, `open(input)` shows one page, `fresh()` goes to the start. */
  constructor(actions) {
    this.#actions = actions;
  }

  get isFilled() {
    return this.#rows.length > 0;
  }

  /** Cleans these inputs one after another; each row is filled in when its page is done. */
  async run(inputs) {
    const mine = Symbol('batch');
    this.#running = mine;
    this.#rows = inputs.map((input) => ({ input, result: null, error: null }));
    this.#draw();
    for (const [at, row] of this.#rows.entries()) {
      byId('batch-state').textContent = `Cleaning ${at + 1} of ${inputs.length} …`;
      try {
        row.result = row.input.error ? null : await this.#actions.clean(row.input);
        row.error = row.input.error ?? null;
      } catch (error) {
        row.error = error.message;
      }
      if (this.#running !== mine) return;
      byId('batch-rows').children[at].replaceWith(this.#row(row));
    }
    this.#finish();
  }

  /** Ends what is under way. */
  stop() {
    this.#running = null;
  }

  #draw() {
    byId('batch-rows').replaceChildren(...this.#rows.map((row) => this.#row(row)));
    byId('batch-tools').replaceChildren(button('New page', () => this.#actions.fresh(), { glyph: 'paste' }));
  }

  #finish() {
    const done = this.#rows.filter((it) => it.result);
    const words = done.reduce((sum, { result }) => sum + result.stats.wordsOut, 0);
    const failed = this.#rows.length - done.length;
    byId('batch-state').textContent = [
      `${plural(done.length, 'page')}, ${plural(words, 'word')} kept`,
      failed > 0 && `${number(failed)} could not be read`,
    ]
      .filter(Boolean)
      .join('; ');
    // Whether two are scrapes of one article is known when all are there.
    for (const [at, row] of this.#rows.entries()) byId('batch-rows').children[at].replaceWith(this.#row(row));
    append(byId('batch-tools'), [
      done.length > 0 &&
        button('Download pages.jsonl', () => download('pages.jsonl', 'application/jsonl', jsonLines(done)), {
          glyph: 'download',
          kind: 'primary',
          id: 'batch-save',
        }),
    ]);
    say(byId('batch-state').textContent);
  }

  #row(row) {
    const { input, result, error } = row;
    const name = el(
      'th',
      { scope: 'row' },
      result
        ? el(
            'button',
            { type: 'button', class: 'textual', dir: 'auto', onclick: () => this.#actions.open(input) },
            input.name,
          )
        : el('span', { dir: 'auto' }, input.name),
    );
    if (!result) return el('tr', {}, name, el('td', { colspan: 5, class: 'soft' }, error ?? 'waits'));
    const kinds = Object.entries(result.removed.totals).sort(([, a], [, b]) => b.count - a.count);
    const named = kinds.slice(0, NAMED_KINDS).map(([kind, { count }]) => `${label(kind)} ${number(count)}`);
    const more = kinds.length - named.length;
    const twin = this.#twinOf(row);
    return el(
      'tr',
      {},
      name,
      el('td', { dir: 'auto' }, result.title ?? ''),
      el('td', { class: 'figure' }, number(result.stats.wordsOut)),
      el('td', { class: 'figure' }, percent(result.confidence)),
      el('td', {}, [...named, more > 0 && `${number(more)} more`].filter(Boolean).join(', ')),
      el(
        'td',
        {},
        twin && [
          `Same article as ${twin.input.name}. `,
          el('button', { type: 'button', class: 'textual', onclick: () => compare(twin, row) }, 'Lines that differ'),
        ],
      ),
    );
  }

  /** The first row above with the same article. */
  #twinOf({ result, input }) {
    const { fingerprint, text } = result;
    const isTwin = (it) => it.result?.fingerprint === fingerprint && text.trim() !== '';
    const twin = this.#rows.find(isTwin);
    return twin && twin.input !== input ? twin : null;
  }
}

/** Shows the lines that only one of two scrapes has. */
function compare(one, other) {
  const lines = ({ input, result }) => (result.source ?? contentOf(input)).split('\n').map((it) => it.trim());
  const [first, second] = [lines(one), lines(other)];
  const only = (mine, theirs) => {
    const known = new Set(theirs);
    return mine.filter((it) => it && !known.has(it)).slice(0, MOST_LINES);
  };
  const isSame = one.result.text === other.result.text;
  showLines(
    isSame ? 'The articles are the same word for word; the pages around them differ.' : 'The articles differ too.',
    [
      [one.input.name, only(first, second)],
      [other.input.name, only(second, first)],
    ],
  );
}

/** The results as the command writes them: one record a line, `id` being the file's name. */
function jsonLines(rows) {
  return rows
    .map(({ input, result }) => {
      const { title, text, markdown, metadata, confidence, fingerprint, stats } = result;
      const removed = Array.from({ length: result.removed.length }, (_, at) => result.removed.at(at));
      const record = { id: input.name, title, text, markdown, metadata, removed, confidence, fingerprint, stats };
      return `${JSON.stringify(record)}\n`;
    })
    .join('');
}
