//! What stands around a block: the body's first and last prose, and junk next door.

use super::findings::Findings;
use crate::category::Category;
use crate::scan::{End, Scan};

/// Where the body begins and ends, as far as the findings so far tell.
pub(crate) struct Zones {
    prose: Option<(usize, usize)>,
}

impl Zones {
    pub(crate) fn of(scan: &Scan<'_>, findings: &Findings) -> Self {
        let body = |&block: &usize| scan.facts[block].is_prose() && findings.whole(block).is_none();
        let first = (0..scan.len()).find(body);
        let last = (0..scan.len()).rev().find(body);
        Self { prose: first.zip(last) }
    }

    /// Before the first prose of the body.
    pub(crate) fn head(&self, block: usize) -> bool {
        self.prose.is_some_and(|(first, _)| block < first)
    }

    /// After the last prose of the body.
    pub(crate) fn tail(&self, block: usize) -> bool {
        self.prose.is_some_and(|(_, last)| block > last)
    }

    /// Before or after all prose of the body.
    pub(crate) fn outside(&self, block: usize) -> bool {
        self.head(block) || self.tail(block)
    }

    /// After the first prose of the body.
    pub(crate) fn begun(&self, block: usize) -> bool {
        self.prose.is_some_and(|(first, _)| block > first)
    }
}

/// Whether junk of this kind comes in clusters: what stands between two such pieces is seldom body.
pub(crate) fn clusters(category: Category) -> bool {
    use Category::{
        Comments, Consent, Counter, Footer, Interface, Masthead, Navigation, Paywall, Promotion, Related, Share,
        Subscribe,
    };
    matches!(
        category,
        Navigation
            | Masthead
            | Interface
            | Share
            | Counter
            | Subscribe
            | Paywall
            | Comments
            | Consent
            | Promotion
            | Footer
            | Related
    )
}

/// Whether the whole block has been found to be junk that comes in clusters.
pub(crate) fn is_clustered(findings: &Findings, block: usize) -> bool {
    findings.category(block).is_some_and(clusters)
}

/// Whether a block may be a headline or a teaser: some words, not many, and no sentence.
pub(crate) fn is_headline(scan: &Scan<'_>, block: usize) -> bool {
    /// Words of the shortest and the longest headline on the labelled pages.
    const WORDS: std::ops::RangeInclusive<u32> = 3..=28;
    let facts = &scan.facts[block];
    let open = matches!(facts.end, End::Open | End::Ellipsis)
        || (facts.end == End::Sentence && facts.sentences == 1 && !facts.is_prose());
    open && WORDS.contains(&facts.words)
}
