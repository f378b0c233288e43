//! Calls to follow somebody on a network: `Follow me on Twitter @annberg`, `Follow Ann Berg on Instagram`.
//!
//! They end an article. The call alone is a word of prose; a network's name and a handle or a short line make it one.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::{self, Label};
use crate::scan::End;

/// Words of the longest call: longer lines tell a story.
const CALL_WORDS: u32 = 26;

pub(super) static RULE: Rule = Rule {
    id: "follow-call",
    category: Category::Share,
    strength: Strength::Firm,
    score: 940,
    reason: "an invitation to follow someone on a social network",
    find,
    #[cfg(test)]
    drops: &[
        ("It sails.\n\n—— >> Follow Ann Berg (@annberg) on Twitter", &["—— >> Follow Ann Berg (@annberg) on Twitter"]),
        ("It sails.\n\nFollow Ann Berg on Twitter: @annberg", &["Follow Ann Berg on Twitter: @annberg"]),
        (
            "It sails.\n\nFollow me on Twitter @annberg and “like” the Harbour Post on Facebook.",
            &["Follow me on Twitter @annberg and “like” the Harbour Post on Facebook."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Follow the path to the mill and turn left at the oak.",
        "Followers of the prophet met on Facebook in the years before the war.",
        "Follow this advice, wrote the doctor, and you will live. Facebook did not exist then.",
    ],
};

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    for block in 0..scan.len() {
        if !scan.kinds[block].starts.has(Label::Follow) || scan.facts[block].words > CALL_WORDS {
            continue;
        }
        let text = scan.text(block);
        let named = text.split(|c: char| !c.is_alphanumeric()).any(phrases::is_network);
        let handle = text.split_whitespace().any(|word| word.trim_start_matches('(').starts_with('@'));
        if named && (handle || (scan.facts[block].sentences <= 1 && ends_with_network(text, scan.facts[block].end))) {
            hits.block(block);
        }
    }
}

fn ends_with_network(text: &str, end: End) -> bool {
    end != End::Comma
        && text.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty()).is_some_and(phrases::is_network)
}
