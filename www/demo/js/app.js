// Wires the parts: what came in, what was chosen, what came out.

import './trusted.js';

import { note, say } from './announce.js';
import { parse } from './article-frame.js';
import { Batch, MOST_FILES } from './batch.js';
import { setUpBookmarklet } from './bookmarklet.js';
import { Card } from './card.js';
import { label } from './categories.js';
import {
  DEFAULTS,
  differing,
  History,
  isUntouched,
  optionsOf,
  overrideOf,
  withKept,
  withOverride,
  withoutOverride,
  withoutPatterns,
} from './choices.js';
import { sourceOf } from './clip.js';
import { copyImage, download } from './clipboard.js';
import { showCode, showKeys, showShare } from './dialogs.js';
import { breathe, byId, bytes, number, plural, sizeOf } from './dom.js';
import { Editor } from './editor.js';
import { namedPath } from './element-names.js';
import { example, load as loadExample, setUpExamples } from './examples.js';
import { contentOf, fromBytes, MAX_BYTES, setUpInput } from './input.js';
import { setUpKeyboard } from './keyboard.js';
import { leanForms } from './lean.js';
import { Legend } from './legend.js';
import { setUpOffline } from './offline.js';
import { PageView } from './page-view.js';
import { reportOf, resultOf } from './report.js';
import { reportFile } from './report-file.js';
import { fileName, Results } from './results.js';
import { Search } from './search.js';
import * as session from './session.js';
import { setUpSettings } from './settings.js';
import { fromHash, unpack } from './share.js';
import { forEveryPage } from './site-rules.js';
import { setUpSource, showSource } from './source-line.js';
import { inWords, setUpBar, showSummary } from './summary.js';
import { setUpTheme } from './theme.js';
import { Together } from './together.js';
import { showTrouble } from './trouble.js';

/** A longer page is shown step by step, with a pause for the browser after each; a shorter one all at once. */
const LONG_CHARS = 200_000;

/** On a longer page, in characters, elements have no names: it would have to be parsed here, which takes a while. */
const NAMED_CHARS = 1_000_000;

/** How much of the text around a piece a complaint about it has, in characters. */
const COMPLAINT_CHARS = 300;

/** A cleaning that takes longer than this shows that it is under way, in milliseconds. */
const SHOW_WORK_MS = 150;

const history_ = new History(DEFAULTS);
const view = new PageView();
const search = new Search(view);
const together = new Together(view);
const state = { input: null, result: null, cleaner: null, spared: new Map() };

/** Raised by everything the visitor asks for: an answer to what was asked before comes too late, and is dropped. */
let asked = 0;

const choose = (next) => {
  if (state.input?.using === 'report') {
    note('This is a report of a page. Paste the page itself to keep, drop or set anything.');
    return;
  }
  history_.push(next);
  clean();
};

// What was done can be undone, by button and by key.
const undo = () => history_.undo() && clean();
const redo = () => history_.redo() && clean();

const word =
  (action) =>
  ({ piece: { start, end } }) => {
    choose(withOverride(history_.now, { start, end, action }));
    say(action === 'keep' ? 'Kept.' : 'Dropped.');
  };

const keepKind = (category, kept = true) => {
  if (kept) state.spared.set(category, rangesOf(category));
  else state.spared.delete(category);
  choose(withKept(history_.now, category, kept));
};

const card = new Card(view, {
  keep: word('keep'),
  drop: word('drop'),
  undo: ({ piece }) => choose(withoutOverride(history_.now, overrideOf(history_.now, piece) ?? piece)),
  keepKind: (category) => {
    card.close({ restore: true });
    keepKind(category);
  },
  step: (direction) => step(direction),
  overrideOf: (piece) => overrideOf(history_.now, piece),
  complain: (detail) => saveComplaint(detail),
  nameOf: (path) => nameOf(path),
  canChange: () => state.input?.using !== 'report',
});

const legend = new Legend({
  keepKind,
  stepKind: (category) => step(1, (it) => it === category),
});

const results = new Results({
  saveReport: () => saveReport(),
  code: (form) => openCode(form),
  ratherKeep: () => choose({ ...history_.now, preset: 'recall' }),
  fresh: () => start(),
  drawn: (frame) => together.use(frame),
});

const batch = new Batch({
  clean: (input) => answer(contentOf(input), input, { ...history_.now, overrides: [] }),
  open: (input) => accept(input),
  fresh: () => start(),
});

const showSettings = setUpSettings((name, value) => choose({ ...history_.now, [name]: value }));

const editor = new Editor({
  changed: (content) => {
    const { input } = state;
    const using = input.using === 'html' ? 'html' : 'text';
    accept(
      {
        ...input,
        bytes: undefined,
        example: undefined,
        name: input.via === 'typed' ? input.name : `${input.name.replace(/, edited$/, '')}, edited`,
        flavours: { [using]: content },
        using,
      },
      { editing: true },
    );
  },
  mode: (mode) => {
    card.close();
    byId('page').hidden = mode === 'edit';
  },
});

/** Goes to the next or previous removal that passes a test. */
function step(direction, wanted = () => true) {
  if (!state.result || editor.isOpen) return;
  const from = view.focused ?? (direction > 0 ? -1 : view.pieces.length);
  const index = view.seek(
    from,
    direction,
    (piece) => piece.kind === 'removed' && wanted(state.result.removed.categoryAt(piece.removed)),
  );
  if (index === null) {
    say('There is no removal to go to.');
    return;
  }
  card.close();
  view.focus(index);
  card.open(index);
  showStep(index);
}

function showStep(index = null) {
  const total = state.result?.removed.length ?? 0;
  const at = index === null ? null : view.pieces.at(index).removed;
  byId('step-count').textContent =
    total === 0 ? '0' : at === null || at === undefined ? String(total) : `${at + 1}/${total}`;
}

/**
 * Takes an input and cleans it. `here` where the entry of the browser's history that is shown stands for it already:
 * that of a link, or of a page that comes back.
 */
function accept(input, { choices = null, editing = false, here = false } = {}) {
  const content = contentOf(input);
  // A unit of UTF-16 is at most three bytes of UTF-8: of most pages that need not be counted, which takes a while.
  if (content.length > MAX_BYTES / 3 && sizeOf(content) > MAX_BYTES) {
    trouble('TOO_LARGE', `The page has ${bytes(sizeOf(content))}; unhusk takes up to ${bytes(MAX_BYTES)}.`);
    return;
  }
  if (!editing) editor.close();
  batch.stop();
  state.input = input;
  state.spared.clear();
  if (!editing) legend.forget();
  // Ranges belong to the page they were made on.
  history_.reset(choices ?? { ...history_.now, overrides: [] });
  // What was typed is the page that is there, changed.
  session.keep(input, history_.now, { replace: editing || here });
  if (!editing) view.clear();
  clean({ fresh: !editing });
}

/** Takes several inputs at once. */
function acceptMany(inputs) {
  if (inputs.length > MOST_FILES) {
    trouble('TOO_MANY', `These are ${number(inputs.length)} files; ${number(MOST_FILES)} are taken at once.`);
    return;
  }
  asked += 1;
  card.close();
  session.keepBatch();
  setState('batch');
  byId('batch-title').focus();
  batch.run(inputs);
}

/** Cleans what is there under what is chosen. */
async function clean({ fresh = false } = {}) {
  const { input } = state;
  if (!input) return;
  asked += 1;
  const mine = asked;
  const isWanted = () => asked === mine;
  const choices = history_.now;
  const content = contentOf(input);
  const slow = setTimeout(() => {
    if (isWanted()) byId('working').hidden = false;
  }, SHOW_WORK_MS);
  try {
    const result = input.using === 'report' ? resultOf(content) : await answer(content, input, choices);
    if (!isWanted()) return;
    state.result = result;
    session.update(input, choices);
    await show(result, { input, choices, fresh, isWanted });
  } catch (error) {
    if (isWanted()) failed(error);
  } finally {
    clearTimeout(slow);
    if (isWanted()) byId('working').hidden = true;
  }
}

/** The engine's result for an input. */
async function answer(content, input, choices) {
  const cleaner = await ready();
  return cleaner.clean(content, {
    ...optionsOf(choices),
    input: input.using,
    ...(input.url ? { url: input.url } : {}),
    pieces: true,
    html: true,
    markdown: true,
    metadataSources: true,
  });
}

async function show(result, { input, choices, fresh, isWanted }) {
  const { source } = result;
  // Whether this is still what is wanted, after the browser had its turn.
  const goesOn = async () => {
    if (source.length > LONG_CHARS) await breathe();
    return isWanted();
  };
  if (!(await goesOn())) return;
  setState('done');
  document.body.classList.toggle('is-report', input.using === 'report');
  showSource(input, result);
  showSummary(result, source.length);
  legend.show(result.removed, choices);
  showSettings(choices);
  showChoices(choices);
  showStep();
  say(inWords(result));
  if (!(await goesOn())) return;
  results.show(result, input, choices.includeTitle);
  editor.show(contentOf(input));
  if (!(await goesOn())) return;
  await view.show({ source, pieces: result.pieces, removed: result.removed }, marksOf(choices));
  if (!(await goesOn())) return;
  together.forget();
  search.run({ jump: false });
  // Last: to give the focus, a browser lays the page out.
  if (fresh) byId('source-name').focus({ preventScroll: true });
  document.body.dataset.drawn = String(performance.now());
}

/** The removals of a category, as ranges in the order of the page. */
function rangesOf(category) {
  const { removed } = state.result;
  const ranges = [];
  for (let at = 0; at < removed.length; at += 1)
    if (removed.categoryAt(at) === category) ranges.push(removed.rangeAt(at));
  return ranges;
}

/** Says which pieces the visitor had a word on: one by one, or by their kind. */
function marksOf(choices) {
  const spared = [...state.spared].filter(([name]) => choices.keep.includes(name));
  return (piece) => {
    if (piece.kind === 'space') return '';
    if (overrideOf(choices, piece)) return 'yours';
    const kind = piece.kind === 'kept' && spared.find(([, ranges]) => isInside(piece, ranges));
    return kind ? `spared c-${kind[0]}` : '';
  };
}

/** Whether one of these sorted ranges holds a piece. */
function isInside({ start, end }, ranges) {
  let low = 0;
  let high = ranges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ranges[middle][0] <= start) low = middle;
    else high = middle - 1;
  }
  return ranges.length > 0 && ranges[low][0] <= start && end <= ranges[low][1];
}

function showChoices(choices) {
  const parts = [];
  if (choices.keep.length > 0)
    parts.push(`keeping ${choices.keep.map((name) => label(name).toLowerCase()).join(', ')}`);
  for (const [action, done] of [
    ['keep', 'kept'],
    ['drop', 'dropped'],
  ]) {
    const count = choices.overrides.filter((it) => it.action === action).length;
    if (count > 0) parts.push(`${plural(count, 'piece')} ${done} by you`);
  }
  const { keep, overrides, ...others } = differing(choices);
  const settings = Object.keys(others).length;
  if (settings > 0) parts.push(plural(settings, 'setting'));
  const bar = byId('choices');
  // What has the focus neither goes nor is disabled: the next key would go nowhere. (On a phone the bar goes.)
  const isNone = isUntouched(choices) && !history_.canUndo && !history_.canRedo;
  bar.classList.toggle('none', isNone && !bar.contains(document.activeElement));
  byId('choices-text').textContent =
    parts.length > 0 ? `Your choices: ${parts.join('; ')}` : 'No choices made. Keep or drop any piece by clicking it.';
  for (const [id, can] of [
    ['undo', history_.canUndo],
    ['redo', history_.canRedo],
    ['reset', !isUntouched(choices)],
  ])
    byId(id).setAttribute('aria-disabled', String(!can));
}

/** `start`, `done`, `batch` or `trouble`: which part of the page is seen. */
function setState(name) {
  // What was scrolled away from belongs to another screen.
  if (document.body.dataset.state !== name) scrollTo(0, 0);
  document.body.dataset.state = name;
  byId('start').hidden = name !== 'start';
  byId('bench').hidden = name !== 'done';
  byId('batch').hidden = name !== 'batch';
  byId('trouble').hidden = name !== 'trouble';
  byId('new').hidden = name === 'start';
  byId('share').hidden = name !== 'done';
}

/** The start screen; `back` where the browser's history leads there by itself. */
function start({ back = false } = {}) {
  if (!back) session.leave();
  batch.stop();
  asked += 1;
  byId('working').hidden = true;
  editor.close();
  state.input = null;
  state.result = null;
  card.close();
  view.clear();
  history_.reset(DEFAULTS);
  setState('start');
  byId('paste').value = '';
  byId('clean-typed').disabled = true;
  byId('paste').focus({ preventScroll: true });
}

/** Shows what the entry of the browser's history stands for; gives whether it was a page. */
function comeBack() {
  const page = session.kept();
  if (!page) return false;
  accept(page.input, { choices: page.choices, here: true });
  return true;
}

/** The cleaner, loaded once. */
async function ready() {
  if (!state.cleaner) {
    const { Cleaner } = await import('./cleaner.js');
    state.cleaner = new Cleaner();
  }
  return state.cleaner;
}

function failed(error) {
  const { keepPatterns, dropPatterns } = history_.now;
  const patterns = keepPatterns.length + dropPatterns.length;
  if (patterns === 0 || !['TIMEOUT', 'INVALID_OPTIONS'].includes(error.code)) {
    trouble(error.code ?? 'INTERNAL', error.message);
    return;
  }
  // A pattern that never comes to an end would stop the next try as well.
  history_.push(withoutPatterns(history_.now));
  trouble('PATTERNS', error.message);
}

function trouble(code, detail) {
  asked += 1;
  byId('working').hidden = true;
  setState('trouble');
  showTrouble(code, detail, {
    again: state.input ? () => clean() : null,
    fresh: () => start(),
    reload: () => location.reload(),
  });
}

async function openExample(entry, choices = null, here = false) {
  await bring('NO_EXAMPLE', () => loadExample(entry), choices, here);
}

/** Accepts the input that `load` gives, unless the visitor asked for something else meanwhile. */
async function bring(code, load, choices, here) {
  asked += 1;
  const mine = asked;
  let input;
  try {
    input = await load();
  } catch (error) {
    if (asked === mine) trouble(code, error.message);
    return;
  }
  if (asked === mine) accept(input, { choices, here });
}

/** Opens what a link names; gives whether it named a page. */
async function openLink() {
  const { choices, example: id, page } = fromHash(location.hash);
  if (page) {
    const { name, using, packed } = page;
    const load = async () => {
      const content = await unpack(packed);
      // A report that is none is found out here, where it can be said.
      if (using === 'report') resultOf(content);
      return { name, via: 'link', using, flavours: { [using]: content } };
    };
    await bring('BAD_LINK', load, choices, true);
    return true;
  }
  const entry = id && example(id);
  if (entry) {
    await openExample(entry, choices, true);
    return true;
  }
  // Options alone: for the page that is there, or for the next one.
  if (state.input) choose({ ...choices, overrides: history_.now.overrides });
  else {
    history_.reset({ ...choices, overrides: [] });
    if (!isUntouched(choices)) note('This link has options, and no page: paste the page, and they are used for it.');
  }
  return false;
}

function setUp() {
  setUpTheme((theme) => results.useTheme(theme));
  setUpInput({ accept: (input) => accept(input), acceptMany, refuse: trouble });
  setUpSource({
    useFlavour: (using) => accept({ ...state.input, using }),
    useEncoding: (encoding) => accept(fromBytes(state.input.name, state.input.bytes, encoding)),
  });
  setUpExamples((entry) => openExample(entry));
  setUpKeyboard({
    view,
    card,
    search,
    step,
    undo,
    redo,
    word,
    canAct: () => Boolean(state.result) && !editor.isOpen,
    showStep,
  });
  byId('new').addEventListener('click', () => start());
  byId('brand').addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    start();
  });
  byId('next').addEventListener('click', () => step(1));
  byId('previous').addEventListener('click', () => step(-1));
  byId('undo').addEventListener('click', undo);
  byId('redo').addEventListener('click', redo);
  byId('reset').addEventListener('click', () => isUntouched(history_.now) || choose(DEFAULTS));
  byId('code').addEventListener('click', () => openCode());
  byId('share').addEventListener('click', () =>
    showShare(history_.now, {
      ...state.input,
      content: contentOf(state.input),
      lean,
      report: () => reportOf(state.result),
      save: saveReport,
      picture: copyPicture,
    }),
  );
  byId('keys').addEventListener('click', showKeys);
  // What the address names is kept: a link inside the page scrolls, and leaves the address alone.
  for (const link of document.querySelectorAll('.skip, .jumps a'))
    link.addEventListener('click', (event) => {
      event.preventDefault();
      jump(byId(link.hash.slice(1)));
    });
  // Only a link of ours has options in it.
  addEventListener('hashchange', () => location.hash.includes('=') && !session.current() && openLink());
  addEventListener('popstate', () => {
    if (session.isBatch() && batch.isFilled) setState('batch');
    else if (!comeBack() && !location.hash.includes('=')) start({ back: true });
  });
  setUpBar(goTo);
  const wide = matchMedia('(min-width: 1180px)');
  const fold = () => (byId('side').open = wide.matches);
  wide.addEventListener('change', fold);
  fold();
  // Where the panes stand below each other, the article is the first. It is the page that moves: a frame that is moved
  // loads again.
  const stacked = matchMedia('(max-width: 820px)');
  const order = () => byId('pane-result')[stacked.matches ? 'after' : 'before'](byId('pane-page'));
  stacked.addEventListener('change', order);
  order();
}

/** Goes to a place of the page, by how far down it is. */
function goTo(share) {
  const offset = Math.floor(share * (view.source.length - 1));
  const index = view.seek(view.indexAt(offset) - 1, 1, (piece) => piece.kind !== 'space');
  if (index === null) return;
  editor.close();
  card.close();
  byId('pane-page').scrollIntoView({ block: 'nearest' });
  view.focus(index);
  if (view.pieces.at(index).kind === 'removed') showStep(index);
}

/** Goes to a part of the page, which is unfolded if need be. */
function jump(target) {
  const folded = target.closest('details');
  if (folded) folded.open = true;
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}

/** The page's HTML without what is not read of it; `null` where there is none, or where the result is another one. */
async function lean() {
  const { input, result } = state;
  if (input.using !== 'html') return null;
  for (const form of leanForms(contentOf(input))) {
    const other = await answer(form, input, history_.now);
    const isSame = (key) => JSON.stringify(other[key]) === JSON.stringify(result[key]);
    if (['source', 'title', 'text', 'html', 'metadata'].every(isSame)) return form;
  }
  return null;
}

/** Shows how to have a field of the result by code. */
function openCode(form) {
  const { using } = state.input;
  const html = using === 'html' ? contentOf(state.input) : null;
  const everyPage = () => forEveryPage(history_.now, (start, end) => view.source.slice(start, end), html);
  const hasPieces = history_.now.overrides.length > 0;
  showCode(history_.now, using, toBytes, { form, everyPage: hasPieces ? everyPage : null });
}

/** A path in the names of the page's elements; `null` where that is not known. */
function nameOf(path) {
  const content = contentOf(state.input);
  if (state.input.using !== 'html' || content.length > NAMED_CHARS) return null;
  if (state.named?.content !== content) state.named = { content, document: parse(content) };
  return namedPath(state.named.document, path);
}

/** Saves what is wrong about a piece, with what one needs to see it again, as a file. */
function saveComplaint({ piece, removal }) {
  const { input, result } = state;
  const { source } = view;
  const complaint = {
    unhusk: byId('version').textContent,
    page: { name: input.name, title: result.title, url: sourceOf(result.metadata, input.url), using: input.using },
    options: differing(history_.now),
    wrong: removal ? 'removed, and should be kept' : 'kept, and should be removed',
    text: source.slice(piece.start, piece.end),
    before: source.slice(Math.max(0, piece.start - COMPLAINT_CHARS), piece.start),
    after: source.slice(piece.end, piece.end + COMPLAINT_CHARS),
    ...(removal ?? {}),
  };
  const name = `${fileName(result.title)}-wrong.json`;
  download(name, 'application/json', `${JSON.stringify(complaint, null, 2)}\n`);
  note(`${name} saved: it has this piece and the text around it. Send it with a bug report.`);
}

/** The colour of a kind of junk in the theme that is shown: a custom property of its class. */
function colourOf(category, name = '--mark') {
  const node = Object.assign(document.createElement('i'), { className: `c-${category}`, hidden: true });
  document.body.append(node);
  const colour = getComputedStyle(node).getPropertyValue(name);
  node.remove();
  return colour;
}

/** Saves the report of the page as a file. */
function saveReport() {
  const name = `${fileName(state.result.title)}-report.html`;
  download(name, 'text/html', reportFile(state.result, { name: state.input.name, marks: (it) => colourOf(it) }));
  note(`${name} saved`);
}

/** Copies a picture of before and after. */
async function copyPicture() {
  const style = getComputedStyle(document.documentElement);
  const [ground, sheet, ink, soft] = ['ground', 'sheet', 'ink', 'soft'].map((it) => style.getPropertyValue(`--${it}`));
  const { pictureOf } = await import('./picture.js');
  const png = await pictureOf(state.result, { colourOf: (it) => colourOf(it, '--tone'), ground, sheet, ink, soft });
  note(
    (await copyImage(png)) ? 'Picture copied' : 'The browser takes no picture on its clipboard: the report is a file.',
  );
}

/** Offsets of JavaScript, counted in UTF-8 bytes, as Rust and the command do. */
function toBytes(offset) {
  return new TextEncoder().encode(view.source.slice(0, offset)).length;
}

setUp();
setUpBookmarklet((input) => accept(input));
// What another program handed over is there already, or refused.
const isGiven = state.input !== null || document.body.dataset.state === 'trouble';
if (!isGiven && !comeBack() && !(await openLink())) setState('start');
// The engine is fetched at once, so that the first paste finds it ready.
ready()
  .then((cleaner) => cleaner.warm())
  .catch((error) => state.input || failed(error));
setUpOffline();
