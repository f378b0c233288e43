// The page that says what went wrong and what to do about it.

import { say } from './announce.js';
import { append, button, byId, el } from './dom.js';

const WORDS = {
  TOO_LARGE: [
    'This page is too large',
    'A page that long is nearly always a data set or a log. Give unhusk one page at a time, or use the command on your own machine, where the limit can be raised.',
  ],
  EMPTY: [
    'There is no text in this',
    'What was pasted or dropped has no text. Copy the page again (Ctrl+A, Ctrl+C), or save it and choose the file.',
  ],
  TOO_MANY: [
    'These are too many files',
    'For more, there is the command: it cleans whole folders and writes JSON Lines, on all cores.',
  ],
  ADDRESS: [
    'This is an address, not a page',
    'unhusk fetches nothing: it cleans what you give it, and sends nothing anywhere. Give it the page itself:',
  ],
  NOT_A_PAGE: ['This is no web page', 'Choose a saved page (.html or .mhtml) or a text file.'],
  NO_CLIPBOARD: ['The clipboard stayed shut', 'Press Ctrl+V, or ⌘V on a Mac: that needs no permission.'],
  BAD_LINK: [
    'The page in this link cannot be read',
    'The link was probably cut on its way. Ask for it again, or for the page itself.',
  ],
  NO_EXAMPLE: ['The example did not load', 'The network did not answer. Your own pages need none: paste one.'],
  LOAD_FAILED: [
    'The engine did not load',
    'The WebAssembly module could not be fetched or started. Try again; if it stays away, the browser or an extension may block WebAssembly, or the site was copied without its pkg folder.',
  ],
  TIMEOUT: [
    'This page took too long',
    'The cleaner was stopped and started again, twice. Other pages work; this one would be a good bug report.',
  ],
  PATTERNS: [
    'A pattern took too long',
    'The cleaner was stopped. Try again without your patterns: they were taken out of the settings, and undo brings them back.',
  ],
  INTERNAL: [
    'The cleaner stumbled over this page',
    'It was started again, and other pages work. This one would be a good bug report.',
  ],
};

/** Shows a trouble. `ways` are what can be done: `again`, `fresh`, `reload`; `null` where it makes no sense. */
export function showTrouble(code, detail, { again, fresh, reload }) {
  const [title, text] = WORDS[code] ?? WORDS.INTERNAL;
  byId('trouble-title').textContent = title;
  byId('trouble-text').textContent = text;
  byId('trouble-detail').textContent = detail ?? '';
  byId('trouble').dataset.code = code;
  byId('trouble-ways').hidden = code !== 'ADDRESS';
  if (code === 'ADDRESS') byId('trouble-ways').replaceChildren(...waysTo(detail));
  const tools = byId('trouble-tools');
  tools.replaceChildren();
  const retry = ['LOAD_FAILED', 'TIMEOUT', 'PATTERNS', 'INTERNAL'].includes(code);
  append(tools, [
    retry && again && button('Try again', again, { kind: 'primary' }),
    code === 'LOAD_FAILED' && button('Reload', reload, { kind: again ? '' : 'primary' }),
    button('Another page', fresh, { kind: retry && (again || code === 'LOAD_FAILED') ? '' : 'primary' }),
  ]);
  byId('trouble-title').focus();
  say(`${title}. ${text}`);
}

/** How one comes from an address to its page. */
function waysTo(address) {
  const command = `curl -sL '${address.replaceAll("'", '%27')}' | unhusk`;
  const mark = byId('bookmarklet').cloneNode(true);
  mark.removeAttribute('id');
  mark.addEventListener('click', (event) => event.preventDefault());
  return [
    el(
      'li',
      {},
      el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, 'Open the page'),
      ', select all of it and copy it (Ctrl+A, Ctrl+C; ⌘A, ⌘C on a Mac), and paste it here.',
    ),
    el('li', {}, 'Or drag ', mark, ' to your bookmarks bar, and press it on the page.'),
    el('li', {}, 'Or, in a terminal, with the command: ', el('code', {}, command)),
  ];
}
