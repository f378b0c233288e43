//! The outline: the kept pieces as a tree of lists, quotations, tables and paragraphs, from which Markdown and HTML are
//! printed.
//!
//! The nesting comes from the reader's containers. Only those with a meaning become groups; plain boxes disappear.

use std::collections::BTreeMap;

use super::inline::{self, Inline, Picture};
use super::notes::Notes;
use crate::category::Category;
use crate::options::{Embeds, Options};
use crate::page::providers::Provider;
use crate::page::{Attribute, BlockKind, Callout, Frame, Mark, MarkKind, Page, PictureJunk, Role, Tag};
use crate::resolve::{Verdict, Verdicts};
use crate::scan::Scan;

/// Greatest nesting depth of groups; deeper ones are left out. Protects the stack of the recursive printers.
const MAX_DEPTH: usize = 24;

/// Bytes that Markdown writes before a line for each group around it.
const PREFIX_BYTES: usize = 4;

/// Most bytes of line prefixes: a fixed number, and so many per byte of the page's text. Beyond it groups are left out
/// and their content is printed flat. Protects memory against short, deeply nested lines (253 × the page).
const FREE_PREFIX_BYTES: usize = 64 << 10;
const PREFIX_BYTES_PER_BYTE: usize = 2;

/// Most levels of boxes between a picture and kept text.
const MAX_CLIMB: usize = 8;

/// Most levels of boxes between a listing's text and the one that names its language.
const LISTING_BOXES: usize = 2;

/// Most words of a button beside a picture: “View full size”.
const BUTTON_WORDS: u32 = 3;

/// Most words of a name and size beside a picture linked to its larger copy.
const CAPTION_WORDS: u32 = 12;

/// A part of the body.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Group(Group, Vec<Node<'a>>),
    Leaf(Leaf, Vec<Inline<'a>>),
    /// Preformatted text, and its language.
    Code(String, Option<&'a str>),
    Table(Vec<TableRow<'a>>),
    Image(Picture<'a>),
    /// The address of an embedded post or player.
    Embed(String),
    /// Footnotes by number, the last node of the body.
    Notes(Vec<(u32, Vec<Node<'a>>)>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Quote,
    /// Ordered lists have numbers.
    List(Option<Numbers>),
    /// An item, and the number that the page gives it.
    Item(Option<u32>),
    Callout(Callout),
    Terms,
    Term,
    Definition,
    Figure,
}

/// Numbering of an ordered list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    pub(super) first: u32,
    pub(super) down: bool,
}

impl Numbers {
    /// The number of an item after another.
    pub(super) fn next(self, before: u32) -> u32 {
        if self.down { before.saturating_sub(1) } else { before.saturating_add(1) }
    }

    /// The numbers of a list's items.
    pub(super) fn of<'i>(self, items: &'i [Node<'_>]) -> impl Iterator<Item = u32> + use<'i> {
        let mut before = None;
        items.iter().map(move |item| {
            let given = if let Node::Group(Group::Item(given), _) = item { *given } else { None };
            let number = given.or_else(|| Some(self.next(before?))).unwrap_or(self.first);
            before = Some(number);
            number
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Paragraph,
    Heading(u8),
    Caption,
}

pub(super) type TableRow<'a> = Vec<TableCell<'a>>;

/// A table's cell: its paragraphs.
#[derive(Debug, Default)]
pub(super) struct TableCell<'a> {
    pub(super) header: bool,
    pub(super) columns: u16,
    pub(super) rows: u16,
    pub(super) paragraphs: Vec<Vec<Inline<'a>>>,
}

/// Builds the tree. Returns whether groups had to be left out.
pub(super) fn outline<'a>(scan: &'a Scan<'a>, verdicts: &Verdicts, options: &Options) -> (Vec<Node<'a>>, bool) {
    let mut builder = OutlineBuilder::new(scan, verdicts, options);
    for event in builder.events() {
        match event.what {
            What::Block(from, to) => builder.block(&verdicts.all[from as usize..to as usize]),
            What::Image(mark) => builder.image(mark),
            What::Frame(frame) => {
                let frame = &scan.page.frames[frame as usize];
                builder.embed(frame_address(&frame.src), frame.container);
            }
            What::Post(post) => builder.embed(post.0.to_owned(), post.1),
        }
    }
    let cut = builder.flat;
    (builder.finish(), cut)
}

/// A picture, frame or player that is not printed.
pub(super) struct Lost<'a> {
    pub(super) at: u32,
    pub(super) container: u32,
    pub(super) what: LostKind,
    pub(super) address: &'a str,
}

#[derive(Clone, Copy)]
pub(super) enum LostKind {
    Frame,
    /// A picture beside nothing that is kept, or one that is junk itself.
    Picture(Option<PictureJunk>),
}

/// Content without text that is not printed: players and frames, and pictures if Markdown or HTML is asked for.
pub(super) fn lost<'p>(scan: &Scan<'p>, verdicts: &Verdicts, options: &Options) -> Vec<Lost<'p>> {
    let page = scan.page;
    let pictures = options.include_images && page.marks.iter().any(|it| matches!(it.kind, MarkKind::Image(_)));
    if page.frames.is_empty() && !pictures {
        return Vec::new();
    }
    let builder = OutlineBuilder::new(scan, verdicts, options);
    let printed = (options.markdown || options.html) && options.embeds != Embeds::Drop;
    let frames = page.frames.iter().filter(|it| !(printed && builder.shows_frame(it)));
    let frame = |it: &'p Frame| Lost { at: it.at, container: it.container, what: LostKind::Frame, address: &it.src };
    let frames = frames.map(frame);
    let pictures = page.marks.iter().filter(|_| pictures).filter_map(|mark| {
        let MarkKind::Image(image) = &mark.kind else { return None };
        let kept = if image.alone { builder.shows(mark) } else { builder.keeps(mark.span.start) };
        let what = LostKind::Picture(image.junk);
        let lost = Lost { at: mark.span.start, container: image.container, what, address: &image.src };
        (!kept || !inline::is_wanted(image, options)).then_some(lost)
    });
    let mut all: Vec<_> = frames.chain(pictures).collect();
    all.sort_by_key(|it| it.at);
    all
}

/// Unwraps a note from its own box: an item, a list of one.
fn unboxed(mut nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    while let [Node::Group(Group::List(_) | Group::Item(_) | Group::Terms | Group::Definition, _)] = &nodes[..] {
        let Some(Node::Group(_, inside)) = nodes.pop() else { break };
        nodes = inside;
    }
    nodes
}

/// A printable part of the page at its position. Small, as a page has one for each of its blocks.
struct Event<'a> {
    at: u32,
    what: What<'a>,
}

enum What<'a> {
    /// Verdicts of one block: a range of the page's verdicts.
    Block(u32, u32),
    /// A picture of its own: an index into the marks.
    Image(u32),
    /// An embedded player or post in a frame: an index into the frames.
    Frame(u32),
    /// An embedded post in the text: its address, and its container.
    Post(Box<(&'a str, u32)>),
}

struct OutlineBuilder<'a, 'v> {
    scan: &'a Scan<'a>,
    page: &'a Page<'a>,
    verdicts: &'v [Verdict],
    options: &'v Options,
    /// For each block and the end: number of earlier blocks with something kept.
    kept: Vec<u32>,
    /// … and number of removed words in them, captions aside.
    gone: Vec<u32>,
    /// Start of the first kept piece.
    first_kept: Option<u32>,
    notes: Notes,
    /// Open groups, each with its container and its content so far; the first is the body.
    stack: Vec<(u32, Option<Group>, Vec<Node<'a>>)>,
    /// Blocks before this one are already printed, with their table.
    done: usize,
    /// Bytes left for line prefixes; whether they have run out, so that groups are left out.
    prefixes: usize,
    flat: bool,
    /// Numbering of ordered lists by container: each footnote opens its own anew.
    counts: BTreeMap<u32, Numbers>,
    /// Footnotes are being printed: tables in them are not printed as tables.
    in_note: bool,
    /// The page has callouts.
    callouts: bool,
    /// The block before ended a line, not a paragraph (text only).
    last_line: Option<usize>,
}

impl<'a, 'v> OutlineBuilder<'a, 'v> {
    fn new(scan: &'a Scan<'a>, verdicts: &'v Verdicts, options: &'v Options) -> Self {
        let blocks = scan.len();
        let (mut kept, mut gone) = (vec![0; blocks + 1], vec![0; blocks + 1]);
        for it in &verdicts.all {
            let block = it.block as usize + 1;
            match it.removal {
                None => kept[block] = 1,
                Some(removal) if !matches!(removal.category, Category::Caption | Category::Credit) => {
                    gone[block] = scan.facts[block - 1].words.max(1);
                }
                Some(_) => {}
            }
        }
        for block in 0..blocks {
            kept[block + 1] += kept[block];
            gone[block + 1] = gone[block + 1].saturating_add(gone[block]);
        }
        Self {
            first_kept: verdicts.all.iter().find(|it| it.removal.is_none()).map(|it| it.span.start),
            notes: Notes::new(scan.page, &verdicts.all),
            scan,
            page: scan.page,
            verdicts: &verdicts.all,
            options,
            kept,
            gone,
            stack: vec![(0, None, Vec::new())],
            done: 0,
            prefixes: FREE_PREFIX_BYTES + scan.page.source.len() * PREFIX_BYTES_PER_BYTE,
            flat: false,
            counts: BTreeMap::new(),
            in_note: false,
            callouts: scan.page.attributes.iter().any(|(_, it)| matches!(it, Attribute::Callout(_))),
            last_line: None,
        }
    }

    /// Everything to be printed, in the order of the page.
    fn events(&self) -> Vec<Event<'a>> {
        let mut events = Vec::new();
        let mut from = 0;
        for chunk in self.verdicts.chunk_by(|a, b| a.block == b.block) {
            let to = from + chunk.len();
            if chunk.iter().any(|it| it.removal.is_none()) && !self.notes.holds(chunk[0].block) {
                let at = self.page.blocks[chunk[0].block as usize].span.start;
                events.push(Event { at, what: What::Block(from as u32, to as u32) });
            }
            from = to;
        }
        if self.options.include_images {
            for (index, mark) in self.page.marks.iter().enumerate() {
                if self.shows(mark) {
                    events.push(Event { at: mark.span.start, what: What::Image(index as u32) });
                }
            }
        }
        if self.options.embeds != Embeds::Drop {
            self.frames(&mut events);
        }
        if self.options.embeds == Embeds::Link {
            self.links_of_posts(&mut events);
        }
        // A picture at the start of a block precedes it.
        events.sort_by_key(|it| (it.at, matches!(it.what, What::Block(..))));
        events
    }

    /// Whether a mark is a standalone picture amid kept text.
    fn shows(&self, mark: &Mark) -> bool {
        let MarkKind::Image(image) = &mark.kind else { return false };
        // Linked to its larger copy: the text beside it is its name and size.
        let enlarged = image.link.as_deref().is_some_and(is_picture_file);
        let words = if enlarged { CAPTION_WORDS } else { BUTTON_WORDS };
        image.alone
            && inline::is_wanted(image, self.options)
            && self.is_amid_kept(image.container, mark.span.start, words)
    }

    /// Frames of players and posts.
    fn frames(&self, events: &mut Vec<Event<'a>>) {
        for (index, frame) in self.page.frames.iter().enumerate() {
            if self.shows_frame(frame) {
                events.push(Event { at: frame.at, what: What::Frame(index as u32) });
            }
        }
    }

    /// Whether a frame is a player or a post amid kept text.
    fn shows_frame(&self, frame: &Frame) -> bool {
        Provider::of(&frame.src).is_some() && self.is_amid_kept(frame.container, frame.at, 0)
    }

    /// Whether a position is in a kept piece or at its ends.
    fn keeps(&self, at: u32) -> bool {
        let from = self.verdicts.partition_point(|it| it.span.end < at);
        self.verdicts[from..].iter().take(2).any(|it| it.removal.is_none() && it.span.start <= at && at <= it.span.end)
    }

    /// One link for each run of blocks that an embed rule took.
    fn links_of_posts(&self, events: &mut Vec<Event<'a>>) {
        let is_embed = |it: &Verdict| it.removal.is_some_and(|removal| removal.category == Category::Embed);
        let post = |it: &Verdict| {
            let container = self.page.blocks[it.block as usize].container;
            let with_address = self.page.ancestors(container).find(|(_, it)| it.address().is_some());
            with_address.map_or(container, |(index, _)| index)
        };
        let mut last = None;
        for chunk in self.verdicts.chunk_by(|a, b| is_embed(a) == is_embed(b) && post(a) == post(b)) {
            let (first, end) = (&chunk[0], &chunk[chunk.len() - 1]);
            let container = self.page.blocks[first.block as usize].container;
            let known = self.page.ancestors(container).find_map(|(_, it)| it.address());
            let from = self.page.marks.partition_point(|mark| mark.span.start < first.span.start);
            let inside = self.page.marks[from..].iter().take_while(|mark| mark.span.start < end.span.end);
            let link = || {
                let hrefs = inside.filter_map(|mark| match &mark.kind {
                    MarkKind::Link { href } if Provider::of(href).is_some() => Some(&**href),
                    _ => None,
                });
                hrefs.last()
            };
            if !is_embed(first) {
                last = None;
                continue;
            }
            if let Some(address) = known.filter(|it| Provider::of(it).is_some()).or_else(link)
                && last != Some(address)
            {
                last = Some(address);
                events.push(Event { at: first.span.start, what: What::Post(Box::new((address, container))) });
            }
        }
    }

    /// Whether a position without text belongs to the kept text: the nearest box with text around it keeps some, and
    /// lost at most `words` words.
    fn is_amid_kept(&self, container: u32, at: u32, words: u32) -> bool {
        let Some(first) = self.first_kept else { return false };
        for (_, it) in self.page.ancestors(container).take(MAX_CLIMB) {
            let (from, to) = (it.blocks.0 as usize, it.blocks.1 as usize);
            if self.kept[to] > self.kept[from] {
                // Content before the body in the page's frame belongs to the frame.
                let whole_page = matches!(it.tag, Tag::Body | Tag::Html);
                return at >= first || !whole_page;
            }
            let chrome = matches!(it.role, Role::Navigation | Role::ContentInfo | Role::Complementary | Role::Banner);
            if chrome || self.gone[to] - self.gone[from] > words {
                return false;
            }
        }
        false
    }

    fn block(&mut self, verdicts: &[Verdict]) {
        let block = verdicts[0].block as usize;
        if block < self.done {
            return;
        }
        let it = &self.page.blocks[block];
        if let Some(table) = self.table_of(it.container).filter(|_| !self.in_note) {
            self.table(table);
            return;
        }
        self.enter(it.container);
        self.spend(it.span.of(&self.page.source).matches('\n').count() + 1);
        if it.kind == BlockKind::Pre {
            let language = |a: &'a Attribute| match a {
                Attribute::Language(name) => Some(&**name),
                _ => None,
            };
            let text = kept_text(verdicts, &self.page.source);
            let language =
                self.page.ancestors(it.container).take(LISTING_BOXES).find_map(|(it, _)| self.attribute(it, language));
            self.push(Node::Code(text, language));
            return;
        }
        let pieces = self.pieces(block, verdicts);
        if pieces.is_empty() {
            return;
        }
        let leaf = match it.kind {
            BlockKind::Heading(level) => Leaf::Heading(level),
            BlockKind::Caption => Leaf::Caption,
            _ => Leaf::Paragraph,
        };
        let between = self.last_line.and_then(|last| match () {
            () if super::text::is_same_line(self.scan, last, block) => Some(Inline::Text(" ".into())),
            () => super::text::is_line_after(self.scan, last, block).then_some(Inline::Break),
        });
        self.last_line = (!self.page.html).then_some(block);
        if let Some(between) = between
            && let Some((_, _, nodes)) = self.stack.last_mut()
            && let Some(Node::Leaf(_, before)) = nodes.last_mut()
        {
            before.push(between);
            before.extend(pieces);
            return;
        }
        self.push(Node::Leaf(leaf, pieces));
    }

    fn attribute<T: Copy>(&self, container: u32, test: impl Fn(&'a Attribute) -> Option<T>) -> Option<T> {
        let from = self.page.attributes.partition_point(|(it, _)| *it < container);
        self.page.attributes[from..].iter().take_while(|(it, _)| *it == container).find_map(|(_, it)| test(it))
    }

    /// The kept pieces of a block, with their markup.
    fn pieces(&self, block: usize, verdicts: &[Verdict]) -> Vec<Inline<'a>> {
        let mut out = Vec::new();
        let mut cut = false;
        for it in verdicts {
            if let Some(removal) = it.removal {
                cut = super::text::is_pattern(removal);
                continue;
            }
            let joint = super::text::joint(cut, it.span.of(&self.page.source));
            if !out.is_empty() && !joint.is_empty() {
                out.push(Inline::Text(joint.into()));
            }
            cut = false;
            out.extend(inline::inlines(self.page, block, it.span, self.options, &self.notes));
        }
        inline::trim(&mut out);
        // A page may have hundreds of thousands of blocks, most with one piece.
        out.shrink_to_fit();
        out
    }

    fn image(&mut self, mark: u32) {
        if let MarkKind::Image(image) = &self.page.marks[mark as usize].kind {
            // A picture inside a printed table follows it.
            self.enter(image.container);
            self.push(Node::Image(Picture { image, linked: self.options.include_links }));
        }
    }

    fn embed(&mut self, address: String, container: u32) {
        self.enter(container);
        self.push(Node::Embed(address));
    }

    /// The data table around a container.
    fn table_of(&self, container: u32) -> Option<u32> {
        let nearest = self.page.ancestors(container).find(|(_, it)| it.tag == Tag::Table);
        nearest.map(|(index, _)| index).filter(|index| self.scan.data_tables.binary_search(index).is_ok())
    }

    /// Prints a whole table.
    fn table(&mut self, table: u32) {
        let page = self.page;
        let it = &page.containers[table as usize];
        self.done = it.blocks.1 as usize;
        self.enter(it.parent);
        let mut rows: Vec<TableRow<'a>> = Vec::new();
        let mut groups: Vec<u32> = Vec::new();
        // A cell in a cell, as in a declarative shadow tree, is part of the outer one: its blocks are printed once.
        let mut printed = 0;
        for (index, inner) in page.inside(table) {
            if inner.blocks.0 < printed {
                continue;
            }
            if matches!(inner.tag, Tag::Td | Tag::Th | Tag::Caption) {
                printed = inner.blocks.1;
            }
            match inner.tag {
                Tag::Tr => {
                    rows.push(TableRow::new());
                    groups.push(inner.parent);
                }
                Tag::Td | Tag::Th => {
                    let (columns, rows_taken) = self
                        .attribute(index, |a| match a {
                            Attribute::Span(columns, rows) => Some((*columns, *rows)),
                            _ => None,
                        })
                        .unwrap_or((1, 1));
                    let paragraphs = self.paragraphs(inner.blocks);
                    let cell = TableCell {
                        header: inner.tag == Tag::Th,
                        columns: columns.max(1),
                        rows: rows_taken.max(1),
                        paragraphs,
                    };
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Tag::Caption => {
                    for paragraph in self.paragraphs(inner.blocks) {
                        self.push(Node::Leaf(Leaf::Caption, paragraph));
                    }
                }
                _ => {}
            }
        }
        let rows = with_text(rows, &groups);
        self.spend(rows.len());
        if !rows.is_empty() {
            self.push(Node::Table(rows));
        }
    }

    /// The kept pieces of a range of blocks.
    fn paragraphs(&self, blocks: (u32, u32)) -> Vec<Vec<Inline<'a>>> {
        let from = self.verdicts.partition_point(|it| it.block < blocks.0);
        let to = self.verdicts.partition_point(|it| it.block < blocks.1);
        let by_block = self.verdicts[from..to].chunk_by(|a, b| a.block == b.block);
        let by_block = by_block.filter(|chunk| !self.notes.holds(chunk[0].block));
        let mut paragraphs: Vec<_> =
            by_block.map(|chunk| self.pieces(chunk[0].block as usize, chunk)).filter(|it| !it.is_empty()).collect();
        paragraphs.shrink_to_fit();
        paragraphs
    }

    /// Counts the prefixes of lines in the open groups; leaves the groups when the room runs out.
    fn spend(&mut self, lines: usize) {
        let bytes = lines * (self.stack.len() - 1) * PREFIX_BYTES;
        self.flat |= bytes > self.prefixes;
        self.prefixes = self.prefixes.saturating_sub(bytes);
        while self.flat && self.stack.len() > 1 {
            self.leave();
        }
    }

    /// Closes and opens groups until exactly those around a container are open.
    fn enter(&mut self, container: u32) {
        if self.flat {
            return;
        }
        let mut path: Vec<(u32, Group)> = Vec::new();
        let mut steps: Vec<(u32, Tag)> = self.page.ancestors(container).map(|(index, it)| (index, it.tag)).collect();
        steps.reverse();
        for (index, tag) in steps {
            let above = path.last().map(|(_, group)| *group);
            if path.len() < MAX_DEPTH
                && let Some(group) = self.callout(index).or_else(|| group_of(tag, above))
            {
                path.push((index, group));
            }
        }
        let open = self.stack[1..].iter().zip(&path).take_while(|((open, ..), (index, _))| open == index).count();
        while self.stack.len() > open + 1 {
            self.leave();
        }
        for (index, group) in path.drain(open..) {
            let group = match group {
                Group::List(Some(_)) => {
                    let numbers = self.counts.get(&index).copied().unwrap_or_else(|| self.numbers(index));
                    self.counts.insert(index, numbers);
                    Group::List(Some(numbers))
                }
                Group::Item(_) => Group::Item(self.attribute(index, |it| match it {
                    Attribute::Value(number) => Some(*number),
                    _ => None,
                })),
                group => group,
            };
            self.stack.push((index, Some(group), Vec::new()));
        }
    }

    /// The callout that a container is.
    fn callout(&self, container: u32) -> Option<Group> {
        let kind = |it: &Attribute| match it {
            Attribute::Callout(kind) => Some(Group::Callout(*kind)),
            _ => None,
        };
        self.callouts.then(|| self.attribute(container, kind)).flatten()
    }

    /// Numbering of a list, from its first kept item.
    fn numbers(&self, list: u32) -> Numbers {
        let start = self.attribute(list, |a| match a {
            Attribute::Start(number) => Some(*number),
            _ => None,
        });
        let items = || self.page.inside(list).filter(|(_, it)| it.tag == Tag::Li && it.parent == list);
        let removed = items().take_while(|(_, it)| self.kept[it.blocks.1 as usize] == self.kept[it.blocks.0 as usize]);
        let removed = removed.count() as u32;
        let down = self.attribute(list, |it| (*it == Attribute::Reversed).then_some(())).is_some();
        if down {
            let first = start.unwrap_or_else(|| items().count() as u32);
            return Numbers { first: first.saturating_sub(removed), down };
        }
        Numbers { first: start.unwrap_or(1).saturating_add(removed), down }
    }

    fn push(&mut self, node: Node<'a>) {
        if let Some((_, _, nodes)) = self.stack.last_mut() {
            nodes.push(node);
        }
    }

    fn leave(&mut self) {
        if let Some((_, Some(group), mut nodes)) = self.stack.pop()
            && !nodes.is_empty()
        {
            nodes.shrink_to_fit();
            self.adopt(group, nodes);
        }
    }

    /// Puts a group into the one around it. A list directly in a list belongs to the item before it.
    fn adopt(&mut self, group: Group, nodes: Vec<Node<'a>>) {
        if let Group::List(numbers) = group
            && let Some((_, Some(Group::List(_)), items)) = self.stack.last_mut()
            && let Some(Node::Group(Group::Item(_), item)) = items.last_mut()
        {
            match item.last_mut() {
                Some(Node::Group(Group::List(None), more)) if numbers.is_none() => more.extend(nodes),
                _ => item.push(Node::Group(group, nodes)),
            }
            return;
        }
        self.push(Node::Group(group, nodes));
    }

    fn finish(mut self) -> Vec<Node<'a>> {
        let mut body = self.close();
        let texts = std::mem::take(&mut self.notes.texts);
        let notes: Vec<_> = (1..).zip(&texts).map(|(number, blocks)| (number, self.note(*blocks))).collect();
        if !notes.is_empty() {
            body.push(Node::Notes(notes));
        }
        body
    }

    /// The kept content of a footnote, without its sign.
    fn note(&mut self, blocks: (u32, u32)) -> Vec<Node<'a>> {
        // Notes are in the order of their references; their blocks may precede what is printed, or be in a table.
        self.done = 0;
        self.in_note = true;
        let from = self.verdicts.partition_point(|it| it.block < blocks.0);
        let to = self.verdicts.partition_point(|it| it.block < blocks.1);
        for chunk in self.verdicts[from..to].chunk_by(|a, b| a.block == b.block) {
            if chunk.iter().any(|it| it.removal.is_none()) {
                self.block(chunk);
            }
        }
        let mut nodes = unboxed(self.close());
        // Texinfo heads each note with its sign.
        // Sphinx puts its brackets into a box of their own.
        let sign = |inlines: &[Inline<'_>]| {
            let mut text = String::new();
            inline::plain(inlines, &mut text);
            !text.is_empty() && !text.contains(char::is_alphanumeric)
        };
        match &nodes[..] {
            [Node::Leaf(Leaf::Heading(_), _), _, ..] => drop(nodes.remove(0)),
            [Node::Leaf(_, inlines), _, ..] if sign(inlines) => drop(nodes.remove(0)),
            _ => {}
        }
        for (index, node) in nodes.iter_mut().enumerate() {
            let Node::Leaf(_, inlines) = node else { continue };
            if let Some(Inline::Text(text)) = inlines.first_mut().filter(|_| index == 0) {
                *text = text.trim_start_matches(['^', '↑', '.', ':', ')', ']', ' ']).to_owned().into();
            }
            inline::trim(inlines);
            // The remains of a backlink.
            if let Some(Inline::Text(text)) = inlines.last_mut() {
                *text = text.trim_end().to_owned().into();
            }
        }
        nodes
    }

    /// Closes all groups; returns their content.
    fn close(&mut self) -> Vec<Node<'a>> {
        while self.stack.len() > 1 {
            self.leave();
        }
        self.stack.last_mut().map(|(_, _, nodes)| std::mem::take(nodes)).unwrap_or_default()
    }
}

/// The rows of a table that have text. `groups` gives the part of the table of each row: head, body, foot. A cell spans
/// no more rows than follow it in its part.
fn with_text<'a>(mut rows: Vec<TableRow<'a>>, groups: &[u32]) -> Vec<TableRow<'a>> {
    let has_text = |row: &TableRow<'_>| row.iter().any(|cell| !cell.paragraphs.is_empty());
    // For each row and the end, number of earlier rows with text.
    let mut before = vec![0];
    for row in &rows {
        before.push(before[before.len() - 1] + usize::from(has_text(row)));
    }
    let mut end = rows.len();
    for (index, row) in rows.iter_mut().enumerate().rev() {
        if groups.get(index + 1).is_some_and(|next| *next != groups[index]) {
            end = index + 1;
        }
        for cell in row {
            let below = (index + usize::from(cell.rows)).min(end);
            cell.rows = (before[below] - before[index]) as u16;
        }
    }
    rows.retain(has_text);
    rows.iter_mut().for_each(Vec::shrink_to_fit);
    rows
}

/// The group of an element inside another; an ordered list gets its numbering when it opens.
fn group_of(tag: Tag, above: Option<Group>) -> Option<Group> {
    match tag {
        Tag::Blockquote => Some(Group::Quote),
        Tag::Ul | Tag::Menu | Tag::Dir => Some(Group::List(None)),
        Tag::Ol => Some(Group::List(Some(Numbers { first: 1, down: false }))),
        Tag::Li => matches!(above, Some(Group::List(_))).then_some(Group::Item(None)),
        Tag::Dl => Some(Group::Terms),
        Tag::Dt => (above == Some(Group::Terms)).then_some(Group::Term),
        Tag::Dd => (above == Some(Group::Terms)).then_some(Group::Definition),
        Tag::Figure => (above != Some(Group::Figure)).then_some(Group::Figure),
        _ => None,
    }
}

/// Whether an address is that of a picture file.
fn is_picture_file(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let ends = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];
    path.rsplit_once('.').is_some_and(|(_, end)| ends.iter().any(|it| end.eq_ignore_ascii_case(it)))
}

fn kept_text(verdicts: &[Verdict], source: &str) -> String {
    let kept = verdicts.iter().filter(|it| it.removal.is_none());
    kept.map(|it| it.span.of(source)).collect::<String>().trim_matches('\n').to_owned()
}

/// The public address of a player's frame.
fn frame_address(src: &str) -> String {
    let id = |prefix: &str| {
        let (_, rest) = src.split_once(prefix)?;
        let id = rest.split(['?', '/', '&', '#']).next()?;
        (!id.is_empty()).then_some(id)
    };
    let page = match Provider::of(src) {
        Some(Provider::YouTube) => id("/embed/").and_then(|it| match it {
            // Not a single film: a playlist, a live channel.
            "videoseries" => Some(format!("https://www.youtube.com/playlist?list={}", id("list=")?)),
            "live_stream" => None,
            id => Some(format!("https://www.youtube.com/watch?v={id}")),
        }),
        Some(Provider::Vimeo) => id("/video/").map(|id| format!("https://vimeo.com/{id}")),
        _ => None,
    };
    page.unwrap_or_else(|| src.to_owned())
}
