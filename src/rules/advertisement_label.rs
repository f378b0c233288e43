//! Labels of advertisements: `Advertisement`, `Anzeige`, `Story continues below`.
//!
//! A whole line that equals one is junk wherever it stands.

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "advertisement-label",
    category: Category::Advertisement,
    strength: Strength::Firm,
    score: 950,
    reason: "the whole line is the label of an advertisement",
    find,
    #[cfg(test)]
    drops: &[
        ("It sails.\n\nAdvertisement\n\nIt is late.", &["Advertisement"]),
        (
            "It sails.\n\nAdvertisement - story continues below\n\nIt is late.",
            &["Advertisement - story continues below"],
        ),
    ],
    #[cfg(test)]
    keeps: &["Advertisement was his trade.", "PAP / ad", "The advertisement ran for years"],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Advertisement]);
}
