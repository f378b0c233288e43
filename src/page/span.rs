//! Byte ranges of a page's text.
//!
//! A span is a half-open range of UTF-8 bytes of [`Page::source`](crate::page::Page): of the input itself for
//! flattened text, of the text of all blocks for HTML. Both ends lie on character boundaries. JavaScript gets
//! UTF-16 offsets, converted in `wasm/utf16.rs` alone.

/// A half-open range of bytes: `start` is inside, `end` is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: start as u32, end: end as u32 }
    }

    pub(crate) fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn of(self, source: &str) -> &str {
        &source[self.range()]
    }

    /// The part that both have, if any.
    pub(crate) fn clip(self, other: Self) -> Option<Self> {
        let both = Self { start: self.start.max(other.start), end: self.end.min(other.end) };
        (!both.is_empty()).then_some(both)
    }

    /// The span without white space (NBSP included) at its ends.
    pub(crate) fn trim(self, source: &str) -> Self {
        let text = self.of(source);
        let start = self.start as usize + (text.len() - text.trim_start().len());
        Self::new(start, start + text.trim().len())
    }
}
