//! Signs around each line of a flattened page: which kinds of labels and findings are near, and how far.
//!
//! A heading such as `Comments` or `Related` classifies the lines below it, in every language with a label table.

use super::rows::features;
use crate::category::Category;
use crate::grammar::phrases::{Kinds, LabelSet};
use crate::rules::Findings;
use crate::scan::{Scan, Sums};

/// Greatest distance of a sign, in lines.
const FAR: u32 = 400;

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
pub(super) struct Signs<'f> {
    /// Lines that are labels.
    labels: Sums,
    /// Lines that rules claim, and their words.
    found: Sums,
    found_words: Sums,
    /// The lines that are signs, by section.
    sections: [Vec<u32>; SECTIONS.len()],
    /// Category of the nearest sign before and after, as a number from 1.
    above: Vec<u8>,
    below: Vec<u8>,
    kinds: &'f [Kinds],
}

impl<'f> Signs<'f> {
    pub(super) fn of(scan: &Scan<'_>, findings: &'f Findings) -> Self {
        let n = scan.len();
        let kinds = |block: usize| findings.kinds.get(block).copied().unwrap_or_default();
        let signs: Vec<Option<Category>> = (0..n)
            .map(|block| findings.category(block).or_else(|| label_of(&kinds(block)).map(|label| label.0)))
            .collect();
        let of_section = |section: &[Category]| -> Vec<u32> {
            let is_sign = |block: &usize| signs[*block].is_some_and(|it| section.contains(&it));
            (0..n).filter(is_sign).map(|block| block as u32).collect()
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
            sections: SECTIONS.map(of_section),
            above: nearest(&mut (0..n)),
            below: nearest(&mut (0..n).rev()),
            kinds: &findings.kinds,
        }
    }

    /// The labels of a line.
    fn own(&self, block: usize) -> Kinds {
        self.kinds.get(block).copied().unwrap_or_default()
    }

    /// Distance in lines to the last sign of each section and to the next one. Looked up, as a table of all would take 28 bytes a
    /// line.
    fn distances(&self, block: usize) -> [(u32, u32); SECTIONS.len()] {
        let at = block as u32;
        std::array::from_fn(|section| {
            let lines = &self.sections[section];
            let next = lines.partition_point(|line| *line < at);
            let until = lines.get(next).map_or(FAR, |line| (line - at).min(FAR));
            let since = next.checked_sub(1).map_or(FAR, |before| (at - lines[before]).min(FAR));
            (if until == 0 { 0 } else { since }, until)
        })
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
    pub(super) fn fill(signs: &Signs<'_>, block: usize) {
        {
            let own = signs.own(block);
            let distances = signs.distances(block);
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
        since_comments: distances[0].0,
        since_related: distances[1].0,
        since_share: distances[2].0,
        since_offer: distances[3].0,
        since_footer: distances[4].0,
        since_date: distances[5].0,
        since_menu: distances[6].0,
        until_comments: distances[0].1,
        until_related: distances[1].1,
        until_share: distances[2].1,
        until_offer: distances[3].1,
        until_footer: distances[4].1,
        until_date: distances[5].1,
        until_menu: distances[6].1,
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
        let findings = rules::find(&scan);
        let signs = Signs::of(&scan, &findings);
        let comments: Vec<(u32, u32)> = (0..scan.len()).map(|block| signs.distances(block)[0]).collect();
        assert_eq!(comments, [(FAR, 1), (0, 0), (1, FAR), (2, FAR)]);
        assert_eq!(signs.above[2], Category::Comments as u8 + 1);
    }
}
