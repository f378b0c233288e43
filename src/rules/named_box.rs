//! Boxes that ask for something, by their name and by what stands in them: `<div class=newsletter>` with its button, `<aside
//! class=paywall-offer>` with its call.
//!
//! What they say are full sentences in any words. The name alone does not tell: a page about an offer is named so too. A name and
//! a button or a call do, where most of the page's text stands outside.

use super::engine::boxes;
use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::token::token_word;
use crate::page::{BlockKind, Container, Role, Tag};
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "named-box",
    category: Category::Subscribe,
    strength: Strength::Firm,
    score: 880,
    reason: "stands in a box that is named for a newsletter, an offer or a promotion, and has its button or call",
    find,
    #[cfg(test)]
    drops: &[
        (
            "<article><p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May, as its engine had \
             failed.<p>The crew is well, the doctor of the harbour said.<div class=newsletter-box><h3>The tide table, each morning</h3><p>It has \
             all that moves the harbour.</p><button>I want it</button></div></article>",
            &["The tide table, each morning", "It has all that moves the harbour.", "I want it"],
        ),
        (
            "<article><p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May, as its engine had \
             failed.<p>The crew is well, the doctor of the harbour said.</article><div class=paywall><p>All boats, all year.</p><a>Subscribe \
             now</a></div>",
            &["All boats, all year."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        // Nothing in it asks.
        "<p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May, as its engine had failed.<p>The crew \
         is well, the doctor of the harbour said.<div class=promo><p>A film shows the boat.</p></div>",
        // The page itself.
        "<div class=newsletter><h1>The letter of May</h1><p>The ferry sails again from Monday, the harbour office said.</p><button>Print</button></div>\
         <p>It had been away since the storm in May, as its engine had failed.</p>",
        "<div class=newsletter><p>The ferry sails again from Monday, the harbour office said.</p><button>Print</button></div><p>Home</p>",
    ],
};

/// Words of classes and ids of such boxes, by what they ask for.
const NAMES: &[(Category, &[u32])] = &[
    (Category::Paywall, &[token_word("paywall"), token_word("regwall"), token_word("piano")]),
    (
        Category::Subscribe,
        &[
            token_word("newsletter"),
            token_word("newsletters"),
            token_word("subscribe"),
            token_word("subscription"),
            token_word("signup"),
            token_word("optin"),
            token_word("mailchimp"),
            token_word("donate"),
            token_word("donation"),
        ],
    ),
    (Category::Promotion, &[token_word("promo"), token_word("promotion"), token_word("cta")]),
];

/// What the labels in such a box are.
const CALLS: &[Category] =
    &[Category::Subscribe, Category::Paywall, Category::Promotion, Category::Advertisement, Category::Interface];

/// Class and id tokens of one element that are looked at.
const TOKENS: usize = 32;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    for (blocks, category) in boxes::named(scan, |it| name_of(scan, it)) {
        // A form's button or field belongs to what asks for an address; an offer has its call.
        let asks = |block: usize| {
            findings.category(block).is_some_and(|it| CALLS.contains(&it))
                || scan.page.blocks[block].kind == BlockKind::Control && category == Category::Subscribe
        };
        if blocks.clone().any(asks) {
            let free = blocks.filter(|&block| findings.whole(block).is_none());
            free.for_each(|block| hits.block_as(block, category));
        }
    }
}

/// What an element asks for by its name, where it is a box.
fn name_of(scan: &Scan<'_>, it: &Container) -> Option<Category> {
    let tokens = scan.page.tokens_of(it);
    let page = matches!(it.tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article)
        || matches!(it.role, Role::Main | Role::Article);
    let named = |names: &[u32]| tokens.iter().take(TOKENS).any(|token| names.contains(token));
    NAMES.iter().find(|(_, names)| !page && named(names)).map(|(category, _)| *category)
}
