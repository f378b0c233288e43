//! What became of a piece of a page, and who decided it.

use crate::category::Category;
use crate::page::span::Span;
use crate::rules::engine::Rule;

/// What became of a piece of a block. The verdicts of a page are sorted and cover all its blocks.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) span: Span,
    pub(crate) block: u32,
    pub(crate) removal: Option<Removal>,
}

/// Why a piece is gone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Removal {
    pub(crate) category: Category,
    pub(crate) by: By,
    pub(crate) score: u16,
}

/// Who removed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Rule(&'static Rule),
    /// The reason, in words.
    Scorer(&'static str),
    Override,
    Selector,
    /// Index into [`Options::drop_patterns`](crate::options::Options::drop_patterns).
    Pattern(u32),
    /// An `include_` switch or a category to drop.
    Option,
}

impl By {
    /// Its id in the result.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.id,
            Self::Scorer(_) => "scorer",
            Self::Override => "override",
            Self::Selector => "selector",
            Self::Pattern(_) => "pattern",
            Self::Option => "option",
        }
    }
}

pub(super) fn verdict(span: Span, block: usize, removal: Option<Removal>) -> Verdict {
    Verdict { span, block: block as u32, removal }
}

pub(super) fn removal(category: Category, by: By, score: u16) -> Removal {
    Removal { category, by, score }
}
