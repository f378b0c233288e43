//! Ties between footnotes and sentences: the reference links to the note, and the note links back.
//!
//! Generators of footnotes agree on little else: the note is an item, an aside, a definition or a paragraph; the
//! backlink is an arrow or the number, before the note or behind it. Two links to each other are a footnote in any
//! markup.

use std::collections::HashMap;

use ego_tree::NodeRef;

use super::attrs::{Attrs, attr};
use super::tree::Node;
use super::walk::{InnerLink, LINK_IDS, Walk};
use crate::page::token::token;
use crate::page::{BlockKind, Page, Tag, Tie};

/// Most links recorded on a page.
const MOST: usize = 20_000;

/// Most nodes examined in a link: a bracket, a number, an arrow, their boxes.
const NODES: usize = 8;

/// Levels of boxes examined around a link or a note.
const AROUND: usize = 4;

/// Most blocks of one note.
const BLOCKS: u32 = 12;

/// Most class and id tokens examined per element.
const TOKENS: usize = 64;

/// Longest reference and longest backlink, in characters: `[12]`, `↩︎`, `Jump up`.
const SIGN_CHARS: usize = 6;
const BACK_CHARS: usize = 40;

impl Walk {
    /// Records a link that may be a footnote's reference or its backlink.
    pub(super) fn inner_link(&mut self, tag: Tag, attrs: &Attrs<'_>, node: &NodeRef<'_, Node>) {
        let Some((_, place)) = attrs.href.filter(|_| tag == Tag::A).and_then(|href| href.split_once('#')) else {
            return;
        };
        if place.is_empty() || self.inner_links.len() >= MOST {
            return;
        }
        let mut chars = 0;
        let mut words = false;
        for text in node.descendants().take(NODES).filter_map(|it| it.value().as_text()) {
            chars += text.trim().chars().take(BACK_CHARS + 1).count();
            words |= text.contains(char::is_alphanumeric);
        }
        if chars > BACK_CHARS {
            return;
        }
        let mut ids = [0; LINK_IDS];
        let mut free = ids.iter_mut();
        let before = node.prev_siblings().filter(|it| it.value().is_element()).take(1);
        for it in node.ancestors().take(AROUND).chain(std::iter::once(*node)).chain(before) {
            let Some(element) = it.value().as_element() else { continue };
            if let Some(id) = attr(element, "id").or_else(|| attr(element, "name"))
                && let Some(free) = free.next()
            {
                *free = token(id);
            }
        }
        let sign = words && chars <= SIGN_CHARS && self.out.len() > self.start;
        let (block, container) = (self.page.blocks.len() as u32, self.container());
        self.inner_links.push(InnerLink { target: token(place), ids, block, container, sign });
    }

    /// Whether the link that begins is a footnote's reference, by its position and address.
    pub(super) fn is_sign_of_note(&self, href: &str) -> bool {
        let named = |place: &str| {
            ["fn", "ftn", "note", "cite_note", "foot", "endnote"]
                .iter()
                .any(|word| place.trim_start_matches('_').starts_with(word))
        };
        href.strip_prefix('#').is_some_and(named) && self.inner_links.last().is_some_and(|it| it.sign)
    }

    /// Binds the notes of the page to the blocks that refer to them.
    pub(super) fn tie_notes(&mut self) {
        let mut signs: HashMap<u32, u32> = HashMap::new();
        let mut last = None;
        for (index, link) in self.inner_links.iter().enumerate() {
            if link.sign {
                for id in link.ids.iter().filter(|id| **id != 0) {
                    signs.entry(*id).or_insert(index as u32);
                }
            }
            let Some(sign) = signs.get(&link.target).map(|it| &self.inner_links[*it as usize]) else { continue };
            if sign.block >= link.block || !link.ids.contains(&sign.target) {
                continue;
            }
            let Some(blocks) = note_of(&self.page, link, sign) else { continue };
            let tie = Tie { sign: sign.block, blocks };
            if last != Some(tie) {
                self.page.ties.push(tie);
            }
            last = Some(tie);
        }
    }
}

/// The blocks of the note with this backlink.
fn note_of(page: &Page<'_>, back: &InnerLink, sign: &InnerLink) -> Option<(u32, u32)> {
    let named =
        |it: u32| page.tokens_of(&page.containers[it as usize]).iter().take(TOKENS).any(|it| *it == sign.target);
    let (own, _) = page.ancestors(back.container).next()?;
    let mut note = page.ancestors(back.container).take(AROUND).map(|it| it.0).find(|it| named(*it)).unwrap_or(own);
    // `<li><p id=…>`: the item is the note.
    let it = &page.containers[note as usize];
    let parent = &page.containers[it.parent as usize];
    if parent.tag == Tag::Li && parent.blocks.0 == it.blocks.0 {
        note = it.parent;
    }
    let it = &page.containers[note as usize];
    let parent = &page.containers[it.parent as usize];
    let (first, mut end) = it.blocks;
    if first >= end {
        // Its text is the rest of a larger block.
        return (sign.block < back.block && (back.block as usize) < page.blocks.len())
            .then_some((back.block, back.block + 1));
    }
    // Its sign is a heading or a term, and the text follows.
    if matches!(page.blocks[first as usize].kind, BlockKind::Heading(_) | BlockKind::Term) {
        let limit = parent.blocks.1.min(first + BLOCKS);
        let heads = |kind| matches!(kind, BlockKind::Heading(_) | BlockKind::Term);
        end = (end..limit).find(|it| heads(page.blocks[*it as usize].kind)).unwrap_or(limit.max(end));
    }
    (sign.block < first && end - first <= BLOCKS).then_some((first, end))
}
