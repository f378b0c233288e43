//! Gets the article out of a scraped web page, and records every removal with its reason.
//!
//! A page is HTML, or text that some scraper has already flattened: Common Crawl WET files, `get_text()` dumps, copy and paste.
//! Rules that name themselves recognise menus, share bars, credits, cookie notices, embedded posts and the like; a small learned scorer,
//! compiled in, judges the rest. What was kept and what was removed add up to the page's text, byte for byte. There is no unsafe
//! code, no I/O and no network; any content gives an answer, in time linear in its length.
//!
//! - [`clean`] cleans with the defaults; a [`Cleaner`] has [options](Options) and can be shared between threads.
//! - [`Cleaned`] is the answer: `text`, `title`, [`Metadata`], every removal as a [`Removed`] with its [`Category`], and, when asked
//!   for, Markdown, HTML and the [`Piece`]s of the page.
//! - [`Error`] is for limits and wrong options alone.
//!
//! # The article of a page
//!
//! ```
//! let page = unhusk::clean("Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said.");
//!
//! assert_eq!(page.text, "The ferry to Skagen sails again from Monday, the harbour office said.");
//! assert_eq!(page.removed[0].category, unhusk::Category::Share);
//! assert_eq!(page.removed[0].rule, "share-label");
//! ```
//!
//! # Markdown and metadata of HTML
//!
//! ```
//! let html = "<html lang=en><title>Ferries sail again</title><nav><a href=/>Home</a></nav><h1>Ferries sail again</h1>\
//!     <p>By Ann Berg</p><p>The <a href=/skagen>ferry to Skagen</a> sails again from Monday, the harbour office said.</p>";
//! let page = unhusk::Cleaner::new().url("https://example.org/news/1").markdown(true).clean(html)?;
//!
//! assert_eq!(page.title.as_deref(), Some("Ferries sail again"));
//! assert_eq!(page.metadata.author, ["Ann Berg"]);
//! assert_eq!(
//!     page.markdown.as_deref(),
//!     Some("The [ferry to Skagen](https://example.org/skagen) sails again from Monday, the harbour office said.")
//! );
//! # Ok::<(), unhusk::Error>(())
//! ```
//!
//! # Your own word
//!
//! Categories, CSS selectors, regular expressions and ranges of the text win over rules and scorer.
//!
//! ```
//! use unhusk::{Category, Cleaner};
//!
//! let cleaner = Cleaner::new().keep(Category::Byline).drop_selector(".partner")?.drop_pattern(r"^SKAGEN \(HP\) –")?;
//! let page = cleaner.clean(
//!     "<p>By Ann Berg</p><p>SKAGEN (HP) – The ferry sails again from Monday, the harbour office said.</p>\
//!     <p class=partner>Our partners have a tale of other ferries to tell, too.</p>",
//! )?;
//!
//! assert_eq!(page.text, "By Ann Berg\n\nThe ferry sails again from Monday, the harbour office said.");
//! # Ok::<(), unhusk::Error>(())
//! ```
//!
//! # Features
//!
//! `encodings` (default): detection and decoding of legacy encodings in [`Cleaner::clean_bytes`] and [`decode`]; without it bytes are
//! UTF-8. `scraper` (default): [`Cleaner::clean_document`]. `javascript`: the exports of the npm package, for `wasm32-unknown-unknown` alone.

mod category;
mod cleaned;
mod cleaner;
mod error;
mod grammar;
mod metadata;
mod options;
mod page;
mod read;
mod render;
mod resolve;
mod rules;
mod scan;
mod score;
mod text;
// On other targets only its tests need it: what it does is not tied to WebAssembly, its exports are.
#[cfg(any(test, all(target_arch = "wasm32", feature = "javascript")))]
mod wasm;

#[cfg(feature = "training")]
#[doc(hidden)]
pub mod training {
    //! What `train/dump` sees of the engine. Not for use: it changes without notice.
    pub use crate::metadata::training::*;
    pub use crate::score::training::*;
}

#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing {
    //! What `fuzz/` sees of the engine beside its public face.
    pub use crate::read::tokens;
}

pub use category::Category;
pub use cleaned::{Cleaned, Direction, Metadata, PageType, Piece, PieceKind, ReadAs, Removed, Stats};
#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
pub use cleaner::encoding_of;
pub use cleaner::{Cleaner, clean, decode};
pub use error::{Error, ErrorKind};
pub use options::{Action, Embeds, InputKind, Options, Override, Preset, Unwrap};
#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
pub use read::EncodingSource;

/// The README's examples are run as this crate's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
