//! Newsletter, subscription, donation and app calls: `Subscribe`, `Sign up for our newsletter to get …`.
//!
//! They stand anywhere on a page and speak to the reader in the imperative (TAXONOMY §11).

use super::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::features::Scan;
use crate::phrases::Label;

pub(super) static RULE: Rule = Rule {
    id: "subscribe-label",
    category: Category::Subscribe,
    strength: Strength::Firm,
    score: 950,
    reason: "the line calls for a newsletter, a subscription, a donation or an app",
    find,
    #[cfg(test)]
    drops: &[
        ("Subscribe\nThe ferry sails again.", &["Subscribe"]),
        ("It sails.\n\nSign up for our newsletter to get the latest in design and decorating", &["Sign up for our newsletter to get the latest in design and decorating"]),
        ("It sails.\n\nFrom our editors to your inbox. Sign up for our newsletter today.", &["From our editors to your inbox. Sign up for our newsletter today."]),
    ],
    #[cfg(test)]
    keeps: &[
        "Subscribers to the newsletter rose to two million last year.",
        "She signed up for our newsletter in May.",
        "Donations to the fund reached a million.",
    ],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Subscribe]);
}
