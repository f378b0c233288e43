//! Footnotes: short links to a place further down the page, and what stands there.
//!
//! Pandoc, forges, blogs, newsletters and wikis mark them in different ways; common to all are a raised or named link of a
//! number or a sign, and an element with the id that it leads to. Where either is not kept, the sign stays as plain text.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::page::span::Span;
use crate::page::{Anchor, BlockKind, MarkKind, Page, Tag};
use crate::resolve::Verdict;

/// Longest sign of a footnote, in characters, brackets left out: `12`, `iv`, `*`.
const SIGN_CHARS: usize = 4;

/// Longest name of a group of footnotes, in bytes: `lower-alpha`.
const GROUP_BYTES: usize = 16;

/// Most blocks of one footnote: a larger box holds more than the note, and its first block alone counts.
const MOST_BLOCKS: u32 = 12;

/// The footnotes of a page whose sign and text are kept.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Index of a mark, and the number of the note that it refers to.
    references: BTreeMap<usize, u32>,
    /// Links from a note back to its sign.
    backlinks: BTreeSet<usize>,
    /// The blocks of the notes, in the order of their numbers.
    pub(super) texts: Vec<(u32, u32)>,
    /// For each block up to the last one in a note: whether it is in one.
    held: Vec<bool>,
}

impl Notes {
    pub(super) fn new(page: &Page<'_>, verdicts: &[Verdict]) -> Self {
        let mut notes = Self::default();
        if page.anchors.is_empty() {
            return notes;
        }
        let mut anchors: HashMap<&str, &Anchor> = HashMap::new();
        for anchor in &page.anchors {
            anchors.entry(&anchor.id).or_insert(anchor);
        }
        let mut numbers: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        let mut text = Text::default();
        for (index, mark) in page.marks.iter().enumerate() {
            let MarkKind::Link { href } = &mark.kind else { continue };
            let Some((address, id)) = href.split_once('#') else { continue };
            let Some(anchor) = anchors.get(id) else { continue };
            // Books name the file of the page itself.
            let elsewhere = !address.is_empty() && !is_raised(page, index);
            if elsewhere
                || anchor.at < mark.span.end
                || !is_sign(mark.span.of(&page.source))
                || !is_reference(page, index, href, &mut text)
            {
                continue;
            }
            let Some(note) = text_of(page, anchor, mark.span) else { continue };
            if !is_kept(verdicts, mark.span) || !any_kept(verdicts, note) {
                continue;
            }
            // A note in a note is a part of it.
            let before = numbers.range(..(note.1, 0)).next_back().map(|(it, _)| *it);
            if before.is_some_and(|it| it != note && it.1 > note.0) {
                continue;
            }
            let next = numbers.len() as u32 + 1;
            let number = *numbers.entry(note).or_insert_with(|| {
                notes.texts.push(note);
                next
            });
            notes.references.insert(index, number);
        }
        notes.held = vec![false; notes.texts.iter().map(|it| it.1 as usize).max().unwrap_or(0)];
        for &(first, end) in &notes.texts {
            notes.held[first as usize..end as usize].fill(true);
        }
        notes.find_backlinks(page, &anchors);
        notes
    }

    /// Links in the notes that lead up the page: an arrow, or the sign again.
    fn find_backlinks(&mut self, page: &Page<'_>, anchors: &HashMap<&str, &Anchor>) {
        for &(first, end) in &self.texts {
            let (start, stop) = (page.blocks[first as usize].span.start, page.blocks[end as usize - 1].span.end);
            let from = page.marks.partition_point(|mark| mark.span.start < start);
            for (index, mark) in page.marks.iter().enumerate().skip(from).take_while(|(_, it)| it.span.start < stop) {
                let MarkKind::Link { href } = &mark.kind else { continue };
                let id = href.split_once('#').map(|(_, id)| id);
                let up = id.and_then(|id| anchors.get(id)).is_some_and(|it| it.at < start);
                let text = mark.span.of(&page.source);
                if up && (is_sign(text) || !text.contains(char::is_alphanumeric)) {
                    self.backlinks.insert(index);
                }
            }
        }
    }

    /// The number of the note that a mark refers to.
    pub(super) fn number(&self, mark: usize) -> Option<u32> {
        self.references.get(&mark).copied()
    }

    pub(super) fn is_backlink(&self, mark: usize) -> bool {
        self.backlinks.contains(&mark)
    }

    /// Whether a block is a part of a note.
    pub(super) fn holds(&self, block: u32) -> bool {
        self.held.get(block as usize).is_some_and(|held| *held)
    }
}

/// Whether a link's text is a number, a letter or a sign, perhaps in brackets.
fn is_sign(text: &str) -> bool {
    let sign = text.trim().trim_matches(['[', ']', '(', ')', '^']);
    let right = |c: char| c.is_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#');
    let short = |sign: &str| !sign.is_empty() && sign.chars().count() <= SIGN_CHARS && sign.chars().all(right);
    // `note 1`, `lower-alpha 2`: a wiki's groups of notes.
    let group =
        |group: &str| group.len() <= GROUP_BYTES && group.chars().all(|c| c.is_alphabetic() || c == '-' || c == '.');
    short(sign) || sign.rsplit_once([' ', '\u{a0}']).is_some_and(|(name, number)| group(name) && short(number))
}

/// Where the text of the block asked for last begins: of one block there may be thousands of questions.
#[derive(Default)]
struct Text {
    block: Span,
    /// Its first letter or digit, or its end.
    from: u32,
}

impl Text {
    /// Whether a place has text before it in its block.
    fn is_before(&mut self, page: &Page<'_>, at: u32) -> bool {
        let Some(block) = page.block_at(at) else { return false };
        let block = page.blocks[block].span;
        if self.block != block {
            let from =
                block.of(&page.source).find(char::is_alphanumeric).map_or(block.end, |from| block.start + from as u32);
            *self = Self { block, from };
        }
        self.from < at
    }
}

/// Whether a link stands behind text, and is raised or named as references are: a page's index has short links too.
fn is_reference(page: &Page<'_>, index: usize, href: &str, text: &mut Text) -> bool {
    let behind_text = text.is_before(page, page.marks[index].span.start);
    let lower = href.to_ascii_lowercase();
    let named = ["fn", "ftn", "note", "cite", "foot"].iter().any(|word| lower.contains(word));
    behind_text && (named || is_raised(page, index))
}

/// Whether a link is in `<sup>`, or holds one and nothing else.
fn is_raised(page: &Page<'_>, index: usize) -> bool {
    /// Marks of one sign: a link, a raised box, emphasis.
    const NEAR: usize = 4;
    let span = page.marks[index].span;
    let near = &page.marks[index.saturating_sub(NEAR)..(index + NEAR).min(page.marks.len())];
    near.iter().any(|mark| {
        let around = mark.span.start <= span.start && span.end <= mark.span.end;
        let inside = span.start <= mark.span.start && mark.span.end <= span.end;
        mark.kind == MarkKind::Superscript && (around || inside)
    })
}

/// The blocks of the note that an anchor begins.
fn text_of(page: &Page<'_>, anchor: &Anchor, reference: Span) -> Option<(u32, u32)> {
    let mut it = page.containers.get(anchor.container as usize)?;
    // `<li><p id=…>`: the item is the note.
    let parent = &page.containers[it.parent as usize];
    if parent.tag == Tag::Li && parent.blocks.0 == it.blocks.0 {
        it = parent;
    }
    let first = page.block_from(anchor.at + 1).map(|block| block as u32)?;
    let holds_reference = page.span_of(it).clip(reference).is_some();
    let whole = !holds_reference && it.blocks.0 < it.blocks.1 && it.blocks.1 - it.blocks.0 <= MOST_BLOCKS;
    // Texinfo heads each note with its sign, docutils makes a term of it.
    let headed = matches!(page.blocks.get(first as usize)?.kind, BlockKind::Heading(_) | BlockKind::Term)
        && is_sign(page.text(first as usize));
    let text = match whole {
        _ if headed => (first, end_of_headed(page, first)),
        true => it.blocks,
        false => (first, first + 1),
    };
    let heading = !headed && matches!(page.blocks.get(text.0 as usize)?.kind, BlockKind::Heading(_));
    // A table of one note has its sign in a cell; one of data is no note.
    let heading = heading || !whole && page.blocks.get(text.0 as usize)?.kind == BlockKind::Cell;
    let after = page.blocks[text.0 as usize].span.start >= reference.end;
    (after && !heading).then_some(text)
}

/// Where a note ends that begins with its sign as a heading or a term: at the next one, or with the box around it.
fn end_of_headed(page: &Page<'_>, heading: u32) -> u32 {
    let parent = page.containers[page.blocks[heading as usize].container as usize].parent;
    let end = page.containers.get(parent as usize).map_or(heading + 1, |it| it.blocks.1);
    let end = end.min(heading + MOST_BLOCKS).max(heading + 1);
    let heads = |kind| matches!(kind, BlockKind::Heading(_) | BlockKind::Term);
    let next = (heading + 1..end).find(|it| heads(page.blocks[*it as usize].kind));
    next.unwrap_or(end)
}

/// Whether a place is in a kept piece.
fn is_kept(verdicts: &[Verdict], span: Span) -> bool {
    let at = verdicts.partition_point(|it| it.span.end <= span.start);
    verdicts.get(at).is_some_and(|it| it.removal.is_none() && it.span.start <= span.start)
}

fn any_kept(verdicts: &[Verdict], blocks: (u32, u32)) -> bool {
    let from = verdicts.partition_point(|it| it.block < blocks.0);
    verdicts[from..].iter().take_while(|it| it.block < blocks.1).any(|it| it.removal.is_none())
}
