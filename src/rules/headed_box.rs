//! What stands in one box with the heading of junk, and is no prose: the cards below `Customers also bought`, the offers
//! below `Read on with a subscription`.
//!
//! The heading is known by its words; the element around it says how far it reaches.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::page::token::token_word;
use crate::page::{BlockKind, Container, Role, Tag};
use crate::rules::engine::zones::Zones;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "headed-box",
    category: Category::Related,
    strength: Strength::Firm,
    score: 880,
    reason: "stands in a box whose heading says that it is not of the page",
    find,
    #[cfg(test)]
    drops: &[
        (
            "<p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May.</p><section><h2>Related articles</h2><ul><li>Bridge closed<li>Crane \
             sold</ul></section>",
            &["Bridge closed", "Crane sold"],
        ),
        (
            "<p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May.</p><div><h3>Related articles</h3><table><tr><th>Page<th>Readers<tr><td><a \
             href=/a>Bridge closed</a><td>4</table></div>",
            &["Page", "Readers", "Bridge closed", "4"],
        ),
        (
            "<p>The ferry sails again from Monday, the harbour office said.<p>It had been away since the storm in May.</p><div class=related-box><h4>Further \
             reading</h4><a href=/a>Bridge closed</a></div>",
            &["Further reading", "Bridge closed"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<p>The ferry sails again from Monday, the harbour office said.</p><section><h2>Related articles</h2><ul><li>Bridge closed</ul></section>",
        "<section><h2>Related articles</h2><p>The ferry sails again from Monday, the harbour office said.</p></section>",
        "<article><h1>Ferries</h1><p>The ferry sails again from Monday, the harbour office said.</p><h2>Related articles</h2><p>Salt, sugar, flour</p></article>",
        "<p>The ferry sails again from Monday, the harbour office said.</p><section><h2>Timetable</h2><ul><li>At nine<li>At ten</ul></section>",
    ],
};

/// Paragraphs of the page outside its boxes.
const PARAGRAPHS: usize = 2;

/// Blocks of the largest box.
const BLOCKS: usize = 60;

/// Words of the longest heading.
const HEADING_WORDS: u32 = 10;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    if !page.html {
        return;
    }
    // A page of lists is made of such boxes.
    let Some(body) = Zones::of(scan, findings).filter(|body| body.paragraphs >= PARAGRAPHS) else { return };
    let mut done = 0;
    for label in body.first..scan.len() {
        let Some(category) = heading(scan, findings, label).filter(|_| label >= done) else { continue };
        let it = &page.containers[page.around(label) as usize];
        let (first, end) = (it.blocks.0 as usize, it.blocks.1 as usize);
        let prose = |block: usize| scan.facts[block].is_prose() && findings.whole(block).is_none();
        if first != label || end - first > BLOCKS || !is_box(it) || (first..end).any(prose) {
            continue;
        }
        done = end;
        for block in first..end {
            if findings.whole(block).is_none() && page.blocks[block].kind != BlockKind::Heading(1) {
                hits.block_as(block, category);
            }
        }
    }
}

/// The kind of junk that a block heads.
fn heading(scan: &LabelledScan<'_>, findings: &Findings, block: usize) -> Option<Category> {
    if scan.facts[block].words > HEADING_WORDS {
        return None;
    }
    let weak = scan.kinds[block].weak.has(Label::Related) && is_named(scan, block);
    let category = findings.category(block).or(weak.then_some(Category::Related))?;
    let named = matches!(category, Category::Related | Category::Subscribe | Category::Paywall | Category::Promotion);
    let is_heading = matches!(scan.page.blocks[block].kind, BlockKind::Heading(_));
    let sold = is_heading && scan.kinds[block].whole.has(Label::Shop);
    if sold {
        Some(Category::Related)
    } else {
        (named && (is_heading || category != Category::Promotion)).then_some(category)
    }
}

/// Whether an element is a box on the page, and not the page or its article.
fn is_box(it: &Container) -> bool {
    !matches!(it.tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article | Tag::Table)
        && !matches!(it.role, Role::Main | Role::Article)
}

/// Whether the box around a common label says by its name what it holds.
fn is_named(scan: &Scan<'_>, block: usize) -> bool {
    const NAMES: &[u32] = &[
        token_word("related"),
        token_word("recommended"),
        token_word("recommendations"),
        token_word("popular"),
        token_word("promo"),
        token_word("trending"),
        token_word("readmore"),
        token_word("upsell"),
    ];
    let it = &scan.page.containers[scan.page.around(block) as usize];
    scan.page.tokens_of(it).iter().any(|token| NAMES.contains(token))
}
