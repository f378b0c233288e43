//! Text with its markup as a tree.

use std::borrow::Cow;

use crate::fold;
use crate::options::Options;
use crate::page::{Mark, MarkKind, Page};
use crate::span::Span;

/// Markup may nest so deep; what is deeper is plain. Protects the stack of the printers, which call themselves.
const MAX_DEPTH: usize = 8;

/// A part of a line of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inline<'a> {
    Text(Cow<'a, str>),
    /// A line break.
    Break,
    Marked(&'a MarkKind, Vec<Inline<'a>>),
    Image {
        src: &'a str,
        alt: &'a str,
    },
}

/// A piece of a block with its markup.
pub(super) fn inlines<'a>(page: &'a Page<'a>, block: usize, piece: Span, options: &Options) -> Vec<Inline<'a>> {
    let piece = piece.trim(&page.source);
    let whole = page.blocks[block].span;
    let from = page.marks.partition_point(|mark| mark.span.start < whole.start);
    let marks = page.marks[from..].iter().take_while(|mark| mark.span.start <= whole.end);
    let mut builder = Builder { page, at: piece.start, open: vec![(piece.end, None, Vec::new())] };
    for mark in marks {
        builder.mark(mark, piece, options);
    }
    builder.close_until(u32::MAX);
    builder.open.pop().map(|(_, _, inlines)| inlines).unwrap_or_default()
}

struct Builder<'a> {
    page: &'a Page<'a>,
    /// Text before this place is written.
    at: u32,
    /// Open marks: where each ends, what it is, what it holds so far. The first is the piece.
    open: Vec<(u32, Option<&'a MarkKind>, Vec<Inline<'a>>)>,
}

impl<'a> Builder<'a> {
    fn mark(&mut self, mark: &'a Mark, piece: Span, options: &Options) {
        if let MarkKind::Image { src, alt, alone, .. } = &mark.kind {
            let inside = piece.start <= mark.span.start && mark.span.start <= piece.end;
            if inside && !alone && options.include_images {
                self.close_until(mark.span.start);
                self.text_until(mark.span.start);
                self.push(Inline::Image { src, alt });
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

    /// Closes the marks that end at a place or before it; the piece itself never.
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
                self.push(Inline::Marked(kind, inlines));
            }
        }
    }

    fn text_until(&mut self, end: u32) {
        let limit = self.open.first().map_or(end, |(piece_end, ..)| end.min(*piece_end));
        if self.at >= limit {
            return;
        }
        let text: &'a str = &self.page.source[self.at as usize..limit as usize];
        self.at = limit;
        if !self.page.html {
            // Line breaks inside a block of flattened text are those of a hard-wrapped paragraph.
            self.push(Inline::Text(folded(text)));
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
        if let Some((_, _, inlines)) = self.open.last_mut() {
            inlines.push(inline);
        }
    }
}

/// White space as one space, also at the ends, where markup begins or ends.
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

/// Whether there is nothing to read or see in it.
pub(super) fn is_blank(inlines: &[Inline<'_>]) -> bool {
    inlines.iter().all(|it| match it {
        Inline::Break => true,
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Marked(_, inside) => is_blank(inside),
        Inline::Image { .. } => false,
    })
}

/// The text alone; a line break is a space.
pub(super) fn plain(inlines: &[Inline<'_>], out: &mut String) {
    for it in inlines {
        match it {
            Inline::Break => out.push(' '),
            Inline::Text(text) => out.push_str(text),
            Inline::Marked(_, inside) => plain(inside, out),
            Inline::Image { .. } => {}
        }
    }
}
