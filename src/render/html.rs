//! The body as HTML: semantic elements only, built from the outline, so none of the page's own markup gets through.

use std::fmt::Write as _;

use super::address::Resolver;
use super::inline::{self, Inline, Picture};
use super::outline::{Group, Leaf, Node, Numbers, TableCell, TableRow};
use crate::cleaned::Direction;
use crate::page::MarkKind;

/// Widest span of a cell; browsers stop at 1,000.
const MAX_SPAN: u16 = 1000;

/// Prints the outline of a page. Returns whether something had to be left out.
pub(super) fn render(
    nodes: &[Node<'_>],
    title: Option<&str>,
    direction: Option<Direction>,
    resolver: Resolver,
) -> (String, bool) {
    let mut printer = HtmlPrinter { out: String::new(), resolver };
    if let Some(title) = title {
        printer.out.push_str("<h1>");
        printer.text(title);
        printer.out.push_str("</h1>\n");
    }
    printer.nodes(nodes);
    printer.out.truncate(printer.out.trim_end().len());
    // Right-to-left pages set the direction once, for the whole page.
    if direction == Some(Direction::Rtl) && !printer.out.is_empty() {
        printer.out = format!("<div dir=\"rtl\">\n{}\n</div>", printer.out);
    }
    (printer.out, printer.resolver.is_spent())
}

struct HtmlPrinter {
    out: String,
    resolver: Resolver,
}

impl HtmlPrinter {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Group(group, nodes) => self.group(*group, nodes),
            Node::Leaf(leaf, inlines) => self.leaf(*leaf, inlines),
            Node::Code(text, language) => {
                self.out.push_str("<pre><code");
                if let Some(language) = language {
                    self.out.push_str(" class=\"language-");
                    self.text(language);
                    self.out.push('"');
                }
                self.out.push('>');
                self.text(text);
                self.out.push_str("</code></pre>\n");
            }
            Node::Table(rows) => self.table(rows),
            Node::Image(picture) => {
                let start = self.out.len();
                self.out.push_str("<p>");
                if self.image(*picture) {
                    self.out.push_str("</p>\n");
                } else {
                    self.out.truncate(start);
                }
            }
            Node::Notes(notes) => {
                self.out.push_str("<ol>\n");
                for (number, nodes) in notes {
                    let _ = write!(self.out, "<li id=\"fn-{number}\">");
                    self.flow(nodes);
                    self.out.push_str("</li>\n");
                }
                self.out.push_str("</ol>\n");
            }
            Node::Embed(address) => {
                if let Some(href) = self.resolver.link(address) {
                    self.out.push_str("<p>");
                    self.link(&href, |it| it.text(address));
                    self.out.push_str("</p>\n");
                }
            }
        }
    }

    fn group(&mut self, group: Group, nodes: &[Node<'_>]) {
        let (open, close) = match group {
            Group::Quote => ("<blockquote>\n", "</blockquote>\n"),
            Group::List(None) => ("<ul>\n", "</ul>\n"),
            Group::List(Some(Numbers { first, down })) => {
                self.out.push_str("<ol");
                if down {
                    self.out.push_str(" reversed");
                }
                if down || first != 1 {
                    let _ = write!(self.out, " start=\"{first}\"");
                }
                (">\n", "</ol>\n")
            }
            Group::Item(Some(number)) => {
                let _ = write!(self.out, "<li value=\"{number}\">");
                ("", "</li>\n")
            }
            Group::Item(None) => ("<li>", "</li>\n"),
            Group::Callout(_) => ("<aside>\n", "</aside>\n"),
            Group::Terms => ("<dl>\n", "</dl>\n"),
            Group::Term => ("<dt>", "</dt>\n"),
            Group::Definition => ("<dd>", "</dd>\n"),
            Group::Figure => ("<figure>\n", "</figure>\n"),
        };
        self.out.push_str(open);
        match group {
            Group::Item(_) | Group::Term | Group::Definition => self.flow(nodes),
            Group::List(_) => self.children(nodes, Group::Item(None)),
            Group::Terms => self.children(nodes, Group::Definition),
            Group::Figure => self.figure(nodes),
            Group::Quote | Group::Callout(_) => self.nodes(nodes),
        }
        self.out.push_str(close);
    }

    /// A list's children; anything else becomes an item.
    fn children(&mut self, nodes: &[Node<'_>], wrap: Group) {
        for node in nodes {
            match node {
                Node::Group(Group::Item(_) | Group::Term | Group::Definition, _) => self.node(node),
                _ => self.group(wrap, std::slice::from_ref(node)),
            }
        }
    }

    /// The content of an item; its first paragraph gets no `<p>`.
    fn flow(&mut self, nodes: &[Node<'_>]) {
        let paragraphs = nodes.iter().filter(|it| matches!(it, Node::Leaf(Leaf::Paragraph, _))).count();
        for node in nodes {
            match node {
                Node::Leaf(Leaf::Paragraph, inlines) if paragraphs == 1 => {
                    self.inlines(inlines);
                    if nodes.len() > 1 {
                        self.out.push('\n');
                    }
                }
                node => self.node(node),
            }
        }
        let trimmed = self.out.trim_end_matches('\n').len();
        self.out.truncate(trimmed);
    }

    fn figure(&mut self, nodes: &[Node<'_>]) {
        let captions = nodes.iter().filter(|it| matches!(it, Node::Leaf(Leaf::Caption, _))).count();
        for node in nodes {
            match node {
                Node::Leaf(Leaf::Caption, inlines) if captions == 1 => self.boxed("figcaption", inlines),
                Node::Image(picture) => {
                    if self.image(*picture) {
                        self.out.push('\n');
                    }
                }
                node => self.node(node),
            }
        }
    }

    fn leaf(&mut self, leaf: Leaf, inlines: &[Inline<'_>]) {
        match leaf {
            Leaf::Paragraph | Leaf::Caption => self.boxed("p", inlines),
            Leaf::Heading(level) => {
                self.boxed(["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6)) - 1], inlines);
            }
        }
    }

    fn boxed(&mut self, name: &str, inlines: &[Inline<'_>]) {
        let _ = write!(self.out, "<{name}>");
        self.inlines(inlines);
        let _ = writeln!(self.out, "</{name}>");
    }

    fn table(&mut self, rows: &[TableRow<'_>]) {
        let is_head = |row: &TableRow<'_>| row.iter().all(|cell| cell.header);
        let head = rows.iter().take_while(|row| is_head(row)).count();
        self.out.push_str("<table>\n");
        for (name, rows) in [("thead", &rows[..head]), ("tbody", &rows[head..])] {
            if rows.is_empty() {
                continue;
            }
            let _ = writeln!(self.out, "<{name}>");
            for row in rows {
                self.out.push_str("<tr>");
                for cell in row {
                    self.cell(cell);
                }
                self.out.push_str("</tr>\n");
            }
            let _ = writeln!(self.out, "</{name}>");
        }
        self.out.push_str("</table>\n");
    }

    fn cell(&mut self, cell: &TableCell<'_>) {
        let name = if cell.header { "th" } else { "td" };
        let _ = write!(self.out, "<{name}");
        for (key, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span > 1 {
                let _ = write!(self.out, " {key}=\"{}\"", span.min(MAX_SPAN));
            }
        }
        self.out.push('>');
        for (index, paragraph) in cell.paragraphs.iter().enumerate() {
            if index > 0 {
                self.out.push_str("<br>");
            }
            self.inlines(paragraph);
        }
        let _ = write!(self.out, "</{name}>");
    }

    fn inlines(&mut self, inlines: &[Inline<'_>]) {
        for it in inlines {
            match it {
                Inline::Text(text) => self.text(text),
                Inline::Break => self.out.push_str("<br>"),
                Inline::Image(picture) => {
                    self.image(*picture);
                }
                Inline::Task(done) => {
                    let _ =
                        write!(self.out, "<input type=\"checkbox\" disabled{}> ", if *done { " checked" } else { "" });
                }
                Inline::Note(number) => {
                    let _ = write!(self.out, "<sup><a href=\"#fn-{number}\">{number}</a></sup>");
                }
                Inline::Marked(kind, inside) => self.marked(kind, inside),
            }
        }
    }

    fn marked(&mut self, kind: &MarkKind, inside: &[Inline<'_>]) {
        if inline::is_blank(inside) {
            return self.inlines(inside);
        }
        let (open, close) = match kind {
            MarkKind::Emphasis => ("<em>", "</em>"),
            MarkKind::Strong => ("<strong>", "</strong>"),
            MarkKind::Code => ("<code>", "</code>"),
            MarkKind::Deleted => ("<del>", "</del>"),
            MarkKind::Superscript => ("<sup>", "</sup>"),
            MarkKind::Subscript => ("<sub>", "</sub>"),
            MarkKind::Keyboard => ("<kbd>", "</kbd>"),
            MarkKind::Highlight => ("<mark>", "</mark>"),
            MarkKind::Math { .. } => ("<code class=\"language-math\">", "</code>"),
            MarkKind::Link { href } => {
                match self.resolver.link(href) {
                    Some(href) => self.link(&href, |it| it.inlines(inside)),
                    None => self.inlines(inside),
                }
                return;
            }
            MarkKind::Image(_) | MarkKind::Task(_) => ("", ""),
        };
        self.out.push_str(open);
        self.inlines(inside);
        self.out.push_str(close);
    }

    fn link(&mut self, href: &str, inside: impl FnOnce(&mut Self)) {
        self.out.push_str("<a href=\"");
        self.text(href);
        self.out.push_str("\">");
        inside(self);
        self.out.push_str("</a>");
    }

    /// Writes a picture. Returns whether its address is usable.
    fn image(&mut self, picture: Picture<'_>) -> bool {
        let Some(src) = self.resolver.picture(&picture.image.src) else { return false };
        let write = |it: &mut Self| {
            it.out.push_str("<img src=\"");
            it.text(&src);
            it.out.push_str("\" alt=\"");
            it.text(&picture.image.alt);
            it.out.push_str("\">");
        };
        match picture.link().and_then(|href| self.resolver.link(href)) {
            Some(href) => self.link(&href, write),
            None => write(self),
        }
        true
    }

    /// Writes text, also for attributes.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\u{a0}' => self.out.push_str("&nbsp;"),
                // Other control characters are not allowed in HTML, and browsers show none.
                c if c.is_ascii_control() && !c.is_ascii_whitespace() => self.out.push('\u{fffd}'),
                c => self.out.push(c),
            }
        }
    }
}
