//! The sign of a heading's link to itself on a line of its own: `¶`, `#`, `§`, as documentation has them behind its headings.
//!
//! Flatteners that give every text node a line leave it below the heading.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;

pub(super) static RULE: Rule = Rule {
    id: "heading-anchor",
    category: Category::Interface,
    strength: Strength::Firm,
    score: 900,
    reason: "the sign of a heading's link to itself",
    find,
    #[cfg(test)]
    drops: &[(
        "Make a site\n¶\nType the command and answer the questions it asks you.\n#\nUninstall\nDelete the folder; nothing else is left.",
        &["¶", "#"],
    )],
    #[cfg(test)]
    keeps: &[
        "# Make a site\n\nType the command and answer the questions it asks you.\n\n§ 12\n\nNobody may enter the harbour at night.",
        "It is a crossword of three lines.\n#\n#\n#\nIt has no words.",
    ],
};

/// What documentation marks such links with.
const SIGNS: [&str; 6] = ["¶", "#", "§", "🔗", "⚓", "∞"];

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        return;
    }
    let is_sign = |block: usize| SIGNS.contains(&scan.text(block));
    for block in (0..scan.len()).filter(|block| is_sign(*block) && findings.whole(*block).is_none()) {
        let beside = block.checked_sub(1).is_some_and(is_sign) || block + 1 < scan.len() && is_sign(block + 1);
        if !beside {
            hits.block(block);
        }
    }
}
