//! Zones of a page: before, in and after the body; and junk that comes in clusters.

use super::findings::Findings;
use crate::category::Category;
use crate::scan::{End, Scan};

/// Where the body begins and ends, as far as the findings so far tell: the running text that no rule has claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zones {
    /// First paragraph of the body: chrome of the head may stand between single sentences before it.
    pub(crate) first: usize,
    /// Last paragraph.
    pub(crate) last: usize,
    /// How many paragraphs there are.
    pub(crate) paragraphs: usize,
}

impl Zones {
    /// `None` where there is no running text.
    pub(crate) fn of(scan: &Scan<'_>, findings: &Findings) -> Option<Self> {
        let prose = |block: usize| findings.whole(block).is_none() && scan.facts[block].is_paragraph();
        let last = (0..scan.len()).rev().find(|&block| prose(block))?;
        let mut first = None;
        // Paragraphs since `first`: one alone can be a caption or a summary with the head's chrome below it.
        let mut seen = 0;
        let mut paragraphs = 0;
        for block in 0..=last {
            if prose(block) {
                first = first.or(Some(block));
                seen += 1;
                paragraphs += 1;
            } else if seen == 1 && findings.category(block).is_some_and(is_head_chrome) {
                let alone = first.is_some_and(|at| scan.facts[at].sentences <= 1);
                if alone {
                    first = None;
                    seen = 0;
                }
            }
        }
        Some(Self { first: first.unwrap_or(last), last, paragraphs })
    }

    /// Before the first paragraph of the body.
    pub(crate) fn head(&self, block: usize) -> bool {
        block < self.first
    }

    /// After the last paragraph of the body.
    pub(crate) fn tail(&self, block: usize) -> bool {
        block > self.last
    }

    /// Before or after all of the body.
    pub(crate) fn outside(&self, block: usize) -> bool {
        self.head(block) || self.tail(block)
    }

    /// After the first paragraph of the body.
    pub(crate) fn after_first(&self, block: usize) -> bool {
        block > self.first
    }
}

/// Chrome that stands between headline and body.
fn is_head_chrome(category: Category) -> bool {
    matches!(
        category,
        Category::Masthead
            | Category::Share
            | Category::Counter
            | Category::Date
            | Category::Byline
            | Category::Navigation
            | Category::Interface
            | Category::Title
    )
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
        || (facts.end == End::Sentence && facts.sentences == 1 && !facts.is_paragraph());
    open && WORDS.contains(&facts.words)
}
