#!/usr/bin/env node
// Puts the demo together in target/demo, ready for any static host: the page, the package's own files, the examples,
// the service worker's list, and a .br and a .gz beside each file. www/build.mjs calls this when the package is made;
// `node www/build-demo.mjs` alone does it again with the package that is there.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');

/** All files of a first visit, as brotli: the demo must open at once on a slow line. */
export const FIRST_VISIT_BYTES = 750_000;

/** Where the walk over the package's imports begins: its Worker client, and what the demo's Worker is made of. */
const ENTRIES = ['worker.js', 'browser.js', 'host.js'];

/** What the source folder holds for other purposes than the site. */
const NOT_SERVED = /^screenshot\.|\.md$/;

/**
 * What a visit does not load: the picture that other sites show of a link to this one; what a tab loads when it is opened, and
 * the examples that are real pages in HTML, when they are.
 */
export const NOT_VISITED = /^(?:card\.png$|vendor\/|examples\/(?:handbook-|python-))/;

/** Files that nobody needs to unpack: they are small, or packed already. */
const PACKABLE = /\.(?:html|js|css|json|webmanifest|svg|txt|wasm)$/;

/**
 * Builds the demo. `site` is where it will stand, with a slash at its end: the address of the picture that other sites
 * show of a link to it has to be whole. Gives `{ out, files, bytes }`, `bytes` being those of a first visit.
 */
export async function buildDemo({
  npm = join(root, 'target', 'npm'),
  out = join(root, 'target', 'demo'),
  site = process.env.UNHUSK_SITE ?? '',
} = {}) {
  if (!existsSync(join(npm, 'unhusk.wasm'))) throw new Error('target/npm is not there: run `node www/build.mjs`');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  cpSync(join(here, 'demo'), out, {
    recursive: true,
    filter: (from) => !NOT_SERVED.test(relative(join(here, 'demo'), from)),
  });
  copyPackage(npm, join(out, 'pkg'));
  copySeeds(join(out, 'examples'));
  copyReadability(join(out, 'vendor'));
  fillLinks(join(out, 'index.html'), site);
  await fillPolicy(out);
  const bytes = fillWorker(out);
  pack(out);
  if (bytes > FIRST_VISIT_BYTES)
    throw new Error(`a first visit takes ${bytes} bytes as brotli; ${FIRST_VISIT_BYTES} are the limit`);
  return { out, files: filesOf(out).length, bytes };
}

/** Copies what the Worker client needs, found by its imports, and the module. */
function copyPackage(npm, to) {
  mkdirSync(to, { recursive: true });
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const code = readFileSync(join(npm, name), 'utf8');
    writeFileSync(join(to, name), code);
    for (const [, next] of code.matchAll(/(?:from|import)\s*\(?\s*['"]\.\/([\w./-]+\.js)['"]/g)) visit(next);
  };
  for (const name of ENTRIES) visit(name);
  cpSync(join(npm, 'unhusk.wasm'), join(to, 'unhusk.wasm'));
}

/**
 * Readability.js, for comparison, as a module. Where it makes markup it asks the page's policy first, which lets no other
 * file do so. It is among the tests' tools; where those are not installed, its tab says that it is not there.
 */
function copyReadability(to) {
  const from = join(here, 'node_modules', '@mozilla', 'readability', 'Readability.js');
  if (!existsSync(from)) return;
  const code = readFileSync(from, 'utf8').replace(/\.innerHTML = ([\w.]+);/g, '.innerHTML = trusted($1);');
  mkdirSync(to, { recursive: true });
  writeFileSync(
    join(to, 'readability.js'),
    `import { trusted } from '../js/article-frame.js';\n${code}\nexport { Readability };\n`,
  );
}

/** The five seeds are the project's own fixtures. */
function copySeeds(to) {
  const from = join(root, 'tests', 'fixtures', 'seeds');
  for (const name of readdirSync(from).filter((it) => /^\d+\.txt$/.test(it)))
    cpSync(join(from, name), join(to, `seed-${name}`));
}

/** Writes into the page which version it is, and where it and its source are. */
function fillLinks(page, site) {
  const manifest = readFileSync(join(root, 'Cargo.toml'), 'utf8');
  const value = (key) => new RegExp(`^${key} = "(.*)"$`, 'm').exec(manifest)[1];
  const html = readFileSync(page, 'utf8')
    .replaceAll('{version}', value('version'))
    .replaceAll('{repository}', value('repository'))
    .replaceAll('{site}', site);
  writeFileSync(page, html);
}

/** Writes the policies into the pages: nothing but this site's own files, and the one inline style of the article's frame. */
async function fillPolicy(out) {
  const { FRAME_STYLE } = await import(pathToFileURL(join(here, 'demo', 'js', 'frame-style.js')).href);
  const hash = createHash('sha256').update(FRAME_STYLE).digest('base64');
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'sha256-${hash}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default unhusk-frame',
  ].join('; ');
  replace(join(out, 'index.html'), '{csp}', policy);
  // The article with its pictures: they are all that it may load.
  const pictures = [
    "default-src 'none'",
    'img-src https:',
    `style-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  replace(join(out, 'pictures.html'), '{csp}', pictures.join('; '));
}

/** Writes version and list into the service worker; gives the size of a first visit. */
function fillWorker(out) {
  const files = filesOf(out).filter((name) => name !== 'sw.js' && !NOT_VISITED.test(name));
  const hash = createHash('sha256');
  let bytes = 0;
  for (const name of files) {
    const content = readFileSync(join(out, name));
    hash.update(name).update('\0').update(content);
    bytes += PACKABLE.test(name) ? brotli(content).length : content.length;
  }
  const worker = join(out, 'sw.js');
  replace(worker, '{version}', hash.digest('hex').slice(0, 12));
  replace(
    worker,
    "'{files}'",
    files
      .map((name) => (name === 'index.html' ? './' : name))
      .sort()
      .map((name) => JSON.stringify(name).replaceAll('"', "'"))
      .join(', '),
  );
  return bytes + brotli(readFileSync(worker)).length;
}

function replace(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(`"${from}"`) && !text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(
    file,
    text.replace(file.endsWith('.html') ? `content="${from}"` : from, () =>
      file.endsWith('.html') ? `content="${to}"` : to,
    ),
  );
}

function pack(out) {
  for (const name of filesOf(out).filter((it) => PACKABLE.test(it))) {
    const content = readFileSync(join(out, name));
    writeFileSync(join(out, `${name}.br`), brotli(content));
    writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
  }
}

const brotli = (content) =>
  brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });

/** The files under a folder, by their paths in it, sorted: equal builds have equal versions. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => relative(folder, join(it.parentPath ?? it.path, it.name)).replaceAll('\\', '/'))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { out, files, bytes } = await buildDemo();
  console.log(
    `demo: ${files} files in ${relative(process.cwd(), out) || '.'}, ${(bytes / 1000).toFixed(1)} KB as brotli for a first visit`,
  );
}
