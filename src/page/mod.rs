//! The page between reading and rendering: an ordered list of blocks with the evidence that the source offered.
//!
//! Both readers make one; no type of the HTML parser gets past it. Later stages borrow it and never change it.

mod head;
mod mark;
pub(crate) mod path;
pub(crate) mod providers;
pub(crate) mod span;
pub(crate) mod table;
mod tag;
pub(crate) mod token;

use std::borrow::Cow;

pub(crate) use head::{Head, Prop};
pub(crate) use mark::{Image, Mark, MarkKind, PictureJunk};
pub(crate) use tag::{Flow, Tag};

use providers::Provider;
use span::Span;

/// A page as the readers leave it.
#[derive(Debug, Default)]
pub(crate) struct Page<'a> {
    /// Whether it was read from HTML.
    pub(crate) html: bool,
    /// It has more elements or lines than are read one by one: the end is one text, or left out.
    pub(crate) cut: bool,
    /// The text that spans index: the input itself for text; for HTML the text of all blocks with line breaks between.
    pub(crate) source: Cow<'a, str>,
    /// In the order of the source, disjoint, none empty, no white space at the ends.
    pub(crate) blocks: Vec<Block>,
    /// Ranges inside blocks that are no part of their text, in order: the breaks of words at the ends of hard-wrapped lines.
    pub(crate) breaks: Vec<Span>,
    /// Elements that hold blocks, in document order; a parent stands before its children. The first is the root.
    /// Text has the root alone.
    pub(crate) containers: Vec<Container>,
    /// Hashes of class and id tokens; [`Container::tokens`] is a range of it.
    pub(crate) tokens: Vec<u32>,
    /// Hashes of the ids that buttons, tabs and links of the page open, sorted.
    pub(crate) controls: Vec<u32>,
    /// Inline markup, by start; only where Markdown or HTML is asked for.
    pub(crate) marks: Vec<Mark>,
    /// What only Markdown and HTML need to know of containers, by container; only where they are asked for.
    pub(crate) attributes: Vec<(u32, Attribute)>,
    /// Blocks that are the label of what follows: the name of a tab, the head of an accordion.
    pub(crate) labels: Vec<u32>,
    /// Panels of tabs: the number of their set, and the container.
    pub(crate) panels: Vec<(u32, u32)>,
    /// Containers that are boxes beside the text: warnings, footnotes.
    pub(crate) callouts: Vec<u32>,
    /// Footnotes and the blocks that refer to them.
    pub(crate) ties: Vec<Tie>,
    /// Embedded frames and players, which have no text of their own.
    pub(crate) frames: Vec<Frame>,
    /// Elements with an id, where markup is wanted.
    pub(crate) anchors: Vec<Anchor>,
    /// Links to sites whose posts and players other pages embed.
    pub(crate) provider_links: Vec<ProviderLink>,
    /// What the head and the structured data say; HTML only.
    pub(crate) head: Head,
}

/// A run of text that stands or falls together: a paragraph, heading, list item, table cell or line.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) kind: BlockKind,
    /// Innermost container; an index into [`Page::containers`].
    pub(crate) container: u32,
    /// Hidden by attribute or style.
    pub(crate) hidden: bool,
    /// Inside `<noscript>`.
    pub(crate) noscript: bool,
    /// A selector of the caller matches it: keep or drop.
    pub(crate) selected: Option<bool>,
    /// Bytes of its text inside links.
    pub(crate) link_bytes: u32,
    /// Links that begin in it.
    pub(crate) links: u16,
    /// Blank lines before it (text only).
    pub(crate) blank_before: u16,
    /// It is on the same line as the block before it (text only).
    pub(crate) goes_on: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum BlockKind {
    /// Text straight in a container; every block of flattened text.
    #[default]
    Text,
    Paragraph,
    /// Level 1 to 6.
    Heading(u8),
    ListItem,
    /// A table's cell.
    Cell,
    /// Preformatted: white space is kept.
    Pre,
    /// A figure's or a table's caption.
    Caption,
    Term,
    Definition,
    /// A button, label, option or other part of a form.
    Control,
}

impl BlockKind {
    /// The kind as a number, as the scorer's models know it: 1 to 9, headings from 11.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Text => 1,
            Self::Paragraph => 2,
            Self::ListItem => 3,
            Self::Cell => 4,
            Self::Pre => 5,
            Self::Caption => 6,
            Self::Term => 7,
            Self::Definition => 8,
            Self::Control => 9,
            Self::Heading(level) => 10 + level,
        }
    }
}

/// An element that holds blocks.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    /// Index of its parent; the root is its own.
    pub(crate) parent: u32,
    pub(crate) tag: Tag,
    /// Its position among the siblings of its name, from 1: `:nth-of-type`.
    pub(crate) nth: u32,
    /// Elements above it, the root being 0.
    pub(crate) depth: u16,
    /// Its class and id tokens: a range of [`Page::tokens`].
    pub(crate) tokens: (u32, u32),
    /// ARIA role, explicit or implied by the element.
    pub(crate) role: Role,
    /// Hash of its name and its first class, or else its id, without their digits: equal for the posts of a thread.
    pub(crate) look: u32,
    /// Its own attributes hide it.
    pub(crate) hides: bool,
    /// Blocks inside it: a range of [`Page::blocks`].
    pub(crate) blocks: (u32, u32),
    /// Fields that few containers have.
    pub(crate) rare: Option<Box<Rare>>,
}

/// Fields that few containers have, boxed: a page may have hundreds of thousands of containers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rare {
    /// Its name, for custom and unknown elements.
    pub(crate) name: Option<Box<str>>,
    /// A link, a cite or another address that identifies the provider of an embed.
    pub(crate) address: Option<Box<str>>,
}

impl Container {
    /// Its name, for custom and unknown elements.
    pub(crate) fn own_name(&self) -> Option<&str> {
        self.rare.as_ref()?.name.as_deref()
    }

    /// The address that identifies the provider of an embed.
    pub(crate) fn address(&self) -> Option<&str> {
        self.rare.as_ref()?.address.as_deref()
    }
}

/// The landmark role of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Role {
    #[default]
    None,
    Banner,
    Navigation,
    Main,
    Article,
    Complementary,
    ContentInfo,
    Search,
    Form,
    Dialog,
    Menu,
    Comment,
    /// What a tab or a question opens.
    Panel,
}

/// An attribute that matters to Markdown and HTML only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attribute {
    /// First number of an ordered list.
    Start(u32),
    /// An ordered list counts down.
    Reversed,
    /// The number of an item.
    Value(u32),
    /// A box beside the text: a note, a warning.
    Callout(Callout),
    /// Columns and rows that a cell spans.
    Span(u16, u16),
    /// Language of program code.
    Language(Box<str>),
}

/// What a box beside the text is for: the five kinds that GitHub, and Obsidian too, know by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Callout {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// A footnote and the block that refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tie {
    /// The block with the sign.
    pub(crate) sign: u32,
    /// The note: a range of [`Page::blocks`].
    pub(crate) blocks: (u32, u32),
}

/// The target of links within the page.
#[derive(Debug, Clone)]
pub(crate) struct Anchor {
    pub(crate) id: Box<str>,
    /// Where in the source it begins.
    pub(crate) at: u32,
    /// Its container; the one around it where it is none.
    pub(crate) container: u32,
}

/// A link to a site whose posts and players other pages embed.
#[derive(Debug, Clone)]
pub(crate) struct ProviderLink {
    /// Its text in the source; empty where it holds pictures only.
    pub(crate) span: Span,
    pub(crate) provider: Provider,
    /// It leads to one post.
    pub(crate) post: bool,
}

/// An embedded frame or player.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Where in the source it stands.
    pub(crate) at: u32,
    pub(crate) container: u32,
    pub(crate) src: Box<str>,
}

impl Page<'_> {
    /// Gives back what its lists have room for and do not hold: they grew by doubling, and stay to the end.
    pub(crate) fn fit(&mut self) {
        self.blocks.shrink_to_fit();
        self.containers.shrink_to_fit();
        self.tokens.shrink_to_fit();
        self.marks.shrink_to_fit();
    }

    /// The text of a block.
    pub(crate) fn text(&self, block: usize) -> &str {
        self.blocks[block].span.of(&self.source)
    }

    /// The innermost element around a block that holds others too.
    pub(crate) fn around(&self, block: usize) -> u32 {
        let mut at = self.blocks[block].container;
        while let Some(it) = self.containers.get(at as usize) {
            if it.parent == at || it.blocks.1 - it.blocks.0 > 1 {
                break;
            }
            at = it.parent;
        }
        at
    }

    /// Whether a block is a piece of a longer line.
    pub(crate) fn is_piece(&self, block: usize) -> bool {
        [block, block + 1].iter().any(|at| self.blocks.get(*at).is_some_and(|it| it.goes_on))
    }

    /// The text of an element that holds blocks: from its first block to its last.
    pub(crate) fn span_of(&self, container: &Container) -> Span {
        let blocks = &self.blocks[container.blocks.0 as usize..container.blocks.1 as usize];
        match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
            _ => Span::default(),
        }
    }

    /// The block that holds a place of the source, its end included.
    pub(crate) fn block_at(&self, at: u32) -> Option<usize> {
        self.block_from(at).filter(|block| self.blocks[*block].span.start <= at)
    }

    /// The first block that ends at a place of the source or after it.
    pub(crate) fn block_from(&self, at: u32) -> Option<usize> {
        let block = self.blocks.partition_point(|b| b.span.end < at);
        (block < self.blocks.len()).then_some(block)
    }

    /// The containers inside a container, at any depth: they follow it.
    pub(crate) fn inside(&self, container: u32) -> impl Iterator<Item = (u32, &Container)> {
        let depth = self.containers.get(container as usize).map_or(0, |it| it.depth);
        let from = container as usize + 1;
        let after = self.containers.iter().enumerate().skip(from);
        after.take_while(move |(_, it)| it.depth > depth).map(|(index, it)| (index as u32, it))
    }

    /// The containers of a block, innermost first, the root last.
    pub(crate) fn ancestors(&self, container: u32) -> impl Iterator<Item = (u32, &Container)> {
        let mut next = Some(container);
        std::iter::from_fn(move || {
            let index = next?;
            let it = self.containers.get(index as usize)?;
            next = (index != 0).then_some(it.parent);
            Some((index, it))
        })
    }

    /// The container's class and id tokens.
    pub(crate) fn tokens_of(&self, container: &Container) -> &[u32] {
        &self.tokens[container.tokens.0 as usize..container.tokens.1 as usize]
    }

    /// The parts of a span, without the [`breaks`](Self::breaks) in it.
    pub(crate) fn unbroken(&self, span: Span) -> impl Iterator<Item = Span> {
        let from = self.breaks.partition_point(|it| it.end <= span.start);
        let inside = self.breaks[from..].iter().take_while(move |it| it.start < span.end);
        let starts = inside.clone().map(|it| it.end).collect::<Vec<_>>();
        let ends = inside.map(|it| it.start).chain([span.end]);
        [span.start]
            .into_iter()
            .chain(starts)
            .zip(ends)
            .map(|(start, end)| Span { start, end })
            .filter(|it| !it.is_empty())
    }
}
