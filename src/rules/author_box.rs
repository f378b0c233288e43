//! Boxes that tell who the writer is: `<div class=author-bio>`, `<p class=bio>`.
//!
//! They are full sentences at the end of the article or above it, in a box that is named for them. A page about a person is named so
//! too, and then the box holds the page.

use super::engine::boxes;
use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::token::token_word;
use crate::page::{Container, Role, Tag};
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "author-box",
    category: Category::Byline,
    strength: Strength::Firm,
    score: 880,
    reason: "stands in a box that tells who wrote the page",
    find,
    #[cfg(test)]
    drops: &[
        (
            "<article><p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May, as its engine had \
             failed.<p>The crew is well, the doctor of the harbour said.<p class=bio>Ann Berg has written about boats for nine years.</p></article>",
            &["Ann Berg has written about boats for nine years."],
        ),
        (
            "<article><p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May, as its engine had \
             failed.<p>The crew is well, the doctor of the harbour said.</article><div class='post-author-box'><h4>Ann Berg</h4><p>She has written \
             about boats for nine years.</p></div>",
            &["Ann Berg", "She has written about boats for nine years."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<div class=bio><h1>Ann Berg</h1><p>Ann Berg has written about boats for nine years.</p></div><p>The ferry sails again from Monday, they said.</p>",
        "<div class=author-page><p>Ann Berg has written about boats for nine years.</p></div><p>The ferry sails again.</p>",
        "<p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May, as its engine had failed.<p>The crew \
         is well, the doctor of the harbour said.<div class=bio-fuel><p>It burns oil that is made of beets and of the waste of mills.</p></div>",
    ],
};

/// Class and id tokens of one element that are looked at.
const TOKENS: usize = 32;

const BIO: &[u32] = &[
    token_word("bio"),
    token_word("biography"),
    token_word("authorbio"),
    token_word("authorbox"),
    token_word("aboutauthor"),
];
const AUTHOR: &[u32] = &[token_word("author"), token_word("contributor"), token_word("writer")];
const BOX: &[u32] = &[
    token_word("about"),
    token_word("bio"),
    token_word("box"),
    token_word("card"),
    token_word("description"),
    token_word("desc"),
    token_word("profile"),
];

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    for (blocks, ()) in boxes::named(scan, |it| is_named(scan, it).then_some(())) {
        blocks.filter(|&block| findings.whole(block).is_none()).for_each(|block| hits.block(block));
    }
}

/// Whether an element is named as such a box: `bio` alone, or `author` with a word for a box.
fn is_named(scan: &Scan<'_>, it: &Container) -> bool {
    let tokens = scan.page.tokens_of(it);
    let tokens = &tokens[..tokens.len().min(TOKENS)];
    let has = |names: &[u32]| tokens.iter().any(|token| names.contains(token));
    let page = matches!(it.tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article)
        || matches!(it.role, Role::Main | Role::Article);
    // `bio-fuel`: the word alone, or with another that says whose.
    let alone = tokens.len() <= 2;
    !page && (has(BIO) && (alone || has(AUTHOR)) || has(AUTHOR) && has(BOX))
}
