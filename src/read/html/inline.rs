//! Inline markup, links, images and frames.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::attrs::{Said, address, attr};
use super::math;
use super::walk::Walk;
use crate::page::providers::Provider;
use crate::page::span::Span;
use crate::page::{BlockKind, Frame, Mark, MarkKind, ProviderLink, Tag};
use crate::text::address::bounded;

impl Walk {
    pub(super) fn inline(&mut self, tag: Tag, element: &Element, node: &NodeRef<'_, Node>) {
        match tag {
            Tag::Br => {
                self.breaks = self.breaks.saturating_add(1);
                if self.breaks > 1 && !self.in_pre() {
                    self.flush();
                }
            }
            Tag::Hr => self.flush(),
            Tag::A => {
                if let Some(href) = address(element, "href") {
                    // Documentation links headings to themselves: that leads nowhere.
                    let to_itself = href.starts_with('#') && matches!(self.kind(), BlockKind::Heading(_));
                    if !to_itself {
                        self.links = self.links.saturating_add(1);
                        self.links_open += 1;
                    }
                    let provider_link = self.provider_link(href);
                    if let Some(open) = self.open.last_mut() {
                        open.link = !to_itself;
                        open.provider_link = provider_link;
                    }
                    self.begin_mark(|| MarkKind::Link { href: href.into() });
                }
            }
            Tag::Img if self.want_marks => self.image(element),
            Tag::Rt if !node.prev_sibling().is_some_and(|it| is_named(&it, "rp")) => {
                self.text("(");
                if let Some(open) = self.open.last_mut() {
                    open.bracket = true;
                }
            }
            Tag::Em | Tag::I | Tag::Cite | Tag::Dfn | Tag::Var => self.begin_mark(|| MarkKind::Emphasis),
            Tag::Strong | Tag::B => self.begin_mark(|| MarkKind::Strong),
            Tag::Code | Tag::Samp | Tag::Tt if !self.in_pre() => self.begin_mark(|| MarkKind::Code),
            Tag::Del | Tag::S | Tag::Strike => self.begin_mark(|| MarkKind::Deleted),
            Tag::Sup => self.begin_mark(|| MarkKind::Superscript),
            Tag::Sub => self.begin_mark(|| MarkKind::Subscript),
            Tag::Kbd => self.begin_mark(|| MarkKind::Keyboard),
            Tag::Mark => self.begin_mark(|| MarkKind::Highlight),
            Tag::Embed | Tag::Object => self.frame(attr(element, "src").or_else(|| attr(element, "data"))),
            _ => {}
        }
    }

    /// Records a link to a site whose posts are embedded elsewhere.
    pub(super) fn provider_link(&mut self, href: &str) -> Option<u32> {
        let provider = Provider::of(href)?;
        let at = self.out.len();
        let index = self.page.provider_links.len() as u32;
        self.page.provider_links.push(ProviderLink { span: Span::new(at, at), provider, post: provider.is_post(href) });
        Some(index)
    }

    pub(super) fn frame(&mut self, src: Option<&str>) {
        if let Some(src) = src.and_then(bounded).filter(|src| !src.is_empty()) {
            let container = self.container();
            self.page.frames.push(Frame { at: self.out.len() as u32, container, src: src.into() });
        }
    }

    pub(super) fn begin_mark(&mut self, kind: impl FnOnce() -> MarkKind) {
        if self.want_marks {
            self.marks.push((kind(), self.out.len()));
            if let Some(open) = self.open.last_mut() {
                open.marks += 1;
            }
        }
    }

    pub(super) fn end_mark(&mut self) {
        if let Some((kind, start)) = self.marks.pop() {
            self.mark(kind, start, self.out.len());
        }
    }

    /// Notes a mark. White space that was due when it began stands before it, not in it.
    pub(super) fn mark(&mut self, kind: MarkKind, start: usize, end: usize) {
        let Some(text) = self.out.get(start..end) else { return };
        let start = end - text.trim_start().len();
        if start < end {
            self.page.marks.push(Mark { span: Span::new(start, end), kind });
        }
    }

    /// Notes a picture; in `<noscript>`, where it is the twin of a lazy one, in that one's place.
    fn image(&mut self, element: &Element) {
        let src = source_of(element);
        let twin = self.open.last().is_some_and(|open| open.noscript);
        let at = self.out.len() as u32;
        let container = self.container();
        if twin
            && let Some(Mark { span, kind: MarkKind::Image { src: lazy, .. } }) = self.page.marks.last_mut()
            && span.start == at
        {
            if !src.is_empty() {
                *lazy = src.into();
            }
            return;
        }
        if is_pixel(element) {
            return;
        }
        let alt = attr(element, "alt").unwrap_or_default().trim().into();
        let kind = MarkKind::Image { src: src.into(), alt, container, alone: false };
        self.page.marks.push(Mark { span: Span { start: at, end: at }, kind });
    }

    /// The block under way has ended: its pictures stand beside text, or alone. What preformatted text has of white space at
    /// its end is no part of the block, nor of the marks that ended there.
    pub(super) fn settle_marks(&mut self, block: Span) {
        let at = self.start as u32;
        for mark in &mut self.page.marks[self.settled..] {
            match &mut mark.kind {
                MarkKind::Image { alone, .. } if block.is_empty() => {
                    *alone = true;
                    mark.span = Span { start: at, end: at };
                }
                _ if block.is_empty() => {}
                _ => {
                    mark.span.end = mark.span.end.min(block.end);
                    mark.span.start = mark.span.start.min(mark.span.end);
                }
            }
        }
        self.settled = self.page.marks.len();
    }

    /// Writes what stands for an element's content; whether anything does.
    pub(super) fn replaced(&mut self, tag: Tag, element: &Element, said: &Said<'_>, node: &NodeRef<'_, Node>) -> bool {
        match tag {
            Tag::Math => {
                let Some(tex) = math::tex_of(element, node) else { return false };
                let display = attr(element, "display") == Some("block");
                self.math(&tex, display);
                true
            }
            Tag::Img if math::is_formula(element) => {
                self.math(attr(element, "alt").unwrap_or_default(), false);
                true
            }
            Tag::Img => math::is_twin(element),
            Tag::Span | Tag::Div => said.class.is_some_and(|list| math::is_rendering(list, node)),
            _ => false,
        }
    }

    /// Writes a formula.
    pub(super) fn math(&mut self, tex: &str, display: bool) {
        let tex = tex.trim();
        if tex.is_empty() {
            return;
        }
        self.begin_mark(|| MarkKind::Math { display });
        self.text(tex);
        if self.want_marks {
            if let Some(open) = self.open.last_mut() {
                open.marks = open.marks.saturating_sub(1);
            }
            self.end_mark();
        }
    }
}

/// Attributes in which scripts that load pictures late keep the address, likeliest first.
const LAZY: &[&str] = &["data-src", "data-lazy-src", "data-original", "data-lazy", "data-hi-res-src", "src"];

/// The address of a picture: not a placeholder's.
fn source_of(element: &Element) -> &str {
    let plain = LAZY.iter().filter_map(|key| address(element, key));
    let usable = |src: &&str| !src.is_empty() && !src.starts_with("data:") && !src.starts_with("about:");
    plain.into_iter().find(usable).unwrap_or_else(|| {
        let sets = ["srcset", "data-srcset", "data-lazy-srcset"].into_iter().filter_map(|key| attr(element, key));
        // The last candidate is mostly the largest.
        sets.filter_map(|set| set.rsplit(", ").next()?.split_whitespace().next())
            .filter_map(bounded)
            .find(usable)
            .unwrap_or_default()
    })
}

/// A counter's invisible picture.
fn is_pixel(element: &Element) -> bool {
    let tiny = |key| attr(element, key).is_some_and(|size| matches!(size.trim_end_matches("px"), "0" | "1"));
    tiny("width") && tiny("height")
}

/// Whether a node is an element of this name.
fn is_named(node: &NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|it| it.name() == name)
}
