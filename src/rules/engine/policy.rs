//! The text of a policy: what it says of cookies, accounts and letters is the page's own, though banners and boxes say the same.

use std::ops::Range;

use crate::grammar::phrases::{self, Kinds, Label};
use crate::page::{BlockKind, Container};
use crate::scan::Scan;
use crate::text::fold;

/// Paragraphs of the shortest policy; a banner with such a heading has fewer. Below a heading of the first level so many are enough.
const PARAGRAPHS: usize = 5;
const TITLED_PARAGRAPHS: usize = 2;

/// Words of the longest name of a policy.
const NAME_WORDS: usize = 5;

/// Words of the longest label or button that is none of its sentences.
pub(crate) const BUTTON_WORDS: u32 = 4;

/// The text of a policy, where the page is one: in HTML, what stands in one element with a heading such as `Privacy policy`; in
/// flattened text, what follows that name where the page's title has it too.
pub(crate) fn text_of(scan: &Scan<'_>, kinds: &[Kinds]) -> Range<usize> {
    let found = if scan.page.html { in_markup(scan, kinds) } else { in_lines(scan, kinds) };
    found.unwrap_or_default()
}

fn is_name(kinds: &Kinds) -> bool {
    [Label::Consent, Label::Footer].iter().any(|label| kinds.whole.has(*label) || kinds.weak.has(*label))
}

fn in_markup(scan: &Scan<'_>, kinds: &[Kinds]) -> Option<Range<usize>> {
    let page = scan.page;
    let is_title = |block: &usize| {
        let it = &page.blocks[*block];
        matches!(it.kind, BlockKind::Heading(1 | 2)) && it.links == 0 && is_name(&kinds[*block])
    };
    let title = (0..scan.len()).find(is_title)?;
    let least = if page.blocks[title].kind == BlockKind::Heading(1) { TITLED_PARAGRAPHS } else { PARAGRAPHS };
    let holds_text = |it: &&Container| {
        let blocks = it.blocks.0 as usize..it.blocks.1 as usize;
        blocks.filter(|&block| scan.facts[block].is_prose()).take(least).count() == least
    };
    let (_, text) = page.ancestors(page.blocks[title].container).find(|(_, it)| holds_text(it))?;
    Some(title + 1..text.blocks.1 as usize)
}

fn in_lines(scan: &Scan<'_>, kinds: &[Kinds]) -> Option<Range<usize>> {
    let first = (scan.len() > 0).then(|| scan.text(0))?;
    let name = first.split(['|', '–', '—', '·']).flat_map(|part| part.split(" - ")).map(str::trim).find(|part| {
        let label = fold::fold_label(part);
        part.split_whitespace().count() <= NAME_WORDS && is_name(&phrases::kinds(part, &label))
    })?;
    let name = fold::fold_label(name);
    let title = (1..scan.len()).find(|&block| is_name(&kinds[block]) && scan.label(block) == name).unwrap_or(0);
    let text = || (title + 1..scan.len()).filter(|&block| scan.facts[block].is_paragraph());
    let last = text().next_back().filter(|_| text().count() >= PARAGRAPHS)?;
    Some(title + 1..last + 1)
}
