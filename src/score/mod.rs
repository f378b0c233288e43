//! Judges the blocks that no rule claimed: body or not.

mod attribute;

pub(crate) use attribute::attribute;

use crate::cleaned::PageType;
use crate::features::Scan;
use crate::page::{BlockKind, Role};
use crate::rules::Findings;

/// What the scorer thinks of a page.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// For each block, how likely it is body, 0 to 1000.
    pub(crate) blocks: Vec<u16>,
    /// Blocks below this are not body.
    pub(crate) cut: u16,
    pub(crate) page_type: Option<PageType>,
}

/// Scores every block.
pub(crate) fn score(scan: &Scan<'_>, findings: &Findings) -> Scores {
    let blocks = (0..scan.len()).map(|block| if scan.page.html { html(scan, findings, block) } else { 1000 }).collect();
    Scores { blocks, cut: 500, page_type: None }
}

fn html(scan: &Scan<'_>, _: &Findings, block: usize) -> u16 {
    let it = &scan.page.blocks[block];
    let facts = &scan.facts[block];
    let junk_role = scan.page.ancestors(it.container).any(|(_, c)| {
        matches!(
            c.role,
            Role::Navigation | Role::Complementary | Role::ContentInfo | Role::Search | Role::Dialog | Role::Menu
        )
    });
    if junk_role || it.hidden || it.kind == BlockKind::Control {
        return 100;
    }
    if it.link_bytes as usize * 2 > it.span.len() {
        return 200;
    }
    if facts.is_prose() { 900 } else { 600 }
}
