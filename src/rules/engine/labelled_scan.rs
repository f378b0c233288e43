//! The rules' view of a page: its facts and its labels.

use std::ops::Deref;

use crate::grammar::phrases::{self, Kinds};
use crate::scan::Scan;

/// The facts about a page, and what the phrases say of its blocks. Only rules ask for the latter: it goes with them.
pub(crate) struct LabelledScan<'p> {
    scan: &'p Scan<'p>,
    /// By block.
    pub(crate) kinds: Vec<Kinds>,
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
        Self { scan, kinds }
    }
}

impl<'p> Deref for LabelledScan<'p> {
    type Target = Scan<'p>;

    fn deref(&self) -> &Scan<'p> {
        self.scan
    }
}
