//! Cohesion of a flattened page: do the rare words of a line come again in lines that are likely body?
//!
//! The steps of a recipe name what its list of ingredients names, the paragraphs of a report its people and places. The teaser of
//! another page shares words with no line, or with other teasers. That holds in any language, known words or not.
//! A word is its slot in a fixed number of slots: where two words share one, both count as the same, so time is linear whatever
//! the words are.

use super::rows::permille;
use crate::scan::Sums;

/// Slots for each word of the page, and the most slots.
const SLOTS: usize = 4;
const MOST_SLOTS: usize = 1 << 16;

/// A word is rare if no more lines have it than this, and this part of all lines, as a divisor.
const RARE: usize = 3;
const RARE_PART: usize = 12;

/// The terms of all lines; those of twins are stored once.
#[derive(Debug, Default)]
pub(super) struct LineTerms {
    terms: Vec<u32>,
    /// By line, its range of the terms.
    ranges: Vec<(u32, u32)>,
}

impl LineTerms {
    pub(super) fn of(lines: usize) -> Self {
        Self { terms: Vec::new(), ranges: vec![(0, 0); lines] }
    }

    /// Notes the terms of a line.
    pub(super) fn put(&mut self, line: usize, terms: impl Iterator<Item = u32>) {
        let from = self.terms.len() as u32;
        self.terms.extend(terms);
        self.ranges[line] = (from, self.terms.len() as u32);
    }

    /// Gives a line the terms of its twin.
    pub(super) fn repeat(&mut self, line: usize, twin: usize) {
        self.ranges[line] = self.ranges[twin];
    }

    fn line(&self, line: usize) -> &[u32] {
        let (from, to) = self.ranges[line];
        self.terms.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Lines that have it, and the sum of their likelihoods.
    lines: u32,
    likely: u32,
}

/// How well a line goes with the likely lines of its page.
#[derive(Debug, Clone, Copy, Default)]
struct Kinship {
    /// Of its rare words: how many there are; how many other lines have; the mean likelihoods of these lines, summed; how likely
    /// the likeliest of them must be, summed.
    rare: u32,
    known: u32,
    kin: u32,
    reach: u32,
    /// The same of all words.
    known_all: u32,
    kin_all: u32,
}

/// The cohesion of a page.
pub(super) struct Cohesion {
    /// By line, as `kin`, for all of its words.
    kin_all: Vec<i32>,
    rare: Sums,
    known: Sums,
    kin: Sums,
    reach: Sums,
}

impl Cohesion {
    /// `likely` are the first pass's likelihoods.
    pub(super) fn of(terms: &LineTerms, likely: &[u16]) -> Self {
        let count = (terms.terms.len() * SLOTS).next_power_of_two().clamp(2, MOST_SLOTS);
        let shift = u32::BITS - count.trailing_zeros();
        // The high bits of a product hang on all bits of the hash.
        let slot_of = |term: u32| term.wrapping_mul(0x9e37_79b1) >> shift;
        // The slots of a line's words, each once.
        let slots_of = |line: usize, own: &mut Vec<u32>| {
            own.clear();
            own.extend(terms.line(line).iter().map(|term| slot_of(*term)));
            own.sort_unstable();
            own.dedup();
        };
        let mut slots = vec![Slot::default(); count];
        let mut own = Vec::new();
        for (line, likely) in likely.iter().enumerate() {
            slots_of(line, &mut own);
            for at in &own {
                let slot = &mut slots[*at as usize];
                slot.lines += 1;
                slot.likely = slot.likely.saturating_add(u32::from(*likely));
            }
        }
        let most = (RARE + likely.len() / RARE_PART) as u32;
        let mut lines = vec![Kinship::default(); likely.len()];
        for (line, likely) in likely.iter().enumerate() {
            let it = &mut lines[line];
            slots_of(line, &mut own);
            for at in &own {
                let slot = slots[*at as usize];
                let (others, likely) = (slot.lines - 1, slot.likely.saturating_sub(u32::from(*likely)));
                let mean = likely.checked_div(others).unwrap_or_default();
                it.known_all += u32::from(others > 0);
                it.kin_all += mean;
                if slot.lines <= most {
                    it.rare += 1;
                    it.known += u32::from(others > 0);
                    it.kin += mean;
                    it.reach += likely.min(1000);
                }
            }
        }
        let sums = |of: fn(&Kinship) -> u32| Sums::of(lines.iter().map(of));
        Self {
            rare: sums(|it| it.rare),
            known: sums(|it| it.known),
            kin: sums(|it| it.kin),
            reach: sums(|it| it.reach),
            kin_all: lines.iter().map(|it| mean(it.kin_all, it.known_all)).collect(),
        }
    }

    /// The mean likelihood of the lines that share the rare words of these lines; -1 where they share none.
    pub(super) fn kin(&self, from: usize, to: usize) -> i32 {
        mean(self.kin.over(from, to), self.known.over(from, to))
    }

    /// How likely the lines together are that share a rare word of these lines, 1000 at most for each word.
    pub(super) fn reach(&self, from: usize, to: usize) -> i32 {
        mean(self.reach.over(from, to), self.rare.over(from, to))
    }

    /// The share of their rare words that other lines have, in thousandths.
    pub(super) fn known(&self, from: usize, to: usize) -> u32 {
        permille(self.known.over(from, to), self.rare.over(from, to))
    }

    /// As `kin`, for all words of a line.
    pub(super) fn kin_all(&self, line: usize) -> i32 {
        self.kin_all.get(line).copied().unwrap_or(-1)
    }
}

fn mean(sum: u32, count: u32) -> i32 {
    sum.checked_div(count).map_or(-1, u32::cast_signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cohesion(lines: &[&[u32]], likely: &[u16]) -> Cohesion {
        let mut terms = LineTerms::of(lines.len());
        for (at, line) in lines.iter().enumerate() {
            terms.put(at, line.iter().copied());
        }
        Cohesion::of(&terms, likely)
    }

    #[test]
    fn words_are_as_likely_as_the_other_lines_that_have_them() {
        let page = cohesion(&[&[1, 2, 2], &[2, 3], &[1], &[9]], &[900, 800, 100, 500]);
        assert_eq!((page.kin(0, 1), page.reach(0, 1), page.known(0, 1)), (450, 450, 1000));
        assert_eq!((page.kin(1, 2), page.known(1, 2)), (900, 500));
        assert_eq!((page.kin(3, 4), page.reach(3, 4), page.kin_all(3)), (-1, 0, -1));
        assert_eq!(page.kin(0, 4), 675);
    }

    #[test]
    fn what_every_line_has_is_not_rare() {
        let page = cohesion(&[&[7, 1], &[7], &[7], &[7], &[7, 1]], &[500; 5]);
        assert_eq!((page.kin(1, 2), page.kin_all(1), page.kin(0, 1)), (-1, 500, 500));
    }
}
