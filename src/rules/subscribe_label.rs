//! Newsletter, subscription, donation and app calls: `Subscribe`, `Sign up for our newsletter to get …`.
//!
//! They stand anywhere on a page and speak to the reader in the imperative.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;

pub(super) static RULE: Rule = Rule {
    id: "subscribe-label",
    category: Category::Subscribe,
    strength: Strength::Firm,
    score: 950,
    reason: "asks for a subscription, a newsletter sign-up, a donation or an app install",
    find,
    #[cfg(test)]
    drops: &[
        (
            "It sails.\n\nHarbour Post app\niOS App下載Android App下載",
            &["Harbour Post app", "iOS App下載Android App下載"],
        ),
        ("Subscribe\nThe ferry sails again.", &["Subscribe"]),
        (
            "It sails.\n\nSign up for our newsletter to get the latest in design and decorating",
            &["Sign up for our newsletter to get the latest in design and decorating"],
        ),
        (
            "It sails.\n\nFrom our editors to your inbox. Sign up for our newsletter today.",
            &["From our editors to your inbox. Sign up for our newsletter today."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Subscribers to the newsletter rose to two million last year.",
        "She signed up for our newsletter in May.",
        "Donations to the fund reached a million.",
    ],
};

/// Words of the longest name of an app.
const NAME_WORDS: u32 = 8;

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Subscribe]);
    for block in 1..scan.len() {
        // An app's name over its buttons: `「Harbour Post」 app` / `iOS App下載Android App下載`.
        let name = scan.label(block - 1).ends_with("app") && scan.facts[block - 1].words <= NAME_WORDS;
        if name && scan.kinds[block - 1].whole.is_empty() && scan.kinds[block].whole.has(Label::Subscribe) {
            hits.block(block - 1);
        }
    }
}
