// The CommonJS entries: the ES modules of an entry, one function each, in one file. It reads only the few forms of
// import and export that www/npm/ uses, and says so where it meets another.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Told } from './common.mjs';

/** A file beside the module, as the entries name it. */
const BESIDE = /new URL\('\.\/([\w.-]+)', import\.meta\.url\)/g;

export function toCommonJs(folder, entry) {
  const done = new Map();
  include(folder, entry, done);
  return [
    `// Generated: ${entry} and what it imports, for require().`,
    "'use strict';",
    ...done.values(),
    `module.exports = ${idOf(entry)};`,
    '',
  ].join('\n');
}

function include(folder, name, done) {
  if (done.has(name)) return;
  const exported = [];
  let text = readFileSync(join(folder, name), 'utf8');
  text = text.replaceAll(/^import (.+?) from '(.+?)';$/gm, (_, what, from) => {
    const source = sourceOf(folder, from, done);
    if (what.startsWith('* as ')) return `const ${what.slice(5)} = ${source};`;
    return `const ${renamed(what)} = ${source};`;
  });
  // For its effect alone: a file that is CommonJS as it stands.
  text = text.replaceAll(/^import ('.+?');$/gm, (_, from) => `require(${from});`);
  text = text.replaceAll(/^export \{(.+?)\} from '(.+?)';$/gm, (_, what, from) => {
    const source = sourceOf(folder, from, done);
    for (const [old, name] of pairs(what)) exported.push(`${name}: ${source}.${old}`);
    return '';
  });
  text = text.replaceAll(/^export \{(.+?)\};$/gm, (_, what) => {
    for (const [old, name] of pairs(what)) exported.push(`${name}: ${old}`);
    return '';
  });
  text = text.replaceAll(/^export const \{(.+?)\} =/gm, (_, what) => {
    exported.push(...pairs(what).map(([, name]) => name));
    return `const {${what}} =`;
  });
  text = text.replaceAll(/^export ((?:async )?function|const|class) (\w+)/gm, (_, kind, name) => {
    exported.push(name);
    return `${kind} ${name}`;
  });
  text = text.replaceAll(BESIDE, "require('node:path').join(__dirname, '$1')");
  const left = /^(import|export)\b.*$|import\.meta/m.exec(text);
  if (left) throw new Told(`www/build/commonjs.mjs does not know this form in ${name}: ${left[0]}`);
  done.set(name, `const ${idOf(name)} = (() => {\n${text.trim()}\nreturn { ${exported.join(', ')} };\n})();`);
}

function sourceOf(folder, from, done) {
  if (!from.startsWith('./')) return `require('${from}')`;
  include(folder, from.slice(2), done);
  return idOf(from.slice(2));
}

/** `{ a, b as c }` as a pattern of destructuring. */
function renamed(what) {
  const list = pairs(what.replaceAll(/[{}]/g, '')).map(([old, name]) => (old === name ? old : `${old}: ${name}`));
  return `{ ${list.join(', ')} }`;
}

function pairs(what) {
  return what
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
    .map((item) => {
      const [old, name = old] = item.split(' as ');
      return [old, name];
    });
}

function idOf(name) {
  return name.replace(/\.js$/, '_').replaceAll(/\W/g, '_');
}
