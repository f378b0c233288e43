// The packed tarball, installed in throwaway projects and used for real, as users of each host would.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { weigh } from '../../build/size.mjs';
import { built, builtInline } from './helpers.mjs';
import {
  bun,
  deno,
  FERRY,
  folder,
  inBrowser,
  PAGE,
  PRINT,
  PRINTED,
  project,
  sh,
  skipBrowser,
  tarball,
  tarballInline,
  tool,
} from './projects.mjs';

test('publint finds nothing to say', async () => {
  const { publint } = await import(`file://${tool('publint', 'src', 'index.js')}`).catch(() => import('publint'));
  for (const pkgDir of [built, builtInline]) {
    const { messages } = await publint({ pkgDir, strict: true, pack: false });
    assert.deepEqual(messages, []);
  }
});

for (const [name, file] of Object.entries({ unhusk: tarball, '@unhusk/inline': tarballInline }))
  test(`are-the-types-wrong finds nothing wrong with ${name}`, () => typesAreRight(file));

function typesAreRight(file) {
  const args = [
    tool('@arethetypeswrong', 'cli', 'dist', 'index.js'),
    file,
    '--profile',
    'node16',
    '--format',
    'json',
    '--exclude-entrypoints',
    './unhusk.wasm',
    './worker-host',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const report = JSON.parse(stdout || `{"problems": ${JSON.stringify(stderr)}}`);
  const problems = Object.values(report.problems ?? {}).flat();
  assert.deepEqual(problems, []);
}

test('the tarball holds what it must, and nothing else', () => {
  const names = sh('tar', ['-tzf', tarball], folder)
    .trim()
    .split('\n')
    .map((name) => name.replace('package/', ''));
  for (const name of [
    'package.json',
    'README.md',
    'LICENSE-MIT',
    'LICENSE-APACHE',
    'unhusk.wasm',
    'index.d.ts',
    'node.cjs',
    'bin.js',
    'examples/mcp-server.js',
  ]) {
    assert.ok(names.includes(name), name);
  }
  // One copy of the module: nobody who does not use it inline has it inline.
  const module = readFileSync(join(built, 'unhusk.wasm'));
  assert.ok(readFileSync(tarball).length < 1.2 * weigh(module).gzip);
  // Inline, in base64, one copy for ES modules and CommonJS.
  assert.ok(readFileSync(tarballInline).length < 1.2 * weigh(Buffer.from(module.toString('base64'))).gzip);
  assert.deepEqual(
    names.filter((name) => /test|\.mjs$|\.map$|\.rs$/.test(name)),
    [],
  );
});

test('Node, ES modules', () => {
  const path = project('node-esm', { 'main.js': `import { clean } from 'unhusk'; ${PRINT}` });
  assert.equal(sh(process.execPath, ['main.js'], path), PRINTED);
});

test('Node, CommonJS', () => {
  const path = project('node-cjs', { 'main.cjs': `const { clean } = require('unhusk'); ${PRINT}` }, {});
  assert.equal(sh(process.execPath, ['main.cjs'], path), PRINTED);
});

test('npx, as a command', () => {
  const path = project('npx', { 'page.txt': `Share this:\n\n${FERRY}` });
  const npx = (args, options) => sh('npx', ['--no-install', 'unhusk', ...args], path, options);
  assert.equal(npx(['page.txt']), `${FERRY}\n`);
  assert.equal(npx(['--markdown'], { input: `<title>Ferries</title><p>${FERRY}` }), `${FERRY}\n`);
  assert.equal(JSON.parse(npx(['--json', 'page.txt'])).removed[0].category, 'share');
  // By its tarball, in a folder where nothing is installed.
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  const args = ['--offline', '--yes', '--package', tarball, 'unhusk', join(path, 'page.txt')];
  assert.equal(sh('npx', args, elsewhere), `${FERRY}\n`);
});

test('Node, the other entries', () => {
  const path = project('node-entries', {
    'inline.js': `import { clean } from '@unhusk/inline'; ${PRINT}`,
    'readability.js': `import { Readability } from 'unhusk/readability';
      const article = new Readability('<p>${FERRY}').parse(); console.log(JSON.stringify([article.textContent, 'share']));`,
    'slim.js': `import { readFileSync } from 'node:fs'; import { clean, initSync } from 'unhusk/slim';
      initSync(readFileSync(new URL(import.meta.resolve('unhusk/unhusk.wasm')))); ${PRINT}`,
    'worker.js': `import { createCleaner } from 'unhusk/worker'; const cleaner = createCleaner({ timeout: 30000 });
      const clean = (input) => input; const page = await cleaner.clean('${PAGE}');
      console.log(JSON.stringify([page.text, page.removed[0].category]));`,
  });
  for (const name of ['inline', 'slim', 'worker', 'readability']) {
    const source = readFileSync(join(path, `${name}.js`), 'utf8').replaceAll(
      /import (\{.+?\}) from ('.+?');/g,
      'const $1 = require($2);',
    );
    const inCommonJs = source.replace(
      "new URL(import.meta.resolve('unhusk/unhusk.wasm'))",
      "require.resolve('unhusk/unhusk.wasm')",
    );
    writeFileSync(join(path, `${name}.cjs`), `(async () => { ${inCommonJs} })();`);
    assert.equal(sh(process.execPath, [`${name}.cjs`], path), PRINTED, `${name}.cjs`);
  }
  for (const file of ['inline.js', 'slim.js', 'worker.js', 'readability.js'])
    assert.equal(sh(process.execPath, [file], path), PRINTED, file);
});

test('Node, a worker of one’s own', () => {
  const path = project('node-own-worker', {
    'main.js': `import { Worker } from 'node:worker_threads'; import { createCleaner } from 'unhusk/worker';
      const host = new URL(import.meta.resolve('unhusk/worker-host'));
      const cleaner = createCleaner({ worker: () => new Worker(host) }); const page = await cleaner.clean('${PAGE}');
      console.log(JSON.stringify([page.text, page.removed[0].category]));`,
  });
  assert.equal(sh(process.execPath, ['main.js'], path), PRINTED);
});

test('TypeScript, strict, in each way of resolving', () => {
  const source = `import { clean, cleanDocument, cleanResponse, init, initSync, version, CATEGORIES, CleanError } from 'unhusk';
import type { Category, CleanOptions, CleanResult, Removed } from 'unhusk';
import { clean as slim } from 'unhusk/slim';
import { clean as inline } from '@unhusk/inline';
import { isProbablyReaderable, Readability } from 'unhusk/readability';
import type { Article } from 'unhusk/readability';
import { createCleaner } from 'unhusk/worker';
const article: Article | null = new Readability('<p>x').parse();
const options: CleanOptions = { url: new URL('https://example.org/'), keep: ['tags'], overrides: [{ start: 0, end: 1, action: 'keep' }], markdown: true };
const page: CleanResult = clean(new Uint8Array(3), options);
const first: Removed | undefined = page.removed[0];
const category: Category | undefined = CATEGORIES[0];
const text: string = page.text + (page.markdown ?? '') + version + (first?.path ?? '') + (category ?? '');
// @ts-expect-error: unknown options are an error of types too
clean('x', { marckdown: true });
// @ts-expect-error: so are wrong categories
clean('x', { keep: ['tweets'] });
// @ts-expect-error: and wrong inputs
clean(1);
try { initSync(new Uint8Array(1)); } catch (error) { if (error instanceof CleanError) { const code: 'TOO_LARGE' | string = error.code; void code; } }
export const fetched: Promise<CleanResult> = fetch('https://example.org/').then((answer) => cleanResponse(answer, options));
export const done: Promise<unknown> = init().then(() => createCleaner({ timeout: 1 }).clean(text, { timeout: 5, html: true }));
void [slim, inline, cleanDocument({ outerHTML: '' }), article?.byline, isProbablyReaderable('<p>x')];
`;
  const path = project('types', { 'main.ts': source, 'main.cts': source });
  // `AbortSignal` and `URL` come from the DOM's types, or from Node's.
  writeFileSync(
    join(path, 'globals.d.ts'),
    `interface AbortSignal { readonly aborted: boolean }
interface URL { readonly href: string }
declare const URL: { new (address: string): URL };
declare const fetch: (address: string) => Promise<import('unhusk').PageResponse>;
`,
  );
  const compile = (moduleResolution, module, lib, files) => {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      target: 'es2022',
      types: [],
      lib,
      moduleResolution,
      module,
    };
    writeFileSync(join(path, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    sh(process.execPath, [tool('typescript', 'bin', 'tsc'), '-p', '.'], path);
  };
  for (const [lib, more] of [
    [['es2022'], ['globals.d.ts']],
    [['es2022', 'dom'], []],
  ]) {
    compile('node16', 'node16', lib, ['main.ts', 'main.cts', ...more]);
    compile('bundler', 'esnext', lib, ['main.ts', ...more]);
  }
});

test('esbuild, for Node, with the module inline', () => {
  const path = project('esbuild', { 'main.js': `import { clean } from '@unhusk/inline'; ${PRINT}` });
  sh(
    tool('.bin', 'esbuild'),
    ['main.js', '--bundle', '--platform=node', '--format=esm', '--outfile=out.mjs', '--log-level=warning'],
    path,
  );
  assert.equal(sh(process.execPath, ['out.mjs'], path), PRINTED);
});

test('CommonJS and ES modules of one program share the inline module', () => {
  const path = project('inline-shared', {
    'main.js': `import { createRequire } from 'node:module'; import * as esm from '@unhusk/inline';
      const cjs = createRequire(import.meta.url)('@unhusk/inline');
      const [a, b] = [esm.clean('${PAGE}'), cjs.clean('${PAGE}')];
      const copies = Object.getOwnPropertySymbols(globalThis).filter((it) => it.description.startsWith('@unhusk/inline'));
      console.log(JSON.stringify([a.text === b.text && a.removed[0].category, copies.length]));`,
  });
  assert.equal(sh(process.execPath, ['main.js'], path), '["share",1]\n');
});

test('the inline module is bundled as CommonJS, and without a plug-in for it', async () => {
  const path = project('inline-bundled', {
    'main.cjs': `const { clean } = require('@unhusk/inline'); ${PRINT}`,
    'main.js': `import { clean } from '@unhusk/inline'; ${PRINT}`,
  });
  const esbuild = (name, out) =>
    sh(tool('.bin', 'esbuild'), [name, '--bundle', '--platform=node', `--outfile=${out}`, '--log-level=warning'], path);
  esbuild('main.cjs', 'out.cjs');
  assert.equal(sh(process.execPath, ['out.cjs'], path), PRINTED);
  const { rollup } = await import('rollup');
  const { nodeResolve } = await import('@rollup/plugin-node-resolve');
  const bundle = await rollup({ input: join(path, 'main.js'), plugins: [nodeResolve()] });
  await bundle.write({ file: join(path, 'rolled.mjs'), format: 'es' });
  assert.equal(sh(process.execPath, ['rolled.mjs'], path), PRINTED);
});

test('the JavaScript around the module stays small', () => {
  const path = project('esbuild-size', {
    'main.js': `import { clean, init } from 'unhusk'; globalThis.it = [clean, init];`,
  });
  sh(
    tool('.bin', 'esbuild'),
    ['main.js', '--bundle', '--minify', '--format=esm', '--outfile=out.mjs', '--log-level=warning'],
    path,
  );
  assert.ok(readFileSync(join(path, 'out.mjs')).length < 15_000);
});

test('what is not imported is left out of a bundle', async () => {
  const path = project('shaken', {
    'main.js': `import { CATEGORIES } from 'unhusk'; console.log(CATEGORIES.length);`,
    'two.js': `import { CleanError, version } from 'unhusk'; console.log(version, CleanError.name);`,
    'inline.js': `import { CATEGORIES } from '@unhusk/inline'; console.log(CATEGORIES.length);`,
    'class.js': `import { isProbablyReaderable } from 'unhusk/readability'; console.log(isProbablyReaderable);`,
  });
  const out = (name) => readFileSync(join(path, 'out', name), 'utf8');
  const bundle = (name) => {
    const args = ['--bundle', '--minify', '--format=esm', `--outfile=out/esbuild-${name}`, '--log-level=warning'];
    sh(tool('.bin', 'esbuild'), [name, ...args], path);
    return out(`esbuild-${name}`);
  };
  assert.ok(bundle('main.js').length < 600);
  assert.ok(bundle('two.js').length < 1000);
  assert.ok(bundle('inline.js').length < 600);
  assert.ok(!bundle('class.js').includes('readability-page-1'));
  const { rollup } = await import('rollup');
  const { nodeResolve } = await import('@rollup/plugin-node-resolve');
  for (const name of ['main.js', 'inline.js']) {
    const built = await rollup({ input: join(path, name), plugins: [nodeResolve({ browser: true })] });
    const { output } = await built.generate({ format: 'es' });
    assert.ok(output[0].code.length < 1000, `${name}: ${output[0].code.slice(0, 2000)}`);
  }
  const { default: webpack } = await import('webpack');
  const settings = {
    mode: 'production',
    context: path,
    entry: { main: './main.js', inline: './inline.js' },
    output: { path: join(path, 'out') },
    performance: false,
  };
  const errors = await new Promise((resolve) => {
    webpack(settings, (error, stats) => resolve(error ?? stats.toJson({ all: false, errors: true }).errors));
  });
  assert.deepEqual(errors, []);
  for (const name of ['main.js', 'inline.js']) assert.ok(out(name).length < 1000, name);
});

const SHOW = 'document.body.dataset.done = JSON.stringify([page.text, page.removed[0].category]);';
const MAIN = `import { init, clean } from 'unhusk'; await init(); const page = clean('${PAGE}'); ${SHOW}`;
const WORKER = `import { createCleaner } from 'unhusk/worker'; const cleaner = createCleaner({ timeout: 20000 });
  const page = await cleaner.clean('${PAGE}'); cleaner.close(); ${SHOW}`;
const html = (script) =>
  `<!doctype html><meta charset=utf-8><link rel=icon href="data:,"><body><script type=module>${script}</script>`;

test('a browser, without a bundler, under a strict policy', { skip: skipBrowser }, async () => {
  const path = project('browser', {});
  const load = (script) =>
    script.replaceAll(/'unhusk(\/\w+)?'/g, (_, sub = '/browser') => `'./node_modules/unhusk${sub}.js'`);
  writeFileSync(join(path, 'main.js'), load(MAIN));
  writeFileSync(join(path, 'worker.js'), load(WORKER));
  for (const script of ['main', 'worker']) {
    writeFileSync(
      join(path, `${script}.html`),
      `<!doctype html><link rel=icon href="data:,"><body><script type=module src=${script}.js></script>`,
    );
    const headers = {
      'content-security-policy':
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; img-src data:",
    };
    assert.equal(await inBrowser(path, `${script}.html`, { headers }), PRINTED, script);
  }
});

test('a browser’s own ways: documents, traps of the worker, aborts', { skip: skipBrowser }, async () => {
  const path = project('browser-more', {});
  writeFileSync(
    join(path, 'index.html'),
    html(`import { init, clean, cleanDocument } from './node_modules/unhusk/browser.js';
      import { createCleaner } from './node_modules/unhusk/worker.js';
      await Promise.all([init(), init()]);
      document.body.insertAdjacentHTML('beforeend', '<main><p>${FERRY}</p></main><p>Share this:</p>');
      const page = cleanDocument(document);
      const cleaner = createCleaner();
      const slow = '<div><b>${FERRY}</b></div>'.repeat(150000);
      const timeout = await cleaner.clean(slow, { timeout: 50 }).catch((error) => error.code);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 50);
      const aborted = await cleaner.clean(slow, { signal: controller.signal }).catch((error) => error.name);
      const after = (await cleaner.clean('${FERRY}')).text;
      const broken = createCleaner({ worker: () => new Worker('data:text/javascript,throw new Error("no")') });
      const code = await broken.clean('x').catch((error) => error.code);
      const shared = new Uint8Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer, 0, ${FERRY.length});
      shared.set(new TextEncoder().encode('${FERRY}'));
      if (clean(shared).text !== '${FERRY}') throw new Error('shared bytes');
      document.body.dataset.done = JSON.stringify([page.text, timeout, aborted, after, code]);`),
  );
  assert.equal(await inBrowser(path), `${JSON.stringify([FERRY, 'TIMEOUT', 'AbortError', FERRY, 'INTERNAL'])}\n`);
});

test('Vite, built', { skip: skipBrowser }, async () => {
  const path = project('vite', {
    'index.html': html("import './main.js'")
      .replace("import './main.js'", '')
      .replace('type=module>', 'type=module src=./main.js>'),
    'main.js': MAIN,
    'worker.html': html('').replace('type=module>', 'type=module src=./worker.js>'),
    'worker.js': WORKER,
  });
  const { build } = await import('vite');
  await build({
    root: path,
    logLevel: 'error',
    base: './',
    build: { target: 'esnext', rollupOptions: { input: [join(path, 'index.html'), join(path, 'worker.html')] } },
  });
  assert.equal(await inBrowser(join(path, 'dist')), PRINTED);
  assert.equal(await inBrowser(join(path, 'dist'), 'worker.html'), PRINTED, 'worker');
});

test('webpack, built', { skip: skipBrowser }, async () => {
  const path = project('webpack', { 'main.js': MAIN, 'worker.js': WORKER });
  const { default: webpack } = await import('webpack');
  const stats = await new Promise((resolve, reject) =>
    webpack(
      {
        mode: 'production',
        context: path,
        entry: { main: './main.js', worker: './worker.js' },
        output: { path: join(path, 'dist'), publicPath: 'auto' },
        performance: false,
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    ),
  );
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }).errors, []);
  assert.deepEqual(stats.toJson({ all: false, warnings: true }).warnings, []);
  for (const script of ['main', 'worker']) {
    writeFileSync(
      join(path, 'dist', `${script}.html`),
      `<!doctype html><link rel=icon href="data:,"><body><script defer src=${script}.js></script>`,
    );
    assert.equal(await inBrowser(join(path, 'dist'), `${script}.html`), PRINTED, script);
  }
});

test('esbuild, for browsers, the module copied beside', { skip: skipBrowser }, async () => {
  const path = project('esbuild-browser', {
    'main.js': MAIN,
    'index.html': html('').replace('type=module>', 'type=module src=./out.js>'),
  });
  sh(tool('.bin', 'esbuild'), ['main.js', '--bundle', '--format=esm', '--outfile=out.js', '--log-level=warning'], path);
  copyFileSync(join(path, 'node_modules', 'unhusk', 'unhusk.wasm'), join(path, 'unhusk.wasm'));
  assert.equal(await inBrowser(path), PRINTED);
});

test('Deno', { skip: !deno && 'no Deno here' }, () => {
  const path = project('deno', {
    'main.js': `import { clean } from 'unhusk'; ${PRINT}`,
    'worker.js': `import { createCleaner } from 'unhusk/worker'; const cleaner = createCleaner(); const page = await cleaner.clean('${PAGE}'); console.log(JSON.stringify([page.text, page.removed[0].category])); cleaner.close();`,
  });
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
  for (const file of ['main.js', 'worker.js'])
    assert.equal(
      sh(deno, ['run', '--allow-read', '--node-modules-dir=manual', '--no-remote', file], path, { env }),
      PRINTED,
      file,
    );
});

test('Bun', { skip: !bun && 'no Bun here' }, () => {
  const path = project('bun', {
    'main.js': `import { clean } from 'unhusk'; ${PRINT}`,
    'worker.js': `import { createCleaner } from 'unhusk/worker'; const cleaner = createCleaner(); const page = await cleaner.clean('${PAGE}'); console.log(JSON.stringify([page.text, page.removed[0].category])); cleaner.close();`,
  });
  for (const file of ['main.js', 'worker.js']) assert.equal(sh(bun, ['run', file], path), PRINTED, file);
});

test('Cloudflare Workers (workerd)', { skip: !existsSync(tool('miniflare')) && 'no miniflare here' }, async () => {
  const path = project('workerd', {
    'main.js': `import { clean } from 'unhusk'; export default { async fetch(request) { const page = clean(await request.text()); return Response.json([page.text, page.removed[0].category]); } };`,
  });
  sh(
    tool('.bin', 'esbuild'),
    [
      'main.js',
      '--bundle',
      '--format=esm',
      '--conditions=workerd,worker,browser',
      '--external:*.wasm',
      '--outfile=out/worker.mjs',
      '--log-level=warning',
    ],
    path,
  );
  copyFileSync(join(path, 'node_modules', 'unhusk', 'unhusk.wasm'), join(path, 'out', 'unhusk.wasm'));
  const { Miniflare } = await import('miniflare');
  const worker = new Miniflare({
    modulesRoot: join(path, 'out'),
    modules: [
      { type: 'ESModule', path: join(path, 'out', 'worker.mjs') },
      { type: 'CompiledWasm', path: join(path, 'out', 'unhusk.wasm') },
    ],
    compatibilityDate: '2025-07-01',
  });
  try {
    const answer = await worker.dispatchFetch('http://localhost/', { method: 'POST', body: `Share this:\n\n${FERRY}` });
    assert.deepEqual(await answer.json(), [FERRY, 'share']);
  } finally {
    await worker.dispose();
  }
});
