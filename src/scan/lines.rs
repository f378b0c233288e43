//! Credits and bylines of blocks. The facts rule most blocks out before a grammar reads them.

use super::Scan;
use crate::grammar::authors::{self, Byline};
use crate::grammar::credits::{self, Credit};
use crate::grammar::lexicon::{self, Section};

impl Scan<'_> {
    /// [`authors::marked`] of a block.
    pub(crate) fn byline(&self, block: usize) -> Option<Byline> {
        let facts = &self.facts[block];
        let may = facts.has(b"@") || facts.hints.has(Section::Role) || facts.hints.has(Section::By);
        if may { authors::marked(self.text(block)) } else { None }
    }

    /// [`credits::of_line`] of a block.
    pub(crate) fn credit(&self, block: usize) -> Option<Credit> {
        let text = self.text(block);
        let hints = self.facts[block].hints;
        let begins = |section| hints.has(section) && lexicon::may_begin(section, text);
        // All that `of_line` knows begins with one of these, or has one somewhere.
        let may = hints.has(Section::Agency)
            || hints.has(Section::Via)
            || begins(Section::Credit)
            || begins(Section::Source)
            || text.starts_with(|c| credits::OPENING.has(c) || matches!(c, '©' | 'ⓒ'));
        if may { credits::of_line(text) } else { None }
    }
}
