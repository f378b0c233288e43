//! The rules' view of a page: its facts and its labels.

use std::ops::{Deref, Range};

use super::policy;
use super::threads::Threads;
use crate::grammar::phrases::{self, Kinds};
use crate::page::BlockKind;
use crate::scan::Scan;

/// The facts about a page, and what the phrases say of its blocks. Only rules ask for the latter: it goes with them.
pub(crate) struct LabelledScan<'p> {
    scan: &'p Scan<'p>,
    /// By block.
    pub(crate) kinds: Vec<Kinds>,
    /// Posts, and other rows of boxes with text.
    pub(crate) threads: Threads,
    /// The blocks of a policy, where the page is one.
    policy: Range<usize>,
}

impl<'p> LabelledScan<'p> {
    pub(crate) fn of(scan: &'p Scan<'p>) -> Self {
        let mut kinds: Vec<Kinds> = Vec::with_capacity(scan.len());
        for block in 0..scan.len() {
            kinds.push(match scan.twin(block) {
                Some(twin) => kinds[twin],
                None => phrases::kinds(scan.text(block), scan.label(block)),
            });
        }
        Self { policy: policy::text_of(scan, &kinds), threads: Threads::of(scan), scan, kinds }
    }

    /// Whether a block is a sentence or a heading of a policy.
    pub(crate) fn is_clause(&self, block: usize) -> bool {
        self.policy.contains(&block)
            && (self.facts[block].words > policy::BUTTON_WORDS
                || matches!(self.page.blocks[block].kind, BlockKind::Heading(_)))
            && !self.text(block).starts_with(['©', 'ⓒ'])
    }
}

impl<'p> Deref for LabelledScan<'p> {
    type Target = Scan<'p>;

    fn deref(&self) -> &Scan<'p> {
        self.scan
    }
}
