#!/usr/bin/env node

// Serves the built demo: `node www/serve.mjs [--build] [--port 8080] [--base /sub/path/] [--root DIR]`.
// Sends the .br or .gz beside a file where the browser takes it, the right types, and the page's policy as a header.

import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const DEMO = join(here, '..', 'target', 'demo');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

const PACKED = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/**
 * The policy that a built page carries. A Worker has the policy of its own answer, not of the page, so that every file gets
 * the page's. A frame's parent can only be ruled out by a header: pictures.html is there to be framed, by this site.
 */
function policyOf(root, name, ancestors) {
  const path = join(root, name);
  const html = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "default-src 'none'";
  return `${policy}; frame-ancestors ${ancestors}`;
}

/** A server of the demo; `base` is the path it is found under. */
export function createDemoServer({ root = DEMO, base = '/' } = {}) {
  const policy = policyOf(root, 'index.html', "'none'");
  const framed = policyOf(root, 'pictures.html', "'self'");
  return createServer((request, response) => {
    const plain = (status, text, headers = {}) => {
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
      response.end(request.method === 'HEAD' ? undefined : text);
    };
    if (!['GET', 'HEAD'].includes(request.method)) return plain(405, 'Only GET and HEAD.\n', { Allow: 'GET, HEAD' });
    const file = fileOf(root, base, request.url);
    if (file === 'elsewhere') return plain(302, '', { Location: base });
    if (!file) return plain(404, 'Not here.\n');

    const accepted = (request.headers['accept-encoding'] ?? '').split(',').map((it) => it.split(';')[0].trim());
    const [encoding, ending] = PACKED.find(([name, end]) => accepted.includes(name) && existsSync(file + end)) ?? [
      null,
      '',
    ];
    const { size, mtimeMs } = statSync(file + ending);
    const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    const headers = {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      ETag: tag,
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': file === join(root, 'pictures.html') ? framed : policy,
    };
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, headers);
      return response.end();
    }
    if (encoding) headers['Content-Encoding'] = encoding;
    headers['Content-Length'] = size;
    response.writeHead(200, headers);
    if (request.method === 'HEAD') return response.end();
    createReadStream(file + ending)
      .on('error', () => response.destroy())
      .pipe(response);
  });
}

/** The file that an address names, inside the root alone. */
function fileOf(root, base, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  if (!path.startsWith(base)) return path === '/' || `${path}/` === base ? 'elsewhere' : null;
  const file = normalize(join(root, path.slice(base.length) || 'index.html'));
  if (!file.startsWith(root + sep) || file.endsWith('.br') || file.endsWith('.gz')) return null;
  return existsSync(file) && statSync(file).isFile() ? file : null;
}

/** Starts a server and resolves to its address and a way to end it. Port 0 is any free one. */
export function serve({ port = 0, host = '127.0.0.1', base = '/', root = DEMO } = {}) {
  const server = createDemoServer({ root, base });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const url = `http://${host === '127.0.0.1' ? 'localhost' : host}:${server.address().port}${base}`;
      resolve({ url, close: () => new Promise((done) => server.close(done) && server.closeAllConnections()) });
    });
  });
}

async function main() {
  const { values } = parseArgs({
    options: {
      build: { type: 'boolean', default: false },
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      base: { type: 'string', default: '/' },
      root: { type: 'string', default: DEMO },
    },
  });
  if (values.build) {
    const { status } = spawnSync(process.execPath, [join(here, 'build.mjs')], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
  if (!existsSync(join(values.root, 'index.html'))) {
    console.error('The demo is not built. Build it first: node www/build.mjs (or give --build).');
    process.exit(1);
  }
  const base = `/${values.base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  try {
    const { url } = await serve({ port: Number(values.port), host: values.host, base, root: values.root });
    console.log(`unhusk is at ${url} (Ctrl+C ends it)`);
  } catch (error) {
    console.error(
      error.code === 'EADDRINUSE' ? `Port ${values.port} is taken: give another with --port.` : error.message,
    );
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
