//! The headlines under the heading of a related list, and headlines behind arrows after the body.
//!
//! The heading is known by its words; what follows it, until prose begins, are links to other pages (TAXONOMY §10).

use super::{Findings, Hits, Rule, Strength};
use crate::category::Category;
use crate::features::{End, Scan};
use crate::neighbours::{Zones, is_headline};
use crate::phrases::Label;

/// Headlines in the longest list before the body ends: a runaway heading must not eat the article.
const LIST: usize = 12;

pub(super) static RULE: Rule = Rule {
    id: "related-list",
    category: Category::Related,
    strength: Strength::Firm,
    score: 900,
    reason: "a headline in a list of other pages",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again from Monday, the harbour office said.\n\nRelated articles\nBridge closed for repairs\n\
             Harbour gets a new crane",
            &["Bridge closed for repairs", "Harbour gets a new crane"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nALSO:\n\nBridge closed for repairs",
            &["ALSO:", "Bridge closed for repairs"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n>> Bridge closed for repairs\n>> Harbour gets a crane",
            &[">> Bridge closed for repairs", ">> Harbour gets a crane"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Related articles\n\nThe ferry sails again from Monday, the harbour office said.",
        "The ferry sails again from Monday, the harbour office said.\n\nTimetable of the summer\n\nMonday to Friday at nine",
        "The ferry sails again from Monday, the harbour office said.\n\nIt also says:\n\nNo dogs on board please",
    ],
};

fn find(scan: &Scan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let zones = Zones::of(scan, findings);
    let mut block = 0;
    while block < scan.len() {
        if let Some(next) = heading(scan, findings, &zones, block) {
            if findings.whole(block).is_none() {
                hits.block(block);
            }
            block = list(scan, findings, &zones, next, hits);
            continue;
        }
        if zones.tail(block) && findings.whole(block).is_none() && is_arrow(scan, block) {
            hits.block(block);
        }
        block += 1;
    }
}

/// Where the list under this heading begins, if the block is one.
fn heading(scan: &Scan<'_>, findings: &Findings, zones: &Zones, block: usize) -> Option<usize> {
    let kinds = &scan.kinds[block];
    let label = kinds.whole.first() == Some(Label::Related) || kinds.glued;
    let common = kinds.weak.has(Label::Related) && scan.facts[block].end == End::Colon;
    let found = findings.category(block) == Some(Category::Related) && (label || kinds.weak.has(Label::Related));
    if !zones.begun(block) || !(found || common) {
        return None;
    }
    Some(block + 1)
}

/// Reports the headlines from here on; returns where the list ends.
fn list(scan: &Scan<'_>, findings: &Findings, zones: &Zones, from: usize, hits: &mut Hits<'_>) -> usize {
    let mut count = 0;
    for block in from..scan.len() {
        // What a weaker rule has found already is confirmed.
        if findings.category(block).is_some_and(|category| category != Category::Related) {
            continue;
        }
        if !is_headline(scan, block) || (count >= LIST && !zones.tail(block)) {
            return block;
        }
        hits.block(block);
        count += 1;
    }
    scan.len()
}

/// A headline behind an arrow: `>> Bridge closed`.
fn is_arrow(scan: &Scan<'_>, block: usize) -> bool {
    let text = scan.text(block);
    let arrow = [">>", "»", "►", "▶", "→", "➡", "☞"].iter().any(|arrow| text.starts_with(arrow));
    arrow && is_headline(scan, block)
}
