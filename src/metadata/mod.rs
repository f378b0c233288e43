//! What the page says of itself: from its structured data and head, then from what the rules found in its text.

mod dates;

use std::collections::BTreeMap;

use crate::category::Category;
use crate::cleaned::Metadata;
use crate::features::Scan;
use crate::options::Options;
use crate::resolve::Verdicts;

/// Metadata, and where each field came from.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) title: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) sources: BTreeMap<String, String>,
}

/// Gathers a page's metadata.
pub(crate) fn gather(scan: &Scan<'_>, verdicts: &Verdicts, _options: &Options) -> Found {
    let mut found = Found::default();
    for it in &verdicts.all {
        let Some(removal) = it.removal else { continue };
        if removal.category == Category::Title && found.title.is_none() {
            found.title = Some(it.span.of(&scan.page.source).to_owned());
            found.sources.insert("title".to_owned(), "page".to_owned());
        }
    }
    found.metadata.page_type = verdicts.scores.page_type;
    found
}
