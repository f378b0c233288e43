//! Vote buttons around their count: `Up vote`, `45`, `Down vote`.
//!
//! Boards and sites of questions and answers draw them beside every post; flattened, they stand above its text. Each of the two
//! labels is a word of articles too; the bare number between them tells.

use super::counter::is_count;
use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::scan::End;

pub(super) static RULE: Rule = Rule {
    id: "vote-box",
    category: Category::Comments,
    strength: Strength::Firm,
    score: 900,
    reason: "a bare number between two labels of comments, as vote buttons have it",
    find,
    #[cfg(test)]
    drops: &[
        (
            "Ferry back\n\nUp vote\n45\nDown vote\n\nThe ferry sails again from Monday, the harbour office said.",
            &["Up vote", "45", "Down vote"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nLike\n3\nDislike\n\nIt was late, as ever, she said.",
            &["Like", "3", "Dislike"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Like\n3\nDislike\n5\nNo answer\n2\n\nSo the passengers of the ferry answered the harbour office.",
        "Up vote\n\nThe ferry sails again from Monday, the harbour office said.\n\nDown vote",
        "Boats\n45\nFerries\n\nThe ferry sails again from Monday, the harbour office said.",
        "<table><tr><td>Like<td>3<td>Dislike</table>",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let free = |block: usize| findings.whole(block).is_none() && !scan.is_data(block);
    let label = |block: usize| {
        free(block) && scan.kinds[block].weak.any_of(Category::Comments) && scan.facts[block].end == End::Open
    };
    // In HTML the boxes of posts are known by their markup.
    if scan.page.html {
        return;
    }
    for count in 1..scan.len().saturating_sub(1) {
        // Names and numbers in turn are a table's.
        let table = (count + 2 < scan.len() && is_count(scan, count + 2)) || (count >= 2 && is_count(scan, count - 2));
        if is_count(scan, count) && free(count) && label(count - 1) && label(count + 1) && !table {
            (count - 1..=count + 1).for_each(|block| hits.block(block));
        }
    }
}
