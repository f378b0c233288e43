//! What `train/dump` sees of the metadata.

use super::{ranker, title_candidates};
use crate::options::Options;
use crate::scan::Scan;
use crate::{read, resolve, rules, score};

/// Names of the features of a headline's candidates.
#[must_use]
pub fn title_names() -> &'static [&'static str] {
    ranker::NAMES
}

/// Names of the features of the lines that could be the headline of a flattened page.
#[must_use]
pub fn headline_names() -> &'static [&'static str] {
    resolve::headline::NAMES
}

/// What could be the headline of a page, and the features of each.
#[must_use]
pub fn titles(input: &str, is_html: bool) -> Vec<(String, Vec<i16>)> {
    let options = Options::default();
    let page = if is_html {
        read::html(input, &options, &read::Selectors::default())
    } else {
        read::text(input, options.unwrap)
    };
    let scan = Scan::new(&page);
    let findings = rules::find(&scan);
    let scores = score::score(&scan, &findings, options.preset);
    if !is_html {
        let lines = resolve::headlines(&scan, &findings, &scores, &options);
        return lines.into_iter().map(|(block, row)| (scan.text(block).to_owned(), row)).collect();
    }
    let verdicts = resolve::resolve(&scan, &findings, scores, &options, &resolve::Patterns::default());
    title_candidates(&scan, &verdicts, &options)
}
