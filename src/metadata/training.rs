//! What `train/dump` sees of the metadata.

use super::{ranker, title_candidates};
use crate::options::Options;
use crate::resolve::Patterns;
use crate::scan::Scan;
use crate::{read, resolve, rules, score};

/// Names of the features of a headline's candidates.
#[must_use]
pub fn title_names() -> &'static [&'static str] {
    ranker::NAMES
}

/// What could be the headline of a page, and the features of each.
#[must_use]
pub fn titles(html: &str) -> Vec<(String, Vec<i16>)> {
    let options = Options::default();
    let page = read::html(html, &options, &read::Selectors::default());
    let scan = Scan::new(&page);
    let findings = rules::find(&scan);
    let scores = score::score(&scan, &findings, options.preset);
    let verdicts = resolve::resolve(&scan, &findings, scores, &options, &Patterns::default());
    title_candidates(&scan, &verdicts, &options)
}
