//! Cheap numbers per block, computed once for every page and used by the rules, the scorer and the metadata.

mod facts;
mod lines;
mod twins;

use crate::grammar::phrases::{self, Kinds};
use crate::page::Page;
use crate::page::table;
use crate::text::fold;
use facts::LABEL_BYTES;
pub(crate) use facts::{End, Facts};
use twins::Twins;

/// Most bytes of all labels together, so that their ends fit: of what no page has, the rest is told by its looks alone.
const LABELS_BYTES: usize = 1 << 31;

/// A page with the facts about its blocks.
pub(crate) struct Scan<'p> {
    pub(crate) page: &'p Page<'p>,
    pub(crate) facts: Vec<Facts>,
    /// The texts of the blocks as labels, one after the other.
    labels: String,
    /// What the phrases say of each block; gone once the rules are through.
    pub(crate) kinds: Vec<Kinds>,
    /// The first block with the same text, by block: menus stand on a page twice, and what is found out about a text need be
    /// found out once.
    twins: Vec<u32>,
    /// Whether a block is a piece of data, by block; nothing of flattened text.
    data: Vec<bool>,
}

impl<'p> Scan<'p> {
    pub(crate) fn new(page: &'p Page<'p>) -> Self {
        let count = page.blocks.len();
        let mut it = Self {
            page,
            facts: Vec::with_capacity(count),
            labels: String::new(),
            kinds: Vec::with_capacity(count),
            twins: Vec::with_capacity(count),
            data: table::data(page),
        };
        let mut twins = Twins::of(count);
        for block in 0..count {
            let twin = twins.first(page, block);
            it.twins.push(twin.unwrap_or(block) as u32);
            let fits = it.labels.len() < LABELS_BYTES;
            match twin {
                Some(twin) if fits => it.repeat(twin),
                _ => it.look(block, fits),
            }
        }
        it
    }

    /// Frees what the phrases say: the rules alone ask for it.
    pub(crate) fn forget_kinds(&mut self) {
        self.kinds = Vec::new();
    }

    /// Adds what there is to know of a block.
    fn look(&mut self, block: usize, fits: bool) {
        let text = self.page.text(block);
        let label = if text.len() <= LABEL_BYTES && fits { fold::fold_label(text) } else { String::new() };
        self.labels.push_str(&label);
        self.facts.push(Facts::of(text).with_label_end(self.labels.len()));
        self.kinds.push(phrases::kinds(text, &label));
    }

    /// Adds what is known of an earlier block with the same text.
    fn repeat(&mut self, twin: usize) {
        let (start, end) = self.label_range(twin);
        self.labels.extend_from_within(start..end);
        self.facts.push(self.facts[twin].clone().with_label_end(self.labels.len()));
        self.kinds.push(self.kinds[twin]);
    }

    /// The first block with the same text, where it is an earlier one.
    pub(crate) fn twin(&self, block: usize) -> Option<usize> {
        let twin = self.twins[block] as usize;
        (twin < block).then_some(twin)
    }

    /// Whether a block is a piece of data: a cell, a term or what it means, program text ([`table::data`]).
    pub(crate) fn is_data(&self, block: usize) -> bool {
        self.data.get(block) == Some(&true)
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.facts.len()
    }

    /// The text of a block.
    pub(crate) fn text(&self, block: usize) -> &str {
        self.page.text(block)
    }

    /// The text of a block as a label ([`fold::fold_label`]); empty where it is too long to be one.
    pub(crate) fn label(&self, block: usize) -> &str {
        let (start, end) = self.label_range(block);
        &self.labels[start..end]
    }

    fn label_range(&self, block: usize) -> (usize, usize) {
        let start = block.checked_sub(1).map_or(0, |before| self.facts[before].label_end);
        (start as usize, self.facts[block].label_end as usize)
    }

    /// The first block that reads like running text, and the last.
    pub(crate) fn prose_range(&self) -> Option<(usize, usize)> {
        let first = self.facts.iter().position(Facts::is_prose)?;
        let last = self.facts.iter().rposition(Facts::is_prose)?;
        Some((first, last))
    }
}

#[cfg(test)]
mod tests {
    use super::Scan;
    use crate::options::Options;
    use crate::read;

    #[test]
    fn texts_that_stand_twice_have_their_first_for_a_twin() {
        let page = read::text("Home\nNews\nHome\nhome\nNews", Options::default().unwrap);
        let scan = Scan::new(&page);
        let twins: Vec<Option<usize>> = (0..scan.len()).map(|block| scan.twin(block)).collect();
        assert_eq!(twins, [None, None, Some(0), None, Some(1)]);
        assert_eq!((scan.label(2), scan.facts[2].words), ("home", 1));
    }

    #[test]
    fn data_are_told_from_layout() {
        let long = "It rained all day. ".repeat(30);
        for (html, data) in [
            ("<table><tr><th>a<th>b<tr><td>1<td>2</table>".to_owned(), true),
            ("<table><tr><td>a<td>b<tr><td>1<td>2</table>".to_owned(), true),
            ("<table><tr><td>a<td>b</table>".to_owned(), false),
            ("<table><tr><td>a<tr><td>b</table>".to_owned(), false),
            (format!("<table><tr><td>{long}<td>{long}<tr><td>{long}<td>{long}</table>"), false),
            ("<table><tr><th>a<th><table><tr><td>1</table></table>".to_owned(), false),
            ("<table><tr><td><h2>a</h2><td>b<tr><td>1<td>2</table>".to_owned(), false),
        ] {
            let page = read::html(&html, &Options::default(), &read::Selectors::default());
            assert_eq!(Scan::new(&page).is_data(0), data, "{html}");
        }
    }
}
