//! Captions that nothing marks: `Terrifying Incident: Armed officers were called out in Ottawa today`, alone between paragraphs.
//!
//! A long line without a full stop among paragraphs that all have one, written like a sentence and not like a heading.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::rules::engine::zones::Zones;
use crate::scan::End;
use crate::text::shape;

pub(super) static RULE: Rule = Rule {
    id: "loose-caption",
    category: Category::Caption,
    strength: Strength::Weak,
    score: 780,
    reason: "a picture caption: a long line without a full stop between paragraphs that end with one",
    find,
    #[cfg(test)]
    drops: &[(
        "The ferry to Skagen sails again from Monday, they said.\n\nIt had rained for nine days and nights in all.\n\nTerrible Storm: Armed \
         officers were called out to the harbour of Skagen on Monday\n\nThe road to the harbour was closed, and nobody could leave the \
         town.\n\nIt rained on for two more days and nights.",
        &["Terrible Storm: Armed officers were called out to the harbour of Skagen on Monday"],
    )],
    #[cfg(test)]
    keeps: &[
        "The ferry to Skagen sails again from Monday, they said.\n\nWhat the storm did\n\nIt had rained for nine days and nights in all.\n\nThe road \
         was closed for as many days, said the office.\n\nIt rained on for two more days.",
        "The ferry to Skagen sails again from Monday, they said.\n\nIt had rained for nine days and nights in all\n\nThe road was closed for as many \
         days, said the office\n\nIt rained on for two more days and nights.",
        "He said to all of them that evening at the harbour:\n\nthe ferry to Skagen sails again from Monday and all of you are on it\n\nIt had \
         rained for nine days and nights in all.",
    ],
};

/// Fewer words are a heading's, more a paragraph's.
const WORDS: std::ops::RangeInclusive<u32> = 11..=40;

/// Share of capitalised words, in thousandths, above which a line is written as a heading.
const CAPITALS: u32 = 550;

/// Paragraphs that the page must have, and the share of them, in thousandths, that must end with a full stop.
const PARAGRAPHS: usize = 4;
const CLOSED: usize = 850;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        return;
    }
    let Some(body) = Zones::of(scan, findings) else { return };
    let long: Vec<usize> = (body.first..=body.last)
        .filter(|i| findings.whole(*i).is_none() && scan.facts[*i].words >= *WORDS.start())
        .collect();
    let closed = long.iter().filter(|i| !matches!(scan.facts[**i].end, End::Open | End::Comma)).count();
    if body.paragraphs < PARAGRAPHS || closed * 1000 < long.len() * CLOSED.min(1000 - 1000 / long.len().max(1)) {
        return;
    }
    for &block in &long {
        let facts = &scan.facts[block];
        let text = scan.text(block);
        let between = block > body.first
            && scan.facts[block - 1].is_paragraph()
            && scan.facts[block - 1].end == End::Sentence
            && scan.facts.get(block + 1).is_some_and(|f| f.end == End::Sentence)
            && scan.facts[block + 1].is_paragraph();
        let alone = scan.is_apart(block) && scan.is_apart(block + 1);
        let sentence = text.chars().next().is_some_and(char::is_uppercase)
            && facts.capital_share() <= CAPITALS
            && facts.sentences == 0;
        if facts.end == End::Open
            && WORDS.contains(&facts.words)
            && between
            && alone
            && sentence
            && facts.unspaced == 0
            && !shape::is_item(text)
        {
            hits.block(block);
        }
    }
}
