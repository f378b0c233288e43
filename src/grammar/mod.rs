//! What lines say, in all languages: names, dates, credits, posts, keywords, labels.

pub(crate) mod authors;
pub(crate) mod credits;
pub(crate) mod dates;
pub(crate) mod keywords;
#[cfg(test)]
mod language_file;
pub(crate) mod lexicon;
pub(crate) mod phrases;
pub(crate) mod posts;
