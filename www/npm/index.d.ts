/**
 * unhusk gets the article out of a scraped web page, HTML or already flattened to text, and keeps every removal on
 * record. It runs where JavaScript runs: nothing leaves the machine.
 *
 * ```js
 * import { clean } from 'unhusk'; // in a browser, first: import { init } from 'unhusk'; await init();
 *
 * const page = clean(html);
 * page.text; // the article
 * page.removed; // [{ category: 'share', rule: 'share-label', reason: '…', start: 40, end: 51, … }]
 * ```
 *
 * @packageDocumentation
 */

// generated: types, from src/options.rs, src/cleaned.rs and src/category.rs by `cargo run -p unhusk-docs`
/** What a removed piece is. The set is closed; {@link CATEGORIES} lists it. */
export type Category =
  | 'title'
  | 'byline'
  | 'date'
  | 'tags'
  | 'navigation'
  | 'masthead'
  | 'interface'
  | 'share'
  | 'counter'
  | 'embed'
  | 'caption'
  | 'credit'
  | 'related'
  | 'subscribe'
  | 'paywall'
  | 'comments'
  | 'consent'
  | 'advertisement'
  | 'promotion'
  | 'footer'
  | 'script'
  | 'duplicate'
  | 'other';

/** A range of text to keep or to drop, whatever the rules say. */
export interface Override {
  /** First UTF-16 unit of the range, counted as in {@link Removed.start}. */
  start: number;
  /** First unit after the range. */
  end: number;
  /** What to do with it. */
  action: 'keep' | 'drop';
}

/**
 * Everything that can be chosen. An unknown one, and one of a wrong type or out of its values, is a
 * {@link CleanError} with the code `INVALID_OPTIONS`.
 *
 * Order of force: `overrides`, `keep`, `drop`, patterns, selectors, rules, scorer; what is kept wins over what is
 * dropped.
 */
export interface CleanOptions {
  /** How to read the input. Default `"auto"`: told from its first tags. */
  input?: 'auto' | 'html' | 'text' | undefined;
  /**
   * The page's address, for relative links. Default: the page's own `<base>` or canonical address. What is no address
   * is passed over.
   */
  url?: string | URL | undefined;
  /**
   * The encoding of an input in bytes, as the `Content-Type` header names it. Default: what the page declares. A name
   * that the host does not know is passed over.
   */
  encoding?: string | undefined;
  /** Categories that are never removed. Default: none. */
  keep?: readonly Category[] | undefined;
  /** Categories that are always removed, also where the guard or an `include_` switch would keep them. Default: none. */
  drop?: readonly Category[] | undefined;
  /** Ranges to keep or drop: of the input for text, of {@link CleanResult.source} for HTML. Default: none. */
  overrides?: readonly Override[] | undefined;
  /**
   * CSS selectors of elements to keep (HTML only), with `:is()`, `:not()` and `:has()` of simple selectors. Default:
   * none.
   */
  keepSelectors?: readonly string[] | undefined;
  /**
   * CSS selectors of elements to drop (HTML only), with `:is()`, `:not()` and `:has()` of simple selectors. Default:
   * none.
   */
  dropSelectors?: readonly string[] | undefined;
  /**
   * Patterns of what to keep: every removal that a match touches stays. They are matched as
   * {@link CleanOptions.dropPatterns} are, and win over them. Default: none.
   */
  keepPatterns?: readonly RegExp[] | undefined;
  /**
   * Patterns of what to drop. Each block (a paragraph, a line of flattened text, a cell) is matched by itself, with its
   * white space folded: one that matches the whole block removes it, one that matches inside removes all that it
   * matches. They are the host's own, lookaheads and all. One that backtracks for ever does so here too: where patterns
   * are not your own, clean in a worker with a timeout. Default: none.
   */
  dropPatterns?: readonly RegExp[] | undefined;
  /** What becomes of embedded posts and players: removed, left as a link, or kept. Default `"drop"`: removed. */
  embeds?: 'drop' | 'link' | 'keep' | undefined;
  /**
   * Which way to lean where it is unsure: balanced, rather lose a paragraph (precision), rather keep junk (recall).
   * Default `"balanced"`: the best balance.
   */
  preset?: 'balanced' | 'precision' | 'recall' | undefined;
  /** Put the title first in the text. Default `false`. */
  includeTitle?: boolean | undefined;
  /** Keep picture captions. Default `false`. */
  includeCaptions?: boolean | undefined;
  /** Keep reader comments. Default `false`. */
  includeComments?: boolean | undefined;
  /** Keep tables. Default `true`. */
  includeTables?: boolean | undefined;
  /** Keep link targets in Markdown and HTML. Default `true`. */
  includeLinks?: boolean | undefined;
  /** Keep images in Markdown and HTML. Default `true`. */
  includeImages?: boolean | undefined;
  /**
   * Whether hard-wrapped lines are joined (text only). Default `"auto"`: where at least four in five lines of a block
   * are wrapped.
   */
  unwrap?: 'auto' | 'never' | undefined;
  /** Make {@link CleanResult.markdown}. Default `false`. */
  markdown?: boolean | undefined;
  /** Make {@link CleanResult.html}. Default `false`. */
  html?: boolean | undefined;
  /** Make {@link CleanResult.pieces}, and {@link CleanResult.source} for HTML. Default `false`. */
  pieces?: boolean | undefined;
  /** Make {@link CleanResult.metadataSources}. Default `false`. */
  metadataSources?: boolean | undefined;
  /** Make {@link CleanResult.removed}. Default `true`. */
  explain?: boolean | undefined;
  /** The largest input: bytes as they come, a string in bytes of UTF-8. Default: 32 MiB. */
  maxInputBytes?: number | undefined;
  /** How deep elements may nest; what is deeper is read as if it stood at this depth. Default: 512. */
  maxDepth?: number | undefined;
}

/** What the page says of itself. */
export interface Metadata {
  /** Names of the authors. */
  author: string[];
  /**
   * When it was published: ISO 8601, a date or a date and time with its zone. Where the page shows only when it was
   * last changed, that.
   */
  date: string | null;
  /** When it was last changed, in the same form. */
  modified: string | null;
  /** The site's name. */
  site: string | null;
  /** Language of the body, ISO 639-1. */
  language: string | null;
  /** Which way the body is written: as the page declares, else as most of its letters run. */
  dir: 'ltr' | 'rtl' | null;
  /** The page's own summary. */
  description: string | null;
  /**
   * What the page is about, in a few lines: its own summary, else the body's first paragraph, cut behind a word at 300
   * characters.
   */
  excerpt: string | null;
  /** Address of the lead picture. */
  image: string | null;
  /** Canonical address. */
  url: string | null;
  /** Keywords. */
  tags: string[];
  /** The site's section. */
  section: string | null;
  /** Licence of the text: a name or an address. */
  licence: string | null;
  /** What kind of page it is. */
  pageType: 'article' | 'documentation' | 'forum' | 'product' | 'collection' | 'listing' | 'service' | null;
  /**
   * Whether a paywall cut the text, or the page has more elements, lines or addresses than are read or written one by
   * one.
   */
  truncated: boolean;
}

/**
 * One removal: a block, or a span inside one. On a page that is nothing but tiny blocks, neighbours that are gone for
 * one reason
are one removal, where blocks are more than one in 48 bytes and some hundred.
 */
export interface Removed {
  /** What it is. */
  category: Category;
  /** Id of the rule that found it; `scorer`, `override`, `selector`, `pattern` or `option` where no rule did. */
  rule: string;
  /** Why, in words. */
  reason: string;
  /**
   * First UTF-16 unit: of the input for text (of the decoded string for bytes), of the text of all blocks,
   * {@link CleanResult.source}, for HTML.
   */
  start: number;
  /** First unit after it. */
  end: number;
  /** The text that was removed, as it stood there. */
  text: string;
  /** How sure the rule or the scorer is, 0 to 1000. */
  score: number;
  /**
   * CSS path of the element, from `body` down (HTML only). The paths of a page together take at most twice the bytes of
   * the page and 64 KiB: elements nested absurdly deep, and what comes after them, have none.
   */
  path?: string;
}

/** One piece of the partition of the page's text. */
export interface Piece {
  /** What became of it; `space` is white space between blocks. */
  kind: 'kept' | 'removed' | 'space';
  /** First UTF-16 unit, counted as in {@link Removed.start}. */
  start: number;
  /** First unit after it. */
  end: number;
  /** For a removed piece, its index in {@link CleanResult.removed}; left out with {@link CleanOptions.explain} off. */
  removed?: number;
}

/** Counts of one cleaning. */
export interface Stats {
  /** Words of the page's text. */
  wordsIn: number;
  /** Words of the body. */
  wordsOut: number;
  /** Bytes of the input, as UTF-8. */
  bytesIn: number;
  /** Blocks of text on the page. */
  blocks: number;
  /** Time that the call took, in microseconds; the one field that differs from run to run. */
  micros: number;
}

/** A cleaned page. */
export interface CleanResult {
  /** The headline, without the site's name. */
  title: string | null;
  /**
   * The body alone: paragraphs with one blank line between, lines of a list or table one line break apart, white space
   * folded. Empty where no body was found.
   */
  text: string;
  /** The body as Markdown (CommonMark with GFM tables); only with {@link CleanOptions.markdown}. */
  markdown?: string;
  /** The body as safe, semantic HTML; only with {@link CleanOptions.html}. */
  html?: string;
  /** How the input was read, where {@link CleanOptions.input} leaves that open. */
  input: 'html' | 'text';
  /** What the page says of itself. */
  metadata: Metadata;
  /**
   * Where each field of the metadata came from (`json-ld`, `opengraph`, `meta`, `page` …); only with
   * {@link CleanOptions.metadataSources}.
   */
  metadataSources?: Record<string, string>;
  /** Every removal, in the order of the page; empty with {@link CleanOptions.explain} off. */
  removed: Removed[];
  /** The partition of the page's text; only with {@link CleanOptions.pieces}. */
  pieces?: Piece[];
  /**
   * For HTML, the text that `removed` and `pieces` index: that of all blocks, hidden ones included; only with
   * {@link CleanOptions.pieces}. For text they index the input itself.
   */
  source?: string;
  /** How sure the cleaner is that `text` is the page's body, 0 to 1000; under 200 where no body was found. */
  confidence: number;
  /** A hash of the folded body in 16 hexadecimal digits: equal for two scrapes of one article. */
  fingerprint: string;
  /** Counts. */
  stats: Stats;
}
// generated end

/**
 * What went wrong, for programs.
 *
 * - `INVALID_INPUT`: the input is neither a string nor bytes, or a response without a page.
 * - `INVALID_OPTIONS`: an option is unknown or wrong; the message says what is wrong with it.
 * - `TOO_LARGE`: the input is over `maxInputBytes`.
 * - `NOT_INITIALIZED`: `clean` was called before `init()`, where the host needs it.
 * - `LOAD_FAILED`: the module could not be loaded; `cause` says why.
 * - `INTERNAL`: a bug, or memory ran out. Later calls are not affected.
 * - `TIMEOUT`, `CLOSED`: of the worker's client only.
 */
export type CleanErrorCode =
  | 'INVALID_INPUT'
  | 'INVALID_OPTIONS'
  | 'TOO_LARGE'
  | 'NOT_INITIALIZED'
  | 'LOAD_FAILED'
  | 'INTERNAL'
  | 'TIMEOUT'
  | 'CLOSED';

/** The one error that this package throws. */
export class CleanError extends Error {
  constructor(code: CleanErrorCode, message: string, cause?: unknown);
  /** What went wrong, for programs. */
  readonly code: CleanErrorCode;
  /** What led to it, where something did. */
  readonly cause?: unknown;
}

/** A page in bytes. */
export type Bytes = ArrayBufferView | ArrayBufferLike;

/** A `Document` or an `Element`, of a browser or of a library that acts like one. */
export type DocumentLike =
  | { readonly documentElement: { readonly outerHTML: string } | null }
  | { readonly outerHTML: string };

/** Something that `fetch` answered with. */
export interface ResponseLike {
  readonly ok: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The same with what it says of the page in it. */
export interface PageResponse extends ResponseLike {
  readonly status: number;
  readonly url: string;
  readonly bodyUsed: boolean;
  readonly headers: { get(name: string): string | null };
}

/**
 * Where the module comes from: the compiled module, its bytes, a response, or, for `unhusk` in browsers, its address.
 * A `WebAssembly.Module` is typed as `object`, as the name is not known without the DOM's types.
 */
export type ModuleSource = Bytes | ResponseLike | URL | string | object;

/**
 * Cleans a page: HTML or flattened text, told apart by itself.
 *
 * Any content gives an answer, an empty `text` where there is no body. Offsets are UTF-16 units, so that
 * `input.slice(it.start, it.end)` is what was removed from a text.
 *
 * @param input The page: a string, or bytes. Bytes are decoded by their byte-order mark, `encoding`, the page's own
 * declaration, else as UTF-8 where it is valid and as windows-1252 where it is not.
 * @throws {CleanError} for limits, wrong options and wrong types; never because of the page.
 */
export function clean(input: string | Bytes, options?: CleanOptions): CleanResult;

/**
 * Cleans a live document or one of its elements (its `outerHTML`); without the option `url` the document's address is
 * used for relative links.
 *
 * @throws {CleanError} as {@link clean}, and `INVALID_INPUT` for a document without an element.
 */
export function cleanDocument(node: DocumentLike, options?: Omit<CleanOptions, 'input'>): CleanResult;

/**
 * Cleans what `fetch` answered with: its bytes, by the encoding, the kind and the address that it says, unless the options say
 * others. It loads the module by itself where that was not done.
 *
 * ```js
 * const page = await cleanResponse(await fetch('https://example.org/news/1'), { markdown: true });
 * ```
 *
 * @throws {CleanError} as {@link clean}, and `INVALID_INPUT` where the answer is no page: its status is no success, its type is not
 * of HTML or text, or its body was read already.
 */
export function cleanResponse(response: PageResponse, options?: CleanOptions): Promise<CleanResult>;

/**
 * Loads the module, and passes two small pages through it, so that the first page takes no longer than others. Needed once in
 * browsers, before the first `clean`; elsewhere the first call loads the module by itself. Calling it again, or twice at once, is
 * free.
 *
 * @param source Where the module comes from. Default in browsers: `unhusk.wasm` beside the script.
 * @throws {CleanError} `LOAD_FAILED`; it may be called again then.
 */
export function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;

/**
 * Loads the module without waiting, from a `WebAssembly.Module` or from its bytes. Browsers refuse to compile large
 * modules this way on the main thread.
 *
 * @throws {CleanError} `LOAD_FAILED`.
 */
export function initSync(source?: Bytes | object): void;

/** The package's version, which is the core's. */
export const version: string;

/** All categories, in their documented order. */
export const CATEGORIES: readonly Category[];
