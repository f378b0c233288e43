//! Reads crawls and makes a row of each page, with [`unhusk`]: WARC, WET and JSON Lines, plain or compressed with gzip or zstd.
//!
//! - A [`Reader`] gives the records or lines of a file or stream, each with its [`Place`], and goes on behind damage.
//! - [`page`](fn@page) undoes transfer and content coding, finds the encoding, and tells what is no page.
//! - [`Rows`] cleans, and makes a row of JSON of each page, or of why there is none.
//!
//! The command `unhusk corpus` writes these rows; docs/CORPUS.md describes them field by field.

mod http;
mod json;
mod pack;
mod page;
mod reader;
mod record;
mod row;
mod rules;
mod source;
mod unpack;

pub use json::{JsonPage, JsonText};
pub use pack::{Packer, Packing, Unpacked};
pub use page::{About, CharsetSource, NoPage, Page, PageKind, page};
pub use reader::{Damage, Item, Line, Reader};
pub use record::{Place, Record};
pub use row::{Made, Removals, Rows, Skip};
pub use rules::{RuleName, rule_names};

/// The example in docs/CORPUS.md compiles.
#[cfg(doctest)]
#[doc = include_str!("../../docs/CORPUS.md")]
struct Docs;
