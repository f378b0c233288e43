//! Labels of players, loaders, forms, shops and forums: `loader`, `Video loading`, `lock icon`, `Add to cart`.
//!
//! What a page says to somebody who can click.

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "interface-label",
    category: Category::Interface,
    strength: Strength::Firm,
    score: 900,
    reason: "the whole line is a label of a button, player, form or icon",
    find,
    #[cfg(test)]
    drops: &[
        ("It sails.\n\nloader\nlock icon", &["loader", "lock icon"]),
        ("Video loading\nIt sails.", &["Video loading"]),
        (
            "It is a mug.\n\nAdd to cart\nShipping calculated at checkout.",
            &["Add to cart", "Shipping calculated at checkout."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Loading the ship took all night.",
        "The lock icon of the browser is a poor guide.",
        "He added them to the cart",
    ],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Interface, Label::Shop, Label::Forum]);
}
