// How a page comes in: paste anywhere, drop, file, typing, clipboard button. Each gives one `Input`.

import { canRead, read } from './clipboard.js';
import { decode } from './decode.js';
import { byId, bytes, isTextField } from './dom.js';
import { htmlPart, isMhtml } from './mhtml.js';
import { sharedText } from './shared-text.js';

/** The largest file that is taken, in bytes: the engine's own limit. */
export const MAX_BYTES = 32 << 20;

/**
 * @typedef {{name: string, via: 'paste'|'file'|'typed'|'example'|'link'|'bookmarklet', flavours: {html?: string, text?: string, report?: string},
 *   using: 'html'|'text'|'report'|'auto', bytes?: Uint8Array, encoding?: string, how?: string, example?: string, url?: string}} Input
 */

/** What is cleaned of an input; of a report, the report. */
export const contentOf = (input) =>
  input.flavours.report ??
  (input.using === 'text' ? input.flavours.text : (input.flavours.html ?? input.flavours.text)) ??
  '';

/** Tells markup from text, as the engine does: by the first tag. */
const MARKUP = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype|[a-z][a-z0-9-]*[\s>/])/i;

/** Elements that show that a paste has the shape of a page; without them its HTML is only a coloured copy of the text. */
const STRUCTURE = /<(?:p|div|article|section|main|h[1-6]|ul|ol|li|table|blockquote|figure|nav|header|footer|br)[\s>/]/i;

/** The longest text that may be a web address. */
const MOST_ADDRESS = 2000;

/** The web address that a text is and nothing else, or `null`. */
export function addressOf(text) {
  const it = text.trim().replace(/^<(.*)>$/, '$1');
  if (!it || it.length > MOST_ADDRESS || /[\s<>"]/.test(it)) return null;
  if (/^https?:\/\/[^/]+/i.test(it)) return it;
  const isBare = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+(?:[/?#].*)?$/u.test(it) && (/^www\./i.test(it) || it.includes('/'));
  return isBare ? `https://${it}` : null;
}

/** An input from the forms that a paste has; `null` where it has none. */
export function fromFlavours(given, { name = 'Pasted page', via = 'paste' } = {}) {
  const html = given.html?.trim() ? given.html : undefined;
  const text = given.text?.trim() ? given.text : undefined;
  if (!html && !text) return null;
  // Somebody who copies from "view source" means the source, not the coloured listing of it.
  if (text && MARKUP.test(text)) return { name, via, flavours: { html: text }, using: 'html' };
  if (!html) return { name, via, flavours: { text }, using: 'text' };
  if (!text) return { name, via, flavours: { html }, using: 'html' };
  return { name, via, flavours: { html, text }, using: STRUCTURE.test(html) ? 'html' : 'text' };
}

/** An input from the bytes of a file; `encoding` overrules what was found. */
export function fromBytes(name, data, encoding = null) {
  const part = isMhtml(name, data) ? htmlPart(data) : null;
  const decoded = decode(part?.bytes ?? data, { chosen: encoding, charset: part?.charset });
  const isHtml = Boolean(part) || /\.x?html?$/i.test(name) || MARKUP.test(decoded.text.slice(0, 4096));
  return {
    name,
    via: 'file',
    flavours: isHtml ? { html: decoded.text } : { text: decoded.text },
    using: isHtml ? 'html' : 'text',
    bytes: data,
    encoding: decoded.encoding,
    how: decoded.how,
  };
}

/**
 * Wires all ways in. `accept(input)` takes one, `acceptMany(inputs)` several, of which those that cannot be read have an
 * `error`; `refuse(code, message)` hears of what cannot be read.
 */
export function setUpInput({ accept, acceptMany, refuse }) {
  const typed = byId('paste');
  const file = byId('file');

  const take = (input) => {
    if (!input) return refuse('EMPTY', '');
    const address = input.flavours.text && addressOf(input.flavours.text);
    return address ? refuse('ADDRESS', address) : accept(input);
  };

  const takeFiles = async (chosen) => {
    const files = [...chosen];
    if (files.length === 0) return;
    if (files.length > 1) {
      acceptMany(
        await Promise.all(files.map((it) => readFile(it).catch(({ message }) => ({ name: it.name, error: message })))),
      );
      return;
    }
    try {
      take(await readFile(files[0]));
    } catch (error) {
      refuse(error.code ?? 'NOT_A_PAGE', error.message);
    }
  };

  // Installed, the system opens files with us, and hands over what other programs share.
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    takeFiles(await Promise.all((files ?? []).map((it) => it.getFile())));
  });
  const shared = sharedText(location.search);
  if (shared) {
    history.replaceState(history.state, '', location.pathname + location.hash);
    take(fromFlavours({ text: shared }, { name: 'Shared page' }));
  }

  document.addEventListener('paste', (event) => {
    const isTyped = event.target === typed;
    if (isTextField(event.target) && !isTyped) return; // Editing or searching: the paste is theirs.
    if (isTyped && typed.value.trim()) return; // A second paste into a half-typed page belongs to it.
    const data = event.clipboardData;
    if (!data) return;
    event.preventDefault();
    if (data.files.length > 0 && !data.types.includes('text/plain')) takeFiles(data.files);
    else take(fromFlavours({ html: data.getData('text/html'), text: data.getData('text/plain') }));
  });

  setUpDrop((data) => {
    if (data.files.length > 0) takeFiles(data.files);
    else
      take(
        fromFlavours({ html: data.getData('text/html'), text: data.getData('text/plain') }, { name: 'Dropped page' }),
      );
  });

  byId('choose-start').addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    await takeFiles(file.files);
    file.value = '';
  });

  const clean = byId('clean-typed');
  const submit = () =>
    typed.value.trim() && take(fromFlavours({ text: typed.value }, { name: 'Typed page', via: 'typed' }));
  typed.addEventListener('input', () => (clean.disabled = !typed.value.trim()));
  typed.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  });
  clean.addEventListener('click', submit);

  const paste = byId('read-clipboard');
  paste.hidden = !canRead();
  paste.addEventListener('click', async () => {
    try {
      take(fromFlavours(await read()));
    } catch {
      refuse('NO_CLIPBOARD', 'The browser did not hand over the clipboard. Press Ctrl+V (⌘V on a Mac) instead.');
    }
  });
}

/** The input of a file; throws an error with a `code` where it is none. */
async function readFile(file) {
  const refused = (code, message) => Object.assign(new Error(message), { code });
  if (file.size > MAX_BYTES) {
    throw refused(
      'TOO_LARGE',
      `${file.name} has ${bytes(file.size)}; unhusk takes pages of up to ${bytes(MAX_BYTES)}.`,
    );
  }
  const data = new Uint8Array(await file.arrayBuffer());
  if (isBinary(file, data)) {
    throw refused('NOT_A_PAGE', `${file.name} is no page of text: unhusk reads .html, .txt and .mhtml files.`);
  }
  return fromBytes(file.name, data);
}

/** Whether a file is a picture, an archive or the like: its type says so, or it has NULs without being UTF-16. */
function isBinary(file, data) {
  if (/^(?:image|audio|video|font)\//.test(file.type) || /^application\/(?:pdf|zip|gzip|octet-stream)/.test(file.type))
    return true;
  const utf16 = (data[0] === 0xff && data[1] === 0xfe) || (data[0] === 0xfe && data[1] === 0xff);
  return !utf16 && data.subarray(0, 1024).filter((byte) => byte === 0).length > 8;
}

function setUpDrop(take) {
  const cover = byId('drop-cover');
  let depth = 0;
  // Text that is dragged from here, on purpose or while selecting, is no page that comes in.
  let fromHere = false;
  addEventListener('dragstart', () => {
    fromHere = true;
  });
  addEventListener('dragend', () => {
    fromHere = false;
  });
  const has = (event, ...types) => types.some((type) => event.dataTransfer?.types.includes(type));
  const wanted = (event) => has(event, 'Files') || (!fromHere && has(event, 'text/html', 'text/plain'));
  const isOwn = (event) => isTextField(event.target) && !has(event, 'Files');
  addEventListener('dragenter', (event) => {
    if (!wanted(event)) return;
    depth += 1;
    cover.hidden = !event.dataTransfer.types.includes('Files');
  });
  addEventListener('dragleave', () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) cover.hidden = true;
  });
  addEventListener('dragover', (event) => wanted(event) && !isOwn(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    depth = 0;
    cover.hidden = true;
    if (!wanted(event) || isOwn(event)) return;
    event.preventDefault();
    take(event.dataTransfer);
  });
}
