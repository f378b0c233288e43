//! Hashing of texts, in one place: FNV-1a (Fowler, Noll, Vo) and a faster hash for long texts.
//!
//! Two hashes live elsewhere, as their files stand alone: the build script's (`grammar/phrases/hash.rs`) and that of
//! interned names (`read/html/parse/tokenizer.rs`).

use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a for hash maps: fast, for keys an attacker cannot choose (no protection against collisions made on purpose).
pub(crate) type Hashing = BuildHasherDefault<Fnv>;

/// FNV-1a, 64 bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// FNV-1a of a text, 64 bits.
pub(crate) fn fnv(text: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.write(text.as_bytes());
    hash.finish()
}

/// Where FNV-1a begins, 32 bits.
pub(crate) const BASIS: u32 = 0x811c_9dc5;

/// One step of FNV-1a, 32 bits: a hash with one more byte, or with another hash.
pub(crate) const fn step(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x0100_0193)
}

/// [`step`] with a byte, its letters of ASCII in lower case.
pub(crate) const fn step_lower(hash: u32, byte: u8) -> u32 {
    step(hash, byte.to_ascii_lowercase() as u32)
}

/// FNV-1a of a text, 32 bits, its letters of ASCII in lower case. Another basis gives other hashes for the same texts.
pub(crate) const fn lower(basis: u32, text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = basis;
    let mut i = 0;
    while i < bytes.len() {
        hash = step_lower(hash, bytes[i]);
        i += 1;
    }
    hash
}

/// A hash of a long text, eight bytes at a time. Good for finding equal texts, nothing else.
pub(crate) fn quick(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: [u8; 8]| (hash.rotate_left(29) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, *word));
    mix(hash, last) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the test vectors of the hash's authors.
    #[test]
    fn the_hash_is_the_published_one() {
        for (text, wide, narrow) in [
            ("", 0xcbf2_9ce4_8422_2325, 0x811c_9dc5),
            ("a", 0xaf63_dc4c_8601_ec8c, 0xe40c_292c),
            ("foobar", 0x8594_4171_f739_67e8, 0xbf9c_f968),
        ] {
            assert_eq!((fnv(text), lower(BASIS, text)), (wide, narrow), "{text}");
        }
    }
}
