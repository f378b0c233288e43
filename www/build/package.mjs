// The packages' folders: the hand-written entries and types, and what is made from the module.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, Told } from './common.mjs';

import { toCommonJs } from './commonjs.mjs';

/** The package of the module beside its JavaScript, and the one that has it inside; gives the first one's folder. */
export async function assemble({ wasm, glue }) {
  const out = emptied('npm');
  const source = join(root, 'www', 'npm');
  for (const name of readdirSync(source)) cpSync(join(source, name), join(out, name), { recursive: true });
  cpSync(wasm, join(out, 'unhusk.wasm'));
  cpSync(join(root, 'cli', 'src', 'rules.txt'), join(out, 'command', 'rules.txt'));
  writeFileSync(join(out, 'glue.js'), glue);
  const bytes = readFileSync(wasm);
  const { version, categories } = await facts(join(out, 'glue.js'), bytes);
  writeFileSync(join(out, 'constants.js'), constants(version, categories));
  finish(out, version, ['node', 'slim', 'worker-node', 'readability-node'], ['index', 'slim', 'worker', 'readability']);
  assembleInline(out, bytes, version);
  return out;
}

/** The package for hosts that cannot load a second file: the module is a third larger there, so nobody else has it too. */
function assembleInline(from, wasm, version) {
  const out = emptied('npm-inline');
  const source = join(root, 'www', 'npm-inline');
  for (const name of readdirSync(source)) cpSync(join(source, name), join(out, name));
  // Both kinds of entries load this file. Node takes it for CommonJS, because of the package.json beside it; to browsers
  // and bundlers it is a script like any other. What it has to say it can only leave in a global variable.
  mkdirSync(join(out, 'module'));
  writeFileSync(join(out, 'module', 'package.json'), '{ "type": "commonjs" }\n');
  const key = `Symbol.for('@unhusk/inline ${version}')`;
  writeFileSync(join(out, 'module', 'wasm.js'), `globalThis[${key}] =\n  '${wasm.toString('base64')}';\n`);
  for (const name of reached(from, 'slim.js')) if (name !== 'slim.js') cpSync(join(from, name), join(out, name));
  cpSync(join(from, 'index.d.ts'), join(out, 'api.d.ts'));
  finish(out, version, ['index'], ['index', 'api']);
}

/** An empty folder in target/. */
function emptied(name) {
  const out = join(root, 'target', name);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  return out;
}

/** What every package has: its version, CommonJS for these entries and types for these, licences. */
function finish(out, version, entries, types) {
  const path = join(out, 'package.json');
  const about = { ...JSON.parse(readFileSync(path, 'utf8')), version };
  writeFileSync(path, `${JSON.stringify(about, null, 2)}\n`);
  for (const name of entries) writeFileSync(join(out, `${name}.cjs`), toCommonJs(out, `${name}.js`));
  for (const name of types) {
    const text = readFileSync(join(out, `${name}.d.ts`), 'utf8');
    writeFileSync(join(out, `${name}.d.cts`), text.replaceAll(/'\.\/(\w+)\.js'/g, "'./$1.cjs'"));
  }
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) cpSync(join(root, name), join(out, name));
}

/** A file of a package, and all that it imports. */
function reached(folder, name, known = new Set()) {
  if (known.has(name)) return known;
  known.add(name);
  for (const [, other] of readFileSync(join(folder, name), 'utf8').matchAll(/ from '\.\/([\w-]+\.js)';/g))
    reached(folder, other, known);
  return known;
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
