//! Judges the blocks that no rule claimed: body or not.
//!
//! A small learned model, trained by `train/`, looks twice: first at a block, its neighbours and its containers, then at
//! what the first look said of them. Everything is integers, so that native and WebAssembly agree bit for bit.

mod attribute;
mod blob;
mod cut;
mod forest;
mod head;
mod html;
mod model;
mod page_type;
mod rows;
mod second;
mod survey;
mod table;
mod text;
mod texture;
#[cfg(feature = "training")]
pub mod training;

pub(crate) use attribute::{Attributed, Attribution};

use crate::cleaned::PageType;
use crate::features::Scan;
use crate::options::Preset;
use crate::rules::Findings;
use model::Model;
use rows::Rows;
use second::{Around, Second};

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
pub(crate) fn score(scan: &Scan<'_>, findings: &Findings, preset: Preset) -> Scores {
    if scan.len() == 0 {
        return Scores::default();
    }
    let model: &Model = if scan.page.html { &model::HTML } else { &model::TEXT };
    let looked = look(scan, findings, model);
    let cut = cut::choose(scan, &looked.likely, preset);
    Scores { blocks: looked.likely, cut, page_type: Some(page_type::best(&looked.types)) }
}

/// What both looks saw.
struct Looked {
    #[cfg_attr(not(feature = "training"), expect(dead_code, reason = "written out for training"))]
    rows: Rows,
    #[cfg_attr(not(feature = "training"), expect(dead_code, reason = "written out for training"))]
    page: Rows,
    types: [i32; page_type::TYPES],
    likely: Vec<u16>,
}

fn look(scan: &Scan<'_>, findings: &Findings, model: &Model) -> Looked {
    let (mut rows, around, base) = first_rows(scan, findings, &model.table);
    let mut sums = vec![0; scan.len()];
    model.first.sums(&rows, &mut sums);
    let first: Vec<u16> = sums.iter().map(|sum| model::likelihood(*sum)).collect();
    let page = page_type::row(scan, &first, &rows.row(0)[..base]);
    let types = page_type::judge(&model.types, &page);
    let second = Second::of(scan, &around, &first, types);
    for block in 0..scan.len() {
        second.fill(block, &mut rows.row_mut(block)[base..]);
    }
    let mut more = vec![0; scan.len()];
    model.second.sums(&rows, &mut more);
    let likely = sums.iter().zip(more).map(|(sum, more)| model::likelihood(sum.saturating_add(more))).collect();
    Looked { rows, page, types, likely }
}

/// The rows of the first look with room for the second, who shares whose fate, and how many columns the first look has.
fn first_rows(scan: &Scan<'_>, findings: &Findings, table: &table::Table) -> (Rows, Vec<Around>, usize) {
    let more = second::NAMES.len();
    let base = if scan.page.html { html::NAMES.len() } else { text::NAMES.len() };
    let fill = if scan.page.html { html::rows } else { text::rows };
    let (rows, around) = fill(scan, findings, table, base + more);
    (rows, around, base)
}
