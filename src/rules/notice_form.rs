//! Whole notices and forms in one paragraph: a cookie banner, a newsletter form with its errors and thanks.
//!
//! Flattened, they read like prose. One telling phrase may be an article about such things; two different ones in a
//! short paragraph that speaks for the site are the thing itself.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::Label;

/// Different phrases that make a notice.
const PHRASES: u8 = 2;

/// Blocks from either end of the page in which a cookie banner stands.
const EDGE: usize = 8;

pub(super) static RULE: Rule = Rule {
    id: "notice-form",
    category: Category::Consent,
    strength: Strength::Firm,
    score: 900,
    reason: "a cookie notice or newsletter form in a single paragraph",
    find,
    #[cfg(test)]
    drops: &[
        (
            "To give you the best service we rely on similar technologies and third-party cookies, which also improve your \
             experience. Read our cookie policy.\n\nThe ferry sails again from Monday.",
            &[
                "To give you the best service we rely on similar technologies and third-party cookies, which also improve your \
               experience. Read our cookie policy.",
            ],
        ),
        (
            "It sails.\n\nContinue reading the main story Please verify you're not a robot by clicking the box. Invalid email \
             address. Please re-enter. Thank you for subscribing. An error has occurred. Please try again later.",
            &["Continue reading the main story Please verify you're not a robot by clicking the box. Invalid email \
               address. Please re-enter. Thank you for subscribing. An error has occurred. Please try again later."],
        ),
    ],
    #[cfg(test)]
    keeps: &["Regulators fined the company because its third-party cookies were set before consent."],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    for block in 0..scan.len() {
        let kinds = &scan.kinds[block];
        if kinds.insides < PHRASES || findings.whole(block).is_some() {
            continue;
        }
        if kinds.inside.has(Label::Subscribe) {
            hits.block_as(block, Category::Subscribe);
            continue;
        }
        let edge = block < EDGE || block + EDGE >= scan.len();
        if kinds.inside.has(Label::Consent) && edge && kinds.insides > PHRASES {
            hits.block(block);
        }
    }
}
