// How long a page of 100 KB takes from the paste to the picture. Reported, not asserted: `node --test-reporter=spec
// www/test/demo/run.mjs speed` says it; a busy machine would fail for no reason.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { cleaned, visit, www } from './harness.mjs';

const BYTES = 100_000;
const ROUNDS = 12;
/** A visitor who has the page in the clipboard already; and one who looks around or fetches it first. */
const WHEN = [
  ['at once', 0],
  ['after three seconds', 3000],
];
const EXAMPLE = readFileSync(join(www, 'demo', 'examples', 'ferry.html'), 'utf8');

/** The example with its body over and over, each time in other words, until it is long enough. */
function longPage() {
  const [head, body, tail] = EXAMPLE.split(/(?<=<\/blockquote>)|(?=<table>)/);
  assert.ok(tail, 'the example has its quote and its table');
  let page = head + body;
  for (let turn = 1; page.length + tail.length < BYTES; turn += 1) {
    page += `<p>On night ${turn}, ${EXAMPLE.match(/<p>(After eleven.+?)<\/p>/)[1]}</p><p>Berth ${turn}: ${EXAMPLE.match(/<p>(The line between.+?)<\/p>/)[1]} <a href="/b/${turn}">Berth ${turn}</a></p>\n`;
    page += `<aside class="related"><h3>Read more</h3><ul><li><a href="/r/${turn}">Port of Skagen gets crane ${turn}</a></li><li><a href="/s/${turn}">The keeper of light ${turn}</a></li></ul></aside>\n`;
  }
  return page + tail;
}

/** Pastes as a user does, and waits for the result: in the page, so that no message to the browser is counted. */
async function pasteAndWait(html) {
  const data = new DataTransfer();
  data.setData('text/html', html);
  const drawn = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      const cleaned = performance.now();
      requestAnimationFrame(() => setTimeout(() => resolve([cleaned, performance.now()])));
    }).observe(document.body, { attributeFilter: ['data-drawn'] });
  });
  const from = performance.now();
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  const [result, painted] = await drawn;
  return { result: result - from, painted: painted - from };
}

for (const [when, wait] of WHEN) {
  test(`a page of 100 KB, from the paste to the result, ${when}`, (t) =>
    visit(async (page) => {
      const html = longPage();
      await page.waitForSelector('body[data-state="start"]');
      await page.waitForTimeout(wait);
      const times = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        // Each round is another page, and starts from an empty screen.
        const other = html.replaceAll('Skagen', `Skagen${round}`);
        await cleaned(page, async () => times.push(await page.evaluate(pasteAndWait, other)));
        const engine = await page.locator('#summary').textContent();
        assert.match(engine, /ms/);
        await page.click('#new');
        await page.waitForSelector('body[data-state="start"]');
      }
      const told = (name) => {
        const ms = times.map((it) => it[name]);
        const sorted = ms.slice(1).sort((a, b) => a - b);
        const [first, median, best] = [ms[0], sorted[Math.floor(sorted.length / 2)], sorted[0]];
        return `first ${first.toFixed(0)} ms, then median ${median.toFixed(0)} ms, best ${best.toFixed(0)} ms`;
      };
      t.diagnostic(`${(html.length / 1000).toFixed(0)} KB ${when}, paste to result: ${told('result')}`);
      t.diagnostic(`${(html.length / 1000).toFixed(0)} KB ${when}, paste to picture: ${told('painted')}`);
    }));
}
