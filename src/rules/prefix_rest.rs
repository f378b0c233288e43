//! What is left of the first line behind a scraper's date field: a printed date, a counter, a badge.
//!
//! ` date 2020-01 LIVESport-Tag im Live-Blog`: the line was the head's, so a few words without a full stop are its kicker; a sentence is
//! the body's first.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::dates;
use crate::page::span::Span;

pub(super) static RULE: Rule = Rule {
    id: "prefix-rest",
    category: Category::Navigation,
    strength: Strength::Firm,
    score: 880,
    reason: "what follows a scraper's date field: part of the page header, not of the article",
    find,
    #[cfg(test)]
    drops: &[
        (
            " date 2020-01 LIVESport-Tag im Live-Blog\n\nBVB-Transfer von Haaland verärgerte Top-Manager\n\nIt rained.",
            &["LIVESport-Tag im Live-Blog"],
        ),
        ("date 2020-11 4\nIt rained.", &["4"]),
        ("date 2025-10-04 السبت 04 أكتوبر 2025\nIt rained.", &["السبت 04 أكتوبر 2025"]),
    ],
    #[cfg(test)]
    keeps: &[
        " date 2018-09-27 It rained all day in the valley.",
        " date 2018-05 Volgens ooggetuigen hebben omstanders de politie geholpen",
        "LIVESport-Tag im Live-Blog\n\nIt rained.",
    ],
};

/// More words are a headline or a sentence.
const WORDS: usize = 5;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(first) = scan.page.blocks.first().filter(|_| scan.len() > 1) else { return };
    let Some(prefix) = findings.all.iter().find(|f| f.rule.id == "date-prefix") else { return };
    let rest = Span { start: prefix.span.end, end: first.span.end }.trim(&scan.page.source);
    let text = rest.of(&scan.page.source);
    if text.is_empty() {
        return;
    }
    let words = text.split_whitespace().count();
    let numbers = text.split_whitespace().all(|w| w.bytes().all(|b| b.is_ascii_digit()));
    if dates::is_date_only(text) {
        hits.span_as(rest, Category::Date);
    } else if numbers && words <= 3 {
        hits.span_as(rest, Category::Counter);
    } else if words <= WORDS && !text.ends_with(['.', '!', '?', '…', ':', ',', '。', '"', '”']) {
        hits.span(rest);
    }
}
