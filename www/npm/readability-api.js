/**
 * The interface of Readability.js over `clean`: `new Readability(document).parse()` and `isProbablyReaderable(document)`.
 * The document is left as it was, and markup is taken in its place, so that no DOM is needed.
 */
import { CleanError } from './error.js';
import { describe } from './options.js';

/** Tuning of an algorithm that is not here: taken, and without effect. */
const TUNING = ['debug', 'nbTopCandidates', 'linkDensityModifier'];

/** What cannot be had here, unless it asks for nothing. */
const MISSING = {
  keepClasses: 'the content has no classes',
  classesToPreserve: 'the content has no classes',
  disableJSONLD: 'all metadata of a page is read',
  allowedVideoRegex: 'players go; `clean` keeps or links them with its option `embeds`',
};

/** What Readability.js takes for a paragraph, and how many of them make an article. */
const MIN_CONTENT_LENGTH = 140;
const MIN_SCORE = 20;

export function makeReadability(clean, cleanDocument) {
  return class Readability {
    #page;
    #options;

    constructor(page, options) {
      this.#page = page;
      this.#options = readOptions(options);
      checkPage(page);
    }

    parse() {
      const { url, charThreshold = 1, serializer, maxElemsToParse = 0 } = this.#options;
      const page = this.#page;
      if (maxElemsToParse > 0) {
        const count = documentOf(page, 'maxElemsToParse').getElementsByTagName('*').length;
        if (count > maxElemsToParse) throw new Error(`Aborting parsing document; ${count} elements found`);
      }
      const { title, text, html, metadata } = cleaned(page, { url, html: true, explain: false });
      if (text.length < Math.max(charThreshold, 1)) return null;
      const content = `<div id="readability-page-1" class="page">${html}</div>`;
      return {
        title,
        byline: metadata.author.join(', ') || null,
        dir: metadata.dir,
        lang: metadata.language,
        content: serializer ? serializer(elementOf(documentOf(page, 'serializer'), content)) : content,
        textContent: text,
        length: text.length,
        excerpt: metadata.excerpt,
        siteName: metadata.site,
        publishedTime: metadata.date,
      };
    }
  };

  function cleaned(page, options) {
    return isMarkup(page) ? clean(page, { ...options, input: 'html' }) : cleanDocument(page, options);
  }
}

export function makeIsProbablyReaderable(clean, cleanDocument) {
  return function isProbablyReaderable(page, options) {
    const { minContentLength = MIN_CONTENT_LENGTH, minScore = MIN_SCORE, ...others } = options ?? {};
    const [unknown] = typeof options === 'function' ? ['visibilityChecker'] : Object.keys(others);
    if (unknown) throw wrong(unknown, unknown === 'visibilityChecker' ? 'markup says what is hidden' : undefined);
    checkPage(page);
    const asked = { pieces: true, explain: false };
    const { pieces } = isMarkup(page) ? clean(page, { ...asked, input: 'html' }) : cleanDocument(page, asked);
    const lengths = pieces.filter((it) => it.kind === 'kept').map((it) => it.end - it.start - minContentLength);
    const score = lengths.filter((it) => it > 0).reduce((sum, it) => sum + Math.sqrt(it), 0);
    return score > minScore;
  };
}

function readOptions(options) {
  const known = ['url', 'charThreshold', 'serializer', 'maxElemsToParse', ...TUNING, ...Object.keys(MISSING)];
  for (const [name, value] of Object.entries(options ?? {})) {
    if (!known.includes(name)) throw wrong(name);
    const isAsked = Array.isArray(value) ? value.length > 0 : Boolean(value);
    if (Object.hasOwn(MISSING, name) && isAsked) throw wrong(name, MISSING[name]);
  }
  return options ?? {};
}

function wrong(name, why) {
  const message = why
    ? `the option \`${name}\` of Readability.js is not supported: ${why}`
    : `unknown option \`${name}\``;
  return new CleanError('INVALID_OPTIONS', message);
}

function isMarkup(page) {
  return typeof page === 'string';
}

function checkPage(page) {
  if (isMarkup(page) || typeof (page?.documentElement ?? page)?.outerHTML === 'string') return;
  throw new CleanError('INVALID_INPUT', `a Document or the markup of one is needed, not ${describe(page)}`);
}

/** The document, for what needs one. */
function documentOf(page, option) {
  const document = page.ownerDocument ?? page;
  if (typeof document.createElement === 'function') return document;
  throw new CleanError('INVALID_OPTIONS', `the option \`${option}\` needs a Document, not markup`);
}

function elementOf(document, content) {
  const holder = document.createElement('div');
  holder.innerHTML = content;
  return holder;
}
