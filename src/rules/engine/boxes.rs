//! Small boxes beside the text, known by their names: who wrote it, what it asks for.

use std::ops::Range;

use crate::page::{BlockKind, Container};
use crate::scan::Scan;

/// Blocks of the largest box.
const BLOCKS: u32 = 16;

/// A box holds at most such a part of the running text outside it, one word in so many.
const PART: u64 = 3;

/// The blocks of the outermost boxes that have a name, and the name. None holds the headline, or more text than a box has: a
/// page about such a thing is named so too.
pub(crate) fn named<T>(scan: &Scan<'_>, name: impl Fn(&Container) -> Option<T>) -> Vec<(Range<usize>, T)> {
    let page = scan.page;
    let words = |block: usize| if scan.facts[block].is_prose() { u64::from(scan.facts[block].words) } else { 0 };
    let all: u64 = (0..scan.len()).map(words).sum();
    let mut found: Vec<(Range<usize>, T)> = Vec::new();
    for it in page.containers.iter().filter(|it| it.blocks.1 - it.blocks.0 <= BLOCKS) {
        let blocks = it.blocks.0 as usize..it.blocks.1 as usize;
        let done = found.last().map_or(0, |(last, _)| last.end);
        if blocks.is_empty() || blocks.start < done {
            continue;
        }
        let Some(name) = name(it) else { continue };
        let inside: u64 = blocks.clone().map(words).sum();
        let headline = blocks.clone().any(|block| page.blocks[block].kind == BlockKind::Heading(1));
        if !headline && inside * PART <= all - inside {
            found.push((blocks, name));
        }
    }
    found
}
