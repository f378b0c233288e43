//! What came of the records of a file, in numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unhusk_corpus::{Made, Skip};

/// Names that are counted one by one; a crawl can make up as many types as it likes.
const NAMES: usize = 200;
const REST: &str = "other";

/// Counts of a file, or of all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Rows that are pages.
    pub(crate) pages: u64,
    /// Rows that are errors, by code.
    pub(crate) errors: BTreeMap<String, u64>,
    /// Records without a row, by what they are: `revisit`, `empty`, `status 404` …
    pub(crate) skipped: BTreeMap<String, u64>,
    /// Payloads that are no pages, by type.
    pub(crate) types: BTreeMap<String, u64>,
    /// Words of the pages.
    pub(crate) words_in: u64,
    /// Words of their bodies.
    pub(crate) words_out: u64,
}

impl Counts {
    pub(crate) fn take(&mut self, made: &Made) {
        match made {
            Made::Row { cleaned, .. } => {
                self.pages += 1;
                self.words_in += cleaned.stats.words_in as u64;
                self.words_out += cleaned.stats.words_out as u64;
            }
            Made::Failed { code, .. } => count(&mut self.errors, code, 1),
            Made::Skipped(Skip::Kind(kind)) => count(&mut self.skipped, kind, 1),
            Made::Skipped(Skip::Empty) => count(&mut self.skipped, "empty", 1),
            Made::Skipped(Skip::Status(status)) => count(&mut self.skipped, &format!("status {status}"), 1),
            Made::Skipped(Skip::Type(name)) => count(&mut self.types, name, 1),
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.pages += other.pages;
        self.words_in += other.words_in;
        self.words_out += other.words_out;
        for (to, from) in
            [(&mut self.errors, &other.errors), (&mut self.skipped, &other.skipped), (&mut self.types, &other.types)]
        {
            for (name, number) in from {
                count(to, name, *number);
            }
        }
    }
}

/// Counts a name; new ones under another where there are too many.
pub(crate) fn count(names: &mut BTreeMap<String, u64>, name: &str, number: u64) {
    let name = if names.len() < NAMES || names.contains_key(name) { name } else { REST };
    *names.entry(name.to_owned()).or_default() += number;
}
