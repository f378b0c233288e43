//! Notices that hide the rest of an article: `Subscribe to continue reading`, `Already a member? Sign in`.
//!
//! They also tell that the page is cut short.

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "paywall-label",
    category: Category::Paywall,
    strength: Strength::Firm,
    score: 950,
    reason: "the line asks to log in or to pay for the rest of the article",
    find,
    #[cfg(test)]
    drops: &[
        ("The ferry sails...\n\nSubscribe to continue reading", &["Subscribe to continue reading"]),
        ("The ferry sails...\n\nThis article is for subscribers only", &["This article is for subscribers only"]),
        ("The ferry sails...\n\nAlready a subscriber? Log in here", &["Already a subscriber? Log in here"]),
    ],
    #[cfg(test)]
    keeps: &[
        "Subscribers continued reading the paper after the strike.",
        "The article is reserved in tone.",
        "To read more books was her resolution.",
    ],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Paywall]);
}
