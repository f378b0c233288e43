//! Captions: the line beside a credit, a line that says of itself that it is one, a line printed twice.
//!
//! `This undated file photo … shows …` above `© AP Photo`; `Lavrov (right) and Nebenzia at the United Nations` above the headline;
//! the alternative text and the caption of one picture, one after the other.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::lexicon::{self, Section};
use crate::rules::engine::zones::Zones;
use crate::scan::{End, Facts, Scan};
use crate::text::search::StrSet;
use crate::text::shape;

pub(super) static RULE: Rule = Rule {
    id: "photo-caption",
    category: Category::Caption,
    strength: Strength::Firm,
    score: 900,
    reason: "a picture caption: next to a credit, worded as a caption, or printed twice",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry to Skagen sails again from Monday, they said.\n\nThis undated file photo shows the ferry in the harbour\n© AP Photo / Ann \
             Berg\nIt had rained for nine days and nights in all.",
            &["This undated file photo shows the ferry in the harbour"],
        ),
        (
            "Listen Live\nHarbour master Bo Dahl (right) and the captain of the ferry in the harbour of Skagen.\n\nFerry to Skagen sails \
             again after the storm\n\n© AP Photo / Ann Berg\nGet short URL\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Harbour master Bo Dahl (right) and the captain of the ferry in the harbour of Skagen."],
        ),
        (
            "Ferry sails again, says Bo Dahl\n\n© AP Photo / Ann BergHarbour master Bo Dahl\nHarbour master Bo Dahl - The Daily Ferry\nSubscribe\nThe ferry \
             to Skagen sails again from Monday, they said.",
            &["Harbour master Bo Dahl - The Daily Ferry"],
        ),
        (
            "The ferry to Skagen sails again from Monday, they said.\n\n Harbour master Bo Dahl on Tuesday.\n\nHarbour master Bo Dahl on Tuesday.\n\nIt had \
             rained for nine days and nights in all.",
            &["Harbour master Bo Dahl on Tuesday.", "Harbour master Bo Dahl on Tuesday."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Row, row, row your boat\nGently down the stream\nRow, row, row your boat\nLife is but a dream",
        "He sang.\n\nNevermore, nevermore\nNevermore, nevermore\nAnd the raven flew away into the night.",
        "This photo was the first that he sold. It made him rich, and he never took another in all his life.",
        "© AP Photo / Ann Berg\nIt had rained for nine days and nights in all.",
        "The minister (right wing) said that the ferry sails again from Monday.",
    ],
};

/// Longest caption, in words.
const WORDS: u32 = 60;

/// How captions tell who stands where.
static SIDES: StrSet =
    StrSet::new(&["left", "right", "von l", "droite", "derecha", "sinistra", "lewej", "direita", "слева"]);

/// How near the head's chrome a caption stands above the body, in lines.
const NEAR: usize = 4;

/// How near below it.
const NEAR_ABOVE: usize = 2;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(body) = Zones::of(scan, findings) else { return };
    let free = |block: usize| findings.whole(block).is_none();
    let blanks = scan.page.blocks.iter().any(|b| b.blank_before > 0);
    for block in 0..scan.len() {
        if !free(block) || scan.facts[block].words > WORDS {
            continue;
        }
        let beside =
            !scan.page.html && (above_credit(scan, findings, block, blanks) || below_credit(scan, findings, block));
        if beside || is_worded(scan, findings, body, block) || is_size_at_end(scan, block) {
            hits.block(block);
        }
    }
    if !scan.page.html {
        doubled(scan, findings, body, hits);
    }
}

fn is_credit(findings: &Findings, block: usize) -> bool {
    findings.category(block) == Some(Category::Credit)
}

/// A line without a full stop right above a credit; whether the page has blank lines.
fn above_credit(scan: &Scan<'_>, findings: &Findings, block: usize, blanks: bool) -> bool {
    let facts = &scan.facts[block];
    block + 1 < scan.len()
        && is_credit(findings, block + 1)
        && scan.is_tight(block + 1)
        && facts.end == End::Open
        && is_caption_like(scan, block, blanks)
        && !shape::is_item(scan.text(block))
}

/// Whether a line can be a caption and not a heading: where blank lines set paragraphs apart, any line that is tight to the
/// credit; else only one in the words of a sentence.
fn is_caption_like(scan: &Scan<'_>, block: usize, blanks: bool) -> bool {
    let facts = &scan.facts[block];
    if is_mostly_digits(facts) || scan.text(block).contains("://") {
        return false;
    }
    /// Fewest words of a caption that is tight to its credit.
    const TIGHT_WORDS: u32 = 2;
    /// Fewest words where nothing sets paragraphs apart: headings are shorter.
    const LOOSE_WORDS: u32 = 6;
    /// Largest share of capitalised words there, in thousandths: headings in title case have more.
    const CAPITALS: u32 = 600;
    if blanks { facts.words >= TIGHT_WORDS } else { facts.words >= LOOSE_WORDS && facts.capital_share() <= CAPITALS }
}

/// Whether a line has more than one digit for four letters, as scores and timetables do; captions have years and ages at most.
fn is_mostly_digits(facts: &Facts) -> bool {
    facts.letters <= facts.digits * 4
}

/// A line without a full stop right below a credit, of which it repeats words; a headline does not.
fn below_credit(scan: &Scan<'_>, findings: &Findings, block: usize) -> bool {
    /// Share of its words that the credit line has too, in thousandths.
    const SHARED: usize = 450;
    /// A single word is a label.
    const LEAST_WORDS: u32 = 2;
    /// Longest word that says nothing when repeated, in characters: articles, prepositions.
    const SMALL_WORD: usize = 2;
    let facts = &scan.facts[block];
    let Some(above) = block.checked_sub(1) else { return false };
    if !is_credit(findings, above) || scan.is_apart(block) || facts.end != End::Open || facts.words < LEAST_WORDS {
        return false;
    }
    let credit = scan.text(above);
    let words: Vec<&str> = scan.text(block).split_whitespace().filter(|w| w.chars().count() > SMALL_WORD).collect();
    let shared = words.iter().filter(|w| credit.contains(**w)).count();
    shared * 1000 >= words.len().max(1) * SHARED
}

/// A single sentence in the words of captions: in the head, beside a credit, or set apart without a full stop.
fn is_worded(scan: &Scan<'_>, findings: &Findings, body: Zones, block: usize) -> bool {
    /// Fewer words are a label.
    const LEAST_WORDS: u32 = 5;
    let facts = &scan.facts[block];
    if facts.sentences > 1 || facts.words < LEAST_WORDS {
        return false;
    }
    let near = || {
        (block.saturating_sub(NEAR_ABOVE)..scan.len().min(block + NEAR + 1))
            .any(|i| matches!(findings.category(i), Some(Category::Credit | Category::Title)))
    };
    let head = block < body.first && near();
    let beside = [block.wrapping_sub(1), block + 1].into_iter().any(|i| is_credit(findings, i));
    let apart = facts.end == End::Open && scan.is_apart(block);
    if !(head || beside || apart) {
        return false;
    }
    let label = scan.label(block);
    let begins = lexicon::may_begin(Section::CaptionStart, label)
        && lexicon::all(Section::CaptionStart).iter().any(|start| {
            label.strip_prefix(start).is_some_and(|rest| rest.starts_with([' ', ',', ':']) || rest.is_empty())
        });
    begins || {
        // The label is the text in small letters; brackets stay inside it.
        let told = label.contains('(') || SIDES.find(label).is_some();
        told && lexicon::all(Section::CaptionCue)
            .iter()
            .any(|cue| label.contains(cue) || label.ends_with(cue.trim_end_matches(')')))
    }
}

/// `Banner Pledge Drive 1760x164`: an alternative text with the picture's size.
fn is_size_at_end(scan: &Scan<'_>, block: usize) -> bool {
    /// Longer texts are prose.
    const BYTES: usize = 120;
    /// Two numbers of two digits.
    const DIGITS: u32 = 4;
    let text = scan.text(block);
    if text.len() > BYTES || scan.facts[block].digits < DIGITS {
        return false;
    }
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    /// Digits of a picture's width or height in pixels.
    const SIDE: std::ops::RangeInclusive<usize> = 2..=5;
    /// Words of the shortest such text: two of a name and the size.
    const LEAST_WORDS: usize = 3;
    let digits = |s: &str| SIDE.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    last.len() >= "100x100".len()
        && text.split_whitespace().count() >= LEAST_WORDS
        && text.starts_with(char::is_alphabetic)
        && last.split_once(['x', '×']).is_some_and(|(w, h)| digits(w) && digits(h))
}

/// Two equal lines that are a paragraph of their own between the paragraphs: alternative text and caption.
fn doubled(scan: &Scan<'_>, findings: &Findings, body: Zones, hits: &mut Hits<'_>) {
    /// Fewer words are a label, more a paragraph.
    const DOUBLED: std::ops::RangeInclusive<u32> = 4..=40;
    let apart = |i: usize| i >= scan.len() || scan.is_apart(i) || scan.facts[i].is_paragraph();
    for block in 0..scan.len().saturating_sub(1) {
        let facts = &scan.facts[block];
        let label = scan.label(block);
        if !DOUBLED.contains(&facts.words) || label.is_empty() || label != scan.label(block + 1) {
            continue;
        }
        let free = findings.whole(block).is_none() && findings.whole(block + 1).is_none();
        let third = block + 2 < scan.len() && scan.label(block + 2) == label;
        let lone = (block == 0 || scan.is_apart(block)) && apart(block + 2);
        let body_follows = block + 1 < body.last;
        if free && lone && !third && facts.sentences <= 1 && body_follows && !is_mostly_digits(facts) {
            hits.block(block);
            // Without a full stop it is the heading below its own picture.
            if facts.end == End::Sentence {
                hits.block(block + 1);
            }
        }
    }
}
