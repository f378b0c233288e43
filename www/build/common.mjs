// What the steps of the build share.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** An error whose message says all that its reader needs. */
export class Told extends Error {}

export function fail(error) {
  console.error(error instanceof Told ? `\nbuild: ${error.message}` : error);
  process.exit(1);
}

/** Runs a command with its output shown; throws where it fails. */
export function run(command, args, { env = {}, cwd = root } = {}) {
  console.log(`> ${[command, ...args].join(' ')}`);
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  if (error) throw new Told(`${command} could not be run: ${error.message}`);
  if (status !== 0) throw new Told(`${command} failed with status ${status}`);
}

/** What a command prints; nothing where it cannot be run or fails. */
export function output(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

/** The first of these commands that is there: paths, or names looked up in PATH. */
export function find(...commands) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = (name) => (name.includes('/') ? [name] : folders.map((folder) => join(folder, name)));
  return commands.flatMap(places).find((path) => existsSync(path));
}

/** The version of a crate in Cargo.lock. */
export function locked(crate) {
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const version = new RegExp(`name = "${crate}"\nversion = "([^"]+)"`).exec(lock)?.[1];
  if (!version) throw new Told(`Cargo.lock does not name ${crate}`);
  return version;
}
