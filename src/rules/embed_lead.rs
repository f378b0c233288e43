//! Scaffolding around an embed in HTML: `Skip Twitter post by @ann`, `View on Instagram`, `Facebook Post`.
//!
//! A short line that names the provider, straight before or after an embed that a rule has found. Sentences, headings
//! and what ends with a colon (`He wrote on Twitter:`) are the author's own.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::BlockKind;
use crate::scan::{End, Scan};

pub(super) static RULE: Rule = Rule {
    id: "embed-lead",
    category: Category::Embed,
    strength: Strength::Firm,
    score: 930,
    reason: "a label naming the network, next to an embedded post",
    find,
    #[cfg(test)]
    drops: &[(
        "<p>It rained.</p><div>Skip Twitter post by @ann</div><blockquote class=twitter-tweet><p>Rain again.</p></blockquote>\
         <div>End of Twitter post by @ann</div><p>It rained on.</p>",
        &["Skip Twitter post by @ann", "End of Twitter post by @ann"],
    )],
    #[cfg(test)]
    keeps: &[
        "<p>He wrote on Twitter:</p><blockquote class=twitter-tweet><p>Rain again.</p></blockquote>",
        "<h2>Voices on Twitter</h2><blockquote class=twitter-tweet><p>Rain again.</p></blockquote>",
        "<p>He posted it on Twitter.</p><blockquote class=twitter-tweet><p>Rain again.</p></blockquote>",
        "<p>Twitter post</p><p>Rain again.</p>",
    ],
};

/// Most words of such a label.
const LABEL_WORDS: u32 = 8;

/// Names of providers as they stand in folded labels.
const NAMES: &[&str] =
    &["twitter", "tweet", "instagram", "facebook", "tiktok", "reddit", "bluesky", "mastodon", "threads", "telegram"];

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if !scan.page.html {
        return;
    }
    let embed =
        |block: usize| findings.whole(block).is_some_and(|f| f.category == Category::Embed && f.rule.id != RULE.id);
    for block in 0..scan.len() {
        let beside = block.checked_sub(1).is_some_and(embed) || (block + 1 < scan.len() && embed(block + 1));
        if beside && !embed(block) && is_label(scan, block) {
            hits.block(block);
        }
    }
}

fn is_label(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    facts.words <= LABEL_WORDS
        && facts.end == End::Open
        && !matches!(scan.page.blocks[block].kind, BlockKind::Heading(_))
        && NAMES.iter().any(|name| scan.label(block).contains(name))
}
