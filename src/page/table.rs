//! Tables of data, told from tables that lay a page out.

use crate::page::{BlockKind, Page, Tag};

/// Mean text of a filled cell, in bytes, over which a table without headings for its cells lays out: data are short.
const LAYOUT_BYTES: usize = 200;

/// Whether a table holds data: it has headings or a caption, or several rows and columns of short cells; no other table,
/// no heading of a section.
pub(crate) fn is_data(page: &Page<'_>, table: u32) -> bool {
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

/// Whether a block is a piece of data, by its markup: in a table of data, a list of terms, program text. Its numbers, dates and
/// common words are content, whatever they look like alone. None of them in flattened text.
pub(crate) fn data(page: &Page<'_>) -> Vec<bool> {
    if !page.html {
        return Vec::new();
    }
    let mut data = blocks_in_data(page);
    for (block, data) in page.blocks.iter().zip(&mut data) {
        *data |= matches!(block.kind, BlockKind::Term | BlockKind::Definition | BlockKind::Pre);
    }
    data
}

/// For each block, whether it stands in a table of data.
pub(crate) fn blocks_in_data(page: &Page<'_>) -> Vec<bool> {
    let mut inside = vec![false; page.blocks.len()];
    for (index, it) in page.containers.iter().enumerate() {
        if it.tag == Tag::Table && it.blocks.0 < it.blocks.1 && is_data(page, index as u32) {
            inside[it.blocks.0 as usize..it.blocks.1 as usize].fill(true);
        }
    }
    inside
}
