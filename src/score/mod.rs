//! Judges the blocks that no rule claimed: body or not.
//!
//! A small learned model, trained by `train/`, looks at a block, its neighbours, its containers and the page; the page's
//! type is judged from the likely blocks. Flattened text, which has no containers, gets a second look at what the first one made of
//! each line's neighbours. Everything is integers, so that native and WebAssembly agree bit for bit.

mod again;
mod alike;
mod attribute;
mod board;
mod comments;
mod common;
mod cut;
mod even;
pub(crate) mod forest;
mod groups;
mod head;
mod html;
mod lie;
mod model;
mod page_type;
pub(crate) mod rows;
mod series;
mod signs;
mod standfirst;
mod survey;
mod table;
mod text;
mod texture;
#[cfg(feature = "training")]
pub(crate) mod training;
mod vocabulary;
mod whole;

pub(crate) use attribute::{Attributed, Attribution};

use crate::cleaned::PageType;
use crate::options::Preset;
use crate::rules::Findings;
use crate::rules::threads::Threads;
use crate::scan::Scan;
use again::Again;
use model::Model;
use rows::{CHUNK, Row, Rows};

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
    let ground = Ground::of(scan, findings, model);
    let mut likely = ground.look(scan.len(), model);
    let typed = scan.page.html && !cut::is_fragment(scan);
    let mut page_type = typed.then(|| page_type::judge(&model.types, &page_type::row(scan, &likely, &ground.row(0))));
    let cut = cut::choose(scan, findings, &likely, preset);
    if let Ground::Html(ground) = &ground {
        alike::join(scan, ground.alike(), &mut likely, cut);
        let threads = Threads::of(scan);
        page_type = page_type.map(|judged| page_type::settle(scan, &threads, judged, &likely, cut));
        standfirst::lift(scan, findings, &mut likely, cut);
        comments::leave_out(scan, findings, page_type, &mut likely, cut);
        even::out(scan, findings, &threads, &mut likely, cut);
    }
    if !scan.page.html {
        series::lift(scan, findings, &mut likely, cut);
        board::lift(scan, findings, &mut likely, cut);
    }
    whole::settle(scan, &mut likely, cut);
    Scores { cut, blocks: likely, page_type }
}

/// What the features of a page's blocks are made from.
enum Ground<'s> {
    Html(Box<html::Ground<'s>>),
    Text(Box<text::Ground<'s>>),
}

impl<'s> Ground<'s> {
    fn of(scan: &'s Scan<'s>, findings: &'s Findings, model: &Model) -> Self {
        if scan.page.html {
            Self::Html(Box::new(html::Ground::of(scan, findings, &model.table)))
        } else {
            Self::Text(Box::new(text::Ground::of(scan, findings, &model.table)))
        }
    }

    fn width(&self) -> usize {
        match self {
            Self::Html(_) => html::NAMES.iter().map(|it| it.len()).sum(),
            Self::Text(_) => text::NAMES.iter().map(|it| it.len()).sum(),
        }
    }

    fn fill(&self, block: usize, row: &mut Row<'_>) {
        match self {
            Self::Html(ground) => html::fill(ground, block, row),
            Self::Text(ground) => text::fill(ground, block, row),
        }
    }

    fn row(&self, block: usize) -> Vec<i16> {
        let mut rows = Rows::new(self.width());
        self.fill(block, &mut rows.row_mut(0));
        rows.row(0)
    }

    /// The rows of all blocks, one after the other.
    #[cfg(feature = "training")]
    fn all_rows(&self, blocks: usize) -> Vec<i16> {
        let mut rows = Rows::new(self.width());
        let row = |block| {
            self.fill(block, &mut rows.row_mut(0));
            rows.row(0)
        };
        (0..blocks).flat_map(row).collect()
    }

    /// How likely each block is body, in thousandths.
    fn look(&self, blocks: usize, model: &Model) -> Vec<u16> {
        /// Blocks of the largest page whose rows are kept from the first look for the second: 5 MB. Rows of larger pages are
        /// filled again.
        const KEPT: usize = 1 << 14;
        let mut sums = vec![0; blocks];
        let filled = |nth: usize, count: usize| {
            let mut rows = Rows::new(self.width());
            (0..count).for_each(|at| self.fill(nth * CHUNK + at, &mut rows.row_mut(at)));
            rows
        };
        let second = model.again().filter(|_| matches!(self, Self::Text(_)));
        let mut kept = Vec::new();
        for (nth, sums) in sums.chunks_mut(CHUNK).enumerate() {
            let rows = filled(nth, sums.len());
            model.blocks.sums(&rows, sums);
            if second.is_some() && blocks <= KEPT {
                kept.push(rows);
            }
        }
        if let (Self::Text(ground), Some(forest)) = (self, second) {
            let first: Vec<u16> = sums.iter().copied().map(model::likelihood).collect();
            let again = Again::of(ground, &first);
            let mut kept = kept.into_iter();
            for (nth, sums) in sums.chunks_mut(CHUNK).enumerate() {
                let mut rows = kept.next().unwrap_or_else(|| filled(nth, sums.len()));
                rows.widen(again::NAMES.len());
                for at in 0..sums.len() {
                    again::fill(&again, nth * CHUNK + at, &mut rows.row_from(at, self.width()));
                }
                let mut more = vec![0; sums.len()];
                forest.sums(&rows, &mut more);
                sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            }
        }
        sums.into_iter().map(model::likelihood).collect()
    }
}
