//! The standfirst: a full sentence between headline and text which the text does not repeat.
//!
//! References disagree on it, so the model could not learn it; to a reader it is the first sentence of the body.
//! Kickers, bylines and calls beside it are shorter, not sentences, or links.

use crate::category::Category;
use crate::page::{BlockKind, Role};
use crate::rules::Findings;
use crate::scan::{End, Scan};
use crate::text::fold;

/// Shortest standfirst, in words; shorter lines between headline and text can be kickers or slogans.
const WORDS: u32 = 12;

/// Longest standfirst, in words; in scripts without spaces two characters count as a word.
const LONGEST: u32 = 80;

/// Most blocks between headline and text: a byline, a date, share buttons.
const BLOCKS: usize = 14;

/// Levels of elements around the headline that may hold it: a box, a header, the article.
const AROUND: usize = 4;

/// Letters at its start that the body must not repeat: a summary repeated by the first paragraph is a teaser.
const LETTERS: usize = 48;

/// Paragraphs of the body compared with it.
const PARAGRAPHS: usize = 8;

/// Lifts the standfirst to the cut.
pub(super) fn lift(scan: &Scan<'_>, findings: &Findings, likely: &mut [u16], cut: u16) {
    let page = scan.page;
    let kept = |likely: &[u16], block: usize| {
        likely[block] >= cut && scan.facts[block].is_prose() && findings.whole(block).is_none()
    };
    let is_headline = |&block: &usize| {
        page.blocks[block].kind == BlockKind::Heading(1)
            || (matches!(page.blocks[block].kind, BlockKind::Heading(_))
                && findings.category(block) == Some(Category::Title))
    };
    let first_prose = (0..scan.len()).find(|&block| kept(likely, block)).unwrap_or(0);
    let lower =
        |&block: &usize| matches!(page.blocks[block].kind, BlockKind::Heading(2 | 3)) && is_in_article(scan, block);
    let headline = (0..scan.len()).find(is_headline).or_else(|| (0..first_prose).find(lower));
    let Some(headline) = headline else { return };
    let end = scan.len().min(headline + 1 + BLOCKS);
    let Some(first) = (headline + 1..scan.len()).find(|&block| kept(likely, block)) else { return };
    let found = (headline + 1..end.min(first))
        .find(|&block| findings.whole(block).is_none() && is_sentence(scan, block) && stands_by(scan, headline, block));
    let Some(block) = found else { return };
    let own: String = fold::letters(scan.text(block)).chars().take(LETTERS).collect();
    let body = (first..scan.len()).filter(|&block| scan.facts[block].is_prose()).take(PARAGRAPHS);
    let mut repeated = body.map(|block| fold::letters(scan.text(block)));
    if !repeated.any(|text| text.contains(&own)) {
        likely[block] = cut.max(likely[block]);
    }
}

/// Whether a block is inside an article or the main landmark.
fn is_in_article(scan: &Scan<'_>, block: usize) -> bool {
    let mut around = scan.page.ancestors(scan.page.blocks[block].container);
    around.any(|(_, it)| matches!(it.role, Role::Article | Role::Main))
}

/// Whether a block is one or two full sentences of running text.
fn is_sentence(scan: &Scan<'_>, block: usize) -> bool {
    let (it, facts) = (&scan.page.blocks[block], &scan.facts[block]);
    let plain = matches!(it.kind, BlockKind::Text | BlockKind::Paragraph | BlockKind::Heading(_));
    plain
        && !it.hidden
        && !it.noscript
        && facts.end == End::Sentence
        && (WORDS..=LONGEST).contains(&facts.words)
        && it.link_bytes as usize * 4 <= it.span.len()
}

/// Whether a block is in the headline's own box, not in a list, form or menu beside it.
fn stands_by(scan: &Scan<'_>, headline: usize, block: usize) -> bool {
    let page = scan.page;
    let at = page.blocks[block].container;
    let apart = page.ancestors(at).take(AROUND).any(|(_, it)| {
        matches!(
            it.role,
            Role::Navigation | Role::Complementary | Role::Form | Role::Dialog | Role::Menu | Role::Search
        )
    });
    let around = page.ancestors(page.blocks[headline].container).take(AROUND);
    let mut boxes = around.filter(|(_, it)| (it.blocks.0..it.blocks.1).contains(&(block as u32)));
    !apart && boxes.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::{read, rules};

    const BODY: &str =
        "<p>The ferry to Skagen sails again from Monday, the harbour office said, if the wind allows.</p>";

    /// Whether the block behind the headline is lifted.
    fn is_lifted(head: &str) -> bool {
        let html = format!("<article><header>{head}</header>{BODY}</article>");
        let page = read::html(&html, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        let findings = rules::find(&scan);
        let mut likely: Vec<u16> =
            (0..scan.len()).map(|block| if block + 1 == scan.len() { 900 } else { 10 }).collect();
        lift(&scan, &findings, &mut likely, 300);
        likely[1] == 300
    }

    #[test]
    fn a_sentence_below_the_headline_is_body() {
        let lead = "Forty boats, three days and no word of why: the navy has begun its largest drill in years.";
        assert!(is_lifted(&format!("<h1>Ferries</h1><div class=lead>{lead}</div>")));
        assert!(is_lifted(&format!("<h1>Ferries</h1><h2>{lead}</h2>")));
        assert!(!is_lifted(&format!("<h1>Ferries</h1><aside>{lead}</aside>")));
        assert!(!is_lifted(&format!("<h1>Ferries</h1><p><a href=/a>{lead}</a></p>")));
        assert!(!is_lifted("<h1>Ferries</h1><p>The harbour and its boats.</p>"));
        assert!(!is_lifted(
            "<h1>Ferries</h1><p>The ferry to Skagen sails again from Monday, the harbour office said, if the wind allows.</p>"
        ));
    }
}
