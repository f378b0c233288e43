// How fast the package is in Node, beside the native command and two well-known packages, on the same pages in the same
// run: `node www/bench/speed.mjs [--pages N]`. The pages are those of the development corpus (UNHUSK_CORPUS), which is
// not part of the project; without it the seeds are used, as made-up HTML.
//
// One thread each. The contestants take turns, round after round, and each page counts with its best round: what else a
// machine does disturbs a round, seldom all of them. The native command's own clock (`stats.micros`) is used for it, as
// starting it is not what is measured.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { root, Told } from '../build/common.mjs';

const CORPUS = process.env.UNHUSK_CORPUS ?? join(root, '..', 'shared', 'corpus');
const native = process.env.UNHUSK_BINARY ?? join(root, 'target', 'release', 'unhusk');
const PAGES = Number(process.argv[process.argv.indexOf('--pages') + 1]) || 100;
const ROUNDS = 10;
const NPM = 'unhusk (npm)';

const pages = load();
const megabytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0) / 1e6;
console.log(`${pages.length} pages, ${megabytes.toFixed(1)} MB`);

const contestants = [
  await contestant(NPM, async () => {
    const { clean } = await import('../../target/npm/node.js');
    return each((page) => clean(page, { input: 'html' }));
  }),
  await contestant('unhusk (native, one thread)', nativeCommand),
  await contestant('@officialunofficial/trek', async () => each(await trek())),
  // One round of it takes longer than all of the others'.
  await contestant('@mozilla/readability + jsdom', async () => each(await readability()), 1),
].filter(Boolean);
for (let round = 0; round < ROUNDS; round++) {
  for (const it of contestants) {
    if (round >= it.rounds) continue;
    const times = it.run();
    it.best = it.best.map(less(times));
    it.speeds.push(speed(times));
  }
}

const ours = contestants.find(({ name }) => name === NPM);
for (const it of contestants) {
  // How far whole rounds lie apart, and how far their ratios do, which a busy machine moves less.
  const ratios = it.speeds.map((other, round) => ours.speeds[round] / other);
  const says = (numbers) => `${Math.min(...numbers).toFixed(2)} to ${Math.max(...numbers).toFixed(2)}`;
  const factor =
    it === ours
      ? ''
      : `; unhusk in Node is ${(speed(ours.best) / speed(it.best)).toFixed(2)} × as fast (${says(ratios)})`;
  console.log(
    `${it.name.padEnd(32)} ${speed(it.best).toFixed(2).padStart(8)} MB/s (rounds: ${says(it.speeds)})${factor}`,
  );
}

/** Megabytes a second of a round, or of each page's best. */
function speed(times) {
  return (megabytes * 1000) / times.reduce((sum, ms) => sum + ms, 0);
}

function load() {
  const folder = join(CORPUS, 'wcxb-dev', 'html');
  if (!existsSync(folder)) {
    const seeds = join(root, 'tests', 'fixtures', 'seeds');
    const texts = readdirSync(seeds)
      .filter((name) => /^\d+\.txt$/.test(name))
      .map((name) => readFileSync(join(seeds, name), 'utf8'));
    return texts.map(
      (text) =>
        `<!doctype html><body>${text
          .split('\n')
          .map((line) => `<p>${line}</p>`)
          .join('\n')}`,
    );
  }
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.html.gz'))
    .sort();
  const step = Math.max(1, Math.floor(names.length / PAGES));
  return names
    .filter((_, i) => i % step === 0)
    .slice(0, PAGES)
    .map((name) => gunzipSync(readFileSync(join(folder, name))).toString('utf8'));
}

/** A contestant; nothing where its package is not installed. `run` cleans all pages and gives each one's milliseconds. */
async function contestant(name, make, rounds = ROUNDS) {
  try {
    return { name, rounds, run: await make(), best: pages.map(() => Number.POSITIVE_INFINITY), speeds: [] };
  } catch (error) {
    if (error instanceof Told) throw error;
    console.log(`${name}: left out (${error.message})`);
    return undefined;
  }
}

function less(other) {
  return (ms, i) => Math.min(ms, other[i]);
}

/** A round of a function of JavaScript. A page that it fails on counts with the time that took. */
function each(act) {
  return () =>
    pages.map((page) => {
      const from = performance.now();
      try {
        act(page);
      } catch {
        // Its own affair.
      }
      return performance.now() - from;
    });
}

async function trek() {
  const { initSync, TrekWasm } = await import('@officialunofficial/trek');
  const module = new URL('trek_rs_bg.wasm', import.meta.resolve('@officialunofficial/trek'));
  quietly(() => initSync({ module: readFileSync(module) }));
  const options = {
    debug: false,
    url: 'https://example.com',
    markdown: false,
    separateMarkdown: false,
    removeExactSelectors: true,
    removePartialSelectors: true,
  };
  const trek = quietly(() => new TrekWasm(options));
  return (page) => quietly(() => trek.parse(page));
}

async function readability() {
  const { JSDOM, VirtualConsole } = await import('jsdom');
  const { Readability } = await import('@mozilla/readability');
  return (page) => new Readability(new JSDOM(page, { virtualConsole: new VirtualConsole() }).window.document).parse();
}

function nativeCommand() {
  if (!existsSync(native)) throw new Told('build the native command first: cargo build --release');
  const input = pages.map((html, id) => `${JSON.stringify({ id: `${id}`, html })}\n`).join('');
  const settings = {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 31 - 1,
    env: { ...process.env, RAYON_NUM_THREADS: '1' },
  };
  return () => {
    const lines = spawnSync(native, ['--jsonl'], settings).stdout.trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line).stats.micros / 1000);
  };
}

/** Calls a function whose package writes to the console. */
function quietly(act) {
  const { log, warn, error, debug, info } = console;
  Object.assign(console, { log() {}, warn() {}, error() {}, debug() {}, info() {} });
  const restore = () => Object.assign(console, { log, warn, error, debug, info });
  try {
    return act();
  } finally {
    restore();
  }
}
