//! Footnotes in the middle of their sentence: LaTeXML, Tufte side notes, O'Reilly books, blog plugins. The page's style
//! moves them to the margin or hides them; here they go behind the paragraph, and a reference is left in their place.

use ego_tree::{NodeId, NodeRef};

use super::attrs::{Attrs, attr, has_token};
use super::tree::{Element, Node};
use super::walk::Walk;
use crate::page::span::Span;
use crate::page::{Anchor, Mark, MarkKind, Tag};

/// Most such notes of a page.
const MOST: u32 = 100_000;

impl Walk {
    /// Takes a note out of its sentence. Returns whether the element is a note or a duplicate of its sign.
    pub(super) fn inline_note(
        &mut self,
        tag: Tag,
        element: &Element,
        attrs: &Attrs<'_>,
        node: &NodeRef<'_, Node>,
    ) -> bool {
        if tag == Tag::Label {
            // The checkbox that shows a side note on small screens.
            return attrs.class.is_some_and(|list| has_token(list, &["margin-toggle"]));
        }
        if !matches!(tag, Tag::Span | Tag::Small | Tag::Sup) {
            return false;
        }
        if let Some(list) = attrs.class.filter(|list| list.starts_with("ltx_")) {
            return self.latexml(list, node);
        }
        if attrs.class.is_some_and(|list| has_token(list, &["modern-footnotes-footnote__note"])) {
            return self.defer(node.id(), true);
        }
        let named = attrs.class.is_some_and(|list| has_token(list, &["sidenote", "marginnote"]));
        if !(named || tag == Tag::Span && attr(element, "data-type") == Some("footnote")) {
            return false;
        }
        self.defer(node.id(), false)
    }

    /// `LaTeXML` writes the sign twice, once beside the sentence and once in the note.
    fn latexml(&mut self, list: &str, node: &NodeRef<'_, Node>) -> bool {
        if self.note_open && has_token(list, &["ltx_note_mark", "ltx_tag_note"]) {
            return true;
        }
        if !has_token(list, &["ltx_note_outer"]) {
            return false;
        }
        let parent = node.parent();
        let of_mark = parent.as_ref().and_then(|it| it.value().as_element()).and_then(|it| attr(it, "class"));
        // A sign alone: its note is elsewhere.
        of_mark.is_some_and(|list| has_token(list, &["ltx_role_footnotemark"])) || self.defer(node.id(), true)
    }

    /// Defers a note to the end of its paragraph, with the sign before it, or a number, as its reference.
    fn defer(&mut self, note: NodeId, signed: bool) -> bool {
        if self.out.len() == self.start || self.note_open || self.notes_met >= MOST {
            return false;
        }
        self.notes_met += 1;
        let anchor = format!("unhusk-note-{}", self.notes_met);
        let end = self.out.len() as u32;
        if !signed {
            self.out.push_str(&self.notes_met.to_string());
        }
        if self.want_marks {
            let own = Span { start: end, end: self.out.len() as u32 };
            let mut near = self.page.marks.iter().rev().take(4);
            let raised = near.find(|it| it.kind == MarkKind::Superscript && it.span.end == end).map(|it| it.span);
            let sign = if signed { raised } else { Some(own) };
            if !signed {
                self.page.marks.push(Mark { span: own, kind: MarkKind::Superscript });
            }
            let href = format!("#{anchor}").into();
            self.page.marks.extend(sign.map(|span| Mark { span, kind: MarkKind::Link { href } }));
        }
        self.notes_due.push((note, anchor));
        true
    }

    /// Whether a paragraph with deferred notes ends here.
    pub(super) fn owes_notes(&self) -> bool {
        !self.notes_due.is_empty() && self.skip == 0 && self.open.last().is_some_and(|open| open.block)
    }

    /// Ends the paragraph; returns its notes and the targets of their references.
    pub(super) fn begin_notes(&mut self) -> Vec<(NodeId, String)> {
        self.flush();
        std::mem::take(&mut self.notes_due)
    }

    /// Begins a note.
    pub(super) fn begin_note(&mut self, anchor: String) {
        self.note_open = true;
        let (at, container) = (self.out.len() as u32, self.container());
        if self.want_marks {
            self.page.anchors.push(Anchor { id: anchor.into(), at, container });
        }
    }
}
