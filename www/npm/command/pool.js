/** Cleaning on several threads, answers in order. */
import { availableParallelism, cpus } from 'node:os';

import { clean } from '../node.js';
import { createCleaner } from '../worker-node.js';

/** Pages under way, for each thread: enough that one slow page does not idle the others. */
const AHEAD = 4;

/** `{ threads, clean, close }`: `clean` cleans a page on the thread that is next. One page, or one thread, needs no worker. */
export function createPool(jobs, most) {
  const threads = Math.min(jobs || (availableParallelism?.() ?? cpus().length), most);
  if (threads <= 1) return { threads: 1, clean: async (input, options) => clean(input, options), close() {} };
  const cleaners = Array.from({ length: threads }, () => createCleaner());
  let next = 0;
  return {
    threads,
    clean: (input, options) => cleaners[next++ % threads].clean(input, options),
    close: () => cleaners.forEach((it) => void it.close()),
  };
}

/** The answers of `work` for items, in their order; so many are under way at a time. */
export async function* inOrder(items, threads, work) {
  const pending = [];
  for await (const item of items) {
    pending.push(work(item));
    if (pending.length >= threads * AHEAD) yield await pending.shift();
  }
  while (pending.length > 0) yield await pending.shift();
}
