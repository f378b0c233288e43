//! Lists of the page's own headings: `Contents` / `Introduction` / `Model`.
//!
//! Each item is a link and repeats a heading below.

use std::collections::HashSet;

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::{BlockKind, Tag};
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "contents-list",
    category: Category::Navigation,
    strength: Strength::Firm,
    score: 900,
    reason: "a link of a list that repeats the page's headings",
    find,
    #[cfg(test)]
    drops: &[(
        "<div><h2>Inside</h2><ul><li><a href=#a>The quay</a><li><a href=#b>The crew</a></ul></div><h2 id=a>The quay</h2><p>The ferry sails again from Monday, \
         they said.</p><h2 id=b>The crew</h2><p>The crew is well, the doctor of the harbour said.</p>",
        &["Inside", "The quay", "The crew"],
    )],
    #[cfg(test)]
    keeps: &[
        "<ul><li>The quay<li>The crew</ul><h2>The quay</h2><p>The ferry sails again from Monday, they said.</p><h2>The crew</h2><p>It is well.</p>",
        "<p>It has two parts.</p><ul><li><a href=/a>The quay</a><li><a href=/b>The sea</a></ul><h2>The quay</h2><p>The ferry sails again, they said.</p>",
    ],
};

/// Items of the shortest such list.
const ITEMS: usize = 2;

/// Words of the longest heading of the list.
const HEADING_WORDS: u32 = 4;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    if !page.html {
        return;
    }
    let is_heading = |block: usize| matches!(page.blocks[block].kind, BlockKind::Heading(_));
    let headings: HashSet<&str> = (0..scan.len())
        .filter(|&block| is_heading(block))
        .map(|block| scan.label(block))
        .filter(|it| !it.is_empty())
        .collect();
    if headings.len() < ITEMS {
        return;
    }
    let linked = |block: usize| page.blocks[block].link_bytes as usize * 2 > page.blocks[block].span.len();
    let repeats = |block: usize| !is_heading(block) && linked(block) && headings.contains(scan.label(block));
    let mut done = 0;
    for it in page.containers.iter().filter(|it| matches!(it.tag, Tag::Ul | Tag::Ol | Tag::Nav | Tag::Div)) {
        let (first, end) = (it.blocks.0 as usize, it.blocks.1 as usize);
        // Most elements begin with something else: those are not looked through.
        if first < done || first == end || !repeats(first) && !(first + 1 < end && repeats(first + 1)) {
            continue;
        }
        let same =
            (first..end).take_while(|&block| repeats(block) || block == first || !is_heading(block) && linked(block));
        let run: Vec<usize> = same.collect();
        let found = run.iter().filter(|&&block| repeats(block)).count();
        if found < ITEMS || found * 3 < run.len() * 2 || run.len() < end - first {
            continue;
        }
        done = end;
        let above = first.checked_sub(1).filter(|&block| is_heading(block) && scan.facts[block].words <= HEADING_WORDS);
        let above = above.filter(|&block| {
            page.around(block) == page.containers[page.blocks[first].container as usize].parent
                || heads(scan, block, first)
        });
        above
            .into_iter()
            .chain(run)
            .filter(|&block| findings.whole(block).is_none())
            .for_each(|block| hits.block(block));
    }
}

/// Whether a heading and a list stand in one box of their own.
fn heads(scan: &Scan<'_>, heading: usize, first: usize) -> bool {
    let it = &scan.page.containers[scan.page.around(heading) as usize];
    it.blocks.0 as usize == heading && (it.blocks.0 as usize..it.blocks.1 as usize).contains(&first)
}
