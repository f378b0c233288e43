// What the system has to do with the demo: its share sheet, what other programs share, files that it opens, Obsidian.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sharedText } from '../../demo/js/shared-text.js';
import { cleaned, openExample, PAGE, panel, paste, source, TEXT, visit } from './harness.mjs';

/** Loads the page again with a stand-in for what the system offers. */
async function offer(page, platform) {
  await page.addInitScript(platform);
  await page.reload();
  await page.waitForSelector('body[data-state="start"]');
}

/** A share sheet that remembers what it was given, and refuses with the error that is named. */
function shareSheet() {
  window.shared = [];
  navigator.share = async (what) => {
    window.shared.push(what);
    if (window.refusal) throw new DOMException('refused', window.refusal);
  };
}

test('the share sheet gets title, text and address of the article', () =>
  visit(async (page) => {
    await offer(page, shareSheet);
    await openExample(page, 'ferry');
    const share = async () => {
      await page.click('#clip');
      await page.click('#clip-share');
    };
    await share();
    const [what] = await page.evaluate(() => window.shared);
    assert.equal(what.title, 'Night ferry to Skagen sails again after eleven winters');
    assert.equal(what.url, 'https://harbourpost.example/islands/night-ferry-skagen');
    assert.match(what.text, /^After eleven winters/);
    assert.equal(what.text, await panel(page, 'text'));
    // Who closes the sheet knows it; who has none hears of it.
    for (const [refusal, said] of [
      ['AbortError', ''],
      ['NotAllowedError', 'The system’s share sheet did not open.'],
    ]) {
      await page.evaluate((it) => (window.refusal = it), refusal);
      await share();
      await page.waitForFunction((count) => window.shared.length === count, refusal === 'AbortError' ? 2 : 3);
      assert.equal(await page.locator('#toast').innerText(), said);
    }
  }));

test('where the system has no share sheet, none is offered', () =>
  visit(async (page) => {
    await offer(page, () => delete Navigator.prototype.share);
    await openExample(page, 'ferry');
    await page.click('#clip');
    assert.equal(await page.locator('#clip-note').isVisible(), true);
    assert.equal(await page.locator('#clip-share').count(), 0);
  }));

test('what another program shares is its text, or the page that its link leads to', () => {
  const of = (params) => sharedText(`?${new URLSearchParams(params)}`);
  const link = 'https://post.example/a?b=1';
  assert.equal(of({}), null);
  assert.equal(of({ title: 'Ferry', url: link }), link);
  assert.equal(of({ title: 'Ferry', text: link }), link);
  assert.equal(of({ text: `Night ferry sails again ${link}` }), link);
  assert.equal(of({ text: 'Night ferry sails again', url: link }), link);
  assert.equal(of({ text: 'Night ferry sails again' }), 'Night ferry sails again');
  const long = `${'The ferry sails again from Monday, the harbour office said. '.repeat(6)}${link}`;
  assert.equal(of({ text: long }), long);
});

test('a shared text is cleaned, a shared link is no page, and neither stays in the address', () =>
  visit(async (page, { url }) => {
    const target = JSON.parse(source('manifest.webmanifest')).share_target;
    const shared = (params) => {
      const search = new URLSearchParams(Object.entries(params).map(([key, value]) => [target.params[key], value]));
      return page.goto(`${new URL(target.action, url)}?${search}`);
    };
    await shared({ title: 'A kiln', text: TEXT });
    await page.waitForFunction(() => document.body.dataset.drawn);
    assert.match(await panel(page, 'text'), /^The village has voted/);
    assert.equal(
      await page
        .locator('#source-facts')
        .innerText()
        .then((it) => it.includes('Shared page')),
      true,
    );
    assert.equal(page.url(), url);
    await shared({ title: 'A kiln', text: 'A kiln for the village https://clay.example/kiln' });
    await page.waitForSelector('body[data-state="trouble"]');
    assert.match(await page.locator('#trouble').innerText(), /clay\.example\/kiln/);
    assert.equal(page.url(), url);
  }));

/** The queue of what the system opens: the page's consumer, to be called with it. */
function launchQueue() {
  Object.defineProperty(window, 'launchQueue', {
    value: { setConsumer: (consume) => (window.open_ = consume) },
  });
}

/** Opens files as the system does. */
const launch = (page, files) =>
  page.evaluate((given) => {
    const handle = ([name, type, content]) => ({ getFile: async () => new File([content], name, { type }) });
    return window.open_({ files: given.map(handle) });
  }, files);

test('a file that the system opens is cleaned; several are a table; none is the start screen', () =>
  visit(async (page) => {
    await offer(page, launchQueue);
    await launch(page, []);
    assert.equal(await page.locator('body').getAttribute('data-state'), 'start');
    await cleaned(page, () => launch(page, [['kiln.html', 'text/html', PAGE]]));
    assert.match(await panel(page, 'text'), /^The village has voted/);
    assert.match(await page.locator('#source-facts').innerText(), /kiln\.html/);
    await launch(page, [
      ['kiln.html', 'text/html', PAGE],
      ['kiln.txt', 'text/plain', TEXT],
    ]);
    await page.waitForFunction(() => document.querySelectorAll('#batch tbody tr').length === 2);
    // Each kind of file that the manifest promises is one that the picker takes.
    const [handler] = JSON.parse(source('manifest.webmanifest')).file_handlers;
    const accepted = (await page.locator('#file').getAttribute('accept')).split(',').map((it) => it.trim());
    for (const ending of Object.values(handler.accept).flat()) assert.ok(accepted.includes(ending), ending);
  }));

test('Obsidian is opened with the note', () =>
  visit(
    async (page, { context }) => {
      await openExample(page, 'ferry');
      const devtools = await context.newCDPSession(page);
      await devtools.send('Page.enable');
      const asked = new Promise((resolve) => devtools.once('Page.frameRequestedNavigation', resolve));
      await page.click('#clip');
      await page.click('#clip-obsidian');
      const { url } = await asked;
      assert.match(url, /^obsidian:\/\/new\?name=night-ferry-to-skagen-sails-again-after-eleven-winters&content=---/);
      const note = new URL(url).searchParams.get('content');
      assert.match(
        note,
        /title: "?Night ferry to Skagen[\s\S]+source: "?https:\/\/harbourpost\.example[\s\S]+After eleven winters/,
      );
    },
    { quiet: false },
  ));

test('a note that is too long for a link to Obsidian is to be saved', () =>
  visit(async (page) => {
    const long = Array.from(
      { length: 900 },
      (_, at) => `<p>In week ${at} the kiln behind the old school was fired.</p>`,
    );
    await cleaned(page, () => paste(page, { 'text/html': PAGE.replace('</article>', `${long.join('')}</article>`) }));
    await page.click('#clip');
    await page.click('#clip-obsidian');
    assert.match(await page.locator('#toast').innerText(), /too long for a link to Obsidian/);
  }));
