//! Posts of a thread in flattened text: complete sentences below a post's head are kept however short, since an answer
//! of one line is content like any other; the names of those who wrote are kept in all posts or in none.

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
const LEAST: u16 = 40;

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

/// Names of the writers below the heads of posts are kept in all posts or in none: where one is taken for junk, all are.
pub(super) fn level(scan: &Scan<'_>, findings: &Findings, likely: &mut [u16], cut: u16) {
    let heads: Vec<usize> = (0..scan.len()).filter(|&block| is_head(scan, block)).collect();
    let names: Vec<usize> = heads.iter().map(|head| head + 1).filter(|&block| is_name(scan, findings, block)).collect();
    if names.len() < HEADS || names.len() * 3 < heads.len() * 2 {
        return;
    }
    // Posts stand between them, not the next entry of a list.
    let posts =
        names.windows(2).filter(|pair| (pair[0]..pair[1]).any(|block| scan.facts[block].is_paragraph())).count();
    let gone = names.iter().filter(|block| likely[**block] < cut).count();
    if posts * 2 >= names.len() - 1 && gone > 0 && gone < names.len() {
        for name in names {
            likely[name] = likely[name].min(cut.saturating_sub(1));
        }
    }
}

/// Whether a line can be the name of who wrote the post.
fn is_name(scan: &Scan<'_>, findings: &Findings, block: usize) -> bool {
    /// Longest name, in words.
    const WORDS: u32 = 3;
    let Some(facts) = scan.facts.get(block) else { return false };
    (1..=WORDS).contains(&facts.words) && facts.digits == 0 && facts.end == End::Open && findings.whole(block).is_none()
}

/// Whether a line is the head of a post: it has the date of writing.
fn is_head(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    facts.digits > 0
        && facts.words <= HEAD_WORDS
        && facts.end != End::Sentence
        && dates::find(scan.text(block)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Unwrap;
    use crate::{read, rules};

    fn levelled(names: [&str; 3], likely: &[u16]) -> Vec<u16> {
        let post = |at: usize| {
            format!(
                "The ferry to Skagen sails again from Monday, if the wind allows it, said office {at}.\nanswered May 1{at}, 2015 at 14:22\n{}",
                names[at]
            )
        };
        let text = [post(0), post(1), post(2)].join("\n");
        let page = read::text(&text, Unwrap::Auto);
        let scan = Scan::new(&page);
        let mut likely = likely.to_vec();
        level(&scan, &rules::find(&scan), &mut likely, 400);
        likely
    }

    #[test]
    fn writers_of_a_thread_are_named_in_all_posts_or_in_none() {
        let mixed = [900, 90, 500, 900, 90, 500, 900, 90, 90];
        assert_eq!(levelled(["heron", "wren", "dunlin"], &mixed), [900, 90, 399, 900, 90, 399, 900, 90, 90]);
        let kept = [900, 90, 500, 900, 90, 500, 900, 90, 500];
        assert_eq!(levelled(["heron", "wren", "dunlin"], &kept), kept);
        assert_eq!(levelled(["heron", "It was late.", "dunlin"], &mixed), mixed);
    }
}
