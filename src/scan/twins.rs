//! Blocks with the same text.

use crate::page::Page;

/// The first block with each text: a set of their numbers with open addressing.
pub(super) struct Twins {
    /// Numbers of blocks, from 1; 0 is free.
    slots: Vec<u32>,
}

impl Twins {
    /// Slots that are looked at: texts that somebody made to meet in one slot cost no more than others.
    const PROBES: usize = 8;

    pub(super) fn of(blocks: usize) -> Self {
        Self { slots: vec![0; (blocks * 2).next_power_of_two()] }
    }

    /// The first block with the text of this one, if there is one; else it is taken for the first.
    pub(super) fn first(&mut self, page: &Page<'_>, block: usize) -> Option<usize> {
        let text = page.text(block);
        let mask = self.slots.len() - 1;
        let hash = quick_hash(text.as_bytes());
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

/// A hash that takes eight bytes at a time; only whether equal texts meet hangs on it.
fn quick_hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: [u8; 8]| (hash.rotate_left(29) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, *word));
    mix(hash, last) >> 32
}
