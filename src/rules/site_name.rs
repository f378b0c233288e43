//! The site's name in the head: a short line that other lines of the page end with (`… - Sputnik International`).
//!
//! Titles and alternative texts carry the name behind a dash or bar; the line that is nothing but the name is the masthead.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::lexicon::{self, Section};
use crate::rules::engine::zones::Zones;
use crate::scan::{End, Scan};
use crate::text::search::CharSet;

pub(super) static RULE: Rule = Rule {
    id: "site-name",
    category: Category::Masthead,
    strength: Strength::Firm,
    score: 930,
    reason: "the name of the site: other lines end with it, or it stands alone after a dash",
    find,
    #[cfg(test)]
    drops: &[
        (
            "- Daily Ferry\nWorld\n\nFerry sails again after the storm\n\nHarbour master Bo Dahl - Daily Ferry\nThe ferry to Skagen sails again from Monday, they said.",
            &["- Daily Ferry"],
        ),
        (
            "Ferry sails again after the storm\n\nUSA TODAY\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["USA TODAY"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "- Two boats\n- Three boats\n\nThe ferry to Skagen sails again from Monday, they said.",
        "Daily Ferry\n\nThe ferry to Skagen sails again from Monday, they said.",
        "INTRODUCTION\n\nThe ferry to Skagen sails again from Monday, they said.",
    ],
};

/// Longest name, in words.
const WORDS: u32 = 5;

/// Where the head ends at the latest, in lines.
const LINES: usize = 40;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        return;
    }
    let Some(body) = Zones::of(scan, findings) else { return };
    let titles = titles(scan);
    for block in 0..body.first.min(LINES) {
        let facts = &scan.facts[block];
        if facts.words > WORDS || facts.end != End::Open || facts.letters < 3 || findings.whole(block).is_some() {
            continue;
        }
        let text = scan.text(block);
        let name = text.trim_start_matches(['-', '–', '—', '|', ' ']);
        if ends_others(scan, &titles, block, name)
            || is_capital_house(scan, body, block, text)
            || is_paper(scan, body, block, name)
        {
            hits.block(block);
        }
    }
}

/// Lines that a name may end: not too long, a mark in them.
fn titles(scan: &Scan<'_>) -> Vec<usize> {
    /// Words of the longest title.
    const TITLE: u32 = 40;
    let may = |i: &usize| {
        let facts = &scan.facts[*i];
        facts.words <= TITLE && (facts.foreign || facts.has(b"-|"))
    };
    (0..scan.len()).filter(may).filter(|i| MARKS.find(scan.text(*i)).is_some()).collect()
}

/// What stands before a site's name.
static MARKS: CharSet = CharSet::new(b"-|", &['–', '—', '·', '»']);

/// Whether another line has the name behind a dash or bar at its end.
fn ends_others(scan: &Scan<'_>, titles: &[usize], block: usize, name: &str) -> bool {
    titles.iter().any(|&i| {
        i != block
            && scan.text(i).strip_suffix(name).is_some_and(|before| {
                let bare = before.trim_end();
                bare.len() < before.len() && bare.ends_with(|c| MARKS.has(c)) && bare.len() > name.len() / 2 + 1
            })
    })
}

/// `Recôncavo News`: a name with a newspaper's word in it, alone between headline and body.
fn is_paper(scan: &Scan<'_>, body: Zones, block: usize, name: &str) -> bool {
    let paper = name.split_whitespace().any(|word| lexicon::is_in_any_case(Section::Paper, word));
    (2..=4).contains(&scan.facts[block].words)
        && paper
        && block > 0
        && block + 1 == body.first
        && scan.is_apart(block)
        && scan.is_apart(block + 1)
}

/// `USA TODAY`: two or three words in capitals between headline or writer and body.
fn is_capital_house(scan: &Scan<'_>, body: Zones, block: usize, text: &str) -> bool {
    let facts = &scan.facts[block];
    let capitals = facts.upper == facts.letters && facts.upper >= 5 && facts.unspaced == 0;
    (2..=3).contains(&facts.words)
        && capitals
        && facts.digits == 0
        && block > 0
        && block + 1 == body.first
        && text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
}
