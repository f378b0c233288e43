// In the Worker: cleans the examples over and over once it has nothing else to do. Engines compile a function of
// WebAssembly well only after it has run for a while; without this the visitor's first pages would be that while.

/** Pages in both forms. They are part of the first visit anyway. */
const PAGES = [
  ['ferry.html', 'html'],
  ['seed-001.txt', 'text'],
];

/** Enough rounds for the engine's busiest functions to be compiled well. */
const ROUNDS = 60;

/** No longer than this in all, in milliseconds: slow machines shall not spend their battery on it. */
const MOST_MS = 1500;

/** As the demo cleans. */
const OPTIONS = { pieces: true, html: true, markdown: true, metadataSources: true };

/** Lets waiting messages in: a visitor's page comes first. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** Practises with `clean`; what goes wrong here is nobody's loss. */
export async function practise(clean) {
  try {
    const pages = await Promise.all(PAGES.map(load));
    let spent = 0;
    for (let round = 0; round < ROUNDS && spent < MOST_MS; round += 1) {
      await pause();
      const began = performance.now();
      const { text, input } = pages[round % pages.length];
      clean(text, { ...OPTIONS, input });
      spent += performance.now() - began;
    }
  } catch {
    // Offline without the examples, or a module that is being replaced.
  }
}

async function load([file, input]) {
  const answer = await fetch(new URL(`../examples/${file}`, import.meta.url));
  if (!answer.ok) throw new Error(`${file} was answered with ${answer.status}`);
  return { text: await answer.text(), input };
}
