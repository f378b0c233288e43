// What the tests of the package share.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from '../../build/common.mjs';

export { root };
export const www = join(root, 'www');
export const built = join(root, 'target', 'npm');

if (!existsSync(join(built, 'package.json'))) throw new Error('build the package first: node www/build.mjs');

/** An entry of the built package. */
export function entry(name) {
  return import(pathToFileURL(join(built, name)).href);
}

/** An entry of a copy of the package, not loaded yet, and the copy's folder; `t` cleans up. */
export async function freshEntry(t, name) {
  const folder = temporary(t);
  cpSync(built, folder, { recursive: true });
  return { folder, api: await import(pathToFileURL(join(folder, name)).href) };
}

/** A folder that goes with the test. */
export function temporary(t) {
  const folder = mkdtempSync(join(tmpdir(), 'unhusk-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a function throws. */
export function thrown(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
