//! What lines say, in all languages: names, dates, credits, posts, keywords, labels.
//!
//! Functions named `may_…` are pre-filters: cheap, and without false negatives. Where one answers no, the grammar behind it
//! would too.

pub(crate) mod authors;
pub(crate) mod credits;
pub(crate) mod dates;
pub(crate) mod keywords;
#[cfg(test)]
mod language_file;
pub(crate) mod lexicon;
pub(crate) mod phrases;
pub(crate) mod posts;
