//! Dialogs over the page and boxes that ask for consent: `<div role=dialog>`, `<dialog>`, `<div id=onetrust-banner-sdk>`.
//!
//! They say what they want in full sentences, so their words alone do not tell them from the body; their role or name does,
//! where more text stands outside them.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::token::token_word;
use crate::page::{BlockKind, Container, Role};
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "dialog",
    category: Category::Consent,
    strength: Strength::Firm,
    score: 920,
    reason: "stands in a dialog over the page or in a box that asks for consent",
    find,
    #[cfg(test)]
    drops: &[
        (
            "<div role=dialog aria-modal=true><h2>Your choice</h2><p>With nine others we count who reads this harbour's pages.</p></div><p>The ferry \
             sails again from Monday, the harbour office said. It had been away since May.</p>",
            &["Your choice", "With nine others we count who reads this harbour's pages."],
        ),
        (
            "<p>The ferry sails again from Monday, the harbour office said. It had been away since May, and the crew with it.</p><div \
             id=gdpr-consent-box><p>The harbour and nine others count who reads this.</p><button>Fine</button></div>",
            &["The harbour and nine others count who reads this.", "Fine"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<p>The ferry sails again from Monday, the harbour office said, if the wind allows.</p><button aria-controls=sizes>Sizes</button><div \
         id=sizes role=dialog><p>The small cabin has room for two, the large one for nine.</p></div>",
        "<div role=dialog><p>The ferry sails again from Monday, the harbour office said.</p></div><p>Home</p>",
        "<article class=consent-story><h1>The harbour asks</h1><p>The ferry sails again from Monday, the harbour office said.</p></article><p>It is a \
         day like any other on the island of Skagen, and nobody is about, as the harbour is far away from here.</p>",
        "<main><div class=cookies><p>Take nine eggs, a cup of sugar and the rest of the flour that is left.</p></div><p>Bake them for an hour, and \
         leave them alone until the ferry is back from the island, or they break.</p></main>",
    ],
};

/// Words of classes and ids of boxes that ask for consent; and those of the programs that make them.
const CONSENT: &[u32] = &[
    token_word("consent"),
    token_word("gdpr"),
    token_word("ccpa"),
    token_word("dsgvo"),
    token_word("rgpd"),
    token_word("onetrust"),
    token_word("cookiebot"),
    token_word("cookieconsent"),
    token_word("cookiebar"),
    token_word("cookiebanner"),
    token_word("cookienotice"),
    token_word("usercentrics"),
    token_word("didomi"),
    token_word("quantcast"),
    token_word("cmplz"),
    token_word("borlabs"),
    token_word("iubenda"),
    token_word("truste"),
    token_word("osano"),
    token_word("axeptio"),
];

/// Two words that say it together.
const COOKIES: &[u32] = &[token_word("cookie"), token_word("cookies")];
const BOXES: &[u32] = &[
    token_word("banner"),
    token_word("bar"),
    token_word("box"),
    token_word("law"),
    token_word("message"),
    token_word("modal"),
    token_word("notice"),
    token_word("notification"),
    token_word("overlay"),
    token_word("popup"),
    token_word("warning"),
];

/// Class and id tokens of one element that are looked at.
const TOKENS: usize = 64;

/// Blocks of a box among which the page's heading would stand.
const BLOCKS: usize = 8;

/// A box of consent holds at most such a part of the text outside it, one in so many words.
const PART: u64 = 2;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    if !page.html {
        return;
    }
    // Words of prose and headings before each block: boxes stand in boxes.
    let mut before = vec![(0_u64, 0_u32)];
    for (facts, block) in scan.facts.iter().zip(&page.blocks) {
        let (words, headings) = before[before.len() - 1];
        let prose = if facts.is_prose() { u64::from(facts.words) } else { 0 };
        before.push((words + prose, headings + u32::from(block.kind == BlockKind::Heading(1))));
    }
    let all = before[scan.len()].0;
    // What a drawer tells of a ware has its name again.
    let heading = (0..scan.len()).find(|&block| page.blocks[block].kind == BlockKind::Heading(1));
    let name = heading.map(|block| scan.label(block)).filter(|name| !name.is_empty());
    let names_page = |block: usize| Some(block) != heading && name == Some(scan.label(block));
    let mut done = 0;
    for it in &page.containers {
        let (first, end) = (it.blocks.0 as usize, it.blocks.1 as usize);
        let dialog = it.role == Role::Dialog && is_open(scan, it);
        let headed = before[first].1 < before[end].1 || (first..end).take(BLOCKS).any(names_page);
        if first < done || first == end || headed || !(dialog || asks_consent(scan, it)) {
            continue;
        }
        let inside = before[end].0 - before[first].0;
        let outside = all - inside;
        if outside == 0 || (dialog && inside > outside) || (!dialog && inside * PART > outside) {
            continue;
        }
        done = end;
        for block in first..end {
            if findings.whole(block).is_none() {
                hits.block(block);
            }
        }
    }
}

/// Whether a dialog stands over the page from the beginning: one that a button opens may hold a table of sizes.
fn is_open(scan: &Scan<'_>, it: &Container) -> bool {
    let page = scan.page;
    let opened = page.tokens_of(it).iter().take(TOKENS).any(|token| page.controls.binary_search(token).is_ok());
    !opened && page.blocks.get(it.blocks.0 as usize).is_some_and(|block| !block.hidden)
}

/// Whether an element is named as a box that asks for consent, and is no landmark.
fn asks_consent(scan: &Scan<'_>, it: &Container) -> bool {
    let page = scan.page;
    let tokens = &page.tokens_of(it)[..page.tokens_of(it).len().min(TOKENS)];
    let has = |names: &[u32]| tokens.iter().any(|token| names.contains(token));
    (has(CONSENT) || has(COOKIES) && has(BOXES)) && !matches!(it.role, Role::Article | Role::Main)
}
