// The tab with what the page says of itself, and where each of it was found.

import { day } from './dates.js';
import { el, percent } from './dom.js';

const FIELDS = [
  ['title', 'Title'],
  ['author', 'Author'],
  ['date', 'Published'],
  ['modified', 'Changed'],
  ['site', 'Site'],
  ['section', 'Section'],
  ['language', 'Language'],
  ['description', 'Description'],
  ['tags', 'Tags'],
  ['url', 'Address'],
  ['image', 'Picture'],
  ['licence', 'Licence'],
  ['pageType', 'Kind of page'],
];

/** Shows a result's metadata in `host`. */
export function showMetadata(host, result) {
  const rows = FIELDS.map(([key, words]) =>
    row(key, words, key === 'title' ? result.title : result.metadata[key], result.metadataSources),
  );
  host.replaceChildren(
    el(
      'dl',
      { class: 'metadata' },
      rows,
      line('Cut by a paywall', result.metadata.truncated ? 'yes' : 'no'),
      line('Fingerprint', el('code', {}, result.fingerprint), 'equal for two scrapes of one article'),
      line('Confidence', percent(result.confidence)),
    ),
  );
}

function row(key, words, value, sources) {
  const missing = value === null || value === undefined || value.length === 0;
  if (missing) return line(words, el('span', { class: 'missing' }, 'not found'));
  const source = sources?.[key === 'pageType' ? 'page_type' : key] ?? sources?.[key];
  return line(words, shown(key, value), source && `from ${source}`);
}

function shown(key, value) {
  if (key === 'tags')
    return el(
      'ul',
      { class: 'tag-list' },
      value.map((tag) => el('li', { dir: 'auto' }, tag)),
    );
  if (Array.isArray(value)) return el('span', { dir: 'auto' }, value.join(', '));
  if (key === 'date' || key === 'modified') return [day(value), ' ', el('code', {}, value)];
  if (key === 'language') return [languageName(value), ' ', el('code', {}, value)];
  return el('span', { dir: 'auto' }, value);
}

function languageName(code) {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(code);
  } catch {
    return '';
  }
}

function line(words, value, aside = null) {
  return el('div', {}, el('dt', {}, words), el('dd', {}, value, aside && el('span', { class: 'aside' }, aside)));
}
