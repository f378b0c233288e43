//! Flattened text: every line with text is a block; hard-wrapped lines are joined, a page of one line is taken apart.

mod long_line;
mod wrapped;

use std::borrow::Cow;

use crate::options::Unwrap;
use crate::page::span::Span;
use crate::page::{Block, BlockKind, Container, Page, Role, Tag};
use crate::text::fold;
use crate::text::search::Marks;

/// Width of a tab stop, in columns.
const TAB: u16 = 4;

/// A line with text.
pub(super) struct Line {
    /// Without white space at the ends.
    pub(super) span: Span,
    /// Columns of white space before it.
    pub(super) indent: u16,
    /// Blank lines before it.
    pub(super) blank: u16,
}

/// Reads a flattened page.
pub(crate) fn read(input: &str, unwrap: Unwrap) -> Page<'_> {
    let lines = lines(input);
    let joined = match unwrap {
        Unwrap::Auto => wrapped::continued(input, &lines),
        Unwrap::Never => vec![false; lines.len()],
    };
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    for (line, joined) in lines.iter().zip(joined) {
        let pieces = long_line::pieces(input, line.span);
        if joined && let Some(last) = blocks.last_mut() {
            last.span.end = line.span.end;
        } else if pieces.is_empty() {
            blocks.push(block(line.span, line.indent, line.blank));
        }
        for (nth, piece) in pieces.into_iter().enumerate() {
            let (indent, blank) = if nth == 0 { (line.indent, line.blank) } else { (0, 0) };
            blocks.push(Block { goes_on: piece.goes_on, ..block(piece.span, indent, blank) });
        }
    }
    page(input, blocks)
}

/// What ends lines.
static ENDS: Marks = Marks::new(b"\n\r\x0b\x0c", &['\u{85}', '\u{2028}', '\u{2029}']);

/// The lines with text. They end at `\n`, `\r`, or a Unicode line or paragraph separator.
fn lines(input: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank = 0_u16;
    let mut start = 0;
    while start <= input.len() {
        let (length, mark) = ENDS.find(&input[start..]).unwrap_or((input.len() - start, 1));
        let at = start + length;
        let line = Span::new(start, at);
        let text = seen(input, line.trim(input));
        if is_blank(text.of(input)) {
            // The `\n` of `\r\n` is no line of its own.
            let feed = input.as_bytes().get(at).is_none_or(|byte| *byte == b'\n');
            let half = feed && start > 0 && at == start && input[..start].ends_with('\r');
            blank = blank.saturating_add(u16::from(!half));
        } else {
            let indent = input[line.start as usize..text.start as usize]
                .chars()
                .fold(0_u16, |n, c| n.saturating_add(if c == '\t' { TAB } else { 1 }));
            lines.push(Line { span: text, indent, blank });
            blank = 0;
        }
        start = at + mark;
    }
    lines
}

/// A line without what nobody sees at its ends: scrapers leave marks of direction and characters without width there.
fn seen(input: &str, line: Span) -> Span {
    let text = line.of(input);
    let end = line.start as usize + text.trim_end_matches(fold::is_unseen).len();
    let start = end - input[line.start as usize..end].trim_start_matches(fold::is_unseen).len();
    Span::new(start, end)
}

/// Whether a line shows nothing: white space, characters without width, references to a space that nobody resolved.
fn is_blank(line: &str) -> bool {
    /// Ways to write one, the ampersand's own reference resolved.
    const SPACES: [&str; 4] = ["&nbsp;", "&#160;", "&#xa0;", "&#xA0;"];
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches(fold::is_unseen);
        let reference = match rest.strip_prefix("&amp;") {
            Some(inner) => SPACES.iter().find_map(|space| inner.strip_prefix(&space[1..])),
            None => SPACES.iter().find_map(|space| rest.strip_prefix(space)),
        };
        let Some(behind) = reference else { return rest.is_empty() };
        rest = behind;
    }
}

fn page(input: &str, blocks: Vec<Block>) -> Page<'_> {
    let count = blocks.len() as u32;
    Page {
        source: Cow::Borrowed(input),
        blocks,
        containers: vec![Container {
            parent: 0,
            tag: Tag::Body,
            nth: 1,
            depth: 0,
            tokens: (0, 0),
            role: Role::None,
            blocks: (0, count),
            rare: None,
        }],
        ..Page::default()
    }
}

fn block(span: Span, indent: u16, blank_before: u16) -> Block {
    Block {
        span,
        kind: BlockKind::Text,
        container: 0,
        hidden: false,
        noscript: false,
        selected: None,
        link_bytes: 0,
        links: 0,
        indent,
        blank_before,
        goes_on: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_blocks_with_their_neighbourhood() {
        let page = read("One\r\n\r\n\u{a0}  Two \n\n\nThree", Unwrap::Auto);
        let lines: Vec<_> = page.blocks.iter().map(|b| (b.span.of(&page.source), b.indent, b.blank_before)).collect();
        assert_eq!(lines, [("One", 0, 0), ("Two", 3, 1), ("Three", 0, 2)]);
        let page = read("\u{200b}One\u{200e}\n\u{2069} \u{200c}Two\u{feff} \u{200b}", Unwrap::Auto);
        assert_eq!(page.blocks.iter().map(|b| b.span.of(&page.source)).collect::<Vec<_>>(), ["One", "Two"]);
    }

    #[test]
    fn nothing_is_no_block() {
        assert!(read("", Unwrap::Auto).blocks.is_empty());
        assert!(read(" \n\u{feff}\n\t", Unwrap::Auto).blocks.is_empty());
        assert!(read("&nbsp;\n&amp;nbsp; &#160;\n\u{200f}\u{200b}", Unwrap::Auto).blocks.is_empty());
        assert_eq!(read("&nbsp;Three&nbsp;\n&amp;\n&#161;", Unwrap::Auto).blocks.len(), 3);
    }
}
