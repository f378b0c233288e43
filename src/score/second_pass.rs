//! The second pass over flattened text: features from the first pass's likelihoods of the lines around each one.
//!
//! Alone, a line of another article's teaser reads like body. Its surroundings tell it apart: unlikely lines on both
//! sides, far from the stretch that holds most of the likely text, sharing no words with it.

use super::cohesion::Cohesion;
use super::rows::{features, permille};
use super::text::TextPageFeatures;
use crate::scan::Sums;

/// Most words of one line that count towards the likely stretch.
const MOST_WORDS: u32 = 60;

/// Lines less likely than this, in thousandths, count against a stretch.
const EVEN: i64 = 350;

/// Likelihood and words of a line that can begin or end the body.
const SURE: u16 = 600;
const SURE_WORDS: u32 = 8;

/// The first pass's results for a page.
pub(super) struct SecondPass<'g> {
    features: &'g TextPageFeatures<'g>,
    likely: &'g [u16],
    words: Sums,
    /// Likely words, in thousandths of words.
    weight: Sums,
    /// The likely stretch of lines.
    stretch: (usize, usize),
    /// First and last line that is clearly body.
    sure: (usize, usize),
    /// For each likelihood, the words in lines that are likelier.
    above: Vec<u32>,
    best: u16,
    /// Which lines share words.
    cohesion: Cohesion,
}

impl<'g> SecondPass<'g> {
    pub(super) fn of(features: &'g TextPageFeatures<'g>, likely: &'g [u16]) -> Self {
        let facts = features.facts();
        let words = |at: usize| facts[at].words.min(10_000);
        let n = likely.len();
        let sure = |at: &usize| likely[*at] >= SURE && words(*at) >= SURE_WORDS;
        let mut by_likelihood = vec![0_u32; 1002];
        for at in 0..n {
            let it = &mut by_likelihood[usize::from(likely[at]).min(1000)];
            *it = it.saturating_add(words(at));
        }
        for at in (0..1001).rev() {
            by_likelihood[at] = by_likelihood[at].saturating_add(by_likelihood[at + 1]);
        }
        Self {
            features,
            likely,
            words: Sums::of((0..n).map(words)),
            weight: Sums::of((0..n).map(|at| words(at) * u32::from(likely[at]) / 10)),
            stretch: stretch(
                (0..n).map(|at| (i64::from(likely[at]) - EVEN) * i64::from(words(at).clamp(1, MOST_WORDS))),
            ),
            sure: ((0..n).find(sure).unwrap_or(n), (0..n).rfind(sure).unwrap_or(n)),
            above: by_likelihood,
            best: likely.iter().copied().max().unwrap_or_default(),
            cohesion: Cohesion::of(features.line_terms(), likely),
        }
    }

    fn at(&self, block: usize, step: isize) -> i16 {
        block.checked_add_signed(step).and_then(|at| self.likely.get(at)).map_or(-1, |it| *it as i16)
    }

    /// The mean likelihood of a window's words.
    fn mean(&self, from: usize, to: usize) -> i32 {
        let words = self.words.over(from, to);
        if words == 0 { -1 } else { (u64::from(self.weight.over(from, to)) * 10 / u64::from(words)) as i32 }
    }

    fn max(&self, from: usize, to: usize) -> u16 {
        let to = to.min(self.likely.len());
        self.likely.get(from.min(to)..to).and_then(|it| it.iter().copied().max()).unwrap_or_default()
    }
}

/// The range of lines with the greatest sum (Kadane's algorithm).
fn stretch(worth: impl Iterator<Item = i64>) -> (usize, usize) {
    let (mut best, mut found) = (0, (0, 0));
    let (mut sum, mut from) = (0, 0);
    for (at, worth) in worth.enumerate() {
        if sum <= 0 {
            (sum, from) = (0, at);
        }
        sum += worth;
        if sum > best {
            (best, found) = (sum, (from, at + 1));
        }
    }
    found
}

/// Distance of a line to a range: 0 inside, negative before it, positive after it.
fn distance(block: usize, (from, to): (usize, usize)) -> i32 {
    if block < from {
        block as i32 - from as i32
    } else if block >= to {
        (block - to) as i32 + 1
    } else {
        0
    }
}

features! {
    /// First-pass likelihoods of a line and of the lines around it.
    pub(super) const NAMES;
    pub(super) fn fill(pass: &SecondPass<'_>, block: usize) {
        {
            let n = pass.likely.len();
        }
        likely: pass.likely[block],
        likelier: permille(pass.above[usize::from(pass.likely[block]).min(1000) + 1], pass.words.all()),
        likely_b1: pass.at(block, -1),
        likely_b2: pass.at(block, -2),
        likely_b3: pass.at(block, -3),
        likely_a1: pass.at(block, 1),
        likely_a2: pass.at(block, 2),
        likely_a3: pass.at(block, 3),
        likely_behind5: pass.mean(block.saturating_sub(5), block),
        likely_ahead5: pass.mean(block + 1, block + 6),
        likely_behind15: pass.mean(block.saturating_sub(15), block),
        likely_ahead15: pass.mean(block + 1, block + 16),
        likely_behind40: pass.mean(block.saturating_sub(40), block),
        likely_ahead40: pass.mean(block + 1, block + 41),
        likely_near: pass.mean(block.saturating_sub(2), block + 3),
        likely_wide: pass.mean(block.saturating_sub(10), block + 11),
        likely_max_behind: pass.max(block.saturating_sub(8), block),
        likely_max_ahead: pass.max(block + 1, block + 9),
        {
            let group = pass.features.group(block);
            let run = pass.features.run(block);
            let section = pass.features.section(block);
        }
        likely_group: pass.mean(group.0, group.1),
        likely_run: pass.mean(run.0, run.1),
        likely_section: pass.mean(section.0, section.1),
        likely_head: pass.at(section.0, 0),
        stretch: distance(block, pass.stretch),
        stretch_words: if block < pass.stretch.0 { -pass.words.over(block, pass.stretch.0).cast_signed() } else { pass.words.over(pass.stretch.1, block).cast_signed() },
        stretch_mean: pass.mean(pass.stretch.0, pass.stretch.1),
        stretch_share: permille(pass.weight.over(pass.stretch.0, pass.stretch.1), pass.weight.all()),
        stretch_lines: pass.stretch.1 - pass.stretch.0,
        sure: distance(block, (pass.sure.0, pass.sure.1 + 1)),
        since_sure: block as i32 - pass.sure.0 as i32,
        weight_before: pass.weight.over(0, block) / 100,
        weight_after: pass.weight.over(block + 1, n) / 100,
        weight_place: permille(pass.weight.over(0, block), pass.weight.all()),
        weight_all: pass.weight.all() / 100,
        weight_share: permille(pass.weight.all() / 10, pass.words.all().saturating_mul(10)),
        likely_best: pass.best,

        // The lines that share its rare words.
        {
            let near = (block.saturating_sub(2), block + 3);
            let wide = (block.saturating_sub(8), block + 9);
        }
        kin: pass.cohesion.kin(block, block + 1),
        kin_reach: pass.cohesion.reach(block, block + 1),
        kin_all: pass.cohesion.kin_all(block),
        kin_near: pass.cohesion.kin(near.0, near.1),
        kin_wide: pass.cohesion.kin(wide.0, wide.1),
        kin_section: pass.cohesion.kin(section.0, section.1),
        kin_reach_near: pass.cohesion.reach(near.0, near.1),
        kin_reach_wide: pass.cohesion.reach(wide.0, wide.1),
        kin_known_wide: pass.cohesion.known(wide.0, wide.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stretch_is_the_run_that_is_worth_most() {
        assert_eq!(stretch([-5, 9, -2, 8, -30, 12].into_iter()), (1, 4));
        assert_eq!(stretch([-5, -1].into_iter()), (0, 0));
    }

    #[test]
    fn distances_count_from_the_nearest_line_of_a_range() {
        assert_eq!([0, 2, 4, 5, 7].map(|block| distance(block, (2, 5))), [-2, 0, 0, 1, 3]);
    }
}
