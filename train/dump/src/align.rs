//! Which words of a page are in its reference.
//!
//! Runs of equal words are candidates; the heaviest chain of them that is in order on both sides is the alignment. Long
//! blocks that the reference has elsewhere are found afterwards.

use std::collections::HashMap;

/// Shortest run of words that counts inside a longer block; shorter blocks count whole. In scripts without spaces words are
/// single characters, and four of them are hardly two words.
pub(crate) const RUN: usize = 4;
pub(crate) const RUN_OF_CHARACTERS: usize = 8;

/// A run that the reference has more often than this says nothing of where it is.
const MOST_PLACES: usize = 40;

/// What a run of visible words is worth, a word; a hidden one; and what every run costs, so that few long runs win.
const VISIBLE: u64 = 10;
const HIDDEN: u64 = 9;
const COST: u64 = 6;

/// Blocks this long, in shortest runs, may stand in another order than in the reference, where so much of them is there.
const MOVED_RUNS: usize = 2;
const MOVED_SHARE: usize = 6;

struct Run {
    block: usize,
    /// First word: on the page, in the reference.
    page: usize,
    reference: usize,
    length: usize,
    best: u64,
    before: Option<usize>,
}

/// For each block, how many of its words are in the reference; `shortest` is [`RUN`] or [`RUN_OF_CHARACTERS`].
pub(crate) fn align(blocks: &[(Vec<u32>, bool)], reference: &[u32], shortest: usize) -> Vec<usize> {
    let mut matched = vec![0; blocks.len()];
    let mut used = vec![false; reference.len()];
    let places = grams(reference, shortest);
    let runs = candidates(blocks, reference, &places, shortest);
    for run in chain(runs, reference.len()) {
        matched[run.block] += run.length;
        used[run.reference..run.reference + run.length].fill(true);
    }
    moved(blocks, reference, &places, shortest, &mut used, &mut matched);
    matched
}

/// Where runs of up to so many words stand in the reference.
type Places<'r> = HashMap<&'r [u32], Vec<usize>>;

fn grams(reference: &[u32], longest: usize) -> Places<'_> {
    let mut places: Places<'_> = HashMap::new();
    for length in 1..=longest {
        for (at, gram) in reference.windows(length).enumerate() {
            places.entry(gram).or_default().push(at);
        }
    }
    places
}

fn candidates(blocks: &[(Vec<u32>, bool)], reference: &[u32], places: &Places<'_>, run: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut page = 0;
    for (block, (words, hidden)) in blocks.iter().enumerate() {
        let shortest = words.len().min(run);
        for at in 0..words.len() {
            if shortest == 0 || at + shortest > words.len() {
                break;
            }
            let Some(found) = places.get(&words[at..at + shortest]) else { continue };
            if found.len() > MOST_PLACES {
                continue;
            }
            for place in found {
                if at > 0 && *place > 0 && words[at - 1] == reference[place - 1] {
                    continue;
                }
                let length = words[at..].iter().zip(&reference[*place..]).take_while(|(a, b)| a == b).count();
                let best = length as u64 * if *hidden { HIDDEN } else { VISIBLE } - COST;
                runs.push(Run { block, page: page + at, reference: *place, length, best, before: None });
            }
        }
        page += words.len();
    }
    runs
}

/// The heaviest chain.
fn chain(mut runs: Vec<Run>, length: usize) -> Vec<Run> {
    // Greatest weight of a chain that ends at or before a place of the reference, and its last run: a Fenwick tree.
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); length + 2];
    let mut ends: Vec<usize> = (0..runs.len()).collect();
    ends.sort_by_key(|i| runs[*i].page + runs[*i].length);
    let mut ended = ends.into_iter().peekable();
    for at in 0..runs.len() {
        while let Some(end) = ended.next_if(|i| runs[*i].page + runs[*i].length <= runs[at].page) {
            let mut place = runs[end].reference + runs[end].length + 1;
            while place < tree.len() {
                if tree[place].0 < runs[end].best {
                    tree[place] = (runs[end].best, end);
                }
                place += place & place.wrapping_neg();
            }
        }
        let mut best = (0, usize::MAX);
        let mut place = runs[at].reference + 1;
        while place > 0 {
            if tree[place].0 > best.0 {
                best = tree[place];
            }
            place -= place & place.wrapping_neg();
        }
        runs[at].best += best.0;
        runs[at].before = (best.1 != usize::MAX).then_some(best.1);
    }
    let mut next = (0..runs.len()).max_by_key(|i| runs[*i].best);
    let mut take = vec![false; runs.len()];
    while let Some(at) = next {
        take[at] = true;
        next = runs[at].before;
    }
    runs.into_iter().zip(take).filter(|(_, take)| *take).map(|(run, _)| run).collect()
}

fn moved(
    blocks: &[(Vec<u32>, bool)],
    reference: &[u32],
    places: &Places<'_>,
    run: usize,
    used: &mut [bool],
    matched: &mut [usize],
) {
    for (block, (words, _)) in blocks.iter().enumerate() {
        if words.len() < MOVED_RUNS * run || matched[block] * 3 > words.len() {
            continue;
        }
        let mut at = 0;
        let mut found = Vec::new();
        while at + run <= words.len() {
            let place = places.get(&words[at..at + run]).and_then(|all| all.iter().find(|p| !used[**p]));
            let Some(place) = place else {
                at += 1;
                continue;
            };
            let length = words[at..].iter().zip(&reference[*place..]).take_while(|(a, b)| a == b).count();
            found.push((*place, length));
            at += length;
        }
        let total: usize = found.iter().map(|(_, length)| length).sum();
        if total * 10 >= words.len() * MOVED_SHARE {
            matched[block] = total;
            for (place, length) in found {
                used[place..place + length].fill(true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_in_order_is_the_one() {
        let blocks: Vec<(Vec<u32>, bool)> = vec![
            (vec![7, 8], false),
            (vec![1, 2, 3, 4, 5], false),
            (vec![7, 8], false),
            (vec![9, 10, 11, 12, 13], false),
        ];
        assert_eq!(align(&blocks, &[1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13], RUN), [0, 5, 2, 5]);
    }
}
