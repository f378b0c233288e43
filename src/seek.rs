//! Short strings in short texts.
//!
//! The standard library's searcher prepares itself for every search, which costs more than the search where the text is a
//! line of a web page. These look for the first byte and compare.

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

/// Where the needle stands first.
pub(crate) fn find(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let Some((&first, _)) = needle.split_first() else { return Some(0) };
    let last = text.len().checked_sub(needle.len())?;
    let mut at = 0;
    while at <= last {
        at += text[at..=last].iter().position(|byte| *byte == first)?;
        if text[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The parts between the needles, as [`str::split`] has them. The needle must not be empty.
pub(crate) fn split<'t>(text: &'t str, needle: &'static str) -> impl Iterator<Item = &'t str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = find(text, needle) else {
            rest = None;
            return Some(text);
        };
        rest = Some(&text[at + needle.len()..]);
        Some(&text[..at])
    })
}

/// Several needles that are looked for at once. Worth it where few bytes of a text begin one.
pub(crate) struct Needles {
    needles: &'static [&'static str],
    begins: [bool; 256],
}

impl Needles {
    /// None of them may be empty.
    pub(crate) const fn new(needles: &'static [&'static str]) -> Self {
        let mut begins = [false; 256];
        let mut at = 0;
        while at < needles.len() {
            begins[needles[at].as_bytes()[0] as usize] = true;
            at += 1;
        }
        Self { needles, begins }
    }

    /// Where the first of them stands.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            at += bytes[at..].iter().position(|byte| self.begins[usize::from(*byte)])?;
            if self.needles.iter().any(|needle| bytes[at..].starts_with(needle.as_bytes())) {
                return Some(at);
            }
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_agree_with_the_standard_library() {
        for text in ["", "a", " via ", "a via b via c", " via via ", "aab", "aaab", "é via é", "a  b", "vi"] {
            for needle in [" via ", "aab", "  ", "é", "a"] {
                assert_eq!(find(text, needle), text.find(needle), "{needle:?} in {text:?}");
                let parts: Vec<_> = split(text, needle).collect();
                assert_eq!(parts, text.split(needle).collect::<Vec<_>>(), "{needle:?} in {text:?}");
            }
        }
    }

    #[test]
    fn the_first_of_several_needles_is_found() {
        static NEEDLES: Needles = Needles::new(&["Share", "Teilen", "分享"]);
        for (text, at) in [("", None), ("Sh", None), ("S Teilen Share", Some(2)), ("é分享", Some(2)), ("分", None)]
        {
            assert_eq!(NEEDLES.find(text), at, "{text}");
        }
    }
}
