//! Threads: boxes of one look side by side, each with text of its own, a name and a date: posts, answers, comments.
//!
//! The boxes are made by one template, so what stands at one place in each of them is one kind of thing: all names, all votes,
//! all texts. Cards of other pages are told by the headings that each has for itself.

use crate::grammar::dates::{self, Style};
use crate::page::token::token_word;
use crate::page::{BlockKind, Container, Tag};
use crate::scan::{End, Facts, Scan, Sums};

/// Boxes from which on they are a thread.
const POSTS: usize = 3;

/// Class and id tokens of one element that are looked at.
const TOKENS: usize = 16;

/// Words of the longest line that tells of a post and is none.
pub(crate) const HEAD_WORDS: u32 = 12;

/// Words of classes that posts of boards, answers and comments have.
const NAMES: &[u32] = &[
    token_word("answer"),
    token_word("comment"),
    token_word("message"),
    token_word("post"),
    token_word("postbit"),
    token_word("reply"),
    token_word("review"),
    token_word("topic"),
    token_word("tweet"),
];

/// A place in the posts of a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot {
    thread: u32,
    /// The elements from the post down, as a hash, and the kind of block.
    place: u32,
    kind: u8,
}

/// The threads of a page, and other rows of boxes with text: cards of people, entries of a report.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    /// By block, its slot and its post.
    slots: Vec<Option<(Slot, u32)>>,
    /// By row, whether it is a thread.
    are_threads: Vec<bool>,
}

impl Threads {
    pub(crate) fn of(scan: &Scan<'_>) -> Self {
        let page = scan.page;
        if !page.html {
            return Self::default();
        }
        let mut boxes: Vec<(u32, u32, u32)> = Vec::new();
        for (index, it) in page.containers.iter().enumerate().skip(1) {
            if may_be_post(it) {
                boxes.push((it.parent, it.look, index as u32));
            }
        }
        boxes.sort_unstable();
        let prose = Sums::of(scan.facts.iter().map(|facts| u32::from(facts.is_prose())));
        let sentences = Sums::of(scan.facts.iter().map(|facts| u32::from(is_sentence(facts))));
        let mut post_of = vec![NONE; page.containers.len()];
        let mut are_threads: Vec<bool> = Vec::new();
        for run in boxes.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|run| run.len() >= POSTS) {
            let Some(is_thread) = row_of(scan, run, &prose, &sentences) else { continue };
            for (_, _, index) in run {
                post_of[*index as usize] = are_threads.len() as u32;
            }
            are_threads.push(is_thread);
        }
        if are_threads.is_empty() {
            return Self::default();
        }
        // A parent stands before its children.
        let mut inside: Vec<Option<(u32, u32, u32)>> = Vec::with_capacity(page.containers.len());
        for (index, it) in page.containers.iter().enumerate() {
            let own = post_of[index];
            let above = inside.get(it.parent as usize).copied().flatten();
            // Rows in a post are its own matter, and so are rows in rows.
            let new = own != NONE && (above.is_none() || are_threads[own as usize]);
            // The rows of a table hold different things under one name.
            let nth = if it.tag == Tag::Tr { it.nth } else { 0 };
            inside.push(if new {
                Some((own, index as u32, 0))
            } else {
                above.map(|(thread, post, place)| (thread, post, place.wrapping_mul(0x0100_0193) ^ it.look ^ nth))
            });
        }
        let slot = |block: &crate::page::Block| {
            let (thread, post, place) = inside[block.container as usize]?;
            Some((Slot { thread, place, kind: code(block.kind) }, post))
        };
        Self { slots: page.blocks.iter().map(slot).collect(), are_threads }
    }

    /// Whether the page has no thread.
    pub(crate) fn is_empty(&self) -> bool {
        !self.are_threads.contains(&true)
    }

    /// Whether a block stands in a post.
    pub(crate) fn has(&self, block: usize) -> bool {
        self.slots.get(block).copied().flatten().is_some_and(|(slot, _)| self.are_threads[slot.thread as usize])
    }

    /// The row of boxes, no thread, that a block stands in.
    pub(crate) fn row(&self, block: usize) -> Option<u32> {
        let (slot, _) = self.slots.get(block).copied().flatten()?;
        (!self.are_threads[slot.thread as usize]).then_some(slot.thread)
    }

    /// The blocks of each slot that several posts have, in the page's order.
    pub(crate) fn each(&self) -> Vec<Vec<usize>> {
        self.slots_of(true)
    }

    /// The same of the rows that are no threads.
    pub(crate) fn each_in_rows(&self) -> Vec<Vec<usize>> {
        self.slots_of(false)
    }

    fn slots_of(&self, threads: bool) -> Vec<Vec<usize>> {
        let mut all: Vec<(Slot, u32, usize)> = Vec::new();
        for (block, slot) in self.slots.iter().enumerate() {
            let wanted = slot.filter(|(slot, _)| self.are_threads[slot.thread as usize] == threads);
            all.extend(wanted.map(|(slot, post)| (slot, post, block)));
        }
        all.sort_unstable();
        let runs =
            all.chunk_by(|a, b| a.0 == b.0).filter(|run| run.first().map(|it| it.1) != run.last().map(|it| it.1));
        runs.map(|run| run.iter().map(|it| it.2).collect()).collect()
    }
}

const NONE: u32 = u32::MAX;

fn may_be_post(it: &Container) -> bool {
    let tag = matches!(
        it.tag,
        Tag::Div | Tag::Li | Tag::Article | Tag::Section | Tag::Table | Tag::Custom | Tag::Dl | Tag::Blockquote
    );
    tag && it.blocks.1 - it.blocks.0 >= 2
}

/// Whether boxes of one look are posts: none has its own heading; a name of their kind or a head tells them from other boxes.
/// None where few have text.
fn row_of(scan: &Scan<'_>, run: &[(u32, u32, u32)], prose: &Sums, sentences: &Sums) -> Option<bool> {
    /// Blocks of a post among which its heading and head stand.
    const HEAD: usize = 12;
    let page = scan.page;
    let (mut with_text, mut with_sentence, mut with_head) = (0, 0, 0);
    let mut headings = Vec::new();
    for (_, _, index) in run {
        let it = &page.containers[*index as usize];
        let blocks = || (it.blocks.0 as usize..it.blocks.1 as usize).take(HEAD);
        with_text += usize::from(prose.over(it.blocks.0 as usize, it.blocks.1 as usize) > 0);
        with_sentence += usize::from(sentences.over(it.blocks.0 as usize, it.blocks.1 as usize) > 0);
        with_head += usize::from(blocks().any(|block| is_head(scan, block)));
        headings.extend(
            blocks().find(|&block| matches!(page.blocks[block].kind, BlockKind::Heading(_))).map(|it| scan.label(it)),
        );
    }
    let named = run.iter().all(|(_, _, index)| {
        let tokens = page.tokens_of(&page.containers[*index as usize]);
        tokens.iter().take(TOKENS).any(|token| NAMES.contains(token))
    });
    let all = headings.len();
    headings.sort_unstable();
    headings.dedup();
    let headed = all * 2 >= run.len() && headings.len() * 2 > all;
    let told = with_head * 3 >= run.len() * 2 || named && with_head > 0;
    let is_thread = !headed && told && with_text * 2 >= run.len();
    (is_thread || with_sentence * 2 >= run.len()).then_some(is_thread)
}

/// Whether a text is a sentence, as cards of people have: `She tells how ropes are made.`
fn is_sentence(facts: &Facts) -> bool {
    /// Fewer words are a label.
    const WORDS: u32 = 4;
    facts.is_prose() || facts.end == End::Sentence && facts.words >= WORDS
}

/// Whether a short line has a date or how long ago something was.
fn is_head(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    !facts.is_prose() && facts.words <= HEAD_WORDS && facts.digits > 0 && facts.words > 1 && facts.letters > 2
}

/// Whether a short line names a day.
pub(crate) fn is_dated(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    facts.words <= HEAD_WORDS
        && !facts.is_prose()
        && facts.digits >= 3
        && dates::find_stamp(scan.text(block), Style::of("")).is_some()
}

fn code(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Text => 0,
        BlockKind::Paragraph => 1,
        BlockKind::Heading(level) => 10 + level,
        BlockKind::ListItem => 2,
        BlockKind::Cell => 3,
        BlockKind::Pre => 4,
        BlockKind::Caption => 5,
        BlockKind::Term => 6,
        BlockKind::Definition => 7,
        BlockKind::Control => 8,
    }
}
