//! Polls: a question, its answers one under the other, `Vote`, `View Results`.
//!
//! The widget's last line names its maker or its results; the answers above it are short lines.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;

pub(super) static RULE: Rule = Rule {
    id: "poll",
    category: Category::Interface,
    strength: Strength::Firm,
    score: 940,
    reason: "part of a poll: its question, an answer or a button",
    find,
    #[cfg(test)]
    drops: &[(
        "It rained.\n\nAre you shocked by this?\nYes\nNo\nVote\nView ResultsPolldaddy.com\nThe office says so.",
        &["Are you shocked by this?", "Yes", "No", "Vote", "View ResultsPolldaddy.com"],
    )],
    #[cfg(test)]
    keeps: &["It rained.\n\nAre you shocked?\n\nYes\n\nNo\n\nThat was all.", "View results of the vote"],
};

/// Lines above the last one that can belong to the poll.
const LINES: usize = 14;

/// Longest answer, in words.
const ANSWER_WORDS: u32 = 12;

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    for end in 1..scan.len() {
        let label = scan.label(end);
        let closes = label.starts_with("view results")
            && (label.ends_with("polldaddy.com") || label.ends_with("crowdsignal.com") || label == "view results");
        if !closes {
            continue;
        }
        let floor = end.saturating_sub(LINES);
        let short = |i: &usize| scan.facts[*i].words <= ANSWER_WORDS;
        let question = (floor..end).rev().take_while(short).find(|i| scan.text(*i).ends_with(['?', '？']));
        let Some(question) = question.filter(|q| end - q >= 3) else { continue };
        for block in question..=end {
            hits.block(block);
        }
    }
}
