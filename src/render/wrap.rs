//! Hard-wrapped paragraphs of flattened text: which lines go on with the line before.
//!
//! Mail, books and old pages break their lines at one column. Where nearly all lines of a block end there, and go on in
//! lower case, the breaks are no one's intent; lists, verse, tables and code keep theirs.

use crate::features::Scan;

/// Columns at which wrapped lines end: the widths that mail programs, terminals and typewriters use.
const COLUMNS: std::ops::RangeInclusive<u32> = 60..=85;

/// Lines of the shortest block that shows its width.
const LINES: usize = 3;

/// Share of a block's lines, the last left out, that end there, in thousandths.
const SHARE: usize = 800;

/// For each block, whether it goes on with the line before.
pub(super) fn continued(scan: &Scan<'_>) -> Vec<bool> {
    let mut goes_on = vec![false; scan.len()];
    if scan.page.html {
        return goes_on;
    }
    let mut from = 0;
    while from < scan.len() {
        let breaks = |&at: &usize| {
            let (it, first) = (&scan.page.blocks[at], &scan.page.blocks[from]);
            it.blank_before > 0 || it.indent != first.indent
        };
        let end = (from + 1..scan.len()).find(breaks).unwrap_or(scan.len());
        if is_wrapped(scan, from, end) {
            goes_on[from + 1..end].fill(true);
        }
        from = end;
    }
    goes_on
}

fn is_wrapped(scan: &Scan<'_>, from: usize, end: usize) -> bool {
    if end - from < LINES || (from..end).any(|at| is_own_line(scan.text(at))) {
        return false;
    }
    let width = |at: usize| scan.facts[at].chars + u32::from(scan.page.blocks[at].indent);
    if (from..end).any(|at| width(at) > *COLUMNS.end()) {
        return false;
    }
    let full = (from..end - 1).filter(|&at| COLUMNS.contains(&width(at))).count();
    // Verse begins its lines with capitals, prose goes on in lower case.
    let low = (from + 1..end).filter(|&at| !scan.text(at).starts_with(char::is_uppercase)).count();
    full * 1000 >= (end - 1 - from) * SHARE && low * 2 > end - 1 - from
}

/// Whether a line stands for itself: an item of a list, a row of a table, a line of code or of a quotation.
fn is_own_line(text: &str) -> bool {
    let numbered = text.starts_with(|c: char| c.is_ascii_digit())
        && text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
    let bullet = text.starts_with(['-', '*', '•', '·', '>', '|', '#', '–', '+', '▪', '◦', '○', '●', '►']);
    numbered || bullet || text.contains('\t') || text.contains("   ") || text.ends_with(['{', '}', ';', '|', '\\'])
}

#[cfg(test)]
mod tests {
    use crate::{Cleaner, Unwrap};

    const LETTER: &str = "The ferry to the outer islands sails again from Monday, the harbour\n\
        office said on Thursday, after eleven weeks in the dock, and nobody on\n\
        the islands believes it before they have seen the smoke of it with\n\
        their own eyes.\n\nIt rained.";

    #[test]
    fn wrapped_paragraphs_are_joined() {
        let text = Cleaner::new().clean_text(LETTER).expect("defaults").text;
        assert!(text.contains("the harbour office said"), "{text}");
        assert!(text.ends_with("own eyes.\n\nIt rained."), "{text}");
        let text = Cleaner::new().unwrap(Unwrap::Never).clean_text(LETTER).expect("defaults").text;
        assert!(text.contains("the harbour\noffice said"), "{text}");
    }

    #[test]
    fn lists_verse_and_code_keep_their_lines() {
        for text in [
            "- the ferry to the outer islands sails again from Monday, they said\n- the bridge over the brook is closed for repairs until the spring\n- the shop at the pier has tomatoes again, and bread on all Sundays",
            "Of all the ferries sailing on the grey and endless winter water there\nThe one I love is small and old and never quite arrives at any quay at\nAnd yet it carries every letter that I ever wrote to you from all here",
            "let first = open(path_of_the_first_file_that_is_to_be_read, options);\nlet second = open(path_of_the_second_file_that_is_to_be_read, other);\nlet third = open(path_of_the_third_file_that_is_to_be_read, options);",
        ] {
            let cleaned = Cleaner::new().clean_text(text).expect("defaults").text;
            assert_eq!(cleaned.lines().count(), 3, "{cleaned}");
        }
    }
}
