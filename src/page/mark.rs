//! Inline markup of blocks: emphasis, links, images, formulas.

use std::sync::Arc;

use super::span::Span;

/// Inline markup: a span of a block, or a place in it.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) span: Span,
    pub(crate) kind: MarkKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Emphasis,
    Strong,
    Code,
    Deleted,
    Superscript,
    Subscript,
    /// A keyboard key, mark or abbreviation, which only HTML can express.
    Keyboard,
    Highlight,
    /// A link around several blocks has one mark for each; they share the address.
    Link {
        href: Arc<str>,
    },
    /// A place: the span is empty.
    Image(Box<Image>),
    /// The span is LaTeX.
    Math {
        display: bool,
    },
    /// A place: a box of a list of tasks, ticked or not.
    Task(bool),
}

/// A picture. Boxed: most marks are none, and are half as large so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Image {
    pub(crate) src: Box<str>,
    pub(crate) alt: Box<str>,
    /// Where the link around it leads.
    pub(crate) link: Option<Arc<str>>,
    pub(crate) container: u32,
    /// No text stands beside it in its block.
    pub(crate) alone: bool,
    /// A blurred one, which a sharp one of the same name follows.
    pub(crate) preview: bool,
}
