// Which words two texts share, in order: the longest common subsequence, run by run. No DOM here: the tests run it in Node.

/** More words of each than this are not compared: the table of the comparison has a cell for each pair. */
export const MOST_WORDS = 5000;

/** @typedef {{kind: 'both'|'first'|'second', words: string[]}} Run */

/** The runs of two lists of words: in both, or in one alone. @returns {Run[]} */
export function diffOf(first, second) {
  let from = 0;
  while (from < first.length && first[from] === second[from]) from += 1;
  let back = 0;
  const most = Math.min(first.length, second.length) - from;
  while (back < most && first.at(-1 - back) === second.at(-1 - back)) back += 1;
  const runs = [];
  const add = (kind, words) => {
    if (words.length === 0) return;
    if (runs.at(-1)?.kind === kind) runs.at(-1).words.push(...words);
    else runs.push({ kind, words: [...words] });
  };
  add('both', first.slice(0, from));
  for (const [kind, word] of steps(
    first.slice(from, first.length - back).slice(0, MOST_WORDS),
    second.slice(from, second.length - back).slice(0, MOST_WORDS),
  ))
    add(kind, [word]);
  add('both', first.slice(first.length - back));
  return runs;
}

/** Word by word, after a table of how long the common rest is from each pair on. */
function* steps(first, second) {
  const width = second.length + 1;
  const rest = new Uint16Array((first.length + 1) * width);
  for (let a = first.length - 1; a >= 0; a -= 1)
    for (let b = second.length - 1; b >= 0; b -= 1)
      rest[a * width + b] =
        first[a] === second[b]
          ? rest[(a + 1) * width + b + 1] + 1
          : Math.max(rest[(a + 1) * width + b], rest[a * width + b + 1]);
  let a = 0;
  let b = 0;
  while (a < first.length || b < second.length) {
    if (a < first.length && b < second.length && first[a] === second[b]) {
      yield ['both', first[a]];
      a += 1;
      b += 1;
    } else if (b >= second.length || (a < first.length && rest[(a + 1) * width + b] >= rest[a * width + b + 1])) {
      yield ['first', first[a]];
      a += 1;
    } else {
      yield ['second', second[b]];
      b += 1;
    }
  }
}
