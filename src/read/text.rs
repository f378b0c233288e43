//! Flattened text: every line with text is a block.

use std::borrow::Cow;

use crate::page::{Block, BlockKind, Container, Page, Role, Tag};
use crate::span::Span;

/// Width of a tab stop, in columns.
const TAB: u16 = 4;

/// Reads a flattened page. Lines end at `\n`, `\r`, or a Unicode line or paragraph separator.
pub(crate) fn read(input: &str) -> Page<'_> {
    let mut blocks = Vec::new();
    let mut blank = 0_u16;
    let mut start = 0;
    for (at, c) in input.char_indices().chain([(input.len(), '\n')]) {
        if !matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}') {
            continue;
        }
        let line = Span::new(start, at);
        let text = line.trim(input);
        if text.is_empty() || text.of(input).chars().all(crate::fold::is_invisible) {
            // The `\n` of `\r\n` is no line of its own.
            let half = c == '\n' && start > 0 && at == start && input[..start].ends_with('\r');
            blank = blank.saturating_add(u16::from(!half));
        } else {
            let indent = input[line.start as usize..text.start as usize]
                .chars()
                .fold(0_u16, |n, c| n.saturating_add(if c == '\t' { TAB } else { 1 }));
            blocks.push(block(text, indent, blank));
            blank = 0;
        }
        start = at + c.len_utf8();
    }
    let count = blocks.len() as u32;
    Page {
        source: Cow::Borrowed(input),
        blocks,
        containers: vec![Container {
            parent: 0,
            tag: Tag::Body,
            name: None,
            nth: 1,
            depth: 0,
            tokens: (0, 0),
            role: Role::None,
            blocks: (0, count),
            address: None,
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_blocks_with_their_neighbourhood() {
        let page = read("One\r\n\r\n\u{a0}  Two \n\n\nThree");
        let lines: Vec<_> = page.blocks.iter().map(|b| (b.span.of(&page.source), b.indent, b.blank_before)).collect();
        assert_eq!(lines, [("One", 0, 0), ("Two", 3, 1), ("Three", 0, 2)]);
    }

    #[test]
    fn nothing_is_no_block() {
        assert!(read("").blocks.is_empty());
        assert!(read(" \n\u{feff}\n\t").blocks.is_empty());
    }
}
