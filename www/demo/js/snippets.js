// The visitor's choices as options: for Rust, JavaScript and the command line.

import { differing } from './choices.js';
import { patternOf } from './patterns.js';

const snake = (name) => name.replace(/[A-Z]/g, (it) => `_${it.toLowerCase()}`);
const capital = (name) => name[0].toUpperCase() + name.slice(1);

/** How each comes to one's machine. */
export const INSTALL = {
  js: 'npm install unhusk',
  rust: 'cargo add unhusk',
  shell: 'cargo install unhusk-cli',
};

/** Forms of the result that are made only when asked for. */
const ASKED = ['markdown', 'html'];

/** JavaScript, with the npm package; `form` is the field of the result that is wanted, or `result`. */
export function javascript(choices, using, form = 'text') {
  const options = withForm(withInput(choices, using), form);
  const lines = Object.entries(options).map(([key, value]) => `  ${key}: ${literal(key, value)},`);
  const given = lines.length > 0 ? `, {\n${lines.join('\n')}\n}` : '';
  const wanted = form === 'result' ? 'result' : `{ title, ${form} }`;
  return `import { clean, init } from 'unhusk';\n\nawait init();\nconst ${wanted} = clean(page${given});\n`;
}

const withForm = (options, form) => (ASKED.includes(form) ? { ...options, [form]: true } : options);

/** Rust; ranges are UTF-8 bytes there, so `toBytes` turns offsets into them. */
export function rust(choices, using, toBytes, form = 'text') {
  const options = withForm(withInput(choices, using), form);
  const calls = Object.entries(options).flatMap(([key, value]) => setters(key, value, toBytes));
  const uses = ['Cleaner'];
  if (options.keep || options.drop) uses.push('Category');
  if (options.overrides) uses.push('Action', 'Override');
  for (const [key, name] of Object.entries(ENUMS)) if (options[key]) uses.push(name);
  const used = uses.length > 1 ? `{${uses.sort().join(', ')}}` : uses[0];
  const cleaner = ['Cleaner::new()', ...calls.map((call) => `        .${call}`)].join('\n');
  const [type, field] = RUST_FORMS[form];
  return `use unhusk::${used};\n\nfn article(page: &str) -> Result<${type}, unhusk::Error> {\n    let cleaner = ${cleaner};\n    Ok(cleaner.clean(page)?${field})\n}\n`;
}

/** Form → its type in Rust, and where it is in the result. */
const RUST_FORMS = {
  text: ['String', '.text'],
  markdown: ['Option<String>', '.markdown'],
  html: ['Option<String>', '.html'],
  metadata: ['unhusk::Metadata', '.metadata'],
  result: ['unhusk::Cleaned', ''],
};

/** Form → the flag of the command. */
const FORM_FLAGS = { text: [], markdown: ['--format markdown'], html: ['--format html'] };

/** The command; its ranges are UTF-8 bytes too. */
export function command(choices, using, toBytes, form = 'text') {
  const { overrides = [], ...options } = withInput(choices, using);
  const flags = Object.entries(options).flatMap(([key, value]) => flag(key, value));
  const ranges = overrides.map(({ start, end, action }) => `--override ${action}:${toBytes(start)}-${toBytes(end)}`);
  return `${['unhusk', ...(FORM_FLAGS[form] ?? ['--format json']), ...flags, ...ranges, using === 'html' ? 'page.html' : 'page.txt'].join(' ')}\n`;
}

function withInput(choices, using) {
  const options = differing(choices);
  return using === 'html' || using === 'text' ? { input: using, ...options } : options;
}

const isPatterns = (key) => key.endsWith('Patterns');
const isSelectors = (key) => key.endsWith('Selectors');

function literal(key, value) {
  if (isPatterns(key)) return `[${value.map((line) => String(patternOf(line))).join(', ')}]`;
  if (!Array.isArray(value)) return typeof value === 'string' ? `'${value}'` : String(value);
  if (value.every((it) => typeof it === 'string'))
    return `[${value.map((it) => `'${it.replace(/['\\]/g, '\\$&')}'`).join(', ')}]`;
  return `[\n${value.map(({ start, end, action }) => `    { start: ${start}, end: ${end}, action: '${action}' },`).join('\n')}\n  ]`;
}

const ENUMS = { preset: 'Preset', embeds: 'Embeds', unwrap: 'Unwrap', input: 'InputKind' };

/** The calls of the builder that make an option. */
function setters(key, value, toBytes) {
  if (ENUMS[key]) return [`${snake(key)}(${ENUMS[key]}::${capital(value)})`];
  if (typeof value === 'boolean') return [`${snake(key)}(${value})`];
  if (isPatterns(key)) return value.map((line) => `${snake(key).slice(0, -1)}(${rustString(rustPattern(line))})?`);
  if (key === 'overrides')
    return value.map(
      ({ start, end, action }) =>
        `override_range(Override { start: ${toBytes(start)}, end: ${toBytes(end)}, action: Action::${capital(action)} })?`,
    );
  if (isSelectors(key)) return value.map((it) => `${snake(key).slice(0, -1)}(${rustString(it)})?`);
  return value.map((name) => `${key}(Category::${capital(name)})`);
}

/** A pattern in Rust's syntax, as far as both have the same: its flags stand in front. */
function rustPattern(line) {
  const { source, flags } = patternOf(line);
  const shared = [...flags].filter((it) => 'ims'.includes(it)).join('');
  return (shared ? `(?${shared})` : '') + source.replaceAll('\\/', '/');
}

/** A raw string, with as many signs around as its text asks for. */
function rustString(text) {
  let signs = '';
  while (text.includes(`"${signs}`)) signs += '#';
  return `r${signs}"${text}"${signs}`;
}

const FLAGS = { includeTitle: '--title' };

function flag(key, value) {
  if (FLAGS[key]) return [FLAGS[key]];
  if (typeof value === 'boolean')
    return [value ? `--${snake(key).replaceAll('_', '-')}` : `--no-${snake(key).replace('include_', '')}`];
  if (isPatterns(key))
    return value.map((line) => `--${key === 'keepPatterns' ? 'keep' : 'drop'}-pattern ${quoted(rustPattern(line))}`);
  if (isSelectors(key)) return value.map((it) => `--${snake(key).replaceAll('_', '-').slice(0, -1)} ${quoted(it)}`);
  return [`--${snake(key)}`, Array.isArray(value) ? value.join(',') : value];
}

/** A text in a shell's quotes. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
