//! Labels of menus and pagination: `Skip to content`, `Toggle navigation`, `Next article`.
//!

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "navigation-label",
    category: Category::Navigation,
    strength: Strength::Firm,
    score: 900,
    reason: "the whole line is a label of a menu, a login or the pagination",
    find,
    #[cfg(test)]
    drops: &[
        ("Skip to content\nThe ferry sails again.", &["Skip to content"]),
        ("It sails.\n\nPrevious articleNext article", &["Previous articleNext article"]),
        ("It sails.\n\nResults 1 to 8 of 8", &["Results 1 to 8 of 8"]),
    ],
    #[cfg(test)]
    keeps: &["Skip to the content of his speech", "The next article of the treaty", "Results 1 to 3 were void."],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Navigation]);
}
