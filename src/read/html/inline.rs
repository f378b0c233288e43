//! Inline markup, links, images and frames.

use scraper::node::Element;

use super::walk::Walk;
use crate::page::{Frame, Mark, MarkKind, ProviderLink, Tag};
use crate::providers::Provider;
use crate::span::Span;

impl Walk {
    pub(super) fn inline(&mut self, tag: Tag, element: &Element) {
        match tag {
            Tag::Br => {
                self.breaks = self.breaks.saturating_add(1);
                if self.breaks > 1 && !self.in_pre() {
                    self.flush();
                }
            }
            Tag::Hr => self.flush(),
            Tag::A => {
                if let Some(href) = element.attr("href") {
                    self.links = self.links.saturating_add(1);
                    self.links_open += 1;
                    let provider_link = self.provider_link(href);
                    if let Some(open) = self.open.last_mut() {
                        open.link = true;
                        open.provider_link = provider_link;
                    }
                    self.begin_mark(|| MarkKind::Link { href: href.trim().into() });
                }
            }
            Tag::Img => {
                let src = element.attr("src").or_else(|| element.attr("data-src")).unwrap_or_default();
                let alt = element.attr("alt").unwrap_or_default();
                self.place(|| MarkKind::Image { src: src.trim().into(), alt: alt.trim().into() });
            }
            Tag::Em | Tag::I | Tag::Cite | Tag::Dfn | Tag::Var => self.begin_mark(|| MarkKind::Emphasis),
            Tag::Strong | Tag::B => self.begin_mark(|| MarkKind::Strong),
            Tag::Code | Tag::Samp | Tag::Tt => self.begin_mark(|| MarkKind::Code),
            Tag::Del | Tag::S | Tag::Strike => self.begin_mark(|| MarkKind::Deleted),
            Tag::Sup => self.begin_mark(|| MarkKind::Superscript),
            Tag::Sub => self.begin_mark(|| MarkKind::Subscript),
            Tag::Kbd => self.begin_mark(|| MarkKind::Keyboard),
            Tag::Mark => self.begin_mark(|| MarkKind::Highlight),
            Tag::Object => self.frame(element.attr("data")),
            Tag::Embed | Tag::Video | Tag::Audio => self.frame(element.attr("src")),
            _ => {}
        }
    }

    /// Records a link to a site whose posts are embedded elsewhere.
    pub(super) fn provider_link(&mut self, href: &str) -> Option<u32> {
        let href = href.trim();
        let provider = Provider::of(href)?;
        let at = self.out.len();
        let index = self.page.provider_links.len() as u32;
        self.page.provider_links.push(ProviderLink { span: Span::new(at, at), provider, post: provider.is_post(href) });
        Some(index)
    }

    pub(super) fn frame(&mut self, src: Option<&str>) {
        if let Some(src) = src.map(str::trim).filter(|src| !src.is_empty()) {
            let container = self.container();
            self.page.frames.push(Frame { at: self.out.len() as u32, container, src: src.into() });
        }
    }

    pub(super) fn begin_mark(&mut self, kind: impl FnOnce() -> MarkKind) {
        if self.want_marks {
            // White space stands before a mark, not in it.
            if self.gap && self.out.len() > self.start && self.breaks == 0 {
                self.out.push(' ');
                self.gap = false;
            }
            self.marks.push((kind(), self.out.len()));
            if let Some(open) = self.open.last_mut() {
                open.marks += 1;
            }
        }
    }

    pub(super) fn end_mark(&mut self) {
        if let Some((kind, start)) = self.marks.pop() {
            let end = self.out.len();
            if start < end {
                self.page.marks.push(Mark { span: Span::new(start, end), kind });
            }
        }
    }

    pub(super) fn place(&mut self, kind: impl FnOnce() -> MarkKind) {
        if self.want_marks {
            let at = self.out.len();
            self.page.marks.push(Mark { span: Span::new(at, at), kind: kind() });
        }
    }
}
