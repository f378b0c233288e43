//! Units that are kept or removed as a whole: data tables, whose numbers mean nothing without the row names; lists;
//! notes; the panels of one set of tabs; listings and boxes in the middle of the body; labels with the text that they
//! introduce.
//!
//! The forest judges each block alone and is less sure of a one-word row name than of a number with its unit.

use crate::page::token::token;
use crate::page::{BlockKind, Container, Page, Tag};
use crate::scan::Scan;

/// Blocks less likely than this are never lifted.
const LEAST: u16 = 50;

/// Notes and boxes less likely than this stay out: notices of the site.
const LEAST_BOX: u16 = 150;

/// Share of the cut, as a fraction, that suffices for a table with some cells above the cut.
const TABLE: (u64, u64) = (3, 4);

/// Most blocks of the bar beside a listing: its language, a button.
const BAR: usize = 2;

/// Classes of a page's notes section.
const NOTES: [u32; 2] = [token("footnotes"), token("endnotes")];

/// Lifts blocks to the cut, or lowers them below it, so that units stay whole.
pub(super) fn settle(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    if !scan.page.html {
        return;
    }
    tables(scan, likely, cut);
    boxes(scan.page, likely, cut);
    lists(scan, likely, cut);
    panels(scan, likely, cut);
    listings(scan.page, likely, cut);
    labels(scan.page, likely, cut);
}

/// Lifts blocks that may be body.
fn lift(likely: &mut [u16], cut: u16) {
    for it in likely.iter_mut().filter(|it| (LEAST..cut).contains(*it)) {
        *it = cut;
    }
}

/// The blocks of a container.
fn blocks_of(it: &Container) -> std::ops::Range<usize> {
    it.blocks.0 as usize..it.blocks.1 as usize
}

/// Lists and notes follow half of their words; lists of links do not.
fn lists(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    let page = scan.page;
    // Nested lists follow the outer one.
    let mut end = 0;
    for it in &page.containers {
        let blocks = blocks_of(it);
        let notes = || page.tokens_of(it).iter().any(|token| NOTES.contains(token));
        if blocks.end <= end || !(matches!(it.tag, Tag::Ul | Tag::Ol | Tag::Dl) || notes()) {
            continue;
        }
        end = blocks.end;
        let (mut all, mut kept, mut bytes, mut linked) = (0, 0, 0, 0);
        for block in blocks.clone() {
            let words = u64::from(scan.facts[block].words.max(1));
            all += words;
            kept += if likely[block] >= cut { words } else { 0 };
            bytes += page.blocks[block].span.len();
            linked += page.blocks[block].link_bytes as usize;
        }
        // Most lists of links lead elsewhere.
        let most = if linked * 2 < bytes { kept * 2 >= all } else { kept * 4 >= all * 3 };
        if kept > 0 && most {
            lift(&mut likely[blocks], cut);
        }
    }
}

/// The panels of one set of tabs are parts of one text.
fn panels(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    for set in scan.page.panels.chunk_by(|a, b| a.0 == b.0) {
        let blocks = |panel: &(u32, u32)| blocks_of(&scan.page.containers[panel.1 as usize]);
        let kept = set.iter().any(|panel| likely[blocks(panel)].iter().any(|it| *it >= cut));
        for panel in set.iter().filter(|_| kept) {
            lift(&mut likely[blocks(panel)], cut);
        }
    }
}

/// A program listing between two kept blocks is kept.
fn listings(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    let mut at = 0;
    while at < likely.len() {
        let run = page.blocks[at..].iter().take_while(|it| it.kind == BlockKind::Pre).count();
        if run == 0 {
            at += 1;
            continue;
        }
        // The bar of buttons beside it is skipped.
        let kept = |at: usize| likely[at] >= cut;
        let before = (at.saturating_sub(BAR + 1)..at).rev().any(kept);
        let after = (at + run..(at + run + BAR + 1).min(likely.len())).any(kept);
        if before && after {
            lift(&mut likely[at..at + run], cut);
        }
        at += run;
    }
}

/// Data tables follow most of their words.
fn tables(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    let page = scan.page;
    for table in &scan.data_tables {
        let blocks = blocks_of(&page.containers[*table as usize]);
        let torn =
            likely[blocks.clone()].iter().any(|it| *it >= cut) && likely[blocks.clone()].iter().any(|it| *it < cut);
        if !torn {
            continue;
        }
        let words = |block: usize| u64::from(scan.facts[block].words.max(1));
        let all: u64 = blocks.clone().map(words).sum();
        let sum: u64 = blocks.clone().map(|block| words(block) * u64::from(likely[block])).sum();
        let keep = sum * TABLE.1 >= all * u64::from(cut) * TABLE.0;
        for likely in &mut likely[blocks] {
            *likely = if keep { (*likely).max(cut) } else { (*likely).min(cut.saturating_sub(1)) };
        }
    }
}

/// A note or a warning in the middle of the body is kept.
fn boxes(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    // Nested boxes follow the outer one.
    let mut end = 0;
    for index in &page.callouts {
        let it = &page.containers[*index as usize];
        let around = &page.containers[it.parent as usize];
        let Some(before) = it.blocks.0.checked_sub(1).filter(|before| *before >= around.blocks.0) else { continue };
        if likely[before as usize] < cut || it.blocks.1 <= end {
            continue;
        }
        end = it.blocks.1;
        for likely in &mut likely[blocks_of(it)] {
            if *likely >= LEAST_BOX {
                *likely = (*likely).max(cut);
            }
        }
    }
}

/// A label follows the text below it.
fn labels(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    for &label in page.labels.iter().rev() {
        let (label, next) = (label as usize, label as usize + 1);
        let inside = next < likely.len() && likely[label] >= LEAST;
        if inside && likely[next] >= cut && likely[label] < cut {
            likely[label] = cut;
        }
    }
}
