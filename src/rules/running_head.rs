//! Heads and feet of printed pages: `34 T. Aske / Bulletin of River Works 7 (2021)`, again with another number on every page.
//!
//! Text copied from paged documents has them wherever a page ended. They repeat but for the page's number, which stands at
//! their beginning or end; a bare number between two of them is a page's too.

use std::collections::BTreeMap;

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::scan::{End, Scan};

pub(super) static RULE: Rule = Rule {
    id: "running-head",
    category: Category::Footer,
    strength: Strength::Firm,
    score: 900,
    reason: "the head or foot of a printed page: it repeats, but for the page's number",
    find,
    #[cfg(test)]
    drops: &[
        (
            "Bulletin of Harbours 7 (2021) 33–48\n\nThe ferry sails again from Monday, the harbour office said.\n\n34 T. Aske / Bulletin of \
             Harbours 7 (2021) 33–48\n\nThe crew is well, the doctor said on Sunday.\n\n35 T. Aske / Bulletin of Harbours 7 (2021) 33–48\n\n36",
            &[
                "Bulletin of Harbours 7 (2021) 33–48",
                "34 T. Aske / Bulletin of Harbours 7 (2021) 33–48",
                "35 T. Aske / Bulletin of Harbours 7 (2021) 33–48",
            ],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nHarbour report | Page 2 of 3\n\nThe crew is well, the doctor said.\n\n\
             Harbour report | Page 3 of 3",
            &["Harbour report | Page 2 of 3", "Harbour report | Page 3 of 3"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Chapter 1\n\nThe ferry sails again from Monday, they said.\n\nChapter 2\n\nThe crew is well, the doctor said.",
        "Monday 12\n\nThe ferry sails again from Monday, they said.\n\nMonday 19\n\nThe crew is well, the doctor said.",
        "Peter Aske, 34\n\nThe ferry sails again from Monday, they said.\n\n1984\n\nThe crew is well, the doctor said.",
        "- 200 g of the flour of the mill\n- 300 g of the flour of the mill\n\nMix the flour and the eggs, and leave it for an hour.",
    ],
};

/// Letters of the shortest one: names of chapters, days and places repeat with numbers too.
const LETTERS: usize = 12;

/// Words of the longest.
const WORDS: u32 = 24;

/// The greatest number of a page.
const PAGES: u32 = 4999;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        return;
    }
    let mut heads: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    for block in 0..scan.len() {
        if may_be_head(scan, block)
            && let Some((page, rest)) = parts(scan.text(block))
        {
            heads.entry(rest).or_default().push((block, page));
        }
    }
    // Pages follow one another, some text between them.
    let rises = |it: &[(usize, u32)]| it.windows(2).all(|pair| pair[0].1 < pair[1].1 && pair[0].0 + 1 < pair[1].0);
    // On the first page it has no number, but it is the first line.
    let top = scan.facts.first().map(|_| without_digits(scan.text(0))).filter(|top| letters(top) >= LETTERS);
    let again = |head: &str| top.as_ref().is_some_and(|top| head.len() > top.len() && head.ends_with(top.as_str()));
    heads.retain(|head, it| (it.len() > 1 || again(head)) && rises(it));
    let Some(first) = heads.values().flatten().min().copied() else { return };
    let last = heads.values().flatten().max().copied().unwrap_or(first);
    let mut found: Vec<usize> = heads.values().flatten().map(|it| it.0).collect();
    for block in 0..scan.len() {
        let text = scan.text(block);
        // The first page's own, and numbers that stand alone.
        let whole = text.len() >= LETTERS && heads.keys().any(|head| head.ends_with(&without_digits(text)));
        let number =
            text.parse().is_ok_and(|page: u32| (first.1.saturating_sub(2)..=last.1.saturating_add(2)).contains(&page));
        if (whole && block < first.0 || number) && findings.whole(block).is_none() {
            found.push(block);
        }
    }
    found.sort_unstable();
    found.dedup();
    for block in found {
        hits.block(block);
    }
}

/// Whether a line stands by itself, as the heads of pages do.
fn may_be_head(scan: &Scan<'_>, block: usize) -> bool {
    let alone = |at: usize| scan.page.blocks.get(at).is_none_or(|it| it.blank_before > 0);
    let facts = &scan.facts[block];
    facts.digits > 0 && facts.words <= WORDS && facts.end != End::Sentence && (alone(block) || alone(block + 1))
}

/// The number of the page that a line has at its beginning or end, and what the line is without it.
fn parts(text: &str) -> Option<(u32, String)> {
    let front = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let back = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = |digits: &str| digits.parse().ok().filter(|page| (1..=PAGES).contains(page));
    let bounded = |rest: &str, at_end: bool| {
        let c = if at_end { rest.chars().next_back() } else { rest.chars().next() };
        c.is_some_and(|c| c.is_whitespace() || c == '|')
    };
    let (page, rest) = if let Some(page) = number(&text[..front]).filter(|_| bounded(&text[front..], false)) {
        (page, &text[front..])
    } else if let Some((head, page)) = of_pages(text) {
        (page, head)
    } else {
        (number(&text[back..]).filter(|_| bounded(&text[..back], true))?, &text[..back])
    };
    let rest = without_digits(rest);
    (letters(&rest) >= LETTERS).then_some((page, rest))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// `Page 2 of 3`, in any language: two numbers with one word between them at the end.
fn of_pages(text: &str) -> Option<(&str, u32)> {
    let (rest, all) = text.rsplit_once(' ')?;
    let (rest, _) = rest.rsplit_once(' ')?;
    let (head, page) = rest.rsplit_once(' ')?;
    let (all, page): (u32, u32) = (all.parse().ok()?, page.parse().ok()?);
    (page <= all && all <= PAGES).then_some((head, page))
}

/// A line as it is on every page.
fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}
