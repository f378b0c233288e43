// The marked page and the article: folds, the bar, moving together, Back and reload.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { cleaned, openExample, panel, paste, TEXT, visit } from './harness.mjs';

const PARAGRAPH = (at) =>
  `In week ${at} the kiln behind the old school was fired again, and the potters of the village came with what they had made since the last one.`;

/** A page with a long menu, an article of forty paragraphs and a long foot. */
const LONG = `<!doctype html><html lang="en"><title>Forty firings</title><body>
<nav><ul>${Array.from({ length: 40 }, (_, at) => `<li><a href="/${at}">Section ${at}</a></li>`).join('')}</ul></nav>
<article><h1>Forty firings</h1>${Array.from({ length: 40 }, (_, at) => `<p>${PARAGRAPH(at + 1)}</p>`).join('\n')}</article>
<footer><p>© 2025 The Clay Post. All rights reserved.</p></footer></body></html>`;

/** A picture of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const isInSight = (locator) =>
  locator.evaluate((it) => {
    const { top, bottom } = it.getBoundingClientRect();
    const pane = it.closest('#page').getBoundingClientRect();
    return it.checkVisibility() && top >= pane.top - 1 && bottom <= pane.bottom + 1;
  });

test('a run of removals is one line that opens, and the article starts on the first screen', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/html': LONG }));
    const fold = page.locator('.fold').first();
    assert.match(await fold.locator('summary').innerText(), /^40 pieces · Navigation\s+Section 0 · Section 1/);
    assert.equal(await isInSight(page.locator('#article-starts')), true);
    assert.equal(await isInSight(page.locator('.piece.kept', { hasText: 'In week 1 the' })), true);
    const item = page.locator('.piece.removed', { hasText: 'Section 17' });
    assert.equal(await item.isVisible(), false);
    await fold.locator('summary').click();
    assert.equal(await item.isVisible(), true);
    // What is kept out of it leaves both halves open.
    await item.click();
    await cleaned(page, () => page.locator('#card button', { hasText: 'Keep this' }).click());
    assert.equal(await page.locator('.piece.removed', { hasText: 'Section 16' }).isVisible(), true);
    assert.equal(await page.locator('.piece.removed', { hasText: 'Section 19' }).isVisible(), true);
    assert.equal(await page.locator('.fold[open]').count(), 2);
  }));

test('stepping and searching open a fold, arrows pass it by', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/html': LONG }));
    await page.focus('#page');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.locator('.fold[open]').count(), 0);
    await page.fill('#search-field', 'Section 39');
    await page.waitForFunction(() => document.getElementById('search-count').textContent === '1/1');
    await page.waitForSelector('.fold[open]');
    await page.locator('.fold summary').click();
    assert.equal(await page.locator('.fold[open]').count(), 0);
    await page.keyboard.press('Shift+F8');
    assert.equal(await page.locator('.fold[open]').count(), 1);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Section 39');
  }));

test('the bar goes to the place that is clicked', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/html': LONG }));
    const { width, height } = await page.locator('#bar').boundingBox();
    await page.locator('#bar').click({ position: { x: width * 0.5, y: height / 2 } });
    const week = Number(/In week (\d+)/.exec(await page.evaluate(() => document.activeElement.textContent))?.[1]);
    assert.ok(week > 12 && week < 26, `week ${week}`);
    await page.locator('#bar').click({ position: { x: width - 2, y: height / 2 } });
    assert.match(await page.evaluate(() => document.activeElement.textContent), /©/);
  }));

test('page and article move together, both ways, and mark what the pointer is on', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/html': LONG }));
    const frame = page.frameLocator('.article-frame');
    const week = (at) => frame.locator('p', { hasText: `In week ${at} the` });
    const top = (locator, pane) =>
      locator.evaluate(
        (it, of) => it.getBoundingClientRect().top - document.querySelector(of).getBoundingClientRect().top,
        pane,
      );
    const settled = (about) => page.waitForFunction(about);
    await page.hover('#page');
    await page.mouse.wheel(0, 1400);
    await settled(() => document.querySelector('.article-frame').contentWindow.scrollY > 300);
    const first = await page.evaluate(() => {
      const pane = document.getElementById('page').getBoundingClientRect();
      const pieces = [...document.querySelectorAll('.piece.kept')];
      return Number(
        /week (\d+)/.exec(pieces.find((it) => it.getBoundingClientRect().bottom > pane.top + 30).textContent)[1],
      );
    });
    const piece = (at) => page.locator('.piece.kept', { hasText: `In week ${at} the` });
    const block = await page.evaluate((at) => {
      const blocks = [...document.querySelector('.article-frame').contentDocument.querySelectorAll('p')];
      return blocks.find((it) => it.textContent.startsWith(`In week ${at} the`)).getBoundingClientRect().top;
    }, first);
    assert.ok(Math.abs((await top(piece(first), '#page')) - block) < 60);
    // A word's paragraph on the page, and the same one in the article.
    await piece(first + 1).hover();
    assert.match(
      await page.evaluate(
        () => document.querySelector('.article-frame').contentDocument.querySelector('.echo').textContent,
      ),
      new RegExp(`In week ${first + 1} the`),
    );
    const box = await page.locator('.article-frame').boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const before = await page.evaluate(() => document.getElementById('page').scrollTop);
    await page.mouse.wheel(0, 1500);
    await page.waitForFunction((it) => document.getElementById('page').scrollTop > it + 300, before);
    // A click in the article goes to its place on the page.
    await page.mouse.wheel(0, -20_000);
    await settled(() => document.querySelector('.article-frame').contentWindow.scrollY === 0);
    await page.evaluate(() => (document.getElementById('page').scrollTop = 4000));
    const { x, y } = await week(2).boundingBox();
    await page.mouse.move(x + 40, y + 10);
    await page.mouse.down();
    await page.waitForTimeout(100);
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelector('.piece.kept.echo'));
    assert.equal(await isInSight(piece(2)), true);
  }));

test('on a phone the article comes first', () =>
  visit(
    async (page) => {
      await cleaned(page, () => paste(page, { 'text/html': LONG }));
      const [article, marked] = await Promise.all(
        ['#pane-result', '#pane-page'].map((it) => page.locator(it).boundingBox()),
      );
      assert.ok(article.y + article.height <= marked.y);
      const order = await page.evaluate(() => [...document.querySelectorAll('.pane')].map((it) => it.id));
      assert.deepEqual(order, ['pane-result', 'pane-page']);
    },
    { options: { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true } },
  ));

test('Back leads to the page before, and a reload keeps the page and the choices', () =>
  visit(async (page) => {
    await openExample(page, 'ferry');
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    await cleaned(page, () => page.click('.switch[data-category="embed"]'));
    await page.reload();
    await page.waitForFunction(() => document.body.dataset.drawn);
    assert.match(await panel(page, 'text'), /two winters[\s\S]*pic\.twitter\.com/);
    await cleaned(page, () => page.goBack());
    assert.match(await page.locator('#source-name').innerText(), /Skagen/);
    await page.goBack();
    await page.waitForSelector('body[data-state="start"]');
    await cleaned(page, () => page.goForward());
    assert.match(await page.locator('#source-name').innerText(), /Skagen/);
    await page.click('#new');
    await page.waitForSelector('body[data-state="start"]');
    await cleaned(page, () => page.goBack());
    assert.match(await page.locator('#source-name').innerText(), /Skagen/);
  }));

test('with Tab one comes from a piece into its card, and out of it behind the piece', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    await page.focus('#page');
    await page.keyboard.press('n');
    const piece = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.getElementById('card').contains(document.activeElement)), true);
    await page.keyboard.press('Shift+Tab');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), piece);
    assert.equal(await page.locator('#card').isVisible(), false);
    await page.keyboard.press('n');
    const count = await page.locator('#card button').count();
    for (let step = 0; step <= count; step += 1) await page.keyboard.press('Tab');
    assert.equal(await page.locator('#card').isVisible(), false);
    assert.equal(await page.evaluate(() => document.getElementById('page').contains(document.activeElement)), false);
  }));

test('the first choice moves nothing', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    const before = await page.locator('.panes').boundingBox();
    await cleaned(page, () => page.click('.switch[data-category="embed"]'));
    assert.deepEqual(await page.locator('.panes').boundingBox(), before);
  }));

test('pictures are not loaded, and it is said why; the saved article has them', () =>
  visit(async (page) => {
    const picture =
      '<figure><img src="https://clay.example/kiln.jpg" alt="The kiln" width="800" height="500"></figure>';
    await cleaned(page, () => paste(page, { 'text/html': LONG.replace('<p>', `${picture}<p>`) }));
    assert.match(await page.locator('.unloaded').innerText(), /nothing is sent/);
    assert.match(await page.locator('.article-frame').getAttribute('srcdoc'), /Picture: The kiln/);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
    assert.match(readFileSync(await file.path(), 'utf8'), /src="https:\/\/clay\.example\/kiln\.jpg"/);
  }));

test('pictures are loaded when they are asked for: by https alone, and without a word on where they are shown', () =>
  visit(
    async (page, { context, requests, complaints, url }) => {
      const asked = [];
      await context.route(/^https:/, (route) => {
        asked.push({ url: route.request().url(), referrer: route.request().headers().referer });
        return route.fulfill({ contentType: 'image/png', body: PIXEL });
      });
      const pictures = [
        'https://clay.example/kiln.jpg',
        'http://clay.example/plain.jpg',
        '/own.jpg',
        '//pots.example/pot.jpg',
      ]
        .map((src) => `<figure><img src="${src}" alt="The kiln"></figure>`)
        .join(`<p>${'The kiln stands behind the old school, where the ground is dry and nobody is. '.repeat(3)}</p>`);
      await cleaned(page, () => paste(page, { 'text/html': LONG.replace('<p>', `${pictures}<p>`) }));
      assert.deepEqual(asked, []);
      assert.equal(await page.locator('#load-pictures').innerText(), 'Load 2 from clay.example and pots.example');
      await page.click('#load-pictures');
      const frame = page.frameLocator('.article-frame');
      await frame.locator('img').nth(1).waitFor();
      await frame.locator('img').nth(1).scrollIntoViewIfNeeded();
      await page.waitForFunction(() =>
        [...document.querySelector('.article-frame').contentDocument.images].every((it) => it.naturalWidth > 0),
      );
      assert.deepEqual(asked.map((it) => it.url).sort(), [
        'https://clay.example/kiln.jpg',
        'https://pots.example/pot.jpg',
      ]);
      assert.ok(
        asked.every(({ referrer }) => !referrer),
        JSON.stringify(asked),
      );
      // The rest is as before: the other pictures are lines, and the article its own.
      assert.equal(await frame.locator('span.picture').count(), 2);
      assert.match(await frame.locator('body').innerText(), /In week 1 the kiln/);
      assert.match(await page.locator('.unloaded').innerText(), /clay\.example and pots\.example may know of it/);
      await page.click('#load-pictures');
      await page.waitForFunction(() => document.querySelector('.article-frame').hasAttribute('srcdoc'));
      // The next page begins without.
      await page.click('#load-pictures');
      await page.click('#new');
      await cleaned(page, () =>
        paste(page, { 'text/html': LONG.replace('<p>', `${pictures.replaceAll('kiln.jpg', 'oven.jpg')}<p>`) }),
      );
      assert.ok(!asked.some((it) => it.url.includes('oven')));
      assert.deepEqual(await page.evaluate(() => window.refused), []);
      assert.deepEqual(complaints, []);
      const abroad = requests.filter((it) => !it.startsWith(new URL(url).origin) && !it.startsWith('data:'));
      assert.ok(
        abroad.every((it) => it.startsWith('https://clay.example/kiln') || it.startsWith('https://pots.example/')),
      );
    },
    { quiet: false },
  ));
