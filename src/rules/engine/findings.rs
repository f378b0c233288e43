//! Rules, what they report, and how reports are collected.

use super::labelled_scan::LabelledScan;
use super::threads::Threads;
use crate::category::Category;
use crate::grammar::phrases::Kinds;
use crate::page::span::Span;
use crate::scan::Scan;

/// How certain the findings of a rule are. Decides what the guard and the options may undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Evidence of context or similarity. Undone where too little of the page would be left.
    Weak,
    /// Two independent signals, or a whole line that is a known label.
    Firm,
    /// A closed grammar: nothing else looks like it. Undone by the caller only.
    Closed,
}

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

/// What a rule found: a span, whole blocks or parts of one.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) rule: &'static Rule,
    pub(crate) span: Span,
    /// The rule's own, unless it says otherwise.
    pub(crate) category: Category,
}

/// No finding.
const NONE: u32 = u32::MAX;

/// What has been found so far.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// In the order of the passes.
    pub(crate) all: Vec<Finding>,
    /// For each block, the strongest finding that covers it whole: an index into `all`, or [`NONE`].
    whole: Vec<u32>,
    /// What the phrases say of each line of flattened text, for the scorer; nothing of HTML.
    pub(crate) kinds: Vec<Kinds>,
    /// Whether the page is a board's.
    pub(crate) board: bool,
    /// The threads of the page, for the scorer; rules have them in the scan.
    pub(crate) threads: Threads,
}

impl Findings {
    /// Nothing found yet on a page of so many blocks.
    pub(crate) fn new(blocks: usize) -> Self {
        Self {
            all: Vec::new(),
            whole: vec![NONE; blocks],
            kinds: Vec::new(),
            board: false,
            threads: Threads::default(),
        }
    }

    /// The finding that covers the whole block, if one does.
    pub(crate) fn whole(&self, block: usize) -> Option<&Finding> {
        self.all.get(*self.whole.get(block)? as usize)
    }

    /// The category of the finding that covers the whole block.
    pub(crate) fn category(&self, block: usize) -> Option<Category> {
        self.whole(block).map(|finding| finding.category)
    }

    /// Adds what a rule found in its pass.
    pub(crate) fn add_all(&mut self, hits: Hits<'_>) {
        for finding in hits.found {
            self.add(hits.scan, finding);
        }
    }

    fn add(&mut self, scan: &Scan<'_>, finding: Finding) {
        let blocks = &scan.page.blocks;
        let index = self.all.len() as u32;
        let first = blocks.partition_point(|b| b.span.end <= finding.span.start);
        for (block, it) in blocks.iter().enumerate().skip(first) {
            if it.span.start >= finding.span.end {
                break;
            }
            let covered = finding.span.start <= it.span.start && it.span.end <= finding.span.end;
            let stronger = self.whole(block).is_none_or(|old| old.rule.strength < finding.rule.strength);
            if covered && stronger {
                self.whole[block] = index;
            }
        }
        self.all.push(finding);
    }
}

/// Collects what a rule reports.
pub(crate) struct Hits<'p> {
    scan: &'p Scan<'p>,
    rule: &'static Rule,
    found: Vec<Finding>,
}

impl<'p> Hits<'p> {
    pub(crate) fn new(scan: &'p Scan<'p>, rule: &'static Rule) -> Self {
        Self { scan, rule, found: Vec::new() }
    }

    /// Takes back what the rule has found but should leave.
    pub(crate) fn leave(&mut self, is_left: impl Fn(Span) -> bool) {
        self.found.retain(|it| !is_left(it.span));
    }

    /// The whole block is the rule's kind of junk.
    pub(crate) fn block(&mut self, block: usize) {
        self.span(self.scan.page.blocks[block].span);
    }

    /// The whole block is junk of another category than the rule's own.
    pub(crate) fn block_as(&mut self, block: usize, category: Category) {
        self.span_as(self.scan.page.blocks[block].span, category);
    }

    /// A part of a block, or several blocks in a row.
    pub(crate) fn span(&mut self, span: Span) {
        self.span_as(span, self.rule.category);
    }

    /// A part of a block as another category than the rule's own.
    pub(crate) fn span_as(&mut self, span: Span, category: Category) {
        self.found.push(Finding { rule: self.rule, span, category });
    }
}
