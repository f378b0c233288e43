//! The scorer: decides for every block that no rule claimed whether it is body.
//!
//! A small model, trained by `train/`, reads features of a block, its neighbours, its containers and the page. The page
//! type is judged from the likely blocks. Flattened text has no containers; a second pass reads the first pass's
//! likelihoods of each line's neighbours and of the lines that share its words. All arithmetic is in integers, so native
//! and WebAssembly agree bit for bit.

mod attribute;
mod board;
mod board_classes;
mod cohesion;
mod comments;
mod common;
mod cut;
pub(crate) mod forest;
mod groups;
mod head;
mod html;
mod layout;
mod measures;
mod model;
mod own_text;
mod page_type;
pub(crate) mod rows;
mod second_pass;
mod series;
mod siblings;
mod signs;
mod standfirst;
mod survey;
mod table;
mod text;
mod text_stats;
mod thread_slots;
#[cfg(feature = "training")]
pub(crate) mod training;
mod units;
mod vocabulary;

pub(crate) use attribute::{Attributed, Attribution};

use crate::cleaned::PageType;
use crate::options::Preset;
use crate::rules::Findings;
use crate::scan::Scan;
use model::Model;
use own_text::OwnText;
use rows::{CHUNK, Row, Rows};
use second_pass::SecondPass;

/// The scorer's verdict on a page.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// For each block the likelihood that it is body, 0 to 1000.
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
    let features = PageFeatures::of(scan, findings, model);
    let mut likely = features.likelihoods(scan.len(), model);
    let typed = scan.page.html && !cut::is_fragment(scan);
    let mut page_type = typed.then(|| page_type::judge(&model.types, &page_type::row(scan, &likely, &features.row(0))));
    let cut = cut::choose(scan, findings, &likely, preset);
    if let PageFeatures::Html(features) = &features {
        siblings::lift(scan, features.appearance_of(), &mut likely, cut);
        let threads = &findings.threads;
        let own = OwnText::of(scan, findings, features.own_text(), &likely, cut);
        page_type = page_type.map(|judged| page_type::settle(scan, threads, &own, judged, &likely, cut));
        if let Some(kind) = page_type.filter(|_| preset != Preset::Recall) {
            own.settle(scan, findings, kind, |block| features.is_among_paragraphs(block), &mut likely, cut);
        }
        standfirst::lift(scan, findings, &mut likely, cut);
        comments::leave_out(scan, findings, page_type, &mut likely, cut);
        thread_slots::level(scan, findings, threads, &mut likely, cut);
        units::settle(scan, threads, &mut likely, cut);
    }
    if !scan.page.html {
        series::lift(scan, findings, &mut likely, cut);
        board::lift(scan, findings, &mut likely, cut);
        board::level(scan, findings, &mut likely, cut);
        measures::lift(scan, findings, &mut likely, cut);
        cut::spare_sentences(scan, findings, &mut likely, cut);
    }
    Scores { cut, blocks: likely, page_type }
}

/// The feature source of a page, by kind of input.
enum PageFeatures<'s> {
    Html(Box<html::HtmlPageFeatures<'s>>),
    Text(Box<text::TextPageFeatures<'s>>),
}

impl<'s> PageFeatures<'s> {
    fn of(scan: &'s Scan<'s>, findings: &'s Findings, model: &Model) -> Self {
        if scan.page.html {
            Self::Html(Box::new(html::HtmlPageFeatures::of(scan, findings, &model.table)))
        } else {
            Self::Text(Box::new(text::TextPageFeatures::of(scan, findings, &model.table)))
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
            Self::Html(features) => html::fill(features, block, row),
            Self::Text(features) => text::fill(features, block, row),
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

    /// The likelihood that each block is body, in thousandths.
    fn likelihoods(&self, blocks: usize, model: &Model) -> Vec<u16> {
        /// Most blocks whose rows are kept from the first pass for the second (1.2 MB, as much as all else that is known of so
        /// many). Rows of larger pages are computed again; one development page in 200 is larger.
        const KEPT: usize = 1 << 11;
        let mut sums = vec![0; blocks];
        let filled = |nth: usize, count: usize| {
            let mut rows = Rows::new(self.width());
            (0..count).for_each(|at| self.fill(nth * CHUNK + at, &mut rows.row_mut(at)));
            rows
        };
        let second = model.second_pass().filter(|_| matches!(self, Self::Text(_)));
        let mut kept = Vec::new();
        for (nth, sums) in sums.chunks_mut(CHUNK).enumerate() {
            let rows = filled(nth, sums.len());
            model.blocks.sums(&rows, sums);
            if second.is_some() && blocks <= KEPT {
                kept.push(rows);
            }
        }
        if let (Self::Text(features), Some(forest)) = (self, second) {
            let first: Vec<u16> = sums.iter().copied().map(model::likelihood).collect();
            let second = SecondPass::of(features, &first);
            let mut kept = kept.into_iter();
            for (nth, sums) in sums.chunks_mut(CHUNK).enumerate() {
                let mut rows = kept.next().unwrap_or_else(|| filled(nth, sums.len()));
                rows.widen(second_pass::NAMES.len());
                for at in 0..sums.len() {
                    second_pass::fill(&second, nth * CHUNK + at, &mut rows.row_from(at, self.width()));
                }
                let mut more = vec![0; sums.len()];
                forest.sums(&rows, &mut more);
                sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
            }
        }
        sums.into_iter().map(model::likelihood).collect()
    }
}
