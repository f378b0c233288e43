//! The layout of a page: its densest region of running text, its headline, and repeating patterns of blocks.

use super::text_stats::TextStats;
use crate::page::BlockKind;
use crate::scan::Scan;

/// Most words of one block that count towards a region: a single long block is no region.
const MOST_WORDS: u32 = 100;

/// Cost of a block without running text: low for the far-reaching region, high for the dense one.
const FAR_COST: i32 = 4;
const DENSE_COST: i32 = 16;

/// A headline has at least this share of the title's words, in thousandths, and this many words.
const HEADLINE_SHARE: u16 = 600;
const HEADLINE_WORDS: u32 = 3;

/// Longest pattern searched for, in blocks: picture, title, date, teaser, link … of an entry.
const LONGEST_PERIOD: usize = 8;

/// Fewest repetitions of a pattern.
const REPEATS: usize = 3;

/// The layout of a page.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) far: Region,
    pub(super) dense: Region,
    pub(super) headline: Option<usize>,
    /// By block: length of the longest repeating pattern around it, and the number of blocks that it covers; 0 for
    /// none.
    pub(super) periods: Vec<(u32, u32)>,
}

/// A range of blocks, half-open.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Region {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Region {
    /// Distance of a block to the region: 0 inside, negative before it, positive after it.
    pub(super) fn distance(self, block: usize) -> i32 {
        if block < self.from {
            block as i32 - self.from as i32
        } else if block >= self.to {
            (block - self.to) as i32 + 1
        } else {
            0
        }
    }

    /// Position of a block in the region, in thousandths.
    pub(super) fn place(self, block: usize) -> u32 {
        super::rows::permille(block.saturating_sub(self.from) as u32, self.to.saturating_sub(self.from) as u32)
            .min(1000)
    }
}

impl Layout {
    /// `prose` returns a block's words of running text, or 0.
    pub(super) fn of(scan: &Scan<'_>, text_stats: &[TextStats], prose: impl Fn(usize) -> u32) -> Self {
        let worth = |cost: i32| {
            let prose = &prose;
            (0..scan.len()).map(move |block| match prose(block) {
                0 => -cost,
                words => words.min(MOST_WORDS) as i32,
            })
        };
        Self {
            far: thickest(worth(FAR_COST)),
            dense: thickest(worth(DENSE_COST)),
            headline: headline(scan, text_stats),
            periods: periods(&shapes(scan, text_stats)),
        }
    }

    /// Blocks since the headline; -1 before it and on pages without one.
    pub(super) fn since_headline(&self, block: usize) -> i32 {
        self.headline.and_then(|at| block.checked_sub(at)).map_or(-1, |distance| distance as i32)
    }
}

/// The range of blocks with the greatest sum (Kadane's algorithm).
fn thickest(worth: impl Iterator<Item = i32>) -> Region {
    let (mut best, mut found) = (0_i64, Region::default());
    let (mut sum, mut from) = (0_i64, 0);
    for (block, worth) in worth.enumerate() {
        if sum <= 0 {
            (sum, from) = (0, block);
        }
        sum += i64::from(worth);
        if sum > best {
            (best, found) = (sum, Region { from, to: block + 1 });
        }
    }
    found
}

fn headline(scan: &Scan<'_>, text_stats: &[TextStats]) -> Option<usize> {
    // The first line of a flattened page is the title itself.
    let first = usize::from(!scan.page.html);
    let like = |block: &usize| text_stats[*block].title >= HEADLINE_SHARE && scan.facts[*block].words >= HEADLINE_WORDS;
    let top = |block: &usize| scan.page.blocks[*block].kind == BlockKind::Heading(1);
    (first..scan.len()).filter(like).find(top).or_else(|| (first..scan.len()).find(like))
}

/// A coarse fingerprint of each block: kind, size, first and last character.
fn shapes(scan: &Scan<'_>, text_stats: &[TextStats]) -> Vec<u32> {
    (0..scan.len())
        .map(|block| {
            let facts = &scan.facts[block];
            let size = match facts.words {
                0..=1 => 0,
                2..=4 => 1,
                5..=12 => 2,
                13..=40 => 3,
                _ => 4,
            };
            let kind = scan.page.blocks[block].kind.code();
            ((u32::from(kind) * 8 + size) * 8 + u32::from(text_stats[block].start)) * 8 + facts.end as u32
        })
        .collect()
}

fn periods(shapes: &[u32]) -> Vec<(u32, u32)> {
    let mut found = vec![(0, 0); shapes.len()];
    for period in 1..=LONGEST_PERIOD.min(shapes.len()) {
        let mut from = 0;
        for to in period..=shapes.len() {
            if to < shapes.len() && shapes[to] == shapes[to - period] {
                continue;
            }
            // Blocks `from..to` repeat themselves every `period` blocks.
            let length = to - from;
            if length >= period * REPEATS {
                for it in &mut found[from..to] {
                    if it.1 < length as u32 {
                        *it = (period as u32, length as u32);
                    }
                }
            }
            from = (to + 1).saturating_sub(period);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thickest_run_bridges_small_gaps_only() {
        let region = thickest([-4, 50, -4, 60, -16, -16, -16, -16, -16, -16, 20].into_iter());
        assert_eq!((region.from, region.to), (1, 4));
        assert_eq!((region.distance(0), region.distance(2), region.distance(4)), (-1, 0, 1));
    }

    #[test]
    fn patterns_are_found_where_they_come_three_times() {
        let found = periods(&[9, 1, 2, 1, 2, 1, 2, 7]);
        assert_eq!(found[1], (2, 6));
        assert_eq!((found[0], found[7]), ((0, 0), (0, 0)));
        assert_eq!(periods(&[]), []);
    }
}
