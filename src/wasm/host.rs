//! Patterns that JavaScript matches: the module carries no engine for them.

use super::utf16::Utf16Cursor;
use crate::options::Options;
use crate::resolve::{Match, Matcher};

/// The patterns of the call under way, which the host knows by their place in the options: those to keep first.
pub(super) struct HostPatterns {
    keep: u32,
    all: u32,
    /// Matches all patterns in a text. Three numbers a match: the pattern, and the range in UTF-16 units.
    host: fn(&str) -> Vec<u32>,
}

impl HostPatterns {
    pub(super) fn of(options: &Options, host: fn(&str) -> Vec<u32>) -> Self {
        let keep = options.keep_patterns.len() as u32;
        Self { keep, all: keep + options.drop_patterns.len() as u32, host }
    }

    pub(super) fn none() -> Self {
        Self { keep: 0, all: 0, host: |_| Vec::new() }
    }
}

impl Matcher for HostPatterns {
    fn is_empty(&self) -> bool {
        self.all == 0
    }

    fn find(&self, text: &str, found: &mut Vec<Match>) {
        let mut cursor = Utf16Cursor::new(text);
        for it in (self.host)(text).chunks_exact(3) {
            let (pattern, start, end) = (it[0], it[1] as usize, it[2] as usize);
            // Without the flag `u` a match may begin or end inside a surrogate pair: the pair has its first half's verdict.
            let (start, end) = (cursor.byte_at(start), cursor.byte_at(end));
            if pattern < self.all && start < end {
                found.push(Match { dropped_by: pattern.checked_sub(self.keep), start, end });
            }
        }
    }
}
