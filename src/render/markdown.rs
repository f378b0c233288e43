//! The body as Markdown: CommonMark with GFM's tables and strike-through, `$…$` for formulas.
//!
//! What is printed renders back to the same text: characters that Markdown would take for markup are escaped, and markup
//! that Markdown cannot say at its place (emphasis that begins inside a word and at a quotation mark) is left out.

use super::address::Resolver;
use super::escape::{Escaper, fence, lines_with_prefix};
use super::inline::{self, Inline};
use super::outline::{Cell, Group, Leaf, Node, Row};
use crate::options::Options;
use crate::page::MarkKind;
use crate::scan::Scan;

/// Columns of a table are filled up to so many: protects against a page of one wide row and many empty ones.
const MAX_COLUMNS: usize = 200;

/// Cells go on in the rows below them in so many columns: protects against a tall row and thousands of short ones below it.
const TALL_COLUMNS: usize = 32;

/// Prints the outline of a page of so many bytes; whether something had to be left out.
pub(super) fn render(
    scan: &Scan<'_>,
    nodes: &[Node<'_>],
    title: Option<&str>,
    options: &Options,
    bytes: usize,
) -> (String, bool) {
    let math = scan.page.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Math { .. }));
    let printer = Printer { resolver: Resolver::new(scan, options, bytes), math };
    let body = printer.nodes(nodes);
    let whole = match title {
        Some(title) => {
            let heading = printer.line(&[Inline::Text(title.into())], Place::Heading);
            [format!("# {heading}"), body].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
        }
        None => body,
    };
    (whole, printer.resolver.is_spent())
}

/// Where a line of text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Paragraph,
    Heading,
    Cell,
}

struct Printer {
    resolver: Resolver,
    /// The page has formulas, so `$` means something.
    math: bool,
}

impl Printer {
    /// Paragraphs with a blank line between.
    fn nodes(&self, nodes: &[Node<'_>]) -> String {
        let mut out = String::new();
        let mut last: Option<(&Node<'_>, bool)> = None;
        for node in nodes {
            // A list straight after a list of its kind would go on with it: its sign differs.
            let other = last.is_some_and(|(before, other)| same_list(before, node) && !other);
            let part = self.node(node, other);
            if part.is_empty() {
                continue;
            }
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(&part);
            last = Some((node, other));
        }
        out
    }

    fn node(&self, node: &Node<'_>, other: bool) -> String {
        match node {
            Node::Group(Group::Quote, nodes) => lines_with_prefix(&self.nodes(nodes), "> ", "> "),
            Node::Group(Group::List(first), nodes) => self.list(*first, nodes, other),
            Node::Group(Group::Term, nodes) => self.terms(nodes),
            Node::Group(_, nodes) => self.nodes(nodes),
            Node::Leaf(Leaf::Heading(level), inlines) => {
                let line = self.line(inlines, Place::Heading);
                if line.is_empty() { line } else { format!("{} {line}", "#".repeat(usize::from((*level).clamp(1, 6)))) }
            }
            Node::Leaf(_, inlines) => self.line(inlines, Place::Paragraph),
            Node::Code(text, language) => {
                let fence = fence(text);
                format!("{fence}{}\n{text}\n{fence}", language.unwrap_or_default())
            }
            Node::Table(rows) => self.table(rows),
            Node::Image { src, alt } => self.line(&[Inline::Image { src, alt }], Place::Paragraph),
            Node::Embed(address) => match self.resolver.link(address).filter(|href| href.contains("://")) {
                // Whether `&copy;` is a sign in the short form, readers of Markdown do not agree.
                Some(href) if target(&href) != href => {
                    let link = MarkKind::Link { href: address.as_str().into() };
                    self.line(&[Inline::Marked(&link, vec![Inline::Text(href.into())])], Place::Paragraph)
                }
                Some(href) => format!("<{href}>"),
                None => String::new(),
            },
            Node::Notes(notes) => {
                let note = |(number, nodes): &(u32, Vec<Node<'_>>)| {
                    lines_with_prefix(&self.nodes(nodes), &format!("[^{number}]: "), "    ")
                };
                notes.iter().map(note).collect::<Vec<_>>().join("\n\n")
            }
        }
    }

    /// Terms that a definition list explains, in bold.
    fn terms(&self, nodes: &[Node<'_>]) -> String {
        match nodes {
            [Node::Leaf(_, inlines)] => {
                let plain = inlines.iter().all(|it| matches!(it, Inline::Text(_)));
                let mut escaper = Escaper::new(self.math, false);
                if plain {
                    escaper.delimited(
                        "**",
                        inlines
                            .iter()
                            .filter_map(|it| match it {
                                Inline::Text(text) => Some(&**text),
                                _ => None,
                            })
                            .collect::<String>()
                            .as_str(),
                        None,
                    );
                    return escaper.finish();
                }
                self.line(inlines, Place::Paragraph)
            }
            nodes => self.nodes(nodes),
        }
    }

    fn list(&self, first: Option<u32>, items: &[Node<'_>], other: bool) -> String {
        let tight = items.iter().all(is_tight);
        let mut out = String::new();
        for (index, item) in items.iter().enumerate() {
            let sign = match first {
                // Markdown's numbers have nine digits at most.
                Some(first) => {
                    let number = (u64::from(first) + index as u64).min(999_999_999);
                    format!("{number}{} ", if other { ')' } else { '.' })
                }
                None => if other { "* " } else { "- " }.to_owned(),
            };
            let inside = std::slice::from_ref(item);
            let nodes = if let Node::Group(Group::Item, nodes) = item { nodes } else { inside };
            let body = if tight { self.tight_item(nodes) } else { self.nodes(nodes) };
            if index > 0 {
                out.push_str(if tight { "\n" } else { "\n\n" });
            }
            let indent = " ".repeat(sign.len());
            out.push_str(lines_with_prefix(&body, &sign, &indent).trim_end());
        }
        out
    }

    /// An item whose nested list follows its text without a blank line.
    fn tight_item(&self, nodes: &[Node<'_>]) -> String {
        let parts: Vec<String> = nodes.iter().map(|node| self.node(node, false)).filter(|it| !it.is_empty()).collect();
        parts.join("\n")
    }

    fn table(&self, rows: &[Row<'_>]) -> String {
        let columns = by_column(rows).map(|row| row.len()).max().unwrap_or(0).min(MAX_COLUMNS);
        let mut out = String::new();
        for (index, row) in by_column(rows).enumerate() {
            if index > 0 {
                out.push('\n');
            }
            out.push('|');
            for cell in &row {
                let paragraphs = cell.map_or(&[][..], |cell| &cell.paragraphs);
                let parts: Vec<String> = paragraphs.iter().map(|it| self.line(it, Place::Cell)).collect();
                out.push(' ');
                out.push_str(&parts.join("<br>"));
                out.push_str(" |");
            }
            if index == 0 {
                out.push_str(&"  |".repeat(columns.saturating_sub(row.len())));
                out.push_str("\n|");
                out.push_str(&" --- |".repeat(columns.max(row.len())));
            }
        }
        out
    }

    /// One paragraph's text.
    fn line(&self, inlines: &[Inline<'_>], place: Place) -> String {
        let mut escaper = Escaper::new(self.math, place == Place::Cell);
        self.inlines(inlines, place, &mut escaper, None);
        let mut line = escaper.finish();
        // A heading's closing signs would be left out.
        if place == Place::Heading && line.ends_with('#') {
            line.insert(line.len() - 1, '\\');
        }
        line
    }

    fn inlines(&self, inlines: &[Inline<'_>], place: Place, out: &mut Escaper, after: Option<char>) {
        for (index, it) in inlines.iter().enumerate() {
            match it {
                Inline::Text(text) => out.text(text),
                Inline::Break => match place {
                    Place::Paragraph => out.line_break(),
                    Place::Heading => out.text(" "),
                    Place::Cell => out.raw("<br>"),
                },
                Inline::Image { src, alt } => {
                    if let Some(src) = self.resolver.picture(src) {
                        out.link_open("![");
                        out.text(alt.trim());
                        out.raw(&format!("]({})", target(&src)));
                    }
                }
                Inline::Note(number) => {
                    out.raw(&format!("[^{number}]"));
                    // What follows would make a link of it.
                    if inlines.get(index + 1).map_or(after, first_char) == Some('(') {
                        out.raw("\\");
                    }
                }
                Inline::Marked(kind, inside) => {
                    let next = inlines.get(index + 1).map_or(after, first_char);
                    self.marked(kind, inside, place, out, next);
                }
            }
        }
    }

    fn marked(&self, kind: &MarkKind, inside: &[Inline<'_>], place: Place, out: &mut Escaper, next: Option<char>) {
        if inline::is_blank(inside) {
            return self.inlines(inside, place, out, next);
        }
        match kind {
            MarkKind::Link { href } => match self.resolver.link(href) {
                Some(href) => {
                    out.link_open("[");
                    self.inlines(inside, place, out, Some(']'));
                    out.raw(&format!("]({})", target(&href)));
                }
                None => self.inlines(inside, place, out, next),
            },
            MarkKind::Code => {
                let mut text = String::new();
                inline::plain(inside, &mut text);
                out.code(&text);
            }
            MarkKind::Math { display } => {
                let mut text = String::new();
                inline::plain(inside, &mut text);
                out.math(&text, *display);
            }
            MarkKind::Emphasis | MarkKind::Strong | MarkKind::Deleted => {
                let sign = match kind {
                    MarkKind::Emphasis => "*",
                    MarkKind::Strong => "**",
                    _ => "~~",
                };
                // Nested signs that meet at one end only are read otherwise than written.
                let mut nested = Escaper::nested(out);
                let bare = inside.len() > 1 && [inside.first(), inside.last()].into_iter().flatten().any(is_signed);
                if bare {
                    return self.inlines(inside, place, out, next);
                }
                self.inlines(inside, place, &mut nested, None);
                out.delimited_raw(sign, &nested.finish(), next);
            }
            MarkKind::Superscript => self.tagged("sup", inside, place, out),
            MarkKind::Subscript => self.tagged("sub", inside, place, out),
            MarkKind::Keyboard => self.tagged("kbd", inside, place, out),
            MarkKind::Highlight => self.tagged("mark", inside, place, out),
            MarkKind::Image { .. } => {}
        }
    }

    fn tagged(&self, name: &str, inside: &[Inline<'_>], place: Place, out: &mut Escaper) {
        out.raw(&format!("<{name}>"));
        self.inlines(inside, place, out, Some('<'));
        out.raw(&format!("</{name}>"));
    }
}

/// The cells of each row by column; none where one to the left or above goes on.
fn by_column<'r, 'a>(rows: &'r [Row<'a>]) -> impl Iterator<Item = Vec<Option<&'r Cell<'a>>>> {
    // For each column, how many more rows the cell above takes.
    let mut tall = [0_u16; TALL_COLUMNS];
    rows.iter().map(move |row| {
        let mut columns = Vec::with_capacity(row.len());
        for cell in row {
            while tall.get(columns.len()).is_some_and(|rows| *rows > 0) {
                tall[columns.len()] -= 1;
                columns.push(None);
            }
            let from = columns.len();
            columns.push(Some(cell));
            columns.resize((from + usize::from(cell.columns)).min(MAX_COLUMNS).max(from + 1), None);
            let to = columns.len().min(TALL_COLUMNS);
            tall[from.min(to)..to].fill(cell.rows.saturating_sub(1));
        }
        for rows in tall.iter_mut().skip(columns.len()) {
            *rows = rows.saturating_sub(1);
        }
        columns
    })
}

/// An address as the target of a link: `&copy;` in it would be read as a sign.
fn target(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut parts = address.split('&');
    out.extend(parts.next());
    for part in parts {
        let name = part.strip_prefix('#').unwrap_or(part);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric());
        let read = end.is_some_and(|end| end > 0 && name[end..].starts_with(';'));
        out.push_str(if read { "\\&" } else { "&" });
        out.push_str(part);
    }
    out
}

/// Whether a part of a line is written with signs of emphasis.
fn is_signed(it: &Inline<'_>) -> bool {
    matches!(it, Inline::Marked(MarkKind::Emphasis | MarkKind::Strong | MarkKind::Deleted, _))
}

/// The first character that a part of a line is written with.
fn first_char(it: &Inline<'_>) -> Option<char> {
    match it {
        Inline::Text(text) => text.chars().next(),
        Inline::Break => Some('\n'),
        Inline::Image { .. } => Some('!'),
        Inline::Note(_) | Inline::Marked(MarkKind::Link { .. }, _) => Some('['),
        Inline::Marked(MarkKind::Code, _) => Some('`'),
        Inline::Marked(_, _) => Some('*'),
    }
}

/// Whether two lists are of one kind.
fn same_list(before: &Node<'_>, after: &Node<'_>) -> bool {
    match (before, after) {
        (Node::Group(Group::List(a), _), Node::Group(Group::List(b), _)) => a.is_some() == b.is_some(),
        _ => false,
    }
}

/// Whether an item is a line of text, and lists that may follow it without a blank line.
fn is_tight(item: &Node<'_>) -> bool {
    let Node::Group(Group::Item, nodes) = item else { return matches!(item, Node::Leaf(Leaf::Paragraph, _)) };
    let [Node::Leaf(Leaf::Paragraph, _), rest @ ..] = &nodes[..] else { return false };
    match rest {
        [] => true,
        // Only a list that begins with 1 can end a paragraph.
        [Node::Group(Group::List(None | Some(1)), items)] => items.iter().all(is_tight),
        _ => false,
    }
}
