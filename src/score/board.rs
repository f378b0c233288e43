//! Posts of a forum in flattened text: complete sentences below a post's head are kept however short, since an answer
//! of one line is content like any other.

use crate::grammar::dates;
use crate::rules::Findings;
use crate::scan::{End, Scan};

/// Shortest sentence and longest head of a post, in words: `» Sun Nov 20, 2022 4:02 pm`.
const SENTENCE_WORDS: u32 = 3;
const HEAD_WORDS: u32 = 16;

/// Fewest heads of posts in a thread.
const HEADS: usize = 3;

/// Most lines between a head and the start of its post.
const REACH: usize = 12;

/// Sentences less likely than this, in thousandths, are never lifted: they are the forum's own.
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

/// Whether a line is the head of a post: it has the date of writing.
fn is_head(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    facts.digits > 0
        && facts.words <= HEAD_WORDS
        && facts.end != End::Sentence
        && dates::find(scan.text(block)).is_some()
}
