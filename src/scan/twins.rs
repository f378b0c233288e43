//! Blocks with the same text.

use crate::page::Page;
use crate::text::hash;

/// The first block with each text: a set of block numbers with open addressing.
pub(super) struct Twins {
    /// Numbers of blocks, from 1; 0 is free.
    slots: Vec<u32>,
}

impl Twins {
    /// Most slots probed, so that texts made to collide cost no more than others.
    const PROBES: usize = 8;

    pub(super) fn of(blocks: usize) -> Self {
        Self { slots: vec![0; (blocks * 2).next_power_of_two()] }
    }

    /// The first block with the text of this one, if there is one; else it is taken for the first.
    pub(super) fn first(&mut self, page: &Page<'_>, block: usize) -> Option<usize> {
        let text = page.text(block);
        let mask = self.slots.len() - 1;
        let hash = hash::quick(text.as_bytes());
        for probe in 0..Self::PROBES {
            let slot = &mut self.slots[(hash as usize).wrapping_add(probe) & mask];
            match slot.checked_sub(1) {
                Some(other) if page.text(other as usize) == text => return Some(other as usize),
                Some(_) => {}
                None => {
                    *slot = block as u32 + 1;
                    return None;
                }
            }
        }
        None
    }
}
