//! Data tables, told from layout tables.

use crate::page::{BlockKind, Page, Tag};

/// Mean text of a filled cell, in bytes, over which a table without headings for its cells lays out: data are short.
const LAYOUT_BYTES: usize = 200;

/// Whether a table holds data: it has headings or a caption, or several rows and columns of short cells; no other table,
/// no heading of a section.
fn is_data(page: &Page<'_>, table: u32) -> bool {
    let Some(it) = page.containers.get(table as usize).filter(|it| it.tag == Tag::Table) else { return false };
    let (mut said, mut rows, mut row_cells, mut columns, mut filled) = (false, 0, 0, 0, 0);
    for (_, inner) in page.inside(table) {
        match inner.tag {
            Tag::Table => return false,
            Tag::Th | Tag::Caption | Tag::Thead => said = true,
            Tag::Tr => {
                rows += 1;
                row_cells = 0;
            }
            _ => {}
        }
        if matches!(inner.tag, Tag::Td | Tag::Th) {
            row_cells += 1;
            columns = columns.max(row_cells);
            filled += usize::from(inner.blocks.0 < inner.blocks.1);
        }
    }
    let blocks = &page.blocks[it.blocks.0 as usize..it.blocks.1 as usize];
    if columns < 2 || blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading(_))) {
        return false;
    }
    let bytes: usize = blocks.iter().map(|block| block.span.len()).sum();
    said || (rows > 1 && bytes <= filled * LAYOUT_BYTES)
}

/// The tables of data, in the order of the page.
pub(crate) fn data_tables(page: &Page<'_>) -> Vec<u32> {
    let tables = page.containers.iter().enumerate().filter(|(_, it)| it.tag == Tag::Table);
    tables.map(|(index, _)| index as u32).filter(|index| is_data(page, *index)).collect()
}
