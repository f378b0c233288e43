//! The definition of a rule.

use super::findings::{Findings, Hits, Strength};
use super::labelled_scan::LabelledScan;
use crate::category::Category;

/// A recogniser of one kind of junk.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The file's name, hyphens for underscores.
    pub(crate) id: &'static str,
    /// Category of its findings, unless a finding says otherwise.
    pub(crate) category: Category,
    pub(crate) strength: Strength,
    /// Certainty, 0 to 1000.
    pub(crate) score: u16,
    /// Why such a piece is junk, for readers who do not know the code.
    pub(crate) reason: &'static str,
    pub(crate) find: fn(&LabelledScan<'_>, &Findings, &mut Hits<'_>),
    /// Flattened pages (or HTML, where they begin with `<`) and the pieces of them that the rule must find.
    #[cfg(test)]
    pub(crate) drops: &'static [(&'static str, &'static [&'static str])],
    /// Near misses: pages in which the rule must find nothing.
    #[cfg(test)]
    pub(crate) keeps: &'static [&'static str],
}

/// Rules are told apart by their ids.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}
