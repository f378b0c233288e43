//! Labels of share bars: `Share this:`, `Get short URL`, `分享到:`.
//!
//! Every share widget leaves its heading and its buttons' names behind when a page is flattened. The
//! heading may have the names of networks on its line.

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

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
        ("It sails.\n\nShare this: Facebook Twitter WhatsApp", &["Share this: Facebook Twitter WhatsApp"]),
        (
            "It sails.\n\nShare this article on your favourite network",
            &["Share this article on your favourite network"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Shares of Sarepta nearly tripled",
        "Share this meal with a friend, she said.",
        "She shared her artwork on Facebook , Twitter, and Instagram on 7 January",
    ],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Share]);
}
