// How fast the package is in Node, beside the native command and two well-known packages, on the same pages in the same
// run: `node www/bench/speed.mjs [--pages N]`. The pages are those of the development corpus (UNHUSK_CORPUS), which is
// not part of the project; without it the seeds are used, as made-up HTML.
//
// Every figure is the best of several rounds, one thread each. Time is processor time, so that a busy machine disturbs
// less. The native command's own clock (`stats.micros`) is used for it, as starting it is not what is measured.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { root, Told } from '../build/common.mjs';

const CORPUS = process.env.UNHUSK_CORPUS ?? join(root, '..', '..', 'shared', 'corpus');
const native = process.env.UNHUSK_BINARY ?? join(root, 'target', 'release', 'unhusk');
const PAGES = Number(process.argv[process.argv.indexOf('--pages') + 1]) || 100;
const ROUNDS = 5;

const pages = load();
const megabytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0) / 1e6;
console.log(`${pages.length} pages, ${megabytes.toFixed(1)} MB`);

const results = [];
await rival('unhusk (npm)', async () => {
  const { clean } = await import('../../target/npm/node.js');
  return (page) => clean(page, { input: 'html' });
});
nativeSpeed();
await rival('@officialunofficial/trek', async () => {
  const { initSync, TrekWasm } = await import('@officialunofficial/trek');
  const module = new URL('trek_rs_bg.wasm', import.meta.resolve('@officialunofficial/trek'));
  quietly(() => initSync({ module: readFileSync(module) }));
  const trek = quietly(
    () =>
      new TrekWasm({
        debug: false,
        url: 'https://example.com',
        markdown: false,
        separateMarkdown: false,
        removeExactSelectors: true,
        removePartialSelectors: true,
      }),
  );
  return (page) => quietly(() => trek.parse(page));
});
await rival(
  '@mozilla/readability + jsdom',
  async () => {
    const { JSDOM, VirtualConsole } = await import('jsdom');
    const { Readability } = await import('@mozilla/readability');
    return (page) => new Readability(new JSDOM(page, { virtualConsole: new VirtualConsole() }).window.document).parse();
  },
  1,
);

const mine = results.find(({ name }) => name === 'unhusk (npm)').speed;
for (const { name, speed, failed } of results) {
  const factor = name === 'unhusk (npm)' ? '' : `unhusk in Node is ${(mine / speed).toFixed(2)} × as fast`;
  console.log(
    `${name.padEnd(32)} ${speed.toFixed(2).padStart(8)} MB/s  ${factor}${failed ? ` (${failed} pages failed)` : ''}`,
  );
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

/** Measures a function of JavaScript; a package that is not installed is left out. */
async function rival(name, make, rounds = ROUNDS) {
  let run;
  try {
    run = await make();
  } catch (error) {
    console.log(`${name}: left out (${error.message})`);
    return;
  }
  run(pages[0]);
  let best = Number.POSITIVE_INFINITY;
  let failed = 0;
  for (let round = 0; round < rounds; round++) {
    failed = 0;
    const before = process.cpuUsage();
    for (const page of pages) {
      try {
        run(page);
      } catch {
        failed++;
      }
    }
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  results.push({ name, speed: megabytes / (best / 1e6), failed });
}

function nativeSpeed() {
  if (!existsSync(native)) throw new Told('build the native command first: cargo build --release');
  const input = pages.map((html, id) => `${JSON.stringify({ id: `${id}`, html })}\n`).join('');
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const { stdout } = spawnSync(native, ['--jsonl'], {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 31 - 1,
      env: { ...process.env, RAYON_NUM_THREADS: '1' },
    });
    const micros = stdout
      .trimEnd()
      .split('\n')
      .reduce((sum, line) => sum + JSON.parse(line).stats.micros, 0);
    best = Math.min(best, micros);
  }
  results.push({ name: 'unhusk (native, one thread)', speed: megabytes / (best / 1e6) });
}

/** Calls a function whose package writes to the console. */
function quietly(act) {
  const { log, warn, error, debug, info } = console;
  Object.assign(console, { log() {}, warn() {}, error() {}, debug() {}, info() {} });
  const restore = () => Object.assign(console, { log, warn, error, debug, info });
  try {
    const result = act();
    if (typeof result?.then === 'function') return result.finally(restore);
    restore();
    return result;
  } catch (caught) {
    restore();
    throw caught;
  }
}
