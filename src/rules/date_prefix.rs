//! `date 2018-09-27 ` before the first words of a page.
//!
//! Some scrapers write the crawl's date field into the text. It stands at the very start, in every language, and what
//! follows on the same line may be body: only the prefix goes (seen on 25 sites in nine languages).

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::span::Span;

pub(super) static RULE: Rule = Rule {
    id: "date-prefix",
    category: Category::Date,
    strength: Strength::Closed,
    score: 999,
    reason: "a date field that a scraper put before the text",
    find,
    #[cfg(test)]
    drops: &[
        (" date 2018-09-27 It rained all day in the valley.", &["date 2018-09-27"]),
        ("date 2020-11 4", &["date 2020-11"]),
        ("date 2025-10-04 السبت 04 أكتوبر 2025", &["date 2025-10-04"]),
    ],
    #[cfg(test)]
    keeps: &[
        "Date: 27 Sept",
        "The date 2018-09-27 is when it began.",
        "It rained.\n\ndate 2018-09-27 It rained again.",
        "date 2018-09-271 is not a date",
    ],
};

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    let Some(first) = scan.page.blocks.first() else { return };
    if let Some(length) = prefix(scan.text(0)) {
        let start = first.span.start as usize;
        hits.span(Span::new(start, start + length));
    }
}

/// How long the prefix is, without what parts it from the words.
fn prefix(text: &str) -> Option<usize> {
    let date = text.strip_prefix("date ")?;
    ["0000-00-00", "0000-00"].iter().find_map(|&form| {
        let (digits, rest) = date.split_at_checked(form.len())?;
        let fits = digits
            .bytes()
            .zip(form.bytes())
            .all(|(it, like)| if like == b'0' { it.is_ascii_digit() } else { it == like });
        (fits && (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']))).then_some(text.len() - rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn the_prefix_is_a_date_and_what_parts_it_from_the_words() {
        let pattern = regex::Regex::new(r"^(date [0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?:[ \t\u{a0}]|$)").expect("valid");
        let dates =
            ["2018-09-27", "2018-09", "2018-9", "2018-09-2", "2018-09-", "201-09-27", "2018-0９", "2018/09", "", "é"];
        let before = ["date ", " date ", "Date ", "date", "date  "];
        let after = ["", " It rained.", "\tIt", "\u{a0}It", "\u{2003}It", "1", "-", "é", "\n"];
        let mut found = 0;
        for date in dates {
            for before in before {
                for after in after {
                    let text = format!("{before}{date}{after}");
                    let expected = pattern.captures(&text).map(|found| found[1].len());
                    assert_eq!(prefix(&text), expected, "{text:?}");
                    found += usize::from(expected.is_some());
                }
            }
        }
        assert!(found >= 8, "two dates, four ways to go on: {found}");
    }
}
