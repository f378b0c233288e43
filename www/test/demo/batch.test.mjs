// Many files at once.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { cleaned, PAGE, TEXT, visit } from './harness.mjs';

const file = (name, content, mimeType = 'text/plain') => ({ name, mimeType, buffer: Buffer.from(content) });

test('many files: a table, one file of records, the lines in which two scrapes differ, and each page by itself', () =>
  visit(async (page) => {
    await page.waitForSelector('body[data-state="start"]');
    await page.setInputFiles('#file', [
      file('one.txt', TEXT),
      file('two.txt', TEXT.replace('Share this:', 'Share this:\nFacebook\nTwitter')),
      file('page.html', PAGE, 'text/html'),
      file('picture.png', '\x89PNG\0\0\0\0\0\0\0\0\0\0\0', 'image/png'),
    ]);
    await page.waitForSelector('#batch-save');
    assert.match(await page.locator('#batch-state').innerText(), /^3 pages, \d+ words kept; 1 could not be read$/);
    const rows = await page.locator('#batch-rows tr').allInnerTexts();
    assert.equal(rows.length, 4);
    assert.match(rows[0], /one\.txt\s+.*\d+\s+\d+(?:\.\d)? %\s+/);
    assert.match(rows[1], /Same article as one\.txt/);
    assert.match(rows[3], /no page of text/);
    const [saved] = await Promise.all([page.waitForEvent('download'), page.click('#batch-save')]);
    const records = readFileSync(await saved.path(), 'utf8')
      .trim()
      .split('\n')
      .map((it) => JSON.parse(it));
    assert.deepEqual(
      records.map((it) => it.id),
      ['one.txt', 'two.txt', 'page.html'],
    );
    assert.equal(records[0].fingerprint, records[1].fingerprint);
    for (const { text, removed } of records) {
      assert.match(text, /two winters/);
      assert.ok(removed.every((it) => it.category && it.rule && it.reason));
    }
    await page.locator('#batch-rows button', { hasText: 'Lines that differ' }).first().click();
    const lines = await page.locator('#dialog-lines').innerText();
    assert.match(lines, /same word for word/);
    assert.match(lines, /Only in one\.txt\s+Nothing\s+Only in two\.txt\s+Facebook\s+Twitter/);
    await page.keyboard.press('Escape');
    await cleaned(page, () => page.locator('#batch-rows button', { hasText: 'page.html' }).click());
    assert.equal(await page.locator('#source-name').innerText(), 'A kiln for the village');
    await page.goBack();
    await page.waitForSelector('body[data-state="batch"]');
    assert.equal(await page.locator('#batch-rows tr').count(), 4);
  }));
