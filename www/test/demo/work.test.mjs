// Working with a result: switches, keep and drop, undo, search, tabs, copy, download, the keyboard alone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { cleaned, figure, openExample, PAGE, panel, paste, TEXT, visit } from './harness.mjs';

const removedTexts = (page) => page.locator('.piece.removed').allInnerTexts();

/** Opens the made-up page as flattened text. */
const flattened = (page) => cleaned(page, () => paste(page, { 'text/plain': TEXT }));

test('every removed piece is in its place, and all pieces together are the page', () =>
  visit(async (page) => {
    await flattened(page);
    const shown = await page.locator('#page').evaluate((it) => it.textContent.replace(/\s+/g, ''));
    assert.equal(shown, TEXT.replace(/\s+/g, ''));
    assert.ok((await removedTexts(page)).some((it) => it.includes('pic.twitter.com')));
    const kept = await page.locator('.piece.kept').allInnerTexts();
    assert.ok(kept.some((it) => it.includes('two winters')));
  }));

test('a switch cleans again at once, stays in its place, and can be turned back', () =>
  visit(async (page) => {
    await flattened(page);
    const toggle = page.locator('.switch[data-category="embed"]');
    const before = await figure(page, 'kept');
    await cleaned(page, () => toggle.click());
    assert.equal(await toggle.getAttribute('aria-checked'), 'false');
    assert.ok((await figure(page, 'kept')) > before);
    assert.match(await panel(page, 'text'), /pic\.twitter\.com/);
    assert.equal((await page.locator('.piece.spared').count()) > 0, true);
    assert.match(await page.locator('#choices-text').innerText(), /keeping embed/);
    assert.equal(await toggle.isVisible(), true);
    await cleaned(page, () => toggle.click());
    assert.equal(await figure(page, 'kept'), before);
    assert.equal(await page.locator('.piece.spared').count(), 0);
  }));

test('a piece says what it is, which rule, why and how sure', () =>
  visit(async (page) => {
    await flattened(page);
    await page.locator('.piece.removed', { hasText: 'pic.twitter.com' }).first().hover();
    const card = page.locator('#card');
    await card.waitFor({ state: 'visible' });
    assert.equal(await card.locator('h2').innerText(), 'Embed');
    assert.ok((await card.locator('.card-reason').innerText()).length > 10);
    assert.match(await card.locator('.card-facts code').first().innerText(), /^[\w-]+$/);
    assert.match(await card.locator('.meter-value').innerText(), /^\d+(?:\.\d)? %$/);
    await page.mouse.move(5, 5);
    await card.waitFor({ state: 'hidden' });
  }));

test('a piece that no rule took says what can be checked of it', () =>
  visit(async (page) => {
    const box = '<div><p>Anything else</p></div>';
    await cleaned(page, () => paste(page, { 'text/html': PAGE.replace('<footer>', `${box}<footer>`) }));
    for (const it of await page.locator('.fold summary').all()) await it.click();
    const piece = page.locator('.piece.removed', { hasText: 'Anything else' });
    await piece.click();
    assert.equal(await page.locator('#card .card-facts code').first().innerText(), 'scorer');
    assert.match(await page.locator('.card-evidence').innerText(), /^Speaks for it: 2 words.*junk/);
  }));

test('keep, undo, redo; drop; and the options as code', () =>
  visit(async (page) => {
    await flattened(page);
    const tweet = page.locator('.piece.removed', { hasText: 'pic.twitter.com' }).first();
    await tweet.click();
    await cleaned(page, () => page.click('#card .card-actions .primary'));
    assert.match(await panel(page, 'text'), /pic\.twitter\.com/);
    assert.equal((await page.locator('.piece.kept.yours').count()) > 0, true);
    await cleaned(page, () => page.click('#undo'));
    assert.doesNotMatch(await panel(page, 'text'), /pic\.twitter\.com/);
    await cleaned(page, () => page.click('#redo'));
    assert.match(await panel(page, 'text'), /pic\.twitter\.com/);

    await page.locator('.piece.kept', { hasText: 'It will stand behind' }).click();
    await cleaned(page, () => page.locator('#card button', { hasText: 'Drop this' }).click());
    assert.doesNotMatch(await panel(page, 'text'), /It will stand behind/);
    assert.match(await page.locator('#choices-text').innerText(), /1 piece kept by you; 1 piece dropped by you/);

    await page.click('#tab-markdown');
    await page.click('#use');
    assert.match(
      await page.locator('#code-tab-panel-js').innerText(),
      /npm install unhusk[\s\S]*const \{ title, markdown \} =[\s\S]*markdown: true/,
    );
    await page.keyboard.press('Escape');
    await page.click('#code');
    const js = await page.locator('#code-tab-panel-js').innerText();
    const [, start, end] = /start: (\d+), end: (\d+), action: 'drop'/.exec(js);
    assert.equal(TEXT.slice(start, end).startsWith('It will stand behind'), true);
    await page.click('#code-tab-rust');
    const rust = await page.locator('#code-tab-panel-rust').innerText();
    const [, from, to] = /start: (\d+), end: (\d+), action: Action::Drop/.exec(rust);
    assert.equal(
      Buffer.from(TEXT).subarray(Number(from), Number(to)).toString().startsWith('It will stand behind'),
      true,
    );
    await page.click('#code-tab-shell');
    assert.match(await page.locator('#code-tab-panel-shell').innerText(), /unhusk .*page\.txt/);
    await page.keyboard.press('Escape');
    await cleaned(page, () => page.click('#reset'));
    assert.match(await panel(page, 'text'), /It will stand behind/);
  }));

test('words on pieces become selectors for every page of the site, and a complaint is a file', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/html': PAGE }));
    await page.locator('.piece.removed', { hasText: 'pic.twitter.com' }).first().click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('#card button', { hasText: 'This is wrong' }).click(),
    ]);
    const complaint = JSON.parse(readFileSync(await file.path(), 'utf8'));
    assert.equal(complaint.wrong, 'removed, and should be kept');
    assert.match(complaint.text, /pic\.twitter\.com/);
    assert.match(complaint.before, /nobody tends any more/);
    await cleaned(page, () => page.click('#card .card-actions .primary'));
    await page.locator('.piece.kept', { hasText: 'It will stand behind' }).click();
    await cleaned(page, () => page.locator('#card button', { hasText: 'Drop this' }).click());
    await page.click('#code');
    const js = page.locator('#code-tab-panel-js');
    assert.match(await js.innerText(), /overrides/);
    await page.click('#code-every');
    const rules = await js.innerText();
    assert.doesNotMatch(rules, /overrides/);
    assert.match(rules, /keepSelectors: \['blockquote\.twitter-tweet(?: > p)?'\]/);
    await page.click('#code-tab-shell');
    assert.match(await page.locator('#code-tab-panel-shell').innerText(), /--keep-selector 'blockquote\.twitter-tweet/);
  }));

test('a whole kind is spared from the card', () =>
  visit(async (page) => {
    await flattened(page);
    await page.locator('.piece.removed', { hasText: 'pic.twitter.com' }).first().click();
    await cleaned(page, () => page.locator('#card button', { hasText: 'Keep all of this kind' }).click());
    assert.equal(await page.locator('.switch[data-category="embed"]').getAttribute('aria-checked'), 'false');
  }));

test('every setting is an option that the engine takes', () =>
  visit(async (page) => {
    await openExample(page, 'ferry');
    for (const [name, value] of [
      ['preset', 'recall'],
      ['preset', 'precision'],
      ['embeds', 'link'],
      ['embeds', 'keep'],
      ['unwrap', 'never'],
    ]) {
      await cleaned(page, () => page.selectOption(`#set-${name}`, value));
    }
    for (const name of ['includeTitle', 'includeTables', 'includeLinks', 'includeImages'])
      await cleaned(page, () => page.click(`#set-${name}`));
    assert.match(await panel(page, 'text'), /^Night ferry to Skagen/);
  }));

test('patterns take what they match, undo brings it back, and a wrong one is told and changes nothing', () =>
  visit(async (page) => {
    await openExample(page, 'ferry');
    const whole = await panel(page, 'text');
    const write = async (text) => {
      await page.fill('#set-dropPatterns', text);
      await page.locator('#set-dropPatterns').blur();
    };
    await cleaned(page, () => write('/skagen/i\n^nothing like it$'));
    assert.match(whole, /skagen/i);
    assert.doesNotMatch(await panel(page, 'text'), /skagen/i);
    assert.equal(await page.inputValue('#set-dropPatterns'), '/skagen/i\n^nothing like it$');
    await write('(');
    assert.match(await page.textContent('#set-dropPatterns-trouble'), /Unterminated group/);
    assert.equal(await page.getAttribute('#set-dropPatterns', 'aria-invalid'), 'true');
    await cleaned(page, () => page.click('#undo'));
    assert.equal(await panel(page, 'text'), whole);
    assert.equal(await page.inputValue('#set-dropPatterns'), '');
    assert.equal(await page.getAttribute('#set-dropPatterns', 'aria-invalid'), 'false');
  }));

test('each tab shows its form, in real tab roles', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/html': PAGE, 'text/plain': TEXT }));
    assert.deepEqual(await page.locator('#tabs [role="tab"]').allInnerTexts(), [
      'Article',
      'Text',
      'Markdown',
      'HTML',
      'JSON',
      'Metadata',
      'Compared',
    ]);
    const frame = page.frameLocator('.article-frame');
    await frame.locator('h1', { hasText: 'A kiln for the village' }).waitFor();
    assert.match(await frame.locator('body').innerText(), /two winters of driving its pots/);
    assert.match(await panel(page, 'markdown'), /two winters/);
    assert.match(await panel(page, 'html'), /<p>The village has voted/);
    const json = JSON.parse(await panel(page, 'json'));
    assert.equal(json.title, 'A kiln for the village');
    assert.ok(json.removed.length > 0);
    assert.equal(json.pieces, undefined);
    assert.match(await panel(page, 'metadata'), /A kiln for the village/);
    // Arrows move and select, and there is one tab stop.
    await page.focus('#tab-metadata');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-compared');
    await page.locator('.compared table').waitFor();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-article');
    assert.equal(await page.getAttribute('#tab-article', 'aria-selected'), 'true');
    await page.keyboard.press('End');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-compared');
    assert.equal(await page.locator('#tabs [tabindex="0"]').count(), 1);
    assert.equal(await page.locator('#panels [role="tabpanel"]:visible').count(), 1);
  }));

test('the article beside that of Readability.js: words that one of them keeps, loaded when it is looked at', () =>
  visit(async (page, { requests }) => {
    const tail = '<div class="box"><p>Get the morning letter. No spam, ever.</p></div></article>';
    await cleaned(page, () => paste(page, { 'text/html': PAGE.replace('</article>', tail) }));
    assert.ok(!requests.some((it) => it.includes('vendor')));
    const compared = await panel(page, 'compared');
    await page.locator('.compared table').waitFor();
    const said = (await page.locator('.compared table').innerText()).replace(/\s+/g, ' ');
    assert.match(said, /unhusk \d+ \d+ [\d.]+ ms Readability\.js \d+ \d+ [\d.]+ ms/, compared);
    assert.match(await page.locator('.diff').innerText(), /two winters/);
    assert.ok((await page.locator('.diff del').count()) > 0, 'Readability.js keeps what is junk here');
    assert.ok(requests.some((it) => it.endsWith('vendor/readability.js')));
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    await page.locator('.compared', { hasText: 'reads HTML alone' }).waitFor();
  }));

test('copy gives the rich and the plain form; download gives a file', () =>
  visit(
    async (page) => {
      await cleaned(page, () => paste(page, { 'text/html': PAGE, 'text/plain': TEXT }));
      await page.click('#copy');
      await page.waitForFunction(() => document.getElementById('toast').textContent.includes('copied'));
      const types = await page.evaluate(async () => {
        const [item] = await navigator.clipboard.read();
        return {
          types: [...item.types].sort(),
          html: await (await item.getType('text/html')).text(),
          text: await (await item.getType('text/plain')).text(),
        };
      });
      assert.deepEqual(types.types, ['text/html', 'text/plain']);
      assert.match(types.html, /<p>The village has voted/);
      assert.match(types.text, /The village has voted/);
      await page.click('#tab-markdown');
      const [file] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
      assert.equal(file.suggestedFilename(), 'a-kiln-for-the-village.md');
      assert.match(readFileSync(await file.path(), 'utf8'), /^---\ntitle: "A kiln for the village"[\s\S]*two winters/);
      const names = new Set([file.suggestedFilename()]);
      for (const tab of ['article', 'text', 'html', 'json', 'metadata']) {
        await page.click(`#tab-${tab}`);
        const [other] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
        names.add(other.suggestedFilename());
        assert.match(readFileSync(await other.path(), 'utf8'), /A kiln for the village/, tab);
      }
      assert.equal(names.size, 6, 'each file has a name of its own');
      await page.click('#clip');
      await page.click('#clip-note');
      await page.waitForFunction(() => document.getElementById('toast').textContent.includes('Note copied'));
      assert.match(
        await page.evaluate(() => navigator.clipboard.readText()),
        /^---\ntitle: [\s\S]*\n# A kiln[\s\S]*two winters/,
      );
      assert.equal(await page.locator('#clip-menu').isVisible(), false);
    },
    { options: { permissions: ['clipboard-read', 'clipboard-write'] } },
  ));

test('search counts the hits and goes from one to the next', () =>
  visit(async (page) => {
    await openExample(page, 'ferry');
    await page.fill('#search-field', 'the  HARBOUR');
    await page.waitForFunction(() => /^1\/\d+$/.test(document.getElementById('search-count').textContent));
    await page.press('#search-field', 'Enter');
    assert.match(await page.locator('#search-count').innerText(), /^2\/\d+$/);
    await page.press('#search-field', 'Shift+Enter');
    assert.match(await page.locator('#search-count').innerText(), /^1\//);
    assert.equal(await page.evaluate(() => CSS.highlights.get('found').size > 1), true);
    await page.fill('#search-field', '(no such [thing');
    await page.waitForFunction(() => document.getElementById('search-count').textContent === 'none');
    await page.press('#search-field', 'Escape');
    assert.equal(await page.locator('#search-count').innerText(), '');
  }));

test('the keyboard alone: paste, step, look, keep, undo, search, switch, tab, copy', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await flattened(page);
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('F8');
    assert.match(await page.locator('#step-count').innerText(), /^1\/\d+$/);
    assert.equal(await page.locator('#card').isVisible(), true);
    const first = await focused();
    await page.keyboard.press('n');
    assert.notEqual(await focused(), first);
    await page.keyboard.press('p');
    assert.equal(await focused(), first);
    // Into the card and back.
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'Keep this');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#card').isVisible(), false);
    assert.equal(await focused(), first);
    // Keep it, and take that back.
    const count = (await removedTexts(page)).length;
    await cleaned(page, () => page.keyboard.press('k'));
    assert.equal((await removedTexts(page)).length, count - 1);
    assert.equal(await focused(), first);
    await cleaned(page, () => page.keyboard.press('Control+z'));
    assert.equal((await removedTexts(page)).length, count);
    // To a kept piece, and drop it.
    for (let step = 0; step < 40 && !(await focused()).startsWith('The village'); step += 1)
      await page.keyboard.press('ArrowDown');
    assert.match(await focused(), /The village has voted/);
    await cleaned(page, () => page.keyboard.press('d'));
    assert.doesNotMatch(await panel(page, 'text'), /The village has voted/);
    await page.focus('#page');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'search-field');
    // Everything else is reached by Tab: from the head of the page to the result's tools and past them.
    await page.evaluate(() => document.activeElement.blur());
    const reached = new Set();
    for (let step = 0; step < 80; step += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(
          () => document.activeElement.id || document.activeElement.className || document.activeElement.tagName,
        ),
      );
    }
    for (const id of [
      'brand',
      'new',
      'share',
      'keys',
      'theme',
      'undo',
      'code',
      'search-field',
      'previous',
      'next',
      'switch',
      'legend-jump',
      'set-preset',
      'tab-text',
      'copy',
      'download',
      'use',
      'tab-panel-text',
    ]) {
      assert.ok(reached.has(id), `${id} is not reached by Tab: ${[...reached].join(', ')}`);
    }
  }));

test('the list of keys opens and closes, and gives the focus back', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await page.focus('#keys');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#dialog-keys').isVisible(), true);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#dialog-keys').isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'keys');
  }));

test('a page of pure junk has no article, and says what to do', () =>
  visit(async (page) => {
    await cleaned(page, () =>
      paste(page, {
        'text/plain': 'Share this:\nFacebook\nTwitter\nCopy link\n© 2024 Example Media Ltd. All rights reserved.',
      }),
    );
    const frame = page.locator('#tab-panel-article');
    assert.match(await frame.innerText(), /No article on this page|may be no article/);
    assert.match(await page.locator('#live').textContent(), /No article was found/);
  }));

test('selected words can be dropped by themselves, and taken back', () =>
  visit(async (page) => {
    await flattened(page);
    await page.locator('.piece.kept', { hasText: 'It will stand behind' }).evaluate((it) => {
      const range = document.createRange();
      const at = it.textContent.indexOf('where the ground is dry');
      range.setStart(it.firstChild, at);
      range.setEnd(it.firstChild, at + 'where the ground is dry,'.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      it.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    });
    await page.locator('#card', { hasText: 'Selection' }).waitFor();
    await cleaned(page, () => page.locator('#card button', { hasText: 'Drop this' }).click());
    const text = await panel(page, 'text');
    assert.match(text, /It will stand behind the old school, +and will be fired|behind the old school, and will/);
    assert.doesNotMatch(text, /ground is dry/);
    await cleaned(page, () => page.click('#undo'));
    assert.match(await panel(page, 'text'), /ground is dry/);
  }));

test('what was asked for before comes too late: a new page, a paste, a link', () =>
  visit(async (page) => {
    await flattened(page);
    // A setting, and at once a new page: the start screen stays.
    await page.evaluate(() => {
      document.getElementById('set-includeLinks').click();
      document.getElementById('new').click();
    });
    await page.waitForTimeout(1500);
    assert.equal(await page.getAttribute('body', 'data-state'), 'start');
    assert.equal(await page.locator('#working').isHidden(), true);
    // A slow example, and meanwhile a page of one's own.
    await page.route('**/examples/ferry.html', async (route) => {
      await new Promise((done) => setTimeout(done, 1000));
      await route.continue();
    });
    await page.click('[data-example="ferry"]');
    await flattened(page);
    await page.waitForTimeout(2000);
    assert.match(await panel(page, 'text'), /two winters/);
    // The same, and back to the start.
    await page.click('#new');
    await page.click('[data-example="ferry"]');
    await page.click('#brand');
    await page.waitForTimeout(2000);
    assert.equal(await page.getAttribute('body', 'data-state'), 'start');
  }));

const active = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.dataset.category);

test('undo and paste work after a click on a setting, and the focus stays where it is', () =>
  visit(async (page) => {
    await flattened(page);
    const choices = () => page.locator('#choices-text').innerText();
    await cleaned(page, () => page.click('#set-includeTables'));
    assert.match(await choices(), /1 setting/);
    await cleaned(page, () => page.keyboard.press('Control+z'));
    assert.match(await choices(), /No choices/);
    await cleaned(page, () => page.selectOption('#set-preset', 'recall'));
    await page.focus('#set-preset');
    await cleaned(page, () => page.keyboard.press('Control+z'));
    assert.match(await choices(), /No choices/);
    assert.equal(await active(page), 'set-preset');
    await page.focus('#set-includeTables');
    await cleaned(page, () => paste(page, { 'text/plain': TEXT.replace('two winters', 'five winters') }));
    assert.match(await panel(page, 'text'), /five winters/);
  }));

test('a button or a switch keeps its focus when it has nothing more to do or moves', () =>
  visit(async (page) => {
    await flattened(page);
    await cleaned(page, () => page.click('.switch[data-category="embed"]'));
    for (const id of ['undo', 'redo', 'reset']) {
      await page.focus(`#${id}`);
      await cleaned(page, () => page.keyboard.press('Enter'));
      assert.equal(await active(page), id);
      assert.equal(await page.getAttribute(`#${id}`, 'aria-disabled'), 'true');
      await page.keyboard.press('Enter');
    }
    await page.click('#absent-summary');
    const toggle = page.locator('#legend-absent .switch').first();
    const name = await toggle.getAttribute('data-category');
    await toggle.focus();
    for (const list of ['legend', 'legend-absent']) {
      await cleaned(page, () => page.keyboard.press('Space'));
      assert.equal(await active(page), name);
      assert.equal(await page.locator(`#${list} [data-category="${name}"]`).count(), 1);
    }
  }));

test('a card names the element that it is about by the page’s own ids and classes', () =>
  visit(async (page) => {
    const html = PAGE.replace(
      '<footer>',
      '<footer id="foot" class="site-footer dark wide tall"><div><div class="row">',
    );
    await cleaned(page, () => paste(page, { 'text/html': html }));
    const element = async (words) => {
      const piece = page.locator('.piece.removed', { hasText: words }).first();
      await piece.evaluate((it) => it.closest('details')?.setAttribute('open', ''));
      await piece.click();
      const code = page.locator('.card-facts .wide code');
      assert.match(await code.getAttribute('title'), /^body > /);
      const shown = await code.innerText();
      await page.keyboard.press('Escape');
      return shown;
    };
    assert.equal(await element('Facebook'), 'div.share-bar');
    assert.equal(await element('All rights reserved'), 'footer#foot.site-footer.dark.wide div.row p');
  }));

/** In the page, before anything runs: what the main thread does in one go, where that could be much. */
function watchWork() {
  window.most = { parsed: 0, encoded: 0 };
  window.batches = [];
  const { parseFromString } = DOMParser.prototype;
  DOMParser.prototype.parseFromString = function (html, type) {
    window.most.parsed = Math.max(window.most.parsed, String(html).length);
    return parseFromString.call(this, html, type);
  };
  const { encode } = TextEncoder.prototype;
  TextEncoder.prototype.encode = function (text) {
    window.most.encoded = Math.max(window.most.encoded, text.length);
    return encode.call(this, text);
  };
  addEventListener('DOMContentLoaded', () => {
    const lines = (record) => [...record.addedNodes].filter((it) => it.nodeType === 1 && it.matches('.line'));
    new MutationObserver((records) => window.batches.push(records.flatMap(lines).length)).observe(
      document.getElementById('page'),
      { childList: true, subtree: true },
    );
  });
}

test('a page of megabytes is drawn in many batches, and its article is neither parsed nor measured as a whole', () =>
  visit(async (page) => {
    await page.addInitScript(watchWork);
    await page.reload();
    const lines = (count, line) => Array.from({ length: count }, (_, at) => line(at + 1)).join('\n');
    const long = `<!doctype html><title>Firings</title><article><h1>Firings</h1>${lines(
      12_000,
      (at) =>
        `<p>On night ${at} the kiln behind the old school was fired with wood from the orchard, ${at % 50} pots were in it, and all but ${at % 7} came out whole in the morning, as the mayor had said.</p>`,
    )}</article>`;
    assert.ok(long.length > 2_000_000);
    await cleaned(page, () => paste(page, { 'text/html': long }));
    const { most, batches } = await page.evaluate(() => ({ most: window.most, batches: window.batches }));
    const drawn = batches.filter((it) => it > 0);
    assert.equal(
      drawn.reduce((sum, it) => sum + it, 0),
      12_001,
    );
    assert.ok(drawn.length > 10, `${drawn.length} batches`);
    assert.ok(Math.max(...drawn) < 4000, `a batch of ${Math.max(...drawn)} lines`);
    assert.ok(most.parsed > 1000 && most.parsed < 100_000, `${most.parsed} characters parsed at once`);
    assert.ok(most.encoded < 100_000, `${most.encoded} characters encoded at once`);
  }));

test('a long article keeps its tables, lists and listings from part to part', () =>
  visit(
    async (page) => {
      const lines = (count, line) => Array.from({ length: count }, (_, at) => line(at + 1)).join('\n');
      const prose = (at) =>
        `<p>On night ${at} the kiln behind the old school was fired, and forty pots came out whole.</p>`;
      const long = `<!doctype html><title>Firings</title><article><h1>Firings</h1>${lines(20, prose)}
<ol>${lines(1500, (at) => `<li>Firing ${at} of the kiln, with wood from the orchard &amp; the pass, went well and nobody was hurt.</li>`)}</ol>
${lines(20, prose)}<table><tr><th>Pot</th><th>Glaze</th></tr>${lines(1500, (at) => `<tr><td>Pot ${at} of the year</td><td>Glaze ${at}, of ash and sand from the river</td></tr>`)}</table>
${lines(20, prose)}<pre>${lines(2500, (at) => `    log ${at}: the kiln is at ${at} degrees &lt;C&gt;`)}</pre>${lines(20, prose)}</article>`;
      await cleaned(page, () => paste(page, { 'text/html': long }));
      const frame = page.frameLocator('.article-frame').locator('body');
      const [, count] = /of (\d+)/.exec(await page.locator('.pager').innerText());
      const all = { cells: [], items: [], logs: '', loose: 0 };
      for (let part = 1; part <= Number(count); part += 1) {
        await page.locator('.pager', { hasText: `Part ${part} of` }).waitFor();
        const found = await frame.evaluate((body) => {
          const texts = (of) => [...body.querySelectorAll(of)].map((it) => it.textContent);
          const items = [...body.querySelectorAll('ol > li')].map((it, at) => it.parentElement.start + at);
          return {
            cells: texts('table tr > td:first-child'),
            items,
            logs: texts('pre').join(''),
            loose: body.querySelectorAll('li:not(ol > li)').length,
            empty: [...body.querySelectorAll('table, tr, ol, li, pre, p')].filter((it) => !it.textContent).length,
            length: body.textContent.length,
          };
        });
        assert.ok(found.length > 1000 && found.length < 70_000, `part ${part} has ${found.length} characters`);
        assert.equal(found.empty, 0);
        for (const key of ['cells', 'items']) all[key].push(...found[key]);
        all.logs += found.logs;
        all.loose += found.loose;
        if (part < Number(count)) await page.click('.pager-next');
      }
      assert.equal(all.loose, 0);
      assert.deepEqual(
        all.items,
        Array.from({ length: 1500 }, (_, at) => at + 1),
      );
      assert.equal(all.cells.filter((it) => /^Pot \d+ of the year$/.test(it)).length, 1500);
      assert.equal(all.logs.match(/log \d+: the kiln is at \d+ degrees <C>/g).length, 2500);
      // At the last part the button for the next one has nothing more to do: the focus is on the other.
      assert.equal(await page.evaluate(() => document.activeElement.classList.contains('pager-previous')), true);
    },
    // It is made up, and reads like it.
    { path: '#keep=other,duplicate' },
  ));

test('the article’s file has the title once, and none where there is none', () =>
  visit(async (page) => {
    const headings = async () => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
      return readFileSync(await file.path(), 'utf8').match(/<h1[\s>][\s\S]*?<\/h1>/g) ?? [];
    };
    await openExample(page, 'ferry');
    const [title, ...more] = await headings();
    assert.match(title, /Night ferry to Skagen/);
    assert.deepEqual(more, []);
    await cleaned(page, () => page.click('#set-includeTitle'));
    assert.deepEqual(await headings(), [title]);
    await cleaned(page, () =>
      paste(page, { 'text/html': PAGE.replace(/<title>.*<\/title>/, '').replace(/<h1>.*<\/h1>/, '') }),
    );
    assert.deepEqual(await headings(), []);
  }));
