//! Inline markup, links, images and frames.

use ego_tree::NodeRef;

use super::attrs::{Attrs, address, attr, has_token};
use super::junk_picture::{self, Sight};
use super::picture;
use super::tree::{Element, Node};
use super::walk::{Open, Walk};
use super::{listing, math, signs};
use crate::page::providers::Provider;
use crate::page::span::Span;
use crate::page::{BlockKind, Frame, Image, Mark, MarkKind, PictureJunk, ProviderLink, Tag};
use crate::text::address::bounded;

/// Classes of a link to a footnote.
const NOTE_SIGNS: &[&str] = &["footnote-reference", "footnote-ref", "footnoteref", "noteref"];

impl Walk {
    pub(super) fn inline(&mut self, tag: Tag, element: &Element, node: &NodeRef<'_, Node>) {
        match tag {
            // The line's box has ended it already.
            Tag::Br if self.boxed => self.boxed = false,
            Tag::Br => self.line_break(),
            Tag::Hr => self.flush(),
            Tag::A => {
                if let Some(href) = address(element, "href") {
                    // Documentation links headings to themselves; such links lead nowhere.
                    let to_itself = href.starts_with('#') && matches!(self.kind(), BlockKind::Heading(_));
                    let to_itself = to_itself || self.is_sign_of_note(href);
                    if !to_itself {
                        self.links = self.links.saturating_add(1);
                        self.links_open += 1;
                    }
                    let provider_link = self.provider_link(href);
                    if let Some(open) = self.open.last_mut() {
                        open.link = !to_itself;
                        open.provider_link = provider_link;
                    }
                    // Some pages raise the note's sign by style, not by markup.
                    let class = attr(element, "class").unwrap_or_default();
                    let noteref = attr(element, "role") == Some("doc-noteref")
                        || attr(element, "epub:type") == Some("noteref")
                        || class.contains("note") && has_token(class, NOTE_SIGNS);
                    if noteref {
                        self.begin_mark(|| MarkKind::Superscript);
                    }
                    self.begin_mark(|| MarkKind::Link { href: href.into() });
                }
            }
            Tag::Img => match picture::letters(element, node) {
                Some(letters) => self.fold(letters),
                None if self.want_marks => self.image(element, node),
                None => {}
            },
            Tag::Input if self.want_marks && attr(element, "type") == Some("checkbox") => self.task(element),
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

    /// Records the checkbox of a task list; other checkboxes belong to forms.
    fn task(&mut self, element: &Element) {
        let ticked = attr(element, "checked").is_some();
        let listed = |open: &Open| open.tag == Tag::Li;
        let shown = ticked || attr(element, "disabled").is_some() || self.open.iter().rev().take(4).any(|it| it.tasks);
        if shown && self.open.iter().rev().take(4).any(listed) {
            let at = self.out.len() as u32;
            self.page.marks.push(Mark { span: Span { start: at, end: at }, kind: MarkKind::Task(ticked) });
        }
    }

    /// Records a link to an embed provider.
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

    /// Records a mark. White space due at its start goes before it, not into it.
    pub(super) fn mark(&mut self, kind: MarkKind, start: usize, end: usize) {
        let Some(text) = self.out.get(start..end) else { return };
        let start = end - text.trim_start().len();
        if start < end {
            self.page.marks.push(Mark { span: Span::new(start, end), kind });
        }
    }

    /// Records a picture. The `<noscript>` twin of a lazy picture replaces it, and so does a sharp picture after a
    /// blurred one of the same name.
    fn image(&mut self, element: &Element, node: &NodeRef<'_, Node>) {
        /// Most boxes between a picture and its figure.
        const FIGURE_BOXES: usize = 6;
        /// Most pictures without content between a picture and its twin.
        const BETWEEN: usize = 4;
        let twin = self.open.last().is_some_and(|open| open.noscript);
        let at = self.out.len() as u32;
        let container = self.container();
        let link = self.marks.iter().rev().find_map(|(kind, _)| match kind {
            MarkKind::Link { href } => Some(href.clone()),
            _ => None,
        });
        let in_figure = self.open.iter().rev().take(FIGURE_BOXES).any(|open| open.tag == Tag::Figure);
        let seen = Sight { link: link.as_deref(), in_figure, ..picture::sight(element, node) };
        let placeholder = picture::placeholder(element, seen.src);
        let junk = junk_picture::kind(&seen).or(placeholder.map(|_| PictureJunk::Spacer));
        let src = placeholder.unwrap_or(seen.src);
        let alt = || seen.alt.split_whitespace().collect::<Vec<_>>().join(" ");
        if junk.is_some() && twin {
            return;
        }
        let here = self.page.marks.iter_mut().rev().take(BETWEEN).take_while(|mark| mark.span.start == at);
        let mut before: Vec<_> = here.filter_map(|mark| Image::of(&mut mark.kind)).collect();
        let is_copy = |it: &Image| twin || it.preview && junk_picture::file(&it.src) == junk_picture::file(src);
        let real = before.iter().position(|it| it.junk.is_none());
        // Where only a script knows the address, the twin says it.
        let blank = || before.iter().position(|it| twin && it.junk == Some(PictureJunk::Spacer));
        if junk.is_none()
            && let Some(index) = real.or_else(blank)
            && is_copy(before[index])
        {
            let before = &mut *before[index];
            if !src.is_empty() {
                before.src = src.into();
                before.preview = false;
                if before.junk.take().is_some() {
                    before.container = container;
                }
            }
            if before.alt.is_empty() {
                before.alt = alt().into();
            }
            return;
        }
        let logo = junk_picture::is_logo(&seen);
        let image = Image {
            src: src.into(),
            alt: alt().into(),
            container,
            alone: false,
            preview: picture::is_preview(element),
            logo,
            junk,
            link,
        };
        self.page.marks.push(Mark { span: Span { start: at, end: at }, kind: MarkKind::Image(image.into()) });
    }

    /// Ends the current block: its pictures stand beside text or alone. White space at the end of preformatted text is
    /// cut from the block and from marks that end there.
    pub(super) fn settle_marks(&mut self, block: Span) {
        let at = self.start as u32;
        for mark in &mut self.page.marks[self.settled..] {
            match &mut mark.kind {
                MarkKind::Image(image) if block.is_empty() => {
                    image.alone = true;
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

    /// Writes a replacement for an element's content, such as a formula; returns whether there is one.
    pub(super) fn replaced(
        &mut self,
        tag: Tag,
        element: &Element,
        attrs: &Attrs<'_>,
        node: &NodeRef<'_, Node>,
    ) -> bool {
        match tag {
            Tag::Math => {
                let Some(tex) = math::tex_of(element, node) else { return false };
                let display = attr(element, "display") == Some("block");
                self.math(&tex, display);
                true
            }
            Tag::Img => {
                if let Some(tex) = math::tex_of_picture(element) {
                    self.math(tex, false);
                    return true;
                }
                math::is_twin(element)
            }
            Tag::Span | Tag::Div if attrs.class.is_some_and(|list| math::is_rendering(list, node)) => true,
            Tag::Nobr | Tag::Custom if math::is_drawn_beside(element, node) => true,
            _ => self.is_chrome(tag, element, attrs, node),
        }
    }

    /// Whether an element is added by the page's generator: a line number, a heading's link to itself, a footnote's
    /// backlink.
    fn is_chrome(&mut self, tag: Tag, element: &Element, attrs: &Attrs<'_>, node: &NodeRef<'_, Node>) -> bool {
        if listing::is_number(tag, element, attrs, self.in_pre(), node) {
            // A column of numbers marks its neighbour as program text, with or without `<pre>`.
            self.numbered = matches!(tag, Tag::Td | Tag::Th) && !self.in_pre();
            return true;
        }
        let heading = matches!(self.kind(), BlockKind::Heading(_) | BlockKind::Term | BlockKind::Caption);
        signs::is_sign(tag, element, attrs, heading, node)
    }

    /// A `<br>`, or a line end kept by the page's style.
    pub(super) fn line_break(&mut self) {
        self.breaks = self.breaks.saturating_add(1);
        if self.breaks < 2 || self.in_pre() {
            return;
        }
        if self.page.blocks.len() < self.most_broken {
            self.flush();
        } else {
            self.page.cut = true;
            self.breaks = 1;
        }
    }

    /// Writes a formula.
    pub(super) fn math(&mut self, tex: &str, display: bool) {
        let tex = tex.trim();
        if tex.is_empty() {
            return;
        }
        self.begin_mark(|| MarkKind::Math { display });
        if self.in_pre() {
            self.text(tex);
        } else {
            let before = self.out.len();
            self.fold(tex);
            self.count_linked(before);
        }
        if self.want_marks {
            if let Some(open) = self.open.last_mut() {
                open.marks = open.marks.saturating_sub(1);
            }
            self.end_mark();
        }
    }
}

/// Whether a node is an element of this name.
fn is_named(node: &NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|it| it.name() == name)
}
