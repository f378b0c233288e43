//! Scraps between two pieces of junk: a menu's unknown item, a name, a lone letter.
//!
//! Before and after the body, what is short, ends like no sentence and has known junk on both sides belongs to it.
//! So do lines of mere dashes and dots behind the body.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::rules::engine::zones::{Zones, is_clustered};
use crate::scan::{End, Scan};

/// Words and characters of the longest scrap: a headline is longer.
const WORDS: u32 = 3;
const CHARS: u32 = 24;

/// Words of the longest scrap that begins in lower case: it goes on with what the line before began.
const REST_WORDS: u32 = 8;

/// Scraps in a row between the junk: more are a list.
const RUN: usize = 2;

pub(super) static RULE: Rule = Rule {
    id: "between-junk",
    category: Category::Other,
    strength: Strength::Weak,
    score: 700,
    reason: "a fragment between two pieces of junk",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again from Monday, the harbour office said.\n\nhelp-image Social comment?\ns\nlock icon",
            &["s"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nLog in to comment on this\nwith the Harbour Post \
             account\nhelp-image Social comment?",
            &["with the Harbour Post account"],
        ),
        ("The ferry sails again from Monday, the harbour office said.\n\n- .....\nlock icon", &["- ....."]),
        (
            "Skip to content\nFuture Energy\nSearch this site\n\nThe ferry sails again from Monday, the harbour office said.",
            &["Future Energy"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Skip to content\nFerry back\n\nThe ferry sails again from Monday, the harbour office said.",
        "The ferry sails again from Monday, the harbour office said.\n\nAdvertisement\nThe crew\n\nThe crew is well, the \
         doctor of the harbour said on Sunday.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(zones) = Zones::of(scan, findings) else { return };
    let mut block = 0;
    while block < scan.len() {
        let facts = &scan.facts[block];
        if facts.letters + facts.digits == 0 && zones.tail(block) && findings.whole(block).is_none() {
            hits.block(block);
        }
        if !is_scrap(scan, findings, block) {
            block += 1;
            continue;
        }
        let end = (block..scan.len()).find(|&at| !is_scrap(scan, findings, at)).unwrap_or(scan.len());
        let before = block.checked_sub(1).filter(|&at| is_clustered(findings, at));
        let after = end < scan.len() && is_clustered(findings, end);
        let last = end == scan.len() && block > 1 && is_clustered(findings, block - 2);
        if let Some(before) = before
            && (after || last)
            && end - block <= RUN
            && zones.outside(block)
        {
            let category = findings.category(before).unwrap_or(Category::Other);
            (block..end).for_each(|at| hits.block_as(at, category));
        }
        block = end;
    }
}

fn is_scrap(scan: &Scan<'_>, findings: &Findings, block: usize) -> bool {
    let facts = &scan.facts[block];
    let rest = scan.text(block).starts_with(char::is_lowercase) && facts.words <= REST_WORDS;
    findings.whole(block).is_none()
        && !scan.is_data(block)
        && ((facts.words <= WORDS && facts.chars <= CHARS) || rest)
        && !matches!(facts.end, End::Sentence | End::Colon)
}
