//! The body as Markdown: CommonMark with GFM's tables and strike-through, `$…$` for formulas.
//!
//! The output renders back to the same text: characters that would be read as markup are escaped, and markup that
//! Markdown cannot express (emphasis that begins inside a word at a quotation mark) is left out.

use super::address::Resolver;
use super::escape::{Escaper, Next, fence, lines_with_prefix, no_address};
use super::inline::{self, Inline, Picture};
use super::outline::{Group, Leaf, Node, Numbers, TableCell, TableRow};
use crate::page::{Callout, MarkKind};
use crate::scan::Scan;

/// Most columns to which short rows are filled: bounds the size of one wide row with many empty ones.
const MAX_COLUMNS: usize = 200;

/// Most columns in which cells span rows: bounds the size of a tall row with thousands of short ones below it.
const TALL_COLUMNS: usize = 32;

/// Prints the outline of a page. Returns whether something had to be left out.
pub(super) fn render(scan: &Scan<'_>, nodes: &[Node<'_>], title: Option<&str>, resolver: Resolver) -> (String, bool) {
    let math = scan.page.marks.iter().any(|mark| matches!(mark.kind, MarkKind::Math { .. }));
    let printer = MarkdownPrinter { resolver, math };
    let body = printer.nodes(nodes);
    let whole = match title {
        Some(title) => {
            let heading = printer.line(&[Inline::Text(title.into())], LineContext::Heading);
            [format!("# {heading}"), body].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
        }
        None => body,
    };
    (whole, printer.resolver.is_spent())
}

/// The kind of block that a line of text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineContext {
    Paragraph,
    Heading,
    Cell,
}

struct MarkdownPrinter {
    resolver: Resolver,
    /// The page has formulas, so `$` means something.
    math: bool,
}

impl MarkdownPrinter {
    /// Prints blocks with a blank line between.
    fn nodes(&self, nodes: &[Node<'_>]) -> String {
        let mut out = String::new();
        let mut last: Option<(&Node<'_>, bool)> = None;
        for node in nodes {
            // A list directly after a list of its kind would continue it, so its marker differs.
            let other = last.is_some_and(|(before, other)| same_list(before, node) && !other);
            let part = self.node(node, other);
            if part.is_empty() {
                continue;
            }
            if out.is_empty() {
                // A page may be one large table.
                out = part;
            } else {
                out.push_str("\n\n");
                out.push_str(&part);
            }
            let turned =
                matches!(node, Node::Group(Group::List(Some(numbers)), items) if turns(*numbers, items) % 2 == 1);
            last = Some((node, other != turned));
        }
        out
    }

    fn node(&self, node: &Node<'_>, other: bool) -> String {
        match node {
            Node::Group(Group::Quote, nodes) => lines_with_prefix(&self.nodes(nodes), "> ", "> "),
            Node::Group(Group::Callout(kind), nodes) => self.callout(*kind, nodes),
            Node::Group(Group::List(numbers), nodes) => self.list(*numbers, nodes, other),
            Node::Group(Group::Term, nodes) => self.terms(nodes),
            Node::Group(_, nodes) => self.nodes(nodes),
            Node::Leaf(Leaf::Heading(level), inlines) => {
                let line = self.line(inlines, LineContext::Heading);
                if line.is_empty() { line } else { format!("{} {line}", "#".repeat(usize::from((*level).clamp(1, 6)))) }
            }
            Node::Leaf(_, inlines) => self.line(inlines, LineContext::Paragraph),
            Node::Code(text, language) => {
                let fence = fence(text);
                format!("{fence}{}\n{text}\n{fence}", language.unwrap_or_default())
            }
            Node::Table(rows) => self.table(rows),
            Node::Image(picture) => self.line(&[Inline::Image(*picture)], LineContext::Paragraph),
            Node::Embed(address) => match self.resolver.link(address).filter(|href| href.contains("://")) {
                // Markdown parsers disagree on references without a semicolon.
                Some(href) if target(&href) != href => {
                    let link = MarkKind::Link { href: address.as_str().into() };
                    self.line(&[Inline::Marked(&link, vec![Inline::Text(href.into())])], LineContext::Paragraph)
                }
                Some(href) => format!("<{href}>"),
                None => String::new(),
            },
            Node::Notes(notes) => {
                let note = |(number, nodes): &(u32, Vec<Node<'_>>)| {
                    lines_with_prefix(&no_address(self.nodes(nodes)), &format!("[^{number}]: "), "    ")
                };
                notes.iter().map(note).collect::<Vec<_>>().join("\n\n")
            }
        }
    }

    /// Terms of a definition list, in bold.
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
                    );
                    return escaper.finish();
                }
                self.line(inlines, LineContext::Paragraph)
            }
            nodes => self.nodes(nodes),
        }
    }

    /// A callout in the syntax of GitHub and Obsidian; a title that only repeats the kind is left out.
    fn callout(&self, kind: Callout, nodes: &[Node<'_>]) -> String {
        let named = |it: &&Node<'_>| matches!(it, Node::Leaf(_, inlines) if names(inlines, kind));
        let rest = if nodes.first().as_ref().is_some_and(named) { &nodes[1..] } else { nodes };
        let body = self.nodes(rest);
        let sign = match kind {
            Callout::Note => "[!NOTE]",
            Callout::Tip => "[!TIP]",
            Callout::Important => "[!IMPORTANT]",
            Callout::Warning => "[!WARNING]",
            Callout::Caution => "[!CAUTION]",
        };
        lines_with_prefix(format!("{sign}\n{body}").trim_end(), "> ", "> ")
    }

    fn list(&self, numbers: Option<Numbers>, items: &[Node<'_>], other: bool) -> String {
        let tight = items.iter().all(is_tight);
        let mut out = String::new();
        let mut other = other;
        // The number that a Markdown parser counts to.
        let mut due = None;
        let mut given = numbers.map(|numbers| numbers.of(items));
        for (index, item) in items.iter().enumerate() {
            let sign = match given.as_mut().and_then(Iterator::next) {
                Some(number) => {
                    // CommonMark allows nine digits at most.
                    let number = number.min(999_999_999);
                    // Markdown counts up by one: after any other step a new list begins, with the other marker.
                    other ^= due.is_some_and(|due| due != number);
                    due = Some(number.saturating_add(1).min(999_999_999));
                    format!("{number}{} ", if other { ')' } else { '.' })
                }
                None => if other { "* " } else { "- " }.to_owned(),
            };
            let inside = std::slice::from_ref(item);
            let nodes = if let Node::Group(Group::Item(_), nodes) = item { nodes } else { inside };
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

    fn table(&self, rows: &[TableRow<'_>]) -> String {
        let columns = by_column(rows).map(|row| row.len()).max().unwrap_or(0).min(MAX_COLUMNS);
        let mut out = String::new();
        for (index, row) in by_column(rows).enumerate() {
            if index > 0 {
                out.push('\n');
            }
            out.push('|');
            for cell in &row {
                let paragraphs = cell.map_or(&[][..], |cell| &cell.paragraphs);
                let parts: Vec<String> = paragraphs.iter().map(|it| self.line(it, LineContext::Cell)).collect();
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
    fn line(&self, inlines: &[Inline<'_>], context: LineContext) -> String {
        let mut escaper = Escaper::new(self.math, context == LineContext::Cell);
        self.inlines(inlines, context, &mut escaper, Next::NONE);
        let mut line = escaper.finish();
        // Closing `#` signs of a heading would be dropped.
        if context == LineContext::Heading && line.ends_with('#') {
            line.insert(line.len() - 1, '\\');
        }
        line
    }

    fn inlines(&self, inlines: &[Inline<'_>], context: LineContext, out: &mut Escaper, after: Next) {
        for (index, it) in inlines.iter().enumerate() {
            match it {
                Inline::Text(text) => out.text(text),
                Inline::Break => match context {
                    LineContext::Paragraph => out.line_break(),
                    LineContext::Heading => out.text(" "),
                    LineContext::Cell => out.raw("<br>"),
                },
                Inline::Image(picture) => self.picture(*picture, out),
                Inline::Task(done) => out.raw(if *done { "[x] " } else { "[ ] " }),
                Inline::Note(number) => {
                    out.raw(&format!("[^{number}]"));
                    // A following bracket would make a link of it.
                    if inlines.get(index + 1).map_or(after, Next::of).first == Some('(') {
                        out.raw("\\");
                    }
                }
                Inline::Marked(kind, inside) => {
                    let next = inlines.get(index + 1).map_or(after, Next::of);
                    self.marked(kind, inside, context, out, next);
                }
            }
        }
    }

    fn picture(&self, picture: Picture<'_>, out: &mut Escaper) {
        let Some(src) = self.resolver.picture(&picture.image.src) else { return };
        let link = picture.link().and_then(|href| self.resolver.link(href));
        if link.is_some() {
            out.link_open("[");
        }
        out.link_open("![");
        out.text(&picture.image.alt);
        out.raw(&format!("]({})", target(&src)));
        if let Some(href) = link {
            out.raw(&format!("]({})", target(&href)));
        }
    }

    fn marked(&self, kind: &MarkKind, inside: &[Inline<'_>], context: LineContext, out: &mut Escaper, next: Next) {
        if inline::is_blank(inside) {
            return self.inlines(inside, context, out, next);
        }
        match kind {
            MarkKind::Link { href } => match self.resolver.link(href) {
                Some(href) => {
                    out.link_open("[");
                    self.inlines(inside, context, out, Next::sign(']'));
                    out.raw(&format!("]({})", target(&href)));
                }
                None => self.inlines(inside, context, out, next),
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
                // Adjacent stars would be read differently, so `_` is used.
                let meets = [inside.first(), inside.last()].into_iter().flatten().any(is_strong);
                let sign = match kind {
                    MarkKind::Emphasis if meets || out.is_after('*') || next.signed => "_",
                    MarkKind::Emphasis => "*",
                    MarkKind::Strong => "**",
                    _ => "~~",
                };
                let written = |bare: bool| {
                    let mut nested = Escaper::nested(out, sign, bare);
                    let inner = Next { signed: *kind == MarkKind::Strong, ..Next::sign(nested.sign()) };
                    self.inlines(inside, context, &mut nested, inner);
                    nested.finish()
                };
                let mut text = written(false);
                // Delimiters inside are left out if they would break those around them, or would break without them.
                let edged =
                    || [inside.first(), inside.last()].into_iter().flatten().any(|it| matches!(it, Inline::Marked(..)));
                if (*kind == MarkKind::Strong || edged()) && !out.stands(sign, &text, next) {
                    let bare = written(true);
                    text = if edged() || out.stands(sign, &bare, next) { bare } else { text };
                }
                out.delimited_raw(sign, &text, next);
            }
            MarkKind::Superscript => self.tagged("sup", inside, context, out),
            MarkKind::Subscript => self.tagged("sub", inside, context, out),
            MarkKind::Keyboard => self.tagged("kbd", inside, context, out),
            MarkKind::Highlight => self.tagged("mark", inside, context, out),
            MarkKind::Image(_) | MarkKind::Task(_) => {}
        }
    }

    fn tagged(&self, name: &str, inside: &[Inline<'_>], context: LineContext, out: &mut Escaper) {
        out.raw(&format!("<{name}>"));
        self.inlines(inside, context, out, Next::sign('<'));
        out.raw(&format!("</{name}>"));
    }
}

/// The cells of each row by column; `None` where a cell from the left or above continues.
fn by_column<'r, 'a>(rows: &'r [TableRow<'a>]) -> impl Iterator<Item = Vec<Option<&'r TableCell<'a>>>> {
    // A column in which no cell begins is dropped: `colspan=1000` means the whole row.
    let cells = rows.iter().map(Vec::len).max().unwrap_or(0);
    let tall = rows.iter().flatten().filter(|cell| cell.rows > 1).take(TALL_COLUMNS).count();
    let widest = (cells + tall).min(MAX_COLUMNS);
    // For each column, the rows that the cell above still spans.
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
            columns.resize((from + usize::from(cell.columns)).min(widest).max(from + 1), None);
            let to = columns.len().min(TALL_COLUMNS);
            tall[from.min(to)..to].fill(cell.rows.saturating_sub(1));
        }
        for rows in tall.iter_mut().skip(columns.len()) {
            *rows = rows.saturating_sub(1);
        }
        columns
    })
}

/// An address as the target of a link; `&copy;` in it would be read as a reference.
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

/// Whether a part of a line is written with stars, or begins or ends with one.
fn is_strong(it: &Inline<'_>) -> bool {
    match it {
        Inline::Marked(MarkKind::Strong, _) => true,
        Inline::Marked(MarkKind::Emphasis | MarkKind::Deleted, inside) => {
            inside.first().is_some_and(is_strong) || inside.last().is_some_and(is_strong)
        }
        _ => false,
    }
}

/// Whether the content of delimiters begins and ends with a letter or a digit.
fn is_plain(inside: &[Inline<'_>]) -> bool {
    match inside {
        [Inline::Text(text)] => text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric),
        _ => false,
    }
}

impl Next {
    fn of(it: &Inline<'_>) -> Self {
        match it {
            Inline::Text(text) => Self { first: text.chars().next(), signed: false },
            Inline::Break => Self::sign('\n'),
            Inline::Image(_) => Self::sign('!'),
            Inline::Task(_) | Inline::Note(_) | Inline::Marked(MarkKind::Link { .. }, _) => Self::sign('['),
            Inline::Marked(MarkKind::Code, _) => Self::sign('`'),
            // Certainly written with its stars.
            Inline::Marked(MarkKind::Strong, inside) if is_plain(inside) => Self { signed: true, first: Some('*') },
            Inline::Marked(MarkKind::Emphasis | MarkKind::Strong | MarkKind::Deleted, inside) => {
                Self { signed: true, ..inside.first().map_or(Self::sign('*'), Self::of) }
            }
            Inline::Marked(..) => Self::sign('*'),
        }
    }
}

/// How often a list's number is not one more than the one before.
fn turns(numbers: Numbers, items: &[Node<'_>]) -> usize {
    let given: Vec<u32> = numbers.of(items).map(|number| number.min(999_999_999)).collect();
    given.windows(2).filter(|two| two[1] != two[0].saturating_add(1).min(999_999_999)).count()
}

/// Whether a title only repeats the kind of its callout.
fn names(title: &[Inline<'_>], kind: Callout) -> bool {
    let mut text = String::new();
    inline::plain(title, &mut text);
    let text = text.trim().trim_end_matches([':', '!', '.']).trim_end();
    let names: &[&str] = match kind {
        Callout::Note => &["note", "info", "information"],
        Callout::Tip => &["tip", "hint"],
        Callout::Important => &["important"],
        Callout::Warning => &["warning", "attention"],
        Callout::Caution => &["caution", "danger"],
    };
    names.iter().any(|it| text.eq_ignore_ascii_case(it))
}

/// Whether two lists are of one kind.
fn same_list(before: &Node<'_>, after: &Node<'_>) -> bool {
    match (before, after) {
        (Node::Group(Group::List(a), _), Node::Group(Group::List(b), _)) => a.is_some() == b.is_some(),
        _ => false,
    }
}

/// Whether an item is a line of text, perhaps with lists that may follow it without a blank line.
fn is_tight(item: &Node<'_>) -> bool {
    let Node::Group(Group::Item(_), nodes) = item else { return matches!(item, Node::Leaf(Leaf::Paragraph, _)) };
    let [Node::Leaf(Leaf::Paragraph, _), rest @ ..] = &nodes[..] else { return false };
    match rest {
        [] => true,
        // Only a list that begins with 1 can interrupt a paragraph.
        [Node::Group(Group::List(numbers), items)] => {
            let first = numbers.and_then(|numbers| numbers.of(items).next());
            first.is_none_or(|first| first == 1) && items.iter().all(is_tight)
        }
        _ => false,
    }
}
