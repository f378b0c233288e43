// The caller's own RegExp objects: the host matches them, block by block, and the module asks for nothing without them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';

import { entry, thrown } from './helpers.mjs';

const { CleanError, clean } = await entry('node.js');
const { matchPatterns, withPatterns } = await entry('patterns.js');
const FERRY = 'The ferry to Skagen sails again from Monday, the harbour office said.';
const PAGE = `By Ann Berg\n\nSKAGEN (HP) – ${FERRY}\n\nShare this:\n\nTickets 🎉 are sold on board (HP), where a queue had formed.`;

const removed = (page) => page.removed.filter((it) => it.rule === 'pattern').map((it) => it.text);

test('a match inside takes its span, a match of the whole block the block', () => {
  const page = clean(PAGE, { dropPatterns: [/\(HP\)/, /^tickets.*/i] });
  assert.equal(page.text, `SKAGEN – ${FERRY}`);
  assert.deepEqual(removed(page), ['(HP)', 'Tickets 🎉 are sold on board (HP), where a queue had formed.']);
  const first = page.removed.find((it) => it.rule === 'pattern');
  assert.equal(PAGE.slice(first.start, first.end), '(HP)');
  assert.equal(first.reason, 'the caller’s pattern `/\\(HP\\)/` drops this'.replace('’', "'"));
});

test('kept patterns undo the removals that they touch, and win', () => {
  const page = clean(PAGE, { keepPatterns: [/Ann/], dropPatterns: [/By Ann Berg/, /Tickets.*/] });
  assert.equal(page.text, `By Ann Berg\n\nSKAGEN (HP) – ${FERRY}`);
});

test('what only JavaScript’s engine knows is matched too', () => {
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/(?<=board )\(HP\)/] })), ['(HP)']);
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/(\w)\1(?=ice)/] })), ['ff']);
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/(?<what>\p{Lu}{3,}) /u] })), ['SKAGEN']);
  const north = 'Kattegat, in the north of it';
  assert.deepEqual(removed(clean(`${FERRY}\n\n${north}`, { dropPatterns: [/Kat|Kattegat.*/] })), [north]);
});

test('flags, places and halves of pairs: the pattern is left as it was', () => {
  for (const flags of ['', 'g', 'u', 'gu', 'dgs', 'm']) {
    const pattern = new RegExp('HP', flags);
    pattern.lastIndex = 3;
    assert.deepEqual(removed(clean(PAGE, { dropPatterns: [pattern] })), ['HP', 'HP'], flags);
    assert.equal(pattern.lastIndex, 3);
  }
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/Tickets/y] })), ['Tickets']);
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/HP/y] })), []);
  // The second half of a pair has the pair; the first half alone has nothing.
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/\udf89/] })), ['🎉']);
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/\ud83c/] })), []);
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/🎉/] })), ['🎉']);
});

test('empty matches take nothing, and come to an end', () => {
  const plain = clean(PAGE);
  for (const pattern of [/(?:)/, /x*/g, /^/, /$/, /\b/u, /(?=a)/]) {
    assert.equal(clean(PAGE, { dropPatterns: [pattern] }).text, plain.text, String(pattern));
  }
});

test('a long list of words is one pattern like any other', () => {
  const words = Array.from({ length: 5000 }, (_, at) => `word${at}x`);
  const page = clean(`${words.join(' ')} ${FERRY}`, { dropPatterns: [new RegExp(words.join('|'))] });
  assert.equal(page.text, FERRY);
  assert.equal(removed(page).length, 5000);
});

test('patterns of another realm are taken, and what is none is told', () => {
  const foreign = vm.runInNewContext('/SKAGEN/');
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [foreign] })), ['SKAGEN']);
  for (const dropPatterns of ['HP', ['HP'], [null], /HP/, [{ source: 'HP', flags: '' }]]) {
    const error = thrown(() => clean(PAGE, { dropPatterns }));
    assert.ok(error instanceof CleanError);
    assert.match(error.message, /`dropPatterns` must be a list; each of its items a RegExp/);
  }
});

test('a match that throws is an error with the pattern’s name, and later calls are not affected', () => {
  const matches = { keep: [], drop: [/a/] };
  const text = { matchAll: () => assert.fail('too much recursion'), toString: () => 'b', length: 1 };
  const error = thrown(() => withPatterns(matches, () => matchPatterns(text)));
  assert.equal(error.code, 'INVALID_OPTIONS');
  assert.match(error.message, /the pattern `\/a\/` cannot be matched: too much recursion/);
  assert.deepEqual([...matchPatterns('a')], []);
  assert.deepEqual(removed(clean(PAGE, { dropPatterns: [/SKAGEN/] })), ['SKAGEN']);
});

test('without patterns nothing is called', () => {
  assert.equal(
    withPatterns({}, () => 7),
    7,
  );
  assert.deepEqual([...matchPatterns('anything')], []);
});
