//! `date 2018-09-27 ` before the first words of a page.
//!
//! Some scrapers write the crawl's date field into the text. It stands at the very start, in every language, and what
//! follows on the same line may be body: only the prefix goes (TAXONOMY §1, seen on 25 sites in nine languages).

use std::sync::LazyLock;

use regex::Regex;

use super::{Findings, Hits, Rule, Strength};
use crate::category::Category;
use crate::features::Scan;
use crate::span::Span;

pub(super) static RULE: Rule = Rule {
    id: "date-prefix",
    category: Category::Date,
    strength: Strength::Closed,
    score: 999,
    reason: "a scraper's date field in front of the first words",
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

static PREFIX: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^date [0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:[ \t\u{a0}]|$)").expect("valid"));

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    let Some(first) = scan.page.blocks.first() else { return };
    if let Some(found) = PREFIX.find(scan.text(0)) {
        let start = first.span.start as usize;
        hits.span(Span::new(start, start + found.as_str().trim_end().len()));
    }
}
