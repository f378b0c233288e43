// Throwaway projects with the packed tarball in them, and the hosts that run them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { after } from 'node:test';

import { find } from '../../build/common.mjs';
import { built, builtInline, www } from './helpers.mjs';

export const FERRY = 'The ferry to Skagen sails again from Monday, the harbour office said.';
export const PAGE = `Share this:\\n\\n${FERRY}`;

/** Cleans the page, and prints what `PRINTED` is. */
export const PRINT = `const page = clean('${PAGE}'); console.log(JSON.stringify([page.text, page.removed[0].category]));`;
export const PRINTED = `${JSON.stringify([FERRY, 'share'])}\n`;

/** The path of a tool that is installed for the tests. */
export const tool = (...path) => join(www, 'node_modules', ...path);

const installed = (name) => [tool('.bin', name), find(name)].find((path) => path && existsSync(path));
export const deno = installed('deno');
export const bun = installed('bun');
export const browser = find('chromium', 'chromium-browser', 'google-chrome');
export const skipBrowser = !browser && 'no Chromium here';

export const folder = mkdtempSync(join(tmpdir(), 'unhusk-hosts-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A package as it would be published. */
function packed(from) {
  const { stdout, stderr } = spawnSync('npm', ['pack', '--json', '--pack-destination', folder, from], {
    encoding: 'utf8',
  });
  assert.ok(stdout, stderr);
  return join(folder, JSON.parse(stdout)[0].filename);
}
export const tarball = packed(built);
export const tarballInline = packed(builtInline);

/** A project with the tarballs installed, and these files. */
export function project(name, files, manifest = { type: 'module' }) {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, private: true, ...manifest }));
  // The registry is not needed: the packages have no dependencies.
  sh('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball, tarballInline], path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

/** Runs a command that must succeed; gives what it prints. */
export function sh(command, args, cwd, options) {
  const { stdout, stderr, status, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    ...options,
  });
  assert.equal(status, 0, `${basename(command)} ${args.join(' ')}\n${error ?? ''}${stdout}${stderr}`);
  return stdout;
}

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** Serves a folder while `act` has its address. */
export async function served(path, act, headers = {}) {
  const server = createServer((request, response) => {
    const file = join(path, decodeURIComponent(new URL(request.url, 'http://x').pathname));
    if (!existsSync(file) || !extname(file)) return response.writeHead(404).end();
    response
      .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers })
      .end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await act(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
  }
}

/** What every Chromium of the tests is started with. */
export const LAUNCH = {
  executablePath: browser,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
};

/** What a page writes to its body's `data-done`. Anything on the console is a failure, but for what is expected. */
export async function shown(address, { console: expected = [], ignore } = {}) {
  const { chromium } = await import('playwright-core');
  const started = await chromium.launch(LAUNCH);
  try {
    const tab = await started.newPage();
    const said = [];
    tab.on('console', (message) => ignore?.test(message.text()) || said.push(message.text()));
    tab.on('pageerror', (error) => said.push(String(error)));
    await tab.goto(address);
    // No scripts of ours in the page: its policy forbids them.
    const done = tab.locator('body[data-done]');
    await done.waitFor({ state: 'attached', timeout: 30_000 }).catch((error) => {
      throw new Error(`${error.message}\n${said.join('\n')}`);
    });
    assert.deepEqual(said, expected, 'the console');
    return `${await done.getAttribute('data-done')}\n`;
  } finally {
    await started.close();
  }
}

/** What a page served from this folder writes to its body. */
export function inBrowser(path, page = 'index.html', { headers, ...more } = {}) {
  return served(path, (address) => shown(`${address}/${page}`, more), headers);
}
