// Every example of the package's README, as it stands there, in the host that it is for.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';

import { root, www } from './helpers.mjs';
import {
  bun,
  deno,
  FERRY,
  inBrowser,
  LAUNCH,
  PAGE,
  PRINT,
  PRINTED,
  project,
  served,
  sh,
  shown,
  skipBrowser,
  tool,
} from './projects.mjs';

const README = readFileSync(join(www, 'npm', 'README.md'), 'utf8');

/** The code blocks of a section. */
function examples(heading) {
  const section = README.split(/^#+ /m).find((it) => it.startsWith(`${heading}\n`));
  assert.ok(section, `README.md has a section ${heading}`);
  return [...section.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
}

/** What a page shows when its script has cleaned something. */
const SHOW = `const page = clean('${PAGE}'); document.body.dataset.done = JSON.stringify([page.text, page.removed[0].category]);`;
const html = (script) =>
  `<!doctype html><link rel=icon href="data:,"><body><script type=module src=${script}></script>`;

test('the first lines', async () => {
  const [install, code, fetched] = examples('unhusk');
  assert.equal(install, 'npm install unhusk\n');
  const given = `const html = '<h1>Ferries</h1><p>${FERRY}';`;
  const path = project('first', { 'main.js': `${given}${code}console.log(page.text, page.removed.length);` });
  assert.match(sh(process.execPath, ['main.js'], path), new RegExp(`${FERRY} \\d`));
  // The page that it asks for, from here.
  const answer = `globalThis.fetch = async () => new Response('<p>${FERRY}', { headers: { 'content-type': 'text/html' } });`;
  writeFileSync(join(path, 'fetched.js'), `${answer}${fetched}console.log(page.markdown);`);
  assert.equal(sh(process.execPath, ['fetched.js'], path), `${FERRY}\n`);
});

/** A command of the README, with the tools of the tests on its path. */
function shell(line, cwd, options) {
  const env = { ...process.env, PATH: `${tool('.bin')}${delimiter}${process.env.PATH}` };
  return sh('sh', ['-c', line], cwd, { env, ...options });
}

test('on the command line', () => {
  const [code] = examples('On the command line');
  const path = project('command', { 'page.html': `<title>Ferries</title><h1>Ferries</h1><p>${FERRY}` });
  mkdirSync(join(path, 'scrapes'));
  writeFileSync(join(path, 'scrapes/a.txt'), FERRY);
  writeFileSync(join(path, 'pages.jsonl'), JSON.stringify({ id: 1, text: FERRY }));
  for (const line of code.trim().split('\n')) {
    // What curl would bring.
    const here = line.replace(/ +#.*$/, '').replace(/^curl -s \S+/, 'cat page.html');
    const printed = shell(here, path);
    assert.ok(printed.includes(FERRY) || readFileSync(join(path, 'clean/a.txt'), 'utf8').includes(FERRY), line);
  }
});

test('esbuild, tsup, rollup', { skip: skipBrowser }, async () => {
  const [commands, copied] = examples('esbuild, tsup, rollup');
  const path = project('bundlers', { 'main.js': `import { clean } from 'unhusk'; ${PRINT}` }, { type: 'module' });
  for (const command of commands.trim().split('\n')) {
    rmSync(join(path, 'dist'), { recursive: true, force: true });
    shell(command, path);
    assert.equal(sh(process.execPath, ['dist/main.js'], path), PRINTED, command);
    assert.ok(readFileSync(join(path, 'dist/main.js')).length < 2000, `${command}: the package stays outside`);
  }
  writeFileSync(join(path, 'main.js'), `import { clean, init } from 'unhusk'; await init(); ${SHOW}`);
  shell(copied, path);
  writeFileSync(join(path, 'dist/index.html'), html('main.js'));
  assert.equal(await inBrowser(join(path, 'dist')), PRINTED);
});

test('AWS Lambda, as one file', () => {
  const [code] = examples('AWS Lambda');
  const [, command] = /bundled by: (.+)$/m.exec(code);
  const path = project('lambda', { 'index.js': code });
  shell(command, path);
  rmSync(join(path, 'node_modules'), { recursive: true });
  const event = JSON.stringify({ body: Buffer.from(`<p>${FERRY}`).toString('base64'), isBase64Encoded: true });
  const call = `import { handler } from './dist/index.mjs'; const { statusCode, body } = await handler(${event});
    console.log(statusCode, JSON.parse(body).markdown);`;
  writeFileSync(join(path, 'call.mjs'), call);
  assert.equal(sh(process.execPath, ['call.mjs'], path), `200 ${FERRY}\n`);
});

test('a tool for language models', async () => {
  const [settings] = examples('A tool for language models (MCP)');
  const path = project('mcp', {});
  // The example's own dependencies, which a user installs.
  for (const name of ['@modelcontextprotocol', 'zod']) symlinkSync(tool(name), join(path, 'node_modules', name));
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const { command, args } = JSON.parse(settings).mcpServers.reader;
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command, args, cwd: path }));
  try {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['read_page'],
    );
    writeFileSync(join(path, 'page.html'), `<title>Ferries</title><h1>Ferries</h1><p>${FERRY}<p>Share this:`);
    const [page, missing] = await served(path, (address) =>
      Promise.all(
        ['page.html', 'none.html'].map((name) =>
          client.callTool({ name: 'read_page', arguments: { url: `${address}/${name}` } }),
        ),
      ),
    );
    assert.deepEqual(page.content, [{ type: 'text', text: `# Ferries\n\n${FERRY}` }]);
    assert.ok(missing.isError);
    assert.match(missing.content[0].text, /status 404/);
  } finally {
    await client.close();
  }
});

test('coming from other packages', async () => {
  const [readability, defuddle, turndown] = examples('Coming from Readability, Defuddle, Turndown');
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  const story = days.map(
    (day) =>
      `<p>On ${day} the ferry to Skagen sails at noon, and ${FERRY.toLowerCase()} By ${day} evening it is back at the quay, where the crew of the other ship takes over.</p>`,
  );
  const page = `<html lang=en><head><title>Ferries sail again</title><meta name=author content="Ann Berg"></head><body><h1>Ferries sail again</h1>${story.join('')}<p>Share this:</p></body></html>`;
  const given = `const html = ${JSON.stringify(page)}; const document = new JSDOM(html).window.document;`;
  const dom = `import { JSDOM } from ${JSON.stringify(import.meta.resolve('jsdom'))}; ${given}`;
  const path = project('coming', {
    'readability.js': `${dom}${readability.replace('\n}', '\n  console.log(article.byline, article.length > 500);\n}')}`,
    'defuddle.js':
      `${dom}${defuddle}console.log(title, metadata.author[0], markdown.length > 500, html.length > 500);`.replace(
        'markdown, html, stats }',
        'markdown, html: body, stats }',
      ),
    'turndown.js': `${given.replace(/const document.*$/, '')}${turndown}console.log(markdown.endsWith('Share this:'));`,
  });
  const prints = (name) => sh(process.execPath, [name], path);
  assert.equal(prints('readability.js'), 'Ann Berg true\n');
  assert.equal(prints('defuddle.js'), 'Ferries sail again Ann Berg true true\n');
  assert.equal(prints('turndown.js'), 'true\n');
});

test('a page without a bundler, under the policy that is named', { skip: skipBrowser }, async () => {
  const [code] = examples('A page without a bundler');
  const [, policy] = /With a Content-Security-Policy: `(.+?)`/.exec(README);
  const [, script] = /<script type="module">([\s\S]*)<\/script>/.exec(code);
  const path = project('plain', {
    // As it stands, in a page of its own.
    'index.html': `<!doctype html><link rel=icon href="data:,"><body><p>Share this:</p><p>${FERRY}</p>${code.replace('</script>', 'document.body.dataset.done = "yes";</script>')}`,
    // Under the policy scripts are files.
    'main.js': `${script}${SHOW}`,
    'strict.html': html('main.js').replace('<body>', `<body><p>${FERRY}</p>`),
  });
  assert.equal(await inBrowser(path, 'index.html', { console: [FERRY] }), 'yes\n');
  const headers = { 'content-security-policy': `default-src 'none'; img-src data:; ${policy}` };
  assert.equal(await inBrowser(path, 'strict.html', { headers, console: [FERRY] }), PRINTED);
});

test('Vite, its development server', { skip: skipBrowser }, async () => {
  const [code, config] = examples('Vite');
  const path = project('vite-dev', {
    'index.html': html('/main.js'),
    'main.js': code + SHOW,
    'vite.config.js': config,
  });
  const { createServer } = await import('vite');
  const server = await createServer({
    root: path,
    configFile: join(path, 'vite.config.js'),
    logLevel: 'error',
    server: { port: await freePort() },
  });
  await server.listen();
  try {
    const { port } = server.httpServer.address();
    assert.equal(await shown(`http://localhost:${port}/`, { ignore: /^\[vite\] connect/ }), PRINTED);
  } finally {
    await server.close();
  }
});

/** A port that nobody listens on: Vite's page must know it beforehand. */
async function freePort() {
  const probe = createNetServer();
  await new Promise((resolve) => probe.listen(0, resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

test('webpack', { skip: skipBrowser }, async () => {
  const [code] = examples('webpack');
  const path = project('webpack-readme', { 'main.js': code + SHOW });
  const { default: webpack } = await import('webpack');
  const options = {
    mode: 'production',
    context: path,
    entry: './main.js',
    output: { path: join(path, 'dist'), publicPath: 'auto' },
    performance: false,
  };
  const stats = await new Promise((resolve, reject) => {
    webpack(options, (error, result) => (error ? reject(error) : resolve(result)));
  });
  assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
  writeFileSync(join(path, 'dist', 'index.html'), html('main.js').replace('type=module', 'defer'));
  assert.equal(await inBrowser(join(path, 'dist')), PRINTED);
});

test('Node, CommonJS', () => {
  const [code] = examples('Node, CommonJS');
  assert.equal(sh(process.execPath, ['main.cjs'], project('cjs-readme', { 'main.cjs': code + PRINT }, {})), PRINTED);
});

test('Deno', { skip: !deno && 'no Deno here' }, () => {
  const [code] = examples('Deno');
  // What a registry would answer stands in node_modules already.
  const path = project('deno-readme', { 'main.js': code.replace('npm:unhusk', 'unhusk') + PRINT });
  const [, command] = /\/\/ deno (run .+)$/m.exec(code);
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
  const args = ['run', '--node-modules-dir=manual', '--no-remote', ...command.split(' ').slice(1)];
  assert.equal(sh(deno, args, path, { env }), PRINTED);
});

test('Bun, and a program of one file', { skip: !bun && 'no Bun here' }, () => {
  const [code] = examples('Bun');
  const path = project('bun-readme', {
    'main.js': code + PRINT,
    'one.js': code.replace("'unhusk'", "'@unhusk/inline'") + PRINT,
  });
  assert.equal(sh(bun, ['run', 'main.js'], path), PRINTED);
  assert.ok(code.includes("from '@unhusk/inline'"));
  sh(bun, ['build', '--target=bun', 'one.js', '--outfile=out.js'], path);
  rmSync(join(path, 'node_modules'), { recursive: true });
  assert.equal(sh(bun, ['run', 'out.js'], path), PRINTED);
});

/** Bundles a script for a platform that compiles the module by itself, and puts the module beside it. */
function bundled(path, name, conditions, modules) {
  const args = [
    name,
    '--bundle',
    '--format=esm',
    `--conditions=${conditions}`,
    `--external:${modules}`,
    '--outfile=out/main.mjs',
    '--log-level=warning',
  ];
  sh(tool('.bin', 'esbuild'), args, path);
  cpSync(join(path, 'node_modules/unhusk/unhusk.wasm'), join(path, 'out/unhusk.wasm'));
  return join(path, 'out');
}

test('a Cloudflare Worker (workerd)', { skip: !existsSync(tool('miniflare')) && 'no miniflare here' }, async () => {
  const [code] = examples('Cloudflare Worker');
  const out = bundled(project('workerd-readme', { 'main.js': code }), 'main.js', 'workerd,worker,browser', '*.wasm');
  const { Miniflare, Response } = await import('miniflare');
  const worker = new Miniflare({
    modulesRoot: out,
    modules: [
      { type: 'ESModule', path: join(out, 'main.mjs') },
      { type: 'CompiledWasm', path: join(out, 'unhusk.wasm') },
    ],
    compatibilityDate: '2025-07-01',
    // The page that it fetches: in an encoding that only its header names.
    outboundService: () =>
      new Response(
        Buffer.from('<html><body><p>Caf\xe9s open again from Monday, the harbour office of Skagen said.', 'latin1'),
        {
          headers: { 'content-type': 'text/html; charset="iso-8859-1"' },
        },
      ),
  });
  try {
    const body = JSON.stringify({ url: 'http://example.org/news' });
    const page = await (await worker.dispatchFetch('http://localhost/', { method: 'POST', body })).json();
    assert.equal(page.text, 'Cafés open again from Monday, the harbour office of Skagen said.');
  } finally {
    await worker.dispose();
  }
});

test('a browser extension', { skip: skipBrowser }, async (t) => {
  const [manifest, background] = examples('A browser extension (Manifest V3)');
  const path = project('extension', {
    'background.js': background,
    'page.html': `<title>x</title><p>Share this:</p><p>${FERRY}</p>`,
  });
  mkdirSync(join(path, 'lib'));
  cpSync(join(path, 'node_modules/unhusk'), join(path, 'lib/unhusk'), { recursive: true });
  rmSync(join(path, 'node_modules'), { recursive: true });
  // A click of a person grants `activeTab`; here the host is granted beforehand.
  const granted = { ...JSON.parse(manifest), host_permissions: ['http://127.0.0.1/*'] };
  writeFileSync(join(path, 'manifest.json'), JSON.stringify(granted));
  const profile = mkdtempSync(join(tmpdir(), 'unhusk-profile-'));
  t.after(() => rmSync(profile, { recursive: true, force: true }));
  const { chromium } = await import('playwright-core');
  const args = [...LAUNCH.args, '--headless=new', `--disable-extensions-except=${path}`, `--load-extension=${path}`];
  const context = await chromium.launchPersistentContext(profile, {
    ...LAUNCH,
    args,
    headless: false,
    ignoreDefaultArgs: ['--disable-extensions'],
  });
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
    const badge = await served(path, async (address) => {
      const tab = await context.newPage();
      await tab.goto(`${address}/page.html`);
      return worker.evaluate(async () => {
        const [tab] = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });
        chrome.action.onClicked.dispatch(tab);
        for (let tries = 0; tries < 100; tries++) {
          const text = await chrome.action.getBadgeText({ tabId: tab.id });
          if (text) return text;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return 'nothing';
      });
    });
    assert.equal(badge, '1');
  } finally {
    await context.close();
  }
});

test('in a worker', () => {
  const [code] = examples('In a worker');
  const path = project('worker-readme', {
    'main.js': `const html = '<html><body><p>${FERRY}';${code}console.log(page.markdown);`,
  });
  assert.equal(sh(process.execPath, ['main.js'], path), `${FERRY}\n`);
});

test('offsets and overrides', () => {
  const [code] = examples('Offsets');
  const [, override] = /hand its range back: `(.+?)`/.exec(README);
  const source = `import { clean } from 'unhusk'; const text = '${PAGE}';
    ${code.replace(/^(pieces\.map.+?);.*$/m, 'console.log($1);')}
    const [{ start, end }] = clean(text).removed;
    console.log(${override}.removed.length);`;
  assert.equal(sh(process.execPath, ['main.js'], project('offsets', { 'main.js': source })), 'true\n0\n');
});

const next = join(root, 'target', 'next');
const skipNext = skipBrowser || (!existsSync(join(next, 'node_modules/next')) && 'no Next here');
test('Next: in the browser, on the server, at the edge', { skip: skipNext, timeout: 300_000 }, async () => {
  const [config, route] = examples('Next');
  const [, edge] = /A route with `(.+?)`/.exec(README);
  const [webpack] = examples('webpack');
  rmSync(join(next, 'app'), { recursive: true, force: true });
  cpSync(join(project('next-app', {}), 'node_modules/unhusk'), join(next, 'node_modules/unhusk'), { recursive: true });
  writeFileSync(join(next, 'next.config.js'), config);
  const files = {
    'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
    'app/page.js': `'use client';
      import { useEffect } from 'react';
      ${webpack.replace(/^await init\(\).*$/m, '')}
      export default function Page() {
        useEffect(() => { init().then(() => { ${SHOW} }); }, []);
        return <p>x</p>;
      }`,
    'app/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    'app/api/clean/route.js': route,
    'app/api/edge/route.js': `${route}\n${edge};`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(next, name, '..'), { recursive: true });
    writeFileSync(join(next, name), text);
  }
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  const command = createRequire(join(next, 'package.json')).resolve('next/dist/bin/next');
  sh(process.execPath, [command, 'build'], next, { env, timeout: 240_000 });
  const server = spawn(process.execPath, [command, 'start', '--port', '0'], { cwd: next, env });
  try {
    const address = await new Promise((resolve, reject) => {
      let said = '';
      server.stdout.on('data', (text) => {
        said += text;
        const [, found] = /Local:\s+(\S+)[\s\S]*Ready/.exec(said) ?? [];
        if (found) resolve(found);
      });
      server.on('exit', () => reject(new Error(said)));
    });
    for (const name of ['clean', 'edge']) {
      const answer = await fetch(`${address}/api/${name}`, { method: 'POST', body: `Share this:\n\n${FERRY}` });
      assert.equal((await answer.json()).text, FERRY, name);
    }
    assert.equal(await shown(address), PRINTED);
  } finally {
    server.kill();
  }
});
