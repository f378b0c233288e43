//! Phrases by their hashes. The build script uses this file too, so it names nothing of the crate.

/// Bytes at the start of a phrase that make its head, by the bytes of the shortest phrase of its index: the longer a head
/// is, the fewer texts have it.
pub(crate) const fn head(shortest: usize) -> usize {
    match shortest {
        0..=4 => 4,
        5..=8 => shortest,
        _ => 8,
    }
}

/// Bits of a hash.
///
/// Each bit takes 5 KB of the program. Of 117,000 different lines of pages and references nine had a label's hash and were none,
/// before the set of heads, which lets one in eight through (of 32 bits: none).
pub(crate) const BITS: u32 = 28;

/// Sets of heads that are told apart by how long their phrases are.
pub(crate) const BUCKETS: usize = 128;

/// The set of a head, by its hash.
pub(crate) const fn bucket(head: u32) -> usize {
    (head >> 16) as usize % BUCKETS
}

/// The hash of the bytes seen so far (FNV-1a).
#[derive(Clone, Copy)]
pub(crate) struct Hash(u64);

impl Hash {
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) const fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(0x0100_0000_01b3);
    }

    /// [`BITS`] bits, all of which depend on all of the text. The factor is one with which no two labels have one hash.
    pub(crate) const fn value(self) -> u32 {
        ((self.0 ^ (self.0 >> 32)).wrapping_mul(0xae3a_2b7f_dfe0_1893) >> (64 - BITS)) as u32
    }

    pub(crate) fn of(text: &str) -> u32 {
        Self::of_bytes(text.as_bytes())
    }

    fn of_bytes(bytes: &[u8]) -> u32 {
        let mut hash = Self::new();
        for byte in bytes {
            hash.push(*byte);
        }
        hash.value()
    }

    /// The hash of a text's head, of four to eight bytes; none where the text is shorter. One multiplication: it is asked
    /// for at every word.
    pub(crate) fn of_head(text: &[u8], head: usize) -> Option<u32> {
        let number = if let Some(bytes) = text.first_chunk::<8>() {
            // What is behind the head is shifted out.
            u64::from_le_bytes(*bytes) << ((8 - head) * 8) >> ((8 - head) * 8)
        } else {
            let mut bytes = [0; 8];
            bytes[..head].copy_from_slice(text.get(..head)?);
            u64::from_le_bytes(bytes)
        };
        Some(((number ^ number >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32)
    }
}
