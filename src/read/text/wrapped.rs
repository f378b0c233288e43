//! Hard-wrapped paragraphs of flattened text: which lines go on with the line before.
//!
//! Mail, books and old pages break their lines at one column. Where nearly all lines of a paragraph end there, and go on
//! in lower case, the breaks are no one's intent; lists, verse, tables and code keep theirs.

use super::line::Line;

/// Columns at which wrapped lines end: the widths that mail programs, terminals and typewriters use.
const COLUMNS: std::ops::RangeInclusive<usize> = 60..=85;

/// Lines of the shortest paragraph that shows its width.
const LINES: usize = 3;

/// Paragraphs that show that the whole page is wrapped: there the next word's length tells a break that was made by the
/// column from one that was meant.
const PARAGRAPHS: usize = 3;

/// Share of a paragraph's lines, the last left out, that end there, in thousandths.
const SHARE: usize = 800;

/// For each line, whether it goes on with the one before.
pub(super) fn continued(input: &str, lines: &[Line]) -> Vec<bool> {
    let mut goes_on = vec![false; lines.len()];
    let paragraphs = paragraphs(lines);
    let mut found = 0;
    for &(from, to) in &paragraphs {
        if to - from >= LINES && is_wrapped(input, &lines[from..to]) {
            goes_on[from + 1..to].fill(true);
            found += 1;
        }
    }
    if found < PARAGRAPHS {
        return goes_on;
    }
    let wrapped = lines.iter().zip(&goes_on).filter(|(_, goes_on)| **goes_on);
    let column = wrapped.map(|(it, _)| width(input, it)).max().unwrap_or_default();
    for at in 1..lines.len() {
        goes_on[at] |= is_full(input, &lines[at - 1], &lines[at], column);
    }
    goes_on
}

/// Columns that a line takes.
fn width(input: &str, line: &Line) -> usize {
    line.span.of(input).chars().count() + usize::from(line.indent)
}

/// Whether a line was broken because the first word of the next did not fit before the column.
fn is_full(input: &str, line: &Line, next: &Line, column: usize) -> bool {
    let text = next.span.of(input);
    let word = text.split_whitespace().next().unwrap_or_default();
    let room = column.saturating_sub(word.chars().count());
    next.blank == 0
        && next.indent == line.indent
        && !is_own_line(text)
        && line.span.len() <= *COLUMNS.end() * 4
        && (room..=column).contains(&width(input, line))
        && width(input, line) * 2 > column
}

/// Lines with no blank one between them, indented alike.
fn paragraphs(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    for to in 1..=lines.len() {
        if lines.get(to).is_none_or(|it| it.blank > 0 || it.indent != lines[from].indent) {
            out.push((from, to));
            from = to;
        }
    }
    out
}

fn is_wrapped(input: &str, lines: &[Line]) -> bool {
    let width = |it: &Line| width(input, it);
    let (Some(last), before) = (lines.last(), &lines[..lines.len() - 1]) else { return false };
    if lines.iter().any(|it| it.span.len() > *COLUMNS.end() * 4 || is_own_line(it.span.of(input))) {
        return false;
    }
    let full = before.iter().filter(|it| COLUMNS.contains(&width(it))).count();
    // Verse begins its lines with capitals, prose goes on in lower case.
    let low = lines[1..].iter().filter(|it| !it.span.of(input).starts_with(char::is_uppercase)).count();
    lines.iter().all(|it| width(it) <= *COLUMNS.end())
        && width(last) > 0
        && full * 1000 >= before.len() * SHARE
        && low * 2 > before.len()
}

/// Whether a line stands for itself: an item of a list, a row of a table, a line of code or of a quotation.
fn is_own_line(text: &str) -> bool {
    /// Digits of the longest number of an item: years are longer.
    const DIGITS: usize = 3;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=DIGITS).contains(&digits) && text[digits..].starts_with(['.', ')']);
    let bullet = text.starts_with(['-', '*', '•', '·', '>', '|', '#', '–', '+', '▪', '◦', '○', '●', '►']);
    numbered || bullet || text.contains('\t') || text.contains("   ") || text.ends_with(['{', '}', ';', '|', '\\'])
}
