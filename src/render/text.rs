//! The body as text: paragraphs with one blank line between, lines of a list or table one line break apart.

use crate::page::{BlockKind, Tag};
use crate::resolve::{By, Removal, Verdicts};
use crate::scan::Scan;
use crate::text::fold;

/// Longest line of verse, of a list or of a table in flattened text, in characters; longer lines are paragraphs.
const LINE_CHARS: u32 = 120;

/// Renders the kept pieces.
pub(super) fn render(scan: &Scan<'_>, verdicts: &Verdicts) -> String {
    let mut out = String::new();
    let mut last: Option<usize> = None;
    // Whether one of the caller's patterns cut out the text before.
    let mut cut = false;
    for it in &verdicts.all {
        if let Some(removal) = it.removal {
            cut = is_pattern(removal);
            continue;
        }
        let block = it.block as usize;
        let from = out.len();
        let text = it.span.of(&scan.page.source);
        if let Some(last) = last {
            out.push_str(if last == block { joint(cut, text) } else { separator(scan, last, block) });
        }
        cut = false;
        let start = out.len();
        if scan.page.blocks[block].kind == BlockKind::Pre {
            // The indent belongs to the block's start; a removed part leaves none behind it.
            let text = text.trim_matches('\n').trim_end();
            out.push_str(if start == 0 { text.trim_start() } else { text });
        } else if scan.page.html {
            // Folded by the reader.
            out.push_str(text.trim());
        } else {
            let parts = scan.page.unbroken(it.span);
            parts.for_each(|part| fold::fold_space(part.of(&scan.page.source), &mut out));
        }
        if out.len() == start {
            out.truncate(from);
        } else {
            last = Some(block);
        }
    }
    out
}

/// Whether one of the caller's patterns removed a piece.
pub(super) fn is_pattern(removal: Removal) -> bool {
    matches!(removal.by, By::Pattern(_))
}

/// The separator of two kept pieces of one block: empty before closing punctuation if a pattern cut out the text
/// between.
pub(super) fn joint(cut: bool, after: &str) -> &'static str {
    if cut && after.trim_start().starts_with(fold::is_closing) { "" } else { " " }
}

/// The separator of two kept blocks.
fn separator(scan: &Scan<'_>, before: usize, after: usize) -> &'static str {
    if scan.page.html { separator_html(scan, before, after) } else { separator_text(scan, before, after) }
}

fn separator_html(scan: &Scan<'_>, before: usize, after: usize) -> &'static str {
    let page = scan.page;
    let (a, b) = (&page.blocks[before], &page.blocks[after]);
    let loose =
        |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Pre | BlockKind::Caption);
    let near = |block: u32, tags: &[Tag]| page.ancestors(block).find(|(_, c)| tags.contains(&c.tag)).map(|(i, _)| i);
    let in_list = |container| near(container, &[Tag::Ul, Tag::Ol, Tag::Dl, Tag::Menu, Tag::Select]);
    let tight = !loose(a.kind) && !loose(b.kind);
    if a.kind == BlockKind::Cell && b.kind == BlockKind::Cell {
        let row = |container| near(container, &[Tag::Tr]);
        return if row(a.container) == row(b.container) { "\t" } else { "\n" };
    }
    if tight && in_list(a.container).is_some() && in_list(b.container).is_some() {
        return "\n";
    }
    "\n\n"
}

/// Whether a block continues the line of the one before it (flattened text only).
pub(super) fn is_same_line(scan: &Scan<'_>, before: usize, after: usize) -> bool {
    before + 1 == after && scan.page.blocks[after].goes_on
}

/// Whether a block is the next line of the paragraph before it (flattened text only).
pub(super) fn is_line_after(scan: &Scan<'_>, before: usize, after: usize) -> bool {
    !scan.page.html && separator_text(scan, before, after) == "\n"
}

fn separator_text(scan: &Scan<'_>, before: usize, after: usize) -> &'static str {
    if is_same_line(scan, before, after) {
        return " ";
    }
    let neighbours = before + 1 == after && scan.page.blocks[after].blank_before == 0;
    let line = |block: usize| scan.facts[block].chars <= LINE_CHARS;
    if neighbours && line(before) && line(after) { "\n" } else { "\n\n" }
}
