// A page that tries everything: nothing of it runs, nothing is fetched, and the policy never has to step in.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cleaned, panel, paste, visit } from './harness.mjs';

const PROSE =
  'The council met on Tuesday evening to talk about the bridge, which has been closed since the flood and which nobody has paid for yet.';

const HOSTILE = `<!doctype html><html><head><base href="https://evil.example/"><title>Bridge</title>
<script>window.pwned = 'script'; parent.pwned = 'script'</script>
<link rel="stylesheet" href="https://evil.example/a.css"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<style>@import url(https://evil.example/b.css); body { background: url(https://evil.example/c.png) }</style></head>
<body onload="window.pwned = 'onload'"><article><h1>The bridge</h1>
<p>${PROSE}</p>
<img src="https://evil.example/x.png" onerror="window.pwned = 'onerror'" alt="The bridge">
<p onclick="window.pwned = 'onclick'" style="background:url(https://evil.example/d.png)">${PROSE} <a href="javascript:window.pwned='link'">Read on</a> <a href="data:text/html,<script>1</script>">or here</a> <a href="https://bridge.example/plan">the plan</a>.</p>
<iframe src="https://evil.example/f.html" srcdoc="<script>parent.pwned='srcdoc'</script>"></iframe>
<svg onload="window.pwned = 'svg'"><script>window.pwned = 'svg script'</script><a xlink:href="javascript:window.pwned=1"><text>x</text></a></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.pwned=1&gt;"></mglyph></table></mtext></math>
<form action="https://evil.example/post"><input name="q" autofocus onfocus="window.pwned = 'focus'"><button formaction="javascript:1">Send</button></form>
<video src="https://evil.example/v.mp4" autoplay></video><object data="https://evil.example/o"></object><embed src="https://evil.example/e">
<p>&lt;script&gt;window.pwned = 'text'&lt;/script&gt; ${PROSE}</p>
<template><img src=x onerror="window.pwned='template'"></template>
<p>${PROSE} ${PROSE}</p>
</article></body></html>`;

test('a hostile page: nothing runs, nothing is fetched, the policy refuses nothing', () =>
  visit(async (page) => {
    for (const forms of [
      { 'text/html': HOSTILE, 'text/plain': 'bridge' },
      { 'text/plain': HOSTILE },
      { 'text/plain': `Bridge\n${PROSE}\n<img src=x onerror="window.pwned='flat'">\n${PROSE}` },
    ]) {
      await cleaned(page, () => paste(page, forms));
      const frame = page.frameLocator('.article-frame');
      await page.click('#tab-article');
      await frame.locator('p', { hasText: 'The council met' }).first().waitFor();
      for (const it of ['text', 'markdown', 'html', 'json', 'metadata', 'article']) await panel(page, it);
      await page.locator('.piece:visible').first().click();
      await page.keyboard.press('Escape');
      const inside = await frame.locator('body').evaluate((body) => ({
        elements: [
          ...body.ownerDocument.querySelectorAll(
            'script, img, iframe, object, embed, form, input, svg, video, base, link',
          ),
        ].map((it) => it.localName),
        handlers: [...body.querySelectorAll('*')]
          .flatMap((it) => it.getAttributeNames())
          .filter((it) => it.startsWith('on') || it === 'style'),
        links: [...body.querySelectorAll('a')]
          .map((it) => it.getAttribute('href'))
          .filter((it) => it && !/^(https?|mailto):/.test(it)),
      }));
      assert.deepEqual(inside, { elements: [], handlers: [], links: [] });
      assert.doesNotMatch(await page.locator('.article-frame').getAttribute('sandbox'), /allow-scripts/);
      await page.waitForTimeout(200);
      assert.equal(await page.evaluate(() => window.pwned), undefined);
    }
  }));

test('a page in the search field, in a file’s name, in a link: text everywhere', () =>
  visit(async (page) => {
    const name = '<img src=x onerror=pwned=1>.html';
    await page.waitForSelector('body[data-state="start"]');
    await cleaned(page, () =>
      page.setInputFiles('#file', { name, mimeType: 'text/html', buffer: Buffer.from(HOSTILE) }),
    );
    assert.ok((await page.locator('#source').innerText()).includes(name));
    await page.fill('#search-field', '<b>');
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
  }));

test('a script of another site is refused by Trusted Types', () =>
  visit(
    async (page) => {
      await page.waitForSelector('body[data-state="start"]');
      const refused = await page.evaluate(() => {
        const tries = [
          () => {
            document.body.innerHTML = '<p>x</p>';
          },
          () => new Worker('https://evil.example/w.js'),
          () => {
            document.createElement('script').src = 'https://evil.example/s.js';
          },
          () => globalThis.trustedTypes.createPolicy('another', {}),
        ];
        return tries.map((it) => {
          try {
            it();
            return 'taken';
          } catch (error) {
            return error.name;
          }
        });
      });
      assert.deepEqual(refused, ['TypeError', 'TypeError', 'TypeError', 'TypeError']);
    },
    { quiet: false },
  ));
