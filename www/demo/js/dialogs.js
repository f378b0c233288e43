// The three dialogs: options as code, a link to share, keyboard shortcuts.

import { note } from './announce.js';
import { DEFAULTS, isUntouched } from './choices.js';
import { copy } from './clipboard.js';
import { append, button, byId, el, number } from './dom.js';
import { MAX_PACKED, pack, toHash } from './share.js';
import { command, INSTALL, javascript, rust } from './snippets.js';
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

/**
 * The choices as code. `toBytes(offset)` counts in UTF-8; `form` is the field of the result that is wanted; `everyPage()`
 * gives the choices as rules for every page of the site, where there are words on pieces of this one.
 */
export function showCode(choices, using, toBytes, { form = 'text', everyPage = null } = {}) {
  const texts = {};
  const fill = (from) => {
    texts.rust = rust(from, using, toBytes, form);
    texts.js = javascript(from, using, form);
    texts.shell = command(from, using, toBytes, form);
    for (const [id, text] of Object.entries(texts))
      row
        .panel(id)
        .replaceChildren(
          el('pre', { class: 'install' }, el('code', {}, INSTALL[id])),
          el('pre', { tabindex: 0 }, el('code', {}, text)),
        );
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
  fill(choices);
  row.select('js');
  const take = button(
    'Copy',
    async () => note((await copy(texts[row.current])) ? 'Code copied' : 'The browser refused the clipboard.'),
    { glyph: 'copy', kind: 'primary' },
  );
  const every = el('input', {
    type: 'checkbox',
    id: 'code-every',
    onchange: () => fill(every.checked ? everyPage() : choices),
  });
  open('dialog-code', 'code-title', 'Use it', [
    el(
      'p',
      { class: 'soft' },
      isUntouched(choices)
        ? 'The same result on your own machine, with the defaults.'
        : 'The same result on your own machine, with what you chose here.',
    ),
    everyPage &&
      el(
        'label',
        { class: 'check', for: 'code-every' },
        every,
        el('span', {}, 'The pieces that I kept or dropped, as rules for every page of the site'),
      ),
    list,
    host,
    el('div', { class: 'dialog-tools' }, take),
  ]);
}

/** What of a page can be in a link, the most of it first; each says what the link then opens. */
const LINKED = {
  whole: 'It opens this page with your options.',
  lean: 'It opens this page with your options, without the parts of its HTML that are not read: the result is the same.',
  report: 'The page is too long for a link, so it has a report: the text, and each removal with its reason.',
};

/**
 * A link to what is on the screen. `page` is `{ content, using, name, example }`, and what else can be shared of it:
 * `lean()`, the page's HTML without what is not read, or `null` where the result differs; `report()`, its report;
 * `save()`, which saves that as a file; `picture()`, which copies a picture of before and after.
 */
export function showShare(choices, page) {
  const field = el('input', {
    type: 'text',
    id: 'share-link',
    readonly: true,
    class: 'share-link',
    onfocus: () => field.select(),
  });
  const state = el('p', { class: 'soft', id: 'share-state', role: 'status' });
  const withPage = el('input', { type: 'checkbox', id: 'share-page', checked: true, onchange: () => update() });
  const take = button(
    'Copy link',
    async () => note((await copy(field.value)) ? 'Link copied' : 'The browser refused the clipboard.'),
    { glyph: 'copy', kind: 'primary', id: 'share-copy' },
  );
  const picture = button('Copy picture', () => page.picture(), { glyph: 'copy', id: 'share-picture' });
  const save = button('Save report.html', () => page.save(), { glyph: 'download', id: 'share-save' });
  let linked;

  async function update() {
    let chosen = choices;
    let part = page.example ? { example: page.example } : null;
    if (!page.example && withPage.checked) {
      linked ??= await mostOf(page);
      if (linked) {
        part = linked;
        if (part.using === 'report') chosen = DEFAULTS;
        const taken = `${number(part.packed.length)} of the ${number(MAX_PACKED)} characters that a link may have`;
        state.textContent = `${LINKED[part.as]} It takes ${taken}. Whoever has the link has the page’s text; no server sees it.`;
      } else {
        withPage.checked = false;
        withPage.disabled = true;
        state.textContent =
          'This page is too long for a link, and so is its report: the link has your options alone. Save the report and send the file.';
      }
    } else {
      state.textContent = page.example
        ? 'The link opens this example with your options.'
        : 'The link has your options alone, not the page.';
    }
    if (!part && choices.overrides.length > 0)
      state.textContent += ' Pieces that you kept or dropped belong to the page and are left out.';
    const hash = toHash(chosen, part);
    field.value = `${location.origin}${location.pathname}${hash ? `#${hash}` : ''}`;
  }

  open('dialog-share', 'share-title', 'Share this', [
    el('label', { for: 'share-link' }, 'Link'),
    field,
    !page.example &&
      el('label', { class: 'check', for: 'share-page' }, withPage, el('span', {}, 'With the page’s text')),
    state,
    el('div', { class: 'dialog-tools' }, take, picture, save),
  ]);
  return update();
}

/** The most of a page that fits into a link, as `{ as, packed, using, name }`; `null` where nothing does. */
async function mostOf({ content, using, name, lean, report }) {
  for (const [as, give, form] of [
    ['whole', () => content, using],
    ['lean', lean, using],
    ['report', report, 'report'],
  ]) {
    const given = await give();
    const packed = given && (await pack(given));
    if (packed && packed.length <= MAX_PACKED) return { as, packed, using: form, name };
  }
  return null;
}

/** Lists of lines, each under its name. */
export function showLines(words, lists) {
  open('dialog-lines', 'lines-title', 'Lines that differ', [
    el('p', { class: 'soft' }, words),
    lists.map(([name, lines]) => [
      el('h3', { dir: 'auto' }, `Only in ${name}`),
      lines.length > 0
        ? el(
            'ul',
            { class: 'lines' },
            lines.map((it) => el('li', { dir: 'auto' }, it)),
          )
        : el('p', { class: 'soft' }, 'Nothing'),
    ]),
  ]);
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
