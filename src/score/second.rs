//! The second look: what the first look says of a block's neighbours, containers and section, and of the page.

use super::page_type::TYPES;
use super::rows::{Sums, features, permille};
use crate::features::Scan;

/// Ranges of blocks that a block shares its fate with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    pub(super) near: (u32, u32),
    pub(super) wide: (u32, u32),
    pub(super) wider: (u32, u32),
    pub(super) item: (u32, u32),
    pub(super) section: (u32, u32),
    /// Blocks that look alike bear one number.
    pub(super) look: u32,
}

/// What the second look is made from.
pub(super) struct Second<'s> {
    pub(super) scan: &'s Scan<'s>,
    pub(super) around: &'s [Around],
    /// How likely each block is body after the first look, in thousandths.
    pub(super) likely: &'s [u16],
    /// How much each type speaks for the page, in 1/256 of a logit.
    pub(super) types: [i32; TYPES],
    words: Sums,
    likely_words: Sums,
    likely_blocks: Sums,
    since: Vec<u32>,
    until: Vec<u32>,
    looks: Vec<u32>,
}

/// Blocks at least this likely count as body while distances are measured.
const LIKELY: u16 = 500;

/// Distances are told apart up to here.
const FAR: u32 = 60;

impl<'s> Second<'s> {
    pub(super) fn of(scan: &'s Scan<'s>, around: &'s [Around], likely: &'s [u16], types: [i32; TYPES]) -> Self {
        let weight = |i: usize| u32::from(likely[i]) * scan.facts[i].words.min(1000) / 100;
        let count = scan.len();
        let mut it = Self {
            scan,
            around,
            likely,
            types,
            words: Sums::of(scan.facts.iter().map(|f| f.words.min(1000) * 10)),
            likely_words: Sums::of((0..count).map(weight)),
            likely_blocks: Sums::of(likely.iter().map(|l| u32::from(*l))),
            since: vec![FAR; count],
            until: vec![FAR; count],
            looks: Vec::new(),
        };
        let mut last = FAR;
        for block in 0..count {
            it.since[block] = last;
            last = if likely[block] >= LIKELY { 0 } else { (last + 1).min(FAR) };
        }
        last = FAR;
        for block in (0..count).rev() {
            it.until[block] = last;
            last = if likely[block] >= LIKELY { 0 } else { (last + 1).min(FAR) };
        }
        it.looks = it.likely_of_looks();
        it
    }

    /// How likely blocks of one look are on average, by the look's number.
    fn likely_of_looks(&self) -> Vec<u32> {
        let most = self.around.iter().map(|a| a.look as usize + 1).max().unwrap_or(0);
        let mut sums = vec![(0_u32, 0_u32); most];
        for (around, likely) in self.around.iter().zip(self.likely) {
            let (sum, count) = &mut sums[around.look as usize];
            *sum = sum.saturating_add(u32::from(*likely));
            *count += 1;
        }
        sums.into_iter().map(|(sum, count)| sum / count.max(1)).collect()
    }

    fn at(&self, block: Option<usize>) -> i32 {
        block.and_then(|block| self.likely.get(block)).map_or(-1, |likely| i32::from(*likely))
    }

    /// How likely the words of a range are body.
    fn words_of(&self, (from, to): (u32, u32)) -> u32 {
        permille(self.likely_words.over(from as usize, to as usize), self.words.over(from as usize, to as usize)) / 10
    }

    /// How likely the blocks of a range are body, on average.
    fn blocks_of(&self, (from, to): (u32, u32)) -> u32 {
        self.likely_blocks.over(from as usize, to as usize) / to.saturating_sub(from).max(1)
    }

    pub(super) fn fill(&self, block: usize, row: &mut [i16]) {
        fill(self, block, row);
    }
}

features! {
    /// Names of the columns that the second look adds.
    pub(crate) const NAMES;
    fn fill(it: &Second<'_>, block: usize) {
        {
            let around = it.around[block];
            let at = block as u32;
            let n = it.likely.len() as u32;
        }
        likely: it.likely[block],
        likely_before: it.at(block.checked_sub(1)),
        likely_before2: it.at(block.checked_sub(2)),
        likely_before3: it.at(block.checked_sub(3)),
        likely_after: it.at(Some(block + 1)),
        likely_after2: it.at(Some(block + 2)),
        likely_after3: it.at(Some(block + 3)),
        likely_behind: it.words_of((at.saturating_sub(5), at)),
        likely_ahead: it.words_of((at + 1, (at + 6).min(n))),
        likely_behind_blocks: it.blocks_of((at.saturating_sub(5), at)),
        likely_ahead_blocks: it.blocks_of((at + 1, (at + 6).min(n))),
        likely_behind_far: it.words_of((at.saturating_sub(20), at)),
        likely_ahead_far: it.words_of((at + 1, (at + 21).min(n))),
        likely_near: it.words_of(around.near),
        likely_near_blocks: it.blocks_of(around.near),
        likely_wide: it.words_of(around.wide),
        likely_wide_blocks: it.blocks_of(around.wide),
        likely_wider: it.words_of(around.wider),
        likely_wider_blocks: it.blocks_of(around.wider),
        likely_item: it.words_of(around.item),
        likely_section: it.words_of(around.section),
        likely_section_blocks: it.blocks_of(around.section),
        likely_head: it.at(Some(around.section.0 as usize)),
        likely_look: it.looks[around.look as usize],
        likely_since: it.since[block],
        likely_until: it.until[block],
        likely_done: permille(it.likely_words.over(0, block), it.likely_words.all()),
        likely_page: permille(it.likely_words.all() / 10, it.words.all() / 10) / 10,
        likely_page_words: it.likely_words.all() / 100,
        likely_share: permille(u32::from(it.likely[block]) * it.scan.facts[block].words.min(1000) / 100, it.likely_words.all()),
        type_article: it.types[0],
        type_documentation: it.types[1],
        type_forum: it.types[2],
        type_product: it.types[3],
        type_collection: it.types[4],
        type_listing: it.types[5],
        type_service: it.types[6],
    }
}
