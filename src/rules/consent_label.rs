//! Cookie notices and their buttons: `We use cookies to …`, `Accept all`.
//!
//! The banner stands at the head or the tail of most flattened European pages (TAXONOMY §14).

use super::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::features::Scan;
use crate::phrases::Label;

pub(super) static RULE: Rule = Rule {
    id: "consent-label",
    category: Category::Consent,
    strength: Strength::Firm,
    score: 950,
    reason: "the line is a cookie notice or a button of one",
    find,
    #[cfg(test)]
    drops: &[
        ("It sails.\n\nWe use cookies to improve your experience.\nAccept all cookies", &["We use cookies to improve your experience.", "Accept all cookies"]),
        ("By continuing to use this site, you agree to our use of cookies.\n\nIt sails.", &["By continuing to use this site, you agree to our use of cookies."]),
    ],
    #[cfg(test)]
    keeps: &[
        "We use cookie cutters to shape the dough.",
        "Cookies with chocolate",
        "They accepted all cookies that the children had baked.",
    ],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Consent]);
}
