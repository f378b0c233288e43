// The settings under the legend: each is an option of the package by its own name.

import { byId, el } from './dom.js';
import { readPatterns } from './patterns.js';

const SELECTS = [
  [
    'preset',
    'Where unsure',
    [
      ['balanced', 'Balanced'],
      ['precision', 'Rather cut'],
      ['recall', 'Rather keep'],
    ],
  ],
  [
    'embeds',
    'Embedded posts',
    [
      ['drop', 'Remove'],
      ['link', 'Leave a link'],
      ['keep', 'Keep'],
    ],
  ],
  [
    'unwrap',
    'Hard-wrapped lines',
    [
      ['auto', 'Join where wrapped'],
      ['never', 'Leave alone'],
    ],
  ],
];

const CHECKS = [
  ['includeTitle', 'Title in the text'],
  ['includeTables', 'Tables'],
  ['includeLinks', 'Link targets'],
  ['includeImages', 'Pictures'],
];

const PATTERNS = [
  ['dropPatterns', 'Drop what matches'],
  ['keepPatterns', 'Keep what matches'],
];

/** Builds the settings; `changed(name, value)` hears of each change. The result shows the choices made elsewhere. */
export function setUpSettings(changed) {
  const fields = new Map();
  const host = byId('settings');
  for (const [name, words, values] of SELECTS) {
    const field = el(
      'select',
      { id: `set-${name}`, onchange: () => changed(name, field.value) },
      values.map(([value, text]) => el('option', { value }, text)),
    );
    fields.set(name, field);
    host.append(el('div', { class: 'setting' }, el('label', { for: `set-${name}` }, words), field));
  }
  for (const [name, words] of CHECKS) {
    const field = el('input', { type: 'checkbox', id: `set-${name}`, onchange: () => changed(name, field.checked) });
    fields.set(name, field);
    host.append(el('label', { class: 'setting check', for: `set-${name}` }, field, el('span', {}, words)));
  }
  const hint = 'Regular expressions, one a line. Each paragraph or line of the page is matched by itself.';
  for (const [name, words] of PATTERNS) {
    const trouble = el('p', { class: 'setting-trouble', id: `set-${name}-trouble`, role: 'status' });
    const field = el('textarea', {
      id: `set-${name}`,
      rows: 2,
      dir: 'auto',
      spellcheck: 'false',
      autocapitalize: 'off',
      placeholder: '/^advert.*/i',
      title: hint,
      'aria-describedby': `set-${name}-trouble set-patterns-hint`,
      onchange: () => {
        const read = readPatterns(field.value);
        trouble.textContent = read.trouble ?? '';
        field.setAttribute('aria-invalid', String(read.trouble !== null));
        if (read.trouble === null) changed(name, read.patterns);
      },
    });
    fields.set(name, field);
    host.append(el('div', { class: 'setting' }, el('label', { for: `set-${name}` }, words), field, trouble));
  }
  host.append(el('p', { class: 'setting-hint', id: 'set-patterns-hint' }, hint));
  return (choices) => {
    for (const [name, field] of fields) {
      if (field.localName === 'textarea') showPatterns(field, choices[name]);
      else if (field.type === 'checkbox') field.checked = choices[name];
      else field.value = choices[name];
    }
  };
}

/** Shows the patterns chosen; a field in which a wrong one is being mended keeps what was typed. */
function showPatterns(field, patterns) {
  const isWrong = field.getAttribute('aria-invalid') === 'true';
  if (!isWrong || document.activeElement !== field) {
    field.value = patterns.join('\n');
    field.setAttribute('aria-invalid', 'false');
    byId(`${field.id}-trouble`).textContent = '';
  }
}
