//! Weights of class tokens (HTML) or words (flattened text) as evidence for body: a compact hash table.

use crate::text::packed::Reader;

/// Bits of a hash stored in the table.
const HASH_BITS: u32 = 24;

/// Weights by hash.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Open addressing by the low bits of the hash. A slot holds the hash's 24 bits and the weight; 0 is free.
    slots: Vec<u32>,
    mask: u32,
}

impl Table {
    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let count = from.number()? as usize;
        let mut hashes = Vec::new();
        let mut last = 0_u32;
        for _ in 0..count {
            last = last.checked_add(from.number()?)?;
            hashes.push(last);
        }
        let weights = from.bytes()?;
        if weights.len() != count {
            return None;
        }
        let slots = (count * 2).next_power_of_two().max(2);
        let mut table = Self { slots: vec![0; slots], mask: slots as u32 - 1 };
        for (hash, weight) in hashes.into_iter().zip(weights) {
            let mut at = hash & table.mask;
            while table.slots[at as usize] != 0 {
                at = (at + 1) & table.mask;
            }
            table.slots[at as usize] = hash << 8 | u32::from(*weight);
        }
        Some(table)
    }

    /// The weight of a hash, if the table has it.
    pub(super) fn weight(&self, hash: u32) -> Option<i32> {
        let hash = hash >> (32 - HASH_BITS);
        let mut at = hash & self.mask;
        loop {
            let slot = *self.slots.get(at as usize)?;
            if slot == 0 {
                return None;
            }
            if slot >> 8 == hash {
                return Some(i32::from(slot as u8 as i8));
            }
            at = (at + 1) & self.mask;
        }
    }
}

/// The sum of regression terms over the square root of their number, as in training, so that many weak terms do not
/// outweigh a few strong ones.
pub(super) fn joined(sum: i32, terms: u32) -> i32 {
    /// Fixed-point scale of the root.
    const ROOT: u32 = 64;
    sum * ROOT as i32 / (terms.max(1) * ROOT * ROOT).isqrt() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_grows_with_the_root_of_its_number() {
        assert_eq!((joined(0, 0), joined(100, 1), joined(400, 4), joined(-900, 9)), (0, 100, 200, -300));
    }
}
