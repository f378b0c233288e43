//! Facts about each block, computed once a page and used by the rules, the scorer and the metadata.

mod facts;
mod lines;
mod sums;
mod twins;

use crate::page::{BlockKind, Page, table};
use crate::text::fold;
use facts::LABEL_BYTES;
pub(crate) use facts::{End, Facts, is_prose};
pub(crate) use sums::Sums;
use twins::Twins;

/// Most bytes of all labels together, so that offsets fit in 32 bits. No real page reaches it; further blocks have no label.
const LABELS_BYTES: usize = 1 << 31;

/// A page with the facts about its blocks.
pub(crate) struct Scan<'p> {
    pub(crate) page: &'p Page<'p>,
    pub(crate) facts: Vec<Facts>,
    /// The texts of the blocks as labels, one after the other.
    labels: String,
    /// By block, the first block with the same text: menus appear twice on a page, and their facts are computed once.
    twins: Vec<u32>,
    /// The tables of data: containers, in order. Asked once: the rules, the verdicts and the printers want them.
    pub(crate) data_tables: Vec<u32>,
    /// Whether a block stands in one of them, by block; nothing of flattened text.
    in_table: Vec<bool>,
}

impl<'p> Scan<'p> {
    pub(crate) fn new(page: &'p Page<'p>) -> Self {
        let count = page.blocks.len();
        let data_tables = table::data_tables(page);
        let mut it = Self {
            page,
            facts: Vec::with_capacity(count),
            labels: String::new(),
            twins: Vec::with_capacity(count),
            in_table: in_tables(page, &data_tables),
            data_tables,
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

    /// Computes the facts of a block.
    fn look(&mut self, block: usize, fits: bool) {
        let text = self.page.text(block);
        let label = if text.len() <= LABEL_BYTES && fits { fold::fold_label(text) } else { String::new() };
        self.labels.push_str(&label);
        self.facts.push(Facts::of(text).with_label_end(self.labels.len()));
    }

    /// Copies the facts of an earlier block with the same text.
    fn repeat(&mut self, twin: usize) {
        let (start, end) = self.label_range(twin);
        self.labels.extend_from_within(start..end);
        self.facts.push(self.facts[twin].clone().with_label_end(self.labels.len()));
    }

    /// The first block with the same text, where it is an earlier one.
    pub(crate) fn twin(&self, block: usize) -> Option<usize> {
        let twin = self.twins[block] as usize;
        (twin < block).then_some(twin)
    }

    /// Whether a block stands in a table of data.
    pub(crate) fn is_in_table(&self, block: usize) -> bool {
        self.in_table.get(block) == Some(&true)
    }

    /// Whether a block is a piece of data, by its markup: in a table of data, a term or what it means, program text. Its
    /// numbers, dates and common words are content, whatever they look like alone. None in flattened text.
    pub(crate) fn is_data(&self, block: usize) -> bool {
        let kind = self.page.blocks[block].kind;
        self.is_in_table(block)
            || self.page.html && matches!(kind, BlockKind::Term | BlockKind::Definition | BlockKind::Pre)
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.facts.len()
    }

    /// The text of a block.
    pub(crate) fn text(&self, block: usize) -> &str {
        self.page.text(block)
    }

    /// Where a block begins in the source.
    pub(crate) fn start(&self, block: usize) -> usize {
        self.page.blocks[block].span.start as usize
    }

    /// Whether no blank line parts a block from the one before (flattened text); not past the last one.
    pub(crate) fn is_tight(&self, block: usize) -> bool {
        self.page.blocks.get(block).is_some_and(|it| it.blank_before == 0)
    }

    /// Whether a blank line parts a block from the one before (flattened text); not past the last one.
    pub(crate) fn is_apart(&self, block: usize) -> bool {
        self.page.blocks.get(block).is_some_and(|it| it.blank_before > 0)
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
}

/// For each block of an HTML page, whether it stands in one of the tables.
fn in_tables(page: &Page<'_>, tables: &[u32]) -> Vec<bool> {
    let mut inside = vec![false; if page.html { page.blocks.len() } else { 0 }];
    for table in tables {
        let (from, to) = page.containers[*table as usize].blocks;
        inside[from as usize..to as usize].fill(true);
    }
    inside
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
