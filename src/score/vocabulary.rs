//! Words that a block shares with the rest of the page. Needs no word lists, so it works in any language.

use super::rows::permille;
use super::survey::NONE;
use crate::scan::Scan;
use crate::text::hash::{BASIS, step_lower};

/// Number of word counters. They fit into the L1 cache; on a page of a thousand words a fifth of them collide.
const BUCKETS: usize = 1 << 12;

/// For the words that share a counter: occurrences in running text, number of blocks, and the last block that had one.
#[derive(Debug, Clone, Copy)]
struct Counter {
    times: u16,
    blocks: u16,
    last: u32,
}

/// Least share of the running text, as a fraction, and least count of a common word.
const COMMON_PART: u32 = 150;
const COMMON_TIMES: u16 = 4;

/// Words of a run searched for elsewhere on the page; one in `RUNS_PART` runs is sampled.
const RUN: usize = 5;
const RUNS_PART: u32 = 4;

/// Most words of a block that are counted.
const LOOK_WORDS: usize = 400;

/// Statistics of a block's words, in thousandths.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordStats {
    /// Words common in the page's running text: articles, prepositions, particles.
    pub(super) common: u16,
    /// Other words that another block of running text also has.
    pub(super) echo: u16,
    /// Runs of words that occur earlier on the page, and anywhere else.
    pub(super) before: u16,
    pub(super) twice: u16,
    /// Words that are in the page's description, and the share of the description's words that it has.
    pub(super) described: u16,
    pub(super) describes: u16,
    /// The same with the page's title.
    pub(super) titled: u16,
    pub(super) titles: u16,
}

/// The statistics of all blocks.
pub(super) fn words(scan: &Scan<'_>) -> Vec<WordStats> {
    let (hashes, ends) = hashes(scan);
    let range = |block: usize| if block == 0 { 0 } else { ends[block - 1] }..ends[block];
    let prose = |block: usize| scan.facts[block].is_prose();
    let mut counters = vec![Counter { times: 0, blocks: 0, last: NONE }; BUCKETS];
    let mut all = 0;
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for block in (0..scan.len()).filter(|block| prose(*block)) {
        let own = &hashes[range(block)];
        all += own.len() as u32;
        for hash in own {
            let counter = &mut counters[*hash as usize % BUCKETS];
            counter.times = counter.times.saturating_add(1);
            counter.blocks = counter.blocks.saturating_add(u16::from(counter.last != block as u32));
            counter.last = block as u32;
        }
        runs.extend(own.windows(RUN).map(run).filter(|hash| hash % RUNS_PART == 0).map(|hash| (hash, block as u32)));
    }
    runs.sort_unstable();
    let mut out = vec![WordStats::default(); scan.len()];
    repeats(&runs, &mut out);
    let head = &scan.page.head;
    let description = head.metas.iter().find(|(name, _)| name == "description" || name == "og:description");
    let description = Known::of(description.map_or("", |(_, text)| text));
    let title = Known::of(head.title.as_deref().unwrap_or_default());
    let often = ((all / COMMON_PART).min(u16::MAX.into()) as u16).max(COMMON_TIMES);
    for (block, out) in out.iter_mut().enumerate() {
        let own = &hashes[range(block)];
        let (mut common, mut echo) = (0, 0_u32);
        let least = u16::from(prose(block));
        for hash in own {
            let counter = counters[*hash as usize % BUCKETS];
            let is_common = counter.times >= often;
            common += u32::from(is_common);
            echo += u32::from(!is_common && counter.blocks > least);
        }
        let count = own.len() as u32;
        out.common = permille(common, count) as u16;
        out.echo = permille(echo, count - common) as u16;
        (out.described, out.describes) = description.overlap(own);
        (out.titled, out.titles) = title.overlap(own);
    }
    out
}

/// Counts the runs of each block that occur elsewhere. `runs` must be sorted.
fn repeats(runs: &[(u32, u32)], out: &mut [WordStats]) {
    let mut seen = vec![(0_u32, 0_u32, 0_u32); out.len()];
    for same in runs.chunk_by(|a, b| a.0 == b.0) {
        let first = same[0].1;
        let several = same.iter().any(|it| it.1 != first);
        for (_, block) in same {
            let it = &mut seen[*block as usize];
            it.0 += 1;
            it.1 += u32::from(first < *block);
            it.2 += u32::from(several);
        }
    }
    for (out, (all, before, twice)) in out.iter_mut().zip(seen) {
        out.before = permille(before, all) as u16;
        out.twice = permille(twice, all) as u16;
    }
}

fn run(words: &[u32]) -> u32 {
    words.iter().fold(0, |hash: u32, word| (hash.rotate_left(7) ^ word).wrapping_mul(0x9e37_79b1)) >> 3
}

/// The hashes of all blocks' words, and the end of each block's.
fn hashes(scan: &Scan<'_>) -> (Vec<u32>, Vec<usize>) {
    let mut hashes = Vec::new();
    let mut ends = Vec::with_capacity(scan.len());
    for block in 0..scan.len() {
        add(scan.text(block), hashes.len() + LOOK_WORDS, &mut hashes);
        ends.push(hashes.len());
    }
    (hashes, ends)
}

/// Appends the hashes of a text's words; in scripts without spaces each pair of neighbouring characters counts as a
/// word.
fn add(text: &str, most: usize, out: &mut Vec<u32>) {
    let start = BASIS;
    let mut hash = start;
    let mut last = 0;
    for c in text.chars() {
        if out.len() >= most {
            return;
        }
        if c.is_ascii_alphanumeric() {
            hash = step_lower(hash, c as u8);
        } else if c.is_ascii() {
            if hash != start {
                out.push(hash);
                hash = start;
            }
            last = 0;
        } else if matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}') {
            if last != 0 {
                out.push((last ^ c as u32).wrapping_mul(0x85eb_ca6b));
            }
            last = (c as u32).wrapping_mul(0x9e37_79b1);
        } else if c.is_alphanumeric() {
            hash = c.to_lowercase().fold(hash, |hash, c| (hash ^ c as u32).wrapping_mul(0x0100_0193));
        } else if hash != start {
            out.push(hash);
            hash = start;
        }
    }
    if hash != start && out.len() < most {
        out.push(hash);
    }
}

/// The sorted words of a text in the page's head, and a bit set that rejects most other words.
struct Known {
    words: Vec<u32>,
    bits: u64,
}

impl Known {
    /// Most words of a block compared with it.
    const WORDS: usize = 120;

    fn of(text: &str) -> Self {
        let mut words = Vec::new();
        add(text, Self::WORDS, &mut words);
        words.sort_unstable();
        words.dedup();
        let bits = words.iter().fold(0, |bits, word| bits | 1 << (word % u64::BITS));
        Self { words, bits }
    }

    fn overlap(&self, block: &[u32]) -> (u16, u16) {
        if self.words.is_empty() || block.len() > Self::WORDS {
            return (0, 0);
        }
        let has = |word: &&u32| self.bits >> (**word % u64::BITS) & 1 == 1 && self.words.binary_search(word).is_ok();
        let common = block.iter().filter(has).count() as u32;
        (permille(common, block.len() as u32) as u16, permille(common, self.words.len() as u32).min(1000) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::read;

    #[test]
    fn words_are_told_from_the_page_alone() {
        let line =
            "<p>The ferry to Skagen sails again from Monday, the harbour office said to the press of the town.</p>";
        let html = format!(
            "{line}<p>A queue of the people had formed by noon, and the tickets of the day were gone.</p>{line}"
        );
        let page = read::html(&html, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        let found = words(&scan);
        assert_eq!((found[0].before, found[0].twice, found[2].before), (0, 1000, 1000));
        assert_eq!((found[1].before, found[1].twice), (0, 0));
        assert!(found[1].common > 100 && found[1].echo < 500, "{:?}", found[1]);
    }

    #[test]
    fn scripts_without_spaces_have_words_too() {
        let mut words = Vec::new();
        add("船は月曜日", 400, &mut words);
        assert_eq!(words.len(), 4);
    }
}
