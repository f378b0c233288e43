//! Posts of a thread are treated alike: a slot that all of them have is kept or removed in all of them.
//!
//! The forest judges each block alone and may keep four of five texts and three of nine dates. Texts are kept if most
//! of them are; dates, names and counts are removed if some of them are. In other rows of boxes, cards of people or
//! entries of a report, names and hours stay with the texts.

use crate::page::Role;
use crate::rules::Findings;
use crate::rules::threads::{self, Threads};
use crate::scan::Scan;

/// Fewest words, on average, of a slot that holds text.
const TEXT_WORDS: u32 = 6;

/// Longest name beside a date, in words.
const NAME_WORDS: u32 = 4;

/// Texts less likely than this are never lifted.
const LEAST: u16 = 20;

/// Gives the blocks of each slot in a thread the same verdict.
pub(super) fn level(scan: &Scan<'_>, findings: &Findings, threads: &Threads, likely: &mut [u16], cut: u16) {
    rows(scan, findings, threads, likely, cut);
    if threads.is_empty() {
        return;
    }
    let kept = |likely: &[u16], block: usize| likely[block] >= cut && findings.whole(block).is_none();
    for slot in threads.each() {
        let words: u32 = slot.iter().map(|&block| scan.facts[block].words).sum();
        let kept_words: u32 =
            slot.iter().filter(|&&block| kept(likely, block)).map(|&block| scan.facts[block].words).sum();
        let gone = slot.iter().filter(|&&block| !kept(likely, block)).count();
        if gone == 0 || gone == slot.len() {
            continue;
        }
        let is_text = words >= slot.len() as u32 * TEXT_WORDS && slot.iter().any(|&block| scan.facts[block].is_prose());
        if !is_text {
            for block in slot {
                likely[block] = 0;
            }
        } else if kept_words * 3 >= words * 2 {
            for block in slot {
                if likely[block] >= LEAST {
                    likely[block] = cut.max(likely[block]);
                }
            }
        }
    }
    dates(scan, findings, threads, likely, cut);
    quotations(scan, findings, threads, likely, cut);
}

/// Rows of boxes whose texts are mostly kept: a slot is kept if half of its blocks are.
fn rows(scan: &Scan<'_>, findings: &Findings, threads: &Threads, likely: &mut [u16], cut: u16) {
    let words = |block: usize| u64::from(scan.facts[block].words);
    let kept = |likely: &[u16], block: usize| likely[block] >= cut && findings.whole(block).is_none();
    // By row: its words, and those of them that are kept.
    let mut rows: Vec<(u64, u64)> = Vec::new();
    for block in 0..scan.len() {
        let Some(row) = threads.row(block).map(|it| it as usize) else { continue };
        if rows.len() <= row {
            rows.resize(row + 1, (0, 0));
        }
        rows[row].0 += words(block);
        rows[row].1 += if kept(likely, block) { words(block) } else { 0 };
    }
    if rows.is_empty() {
        return;
    }
    for slot in threads.each_in_rows() {
        let Some((all, of_kept)) = threads.row(slot[0]).map(|row| rows[row as usize]) else { continue };
        let stay = slot.iter().filter(|&&block| kept(likely, block)).count();
        let found = slot.iter().any(|&block| findings.whole(block).is_some());
        if of_kept * 3 < all * 2 || stay == 0 || stay == slot.len() || stay * 2 < slot.len() || found {
            continue;
        }
        for block in slot {
            likely[block] = likely[block].max(cut);
        }
    }
}

/// A quotation or link preview in a box of a post: kept if it stands between two kept parts of the post.
fn quotations(scan: &Scan<'_>, findings: &Findings, threads: &Threads, likely: &mut [u16], cut: u16) {
    /// Most blocks of such a box.
    const BLOCKS: u32 = 12;
    for it in scan.page.containers.iter().filter(|it| it.role == Role::Complementary) {
        let (first, end) = (it.blocks.0 as usize, it.blocks.1 as usize);
        let before = first.checked_sub(1).filter(|_| first < end && it.blocks.1 - it.blocks.0 <= BLOCKS);
        let Some(before) = before else { continue };
        let post = &scan.page.containers[it.parent as usize];
        let own = threads.has(first) && (post.blocks.0..post.blocks.1).contains(&(before as u32));
        if !own || likely[before] < cut || !scan.facts[before].is_prose() {
            continue;
        }
        for block in first..end {
            if findings.whole(block).is_none() {
                likely[block] = likely[block].max(cut);
            }
        }
    }
}

/// The dates of a thread, including that of its first post or question, and the names beside them.
fn dates(scan: &Scan<'_>, findings: &Findings, threads: &Threads, likely: &mut [u16], cut: u16) {
    let Some(last) = (0..scan.len()).rev().find(|&block| threads.has(block)) else { return };
    let dated: Vec<usize> = (0..=last).filter(|&block| threads::is_dated(scan, block)).collect();
    let gone = |block: &&usize| likely[**block] < cut || findings.whole(**block).is_some();
    if !dated.iter().any(|block| gone(&block)) {
        return;
    }
    for block in dated {
        likely[block] = 0;
        let (first, end) = scan.page.containers[scan.page.around(block) as usize].blocks;
        let near = (block.saturating_sub(2) as u32).max(first)..(block as u32 + 3).min(end);
        for name in near.map(|it| it as usize) {
            let facts = &scan.facts[name];
            if facts.words <= NAME_WORDS && !facts.is_prose() && facts.end == crate::scan::End::Open {
                likely[name] = 0;
            }
        }
    }
}
