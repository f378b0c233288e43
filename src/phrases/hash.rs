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

    /// 32 bits, all of which depend on all of the text.
    ///
    /// A text that is no phrase is taken for one with a likelihood of 2 in a million; a page has some thousand places to
    /// look at, and then the line has to be complete, or a word has to end there.
    pub(crate) const fn value(self) -> u32 {
        ((self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
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

    /// The hash of a phrase's head; none where the phrase is shorter.
    #[cfg_attr(not(test), allow(dead_code, reason = "the build script and the tests use it"))]
    pub(crate) fn of_head(text: &str, head: usize) -> Option<u32> {
        text.as_bytes().get(..head).map(Self::of_bytes)
    }
}
