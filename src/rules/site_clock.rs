//! The clock of a site's head: `06:26 GMT +312 November 2019`, `Friday 26 de April del 2024`.
//!
//! It shows when the page was scraped, not when it was written: no verb, at the top, with a zone, a weekday or both. The parts
//! of the widget run together.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::dates;
use crate::scan::End;

pub(super) static RULE: Rule = Rule {
    id: "site-clock",
    category: Category::Masthead,
    strength: Strength::Firm,
    score: 960,
    reason: "today's date or the time, at the top of the page",
    find,
    #[cfg(test)]
    drops: &[
        ("06:26 GMT +312 November 2019\nListen Live\nIt rained.", &["06:26 GMT +312 November 2019"]),
        ("16:57 GMT18 April 2021\nIt rained.", &["16:57 GMT18 April 2021"]),
        ("Friday 26 de April del 2024\n\nIt rained.", &["Friday 26 de April del 2024"]),
        ("상단영역\n2025년 06월 19일 (목)\n로그인회원가입", &["2025년 06월 19일 (목)"]),
    ],
    #[cfg(test)]
    keeps: &[
        "5 June 1893\n\nIt rained all day.",
        "It rained.\n\nFriday 26 April 2024\n\nIt rained on.",
        "Friday\n\nIt rained.",
        "12 November 2019",
    ],
};

/// How many lines from the top it can stand.
const LINES: usize = 4;

/// Longest such line, in characters.
const CHARS: u32 = 60;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    for block in 0..scan.len().min(LINES) {
        let facts = &scan.facts[block];
        // What stands above it is chrome too.
        let short_above = (0..block)
            .all(|i| findings.whole(i).is_some() || (scan.facts[i].words <= 3 && scan.facts[i].end == End::Open));
        if facts.chars > CHARS || facts.digits < 3 || findings.whole(block).is_some() || !short_above {
            continue;
        }
        let text = scan.text(block);
        if dates::is_date_only(text) && dates::has_clock_or_weekday(text) {
            hits.block(block);
        }
    }
}
