//! The posts of a board in flattened text: finished sentences below their heads stay, however short, for an answer of one line is as
//! much of the page as any other.

use crate::grammar::dates;
use crate::rules::Findings;
use crate::scan::{End, Scan};

/// Words of the shortest sentence, and of the longest head of a post: `» Sun Nov 20, 2022 4:02 pm`.
const SENTENCE_WORDS: u32 = 3;
const HEAD_WORDS: u32 = 16;

/// Heads of posts that make a thread.
const HEADS: usize = 3;

/// Lines below its head in which a post begins.
const REACH: usize = 12;

/// A sentence less likely than this, in thousandths, stays out: it is the board's own.
const LEAST: u16 = 60;

/// Lifts the sentences of posts.
pub(super) fn lift(scan: &Scan<'_>, findings: &Findings, likely: &mut [u16], cut: u16) {
    if !findings.board {
        return;
    }
    let heads: Vec<usize> = (0..scan.len()).filter(|&block| is_head(scan, block)).collect();
    let Some(&[first, .., last]) = (heads.len() >= HEADS).then_some(heads.as_slice()) else { return };
    for block in first..(last + REACH).min(scan.len()) {
        let facts = &scan.facts[block];
        let told = facts.end == End::Sentence && facts.words >= SENTENCE_WORDS;
        if told && (LEAST..cut).contains(&likely[block]) && findings.whole(block).is_none() {
            likely[block] = cut;
        }
    }
}

/// Whether a line tells when a post was written.
fn is_head(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    facts.digits > 0
        && facts.words <= HEAD_WORDS
        && facts.end != End::Sentence
        && dates::find(scan.text(block)).is_some()
}
