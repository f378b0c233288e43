//! The site's own promotions: `Click here to buy`, `20% off candles with code …`.
//!

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "promotion-label",
    category: Category::Promotion,
    strength: Strength::Firm,
    score: 900,
    reason: "the line promotes an offer of the site",
    find,
    #[cfg(test)]
    drops: &[
        ("20% off candles with code BRIGHTERDAYS\n\nIt is a mug.", &["20% off candles with code BRIGHTERDAYS"]),
        ("It is a book.\n\nClick here to buy", &["Click here to buy"]),
    ],
    #[cfg(test)]
    keeps: &["20% of voters stayed at home", "Buy now, pay later loans are under review."],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Promotion]);
}
