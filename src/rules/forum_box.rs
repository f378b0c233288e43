//! The box beside a forum's post: `Join Date` / `Mar 2000` / `Location` / `Sweden` / `Posts` / `134`.
//!
//! Two of its labels near each other are no accident. The line after a label is its value, and the short lines straight
//! before the first label are the writer's rank and name.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::End;

/// Lines between two labels of one box.
const NEAR: usize = 3;

/// Words of the longest value or rank.
const WORDS: u32 = 5;

/// Lines of rank and name before the first label.
const NAMES: usize = 2;

pub(super) static RULE: Rule = Rule {
    id: "forum-box",
    category: Category::Interface,
    strength: Strength::Firm,
    score: 900,
    reason: "part of the author panel beside a forum post",
    find,
    #[cfg(test)]
    drops: &[(
        "1. #1\nOld Salt\nJoin Date\nMar 2000\nLocation\nSweden\nPosts\n1,134\nDoes anybody know when the ferry sails?",
        &["Old Salt", "Mar 2000", "Location", "Sweden", "Posts", "1,134"],
    )],
    #[cfg(test)]
    keeps: &[
        "Location\nSkagen\n\nThe ferry sails from Monday.",
        "Join Date\n\nThe ferry sails again from Monday, they said.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let is_label = |block: usize| {
        let kinds = &scan.kinds[block];
        kinds.whole.has(Label::Forum) || kinds.weak.has(Label::Forum)
    };
    let is_value = |block: usize| {
        let facts = &scan.facts[block];
        facts.words <= WORDS && !matches!(facts.end, End::Sentence | End::Colon)
    };
    let labels: Vec<usize> = (0..scan.len()).filter(|&block| is_label(block)).collect();
    let mut at = 0;
    while at < labels.len() {
        let mut end = at + 1;
        while end < labels.len() && labels[end] - labels[end - 1] <= NEAR {
            end += 1;
        }
        let firm = labels[at..end].iter().filter(|&&block| scan.kinds[block].whole.has(Label::Forum)).count();
        if end - at >= 2 && firm >= 1 {
            let (first, last) = (labels[at], labels[end - 1]);
            let from =
                (first.saturating_sub(NAMES)..first).rev().take_while(|&block| is_value(block)).last().unwrap_or(first);
            let to = if last + 1 < scan.len() && is_value(last + 1) { last + 1 } else { last };
            (from..=to)
                .filter(|&block| findings.whole(block).is_none() && (is_value(block) || is_label(block)))
                .for_each(|block| hits.block(block));
        }
        at = end;
    }
}
