//! The cut of a page, the threshold between body and junk: the one with the best expected F1.

use crate::options::Preset;
use crate::rules::{Findings, Strength};
use crate::scan::Scan;

/// Bounds of the cut: on unusual pages the likelihoods cannot be trusted at the extremes.
const LOWEST: u16 = 150;
const HIGHEST: u16 = 450;

/// If this fraction of the likely text is at least this likely (in thousandths), the page has a body that stands out,
/// and the cut is even odds. On pages without one (shops, lists) the likeliest blocks stay. Out of fold WCXB stays the
/// same (.878, .879), news in five languages gains .003, pages in 15 languages .006.
const SURE: u16 = 900;
const SURE_PART: (u64, u64) = (2, 5);
const EVEN: u16 = 500;

/// How far a preset moves the cut, in thousandths.
const LEAN: u16 = 200;

/// A page with fewer words is a fragment cut from a page: only clear junk is removed.
const FRAGMENT_WORDS: u32 = 60;
const FRAGMENT_CUT: u16 = 50;

/// A short page gives the scorer little evidence, so its cut is the lowest; without it complete sentences of short
/// scrapes were lost (labelled scrapes .976 without, .98 with).
const SHORT_WORDS: u32 = 250;

/// In flattened text without any certain finding only lines less likely than this are removed: such text is mostly
/// clean already, or is verse, a recipe or code.
const CLEAN_CUT: u16 = 80;

/// Blocks at least as likely as this are body.
pub(super) fn choose(scan: &Scan<'_>, findings: &Findings, likely: &[u16], preset: Preset) -> u16 {
    let chrome = scan.page.html || findings.all.iter().any(|finding| finding.rule.strength >= Strength::Firm);
    let balanced = match (is_fragment(scan), chrome) {
        (true, _) => FRAGMENT_CUT,
        (_, false) => CLEAN_CUT,
        _ if scan.page.html && stands_out(scan, likely) => EVEN,
        _ if !scan.page.html && words(scan) < SHORT_WORDS => LOWEST,
        _ => best(scan, likely).clamp(LOWEST, HIGHEST),
    };
    match preset {
        Preset::Balanced => balanced,
        Preset::Precision => balanced + LEAN,
        Preset::Recall => balanced.saturating_sub(LEAN).max(LEAN / 2),
    }
}

/// Whether the page is too small to tell its type or where its body ends.
pub(super) fn is_fragment(scan: &Scan<'_>) -> bool {
    words(scan) < FRAGMENT_WORDS
}

/// On a short page a long line goes where it is all but surely junk: few words come again there, whatever it is about (sentences of
/// three fixtures of twelve lines were lost).
pub(super) fn spare_sentences(scan: &Scan<'_>, findings: &Findings, likely: &mut [u16], cut: u16) {
    /// Less likely ones are lines of the site.
    const LEAST: u16 = 60;
    /// Shortest long line, in characters: not every script ends its sentences with a mark, or parts its words.
    const LONG_CHARS: u32 = 60;
    /// Longest such page, in words. Scripts without spaces count more of them.
    const PAGE_WORDS: u32 = 400;
    if cut > LOWEST || words(scan) >= PAGE_WORDS {
        return;
    }
    for (block, likely) in likely.iter_mut().enumerate() {
        let long = scan.facts[block].chars >= LONG_CHARS && findings.whole(block).is_none();
        if long && (LEAST..cut).contains(likely) {
            *likely = cut;
        }
    }
}

fn words(scan: &Scan<'_>) -> u32 {
    scan.facts.iter().map(|facts| facts.words).sum()
}

/// Whether a page has a clear body.
fn stands_out(scan: &Scan<'_>, likely: &[u16]) -> bool {
    let (mut sure, mut all) = (0, 0);
    for (facts, likely) in scan.facts.iter().zip(likely) {
        let words = u64::from(facts.words);
        sure += if *likely >= SURE { words * 1000 } else { 0 };
        all += words * u64::from(*likely);
    }
    sure > 0 && sure * SURE_PART.1 >= all * SURE_PART.0
}

/// The cut with the greatest expected F1: twice the likely words above it, over all words above it and all likely words.
fn best(scan: &Scan<'_>, likely: &[u16]) -> u16 {
    let mut by_likelihood = [(0_u64, 0_u64); 1001];
    let mut all = 0;
    for (facts, likely) in scan.facts.iter().zip(likely) {
        let it = &mut by_likelihood[usize::from(*likely).min(1000)];
        let right = u64::from(facts.words) * u64::from(*likely);
        it.0 += right;
        it.1 += u64::from(facts.words) * 1000;
        all += right;
    }
    let (mut right, mut kept) = (0_u64, 0_u64);
    let (mut best, mut cut) = ((0_u64, 1_u64), LOWEST);
    for (likelihood, (more_right, more_kept)) in by_likelihood.iter().enumerate().rev() {
        right += more_right;
        kept += more_kept;
        if *more_kept > 0 && u128::from(right) * u128::from(best.1) > u128::from(best.0) * u128::from(kept + all) {
            best = (right, kept + all);
            cut = likelihood as u16;
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::{read, rules};

    const PAGE: &str = "<nav>Home of all the ferries of the north</nav><p>The ferry to Skagen sails again from Monday, the \
        harbour office said, if the wind allows. Tickets are sold on board and at the office, where a queue had formed by \
        noon on Sunday. The boat was built in 1961 and has been in the yard since the storm in March, which broke two of \
        her windows and tore off a part of the rail.</p><footer>All rights reserved by the harbour office</footer>";

    fn cut(likely: &[u16], preset: Preset) -> u16 {
        let page = read::html(PAGE, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        choose(&scan, &rules::find(&scan), likely, preset)
    }

    #[test]
    fn the_cut_lies_below_what_is_likely_and_above_what_is_not() {
        assert_eq!(cut(&[20, 800, 30], Preset::Balanced), HIGHEST);
        assert_eq!(cut(&[10, 300, 10], Preset::Balanced), 300);
        assert_eq!(cut(&[10, 100, 10], Preset::Balanced), LOWEST);
    }

    #[test]
    fn beside_a_body_that_is_surely_one_the_odds_must_be_even() {
        assert_eq!(cut(&[20, 900, 30], Preset::Balanced), EVEN);
        assert_eq!(cut(&[400, SURE - 1, 400], Preset::Balanced), cut(&[400, 800, 400], Preset::Balanced));
    }

    #[test]
    fn presets_move_it() {
        let of = |preset| cut(&[20, 900, 30], preset);
        assert!(of(Preset::Recall) < of(Preset::Balanced) && of(Preset::Balanced) < of(Preset::Precision));
    }
}
