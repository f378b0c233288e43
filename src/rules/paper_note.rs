//! Notes below the first page of a paper: whom to write to, the paper's address, when it was received and accepted.
//!
//! One of these lines may be a sentence of the text; two kinds in a row are a note. Papers of most publishers have it, and a
//! scraper of PDF prints it amid the text.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::lexicon::{self, Section};
use crate::text::{fold, shape};

pub(super) static RULE: Rule = Rule {
    id: "paper-note",
    category: Category::Footer,
    strength: Strength::Firm,
    score: 880,
    reason: "a note on the first page of a paper: whom to write to, its address, when it was received",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again from Monday, the harbour office said on Thursday.\n\n* Corresponding author.\nE-mail address: \
             holt@harbour.example (M. Holt).\nhttps://doi.example/10.1000/boat.4\nReceived 3 March 2018; Accepted 9 January 2019",
            &[
                "* Corresponding author.",
                "E-mail address: holt@harbour.example (M. Holt).",
                "https://doi.example/10.1000/boat.4",
                "Received 3 March 2018; Accepted 9 January 2019",
            ],
        ),
        (
            "The ferry sails again from Monday, the harbour office said on Thursday.\n\nReceived: 3 March 2018 / Accepted: 9 January 2019",
            &["Received: 3 March 2018 / Accepted: 9 January 2019"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Received 3 March 2018, the letter lay in the office until the harbour master came back from the island.",
        "The harbour office has one corresponding author.\n\nWrite to holt@harbour.example to ask for a place on the boat.",
        "We received 3 letters in May, and accepted 9 offers in June.\n\nThe ferry sails again from Monday, the harbour office said.",
        "Accepted currencies are 2018 crowns and euros.\n\nhttps://harbour.example/fares",
    ],
};

/// Words of the longest such line.
const WORDS: u32 = 20;

/// Signs that make a note: kinds of lines, and each further thing that happened to the paper.
const SIGNS: usize = 2;

/// What a line of such a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Whom to write to.
    Author,
    /// So many things that happened to the paper.
    History(usize),
    Mail,
    Address,
}

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        return;
    }
    let mut block = 0;
    while block < scan.len() {
        let free = (block..scan.len()).take_while(|&at| findings.whole(at).is_none());
        let lines: Vec<Line> = free.map_while(|at| line(scan, at)).collect();
        let end = block + lines.len();
        if is_note(&lines) {
            (block..end).for_each(|at| hits.block(at));
        }
        block = end.max(block + 1);
    }
}

/// Whether lines in a row are a note: two signs, one of them of a paper's own.
fn is_note(lines: &[Line]) -> bool {
    let has = |line: Line| lines.contains(&line);
    let history: usize = lines.iter().map(|line| if let Line::History(count) = line { *count } else { 0 }).sum();
    let signs = [Line::Author, Line::Mail, Line::Address].into_iter().filter(|line| has(*line)).count() + history;
    signs >= SIGNS && (history > 0 || has(Line::Author))
}

fn line(scan: &LabelledScan<'_>, block: usize) -> Option<Line> {
    let (facts, text) = (&scan.facts[block], scan.text(block));
    if facts.words > WORDS {
        return None;
    }
    if lexicon::is(Section::Correspondence, scan.label(block)) {
        return Some(Line::Author);
    }
    let happened = |part: &str| lexicon::is(Section::PaperHistory, &fold::fold_label(part));
    let history = || text.split([';', '/', ',']).filter(|part| happened(part)).count();
    if facts.digits > 0 && happened(text) {
        return Some(Line::History(history()));
    }
    // `E-mail address: holt@harbour.example (M. Holt).`
    let is_mail = |word: &str| shape::is_mail(word.trim_matches(['.', ',', ';', '(', ')']));
    if text.split_once([':', '：']).is_some_and(|(_, behind)| behind.split_whitespace().next().is_some_and(is_mail)) {
        return Some(Line::Mail);
    }
    let small = text.to_lowercase();
    let address = ["https://doi.", "http://dx.doi.", "doi:", "doi "].iter().any(|start| small.starts_with(start));
    (address && facts.digits > 0).then_some(Line::Address)
}
