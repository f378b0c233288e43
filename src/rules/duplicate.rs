//! Paragraphs that stand on the page twice: the summary again below the text, a notice of two widgets.
//!
//! The first copy that readers see stays. Refrains, formulas of laws and lines of dialogue repeat too: they are short, or repeat more than once.

use std::collections::HashMap;

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::token::token_word;
use crate::page::{BlockKind, Tag};
use crate::scan::Scan;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    id: "duplicate",
    category: Category::Duplicate,
    strength: Strength::Weak,
    score: 880,
    reason: "the second copy of a paragraph that is kept",
    find,
    #[cfg(test)]
    drops: &[(
        "Eleven people were hurt, and a hundred were late, on the first day of the long weekend. They are safe.\nEleven people were hurt, and a \
             hundred were late, on the first day of the long weekend. They are safe.",
        &["Eleven people were hurt, and a hundred were late, on the first day of the long weekend. They are safe."],
    )],
    #[cfg(test)]
    keeps: &[
        "Ann\nJoined: 2019\n\nEleven people were hurt, and a hundred were late, on the first day of the long weekend. They are safe.\n\n\
         Bo\nJoined: 2020\n\nAnn wrote:\n\nEleven people were hurt, and a hundred were late, on the first day of the long weekend. They are \
         safe.\n\nSo they say.",
        "<div><h3>Oak</h3><p>It is a tree with leaves that fall in autumn, and with wood that lasts for many years in water.</p></div><div><h3>Elm</h3>\
         <p>It is a tree with leaves that fall in autumn, and with wood that lasts for many years in water.</p></div>",
        "<div class=post><b>2 May, 8:11</b><p>Does anybody know when the ferry to Skagen sails again, or is there a bus that goes there instead?</p></div>\
         <div class=post><b>3 May, 9:40</b><blockquote>Does anybody know when the ferry to Skagen sails again, or is there a bus that goes there \
         instead?</blockquote><p>It sails.</p></div><div class=post><b>9 June, 7:15</b><p>No, it has not, and I have waited here for hours.</p></div>",
        "Row, row, row your boat.\n\nRow, row, row your boat.",
        "Glory, glory, hallelujah, his truth is marching on, his truth.\nShort.\nGlory, glory, hallelujah, his truth is marching on, his truth.",
        "It rained all day long in the valley, and the road was closed. It rained.\nIt rained all day long in the valley, and the road was open. It rained.",
    ],
};

/// Shorter paragraphs repeat in verse, law and dialogue.
const WORDS: u32 = 16;

/// More copies than these are a form of the text itself.
const COPIES: usize = 2;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    // Copies have as many letters; only then are they worth comparing.
    let mut alike: HashMap<u32, Vec<usize>> = HashMap::new();
    for block in 0..scan.len() {
        if scan.facts[block].words >= WORDS && scan.facts[block].is_paragraph() && findings.whole(block).is_none() {
            alike.entry(scan.facts[block].letters).or_default().push(block);
        }
    }
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::new();
    for block in alike.into_values().filter(|blocks| blocks.len() > 1).flatten() {
        seen.entry(fold::fingerprint(scan.text(block))).or_default().push(block);
    }
    let unseen = |block: &usize| scan.page.blocks[*block].hidden || scan.page.blocks[*block].noscript;
    let mut copies: Vec<usize> = Vec::new();
    for mut blocks in seen.into_values().filter(|blocks| blocks.len() > 1 && blocks.len() <= COPIES) {
        blocks.sort_by_key(unseen);
        copies.extend(
            blocks[1..].iter().filter(|&&copy| !is_quoted(scan, copy) && !is_said_of_another(scan, blocks[0], copy)),
        );
    }
    // Boards quote.
    if copies.is_empty() || findings.board {
        return;
    }
    copies.sort_unstable();
    for block in copies {
        hits.block(block);
    }
}

/// Whether a block stands in a quotation, by its element or by its name: a post repeats what it answers.
fn is_quoted(scan: &Scan<'_>, block: usize) -> bool {
    /// Elements around it that are asked.
    const AROUND: usize = 6;
    const NAMES: &[u32] = &[token_word("quote"), token_word("quoted"), token_word("quotecontent")];
    scan.page.ancestors(scan.page.blocks[block].container).take(AROUND).any(|(_, it)| {
        it.tag == Tag::Blockquote
            || it.own_name().is_some_and(|name| name.ends_with("quote"))
            || scan.page.tokens_of(it).iter().any(|token| NAMES.contains(token))
    })
}

/// Whether two copies stand each in a box of its own below headings that differ: cards of things that are described alike.
fn is_said_of_another(scan: &Scan<'_>, first: usize, copy: usize) -> bool {
    let page = scan.page;
    let heading = |block: usize| {
        let above = block.checked_sub(1)?;
        let (it, own) = (&page.containers[page.around(above) as usize], page.around(block));
        let boxed = (it.blocks.0..it.blocks.1).contains(&(block as u32)) && !page.blocks[above].hidden;
        (boxed && own == page.around(above) && matches!(page.blocks[above].kind, BlockKind::Heading(_)))
            .then(|| scan.label(above))
    };
    let apart = page.around(first) != page.around(copy);
    page.html && apart && heading(first).zip(heading(copy)).is_some_and(|(one, other)| one != other)
}
