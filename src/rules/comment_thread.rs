//! Comments between the section's header and its form: `2 comments:` … `Post a Comment`.
//!
//! The comments themselves are prose like the body's. Header with a count and form enclose them; where there is no form
//! nothing is taken. On a board the thread is the page.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::rules::engine::zones::Zones;
use crate::scan::Scan;

/// Lines between a header without a count and the next comment label: a teaser of the thread in the middle of a page.
const TEASER_LINES: usize = 6;

/// Words of the longest line of such a teaser.
const TEASER_WORDS: u32 = 14;

pub(super) static RULE: Rule = Rule {
    id: "comment-thread",
    category: Category::Comments,
    strength: Strength::Firm,
    score: 900,
    reason: "between the heading of the comments and the comment form",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again from Monday, the harbour office said.\n\n2 comments:\n\nAt last! We were stuck on the \
             island for weeks.\n\nThank you\n\nPost a Comment",
            &["At last! We were stuck on the island for weeks.", "Thank you"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\ncComments\n@ann In contrast to yours...\nADD A \
             COMMENTSEE ALL COMMENTS\n6\n\nThe crew is well, the doctor of the harbour said on Sunday.",
            &["cComments", "@ann In contrast to yours..."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "2 comments\n\nThe ferry sails again from Monday, the harbour office said.\n\nPost a Comment",
        "The ferry sails again from Monday, the harbour office said.\n\n2 comments:\n\nAt last! We were stuck here.",
        // A board.
        "Thread Tools\nJoin Date\nMar 2000\nDoes anybody know when the ferry to Skagen sails again?\n\n1 reply\n\nIt has sailed since Monday.\n\nPost a Comment",
        "Ann\nJoined: 2019\n\nThe ferry sails again from Monday, the harbour office said.\n\n2 comments:\n\nBo\nJoined: 2020\n\nAt last! We \
         were stuck here.\n\nPost a Comment",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(zones) = Zones::of(scan, findings).filter(|_| !findings.board) else { return };
    let threads = &scan.threads;
    let posts = (0..scan.len()).filter(|&block| threads.has(block) && scan.facts[block].is_prose());
    let posts = posts.count();
    let prose = (0..scan.len()).filter(|&block| scan.facts[block].is_prose()).count();
    // What is a thread for the most part has no article above it.
    if posts * 2 > prose {
        return;
    }
    let mut header: Option<usize> = None;
    for block in 0..scan.len() {
        if !zones.after_first(block) || !is_label(scan, findings, block) {
            continue;
        }
        if let Some(from) = header
            && is_form(scan, block)
            && (is_counted(scan, from) || is_teaser(scan, from, block))
        {
            if findings.whole(from).is_none() {
                hits.block(from);
            }
            (from + 1..block).filter(|&at| findings.whole(at).is_none()).for_each(|at| hits.block(at));
            header = None;
        } else if !is_form(scan, block) {
            header = Some(block);
        }
    }
}

/// A label of a comment section, a common one included.
fn is_label(scan: &LabelledScan<'_>, findings: &Findings, block: usize) -> bool {
    let kinds = &scan.kinds[block];
    let said = kinds.whole.has(Label::Comments) || kinds.weak.has(Label::Comments) || kinds.starts.has(Label::Comments);
    said && findings.category(block).is_none_or(|category| category == Category::Comments)
}

/// `2 comments`, but not `0 comments`.
fn is_counted(scan: &Scan<'_>, block: usize) -> bool {
    scan.text(block).chars().any(|c| c.is_numeric() && c != '0')
}

/// The label calls for a comment: what stands before it is the thread.
fn is_form(scan: &LabelledScan<'_>, block: usize) -> bool {
    let kinds = &scan.kinds[block];
    (kinds.whole.has(Label::Comments) || kinds.starts.has(Label::Comments)) && !is_counted(scan, block)
}

fn is_teaser(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    to - from <= TEASER_LINES && (from + 1..to).all(|at| scan.facts[at].words <= TEASER_WORDS)
}
