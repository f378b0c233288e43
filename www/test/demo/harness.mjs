// What the browser tests share: one server, one browser, a page that keeps an eye on the console and the network.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { serve } from '../../serve.mjs';

export const www = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const root = join(www, '..');
export const built = join(root, 'target', 'demo');

/** The browser: Debian's, or the one that is named. */
export const CHROMIUM = process.env.UNHUSK_CHROMIUM ?? '/usr/bin/chromium';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Waiting longer than this for anything means that it does not come, also on a busy machine. */
export const PATIENCE_MS = 30_000;

let shared = null;

/** Server and browser, started by the first test file and ended by the last. */
export async function host() {
  shared ??= (async () => {
    for (const [path, how] of [
      [join(built, 'index.html'), 'build the demo first: node www/build.mjs'],
      [CHROMIUM, 'install Chromium (apt-get install chromium), or name it in UNHUSK_CHROMIUM'],
    ]) {
      if (!existsSync(path)) throw new Error(`${path} is missing; ${how}`);
    }
    const server = await serve();
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
    return { server, browser };
  })();
  return shared;
}

/** Ends server and browser. */
export async function leave() {
  if (!shared) return;
  const { server, browser } = await shared;
  shared = null;
  await browser.close();
  await server.close();
}

before(host);
after(leave);

/** Runs in the page before anything else: collects what the policy refused. */
function watch() {
  window.refused = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
  );
}

/**
 * What Playwright itself causes: it has no service worker where a test wants none, and looks into the article's frame by
 * script, which the frame's sandbox refuses as it should.
 */
const PLAYWRIGHTS = ['registration blocked by Playwright', "Blocked script execution in 'about:srcdoc'"];

/**
 * Runs `test(page, { url, context, requests })` with a fresh visitor. Afterwards nothing may have gone wrong unseen:
 * no error in the page, no word in the console, nothing refused by the policy, no request to another host.
 */
export async function visit(test, { path = '', options = {}, quiet = true, url = null, sw = 'block' } = {}) {
  const { server, browser } = await host();
  const context = await browser.newContext({ serviceWorkers: sw, viewport: { width: 1366, height: 860 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.stack}`));
  page.on('console', (message) => {
    if (!PLAYWRIGHTS.some((it) => message.text().includes(it))) complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(watch);
  const address = url ?? server.url;
  try {
    await page.goto(address + path);
    await test(page, { url: address, context, requests, complaints, browser });
    if (!quiet) return;
    assert.deepEqual(await page.evaluate(() => window.refused), [], 'the policy refused something');
    assert.deepEqual(complaints, [], 'the page complained');
    const abroad = requests.filter(
      (it) => !it.startsWith(new URL(address).origin) && !it.startsWith('data:') && !it.startsWith('blob:'),
    );
    assert.deepEqual(abroad, [], 'something was asked of another host');
  } finally {
    await context.close();
  }
}

/** Waits until the page on the screen is cleaned and drawn, after `act`. */
export async function cleaned(page, act = async () => {}) {
  const last = await page.evaluate(() => document.body.dataset.drawn ?? '');
  await act();
  await page.waitForFunction((it) => (document.body.dataset.drawn ?? '') !== it, last);
}

/** Opens an example by its button. */
export async function openExample(page, id) {
  await page.waitForSelector('body[data-state="start"]');
  await cleaned(page, () => page.click(`[data-example="${id}"]`));
}

/** Pastes, as a browser does: a ClipboardEvent with these forms, at the element that has the focus. */
export async function paste(page, forms) {
  await page.evaluate((given) => {
    const data = new DataTransfer();
    for (const [type, content] of Object.entries(given)) data.setData(type, content);
    (document.activeElement ?? document.body).dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, forms);
}

/** Drops a file on the page. `base64` is its content. */
export async function drop(page, name, type, base64) {
  await page.evaluate(
    ({ name, type, base64 }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))], name, { type }));
      for (const kind of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    { name, type, base64 },
  );
}

/** What the result says, tab by tab. */
export const panel = async (page, id) => {
  await page.click(`#tab-${id}`);
  // Not innerText: blocks out of sight have no layout.
  return page.locator(`#tab-panel-${id}`).evaluate((it) => it.textContent);
};

/** The number beside these words in the summary. */
export async function figure(page, words) {
  const row = page.locator('#numbers > div', { has: page.locator('dt', { hasText: words }) }).first();
  return Number((await row.locator('dd').innerText()).replace(/[^\d.]/g, ''));
}

/** A source file of the demo. */
export const source = (name) => readFileSync(join(www, 'demo', name), 'utf8');

/** Text without its white space, for comparing what is shown with what was given. */
export const bare = (text) => text.replace(/\s+/g, '');

/** A news page, made up, with junk of several kinds around an article. */
export const PAGE = `<!doctype html><html lang="en"><head><title>A kiln for the village | The Clay Post</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>A kiln for the village</h1>
<p>The village has voted for a kiln of its own, after two winters of driving its pots across the pass and losing a third of them on the way back.</p>
<p>It will stand behind the old school, where the ground is dry, and will be fired four times a year with wood from the orchard that nobody tends any more.</p>
<blockquote class="twitter-tweet"><p>we got the kiln pic.twitter.com/a1b2c3</p>&mdash; Ada (@ada_pots) <a href="https://twitter.com/ada_pots/status/1">May 4, 2025</a></blockquote>
<p>“A pot that has crossed the pass is worth two,” said the mayor, who has broken more than most, “but I would rather have two.” The first firing is planned for the week after Easter.</p>
</article>
<div class="share-bar"><span>Share</span> <a href="#">Facebook</a> <a href="#">Email</a></div>
<footer><p>© 2025 The Clay Post. All rights reserved.</p></footer></body></html>`;

/** The same page as a scraper flattens it. */
export const TEXT = `Home
News
Sport
A kiln for the village
The village has voted for a kiln of its own, after two winters of driving its pots across the pass and losing a third of them on the way back.
It will stand behind the old school, where the ground is dry, and will be fired four times a year with wood from the orchard that nobody tends any more.
we got the kiln pic.twitter.com/a1b2c3 — Ada (@ada_pots) May 4, 2025
“A pot that has crossed the pass is worth two,” said the mayor, who has broken more than most, “but I would rather have two.” The first firing is planned for the week after Easter.
Share this:
© 2025 The Clay Post. All rights reserved.
`;
