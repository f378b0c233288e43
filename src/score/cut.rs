//! The cut of a page, the threshold between body and junk: the one with the best expected F1.

use crate::options::Preset;
use crate::rules::{Findings, Strength};
use crate::scan::Scan;

/// The cut stays between these: likelihoods of pages unlike all others are not to be trusted to the ends.
const LOWEST: u16 = 150;
const HIGHEST: u16 = 450;

/// How far a preset moves the cut, in thousandths.
const LEAN: u16 = 200;

/// A page with fewer words is a fragment that somebody cut out: only clear junk goes.
const FRAGMENT_WORDS: u32 = 60;
const FRAGMENT_CUT: u16 = 50;

/// A short page has little for the scorer to look at: its cut is the lowest. Finished sentences of short scrapes went
/// (labelled scrapes .976 without, .98 with).
const SHORT_WORDS: u32 = 250;

/// In flattened text in which no rule is sure of any junk, only lines less likely than this go: such a text is mostly
/// clean already, verse, a recipe or code.
const CLEAN_CUT: u16 = 80;

/// Blocks at least as likely as this are body.
pub(super) fn choose(scan: &Scan<'_>, findings: &Findings, likely: &[u16], preset: Preset) -> u16 {
    let chrome = scan.page.html || findings.all.iter().any(|finding| finding.rule.strength >= Strength::Firm);
    let balanced = match (is_fragment(scan), chrome) {
        (true, _) => FRAGMENT_CUT,
        (_, false) => CLEAN_CUT,
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

fn words(scan: &Scan<'_>) -> u32 {
    scan.facts.iter().map(|facts| facts.words).sum()
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
        assert_eq!(cut(&[20, 900, 30], Preset::Balanced), HIGHEST);
        assert_eq!(cut(&[10, 300, 10], Preset::Balanced), 300);
        assert_eq!(cut(&[10, 100, 10], Preset::Balanced), LOWEST);
    }

    #[test]
    fn presets_move_it() {
        let of = |preset| cut(&[20, 900, 30], preset);
        assert!(of(Preset::Recall) < of(Preset::Balanced) && of(Preset::Balanced) < of(Preset::Precision));
    }
}
