//! Numbers that count up from 1, a line each: the gutter of a listing, the pages of a list.
//!
//! Flatteners put the cells of a listing's first column one under the other. Numbers of a list stand with what they number.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;

pub(super) static RULE: Rule = Rule {
    id: "line-numbers",
    category: Category::Interface,
    strength: Strength::Firm,
    score: 900,
    reason: "numbers that count up, a line each: a listing's gutter or links to pages",
    find,
    #[cfg(test)]
    drops: &[(
        "The pool is made in three lines.\n1\n2\n3\npool = workers(4)\npool.run(job)\npool.close()\nIt grows while it runs.",
        &["1", "2", "3"],
    )],
    #[cfg(test)]
    keeps: &[
        "The order of the boats was this.\n1\nThe Maria\n2\nThe Anna\n3\nThe Olga",
        "The goals fell late.\n3\n2\n1\nThen it was over.",
        "The years of the storms were these.\n1953\n1954\n1955\nNobody forgot them.",
        "One, two.\n1\n2\nThree.",
    ],
};

/// Shorter rows are scores, votes, counters.
const LINES: usize = 3;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        return;
    }
    let is_number = |block: usize, number: usize| block < scan.len() && scan.text(block).parse() == Ok(number);
    let mut block = 0;
    while block < scan.len() {
        if !is_number(block, 1) {
            block += 1;
            continue;
        }
        let count = (0..scan.len() - block).take_while(|nth| is_number(block + nth, nth + 1)).count();
        if count >= LINES {
            (block..block + count).filter(|at| findings.whole(*at).is_none()).for_each(|at| hits.block(at));
        }
        block += count;
    }
}
