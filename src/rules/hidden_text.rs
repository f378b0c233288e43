//! Boxes that readers do not see: `hidden`, `display: none`, `aria-hidden`, `<noscript>`.
//!
//! Menus, messages of forms and preview lines wait in the markup until a script shows them. So do the answers of accordions,
//! the panels of tabs and the rest of a long text, and those are body: a hidden box stays where a button or tab names it, where
//! its classes say what it is, and where it is one of several that each have a line in sight above them. A page that is
//! hidden for the most part is shown by a script. On WCXB's development pages hidden boxes without such a sign hold wanted text in
//! six of four hundred.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::scan::Scan;

use crate::page::token::token_word;
use crate::page::{Container, Page, Role, Tag};

pub(super) static RULE: Rule = Rule {
    id: "hidden-text",
    category: Category::Interface,
    strength: Strength::Weak,
    score: 900,
    reason: "hidden by the page, and no panel that a reader can open",
    find,
    #[cfg(test)]
    drops: &[
        (
            "<p>The ferry sails again from Monday, the harbour office said.</p><div hidden><p>Thank you for your letter to the harbour.</p></div>",
            &["Thank you for your letter to the harbour."],
        ),
        (
            "<div style='display:none'>Ferries, storms and a crane</div><p>The ferry sails again from Monday, the harbour office said.</p>",
            &["Ferries, storms and a crane"],
        ),
        (
            "<p>The ferry sails again from Monday, the harbour office said.</p><div aria-hidden=true><div class=item>Skagen</div></div>",
            &["Skagen"],
        ),
        (
            "<p>The ferry sails again from Monday, the harbour office said.</p><noscript><p>Switch scripts on to see the map.</p></noscript>",
            &["Switch scripts on to see the map."],
        ),
        (
            "<p>The ferry sails again from Monday, the harbour office said.</p><a href='#ask'>Ask</a><div id=ask role=dialog hidden>\
             What do you want to know?</div>",
            &["What do you want to know?"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<p>The ferry sails again from Monday, the harbour office said.</p><h3>When?</h3><div class='accordion-collapse collapse' hidden><p>At nine.</p></div>",
        "<p>The ferry sails again from Monday, the harbour office said.</p><div role=tabpanel style='display:none'><p>At nine.</p></div>",
        "<p>The ferry sails again from Monday, the harbour office said.</p><a href='#when'>When</a><div id=when aria-hidden=true><p>At nine.</p></div>",
        "<p>The ferry sails again from Monday, the harbour office said.</p><button aria-controls='a1'>When?</button><div id=a1 hidden>At nine.</div>",
        "<p>The ferry sails again from Monday, the harbour office said.</p><div><h4>When?</h4><div class=x1 hidden>At nine.</div></div><div><h4>Where \
         from?</h4><div class=x1 hidden>From the quay.</div></div><div><h4>How much?</h4><div class=x1 hidden>Nine crowns.</div></div>",
        "<p>Loading</p><div style='visibility:hidden'><p>The ferry sails again from Monday, the harbour office said.</p></div>",
        "<details><summary>When?</summary><p>At nine.</p></details><p>The ferry sails again from Monday, the harbour office said.</p>",
    ],
};

/// Hidden boxes of one look from which on each belongs to the line above it.
const ROWS: usize = 3;

/// Words of the longest such line.
const LINE_WORDS: u32 = 25;

/// Elements around a hidden one whose classes are asked.
const AROUND: usize = 3;

/// Class and id tokens of one element that are looked at.
const TOKENS: usize = 64;

/// Words of classes and ids of what a reader can open or move into sight.
const PANELS: &[u32] = &[
    token_word("carousel"),
    token_word("slide"),
    token_word("slider"),
    token_word("slides"),
    token_word("slick"),
    token_word("swiper"),
    token_word("accordion"),
    token_word("accordions"),
    token_word("collapse"),
    token_word("collapsed"),
    token_word("collapsible"),
    token_word("collapsable"),
    token_word("disclosure"),
    token_word("expand"),
    token_word("expandable"),
    token_word("expander"),
    token_word("faq"),
    token_word("faqs"),
    token_word("answer"),
    token_word("pane"),
    token_word("panel"),
    token_word("panels"),
    token_word("readmore"),
    token_word("spoiler"),
    token_word("tab"),
    token_word("tabs"),
    token_word("tabbed"),
    token_word("tabcontent"),
    token_word("tabpanel"),
    token_word("toggle"),
];

/// The same of what opens over the page, or holds its menus.
const LAYERS: &[u32] = &[
    token_word("dialog"),
    token_word("drawer"),
    token_word("dropdown"),
    token_word("flyout"),
    token_word("lightbox"),
    token_word("menu"),
    token_word("modal"),
    token_word("nav"),
    token_word("navbar"),
    token_word("offcanvas"),
    token_word("overlay"),
    token_word("popover"),
    token_word("popup"),
    token_word("tooltip"),
];

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    let unseen = |block: usize| page.blocks[block].hidden || page.blocks[block].noscript;
    if !page.html || !(0..scan.len()).any(unseen) {
        return;
    }
    let words = |block: usize| if scan.facts[block].is_prose() { u64::from(scan.facts[block].words) } else { 0 };
    let shown: u64 = (0..scan.len()).filter(|&block| !unseen(block)).map(words).sum();
    let rows = AnswerRows::of(scan);
    let mut found = Vec::new();
    let mut done = 0;
    for (index, it) in page.containers.iter().enumerate() {
        let (first, end) = (it.blocks.0 as usize, it.blocks.1 as usize);
        if !it.hides || first < done || first == end {
            continue;
        }
        done = end;
        if !is_panel(page, index, it) && !rows.have(scan, it) {
            found.extend((first..end).filter(|&block| page.blocks[block].hidden));
        }
    }
    found.extend((0..scan.len()).filter(|&block| page.blocks[block].noscript && !page.blocks[block].hidden));
    // What outweighs the text in sight is the page, which a script shows.
    if found.iter().map(|&block| words(block)).sum::<u64>() > shown {
        return;
    }
    for block in found {
        if findings.whole(block).is_none() {
            hits.block(block);
        }
    }
}

/// Whether a reader can open a hidden element: a panel of tabs, an answer, the rest of a text.
fn is_panel(page: &Page<'_>, index: usize, it: &Container) -> bool {
    let named =
        |it: &Container, names: &[u32]| page.tokens_of(it).iter().take(TOKENS).any(|token| names.contains(token));
    let layer = |it: &Container| matches!(it.role, Role::Dialog | Role::Menu | Role::Navigation) || named(it, LAYERS);
    if layer(it) {
        return false;
    }
    let opened = page.tokens_of(it).iter().take(TOKENS).any(|token| page.controls.binary_search(token).is_ok());
    let around = || page.ancestors(index as u32).skip(1).take(AROUND);
    opened
        || it.role == Role::Panel
        || named(it, PANELS)
        || (around().any(|(_, it)| named(it, PANELS)) && !around().any(|(_, it)| layer(it)))
}

/// The looks of hidden elements that stand each below a line in sight, as answers do below their questions.
struct AnswerRows {
    /// Sorted; as often as there are such elements.
    looks: Vec<(Tag, u16, u32)>,
}

impl AnswerRows {
    fn of(scan: &Scan<'_>) -> Self {
        let lines = scan.page.containers.iter().filter(|it| it.hides && has_line_above(scan, it));
        let mut looks: Vec<_> = lines.map(|it| look(scan.page, it)).collect();
        looks.sort_unstable();
        Self { looks }
    }

    /// Whether an element is one of several of its look.
    fn have(&self, scan: &Scan<'_>, it: &Container) -> bool {
        let own = look(scan.page, it);
        let from = self.looks.partition_point(|look| *look < own);
        has_line_above(scan, it)
            && self.looks[from..].iter().take_while(|look| **look == own).take(ROWS).count() == ROWS
    }
}

/// Tag, depth and classes of an element.
fn look(page: &Page<'_>, it: &Container) -> (Tag, u16, u32) {
    let tokens = page.tokens_of(it).iter().take(TOKENS);
    // Numbers tell ids of one kind apart; the count of tokens stays.
    (it.tag, it.depth, tokens.fold(0, |sum: u32, _| sum + 1))
}

fn has_line_above(scan: &Scan<'_>, it: &Container) -> bool {
    let Some(above) = (it.blocks.0 as usize).checked_sub(1) else { return false };
    it.blocks.0 < it.blocks.1 && !scan.page.blocks[above].hidden && scan.facts[above].words <= LINE_WORDS
}
