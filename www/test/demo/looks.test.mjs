// Both themes, every width, every state: no accessibility violation, nothing sideways.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { cleaned, openExample, paste, visit } from './harness.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails where axe-core finds anything. */
async function accessible(page, where) {
  await page.evaluate(AXE);
  // What is out of sight keeps the colours of the theme before until it is drawn.
  await page.evaluate(() => {
    for (const it of document.querySelectorAll('.chunk, .plain-block')) it.style.contentVisibility = 'visible';
  });
  // A theme that has changed is drawn, and its transitions are over.
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await Promise.allSettled(document.getAnimations().map((it) => it.finished));
    await frame();
  });
  const found = await page.evaluate(() => window.axe.run(document, { iframes: false }));
  const said = found.violations.map(
    (it) =>
      `${it.id}: ${it.help}\n${it.nodes
        .slice(0, 3)
        .map((node) => `    ${node.html.slice(0, 160)} | ${node.failureSummary?.replace(/\s+/g, ' ').slice(0, 220)}`)
        .join('\n')}`,
  );
  assert.deepEqual(said, [], where);
}

/** Opens the kinds and settings, which are folded where there is little room. */
async function unfold(page) {
  await page.locator('#side').evaluate((it) => {
    it.open = true;
  });
}

const STATES = {
  start: async (page) => page.waitForSelector('body[data-state="start"]'),
  'a page of HTML': (page) => openExample(page, 'ferry'),
  'a flattened page': (page) => openExample(page, 'seed-001'),
  'right to left': (page) => openExample(page, 'souk'),
  'a card': async (page) => {
    await openExample(page, 'ferry');
    await page.locator('.piece.removed:visible').first().click();
    await page.locator('#card').waitFor({ state: 'visible' });
  },
  'the card of a kept piece': async (page) => {
    await openExample(page, 'ferry');
    await page.locator('.piece.kept').nth(3).click();
    await page.locator('#card').waitFor({ state: 'visible' });
  },
  choices: async (page) => {
    await openExample(page, 'ferry');
    await unfold(page);
    await cleaned(page, () => page.locator('.legend .switch').first().click());
    await page.click('#absent-summary');
  },
  editing: async (page) => {
    await openExample(page, 'seed-003');
    await page.click('[data-mode="edit"]');
  },
  'no article': (page) =>
    cleaned(page, () =>
      paste(page, { 'text/plain': 'Share this:\nFacebook\nTwitter\n© 2024 Example Media Ltd. All rights reserved.' }),
    ),
  'two forms': (page) =>
    cleaned(page, () =>
      paste(page, {
        'text/plain': 'One sentence, long enough to be one.',
        'text/html': '<p>One sentence, long enough to be one.</p>',
      }),
    ),
  'a file': async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await cleaned(page, () =>
      page.setInputFiles('#file', {
        name: 'a.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('One sentence, long enough to be one.'),
      }),
    );
  },
  trouble: async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await paste(page, { 'text/plain': ' ' });
    await page.waitForSelector('body[data-state="trouble"]');
  },
  'many pages': async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    const file = (name) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from('One sentence, long enough to be one.'),
    });
    await page.setInputFiles('#file', [file('a.txt'), file('b.txt')]);
    await page.waitForSelector('#batch-save');
  },
  'an address': async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await paste(page, { 'text/plain': 'https://clay.example/kiln' });
    await page.waitForSelector('#trouble-ways');
  },
  'the code': async (page) => {
    await openExample(page, 'seed-000');
    await unfold(page);
    await cleaned(page, () => page.selectOption('#set-preset', 'recall'));
    await page.click('#code');
  },
  'the link': async (page) => {
    await cleaned(page, () => paste(page, { 'text/plain': 'One sentence, long enough to be one.' }));
    await page.click('#share');
  },
  'the keys': async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await page.click('#keys');
  },
  'a note': async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await page.click('#bookmarklet');
  },
};

/** A desk, and a phone, whose bar of jumps stands over every state that has something to jump to. */
const DEVICES = {
  desk: {},
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
};

for (const [name, reach] of Object.entries(STATES)) {
  for (const [device, settings] of Object.entries(DEVICES)) {
    test(`no accessibility violation: ${name}, ${device}, light and dark`, () =>
      visit(
        async (page) => {
          await reach(page);
          if (device === 'phone') {
            const bench = await page.evaluate(() => document.body.dataset.state === 'done');
            assert.equal(await page.locator('.jumps').isVisible(), bench, 'the bar of jumps');
          }
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme });
            await accessible(page, `${name}, ${device}, ${colorScheme}`);
            if (name !== 'a page of HTML') continue;
            for (const tab of ['text', 'markdown', 'html', 'json', 'metadata', 'compared']) {
              await page.click(`#tab-${tab}`);
              if (tab === 'compared') await page.locator('.compared table').waitFor();
              await accessible(page, `${tab}, ${device}, ${colorScheme}`);
            }
          }
        },
        { options: { reducedMotion: 'reduce', ...settings } },
      ));
  }
}

test('the theme follows the system, and the switch overrules it', () =>
  visit(
    async (page) => {
      await openExample(page, 'ferry');
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const frameTheme = () => page.locator('.article-frame').evaluate((it) => /data-theme="(\w+)"/.exec(it.srcdoc)[1]);
      const dark = await ground();
      assert.equal(await frameTheme(), 'dark');
      await page.click('#theme');
      const light = await ground();
      assert.notEqual(light, dark);
      assert.equal(await frameTheme(), 'light');
      await page.reload();
      assert.equal(await ground(), light);
      await page.click('#theme');
      assert.equal(await ground(), dark);
      await page.click('#theme');
      await page.emulateMedia({ colorScheme: 'light' });
      assert.equal(await ground(), light);
    },
    { options: { colorScheme: 'dark' } },
  ));

for (const width of [280, 360, 390, 600, 702, 730, 768, 1024, 1280, 2560]) {
  test(`nothing is cut off sideways at ${width} px`, () =>
    visit(
      async (page) => {
        const sideways = () =>
          page.evaluate(() => ({
            page: document.documentElement.scrollWidth - innerWidth,
            out: [...document.querySelectorAll('button, input, select, h1, h2, textarea')]
              .filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest('[role="tablist"], .sr'))
              .filter((it) => it.getBoundingClientRect().right > innerWidth + 1)
              .map((it) => it.id || it.className),
          }));
        await page.waitForSelector('body[data-state="start"]');
        assert.deepEqual(await sideways(), { page: 0, out: [] });
        await openExample(page, 'ferry');
        assert.deepEqual(await sideways(), { page: 0, out: [] });
        const tabs = await page.locator('#tabs').evaluate((it) => it.scrollWidth - it.clientWidth);
        if (width >= 360) assert.equal(tabs, 0, 'no tab is cut');
        const [left, right] = await Promise.all(
          ['.pane-page', '.pane-result'].map((it) => page.locator(it).boundingBox()),
        );
        assert.equal(await page.evaluate(() => scrollY), 0, 'from the top');
        if (width >= 1024) {
          assert.ok(left.x + left.width <= right.x, 'side by side');
          assert.ok(left.y + left.height <= 800, 'the panes scroll, the page does not');
        } else if (width <= 600) assert.ok(right.y + right.height <= left.y, 'the page under the article');
      },
      { options: { viewport: { width, height: 800 } } },
    ));
}

test('on a phone a tap opens the card as a sheet, and its buttons are big enough', () =>
  visit(
    async (page) => {
      await openExample(page, 'ferry');
      const piece = page.locator('.piece.removed:visible').last();
      await piece.evaluate((it) => it.scrollIntoView({ block: 'end' }));
      await piece.tap();
      const box = await page.locator('#card').boundingBox();
      const about = await piece.boundingBox();
      assert.ok(about.y >= 0 && about.y + about.height <= box.y, 'what it is about stays in sight');
      assert.equal(Math.round(box.x), 0);
      assert.equal(Math.round(box.y + box.height), 740);
      for (const it of await page.locator('#card .card-actions button').all())
        assert.ok((await it.boundingBox()).height >= 38);
    },
    { options: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
  ));

test('on a phone each pane is one tap away, whichever is in sight', () =>
  visit(
    async (page) => {
      await openExample(page, 'ferry');
      for (const [name, target] of [
        ['Article', '.pane-result'],
        ['Page', '.pane-page'],
        ['Junk', '#legend-title'],
      ]) {
        await page.locator('.jumps').getByRole('link', { name }).tap();
        await page.waitForFunction((it) => {
          const { top } = document.querySelector(it).getBoundingClientRect();
          return top >= 40 && top < innerHeight / 2;
        }, target);
      }
    },
    { options: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
  ));

test('in forced colours a switch still says whether it is on, a tab whether it is chosen', () =>
  visit(
    async (page) => {
      await openExample(page, 'ferry');
      const look = (selector, part) =>
        page.evaluate(([it, of]) => getComputedStyle(document.querySelector(it), of).backgroundColor, [selector, part]);
      const toggle = '.switch[data-category="share"]';
      const on = await look(toggle, '::before');
      await cleaned(page, () => page.click(toggle));
      await page.mouse.move(0, 0);
      assert.notEqual(await look(toggle, '::before'), on);
      assert.notEqual(await look('[role="tab"][aria-selected="true"]', '::after'), await look('body', null));
      const [chosen, other] = ['true', 'false'].map((it) => `#page-mode [aria-pressed="${it}"]`);
      assert.notEqual(await look(chosen, null), await look(other, null));
    },
    { options: { forcedColors: 'active', reducedMotion: 'reduce' } },
  ));

test('an Arabic page: the margin, the folds and the lists stand on the right', () =>
  visit(async (page) => {
    await openExample(page, 'handbook-ar');
    // A line in Latin letters runs its own way beside the same margin; a heading that begins with a Latin number runs as it reads.
    for (const [words, dir] of [
      ['Download the ebook', 'ltr'],
      ['السابق', 'rtl'],
      ['B.5.1.', 'rtl'],
    ]) {
      const line = page.locator('.line', { hasText: words }).first();
      assert.equal(await line.getAttribute('dir'), dir, words);
      const [right, left] = await line.evaluate((it) => {
        const { paddingRight, paddingLeft } = getComputedStyle(it);
        return [paddingRight, paddingLeft].map(Number.parseFloat);
      });
      assert.ok(right > 100 && left > 16 && left < 40, `${words}: ${right}, ${left}`);
    }
    const frame = page.frameLocator('.article-frame');
    assert.equal(await frame.locator('h3').first().getAttribute('dir'), 'rtl');
    await page.click('#new');
    await openExample(page, 'souk');
    assert.equal(await page.locator('.starts').getAttribute('dir'), 'rtl');
    assert.equal(await page.locator('.fold > summary b').first().getAttribute('dir'), 'ltr');
    const list = '<ul><li>الأولى</li><li>الثانية</li></ul>';
    const prose =
      '<p>عاد القارب الليلي إلى الميناء بعد أحد عشر شتاء، وجاء أربعون شخصا لمشاهدة السفينة وهي تغادر الرصيف الشرقي.</p>';
    await cleaned(page, () =>
      paste(page, { 'text/html': `<html lang="ar"><article><h1>القارب</h1>${prose}${prose}${list}${prose}</article>` }),
    );
    assert.match(await page.locator('iframe.article-frame').getAttribute('srcdoc'), /<ul dir="rtl">/);
  }));

test('no label in the margin is cut off, and forced colours leave the bars there', () =>
  visit(
    async (page) => {
      await openExample(page, 'ferry');
      const label = page.locator('.line[data-label="Advertisement"]').first();
      const [wide, room] = await label.evaluate((it) => {
        const style = getComputedStyle(it, '::before');
        const canvas = document.createElement('canvas').getContext('2d');
        canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const inside = ['width', 'paddingLeft', 'paddingRight'].map((key) => Number.parseFloat(style[key]));
        return [canvas.measureText(it.dataset.label).width, inside[0] - inside[1] - inside[2]];
      });
      assert.ok(wide <= room, `${wide} of ${room} pixels`);
      const bar = await label.evaluate((it) => getComputedStyle(it, '::after').backgroundColor);
      assert.notEqual(bar, await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    },
    { options: { forcedColors: 'active' } },
  ));

test('reduced motion: nothing moves', () =>
  visit(
    async (page) => {
      await openExample(page, 'ferry');
      const longest = await page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll('*')].map(
            (it) => Number.parseFloat(getComputedStyle(it).transitionDuration) || 0,
          ),
        ),
      );
      assert.ok(longest <= 0.001);
    },
    { options: { reducedMotion: 'reduce' } },
  ));

test('an Arabic article runs from right to left in its frame', () =>
  visit(async (page) => {
    await openExample(page, 'souk');
    const markup = await page.locator('iframe.article-frame').getAttribute('srcdoc');
    const blocks = markup.match(/<(?:body|p)\b[^>]*>/g);
    assert.ok(blocks.length > 3, markup);
    for (const block of blocks) assert.match(block, / dir="rtl"/);
  }));
