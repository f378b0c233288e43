//! Features shared by blocks of HTML and lines of flattened text.

use super::layout::Layout;
use super::rows::{features, permille};
use super::text_stats::TextStats;
use crate::scan::{Facts, Sums};

/// The position of a block among the others.
pub(super) struct Position<'g> {
    pub(super) block: usize,
    /// Number of blocks on the page.
    pub(super) all: usize,
    pub(super) words: &'g Sums,
    /// Words in running text.
    pub(super) prose: &'g Sums,
    /// Blocks to the nearest running text before and after.
    pub(super) since: u32,
    pub(super) until: u32,
}

features! {
    /// Composition of the text.
    pub(super) const TEXT;
    pub(super) fn text(facts: &Facts) {
        words: facts.words,
        chars: facts.chars,
        letters: permille(facts.letters, facts.chars),
        digits: permille(facts.digits, facts.chars),
        upper: permille(facts.upper, facts.letters),
        capitals: facts.capital_share(),
        sentences: facts.sentences,
        commas: facts.commas,
        symbols: permille(facts.symbols, facts.chars),
        unspaced: permille(facts.unspaced, facts.chars),
        end: facts.end as u8,
    }
}

features! {
    /// Marks of the text, and its twins on the page.
    pub(super) const TEXT_STATS;
    pub(super) fn text_stats(text_stats: &TextStats) {
        bars: text_stats.bars,
        ats: text_stats.ats,
        money: text_stats.money,
        copyright: text_stats.copyright,
        addresses: text_stats.addresses,
        question: text_stats.question,
        quotes: text_stats.quotes,
        colons: text_stats.colons,
        parentheses: text_stats.parentheses,
        start: text_stats.start,
        twins: text_stats.twins,
        again: text_stats.again,
        title: text_stats.title,
    }
}

features! {
    /// Position on the page.
    pub(super) const POSITION;
    pub(super) fn position(position: &Position<'_>) {
        at: position.block,
        from_end: position.all - 1 - position.block,
        place: permille(position.block as u32, position.all as u32),
        words_before: position.words.over(0, position.block),
        words_after: position.words.over(position.block + 1, position.all),
        words_place: permille(position.words.over(0, position.block), position.words.all()),
        prose_before: position.prose.over(0, position.block),
        prose_after: position.prose.over(position.block + 1, position.all),
        prose_place: permille(position.prose.over(0, position.block), position.prose.all()),
        since_prose: position.since,
        until_prose: position.until,
    }
}

features! {
    /// Distance to the densest text and to the headline, and the repeating pattern around the block.
    pub(super) const LAYOUT;
    pub(super) fn layout(layout: &Layout, block: usize, words: &Sums) {
        far: layout.far.distance(block),
        far_place: layout.far.place(block),
        dense: layout.dense.distance(block),
        dense_place: layout.dense.place(block),
        dense_of_page: permille(words.over(layout.dense.from, layout.dense.to), words.all()),
        since_headline: layout.since_headline(block),
        headline: layout.headline.map_or(-1, |at| at as i32),
        period: layout.periods[block].0,
        period_run: layout.periods[block].1,
    }
}
