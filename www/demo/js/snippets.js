// The visitor's choices as options: for Rust, JavaScript and the command line.

import { differing } from './choices.js';

const snake = (name) => name.replace(/[A-Z]/g, (it) => `_${it.toLowerCase()}`);
const capital = (name) => name[0].toUpperCase() + name.slice(1);

/** JavaScript, with the npm package. */
export function javascript(choices, using) {
  const options = withInput(choices, using);
  const lines = Object.entries(options).map(([key, value]) => `  ${key}: ${literal(value)},`);
  const given = lines.length > 0 ? `, {\n${lines.join('\n')}\n}` : '';
  return `import { clean, init } from 'unhusk';\n\nawait init();\nconst { title, text } = clean(page${given});\n`;
}

/** Rust; ranges are UTF-8 bytes there, so `toBytes` turns offsets into them. */
export function rust(choices, using, toBytes) {
  const options = withInput(choices, using);
  const fields = Object.entries(options).map(
    ([key, value]) => `        ${snake(key)}: ${rustValue(key, value, toBytes)},`,
  );
  const uses = ['Cleaner', 'Options'];
  if (options.keep || options.drop) uses.push('Category');
  if (options.overrides) uses.push('Action', 'Override');
  if (options.preset) uses.push('Preset');
  if (options.embeds) uses.push('Embeds');
  if (options.unwrap) uses.push('Unwrap');
  if (options.input) uses.push('InputKind');
  const body =
    fields.length > 0 ? `Options {\n${fields.join('\n')}\n        ..Options::default()\n    }` : 'Options::default()';
  return `use unhusk::{${uses.sort().join(', ')}};\n\nfn article(page: &str) -> Result<String, unhusk::Error> {\n    let options = ${body};\n    Ok(Cleaner::with_options(options)?.clean(page)?.text)\n}\n`;
}

/** The command; its ranges are UTF-8 bytes too. */
export function command(choices, using, toBytes) {
  const { overrides = [], ...options } = withInput(choices, using);
  const flags = Object.entries(options).flatMap(([key, value]) => flag(key, value));
  const ranges = overrides.map(({ start, end, action }) => `--override ${action}:${toBytes(start)}-${toBytes(end)}`);
  return `${['unhusk', ...flags, ...ranges, using === 'html' ? 'page.html' : 'page.txt'].join(' ')}\n`;
}

function withInput(choices, using) {
  const options = differing(choices);
  return using === 'html' || using === 'text' ? { input: using, ...options } : options;
}

function literal(value) {
  if (!Array.isArray(value)) return typeof value === 'string' ? `'${value}'` : String(value);
  if (value.every((it) => typeof it === 'string')) return `[${value.map((it) => `'${it}'`).join(', ')}]`;
  return `[\n${value.map(({ start, end, action }) => `    { start: ${start}, end: ${end}, action: '${action}' },`).join('\n')}\n  ]`;
}

const ENUMS = { preset: 'Preset', embeds: 'Embeds', unwrap: 'Unwrap', input: 'InputKind' };

function rustValue(key, value, toBytes) {
  if (ENUMS[key]) return `${ENUMS[key]}::${capital(value)}`;
  if (typeof value === 'boolean') return String(value);
  if (key === 'overrides') {
    const items = value.map(
      ({ start, end, action }) =>
        `            Override { start: ${toBytes(start)}, end: ${toBytes(end)}, action: Action::${capital(action)} },`,
    );
    return `vec![\n${items.join('\n')}\n        ]`;
  }
  return `vec![${value.map((name) => `Category::${capital(name)}`).join(', ')}]`;
}

const FLAGS = { includeTitle: '--title' };

function flag(key, value) {
  if (FLAGS[key]) return [FLAGS[key]];
  if (typeof value === 'boolean')
    return [value ? `--${snake(key).replaceAll('_', '-')}` : `--no-${snake(key).replace('include_', '')}`];
  return [`--${snake(key)}`, Array.isArray(value) ? value.join(',') : value];
}
