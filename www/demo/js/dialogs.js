// The three dialogs: options as code, a link to share, keyboard shortcuts.

import { note } from './announce.js';
import { isUntouched } from './choices.js';
import { copy } from './clipboard.js';
import { append, button, byId, el, number } from './dom.js';
import { MAX_PACKED, pack, toHash } from './share.js';
import { command, javascript, rust } from './snippets.js';
import { tabs } from './tabs.js';

function open(id, titleId, title, content) {
  const dialog = byId(id);
  const shut = () => dialog.close();
  dialog.replaceChildren();
  append(dialog, [
    el(
      'div',
      { class: 'dialog-head' },
      el('h2', { id: titleId }, title),
      button('Close', shut, { glyph: 'close', quiet: true, kind: 'ghost' }),
    ),
    content,
  ]);
  dialog.onclick = (event) => {
    if (event.target === dialog) shut();
  };
  dialog.showModal();
  return dialog;
}

/** The choices as code. `toBytes(offset)` counts in UTF-8. */
export function showCode(choices, using, toBytes) {
  const texts = {
    rust: rust(choices, using, toBytes),
    js: javascript(choices, using),
    shell: command(choices, using, toBytes),
  };
  const list = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Language' });
  const host = el('div', { class: 'panels' });
  const row = tabs(
    list,
    host,
    [
      ['rust', 'Rust'],
      ['js', 'JavaScript'],
      ['shell', 'Command line'],
    ],
    () => {},
    'code-tab',
  );
  for (const [id, text] of Object.entries(texts)) append(row.panel(id), [el('pre', {}, el('code', {}, text))]);
  row.select('js');
  const take = button(
    'Copy',
    async () => note((await copy(texts[row.current])) ? 'Options copied' : 'The browser refused the clipboard.'),
    { glyph: 'copy', kind: 'primary' },
  );
  open('dialog-code', 'code-title', 'Your choices as options', [
    isUntouched(choices) && el('p', { class: 'soft' }, 'Nothing is changed yet: these are the defaults.'),
    list,
    host,
    el('div', { class: 'dialog-tools' }, take),
  ]);
}

/** A link to what is on the screen. `page` is `{ content, using, name, example }`. */
export function showShare(choices, page) {
  const field = el('input', {
    type: 'text',
    id: 'share-link',
    readonly: true,
    class: 'share-link',
    onfocus: () => field.select(),
  });
  const state = el('p', { class: 'soft', id: 'share-state', role: 'status' });
  const withPage = el('input', { type: 'checkbox', id: 'share-page', onchange: () => update() });
  const take = button(
    'Copy link',
    async () => note((await copy(field.value)) ? 'Link copied' : 'The browser refused the clipboard.'),
    { glyph: 'copy', kind: 'primary', id: 'share-copy' },
  );
  let packed = null;

  async function update() {
    let part = page.example ? { example: page.example } : null;
    if (withPage.checked) {
      packed ??= await pack(page.content);
      if (packed.length > MAX_PACKED) {
        withPage.checked = false;
        withPage.disabled = true;
        state.textContent = `This page is too long for a link: packed it takes ${number(packed.length)} characters, and ${number(MAX_PACKED)} are the limit. The link has your options alone.`;
      } else {
        part = { packed, using: page.using, name: page.name };
        state.textContent = `The page takes ${number(packed.length)} of the ${number(MAX_PACKED)} characters that a link may hold. Whoever has the link has the page; no server sees it.`;
      }
    } else {
      state.textContent = page.example
        ? 'The link opens this example with your options.'
        : 'The link has your options alone, not the page.';
    }
    if (!part && choices.overrides.length > 0)
      state.textContent += ' Pieces that you kept or dropped belong to the page and are left out.';
    const hash = toHash(choices, part);
    field.value = `${location.origin}${location.pathname}${hash ? `#${hash}` : ''}`;
  }

  open('dialog-share', 'share-title', 'Link to this', [
    el('label', { for: 'share-link' }, 'Link'),
    field,
    !page.example &&
      el('label', { class: 'check', for: 'share-page' }, withPage, el('span', {}, 'Put the page’s text in the link')),
    state,
    el('div', { class: 'dialog-tools' }, take),
  ]);
  return update();
}

const MAC = /mac|iphone|ipad/i.test(navigator.userAgentData?.platform ?? navigator.platform ?? '');
const CONTROL = MAC ? '⌘' : 'Ctrl';

const KEYS = [
  [
    'Anywhere',
    [
      [[CONTROL, 'V'], 'Paste a page'],
      [['F8'], 'Next removal'],
      [['Shift', 'F8'], 'Previous removal'],
      [[CONTROL, 'Z'], 'Undo the last choice'],
      [[CONTROL, 'Shift', 'Z'], 'Redo it'],
    ],
  ],
  [
    'On the page',
    [
      [['N'], 'Next removal'],
      [['P'], 'Previous removal'],
      [['↓'], 'Next piece, kept or removed'],
      [['↑'], 'Previous piece'],
      [['Enter'], 'What is known of the piece'],
      [['K'], 'Keep the piece'],
      [['D'], 'Drop the piece'],
      [['/'], 'Search'],
      [['Esc'], 'Close the card'],
    ],
  ],
];

/** The keyboard shortcuts. */
export function showKeys() {
  open(
    'dialog-keys',
    'keys-title',
    'Keyboard',
    KEYS.map(([where, rows]) => [
      el('h3', {}, where),
      el(
        'dl',
        { class: 'keys' },
        rows.map(([keys, what]) =>
          el(
            'div',
            {},
            el(
              'dt',
              {},
              keys.map((it) => el('kbd', {}, it)),
            ),
            el('dd', {}, what),
          ),
        ),
      ),
    ]),
  );
}
