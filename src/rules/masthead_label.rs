//! Labels of a site's head: `Listen Live`, `Get the latest news from around the world, …`.
//!
//! They stand before or right after the headline.

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "masthead-label",
    category: Category::Masthead,
    strength: Strength::Firm,
    score: 950,
    reason: "the line is a label or slogan of the site's head",
    find,
    #[cfg(test)]
    drops: &[
        ("Listen Live\nThe ferry sails again.", &["Listen Live"]),
        (
            "World\nGet the latest news from around the world, live coverage and analysis.\n\nThe ferry sails again.",
            &["Get the latest news from around the world, live coverage and analysis."],
        ),
    ],
    #[cfg(test)]
    keeps: &["Listen live to the frogs, he said.", "They got the latest news by telegraph."],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Masthead]);
}
