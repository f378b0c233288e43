//! Names what the scorer removes: the category that the surroundings suggest.

use crate::category::Category;
use crate::features::Scan;
use crate::page::{BlockKind, Role};
use crate::rules::Findings;

/// The likeliest category of a block that the scorer takes for junk.
pub(crate) fn attribute(scan: &Scan<'_>, findings: &Findings, block: usize) -> Category {
    let it = &scan.page.blocks[block];
    for (_, container) in scan.page.ancestors(it.container) {
        match container.role {
            Role::Navigation | Role::Menu | Role::Search => return Category::Navigation,
            Role::ContentInfo => return Category::Footer,
            Role::Complementary => return Category::Related,
            Role::Comment => return Category::Comments,
            _ => {}
        }
    }
    if it.kind == BlockKind::Caption {
        return Category::Caption;
    }
    if it.kind == BlockKind::Control {
        return Category::Interface;
    }
    let neighbour = |at: Option<usize>| at.and_then(|i| findings.category(i));
    let around = (neighbour(block.checked_sub(1)), neighbour(Some(block + 1)));
    match around {
        (Some(before), Some(after)) if before == after => before,
        _ if it.link_bytes as usize * 2 > it.span.len() => Category::Related,
        _ => Category::Other,
    }
}
