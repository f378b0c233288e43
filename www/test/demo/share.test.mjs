// Links: options alone, an example, and, on request, the page itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cleaned, openExample, panel, paste, TEXT, visit } from './harness.mjs';

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

test('a link has the options, and the page only on request', () =>
  visit(async (page, { context }) => {
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    await cleaned(page, () => page.click('.switch[data-category="embed"]'));
    await cleaned(page, () => page.selectOption('#set-preset', 'recall'));
    await page.locator('.piece.kept', { hasText: 'It will stand behind' }).click();
    await cleaned(page, () => page.locator('#card button', { hasText: 'Drop this' }).click());
    const result = await panel(page, 'text');

    await dialog(page);
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
    await cleaned(empty, () => paste(empty, { 'text/plain': TEXT }));
    assert.equal(await empty.inputValue('#set-preset'), 'recall');
    assert.match(await panel(empty, 'text'), /It will stand behind/);
  }));

test('a page that is too long for a link stays out of it, and that is said', () =>
  visit(async (page) => {
    const noise = Array.from({ length: 9000 }, (_, i) => ((i * 2_654_435_761) % 4_294_967_296).toString(36)).join(' ');
    await cleaned(page, () => paste(page, { 'text/plain': `A long list of words follows here.\n${noise}` }));
    await dialog(page);
    await page.click('#share-page');
    await page.waitForFunction(() => document.getElementById('share-state').textContent.includes('too long'));
    assert.doesNotMatch(await link(page), /page=/);
    assert.equal(await page.isDisabled('#share-page'), true);
  }));

test('an example is named in its link, with the words on its pieces', () =>
  visit(async (page, { context }) => {
    await openExample(page, 'seed-001');
    await page.locator('.piece.removed').first().click();
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
    await page.locator('.piece.removed').first().click();
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
