//! Address, telephone and machine lines beside a copyright notice: `120 Harbour Drive`, `919.445.9150`, `172.30.142.59`.
//!
//! Lines of figures alone are anything; next to a copyright line before or after the body they are the imprint.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::rules::engine::zones::Zones;
use crate::scan::End;

/// Words of the longest line of an address.
const WORDS: u32 = 9;

/// Digits of the shortest house number, postcode or telephone number.
const DIGITS: u32 = 3;

pub(super) static RULE: Rule = Rule {
    id: "footer-block",
    category: Category::Footer,
    strength: Strength::Firm,
    score: 880,
    reason: "a postal address, phone number or IP address next to a copyright line",
    find,
    #[cfg(test)]
    drops: &[
        (
            "© 2021 Harbour Radio\n120 Friday Center Dr\nChapel Hill, NC 27517\n919.445.9150 | 800.962.9862\n\nThe ferry sails \
             again from Monday, the harbour office said.",
            &["120 Friday Center Dr", "Chapel Hill, NC 27517", "919.445.9150 | 800.962.9862"],
        ),
        ("The ferry sails again from Monday, the harbour office said.\n\n172.30.142.59", &["172.30.142.59"]),
    ],
    #[cfg(test)]
    keeps: &[
        "The ferry sails again from Monday, the harbour office said.\n\n120 Friday Center Dr",
        "The server answers at this address:\n\n172.30.142.59\n\nThe ferry sails again from Monday, the office said.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(zones) = Zones::of(scan, findings) else { return };
    let is_line = |block: usize| {
        let facts = &scan.facts[block];
        findings.whole(block).is_none() && facts.words <= WORDS && facts.digits >= DIGITS && facts.end == End::Open
    };
    let mut beside = false;
    for block in 0..scan.len() {
        if findings.whole(block).is_some() {
            beside = findings.category(block) == Some(Category::Footer);
            continue;
        }
        beside = beside && zones.outside(block) && is_line(block);
        if beside || (zones.tail(block) && is_machine(scan.text(block))) {
            hits.block(block);
        }
    }
}

/// Four numbers of a machine's address.
fn is_machine(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|part| part.parse::<u8>().is_ok())
}
