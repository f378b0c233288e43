//! Judges the blocks that no rule claimed: body or not.
//!
//! A small learned model, trained by `train/`, looks at a block, its neighbours, its containers and the page; the page's
//! type is judged from the likely blocks. Everything is integers, so that native and WebAssembly agree bit for bit. A second
//! look at the first one's scores was tried and gained nothing (`train/REPORT.md`).

mod attribute;
mod cut;
mod forest;
mod head;
mod html;
mod lie;
mod model;
mod page_type;
mod rows;
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
    let rows = rows(scan, findings, model);
    let likely = look(&rows, model);
    let typed = scan.page.html && !cut::is_fragment(scan);
    let page_type = typed.then(|| page_type::judge(&model.types, &page_type::row(scan, &likely, rows.row(0))));
    Scores { cut: cut::choose(scan, findings, &likely, preset), blocks: likely, page_type }
}

fn rows(scan: &Scan<'_>, findings: &Findings, model: &Model) -> Rows {
    if scan.page.html { html::rows(scan, findings, &model.table) } else { text::rows(scan, findings, &model.table) }
}

/// How likely each row's block is body, in thousandths.
fn look(rows: &Rows, model: &Model) -> Vec<u16> {
    let mut sums = vec![0; rows.cells.len() / rows.width.max(1)];
    model.blocks.sums(rows, &mut sums);
    sums.into_iter().map(model::likelihood).collect()
}
