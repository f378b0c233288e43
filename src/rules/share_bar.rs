//! Names of networks in a row, or beside a share label: what is left of a share bar's buttons.
//!
//! One name alone is a word like any other; several lines of nothing else, or one beside a share label, are buttons.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::{End, Scan};

/// Names in a row that make a bar without any share label near them.
const BAR: usize = 3;

pub(super) static RULE: Rule = Rule {
    id: "share-bar",
    category: Category::Share,
    strength: Strength::Firm,
    score: 930,
    reason: "names of social networks in a row, as in a share bar",
    find,
    #[cfg(test)]
    drops: &[
        ("It sails.\n\nShare this: Share\n\nFacebook\n\nTwitter\n\nEmail", &["Facebook", "Twitter", "Email"]),
        ("Facebook Twitter WhatsApp\n\nIt sails.", &["Facebook Twitter WhatsApp"]),
        ("It sails.\nFacebook\n12\nTwitter\n3\nPinterest\n0", &["Facebook", "12", "Twitter", "3", "Pinterest", "0"]),
    ],
    #[cfg(test)]
    keeps: &[
        "The office has accounts with these:\n\nFacebook\nTwitter\nInstagram",
        "She shared her artwork on Facebook , Twitter, and Instagram on 7 January",
        "Twitter\n\nThe company was founded in 2006.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let mut block = 0;
    while block < scan.len() {
        if !is_button(scan, block) {
            block += 1;
            continue;
        }
        let mut end = block;
        let (mut names, mut last) = (0, block);
        while end < scan.len() && (is_button(scan, end) || (end > block && is_count(scan, end))) {
            names += usize::from(scan.kinds[end].networks.max(u8::from(is_button(scan, end))));
            last = end;
            end += 1;
        }
        let shared =
            |at: usize| findings.category(at) == Some(Category::Share) || scan.kinds[at].weak.has(Label::Share);
        let beside = block.checked_sub(1).is_some_and(shared) || (end < scan.len() && shared(end));
        let listed =
            block.checked_sub(1).is_some_and(|at| scan.facts[at].end == End::Colon && findings.whole(at).is_none());
        if (beside || names >= BAR) && !listed {
            (block..=last).for_each(|at| hits.block(at));
        }
        block = end;
    }
}

/// The line is made of networks' names.
fn is_button(scan: &LabelledScan<'_>, block: usize) -> bool {
    scan.kinds[block].weak.has(Label::Network)
}

/// The line is a button's count.
fn is_count(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    facts.digits > 0 && facts.letters <= 1 && facts.chars <= 8
}
