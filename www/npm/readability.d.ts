import type { DocumentLike } from './index.js';

export { CleanError, init, initSync } from './index.js';

/**
 * An article in the shape of Readability.js. What differs: `lang` is the language without a region, `dir` and `excerpt` are
 * always there where there is text, and `content` is safe as it is.
 */
export interface Article<T = string> {
  /** The headline, without the site's name. */
  title: string | null;
  /** The authors, with commas between them. */
  byline: string | null;
  /** Which way the article is written. */
  dir: 'ltr' | 'rtl' | null;
  /** Language of the article, ISO 639-1. */
  lang: string | null;
  /** The article as safe, semantic HTML, in one `<div>`. */
  content: T;
  /** The article as text, paragraphs with a blank line between. */
  textContent: string;
  /** UTF-16 units of `textContent`. */
  length: number;
  /** The page's own summary, else its first paragraph. */
  excerpt: string | null;
  /** The site's name. */
  siteName: string | null;
  /** When it was published: ISO 8601. */
  publishedTime: string | null;
}

/** Options of Readability.js, and the address of markup. */
export interface ReadabilityOptions<T = string> {
  /** The page's address, for relative links. Default: the document's own. */
  url?: string | URL | undefined;
  /** How many characters an article has at least; shorter ones are `null`. Default: 1. */
  charThreshold?: number | undefined;
  /** Aborts with an `Error` where a document has more elements. Default: 0, any number. */
  maxElemsToParse?: number | undefined;
  /** What `content` is made of an element that holds the article. Needs a document, not markup. */
  // biome-ignore lint/suspicious/noExplicitAny: the DOM's types may not be there.
  serializer?: ((element: any) => T) | undefined;
  /** Without effect here. */
  debug?: boolean | undefined;
  /** Without effect here. */
  nbTopCandidates?: number | undefined;
  /** Without effect here. */
  linkDensityModifier?: number | undefined;
}

/**
 * Readability.js's class. The document is not changed, and markup is taken in its place.
 *
 * ```js
 * import { Readability } from 'unhusk/readability';
 *
 * const article = new Readability(document).parse(); // or new Readability(html, { url })
 * ```
 */
export class Readability<T = string> {
  /**
   * @throws {CleanError} `INVALID_INPUT` where it is neither; `INVALID_OPTIONS` for options that cannot be had: `keepClasses`,
   * `classesToPreserve`, `disableJSONLD`, `allowedVideoRegex`.
   */
  constructor(page: DocumentLike | string, options?: ReadabilityOptions<T>);
  /** The article; `null` where the page has none. */
  parse(): Article<T> | null;
}

/**
 * Whether the page has an article worth reading: Readability.js's measure, over the paragraphs that are kept.
 *
 * @throws {CleanError} as {@link Readability}, and `INVALID_OPTIONS` for a `visibilityChecker`.
 */
export function isProbablyReaderable(
  page: DocumentLike | string,
  options?: {
    /** Characters of a paragraph that counts. Default: 140. */
    minContentLength?: number | undefined;
    /** What the square roots of the characters beyond that add up to, at least. Default: 20. */
    minScore?: number | undefined;
  },
): boolean;
