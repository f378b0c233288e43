// The package's folder: the hand-written entries and types, and what is made from the module.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, Told } from './common.mjs';

import { toCommonJs } from './commonjs.mjs';

export async function assemble({ wasm, glue }) {
  const out = join(root, 'target', 'npm');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const source = join(root, 'www', 'npm');
  for (const name of readdirSync(source)) cpSync(join(source, name), join(out, name), { recursive: true });
  cpSync(wasm, join(out, 'unhusk.wasm'));
  writeFileSync(join(out, 'glue.js'), glue);
  const bytes = readFileSync(wasm);
  const { version, categories } = await facts(join(out, 'glue.js'), bytes);
  writeFileSync(join(out, 'constants.js'), constants(version, categories));
  writeFileSync(join(out, 'inline-module.js'), `export const BASE64 =\n  '${bytes.toString('base64')}';\n`);
  const about = { ...JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')), version };
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
  for (const name of ['node', 'slim', 'inline', 'worker-node']) {
    writeFileSync(join(out, `${name}.cjs`), toCommonJs(out, `${name}.js`));
  }
  for (const name of ['index', 'slim', 'inline', 'worker']) {
    const types = readFileSync(join(out, `${name}.d.ts`), 'utf8');
    writeFileSync(join(out, `${name}.d.cts`), types.replaceAll("'./index.js'", "'./index.cjs'"));
  }
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(root, name), join(out, name));
  return out;
}

/** What the module says of itself. */
async function facts(path, bytes) {
  const glue = await import(pathToFileURL(path).href);
  glue.initSync({ module: new WebAssembly.Module(bytes) });
  const version = glue.version();
  const categories = glue.categories().split(' ');
  const manifest = /^\[workspace\.package\]\nversion = "([^"]+)"/m.exec(
    readFileSync(join(root, 'Cargo.toml'), 'utf8'),
  )?.[1];
  if (version !== manifest) throw new Told(`the module is of version ${version}, Cargo.toml of ${manifest}`);
  return { version, categories };
}

function constants(version, categories) {
  return [
    '// Generated from the core.',
    `export const VERSION = ${JSON.stringify(version)};`,
    `export const CATEGORIES = Object.freeze(${JSON.stringify(categories)});`,
    '',
  ].join('\n');
}
