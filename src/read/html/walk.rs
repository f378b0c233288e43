//! The walk over the tree: elements open and close, blocks end.
//!
//! It keeps its own stack, so deep pages need no native stack. A block ends where a block-level element begins or ends, and
//! at two line breaks in a row.

use std::borrow::Cow;
use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::Node;
use scraper::node::Element;

use super::attrs::{Attrs, address_of, attr, flow_of, has_token, is_hidden, kind_of, role_of, tag_of};
use super::callout::callout_of;
use super::junk_picture;
use super::listing::{self, White};
use super::math;
use super::unseen;
use crate::page::span::Span;
use crate::page::token::{token, token_words};
use crate::page::{Attribute, Block, BlockKind, Container, Flow, MarkKind, Page, Rare, Role, Tag};

/// An open element.
pub(super) struct Open {
    pub(super) tag: Tag,
    pub(super) name: Option<Box<str>>,
    /// Its place among its siblings of the same name.
    pub(super) nth: u32,
    /// Its container, once it is one.
    pub(super) container: Option<u32>,
    /// Siblings seen below it, by name.
    pub(super) children: Vec<(Tag, u32)>,
    /// Siblings whose names are not in [`Tag`].
    pub(super) named_children: Option<HashMap<Box<str>, u32>>,
    pub(super) hidden: bool,
    /// Its own attributes hide it.
    pub(super) hides: bool,
    pub(super) noscript: bool,
    pub(super) selected: Option<bool>,
    pub(super) white: White,
    /// It is the box of a line in preformatted text; the number of line breaks due when it opened.
    pub(super) line: Option<u8>,
    /// It is a list of tasks, or one of them.
    pub(super) tasks: bool,
    /// It is a drop cap: its letter begins the next word.
    pub(super) initial: bool,
    /// Its text stands alone.
    pub(super) block: bool,
    pub(super) link: bool,
    /// A closing bracket is due at its end.
    pub(super) bracket: bool,
    /// Number of inline marks that it opened.
    pub(super) marks: u8,
    /// Statement that ends with it: an index into `head.props`.
    pub(super) prop: Option<u32>,
    /// Link to a provider that ends with it: an index into `provider_links`.
    pub(super) provider_link: Option<u32>,
    pub(super) kind: BlockKind,
    /// Length of the text when it opened.
    pub(super) from: usize,
}

/// Classes of a page's notes section.
const FOOTNOTES: &[&str] = &["footnotes", "endnotes", "footnote"];

/// Most characters of a drop cap: one letter, a quotation mark before it.
const INITIAL_CHARS: usize = 2;

/// Whether classes mark a task list or one of its items.
fn is_tasks(list: &str) -> bool {
    let tasks = ["task-list", "task-list-item", "contains-task-list", "to-do-list", "todo", "todo-list", "checklist"];
    has_token(list, &tasks)
}

/// Whether classes mark a drop cap.
fn is_initial(list: &str) -> bool {
    list.split_ascii_whitespace().any(|name| {
        ["dropcap", "drop-cap", "drop_cap", "initial", "first-letter", "firstletter", "lettrine", "initial-letter"]
            .iter()
            .any(|it| name.eq_ignore_ascii_case(it))
    })
}

/// Whether an inline element can be drawn as a box: not a superscript or subscript, not ruby text.
fn may_join(tag: Tag) -> bool {
    !matches!(tag, Tag::Sup | Tag::Sub | Tag::Rt | Tag::Rp | Tag::Rtc | Tag::Wbr | Tag::Br | Tag::Img)
}

/// Appearance of an element among its siblings: a hash of its name and its first class, or else its id, without digits.
fn look_of(tag: Tag, attrs: &Attrs<'_>) -> u32 {
    let first = |list: Option<&str>| -> Option<u32> {
        let name = list?.split_ascii_whitespace().next()?;
        let letters = name.bytes().filter(|byte| !byte.is_ascii_digit());
        Some(letters.fold(1, |hash: u32, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte))))
    };
    let named = first(attrs.class).or_else(|| first(attrs.id)).unwrap_or(0);
    named.wrapping_mul(257).wrapping_add(tag as u32)
}

/// Ids at a link: its own, those of the boxes around it and of the anchors before it.
pub(super) const LINK_IDS: usize = 6;

/// A link within the page: it may be a footnote's reference or backlink.
pub(super) struct InnerLink {
    /// The id of its target.
    pub(super) target: u32,
    pub(super) ids: [u32; LINK_IDS],
    pub(super) block: u32,
    pub(super) container: u32,
    /// It may be a reference: short, behind text.
    pub(super) sign: bool,
}

#[derive(Default)]
pub(super) struct Walk {
    pub(super) page: Page<'static>,
    /// From this many blocks on, line breaks end no block.
    pub(super) most_broken: usize,
    pub(super) out: String,
    pub(super) open: Vec<Open>,
    pub(super) selected: HashMap<NodeId, bool>,
    pub(super) want_marks: bool,
    /// Child lists of closed elements, for reuse.
    pub(super) spare: Vec<Vec<(Tag, u32)>>,
    /// Number of open elements without text.
    pub(super) skip: usize,
    /// Start of the current block.
    pub(super) start: usize,
    /// White space is due before the next text.
    pub(super) gap: bool,
    /// Line breaks are due before the next text.
    pub(super) breaks: u8,
    /// … and the box of a line has ended; a line break in the source belongs to it.
    pub(super) boxed: bool,
    /// The open preformatted text consists of lines.
    pub(super) lines: bool,
    /// A column of line numbers stood before this cell.
    pub(super) numbered: bool,
    /// Footnotes taken out of the current paragraph, and the targets of their references.
    pub(super) notes_due: Vec<(NodeId, String)>,
    /// Number of them so far.
    pub(super) notes_met: u32,
    /// One of them is being read.
    pub(super) note_open: bool,
    /// Links within the page that may be footnotes' references and backlinks.
    pub(super) inner_links: Vec<InnerLink>,
    /// Panels of tabs further down, with the number of their set and their name.
    pub(super) panels: HashMap<NodeId, (u32, String)>,
    /// Number of tab lists examined so far.
    pub(super) tab_lists: u32,
    /// A drop cap waiting for its word.
    pub(super) initial: String,
    /// Handling of formulas in the text, by the page's scripts.
    pub(super) scripts: math::Scripts,
    /// End of the last inline element with text, and start of one that directly followed another.
    pub(super) ended: usize,
    pub(super) joint: usize,
    pub(super) links_open: u16,
    pub(super) link_bytes: u32,
    pub(super) links: u16,
    /// Index of the first mark of the current block.
    pub(super) settled: usize,
    /// Open inline marks and where each began in the block under way.
    pub(super) marks: Vec<(MarkKind, usize)>,
}

/// Most blocks that line breaks may end: a fixed number and one per so many bytes. Text with kept line breaks may have
/// one in three bytes; blocks that elements end are bounded by the size of the tree. Development pages have a block in
/// 75 bytes.
const FREE_BLOCKS: usize = 4_000;
const BYTES_PER_BLOCK: usize = 16;

impl Walk {
    /// A walk over a page of `bytes` bytes.
    pub(super) fn new(bytes: usize, selected: HashMap<NodeId, bool>, want_marks: bool) -> Self {
        // Text is seldom more than an eighth of a page.
        let capacity = bytes / 8;
        Self {
            most_broken: FREE_BLOCKS + bytes / BYTES_PER_BLOCK,
            page: Page { html: true, ..Page::default() },
            out: String::with_capacity(capacity),
            open: Vec::with_capacity(64),
            selected,
            want_marks,
            ..Self::default()
        }
    }

    pub(super) fn open(&mut self, id: NodeId, element: &Element, node: &ego_tree::NodeRef<'_, Node>) {
        if self.skip > 0 {
            self.skip += 1;
            return;
        }
        let name = element.name();
        let tag = tag_of(element);
        let flow = flow_of(tag, element, node);
        if flow == Flow::Skip {
            self.skip += 1;
            self.skipped(tag, element, node);
            return;
        }
        let attrs = Attrs::by(element);
        self.controls(&attrs);
        self.inner_link(tag, &attrs, node);
        let parent_hides = self.open.last().is_some_and(|parent| parent.hidden);
        if self.is_taken(tag, element, &attrs, node)
            || (flow == Flow::Inline && !parent_hides && unseen::is_unseen(tag, &attrs, node))
        {
            self.skip += 1;
            return;
        }
        let own_name: Option<Box<str>> = matches!(tag, Tag::Custom | Tag::Unknown).then(|| name.into());
        let nth = self.count(tag, own_name.as_deref());
        let (mut hidden, mut noscript, mut selected) = (false, tag == Tag::Noscript, None);
        let (mut white, mut lines) = (White::Fold, false);
        let mut kind = BlockKind::Text;
        if let Some(parent) = self.open.last() {
            hidden = parent.hidden;
            noscript |= parent.noscript;
            selected = parent.selected;
            white = parent.white;
            lines = white == White::Keep && self.lines;
            kind = parent.kind;
        }
        let hides = is_hidden(&attrs);
        hidden |= hides;
        if !self.selected.is_empty() {
            selected = self.selected.get(&id).copied().or(selected);
        }
        let initial = flow == Flow::Block && attrs.class.is_some_and(is_initial) && self.marks_one_letter(node);
        let toolbar = white == White::Keep && listing::is_toolbar(tag, node);
        let line = if lines { !toolbar && listing::is_line(tag, &attrs) } else { listing::is_verse(tag, node) };
        let line = line.then(|| self.begin_line());
        let flow = if line.is_some() || initial || lines && listing::is_in_line(tag) { Flow::Inline } else { flow };
        let mut flow = flow;
        if tag == Tag::Button || toolbar {
            white = White::Fold;
        } else if white != White::Keep {
            white = self.white_of(tag, &attrs, node).unwrap_or(white);
            // A listing of its own, whatever its name; what a browser copies has its computed display in its style.
            let boxed = may_join(tag) && line.is_none() && !initial && listing::is_drawn_as_block(&attrs);
            if tag == Tag::Code && white == White::Keep || flow == Flow::Inline && boxed {
                flow = Flow::Block;
            }
        }
        if flow == Flow::Block {
            self.flush();
            kind = self.kind_of(tag, toolbar, kind);
        } else if self.ended == self.out.len() && may_join(tag) {
            self.joint = self.ended;
        }
        self.open.push(Open {
            tag,
            name: own_name,
            nth,
            container: None,
            children: self.spare.pop().unwrap_or_default(),
            named_children: None,
            hidden,
            hides,
            noscript,
            selected,
            white,
            line,
            tasks: matches!(tag, Tag::Ul | Tag::Li) && attrs.class.is_some_and(is_tasks),
            initial,
            block: flow == Flow::Block,
            link: false,
            bracket: false,
            marks: 0,
            prop: None,
            provider_link: None,
            kind,
            from: self.out.len(),
        });
        if flow == Flow::Block {
            self.contain(element, &attrs);
        }
        if flow == Flow::Block {
            self.callout(tag, &attrs, node);
            self.name_panel(id);
        }
        self.label(tag, element, &attrs);
        if self.want_marks {
            self.attributes(tag, element, node);
            self.anchor(tag, element);
        }
        self.inline(tag, element, node);
        self.head(tag, element);
        self.prop(tag, element, &attrs);
    }

    /// Whether an element's text is written elsewhere or not at all: a generated control, a note, the names of tabs.
    fn is_taken(&mut self, tag: Tag, element: &Element, attrs: &Attrs<'_>, node: &ego_tree::NodeRef<'_, Node>) -> bool {
        self.replaced(tag, element, attrs, node)
            || self.inline_note(tag, element, attrs, node)
            || self.takes_tabs(tag, attrs, node)
            || self.radio_panel(tag, element, node)
    }

    /// The kind of the blocks in a new element.
    fn kind_of(&self, tag: Tag, toolbar: bool, inherited: BlockKind) -> BlockKind {
        match tag {
            _ if toolbar => BlockKind::Control,
            // The box of a task and its words.
            Tag::Label if self.open.iter().rev().take(2).any(|it| it.tasks) => inherited,
            _ => kind_of(tag, inherited),
        }
    }

    pub(super) fn close(&mut self) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.open.last().is_some_and(|open| open.bracket) {
            self.text(")");
        }
        self.end_line();
        let Some(open) = self.open.last() else { return };
        let initial = open.initial;
        let (container, link, marks, prop) = (open.container, open.link, open.marks, open.prop);
        let provider_link = open.provider_link;
        let block = open.block;
        if block {
            self.flush();
        } else if self.out.len() > open.from {
            self.ended = if may_join(open.tag) { self.out.len() } else { 0 };
        }
        for _ in 0..marks {
            self.end_mark();
        }
        if link {
            self.links_open = self.links_open.saturating_sub(1);
        }
        if let Some(prop) = prop {
            let end = self.out.trim_end().len();
            let it = &mut self.page.head.props[prop as usize];
            it.span.end = (end as u32).max(it.span.start);
        }
        if let Some(index) = provider_link {
            let end = self.out.trim_end().len() as u32;
            let it = &mut self.page.provider_links[index as usize];
            it.span.end = end.max(it.span.start);
        }
        if let Some(container) = container {
            self.page.containers[container as usize].blocks.1 = self.page.blocks.len() as u32;
        }
        if let Some(mut closed) = self.open.pop() {
            closed.children.clear();
            self.spare.push(closed.children);
        }
        // Alone in its box, a drop cap waits for its word.
        if initial && self.breaks == 0 {
            let letter = self.out.split_off(self.start);
            if letter.chars().count() <= INITIAL_CHARS {
                self.initial = letter;
            } else {
                self.out.push_str(&letter);
            }
        }
    }

    /// Records a callout, or a part of the page's notes.
    fn callout(&mut self, tag: Tag, attrs: &Attrs<'_>, node: &ego_tree::NodeRef<'_, Node>) {
        let notes = matches!(attrs.role, Some("doc-endnotes" | "doc-footnote"))
            || tag == Tag::Div && attrs.class.is_some_and(|list| list.contains("note") && has_token(list, FOOTNOTES));
        let kind = callout_of(tag, attrs, node);
        if !notes && kind.is_none() {
            return;
        }
        let container = self.container();
        self.page.callouts.push(container);
        if self.want_marks {
            self.page.attributes.extend(kind.map(|kind| (container, Attribute::Callout(kind))));
        }
    }

    /// Records the label of an expandable part: a summary, an accordion's button, a callout's title.
    fn label(&mut self, tag: Tag, element: &Element, attrs: &Attrs<'_>) {
        let opens = |key| attr(element, key).is_some();
        let titles = [
            "admonition-title",
            "alert-title",
            "callout-title",
            "markdown-alert-title",
            "custom-block-title",
            "admonitionHeading",
        ];
        let label = match tag {
            Tag::Summary => true,
            Tag::A => {
                let toggle = attr(element, "data-toggle").or_else(|| attr(element, "data-bs-toggle"));
                self.out.len() == self.start && (toggle == Some("collapse") || opens("aria-expanded"))
            }
            Tag::Button => (opens("aria-expanded") || opens("aria-controls")) && !opens("aria-haspopup"),
            Tag::P | Tag::Div => attrs.class.is_some_and(|list| list.contains('-') && has_token(list, &titles)),
            _ => false,
        };
        let at = self.page.blocks.len() as u32;
        if label && self.page.labels.last() != Some(&at) {
            self.page.labels.push(at);
        }
    }

    /// The handling of white space inside an element, if it changes.
    fn white_of(&mut self, tag: Tag, attrs: &Attrs<'_>, node: &ego_tree::NodeRef<'_, Node>) -> Option<White> {
        let white = match tag {
            Tag::Table if listing::is_listing(node) => Some(White::Keep),
            Tag::Tr => {
                self.numbered = false;
                None
            }
            // The cell beside a column of numbers.
            Tag::Td if std::mem::take(&mut self.numbered) && listing::holds_lines(node) => Some(White::Keep),
            _ => listing::white_of(tag, attrs, node),
        };
        if white == Some(White::Keep) {
            self.lines = listing::holds_lines(node);
        }
        white
    }

    /// Whether an element with a drop cap's class holds one letter, perhaps with a quotation mark.
    fn marks_one_letter(&self, node: &ego_tree::NodeRef<'_, Node>) -> bool {
        /// Most nodes of a drop cap's box.
        const NODES: usize = 8;
        let texts = node.descendants().take(NODES).filter_map(|it| it.value().as_text());
        let letters: usize = texts.map(|it| it.text.trim().chars().take(INITIAL_CHARS + 1).count()).sum();
        self.out.len() == self.start && (1..=INITIAL_CHARS).contains(&letters)
    }

    /// Begins the box of a line, on a new line. Returns the number of line breaks due.
    fn begin_line(&mut self) -> u8 {
        if self.out.len() > self.start && !self.out.ends_with('\n') {
            self.breaks = self.breaks.max(1);
        }
        self.boxed = false;
        self.breaks
    }

    /// Ends the box of a line, if one closes: the next text begins a new line, an empty box is an empty line.
    fn end_line(&mut self) {
        let Some(open) = self.open.last() else { return };
        let Some(due) = open.line else { return };
        if open.white != White::Keep {
            // A line of verse; an empty one separates stanzas.
            return if self.out.len() > open.from { self.breaks = 1 } else { self.line_break() };
        }
        let empty = self.out.len() == open.from;
        let leaf = matches!(open.tag, Tag::Div | Tag::Li | Tag::Span | Tag::Code | Tag::Tr | Tag::Custom);
        if empty && leaf && self.breaks == due && self.out.len() > self.start {
            self.breaks = self.breaks.saturating_add(1);
        } else if !empty && !self.out.ends_with('\n') {
            self.breaks = self.breaks.max(1);
        }
        self.boxed = true;
    }

    /// Records the ids that an element controls: `aria-controls="a b"`, `data-target="#a"`, `href="#a"`.
    fn controls(&mut self, attrs: &Attrs<'_>) {
        /// A link list has more.
        const MOST: usize = 4096;
        if self.page.controls.len() >= MOST {
            return;
        }
        let link = attrs.href.and_then(|href| href.strip_prefix('#'));
        for id in attrs.controls.into_iter().flat_map(str::split_ascii_whitespace).chain(link).take(8) {
            let id = id.strip_prefix('#').unwrap_or(id);
            if !id.is_empty() {
                self.page.controls.push(token(id));
            }
        }
    }

    /// Returns the number of an element among its siblings of the same name.
    fn count(&mut self, tag: Tag, name: Option<&str>) -> u32 {
        let Some(parent) = self.open.last_mut() else { return 1 };
        if let Some(name) = name {
            let named = parent.named_children.get_or_insert_default();
            let count = match named.get_mut(name) {
                Some(count) => count,
                None => named.entry(name.into()).or_default(),
            };
            *count += 1;
            return *count;
        }
        if let Some((_, count)) = parent.children.iter_mut().find(|(sibling, _)| *sibling == tag) {
            *count += 1;
            return *count;
        }
        parent.children.push((tag, 1));
        1
    }

    /// Makes the innermost open element and the elements around it containers, so that paths are complete.
    fn contain(&mut self, element: &Element, attrs: &Attrs<'_>) {
        let count = self.open.len();
        // All elements around a container are containers.
        let first = self.open.iter().rposition(|open| open.container.is_some()).map_or(0, |at| at + 1);
        for at in first..count {
            let parent = at.checked_sub(1).and_then(|above| self.open[above].container);
            let index = self.page.containers.len() as u32;
            let first_token = self.page.tokens.len() as u32;
            let innermost = at + 1 == count;
            if innermost {
                for list in [attrs.class, attrs.id].into_iter().flatten() {
                    for name in list.split_ascii_whitespace() {
                        self.page.tokens.push(token(name));
                        self.page.tokens.extend(token_words(name));
                    }
                }
            }
            let open = &mut self.open[at];
            open.container = Some(index);
            let depth = parent.map_or(0, |p| self.page.containers[p as usize].depth.saturating_add(1));
            let name = open.name.clone();
            let address = innermost.then(|| address_of(open.tag, element)).flatten();
            self.page.containers.push(Container {
                parent: parent.unwrap_or(index),
                tag: open.tag,
                nth: open.nth,
                depth,
                tokens: (first_token, self.page.tokens.len() as u32),
                role: if innermost { role_of(open.tag, attrs) } else { Role::None },
                look: if innermost { look_of(open.tag, attrs) } else { open.tag as u32 },
                hides: open.hides,
                blocks: (self.page.blocks.len() as u32, self.page.blocks.len() as u32),
                rare: (name.is_some() || address.is_some()).then(|| Box::new(Rare { name, address })),
            });
        }
    }

    pub(super) fn container(&self) -> u32 {
        self.open.iter().rev().find_map(|open| open.container).unwrap_or(0)
    }

    /// The kind of a block that would begin here.
    pub(super) fn kind(&self) -> BlockKind {
        self.open.last().map_or(BlockKind::Text, |open| open.kind)
    }

    pub(super) fn in_pre(&self) -> bool {
        self.open.last().is_some_and(|open| open.white == White::Keep)
    }

    /// Ends the current block.
    pub(super) fn flush(&mut self) {
        self.gap = false;
        self.breaks = 0;
        let span = Span::new(self.start, self.out.len()).trim(&self.out);
        let (links, link_bytes) = (std::mem::take(&mut self.links), std::mem::take(&mut self.link_bytes));
        self.settle_marks(span);
        if span.is_empty() {
            self.out.truncate(self.start);
            for (_, start) in &mut self.marks {
                *start = self.start;
            }
            // A link around a block counts for the block inside it.
            self.links = links.min(self.links_open);
            return;
        }
        // A preformatted block keeps the indent of its first line.
        self.out.truncate(span.end as usize);
        let open = self.open.last();
        let pre = open.is_some_and(|o| o.white == White::Keep);
        let block = Block {
            span,
            kind: if pre { BlockKind::Pre } else { self.kind() },
            container: self.container(),
            hidden: open.is_some_and(|o| o.hidden),
            noscript: open.is_some_and(|o| o.noscript),
            selected: open.and_then(|o| o.selected),
            link_bytes,
            links,
            indent: 0,
            blank_before: 0,
            goes_on: false,
        };
        self.page.blocks.push(block);
        let end = span.end as usize;
        for at in 0..self.marks.len() {
            let (kind, start) = self.marks[at].clone();
            self.mark(kind, start, end);
        }
        self.out.push('\n');
        self.start = self.out.len();
        for (_, start) in &mut self.marks {
            *start = self.start;
        }
        self.links = self.links_open;
    }

    pub(super) fn finish(mut self) -> Page<'static> {
        if !self.initial.is_empty() {
            self.fold("");
            self.begin_text();
        }
        self.flush();
        self.tie_notes();
        while self.out.ends_with('\n') {
            self.out.pop();
        }
        let end = self.out.len() as u32;
        for prop in &mut self.page.head.props {
            prop.span.end = prop.span.end.min(end);
            prop.span.start = prop.span.start.min(prop.span.end);
        }
        for link in &mut self.page.provider_links {
            link.span.end = link.span.end.min(end);
            link.span.start = link.span.start.min(link.span.end);
        }
        self.page.controls.sort_unstable();
        self.page.controls.dedup();
        // Marks are in the order of their ends: of two with one span, the later is the outer.
        self.page.marks.reverse();
        self.page.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        for same in self.page.marks.chunk_by_mut(|a, b| a.span == b.span && a.span.is_empty()) {
            same.reverse();
        }
        junk_picture::judge_rows(&mut self.page.marks);
        self.page.attributes.sort_by_key(|(container, _)| *container);
        self.page.source = Cow::Owned(self.out);
        self.page
    }
}
