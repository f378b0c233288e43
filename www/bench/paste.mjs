#!/usr/bin/env node
// What a visitor of the demo waits for: `node www/bench/paste.mjs [PAGE.html…]`, in headless Chromium, with the demo that is
// built. Without pages: the example as pages of 100 KB, 1 MB and 5 MB, the time from paste to result and to picture, and the
// longest task of the main thread, by the clock and in processor time, which a busy machine does not change much. With pages:
// the same of each, and what a link to it holds.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { chromium } from 'playwright-core';

import { serve } from '../serve.mjs';

const CHROMIUM = process.env.UNHUSK_CHROMIUM ?? '/usr/bin/chromium';
const EXAMPLE = new URL('../demo/examples/ferry.html', import.meta.url);

/** Rounds of each page without a name: the first shows how it is for a first visitor. */
const ROUNDS = 4;

/** How long after the result tasks are still counted, in milliseconds: the browser draws, and the page settles. */
const SETTLE_MS = 1500;

/** The example with its body over and over, each time in other words, until it is long enough. */
function longPage(bytes) {
  const example = readFileSync(EXAMPLE, 'utf8');
  const [head, body, tail] = example.split(/(?<=<\/blockquote>)|(?=<table>)/);
  const parts = [head, body];
  let length = head.length + body.length + tail.length;
  for (let turn = 1; length < bytes; turn += 1) {
    const part = `<p>On night ${turn}, ${/<p>(After eleven.+?)<\/p>/.exec(example)[1]}</p><p>Berth ${turn}: ${/<p>(The line between.+?)<\/p>/.exec(example)[1]} <a href="/b/${turn}">Berth ${turn}</a></p>
<aside class="related"><h3>Read more</h3><ul><li><a href="/r/${turn}">Port of Skagen gets crane ${turn}</a></li></ul></aside>\n`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('') + tail;
}

/** In the page: pastes, waits for the result and its picture, and adds up what held the main thread. */
async function measure({ html, settle }) {
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });
  const data = new DataTransfer();
  data.setData('text/html', html);
  const drawn = new Promise((resolve) => {
    new MutationObserver((_, watcher) => {
      watcher.disconnect();
      const result = performance.now();
      requestAnimationFrame(() => setTimeout(() => resolve([result, performance.now()])));
    }).observe(document.body, { attributeFilter: ['data-drawn'] });
  });
  // What builds the paste is the test's own work: a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const from = performance.now();
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  const [result, picture] = await drawn;
  await new Promise((resolve) => setTimeout(resolve, settle));
  tasks.push(...observer.takeRecords());
  const mine = tasks.filter((it) => it.startTime >= from - 1);
  const longest = Math.max(0, ...mine.map((it) => it.duration));
  return {
    result: result - from,
    picture: picture - from,
    longest,
    over: mine.filter((it) => it.duration > 100).length,
  };
}

/** Runs `act`; gives the processor time of the longest task of the page's main thread meanwhile, in milliseconds, besides. */
async function traced(cdp, act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', { categories: 'toplevel', transferMode: 'ReportEvents' });
  const result = await act();
  const ended = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await ended;
  cdp.off('Tracing.dataCollected', collect);
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
  const main = new Set(
    events.filter((it) => it.name === 'thread_name' && it.args.name === 'CrRendererMain').map(threadOf),
  );
  const tasks = events.filter((it) => it.name.endsWith('RunTask') && main.has(threadOf(it)));
  return { ...result, processor: Math.max(0, ...tasks.map((it) => it.tdur ?? 0)) / 1000 };
}

/** What a link to the page that is shown holds. */
async function linkOf(page) {
  await page.click('#share');
  await page.waitForFunction(
    () => document.getElementById('share-link')?.value && document.getElementById('share-state').textContent.trim(),
  );
  const state = await page.locator('#share-state').innerText();
  await page.keyboard.press('Escape');
  if (/so is its report/.test(state)) return 'nothing';
  if (/has a report/.test(state)) return 'report';
  return /the result is the same/.test(state) ? 'lean page' : 'page';
}

const server = await serve();
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
const page = await (
  await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1366, height: 860 } })
).newPage();
page.setDefaultTimeout(60_000);
const cdp = await page.context().newCDPSession(page);
const ms = (value) => `${value.toFixed(0)} ms`.padStart(8);
try {
  await page.goto(server.url);
  await page.waitForSelector('body[data-state="start"]');
  await page.waitForTimeout(3000);
  const run = async (name, html, settle) => {
    const it = await traced(cdp, () => page.evaluate(measure, { html, settle }));
    console.log(
      `${name}  result ${ms(it.result)}  picture ${ms(it.picture)}  longest task ${ms(it.longest)}, over 100 ms: ${it.over}, processor ${ms(it.processor)}`,
    );
    return it;
  };
  const again = async () => {
    await page.click('#new');
    await page.waitForSelector('body[data-state="start"]');
  };
  const files = process.argv.slice(2);
  if (files.length === 0) {
    for (const bytes of [100_000, 1_000_000, 5_000_000]) {
      const html = longPage(bytes);
      for (let round = 1; round <= ROUNDS; round += 1) {
        await run(
          `${String(bytes / 1000).padStart(5)} KB, ${round}`,
          html.replaceAll('Skagen', `Skagen${round}`),
          SETTLE_MS,
        );
        await again();
      }
    }
  }
  const links = new Map();
  const times = [];
  for (const file of files) {
    const html = readFileSync(file, 'utf8');
    times.push(await run(`${basename(file)}, ${(html.length / 1000).toFixed(0)} KB`, html, 300));
    const kind = await linkOf(page);
    links.set(kind, (links.get(kind) ?? 0) + 1);
    await again();
  }
  if (files.length > 0) {
    const sorted = (key) => times.map((it) => it[key]).sort((a, b) => a - b);
    const told = (key) => `${ms(sorted(key)[times.length >> 1]).trim()}, at most ${ms(sorted(key).at(-1)).trim()}`;
    console.log(
      `median of ${files.length}: result ${told('result')}; longest task ${told('longest')}; processor ${told('processor')}`,
    );
    console.log(`links: ${[...links].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
  }
} finally {
  await browser.close();
  await server.close();
}
