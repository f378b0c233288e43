// Links: options alone, an example, and, on request, the page itself.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { cleaned, openExample, PAGE, panel, paste, TEXT, visit } from './harness.mjs';

const link = (page) => page.inputValue('#share-link');

/** Opens the dialog and waits for its link. */
async function dialog(page) {
  await page.click('#share');
  await page.waitForFunction(() => document.getElementById('share-link')?.value);
}

/** Follows a link in a fresh tab. */
async function follow(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

test('a link has the page, and without it the options alone', () =>
  visit(async (page, { context }) => {
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    await cleaned(page, () => page.click('.switch[data-category="embed"]'));
    await cleaned(page, () => page.selectOption('#set-preset', 'recall'));
    await page.locator('.piece.kept', { hasText: 'It will stand behind' }).click();
    await cleaned(page, () => page.locator('#card button', { hasText: 'Drop this' }).click());
    const result = await panel(page, 'text');

    await dialog(page);
    await page.click('#share-page');
    await page.waitForFunction(() => !document.getElementById('share-link').value.includes('page='));
    const bare = await link(page);
    assert.match(bare, /#(?=.*preset=recall)(?=.*keep=embed)/);
    assert.doesNotMatch(bare, /page=|overrides=/);
    assert.match(await page.locator('#share-state').innerText(), /not the page/);

    await page.click('#share-page');
    await page.waitForFunction(() => document.getElementById('share-link').value.includes('page='));
    assert.match(await page.locator('#share-state').innerText(), /of the 32,000 characters/);
    const full = await follow(context, await link(page));
    await full.waitForFunction(() => document.body.dataset.drawn);
    assert.equal(await panel(full, 'text'), result);
    assert.equal(await full.locator('.switch[data-category="embed"]').getAttribute('aria-checked'), 'false');

    const empty = await follow(context, bare);
    await empty.waitForSelector('body[data-state="start"]');
    assert.match(await empty.locator('#toast').innerText(), /has options, and no page/);
    await cleaned(empty, () => paste(empty, { 'text/plain': TEXT }));
    assert.equal(await empty.inputValue('#set-preset'), 'recall');
    assert.match(await panel(empty, 'text'), /It will stand behind/);
  }));

const noise = (words) =>
  Array.from({ length: words }, (_, at) => ((at * 2_654_435_761) % 4_294_967_296).toString(36)).join(' ');

test('a page too long for a link goes without what is not read of it, and the result is the same', () =>
  visit(async (page, { context }) => {
    const heavy = PAGE.replace(
      '<nav>',
      `<script>const a = '${noise(9000)}';</script><style>/* ${noise(900)} */</style><nav>`,
    );
    await cleaned(page, () => paste(page, { 'text/html': heavy }));
    const [text, html] = [await panel(page, 'text'), await panel(page, 'html')];
    await dialog(page);
    assert.match(await page.locator('#share-state').innerText(), /the result is the same/);
    const other = await follow(context, await link(page));
    await other.waitForFunction(() => document.body.dataset.drawn);
    assert.deepEqual([await panel(other, 'text'), await panel(other, 'html')], [text, html]);
  }));

test('of a page longer still the link has a report, which shows each piece with its reason and changes nothing', () =>
  visit(async (page, { context }) => {
    // Read, and so never left out: the description of the page.
    const heavy = PAGE.replace('<title>', `<meta name="description" content="${noise(9000)}"><title>`);
    await cleaned(page, () => paste(page, { 'text/html': heavy }));
    const pieces = await page.locator('.piece.removed').count();
    await dialog(page);
    assert.match(await page.locator('#share-state').innerText(), /has a report/);
    const other = await follow(context, await link(page));
    await other.waitForFunction(() => document.body.dataset.drawn);
    assert.match(await other.locator('#source-facts').innerText(), /a report, without the page itself/);
    assert.match(await panel(other, 'text'), /two winters/);
    assert.equal(await other.locator('.piece.removed').count(), pieces);
    await other.locator('.piece.removed', { hasText: 'pic.twitter.com' }).first().click();
    assert.equal(await other.locator('#card h2').innerText(), 'Embed');
    assert.ok((await other.locator('.card-reason').innerText()).length > 10);
    assert.equal(await other.locator('#card button', { hasText: 'Keep' }).count(), 0);
    await other.keyboard.press('Escape');
    await other.click('.switch[data-category="embed"]');
    assert.match(await other.locator('#toast').innerText(), /report of a page/);
  }));

test('a page that no link can hold is saved as a report, a file by itself', () =>
  visit(async (page, { context }) => {
    await cleaned(page, () =>
      paste(page, { 'text/plain': `A long list of words follows here.\n${noise(9000)}\n${TEXT}` }),
    );
    await dialog(page);
    await page.waitForFunction(() => document.getElementById('share-state').textContent.includes('too long'));
    assert.doesNotMatch(await link(page), /page=/);
    assert.equal(await page.isDisabled('#share-page'), true);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#share-save')]);
    assert.match(file.suggestedFilename(), /-report\.html$/);
    const report = await context.newPage();
    await report.setContent(readFileSync(await file.path(), 'utf8'));
    assert.match(await report.locator('article').innerText(), /two winters/);
    const why = report.locator('p', { hasText: 'pic.twitter.com' }).locator('.why').first();
    assert.match(await why.textContent(), /^Embed: .{10,} \([\w-]+, \d+(\.\d)? %\)$/);
    assert.equal(await report.locator('script, link, img').count(), 0);
  }));

test('a picture of before and after is copied', () =>
  visit(
    async (page) => {
      await openExample(page, 'ferry');
      await dialog(page);
      await page.click('#share-picture');
      await page.waitForFunction(() => document.getElementById('toast').textContent.includes('Picture copied'));
      const size = await page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        const { width, height } = await createImageBitmap(await item.getType('image/png'));
        return [width, height];
      });
      assert.deepEqual(size, [1200, 630]);
    },
    { options: { permissions: ['clipboard-read', 'clipboard-write'] } },
  ));

test('an example is named in its link, with the words on its pieces', () =>
  visit(async (page, { context }) => {
    await openExample(page, 'seed-001');
    await page.locator('.piece.removed:visible').first().click();
    await cleaned(page, () => page.click('#card .card-actions .primary'));
    const result = await panel(page, 'text');
    await dialog(page);
    assert.match(await link(page), /example=seed-001/);
    const other = await follow(context, await link(page));
    await other.waitForFunction(() => document.body.dataset.drawn);
    assert.equal(await panel(other, 'text'), result);
  }));

test('a damaged link says so', () =>
  visit(
    async (page) => {
      await page.waitForSelector('#trouble[data-code="BAD_LINK"]');
      await page.click('#trouble-tools .primary');
      await page.waitForSelector('body[data-state="start"]');
    },
    { path: '#as=text&page=AAAA_damaged' },
  ));

test('a new page forgets the link, and the skip link forgets no choice', () =>
  visit(
    async (page) => {
      await page.waitForFunction(() => document.body.dataset.drawn);
      assert.equal(await page.inputValue('#set-preset'), 'recall');
      await page.evaluate(() => document.querySelector('.skip').click());
      await page.waitForTimeout(300);
      assert.equal(await page.inputValue('#set-preset'), 'recall');
      await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
      assert.equal(new URL(page.url()).hash, '');
      assert.equal(await page.inputValue('#set-preset'), 'recall');
    },
    { path: '#example=seed-000&preset=recall' },
  ));

test('a link with options alone, followed in a tab that shows a page, is applied to it and can be undone', () =>
  visit(async (page) => {
    await openExample(page, 'ferry');
    await page.locator('.piece.removed:visible').first().click();
    await cleaned(page, () => page.click('#card .card-actions .primary'));
    const options = () => Promise.all([page.inputValue('#set-preset'), page.isChecked('#set-includeTables')]);
    const said = () => page.locator('#choices-text').innerText();
    await cleaned(page, () =>
      page.evaluate(() => {
        location.hash = 'preset=recall&includeTables=false';
      }),
    );
    assert.deepEqual(await options(), ['recall', false]);
    assert.match(await said(), /1 piece kept by you; 2 settings/);
    await cleaned(page, () => page.click('#undo'));
    assert.deepEqual(await options(), ['balanced', true]);
    assert.match(await said(), /1 piece kept by you$/);
  }));

test('the jump bar and the skip link leave the address alone', () =>
  visit(
    async (page) => {
      await page.waitForFunction(() => document.body.dataset.drawn);
      for (const name of ['Junk', 'Page', 'Article']) {
        const link = page.locator('.jumps a', { hasText: name });
        const target = (await link.getAttribute('href')).slice(1);
        await link.click();
        assert.equal(await page.evaluate(() => document.activeElement.id), target);
        assert.equal(await page.locator(`#${target}`).isVisible(), true);
        assert.equal(new URL(page.url()).hash, '#example=ferry');
      }
      await page.evaluate(() => document.querySelector('.skip').click());
      assert.equal(new URL(page.url()).hash, '#example=ferry');
    },
    { path: '#example=ferry', options: { viewport: { width: 390, height: 800 } } },
  ));
