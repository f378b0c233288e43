//! What stands or falls as a whole: a table of data, whose numbers say nothing without the names of their rows; a box beside
//! the text; the label of what it opens.
//!
//! The forest judges cell by cell, and a name of one word is less surely body than a number with its unit.

use crate::page::table;
use crate::page::{Page, Tag};
use crate::scan::Scan;

/// A label or a box less likely than this stays out whatever it belongs to.
const LEAST: u16 = 50;

/// A box beside the text less likely than this stays out: a notice of the site's.
const LEAST_BOX: u16 = 200;

/// Lifts blocks to the cut, or lowers them below it, that share the fate of others.
pub(super) fn settle(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    if !scan.page.html {
        return;
    }
    tables(scan, likely, cut);
    boxes(scan.page, likely, cut);
    labels(scan.page, likely, cut);
}

/// A table of data goes with most of its words.
fn tables(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    let page = scan.page;
    for (index, it) in page.containers.iter().enumerate() {
        let blocks = it.blocks.0 as usize..it.blocks.1 as usize;
        if it.tag != Tag::Table || blocks.is_empty() || !table::is_data(page, index as u32) {
            continue;
        }
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

/// Of the cut, this share is enough for a table that has some cells above it: as a fraction.
const TABLE: (u64, u64) = (3, 4);

/// A note or a warning in the middle of the body is body.
fn boxes(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    // Boxes in a box that has been lifted are done.
    let mut end = 0;
    for index in &page.callouts {
        let it = &page.containers[*index as usize];
        let around = &page.containers[it.parent as usize];
        let Some(before) = it.blocks.0.checked_sub(1).filter(|before| *before >= around.blocks.0) else { continue };
        if likely[before as usize] < cut || it.blocks.1 <= end {
            continue;
        }
        end = it.blocks.1;
        for likely in &mut likely[it.blocks.0 as usize..it.blocks.1 as usize] {
            if *likely >= LEAST_BOX {
                *likely = (*likely).max(cut);
            }
        }
    }
}

/// A label goes with what it stands before.
fn labels(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    for &label in page.labels.iter().rev() {
        let (label, next) = (label as usize, label as usize + 1);
        let inside = next < likely.len() && likely[label] >= LEAST;
        if inside && likely[next] >= cut && likely[label] < cut {
            likely[label] = cut;
        }
    }
}
