//! Bare counters: `0 61`, `8558`, `0`.
//!
//! Views, comments and likes that lost their labels. A line of nothing but one to three numbers, in the head or the tail or beside
//! other junk. Years, scores, prices, numbers of tables and lists stand among paragraphs and lines of their kind.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::rules::engine::zones::Zones;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "counter",
    category: Category::Counter,
    strength: Strength::Weak,
    score: 850,
    reason: "bare numbers in the page header or footer, or next to other junk",
    find,
    #[cfg(test)]
    drops: &[
        ("Get short URL\n0 61\n\nThe ferry to Skagen sails again from Monday, they said.", &["0 61"]),
        ("The ferry is back in the harbour\n\n17\n\nThe ferry to Skagen sails again from Monday, they said.", &["17"]),
        ("The ferry to Skagen sails again from Monday, they said.\n\nShare this:\n0\nFacebook", &["0"]),
    ],
    #[cfg(test)]
    keeps: &[
        "The ferry to Skagen sails again from Monday, they said.\n\n1984\n\nThe ferry was new in that year, and it was a good one.",
        "1\n2\n3\n4\n5",
        "Year\tCars\n2019\n12\n2020\n14",
        "Chapter\n\n7",
        "The ferry to Skagen sails again from Monday, they said.\n\nCall us:\n\n01224 000 111",
        "<p>The ferry to Skagen sails again from Monday, they said.</p><table><tr><th>Harbour<th>Boats<tr><td>Skagen<td>12<tr><td>Thyborøn<td>3</table>",
        "<p>The ferry to Skagen sails again from Monday, they said.</p><dl><dt>0<dd>all went well<dt>1<dd>some failed</dl>",
    ],
};

/// More numbers are a row of a table.
const NUMBERS: usize = 3;

/// Longest number, in digits and marks: longer ones are telephone numbers and the like.
const NUMBER_CHARS: usize = 9;

/// Longest line of counters, in characters.
const LINE_CHARS: u32 = 24;

/// Numbers in the head of a page: more of them are a table's.
const HEAD_COUNTS: usize = 3;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(body) = Zones::of(scan, findings) else { return };
    let table = (0..body.first).filter(|&block| is_count(scan, block)).count() > HEAD_COUNTS;
    for block in 0..scan.len() {
        if !is_count(scan, block) || scan.is_data(block) || findings.whole(block).is_some() {
            continue;
        }
        let counts = |i: usize| i < scan.len() && is_count(scan, i);
        let junk = |i: usize| {
            !matches!(
                findings.category(i),
                None | Some(Category::Caption | Category::Credit | Category::Title | Category::Tags)
            )
        };
        let above = block.checked_sub(1);
        let beside = above.is_some_and(junk) || (block + 1 < scan.len() && junk(block + 1));
        // A column of numbers is a table.
        let column = above.is_some_and(counts) && counts(block + 1);
        let head = block < body.first && block > 0 && !table;
        let tail = block > body.last;
        if !column && (beside || head || tail) {
            hits.block(block);
        }
    }
}

/// Whether a number has a fraction, could be a year, or begins with a zero, as those of telephones do.
fn is_no_count(number: &str) -> bool {
    let telephone = number.len() > 1 && number.starts_with('0');
    let fraction = number.rsplit_once(['.', ',']).is_some_and(|(_, last)| last.len() != 3);
    fraction || telephone || (number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// Whether the line is one to three numbers and nothing else.
pub(super) fn is_count(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    if facts.letters > 1 || facts.digits == 0 || facts.chars > LINE_CHARS {
        return false;
    }
    let mut numbers = 0;
    for word in scan.text(block).split_whitespace() {
        let plain = word.trim_end_matches(['K', 'k', 'M']);
        let number = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
            && plain.bytes().any(|b| b.is_ascii_digit());
        // Thousands have a fraction: `1.2K`.
        let thousands = plain.len() < word.len() && !plain.starts_with('0');
        if !number || word.len() > NUMBER_CHARS || (is_no_count(plain) && !thousands) {
            return false;
        }
        numbers += 1;
    }
    (1..=NUMBERS).contains(&numbers)
}
