// The ways in: paste, drop, file, typing, editing, examples, the bookmark.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cleaned, drop, figure, openExample, PAGE, panel, paste, TEXT, visit } from './harness.mjs';

const text = (page) => panel(page, 'text');
const base64 = (content) => Buffer.from(content).toString('base64');

test('a paste with both forms is cleaned as HTML, says so, and switches to the text', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/html': PAGE, 'text/plain': TEXT }));
    assert.match(await page.locator('#source-facts').innerText(), /pasted as HTML and as text; cleaning the HTML/);
    assert.equal(await page.locator('#flavours [data-flavour="html"]').getAttribute('aria-pressed'), 'true');
    assert.match(await text(page), /two winters of driving its pots/);
    await cleaned(page, () => page.click('#flavours [data-flavour="text"]'));
    assert.match(await page.locator('#source-facts').innerText(), /cleaning the text/);
    assert.match(await text(page), /two winters of driving its pots/);
  }));

test('a page copied in the browser, as browsers copy: the article comes out', () =>
  visit(
    async (page, { context }) => {
      await page.waitForSelector('body[data-state="start"]');
      const elsewhere = await context.newPage();
      const styled = PAGE.replace(
        '<body>',
        '<body><style>.share-bar span { display: block } nav { color: grey }</style>',
      );
      await elsewhere.route('https://clay.example/**', (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: styled }),
      );
      await elsewhere.goto('https://clay.example/kiln');
      await elsewhere.keyboard.press('Control+A');
      await elsewhere.keyboard.press('Control+C');
      await page.bringToFront();
      await cleaned(page, () => page.keyboard.press('Control+V'));
      assert.match(await page.locator('#source-facts').innerText(), /pasted as HTML and as text; cleaning the HTML/);
      assert.equal(await page.locator('#source-name').innerText(), 'A kiln for the village');
      const result = await text(page);
      assert.match(result, /^The village has voted[\s\S]*the week after Easter\.$/);
      assert.doesNotMatch(result, /pic\.twitter\.com|Share|All rights/);
    },
    { options: { permissions: ['clipboard-read', 'clipboard-write'] } },
  ));

test('a paste of plain text is cleaned as text; there is nothing to switch', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    assert.match(await page.locator('#source-facts').innerText(), /flattened text/);
    assert.equal(await page.locator('#flavours').isVisible(), false);
    const result = await text(page);
    assert.match(result, /two winters/);
    assert.doesNotMatch(result, /pic\.twitter\.com/);
  }));

test('pasted source code of a page is its HTML, whatever coloured copy comes with it', () =>
  visit(async (page) => {
    await cleaned(page, () =>
      paste(page, {
        'text/html': '<pre><span style="color:red">&lt;!doctype html&gt;</span></pre>',
        'text/plain': PAGE,
      }),
    );
    assert.match(await page.locator('#source-facts').innerText(), /HTML · /);
    assert.match(await text(page), /two winters/);
  }));

test('coloured text without the shape of a page is cleaned as text', () =>
  visit(async (page) => {
    await cleaned(page, () =>
      paste(page, { 'text/html': `<span style="color:red">${TEXT.replaceAll('\n', ' ')}</span>`, 'text/plain': TEXT }),
    );
    assert.match(await page.locator('#source-facts').innerText(), /cleaning the text/);
  }));

test('a paste works wherever the focus is, also over a page that is there already', () =>
  visit(async (page) => {
    await openExample(page, 'seed-003');
    await page.focus('#tab-json');
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    assert.match(await text(page), /two winters/);
    // In the search field it is the field's.
    await page.focus('#search-field');
    await paste(page, { 'text/plain': 'kiln' });
    assert.match(await text(page), /two winters/);
  }));

test('an empty paste says what to do', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await paste(page, { 'text/plain': '   \n ' });
    await page.waitForSelector('#trouble[data-code="EMPTY"]');
    await page.click('#trouble-tools .primary');
    await page.waitForSelector('body[data-state="start"]');
  }));

test('an address alone is no page: it says how to get there', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await paste(page, { 'text/plain': ' https://clay.example/kiln?a=1 \n' });
    await page.waitForSelector('#trouble[data-code="ADDRESS"]');
    assert.match(
      await page.locator('#trouble').innerText(),
      /fetches nothing[\s\S]*curl -sL 'https:\/\/clay\.example\/kiln\?a=1' \| unhusk/,
    );
    assert.equal(await page.locator('#trouble-ways a').first().getAttribute('href'), 'https://clay.example/kiln?a=1');
    assert.match(await page.locator('#trouble-ways .button').getAttribute('href'), /^javascript:/);
    await page.click('#trouble-tools .primary');
    await page.waitForSelector('body[data-state="start"]');
    await cleaned(page, () => paste(page, { 'text/plain': `See https://clay.example/kiln. ${TEXT}` }));
  }));

test('what another program shares comes in: a text as a page, a link as an address', () =>
  visit(
    async (page, { url }) => {
      await page.waitForFunction(() => document.body.dataset.drawn);
      assert.match(await text(page), /two winters/);
      assert.equal(new URL(page.url()).search, '');
      await page.goto(`${url}?title=Kiln&url=https%3A%2F%2Fclay.example%2Fkiln`);
      await page.waitForSelector('#trouble[data-code="ADDRESS"]');
    },
    { path: `?text=${encodeURIComponent(TEXT)}` },
  ));

test('a file is dropped, its encoding found, and changed by hand', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    const latin = Buffer.from(
      PAGE.replace('<title>', '<meta charset="iso-8859-1"><title>')
        .replaceAll('pass', 'pass\u00e9')
        .replace(/[“”—©]/g, ''),
      'latin1',
    ).toString('base64');
    await cleaned(page, () => drop(page, 'kiln.html', 'text/html', latin));
    assert.match(await page.locator('#source').innerText(), /kiln\.html/);
    assert.match(await page.locator('#encoding-select option:checked').innerText(), /windows-1252 \(declared\)/);
    assert.match(await text(page), /passé/);
    await cleaned(page, () => page.selectOption('#encoding-select', 'windows-1251'));
    assert.match(await text(page), /passй/);
  }));

test('a text file and a saved page are chosen; a picture is refused', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await cleaned(page, () =>
      page.setInputFiles('#file', { name: 'kiln.txt', mimeType: 'text/plain', buffer: Buffer.from(TEXT) }),
    );
    assert.match(await page.locator('#source-facts').innerText(), /flattened text/);
    const saved = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x1"\r\n\r\n--x1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(PAGE)}\r\n--x1--\r\n`;
    await cleaned(page, () =>
      page.setInputFiles('#file', { name: 'kiln.mhtml', mimeType: 'multipart/related', buffer: Buffer.from(saved) }),
    );
    assert.match(await page.locator('#source-facts').innerText(), /HTML/);
    assert.match(await text(page), /two winters/);
    await page.setInputFiles('#file', {
      name: 'kiln.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]),
    });
    await page.waitForSelector('#trouble[data-code="NOT_A_PAGE"]');
  }));

test('a page is typed, and edited: the result follows', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    assert.equal(await page.isDisabled('#clean-typed'), true);
    await page.fill('#paste', TEXT);
    await cleaned(page, () => page.click('#clean-typed'));
    await page.click('[data-mode="edit"]');
    assert.equal(await page.inputValue('#edit'), TEXT);
    await cleaned(page, () => page.fill('#edit', TEXT.replace('two winters', 'three winters')));
    assert.match(await text(page), /three winters/);
    await page.click('[data-mode="marked"]');
    await page.waitForFunction(() => document.getElementById('page').textContent.includes('three winters'));
  }));

test('a bookmark whose page does not arrive says so until it is read', () =>
  visit(
    async (page) => {
      await page.waitForSelector('body[data-state="start"]');
      await page.locator('#toast', { hasText: 'did not arrive' }).waitFor();
      await page.waitForTimeout(5000);
      assert.equal(await page.locator('#toast').isVisible(), true, 'it stays');
      await page.locator('#toast button').click();
      assert.equal(await page.locator('#toast').isVisible(), false);
    },
    { path: '#receive' },
  ));

/** A page as Windows saves it; a text field has other line breaks. */
const fileOf = (name, content) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content.replaceAll('\n', '\r\n')),
});

test('text that is dragged from the page itself is no new page', () =>
  visit(async (page) => {
    await openExample(page, 'ferry');
    const name = await page.locator('#source-name').innerText();
    const box = await page.evaluate(() => {
      const piece = [...document.querySelectorAll('#page .piece.kept')].find((it) => it.textContent.length > 80);
      piece.scrollIntoView({ block: 'center' });
      const range = document.createRange();
      range.setStart(piece.firstChild, 0);
      range.setEnd(piece.firstChild, 40);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      const { left, top } = range.getBoundingClientRect();
      return { x: left + 30, y: top + 8 };
    });
    await page.mouse.move(box.x, box.y);
    await page.mouse.down();
    await page.mouse.move(box.x + 40, box.y + 30, { steps: 8 });
    await page.mouse.move(box.x + 60, box.y + 60, { steps: 8 });
    await page.mouse.up();
    await page.waitForTimeout(1000);
    assert.equal(await page.locator('#source-name').innerText(), name);
    // From elsewhere it still is one.
    await cleaned(page, () =>
      page.evaluate((text) => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      }, TEXT),
    );
    assert.match(await text(page), /two winters/);
  }));

test('an editor in which nothing was typed changes nothing, whatever the line breaks', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await cleaned(page, () => page.setInputFiles('#file', fileOf('kiln.txt', TEXT)));
    const facts = await page.locator('#source-facts').innerText();
    await page.locator('.piece.removed', { hasText: 'pic.twitter.com' }).first().click();
    await cleaned(page, () => page.click('#card .card-actions .primary'));
    await page.click('[data-mode="edit"]');
    await page.click('[data-mode="marked"]');
    await page.waitForTimeout(500);
    assert.equal(await page.locator('#source-facts').innerText(), facts);
    assert.match(await page.locator('#choices-text').innerText(), /1 piece kept by you/);
    // Another file replaces it, and a new page ends it, with the editor open.
    await page.click('[data-mode="edit"]');
    await cleaned(page, () =>
      page.setInputFiles('#file', fileOf('other.txt', TEXT.replace('two winters', 'ten winters'))),
    );
    assert.match(await page.locator('#source-facts').innerText(), /^other\.txt ·/);
    assert.match(await text(page), /ten winters/);
    await page.click('[data-mode="edit"]');
    await page.click('#new');
    await page.waitForSelector('body[data-state="start"]');
    await page.waitForTimeout(500);
    assert.equal(await page.locator('#paste').isVisible(), true);
  }));

test('an edit of equal length is seen on the page', () =>
  visit(async (page) => {
    await cleaned(page, () => paste(page, { 'text/plain': TEXT }));
    await page.click('[data-mode="edit"]');
    await cleaned(page, () => page.fill('#edit', TEXT.replace('two winters', 'six winters')));
    await page.click('[data-mode="marked"]');
    assert.match(await page.locator('#page').textContent(), /six winters/);
  }));

test('the figure of the start screen is what the cleaner makes of its lines', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    const lines = await page
      .locator('.proof-line')
      .evaluateAll((all) =>
        all.map((it) => [it.textContent, it.dataset.label ?? (it.matches('.title') ? 'Title' : null)]),
      );
    assert.equal(lines.length, 8);
    await cleaned(page, () => paste(page, { 'text/plain': lines.map(([it]) => it).join('\n') }));
    const found = await page
      .locator('#page .line')
      .evaluateAll((all) => all.map((it) => [it.textContent, it.dataset.label ?? null]));
    assert.deepEqual(found, lines);
  }));

test('every example has an article and junk', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    const ids = await page.locator('[data-example]').evaluateAll((all) => all.map((it) => it.dataset.example));
    assert.equal(ids.length, 17);
    for (const id of ids) {
      await openExample(page, id);
      assert.ok((await figure(page, 'kept')) > 40, id);
      assert.ok((await figure(page, 'piece')) > 0, id);
      assert.ok((await page.locator('.piece.removed').count()) > 0, id);
      assert.ok((await text(page)).length > 200, id);
      assert.match(await page.locator('#live').textContent(), /words kept/);
      await page.click('#tab-article');
      await page.click('#new');
    }
  }));

test('the bookmark hands over the page it is on, and nothing happens where it is clicked', () =>
  visit(async (page, { url, context }) => {
    await page.waitForSelector('body[data-state="start"]');
    const address = await page.locator('#bookmarklet').getAttribute('href');
    await page.click('#bookmarklet');
    assert.match(await page.locator('#toast').innerText(), /bookmarks bar/);
    // Another site, with the bookmark pressed on it.
    const elsewhere = await context.newPage();
    await elsewhere.route('https://clay.example/**', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: PAGE }),
    );
    await elsewhere.goto('https://clay.example/kiln');
    const [demo] = await Promise.all([
      context.waitForEvent('page'),
      elsewhere.evaluate(decodeURI(address.slice('javascript:'.length))),
    ]);
    await demo.waitForFunction(() => document.body.dataset.drawn);
    assert.match(await demo.locator('#source').innerText(), /A kiln for the village \| The Clay Post/);
    assert.match(await panel(demo, 'text'), /two winters/);
    assert.equal(new URL(demo.url()).hash, '');
    assert.ok(demo.url().startsWith(url));
  }));
