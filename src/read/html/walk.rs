//! The walk: elements open and close, text is written, blocks end.
//!
//! It keeps its own stack, so depth costs no native stack. Text is folded while it is written: one space for any white
//! space, a line break for `<br>`, everything as it is in `<pre>`. Blocks end where a block-level element begins or ends,
//! and at two line breaks in a row.

use std::borrow::Cow;
use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::Node;
use scraper::node::Element;

use super::attrs::{Said, address_of, attr, flow_of, has_token, is_hidden, kind_of, role_of, tag_of};
use super::callout::callout_of;
use super::listing::{self, White};
use super::math;
use super::unseen;
use crate::page::span::Span;
use crate::page::token::{token, token_words};
use crate::page::{Attribute, Block, BlockKind, Container, Flow, MarkKind, Page, Rare, Role, Tag};

/// Bytes up to the next white space that folding changes, or the end: a single space between words of ASCII is written as
/// it is, so that most text is copied in one piece.
fn run_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let graphic = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_graphic);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' if at > 0 && graphic(at - 1) && graphic(at + 1) => at += 1,
            b' ' | b'\t'..=b'\r' => return at,
            0..0x80 => at += 1,
            _ => {
                let Some(c) = text[at..].chars().next() else { return at };
                if c.is_whitespace() {
                    return at;
                }
                at += c.len_utf8();
            }
        }
    }
    at
}

/// An open element.
pub(super) struct Open {
    pub(super) tag: Tag,
    pub(super) name: Option<Box<str>>,
    /// Its place among its siblings of the same name.
    pub(super) nth: u32,
    /// Its container, if it is one (yet).
    pub(super) container: Option<u32>,
    /// Siblings seen below it, by name.
    pub(super) children: Vec<(Tag, u32)>,
    /// Those whose names are no tags of their own.
    pub(super) named_children: Option<HashMap<Box<str>, u32>>,
    pub(super) hidden: bool,
    /// Its own attributes hide it.
    pub(super) hides: bool,
    pub(super) noscript: bool,
    pub(super) selected: Option<bool>,
    pub(super) white: White,
    /// It is the box of a line in preformatted text, and so many line breaks were due when it opened.
    pub(super) line: Option<u8>,
    /// It is a list of tasks, or one of them.
    pub(super) tasks: bool,
    /// Its letter begins the next word.
    pub(super) initial: bool,
    /// Its text stands alone.
    pub(super) block: bool,
    pub(super) link: bool,
    /// A bracket is to be closed with it.
    pub(super) bracket: bool,
    /// Inline marks that it opened.
    pub(super) marks: u8,
    /// Statement that ends with it: an index into `head.props`.
    pub(super) prop: Option<u32>,
    /// Link to a provider that ends with it: an index into `provider_links`.
    pub(super) provider_link: Option<u32>,
    pub(super) kind: BlockKind,
    /// Where the text stood when it opened.
    pub(super) from: usize,
}

/// Classes of a part of a page that holds notes.
const FOOTNOTES: &[&str] = &["footnotes", "endnotes", "footnote"];

/// Letters of an initial: one, a quotation mark before it.
const INITIAL_CHARS: usize = 2;

/// Whether classes say that an element is a list of tasks, or one of them.
fn is_tasks(list: &str) -> bool {
    let tasks = ["task-list", "task-list-item", "contains-task-list", "to-do-list", "todo", "todo-list", "checklist"];
    has_token(list, &tasks)
}

/// Whether classes say that an element holds the large first letter of a text.
fn is_initial(list: &str) -> bool {
    list.split_ascii_whitespace().any(|name| {
        ["dropcap", "drop-cap", "drop_cap", "initial", "first-letter", "firstletter", "lettrine", "initial-letter"]
            .iter()
            .any(|it| name.eq_ignore_ascii_case(it))
    })
}

/// Whether an inline element can be a box of its own: not a letter set high or low, not a part of a reading.
fn may_join(tag: Tag) -> bool {
    !matches!(tag, Tag::Sup | Tag::Sub | Tag::Rt | Tag::Rp | Tag::Rtc | Tag::Wbr | Tag::Br | Tag::Img)
}

/// What an element looks like among its siblings: its name and its first class, or else its id, numbers left out.
fn look_of(tag: Tag, said: &Said<'_>) -> u32 {
    let first = |list: Option<&str>| -> Option<u32> {
        let name = list?.split_ascii_whitespace().next()?;
        let letters = name.bytes().filter(|byte| !byte.is_ascii_digit());
        Some(letters.fold(1, |hash: u32, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte))))
    };
    let named = first(said.class).or_else(|| first(said.id)).unwrap_or(0);
    named.wrapping_mul(257).wrapping_add(tag as u32)
}

/// Ids by which a link is known: its own, those of the boxes around it and of what stands before it.
pub(super) const LINK_IDS: usize = 6;

/// A link to a place on its own page: it may be the sign of a footnote, or the way back from one.
pub(super) struct InnerLink {
    /// The id that it leads to.
    pub(super) target: u32,
    pub(super) ids: [u32; LINK_IDS],
    pub(super) block: u32,
    pub(super) container: u32,
    /// It may be a sign: short, behind text.
    pub(super) sign: bool,
}

#[derive(Default)]
pub(super) struct Walk {
    pub(super) page: Page<'static>,
    /// From so many blocks on, line breaks end none.
    pub(super) most_broken: usize,
    pub(super) out: String,
    pub(super) open: Vec<Open>,
    pub(super) selected: HashMap<NodeId, bool>,
    pub(super) want_marks: bool,
    /// Lists of elements that are closed, emptied for the next ones.
    pub(super) spare: Vec<Vec<(Tag, u32)>>,
    /// Elements without text that are open.
    pub(super) skip: usize,
    /// Where the block under way begins.
    pub(super) start: usize,
    /// White space is due before the next text.
    pub(super) gap: bool,
    /// Line breaks are due before the next text.
    pub(super) breaks: u8,
    /// … and the box of a line has ended, which a line break in the source goes with.
    pub(super) boxed: bool,
    /// The preformatted text that is open holds lines, whatever boxes they are in.
    pub(super) lines: bool,
    /// A column of line numbers stood before this cell.
    pub(super) numbered: bool,
    /// Footnotes out of the middle of the paragraph under way, and where their signs lead.
    pub(super) notes_due: Vec<(NodeId, String)>,
    /// So many of them so far.
    pub(super) notes_met: u32,
    /// One of them is being read.
    pub(super) note_open: bool,
    /// Links to places on the page that may be signs of footnotes and their ways back.
    pub(super) inner_links: Vec<InnerLink>,
    /// Panels of tabs further down, the numbers of their sets, and their names.
    pub(super) panels: HashMap<NodeId, (u32, String)>,
    /// So many lists of tabs have been looked at.
    pub(super) tab_lists: u32,
    /// A large letter that waits for its word.
    pub(super) initial: String,
    /// What the page's scripts make formulas of.
    pub(super) scripts: math::Scripts,
    /// Where an inline element with text ended last, and where one began straight after another.
    pub(super) ended: usize,
    pub(super) joint: usize,
    pub(super) links_open: u16,
    pub(super) link_bytes: u32,
    pub(super) links: u16,
    /// Marks of the page before this one belong to blocks that have ended.
    pub(super) settled: usize,
    /// Open inline marks and where each began in the block under way.
    pub(super) marks: Vec<(MarkKind, usize)>,
}

/// Most blocks of a page that line breaks end: so many, and one for so many bytes. Text whose breaks a style keeps has one in
/// three bytes; those that elements end are as many as the tree has room for. Development pages have a block in 75 bytes.
const FREE_BLOCKS: usize = 4_000;
const BYTES_PER_BLOCK: usize = 16;

impl Walk {
    /// For a page of so many bytes.
    pub(super) fn new(bytes: usize, selected: HashMap<NodeId, bool>, want_marks: bool) -> Self {
        // Text is an eighth of a page, seldom more.
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
        let said = Said::by(element);
        self.controls(&said);
        self.inner_link(tag, &said, node);
        let parent_hides = self.open.last().is_some_and(|parent| parent.hidden);
        if self.is_taken(tag, element, &said, node)
            || (flow == Flow::Inline && !parent_hides && unseen::is_unseen(tag, &said, node))
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
        let hides = is_hidden(&said);
        hidden |= hides;
        if !self.selected.is_empty() {
            selected = self.selected.get(&id).copied().or(selected);
        }
        let initial = flow == Flow::Block && said.class.is_some_and(is_initial) && self.marks_one_letter(node);
        let toolbar = white == White::Keep && listing::is_toolbar(tag, node);
        let line = if lines { !toolbar && listing::is_line(tag, &said) } else { listing::is_verse(tag, node) };
        let line = line.then(|| self.begin_line());
        let flow = if line.is_some() || initial || lines && listing::is_in_line(tag) { Flow::Inline } else { flow };
        let mut flow = flow;
        if tag == Tag::Button || toolbar {
            white = White::Fold;
        } else if white != White::Keep {
            white = self.white_of(tag, &said, node).unwrap_or(white);
            // A listing of its own, whatever its name.
            if tag == Tag::Code && white == White::Keep {
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
            tasks: matches!(tag, Tag::Ul | Tag::Li) && said.class.is_some_and(is_tasks),
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
            self.contain(element, &said);
        }
        if flow == Flow::Block {
            self.callout(tag, &said, node);
            self.name_panel(id);
        }
        self.label(tag, element, &said);
        if self.want_marks {
            self.attributes(tag, element, node);
            self.anchor(tag, element);
        }
        self.inline(tag, element, node);
        self.head(tag, element);
        self.prop(tag, element, &said);
    }

    /// Whether an element's text is written elsewhere or not at all: a sign, a note, the names of tabs.
    fn is_taken(&mut self, tag: Tag, element: &Element, said: &Said<'_>, node: &ego_tree::NodeRef<'_, Node>) -> bool {
        self.replaced(tag, element, said, node)
            || self.inline_note(tag, element, said, node)
            || self.takes_tabs(tag, said, node)
            || self.radio_panel(tag, element, node)
    }

    /// The kind of the blocks in an element that opens.
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
        // Alone in its box, it waits for the word that it begins.
        if initial && self.breaks == 0 {
            let letter = self.out.split_off(self.start);
            if letter.chars().count() <= INITIAL_CHARS {
                self.initial = letter;
            } else {
                self.out.push_str(&letter);
            }
        }
    }

    /// Notes a box beside the text, or a part of the page's notes.
    fn callout(&mut self, tag: Tag, said: &Said<'_>, node: &ego_tree::NodeRef<'_, Node>) {
        let notes = matches!(said.role, Some("doc-endnotes" | "doc-footnote"))
            || tag == Tag::Div && said.class.is_some_and(|list| list.contains("note") && has_token(list, FOOTNOTES));
        let kind = callout_of(tag, said, node);
        if !notes && kind.is_none() {
            return;
        }
        let container = self.container();
        self.page.callouts.push(container);
        if self.want_marks {
            self.page.attributes.extend(kind.map(|kind| (container, Attribute::Callout(kind))));
        }
    }

    /// Notes the head of what a reader opens: a summary, the button of an accordion, the title of a box.
    fn label(&mut self, tag: Tag, element: &Element, said: &Said<'_>) {
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
            Tag::P | Tag::Div => said.class.is_some_and(|list| list.contains('-') && has_token(list, &titles)),
            _ => false,
        };
        let at = self.page.blocks.len() as u32;
        if label && self.page.labels.last() != Some(&at) {
            self.page.labels.push(at);
        }
    }

    /// How the white space of an element is read, where that changes.
    fn white_of(&mut self, tag: Tag, said: &Said<'_>, node: &ego_tree::NodeRef<'_, Node>) -> Option<White> {
        let white = match tag {
            Tag::Table if listing::is_listing(node) => Some(White::Keep),
            Tag::Tr => {
                self.numbered = false;
                None
            }
            // The cell beside a column of numbers.
            Tag::Td if std::mem::take(&mut self.numbered) && listing::holds_lines(node) => Some(White::Keep),
            _ => listing::white_of(tag, said, node),
        };
        if white == Some(White::Keep) {
            self.lines = listing::holds_lines(node);
        }
        white
    }

    /// Whether an element of an initial's class holds one letter, perhaps with a quotation mark.
    fn marks_one_letter(&self, node: &ego_tree::NodeRef<'_, Node>) -> bool {
        /// Nodes of a letter's box.
        const NODES: usize = 8;
        let texts = node.descendants().take(NODES).filter_map(|it| it.value().as_text());
        let letters: usize = texts.map(|it| it.text.trim().chars().take(INITIAL_CHARS + 1).count()).sum();
        self.out.len() == self.start && (1..=INITIAL_CHARS).contains(&letters)
    }

    /// Begins the box of a line: on a new line. How many line breaks are due.
    fn begin_line(&mut self) -> u8 {
        if self.out.len() > self.start && !self.out.ends_with('\n') {
            self.breaks = self.breaks.max(1);
        }
        self.boxed = false;
        self.breaks
    }

    /// Ends the box of a line, if one closes: the next text stands on a new one; an empty box is an empty line.
    fn end_line(&mut self) {
        let Some(open) = self.open.last() else { return };
        let Some(due) = open.line else { return };
        if open.white != White::Keep {
            // A line of verse; an empty one parts stanzas.
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

    /// Notes what an element opens: `aria-controls="a b"`, `data-target="#a"`, `href="#a"`.
    fn controls(&mut self, said: &Said<'_>) {
        /// More are a page of anchors.
        const MOST: usize = 4096;
        if self.page.controls.len() >= MOST {
            return;
        }
        let link = said.href.and_then(|href| href.strip_prefix('#'));
        for id in said.controls.into_iter().flat_map(str::split_ascii_whitespace).chain(link).take(8) {
            let id = id.strip_prefix('#').unwrap_or(id);
            if !id.is_empty() {
                self.page.controls.push(token(id));
            }
        }
    }

    /// Counts an element among its siblings of the same name.
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

    /// Makes the innermost open element a container, and the inline elements around it, so that paths are whole.
    fn contain(&mut self, element: &Element, said: &Said<'_>) {
        let count = self.open.len();
        // Around a container all are containers.
        let first = self.open.iter().rposition(|open| open.container.is_some()).map_or(0, |at| at + 1);
        for at in first..count {
            let parent = at.checked_sub(1).and_then(|above| self.open[above].container);
            let index = self.page.containers.len() as u32;
            let first_token = self.page.tokens.len() as u32;
            let innermost = at + 1 == count;
            if innermost {
                for list in [said.class, said.id].into_iter().flatten() {
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
                role: if innermost { role_of(open.tag, said) } else { Role::None },
                look: if innermost { look_of(open.tag, said) } else { open.tag as u32 },
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

    pub(super) fn text(&mut self, text: &str) {
        let before = self.out.len();
        match self.open.last().map_or(White::Fold, |open| open.white) {
            White::Keep => self.keep(text),
            White::Lines => self.fold_lines(text),
            White::Fold => self.fold_formulas(text),
        }
        self.count_linked(before);
    }

    /// Counts what was written since a place as a link's, if one is open.
    pub(super) fn count_linked(&mut self, before: usize) {
        // A flush in between has begun anew.
        if self.links_open > 0 {
            self.link_bytes += self.out.len().saturating_sub(before.max(self.start)) as u32;
        }
    }

    /// Writes preformatted text.
    fn keep(&mut self, text: &str) {
        let mut text = text;
        if std::mem::take(&mut self.boxed) || self.lines && self.is_between_lines() {
            if text.trim().is_empty() {
                // White space between the boxes of lines: what it has of empty lines.
                self.breaks = self.breaks.max(text.bytes().filter(|byte| *byte == b'\n').count().min(9) as u8);
                self.boxed = true;
                return;
            }
            text = text.strip_prefix('\n').unwrap_or(text);
        }
        // A line break straight after `<pre>` is the parser's to drop; those at the end are trimmed in `flush`.
        self.begin_text();
        self.out.extend(text.chars().map(|c| match c {
            '\r' | '\0' => '\n',
            // Some highlighters indent with it; no compiler reads it.
            '\u{a0}' => ' ',
            c => c,
        }));
    }

    /// Whether text would stand in a list or a table, not in an item or a cell.
    fn is_between_lines(&self) -> bool {
        let between =
            |tag| matches!(tag, Tag::Ol | Tag::Ul | Tag::Table | Tag::Thead | Tag::Tbody | Tag::Tfoot | Tag::Tr);
        self.open.last().is_some_and(|open| between(open.tag))
    }

    /// Writes text whose line breaks count; an empty line ends the paragraph.
    fn fold_lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && self.out.len() > self.start {
                self.line_break();
            }
            self.fold(line);
        }
    }

    /// Writes text, and the formulas in it.
    fn fold_formulas(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if (bytes.contains(&b'\\') || bytes.contains(&b'$')) && !self.is_code() {
            let mut rest = text;
            // The signs around a formula stay in the text.
            while let Some(found) = math::in_text(rest, self.scripts) {
                self.fold(found.before);
                self.math(found.whole, found.display);
                rest = found.after;
            }
            return self.fold(rest);
        }
        self.fold(text);
    }

    /// Whether text would stand in a name of code.
    fn is_code(&self) -> bool {
        let code = |open: &Open| matches!(open.tag, Tag::Code | Tag::Samp | Tag::Kbd | Tag::Tt | Tag::Var | Tag::Ruby);
        self.open.iter().rev().take_while(|open| !open.block).any(code)
    }

    /// Whether two inline elements without space between them hold words apart, as boxes that the page's style sets
    /// side by side do: `<b>Harbour Post</b><b>Ferries sail</b>`, but not `Java<b>Script</b>` or a name in code.
    fn is_apart(&self, text: &str) -> bool {
        let mut back = self.out[self.start..].chars().rev();
        let (Some(before), Some(after)) = (back.next(), text.chars().next()) else { return false };
        let word = (before.is_lowercase() || before.is_ascii_digit()) && back.next().is_some_and(char::is_alphanumeric);
        after.is_uppercase() && (word || matches!(before, '.' | '!' | '?' | ')' | '%')) && !self.is_code()
    }

    /// Writes text that is no preformatted one.
    pub(super) fn fold(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let word = run_length(rest);
            if word > 0 {
                let word = &rest[..word];
                // Only the first word can touch what stands before it.
                self.gap |= self.joint == self.out.len() && self.is_apart(word);
                self.begin_text();
                if !word.is_ascii() && word.contains(crate::text::fold::is_invisible) || word.contains('\0') {
                    self.out.extend(word.chars().filter(|c| !crate::text::fold::is_invisible(*c)));
                } else {
                    self.out.push_str(word);
                }
            }
            let Some(space) = rest[word..].chars().next() else { return };
            self.gap = true;
            rest = &rest[word + space.len_utf8()..];
        }
    }

    /// Writes the white space that is due.
    fn begin_text(&mut self) {
        let empty = self.out.len() == self.start;
        if empty && !self.initial.is_empty() {
            let initial = std::mem::take(&mut self.initial);
            self.out.push_str(&initial);
        }
        self.boxed = false;
        if !empty && self.breaks > 0 {
            // More than one stand in preformatted text alone.
            (0..self.breaks).for_each(|_| self.out.push('\n'));
        } else if !empty && self.gap {
            self.out.push(' ');
        }
        self.gap = false;
        self.breaks = 0;
    }

    /// Ends the block under way.
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
        // Marks were noted as they ended: of two with one span, the later is the outer.
        self.page.marks.reverse();
        self.page.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        for same in self.page.marks.chunk_by_mut(|a, b| a.span == b.span && a.span.is_empty()) {
            same.reverse();
        }
        self.page.attributes.sort_by_key(|(container, _)| *container);
        self.page.source = Cow::Owned(self.out);
        self.page
    }
}
