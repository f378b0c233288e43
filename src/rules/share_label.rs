//! Labels of share bars: `Share this:`, `Get short URL`, `分享到:`.
//!
//! Every share widget leaves its heading and its buttons' names behind when a page is flattened (TAXONOMY §4).

use super::{Findings, Hits, Rule, Strength};
use crate::category::Category;
use crate::features::Scan;
use crate::phrases::{self, Label};

pub(super) static RULE: Rule = Rule {
    id: "share-label",
    category: Category::Share,
    strength: Strength::Firm,
    score: 950,
    reason: "the whole line is a share button's label",
    find,
    #[cfg(test)]
    drops: &[
        ("Get short URL\n\nThe ferry sails again.", &["Get short URL"]),
        ("The ferry sails again.\n\nShare this:", &["Share this:"]),
    ],
    #[cfg(test)]
    keeps: &["Shares of Sarepta nearly tripled", "Share this meal with a friend, she said."],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    for block in 0..scan.len() {
        if phrases::is(Label::Share, scan.label(block)) {
            hits.block(block);
        }
    }
}
