//! What a caller can choose.

use serde::{Deserialize, Serialize};

use crate::category::Category;

/// How the input is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum InputKind {
    /// Told from the first tags of the input.
    #[default]
    Auto,
    /// A web page's markup.
    Html,
    /// A page that some scraper has already flattened to text.
    Text,
}

/// What becomes of embedded posts and players of other sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Embeds {
    /// They are removed whole: text, signature, counters, lead-in.
    #[default]
    Drop,
    /// One link is left in Markdown and HTML where the address is known; the text is removed.
    Link,
    /// They stay.
    Keep,
}

/// Which way the scorer leans where it is unsure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Preset {
    /// The best balance on the development pages.
    #[default]
    Balanced,
    /// Rather lose a paragraph than keep junk.
    Precision,
    /// Rather keep junk than lose a paragraph.
    Recall,
}

/// Whether hard-wrapped lines of flattened text are joined to paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Unwrap {
    /// Where at least four in five lines of a block end at one column between 60 and 85.
    #[default]
    Auto,
    /// Never.
    Never,
}

/// What to do with a range of the text, whatever the rules say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The range stays.
    Keep,
    /// The range goes.
    Drop,
}

/// A user's word on a range of the text; it wins over everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// First byte of the range, counted as in [`Removed::start`](crate::Removed::start).
    pub start: usize,
    /// First byte after the range.
    pub end: usize,
    /// What to do with it.
    pub action: Action,
}

/// Everything that can be chosen; [`Cleaner`](crate::Cleaner) sets the fields one by one.
///
/// Deserialises from the JSON of the command and of JavaScript; an unknown field is an error.
/// Order of force: `overrides`, `keep`, `drop`, patterns, selectors, rules, scorer; what is kept wins over what is dropped.
///
/// ```
/// let options: unhusk::Options = serde_json::from_str(r#"{"embeds": "keep"}"#).unwrap();
/// assert_eq!(options.embeds, unhusk::Embeds::Keep);
/// assert!(serde_json::from_str::<unhusk::Options>(r#"{"embed": "keep"}"#).is_err());
/// ```
///
/// Options will be added: outside of this crate, a value is made by `default` and changed field by field.
///
/// ```
/// let mut options = unhusk::Options::default();
/// options.markdown = true;
/// assert!(unhusk::Cleaner::with_options(options)?.clean("The ferry sails again.")?.markdown.is_some());
/// # Ok::<(), unhusk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// How to read the input. Default: told from its first tags.
    pub input: InputKind,
    /// The page's address, for relative links. Default: the page's own `<base>` or canonical address.
    pub url: Option<String>,
    /// Categories that are never removed. Default: none.
    pub keep: Vec<Category>,
    /// Categories that are always removed, also where the guard or an `include_` switch would keep them. Default: none.
    pub drop: Vec<Category>,
    /// Ranges of the text to keep or drop. Default: none.
    pub overrides: Vec<Override>,
    /// CSS selectors of elements to keep (HTML only), with `:is()`, `:not()` and `:has()` of simple selectors. Default: none.
    pub keep_selectors: Vec<String>,
    /// CSS selectors of elements to drop (HTML only), with `:is()`, `:not()` and `:has()` of simple selectors. Default: none.
    pub drop_selectors: Vec<String>,
    /// Regular expressions of what to keep: every removal that a match touches stays. They are matched as
    /// [`drop_patterns`](Self::drop_patterns) are, and win over them. Default: none.
    pub keep_patterns: Vec<String>,
    /// Regular expressions of what to drop, in the syntax of the [regex](https://docs.rs/regex) crate. Each block (a paragraph, a
    /// line of flattened text, a cell) is matched by itself, with its white space folded: one that matches the whole block
    /// removes it, one that matches inside removes what it matches. Letter case counts, but for `(?i)`. Default: none.
    pub drop_patterns: Vec<String>,
    /// What becomes of embedded posts and players: removed, left as a link, or kept. Default: removed.
    pub embeds: Embeds,
    /// Which way to lean where it is unsure: balanced, rather lose a paragraph (precision), rather keep junk (recall). Default:
    /// the best balance.
    pub preset: Preset,
    /// Put the title first in the text. Default: false.
    pub include_title: bool,
    /// Keep picture captions. Default: false.
    pub include_captions: bool,
    /// Keep reader comments. Default: false.
    pub include_comments: bool,
    /// Keep tables. Default: true.
    pub include_tables: bool,
    /// Keep link targets in Markdown and HTML. Default: true.
    pub include_links: bool,
    /// Keep images in Markdown and HTML. Default: true.
    pub include_images: bool,
    /// Whether hard-wrapped lines are joined (text only). Default: where at least four in five lines of a block are wrapped.
    pub unwrap: Unwrap,
    /// Make [`Cleaned::markdown`](crate::Cleaned::markdown). Default: false.
    pub markdown: bool,
    /// Make [`Cleaned::html`](crate::Cleaned::html). Default: false.
    pub html: bool,
    /// Make [`Cleaned::pieces`](crate::Cleaned::pieces). Default: false.
    pub pieces: bool,
    /// Make [`Cleaned::metadata_sources`](crate::Cleaned::metadata_sources). Default: false.
    pub metadata_sources: bool,
    /// Make [`Cleaned::removed`](crate::Cleaned::removed). Default: true.
    pub explain: bool,
    /// The largest input, in bytes. Default: 32 MiB.
    pub max_input_bytes: usize,
    /// How deep elements may nest; what is deeper is read as if it stood at this depth. Default: 512.
    pub max_depth: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            input: InputKind::default(),
            url: None,
            keep: Vec::new(),
            drop: Vec::new(),
            overrides: Vec::new(),
            keep_selectors: Vec::new(),
            drop_selectors: Vec::new(),
            keep_patterns: Vec::new(),
            drop_patterns: Vec::new(),
            embeds: Embeds::default(),
            preset: Preset::default(),
            include_title: false,
            include_captions: false,
            include_comments: false,
            include_tables: true,
            include_links: true,
            include_images: true,
            unwrap: Unwrap::default(),
            markdown: false,
            html: false,
            pieces: false,
            metadata_sources: false,
            explain: true,
            max_input_bytes: 32 << 20,
            max_depth: 512,
        }
    }
}
