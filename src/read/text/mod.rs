//! Flattened text: every line with text is a block; hard-wrapped lines are joined, a page in one line is split.

mod line;
mod long_line;
mod wrapped;

use std::borrow::Cow;

use wrapped::Joined;

use crate::options::Unwrap;
use crate::page::span::Span;
use crate::page::{Block, BlockKind, Container, Page, Role, Tag};

/// Most blocks of a page: a fixed number and one per so many bytes. The rest becomes one block, so that nothing is
/// lost, and the result reports it. Protects memory: a block with its facts and scores takes some 300 bytes. Of 6,270
/// development pages none has more than 4,216 blocks, nor both 2,500 blocks and one in 20 bytes.
const FREE_BLOCKS: usize = 3_000;
const BYTES_PER_BLOCK: usize = 20;

/// Reads a flattened page.
pub(crate) fn read(input: &str, unwrap: Unwrap) -> Page<'_> {
    let lines = line::lines(input);
    let joined = match unwrap {
        Unwrap::Auto => wrapped::joined(input, &lines),
        Unwrap::Never => Joined { goes_on: vec![false; lines.len()], breaks: Vec::new() },
    };
    let most = FREE_BLOCKS + input.len() / BYTES_PER_BLOCK;
    let mut cut = false;
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len().min(most));
    for (line, goes_on) in lines.iter().zip(joined.goes_on) {
        if blocks.len() >= most
            && let Some(last) = blocks.last_mut()
        {
            cut = true;
            last.span.end = line.span.end;
            continue;
        }
        let pieces = long_line::pieces(input, line.span, most - blocks.len());
        if goes_on && let Some(last) = blocks.last_mut() {
            last.span.end = line.span.end;
        } else if pieces.is_empty() {
            blocks.push(block(line.span, line.blank));
        }
        for (nth, piece) in pieces.into_iter().enumerate() {
            if blocks.len() >= most
                && let Some(last) = blocks.last_mut()
            {
                cut = true;
                last.span.end = piece.span.end;
                continue;
            }
            let blank = if nth == 0 { line.blank } else { 0 };
            blocks.push(Block { goes_on: piece.goes_on, ..block(piece.span, blank) });
        }
    }
    Page { cut, breaks: joined.breaks, ..page(input, blocks) }
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
            look: 0,
            hides: false,
            blocks: (0, count),
            rare: None,
        }],
        ..Page::default()
    }
}

fn block(span: Span, blank_before: u16) -> Block {
    Block {
        span,
        kind: BlockKind::Text,
        container: 0,
        hidden: false,
        noscript: false,
        selected: None,
        link_bytes: 0,
        links: 0,
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
        let lines: Vec<_> = page.blocks.iter().map(|b| (b.span.of(&page.source), b.blank_before)).collect();
        assert_eq!(lines, [("One", 0), ("Two", 1), ("Three", 2)]);
        let page = read("\u{200b}One\u{200e}\n\u{2069} \u{200c}Two\u{feff} \u{200b}", Unwrap::Auto);
        assert_eq!(page.blocks.iter().map(|b| b.span.of(&page.source)).collect::<Vec<_>>(), ["One", "Two"]);
    }

    #[test]
    fn what_follows_too_many_blocks_is_one() {
        for bit in ["a\n", "a\t", "a\n\n"] {
            let input = bit.repeat(100_000);
            let page = read(&input, Unwrap::Auto);
            assert!(page.cut && page.blocks.len() == FREE_BLOCKS + input.len() / BYTES_PER_BLOCK, "{bit:?}");
            let last = page.blocks.last().expect("there are some").span;
            assert_eq!(last.end as usize, input.trim_end().len());
        }
        assert!(!read(&"One two three four five\n".repeat(100_000), Unwrap::Auto).cut);
    }

    #[test]
    fn nothing_is_no_block() {
        assert!(read("", Unwrap::Auto).blocks.is_empty());
        assert!(read(" \n\u{feff}\n\t", Unwrap::Auto).blocks.is_empty());
        assert!(read("&nbsp;\n&amp;nbsp; &#160;\n\u{200f}\u{200b}", Unwrap::Auto).blocks.is_empty());
        assert_eq!(read("&nbsp;Three&nbsp;\n&amp;\n&#161;", Unwrap::Auto).blocks.len(), 3);
    }
}
