//! Inline markup of blocks: emphasis, links, images, formulas.

use std::sync::Arc;

use super::span::Span;
use crate::category::Category;

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
    /// It is called a logo.
    pub(crate) logo: bool,
    /// What makes it no content.
    pub(crate) junk: Option<PictureJunk>,
}

impl Image {
    /// The picture of a mark.
    pub(crate) fn of(kind: &mut MarkKind) -> Option<&mut Self> {
        if let MarkKind::Image(image) = kind { Some(image) } else { None }
    }
}

/// Kinds of pictures that are no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureJunk {
    /// A spacer, a placeholder, a tracking pixel.
    Spacer,
    Icon,
    /// The portrait of a writer or user.
    Avatar,
    /// The site's own.
    Logo,
    /// One of a row.
    Logos,
    Share,
    Advertisement,
    /// A counter of visitors or days.
    Counter,
    /// A menu that is a picture.
    Map,
}

impl PictureJunk {
    /// What it is as junk, and in words.
    pub(crate) const fn told(self) -> (Category, &'static str) {
        match self {
            Self::Spacer => (Category::Other, "a spacer, placeholder or tracking picture"),
            Self::Icon => (Category::Interface, "an icon"),
            Self::Avatar => (Category::Byline, "the portrait of a writer or user"),
            Self::Logo => (Category::Masthead, "the site's logo"),
            Self::Logos => (Category::Promotion, "one of a row of logos"),
            Self::Share => (Category::Share, "a share button"),
            Self::Advertisement => {
                (Category::Advertisement, "an advertisement: its server, or its shape or class and a link")
            }
            Self::Counter => (Category::Counter, "a counter of another site"),
            Self::Map => (Category::Navigation, "a picture with links on it"),
        }
    }
}
