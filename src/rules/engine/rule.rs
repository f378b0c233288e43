//! What a rule is.

use super::findings::{Findings, Hits};
use crate::category::Category;
use crate::scan::Scan;

/// How sure a rule is by its nature; what the guard and the options may undo depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Context and likeness: undone where too little of the page would be left.
    Weak,
    /// Two independent signals, or a whole line that is a known label.
    Firm,
    /// A closed grammar: nothing else looks like it. Never undone but by the user.
    Closed,
}

/// A recogniser of one kind of junk.
pub(crate) struct Rule {
    /// The file's name, hyphens for underscores.
    pub(crate) id: &'static str,
    /// What it finds, where the finding does not say otherwise.
    pub(crate) category: Category,
    pub(crate) strength: Strength,
    /// How sure it is, 0 to 1000.
    pub(crate) score: u16,
    /// Why such a piece is junk, in words, for a reader who does not know the code.
    pub(crate) reason: &'static str,
    pub(crate) find: fn(&Scan<'_>, &Findings, &mut Hits<'_>),
    /// Flattened pages (or HTML, where they begin with `<`) and the pieces of them that the rule must find.
    #[cfg(test)]
    pub(crate) drops: &'static [(&'static str, &'static [&'static str])],
    /// Near misses: pages in which the rule must find nothing.
    #[cfg(test)]
    pub(crate) keeps: &'static [&'static str],
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// Ids are unique: a test compares them with the names of the files.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}
