//! Features shared by blocks of HTML and lines of flattened text.

use super::lie::Lie;
use super::rows::{Sums, features, permille};
use super::texture::Texture;
use crate::scan::Facts;

/// Where a block stands among the others.
pub(super) struct Stand<'g> {
    pub(super) block: usize,
    /// Blocks of the page.
    pub(super) all: usize,
    pub(super) words: &'g Sums,
    /// Words in running text.
    pub(super) prose: &'g Sums,
    /// Blocks to the nearest running text before and after.
    pub(super) since: u32,
    pub(super) until: u32,
}

features! {
    /// What its text is made of.
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
    /// Its marks, and whether the page has its like.
    pub(super) const TEXTURE;
    pub(super) fn texture(texture: &Texture) {
        bars: texture.bars,
        ats: texture.ats,
        money: texture.money,
        copyright: texture.copyright,
        addresses: texture.addresses,
        question: texture.question,
        quotes: texture.quotes,
        colons: texture.colons,
        parentheses: texture.parentheses,
        start: texture.start,
        twins: texture.twins,
        again: texture.again,
        title: texture.title,
    }
}

features! {
    /// Where it stands.
    pub(super) const STAND;
    pub(super) fn stand(it: &Stand<'_>) {
        at: it.block,
        from_end: it.all - 1 - it.block,
        place: permille(it.block as u32, it.all as u32),
        words_before: it.words.over(0, it.block),
        words_after: it.words.over(it.block + 1, it.all),
        words_place: permille(it.words.over(0, it.block), it.words.all()),
        prose_before: it.prose.over(0, it.block),
        prose_after: it.prose.over(it.block + 1, it.all),
        prose_place: permille(it.prose.over(0, it.block), it.prose.all()),
        since_prose: it.since,
        until_prose: it.until,
    }
}

features! {
    /// Where it lies to the thickest text, the headline and the pattern around it.
    pub(super) const LIE;
    pub(super) fn lie(lie: &Lie, block: usize, words: &Sums) {
        far: lie.far.distance(block),
        far_place: lie.far.place(block),
        dense: lie.dense.distance(block),
        dense_place: lie.dense.place(block),
        dense_of_page: permille(words.over(lie.dense.from, lie.dense.to), words.all()),
        since_headline: lie.since_headline(block),
        headline: lie.headline.map_or(-1, |at| at as i32),
        period: lie.periods[block].0,
        period_run: lie.periods[block].1,
    }
}
