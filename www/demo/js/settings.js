// The settings under the legend: each is an option of the package by its own name.

import { byId, el } from './dom.js';

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
  return (choices) => {
    for (const [name, field] of fields) {
      if (field.type === 'checkbox') field.checked = choices[name];
      else field.value = choices[name];
    }
  };
}
