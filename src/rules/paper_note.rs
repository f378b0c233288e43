//! Notes below the first page of a paper: whom to write to, the paper's address, when it was received and accepted.
//!
//! Each of these lines alone may be a sentence of the text; two kinds of them in a row are a note. Conventions of Elsevier, Springer and
//! Wiley papers in flattened PDF.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::text::shape;

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
        "Accepted currencies are 2018 crowns and euros.\n\nhttps://harbour.example/fares",
    ],
};

/// Words of the longest such line.
const WORDS: u32 = 20;

/// What a line about the author to write to begins with.
const CORRESPONDENCE: [&str; 12] = [
    "corresponding author",
    "author for correspondence",
    "correspondence to",
    "correspondence:",
    "auteur correspondant",
    "autor para correspondencia",
    "autor correspondente",
    "autore corrispondente",
    "korrespondenzautor",
    "автор для переписки",
    "通讯作者",
    "責任著者",
];

/// What happened to a paper.
const HISTORY: [&str; 5] = ["received", "accepted", "revised", "available online", "published online"];

/// Kinds of lines, as bits: at least two make a note, one of them of the first two kinds.
const TO_AUTHOR: u8 = 1;
const HAPPENED: u8 = 2;
const MAIL: u8 = 4;
const ADDRESS: u8 = 8;
/// More happened than one thing.
const TWICE: u8 = 16;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        return;
    }
    let mut block = 0;
    while block < scan.len() {
        let (mut end, mut kinds) = (block, 0);
        while end < scan.len() && findings.whole(end).is_none() {
            let kind = kind(scan, end);
            if kind == 0 {
                break;
            }
            (end, kinds) = (end + 1, kinds | kind);
        }
        if kinds & (TO_AUTHOR | HAPPENED) != 0 && kinds.count_ones() >= 2 {
            (block..end).for_each(|at| hits.block(at));
        }
        block = end.max(block + 1);
    }
}

/// The kinds of a line; none of most.
fn kind(scan: &LabelledScan<'_>, block: usize) -> u8 {
    let (facts, label) = (&scan.facts[block], scan.label(block));
    if facts.words > WORDS {
        return 0;
    }
    if CORRESPONDENCE.iter().any(|it| label.starts_with(it)) {
        return TO_AUTHOR;
    }
    if facts.digits > 0 && HISTORY.iter().any(|it| label.starts_with(it)) {
        let said = HISTORY.iter().filter(|it| label.contains(*it)).count();
        return if said > 1 { HAPPENED | TWICE } else { HAPPENED };
    }
    let text = scan.text(block);
    let mail = || text.split_whitespace().any(|word| shape::is_mail(word.trim_matches(['.', ',', ';', '(', ')'])));
    if (label.starts_with("e-mail") || label.starts_with("email")) && mail() {
        return MAIL;
    }
    let address = ["https://doi.", "http://dx.doi.", "doi:", "doi "].iter().any(|it| label.starts_with(it));
    if address && facts.digits > 0 { ADDRESS } else { 0 }
}
