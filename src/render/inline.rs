//! Inline content: text with its markup as a tree.

use std::borrow::Cow;

use super::notes::Notes;
use crate::options::Options;
use crate::page::span::Span;
use crate::page::{Image, Mark, MarkKind, Page};
use crate::text::fold;

/// Greatest nesting depth of markup; deeper text is plain. Protects the stack of the recursive printers.
const MAX_DEPTH: usize = 8;

/// A part of a line of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inline<'a> {
    Text(Cow<'a, str>),
    /// A line break.
    Break,
    Marked(&'a MarkKind, Vec<Inline<'a>>),
    Image(Picture<'a>),
    /// A checkbox of a task list, ticked or not.
    Task(bool),
    /// A reference to the footnote of this number.
    Note(u32),
}

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Picture<'a> {
    pub(super) image: &'a Image,
    /// The link around it is printed with it.
    pub(super) linked: bool,
}

/// Whether a picture is printed where its place is kept: it is content.
pub(super) fn is_wanted(image: &Image, options: &Options) -> bool {
    options.include_images && image.junk.is_none()
}

impl<'a> Picture<'a> {
    /// Where the link that is printed with it leads.
    pub(super) fn link(self) -> Option<&'a str> {
        self.image.link.as_deref().filter(|_| self.linked)
    }
}

/// A piece of a block with its markup.
pub(super) fn inlines<'a>(
    page: &'a Page<'a>,
    block: usize,
    piece: Span,
    options: &Options,
    notes: &Notes,
) -> Vec<Inline<'a>> {
    let piece = piece.trim(&page.source);
    let whole = page.blocks[block].span;
    let from = page.marks.partition_point(|mark| mark.span.start < whole.start);
    let marks = page.marks[from..].iter().take_while(|mark| mark.span.start <= whole.end);
    let mut builder = InlineBuilder { page, at: piece.start, open: vec![(piece.end, None, Vec::new())] };
    for (index, mark) in marks.enumerate() {
        if let Some(span) = mark.span.clip(piece)
            && (notes.is_backlink(from + index) || notes.number(from + index).is_some())
        {
            builder.note(span, notes.number(from + index));
        } else {
            builder.mark(mark, piece, options);
        }
    }
    builder.close_until(u32::MAX);
    builder.open.pop().map(|(_, _, inlines)| inlines).unwrap_or_default()
}

struct InlineBuilder<'a> {
    page: &'a Page<'a>,
    /// Text before this position is written.
    at: u32,
    /// Open marks: the end, the kind and the content so far of each. The first is the piece.
    open: Vec<(u32, Option<&'a MarkKind>, Vec<Inline<'a>>)>,
}

impl<'a> InlineBuilder<'a> {
    fn mark(&mut self, mark: &'a Mark, piece: Span, options: &Options) {
        let inside = piece.start <= mark.span.start && mark.span.start <= piece.end;
        if let MarkKind::Image(image) = &mark.kind {
            if inside && !image.alone && is_wanted(image, options) {
                self.close_until(mark.span.start);
                self.text_until(mark.span.start);
                // A link around text as well is a mark of its own.
                let around = self.open.iter().any(|(_, kind, _)| matches!(kind, Some(MarkKind::Link { .. })));
                self.part();
                self.push(Inline::Image(Picture { image, linked: options.include_links && !around }));
            }
            return;
        }
        if let MarkKind::Task(done) = mark.kind {
            if inside {
                self.close_until(mark.span.start);
                self.text_until(mark.span.start);
                self.push(Inline::Task(done));
            }
            return;
        }
        let Some(span) = mark.span.clip(piece) else { return };
        if matches!(mark.kind, MarkKind::Link { .. }) && !options.include_links {
            return;
        }
        self.close_until(span.start);
        let twice = self.open.iter().any(|(_, kind, _)| {
            kind.is_some_and(|kind| {
                std::mem::discriminant(kind) == std::mem::discriminant(&mark.kind)
                    || matches!(kind, MarkKind::Math { .. })
            })
        });
        let end = self.open.last().map_or(span.end, |(end, ..)| span.end.min(*end));
        if twice || self.open.len() > MAX_DEPTH || end <= span.start {
            return;
        }
        self.text_until(span.start);
        self.open.push((end, Some(&mark.kind), Vec::new()));
    }

    /// Writes a space between a word and a picture behind it: the text has only one for both sides.
    fn part(&mut self) {
        if let Some((_, _, inlines)) = self.open.last_mut()
            && let Some(Inline::Text(text)) = inlines.last()
            && text.ends_with(char::is_alphanumeric)
        {
            inlines.push(Inline::Text(" ".into()));
        }
    }

    /// Writes a footnote's reference instead of its sign; nothing for a backlink.
    fn note(&mut self, span: Span, number: Option<u32>) {
        self.close_until(span.start);
        self.text_until(span.start);
        if let Some(number) = number {
            self.push(Inline::Note(number));
        }
        self.at = self.at.max(span.end);
    }

    /// Closes the marks that end at or before a position, but never the piece itself.
    fn close_until(&mut self, place: u32) {
        while let Some((end, ..)) = self.open.last() {
            let end = *end;
            if end > place {
                break;
            }
            self.text_until(end);
            if self.open.len() == 1 {
                break;
            }
            if let Some((_, Some(kind), inlines)) = self.open.pop()
                && !inlines.is_empty()
            {
                if *kind == MarkKind::Superscript && is_note(&inlines) {
                    let notes = inlines.into_iter().filter(|it| matches!(it, Inline::Note(_)));
                    notes.for_each(|it| self.push(it));
                } else {
                    self.push(Inline::Marked(kind, inlines));
                }
            }
        }
    }

    fn text_until(&mut self, end: u32) {
        let limit = self.open.first().map_or(end, |(piece_end, ..)| end.min(*piece_end));
        if self.at >= limit {
            return;
        }
        let span = Span { start: self.at, end: limit };
        let text: &'a str = &self.page.source[span.range()];
        self.at = limit;
        if !self.page.html {
            // Line breaks inside a block of flattened text are from a hard-wrapped paragraph.
            for part in self.page.unbroken(span) {
                self.push(Inline::Text(folded(&self.page.source[part.range()])));
            }
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.push(Inline::Break);
            }
            if !line.is_empty() {
                self.push(Inline::Text(folded(line)));
            }
        }
    }

    fn push(&mut self, inline: Inline<'a>) {
        let Some((_, _, inlines)) = self.open.last_mut() else { return };
        // `<b>a</b><b>b</b>` is one mark.
        if let (Some(Inline::Marked(before, inside)), Inline::Marked(kind, _)) = (inlines.last_mut(), &inline)
            && matches!(kind, MarkKind::Emphasis | MarkKind::Strong | MarkKind::Deleted)
            && *before == *kind
        {
            if let Inline::Marked(_, more) = inline {
                inside.extend(more);
            }
            return;
        }
        inlines.push(inline);
    }
}

/// Whether a superscript holds only footnote references and brackets around them.
fn is_note(inlines: &[Inline<'_>]) -> bool {
    let frame = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',');
    inlines.iter().any(|it| matches!(it, Inline::Note(_)))
        && inlines.iter().all(|it| match it {
            Inline::Note(_) => true,
            Inline::Text(text) => text.chars().all(frame),
            _ => false,
        })
}

/// Folds white space to one space, also at the ends, next to markup.
fn folded(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c == ' ' || !(c.is_whitespace() || fold::is_invisible(c));
    if text.chars().all(plain) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    if text.starts_with(char::is_whitespace) {
        out.push(' ');
    }
    fold::fold_space(text, &mut out);
    if text.ends_with(char::is_whitespace) && !out.ends_with(' ') {
        out.push(' ');
    }
    out.into()
}

/// Removes line breaks and white space at the ends.
pub(super) fn trim(inlines: &mut Vec<Inline<'_>>) {
    let blank = |it: &Inline<'_>| match it {
        Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    while inlines.last().is_some_and(blank) {
        inlines.pop();
    }
    let leading = inlines.iter().take_while(|it| blank(it)).count();
    inlines.drain(..leading);
}

/// Whether the content is empty.
pub(super) fn is_blank(inlines: &[Inline<'_>]) -> bool {
    inlines.iter().all(|it| match it {
        Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Marked(_, inside) => is_blank(inside),
        Inline::Image(_) | Inline::Task(_) | Inline::Note(_) => false,
    })
}

/// The plain text; a line break is a space.
pub(super) fn plain(inlines: &[Inline<'_>], out: &mut String) {
    for it in inlines {
        match it {
            Inline::Break => out.push(' '),
            Inline::Text(text) => out.push_str(text),
            Inline::Marked(_, inside) => plain(inside, out),
            Inline::Image(_) | Inline::Task(_) | Inline::Note(_) => {}
        }
    }
}
