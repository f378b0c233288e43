//! FNV-1a (Fowler, Noll, Vo): a hash for short texts that nobody has chosen to meet.

use std::hash::{BuildHasherDefault, Hasher};

/// How tables of the program's own words are hashed: faster than the standard way, which guards against keys that somebody
/// has chosen.
pub(crate) type Hashing = BuildHasherDefault<Fnv>;

/// FNV-1a.
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
