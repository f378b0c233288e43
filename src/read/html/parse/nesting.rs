//! A model of the tree builder's open elements, close enough to bound its work.
//!
//! A simplified copy of the standard's rules for implied end tags. When wrong it mostly believes a closed element still
//! open, and only until the enclosing one ends. When it believes an open one closed, the gate's count bounds the cost
//! ([`Nesting::hold`]).

use crate::page::{Flow, Tag};

/// Most formatting elements (`<b>`, `<font>`, `<a>` …) open at once within a cell or the body: the tree builder reopens
/// all of them in every paragraph. Real pages seldom have more than five.
const MAX_FORMATTING: usize = 12;

/// The open elements.
pub(super) struct Nesting {
    open: Vec<Tag>,
    max: usize,
    /// Dropped start tags whose end tags are still to come.
    over: usize,
    /// Formatting elements that paragraphs reopen; `None` marks the start of a cell or similar.
    formatting: Vec<Option<Tag>>,
    max_formatting: usize,
    /// Nothing may nest at present.
    held: bool,
}

impl Nesting {
    pub(super) fn new(max: usize) -> Self {
        Self {
            open: Vec::with_capacity(32),
            max,
            over: 0,
            formatting: Vec::new(),
            max_formatting: MAX_FORMATTING,
            held: false,
        }
    }

    /// Sets whether all nesting start tags are dropped.
    pub(super) fn hold(&mut self, held: bool) {
        self.held = held;
    }

    /// Ends the innermost formatting element of the current cell or body and allows no new one; returns its name.
    pub(super) fn end_formatting(&mut self) -> Option<Tag> {
        self.max_formatting = 0;
        let tag = self.formatting.pop_if(|it| it.is_some()).flatten()?;
        if let Some(at) = self.open.iter().rposition(|it| *it == tag) {
            self.open.remove(at);
        }
        Some(tag)
    }

    /// Closes the outermost table and everything in it; returns the end tags that do so, in order.
    pub(super) fn end_tables(&mut self) -> Vec<Tag> {
        let Some(outermost) = self.open.iter().position(|it| *it == Tag::Table) else { return Vec::new() };
        let ends = self.open[outermost..].iter().rev().filter(|it| is_scope(**it)).copied().collect();
        self.close_from(outermost);
        ends
    }

    /// Whether an element of this name is open.
    pub(super) fn is_open(&self, tag: Tag) -> bool {
        self.open.contains(&tag)
    }

    /// Records a start tag. Returns whether to forward it.
    pub(super) fn start(&mut self, tag: Tag, self_closing: bool) -> bool {
        if !nests(tag) {
            return true;
        }
        let foreign = self.open.iter().any(|it| is_foreign(*it));
        if self_closing && foreign {
            return true;
        }
        if self.over > 0 {
            self.over += usize::from(!end_may_be_missing(tag));
            return false;
        }
        if self.held {
            return false;
        }
        // The tree builder ignores a cell outside a table, except in SVG or MathML, where it is an ordinary element.
        if is_table_part(tag) && tag != Tag::Table && !foreign && !self.open.contains(&Tag::Table) {
            return true;
        }
        self.close_implied(tag);
        if self.open.len() >= self.max {
            self.over += usize::from(!end_may_be_missing(tag));
            return false;
        }
        if is_formatting(tag) && !self.open_formatting(tag) {
            return false;
        }
        if is_scope(tag) {
            self.formatting.push(None);
        }
        self.open.push(tag);
        true
    }

    /// Records an end tag. Returns whether to forward it.
    pub(super) fn end(&mut self, tag: Tag) -> bool {
        if !nests(tag) {
            return true;
        }
        if self.over > 0 {
            self.over -= usize::from(!end_may_be_missing(tag));
            return false;
        }
        if is_formatting(tag) {
            let mark = self.formatting.iter().rposition(Option::is_none).map_or(0, |at| at + 1);
            if let Some(at) = self.formatting[mark..].iter().rposition(|it| *it == Some(tag)) {
                self.formatting.remove(mark + at);
            }
        }
        let inline = tag.flow() == Flow::Inline;
        let parts = is_table_part(tag);
        let bound = |it: Tag| if parts { it == Tag::Table && tag != Tag::Table } else { !inline && is_scope(it) };
        let found = self.open.iter().rposition(|it| *it == tag || bound(*it));
        match found {
            // A formatting element ends alone: elements inside it stay open.
            Some(at) if self.open[at] == tag && inline => {
                self.open.remove(at);
            }
            Some(at) if self.open[at] == tag => self.close_from(at),
            _ => {}
        }
        true
    }

    /// Closes the elements whose end a start tag of this name implies.
    fn close_implied(&mut self, tag: Tag) {
        let (ends, bounds): (&[Tag], &[Tag]) = match tag {
            Tag::Li => (&[Tag::Li], &[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Dir]),
            Tag::Dt | Tag::Dd => (&[Tag::Dt, Tag::Dd], &[Tag::Dl]),
            Tag::Option | Tag::Optgroup => (&[Tag::Option], &[Tag::Select]),
            Tag::Td | Tag::Th => (&[Tag::Td, Tag::Th], &[Tag::Tr]),
            Tag::Tr => (&[Tag::Tr], &[Tag::Tbody, Tag::Thead, Tag::Tfoot]),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => (&[Tag::Tbody, Tag::Thead, Tag::Tfoot, Tag::Caption], &[]),
            Tag::Table => (&[Tag::Table], &[Tag::Td, Tag::Th, Tag::Caption]),
            Tag::Button => (&[Tag::Button], &[]),
            Tag::Rt | Tag::Rp => (&[Tag::Rt, Tag::Rp], &[Tag::Ruby]),
            _ => (&[], &[]),
        };
        if !ends.is_empty() {
            let parts = is_table_part(tag) && tag != Tag::Table;
            // Rows and cells in SVG or MathML end nothing around it.
            let scope = |it: Tag| is_scope(it) && (!parts || it == Tag::Table || is_foreign(it));
            let bound = |it: Tag| bounds.contains(&it) || (scope(it) && !ends.contains(&it));
            if let Some(at) = self.open.iter().rposition(|it| ends.contains(it) || bound(*it))
                && ends.contains(&self.open[at])
            {
                self.close_from(at);
            }
        }
        if tag.flow() == Flow::Block
            && let Some(at) = self.open.iter().rposition(|it| *it == Tag::P || is_scope(*it))
            && self.open[at] == Tag::P
        {
            self.close_from(at);
        }
    }

    fn close_from(&mut self, at: usize) {
        let scopes = self.open[at..].iter().filter(|it| is_scope(**it)).count();
        for _ in 0..scopes {
            while self.formatting.pop().is_some_and(|it| it.is_some()) {}
        }
        self.open.truncate(at);
    }

    /// Records a formatting element. Returns whether there is room for it.
    fn open_formatting(&mut self, tag: Tag) -> bool {
        let mark = self.formatting.iter().rposition(Option::is_none).map_or(0, |at| at + 1);
        if tag == Tag::A
            && let Some(at) = self.formatting[mark..].iter().rposition(|it| *it == Some(Tag::A))
        {
            // A link ends where the next begins.
            self.formatting.remove(mark + at);
            if let Some(at) = self.open.iter().rposition(|it| *it == Tag::A) {
                self.open.remove(at);
            }
        }
        let room = self.formatting.len() - mark < self.max_formatting;
        if room {
            self.formatting.push(Some(tag));
        }
        room
    }
}

/// Whether an element of this name deepens the tree until it ends. Raw-text elements cannot nest and must reach the
/// tree builder, which switches the tokenizer's state.
fn nests(tag: Tag) -> bool {
    tag.flow() != Flow::Void
        && !matches!(
            tag,
            Tag::Html
                | Tag::Head
                | Tag::Body
                | Tag::Script
                | Tag::Style
                | Tag::Title
                | Tag::Iframe
                | Tag::Textarea
                | Tag::Plaintext
                | Tag::Xmp
        )
}

/// Elements with an optional end tag.
fn end_may_be_missing(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::P
            | Tag::Li
            | Tag::Dt
            | Tag::Dd
            | Tag::Option
            | Tag::Optgroup
            | Tag::Tr
            | Tag::Td
            | Tag::Th
            | Tag::Tbody
            | Tag::Thead
            | Tag::Tfoot
            | Tag::Caption
            | Tag::Colgroup
            | Tag::Rt
            | Tag::Rp
            | Tag::Rtc
    )
}

/// Elements that hide the open elements around them from their content.
fn is_scope(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Td
            | Tag::Th
            | Tag::Caption
            | Tag::Table
            | Tag::Template
            | Tag::Object
            | Tag::Marquee
            | Tag::Svg
            | Tag::Math
    )
}

/// Elements with foreign content.
fn is_foreign(tag: Tag) -> bool {
    matches!(tag, Tag::Svg | Tag::Math)
}

fn is_table_part(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr | Tag::Td | Tag::Th | Tag::Caption | Tag::Colgroup
    )
}

fn is_formatting(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::A
            | Tag::B
            | Tag::Big
            | Tag::Code
            | Tag::Em
            | Tag::Font
            | Tag::I
            | Tag::Nobr
            | Tag::S
            | Tag::Small
            | Tag::Strike
            | Tag::Strong
            | Tag::Tt
            | Tag::U
    )
}
