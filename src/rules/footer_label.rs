//! Copyright lines, legal notices, agency disclaimers: `All rights reserved`, `This article originally appeared on …`.
//!

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "footer-label",
    category: Category::Footer,
    strength: Strength::Firm,
    score: 950,
    reason: "the line is a copyright, legal or source notice",
    find,
    #[cfg(test)]
    drops: &[
        (
            "It sails.\n\n© 2019 The Harbour Post. All rights reserved.",
            &["© 2019 The Harbour Post. All rights reserved."],
        ),
        (
            "It sails.\n\nThis article originally appeared on Fox News.",
            &["This article originally appeared on Fox News."],
        ),
        ("It sails.\n\nDMCA", &["DMCA"]),
    ],
    #[cfg(test)]
    keeps: &[
        "All rights are reserved to the crown in such a case.",
        "The article originally appeared on a wall in Leith.",
        "Copyright is a right that lasts seventy years.",
    ],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Footer]);
}
