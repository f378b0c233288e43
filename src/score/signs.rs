//! Signs around each line of a flattened page: which kinds of labels and findings are near, and how far.
//!
//! A heading such as `Comments` or `Related` classifies the lines below it, in every language with a label table.

use super::rows::features;
use crate::category::Category;
use crate::grammar::phrases::{Kinds, LabelSet};
use crate::rules::Findings;
use crate::scan::{Scan, Sums};

/// Greatest distance of a sign, in lines.
const FAR: u16 = 400;

/// Kinds of signs, by the sections of a page that they begin or end.
const SECTIONS: [&[Category]; 7] = [
    &[Category::Comments],
    &[Category::Related],
    &[Category::Share, Category::Counter],
    &[Category::Subscribe, Category::Promotion, Category::Paywall],
    &[Category::Footer, Category::Consent],
    &[Category::Date, Category::Byline],
    &[Category::Navigation, Category::Masthead, Category::Interface],
];

/// The signs of a page.
pub(super) struct Signs {
    /// Lines that are labels.
    labels: Sums,
    /// Lines that rules claim, and their words.
    found: Sums,
    found_words: Sums,
    /// Distance in lines to the last sign of each section and to the next one.
    since: [Vec<u16>; SECTIONS.len()],
    until: [Vec<u16>; SECTIONS.len()],
    /// Category of the nearest sign before and after, as a number from 1.
    above: Vec<u8>,
    below: Vec<u8>,
    own: Vec<Kinds>,
}

impl Signs {
    pub(super) fn of(scan: &Scan<'_>, findings: &Findings) -> Self {
        let n = scan.len();
        let kinds = |block: usize| findings.kinds.get(block).copied().unwrap_or_default();
        let signs: Vec<Option<Category>> = (0..n)
            .map(|block| findings.category(block).or_else(|| label_of(&kinds(block)).map(|label| label.0)))
            .collect();
        let distances = |section: &[Category], lines: &mut dyn Iterator<Item = usize>| {
            let mut out = vec![FAR; n];
            let mut last = FAR;
            for block in lines {
                last = if signs[block].is_some_and(|it| section.contains(&it)) { 0 } else { (last + 1).min(FAR) };
                out[block] = last;
            }
            out
        };
        let nearest = |lines: &mut dyn Iterator<Item = usize>| {
            let mut out = vec![0; n];
            let mut last = 0;
            for block in lines {
                out[block] = last;
                last = signs[block].map_or(last, |it| it as u8 + 1);
            }
            out
        };
        Self {
            labels: Sums::of((0..n).map(|block| u32::from(kinds(block).is_label()))),
            found: Sums::of((0..n).map(|block| u32::from(findings.whole(block).is_some()))),
            found_words: Sums::of(
                (0..n).map(|block| if findings.whole(block).is_some() { scan.facts[block].words } else { 0 }),
            ),
            since: SECTIONS.map(|section| distances(section, &mut (0..n))),
            until: SECTIONS.map(|section| distances(section, &mut (0..n).rev())),
            above: nearest(&mut (0..n)),
            below: nearest(&mut (0..n).rev()),
            own: (0..n).map(kinds).collect(),
        }
    }
}

/// The category of a line that is a label as a whole, and whether the label is strong enough alone.
fn label_of(kinds: &Kinds) -> Option<(Category, bool)> {
    let own = kinds.whole.first().map(|label| (label.category(), true));
    own.or_else(|| kinds.weak.first().map(|label| (label.category(), false)))
}

/// The first label as a number from 1; 0 for none.
fn number(labels: LabelSet) -> u8 {
    labels.first().map_or(0, |label| label as u8 + 1)
}

features! {
    /// Labels of a line and the signs around it.
    pub(super) const NAMES;
    pub(super) fn fill(signs: &Signs, block: usize) {
        {
            let own = &signs.own[block];
            let (near, wide) = ((block.saturating_sub(3), block + 4), (block.saturating_sub(12), block + 13));
        }
        label: number(own.whole),
        label_weak: number(own.weak),
        label_starts: number(own.starts),
        label_ends: number(own.ends),
        label_inside: number(own.inside),
        label_insides: own.insides,
        label_tiles: own.label_count,
        labels_near: signs.labels.over(near.0, near.1),
        labels_wide: signs.labels.over(wide.0, wide.1),
        found_near: signs.found.over(near.0, near.1),
        found_wide: signs.found.over(wide.0, wide.1),
        found_before: signs.found.over(0, block),
        found_after: signs.found.over(block + 1, usize::MAX),
        found_words: signs.found_words.all(),
        sign_above: signs.above[block],
        sign_below: signs.below[block],
        since_comments: signs.since[0][block],
        since_related: signs.since[1][block],
        since_share: signs.since[2][block],
        since_offer: signs.since[3][block],
        since_footer: signs.since[4][block],
        since_date: signs.since[5][block],
        since_menu: signs.since[6][block],
        until_comments: signs.until[0][block],
        until_related: signs.until[1][block],
        until_share: signs.until[2][block],
        until_offer: signs.until[3][block],
        until_footer: signs.until[4][block],
        until_date: signs.until[5][block],
        until_menu: signs.until[6][block],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Unwrap;
    use crate::{read, rules};

    #[test]
    fn lines_know_how_far_the_heading_of_the_comments_is() {
        let page = read::text(
            "The ferry sails again from Monday, the harbour office said.\n\nPost a comment\n\nAnn\n\nAt last!",
            Unwrap::Auto,
        );
        let scan = Scan::new(&page);
        let signs = Signs::of(&scan, &rules::find(&scan));
        assert_eq!(signs.since[0], [FAR, 0, 1, 2]);
        assert_eq!(signs.until[0], [1, 0, FAR, FAR]);
        assert_eq!(signs.above[2], Category::Comments as u8 + 1);
    }
}
