//! Where on a page the body begins and ends, as far as the rules can tell before anything is scored.

use super::findings::Findings;
use crate::category::Category;
use crate::scan::{End, Scan};

/// First and last block of running text that no rule has claimed, and where the head ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Body {
    /// First paragraph of the body: chrome of the head may stand between single sentences before it.
    pub(crate) first: usize,
    /// Last paragraph.
    pub(crate) last: usize,
    /// How many paragraphs there are.
    pub(crate) paragraphs: usize,
}

impl Body {
    /// Finds the body of a page; `None` where there is no running text.
    pub(crate) fn of(scan: &Scan<'_>, findings: &Findings) -> Option<Self> {
        let prose = |block: usize| findings.category(block).is_none() && is_paragraph(scan, block);
        let mut first = None;
        // Paragraphs since `first`: one alone can be a caption or a summary with the head's chrome below it.
        let mut seen = 0;
        let mut paragraphs = 0;
        let mut last = 0;
        let latest = (0..scan.len()).rev().find(|&block| prose(block));
        for block in 0..scan.len() {
            if prose(block) {
                first = first.or(Some(block));
                seen += 1;
                paragraphs += 1;
                last = block;
            } else if seen == 1 && findings.category(block).is_some_and(is_head_chrome) {
                let alone = first.is_some_and(|at| scan.facts[at].sentences <= 1);
                let more = latest.is_some_and(|latest| latest > block);
                if alone && more {
                    first = None;
                    seen = 0;
                }
            }
        }
        first.map(|first| Self { first, last, paragraphs })
    }
}

/// Whether a block reads like a paragraph: a sentence, or long.
pub(crate) fn is_paragraph(scan: &Scan<'_>, block: usize) -> bool {
    /// Fewer words end with a full stop in labels too.
    const SENTENCE_WORDS: u32 = 8;
    /// So many words are no label whatever they end with.
    const LONG_WORDS: u32 = 30;
    let facts = &scan.facts[block];
    (facts.words >= SENTENCE_WORDS && facts.end == End::Sentence) || facts.words >= LONG_WORDS
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
