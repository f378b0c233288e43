//! The result of cleaning a page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::category::Category;

/// A cleaned page.
///
/// Serialises to the record that the command prints and that JavaScript gets (camelCase there, offsets in UTF-16).
///
/// ```
/// let page = unhusk::clean("Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said.");
/// assert_eq!(page.text, "The ferry to Skagen sails again from Monday, the harbour office said.");
/// assert_eq!(page.removed[0].category, unhusk::Category::Share);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cleaned {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// The body alone: paragraphs with one blank line between, lines of a list or table one line break apart, white
    /// space folded. Empty where no body was found.
    pub text: String,
    /// The body as Markdown (CommonMark with GFM tables); only with [`Options::markdown`](crate::Options::markdown).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
    /// The body as safe, semantic HTML; only with [`Options::html`](crate::Options::html).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// How the input was read, where [`Options::input`](crate::Options::input) leaves that open.
    #[serde(default)]
    pub input: ReadAs,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// Where each field of the metadata came from (`json-ld`, `opengraph`, `meta`, `page` …); only with
    /// [`Options::metadata_sources`](crate::Options::metadata_sources).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata_sources: Option<BTreeMap<String, String>>,
    /// Every removal, in the order of the page; empty with [`Options::explain`](crate::Options::explain) off.
    #[serde(default)]
    pub removed: Vec<Removed>,
    /// The partition of the page's text; only with [`Options::pieces`](crate::Options::pieces).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pieces: Option<Vec<Piece>>,
    /// For HTML, the text that `removed` and `pieces` index: that of all blocks, hidden ones included; only with
    /// [`Options::pieces`](crate::Options::pieces). For text they index the input itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How sure the cleaner is that `text` is the page's body, 0 to 1000; under 200 where no body was found.
    pub confidence: u16,
    /// A hash of the folded body in 16 hexadecimal digits: equal for two scrapes of one article.
    pub fingerprint: String,
    /// Counts.
    pub stats: Stats,
}

/// What the page says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Metadata {
    /// Names of the authors.
    pub author: Vec<String>,
    /// When it was published: ISO 8601, a date or a date and time with its zone. Where the page shows only when it was
    /// last changed, that.
    pub date: Option<String>,
    /// When it was last changed, in the same form.
    pub modified: Option<String>,
    /// The site's name.
    pub site: Option<String>,
    /// Language of the body, ISO 639-1.
    pub language: Option<String>,
    /// Which way the body is written: as the page declares, else as most of its letters run.
    #[serde(default)]
    pub dir: Option<Direction>,
    /// The page's own summary.
    pub description: Option<String>,
    /// What the page is about, in a few lines: its own summary, else the body's first paragraph, cut behind a word at 300
    /// characters.
    #[serde(default)]
    pub excerpt: Option<String>,
    /// Address of the lead picture.
    pub image: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// The site's section.
    pub section: Option<String>,
    /// Licence of the text: a name or an address.
    pub licence: Option<String>,
    /// What kind of page it is.
    pub page_type: Option<PageType>,
    /// Whether a paywall cut the text, or the page has more elements, lines or addresses than are read or written one by one.
    pub truncated: bool,
}

/// How an input was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadAs {
    /// As a web page's markup.
    Html,
    /// As a page that some scraper has already flattened.
    #[default]
    Text,
}

/// Which way a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left: Arabic, Hebrew and their kin.
    Rtl,
}

/// What kind of page it is; the names are those of the WCXB data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum PageType {
    /// A news item, blog post or essay.
    Article,
    /// A manual or reference page.
    Documentation,
    /// A discussion: posts are its content.
    Forum,
    /// One thing for sale.
    Product,
    /// Many things for sale, or a category of them.
    Collection,
    /// A list of links to other pages.
    Listing,
    /// What a firm or office offers.
    Service,
}

/// One removal: a block, or a span inside one. On a page that is nothing but tiny blocks, neighbours that are gone for one reason
/// are one removal, where blocks are more than one in 48 bytes and some hundred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Removed {
    /// What it is.
    pub category: Category,
    /// Id of the rule that found it; `scorer`, `override`, `selector`, `pattern` or `option` where no rule did.
    pub rule: Cow<'static, str>,
    /// Why, in words.
    pub reason: Cow<'static, str>,
    /// First byte: of the input for text, of the text of all blocks for HTML.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// The text that was removed, as it stood there.
    pub text: String,
    /// How sure the rule or the scorer is, 0 to 1000.
    pub score: u16,
    /// CSS path of the element, from `body` down (HTML only). The paths of a page together take at most twice the bytes of the
    /// page and 64 KiB: elements nested absurdly deep, and what comes after them, have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// One piece of the partition of the page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Piece {
    /// What became of it.
    pub kind: PieceKind,
    /// First byte.
    pub start: usize,
    /// First byte after it.
    pub end: usize,
    /// For a removed piece, its index in [`Cleaned::removed`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<usize>,
}

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PieceKind {
    /// It is in the body.
    Kept,
    /// It was removed.
    Removed,
    /// White space between blocks, and lines of nothing but references to it (`&nbsp;`).
    Space,
}

/// Counts of one cleaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stats {
    /// Words of the page's text.
    pub words_in: usize,
    /// Words of the body.
    pub words_out: usize,
    /// Bytes of the input.
    pub bytes_in: usize,
    /// Blocks of text on the page.
    pub blocks: usize,
    /// Time taken, in microseconds; the one field that differs from run to run.
    pub micros: u64,
}
