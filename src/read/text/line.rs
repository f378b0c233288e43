//! The lines of a flattened page.

use crate::page::span::Span;
use crate::text::fold;
use crate::text::search::CharSet;

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

/// Line terminators.
static ENDS: CharSet = CharSet::new(b"\n\r\x0b\x0c", &['\u{85}', '\u{2028}', '\u{2029}']);

/// The lines with text. They end at `\n`, `\r`, or a Unicode line or paragraph separator.
pub(super) fn lines(input: &str) -> Vec<Line> {
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

/// A line without invisible characters at its ends: scrapers leave direction marks and zero-width characters there.
fn seen(input: &str, line: Span) -> Span {
    let text = line.of(input);
    let end = line.start as usize + text.trim_end_matches(fold::is_unseen).len();
    let start = end - input[line.start as usize..end].trim_start_matches(fold::is_unseen).len();
    Span::new(start, end)
}

/// Whether a line is blank: white space, zero-width characters, unresolved references to a space.
fn is_blank(line: &str) -> bool {
    /// References to a no-break space.
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
