//! Headings of lists of other pages, and single teasers: `Related articles`, `See also: …`, `Lee también …`.
//!
//! A heading is junk wherever it stands. A teaser begins with a call and goes on like a headline: no full stop, and
//! there is a body before it, so that it is not the page's own headline.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength, is_sentence};
use crate::category::Category;
use crate::grammar::phrases::{Label, LabelSet};
use crate::rules::engine::zones::Zones;
use crate::scan::End;

/// Words of the longest headline: longer lines that begin like a teaser are prose (`See also: …` in a footnote).
const TEASER_WORDS: u32 = 30;

pub(super) static RULE: Rule = Rule {
    id: "related-label",
    category: Category::Related,
    strength: Strength::Firm,
    score: 940,
    reason: "the heading of a list of links to other pages, or a teaser for one",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again from Monday, the harbour office said.\n\nSee also: The worst ferries, ranked\n\nMore.",
            &["See also: The worst ferries, ranked"],
        ),
        ("The ferry sails again from Monday, the harbour office said.\n\nRelated articles", &["Related articles"]),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nRelatedFerry company is sold to its crew",
            &["RelatedFerry company is sold to its crew"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nMore:Ferry company is sold",
            &["More:Ferry company is sold"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Read more: why schools want it\n\nThe ferry sails again from Monday, the harbour office said.",
        "The ferry sails again from Monday, the harbour office said.\n\nRelated species live in the north.",
        "The ferry sails again from Monday, the harbour office said.\n\nnextState: The state of the ferry after the call",
        "The ferry sails again from Monday, the harbour office said.\n\nMore than half of them came by bus.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(zones) = Zones::of(scan, findings) else { return };
    for (block, kinds) in scan.kinds.iter().enumerate() {
        let facts = &scan.facts[block];
        let call = kinds.starts.has(Label::Related) || kinds.ends.has(Label::Related);
        let headline =
            facts.end != End::Sentence && facts.end != End::Colon || facts.sentences <= 1 && facts.words <= 12;
        if kinds.whole.first() == Some(Label::Related)
            || (zones.after_first(block) && kinds.glued)
            || (zones.after_first(block)
                && call
                && headline
                && facts.words <= TEASER_WORDS
                && !is_sentence(scan, block, LabelSet::of(&[Label::Related])))
        {
            hits.block(block);
        }
    }
}
