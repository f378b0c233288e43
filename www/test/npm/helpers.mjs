// What the tests of the package share.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from '../../build/common.mjs';

export { root };
export const www = join(root, 'www');
export const built = join(root, 'target', 'npm');
export const builtInline = join(root, 'target', 'npm-inline');

if (!existsSync(join(built, 'package.json'))) throw new Error('build the package first: node www/build.mjs');

/** The native command to compare with. */
export const native =
  process.env.UNHUSK_BINARY ?? join(root, 'target', 'quick', process.platform === 'win32' ? 'unhusk.exe' : 'unhusk');

/** Builds the native command, unless another one is named. */
export function buildNative() {
  if (process.env.UNHUSK_BINARY) return;
  const args = ['build', '--quiet', '--locked', '--profile', 'quick', '-p', 'unhusk-cli'];
  const { status } = spawnSync('cargo', args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the native command cannot be built');
}

/** An entry of the built package. */
export function entry(name) {
  return import(pathToFileURL(join(built, name)).href);
}

/** An entry of a copy of the package, not loaded yet, and the copy's folder; `t` cleans up. */
export async function freshEntry(t, name, from = built) {
  const folder = temporary(t);
  cpSync(from, folder, { recursive: true });
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
