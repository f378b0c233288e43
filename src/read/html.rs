//! HTML: one walk over the tree makes the blocks, their containers, the inline marks and the raw metadata.
//!
//! The walk keeps its own stack, so depth costs no native stack. Text is folded while it is written: one space for any
//! white space, a line break for `<br>`, everything as it is in `<pre>`. Blocks end where a block-level element begins or
//! ends, and at two line breaks in a row.

use std::borrow::Cow;
use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node, Selector};

use super::parse;
use crate::Error;
use crate::options::Options;
use crate::page::{
    Block, BlockKind, Container, Flow, Frame, Mark, MarkKind, Page, Prop, ProviderLink, Role, Tag, token,
};
use crate::providers::Provider;
use crate::span::Span;

/// Longest inline style that is looked at for `display: none`: longer ones lay out, they do not hide.
const STYLE_BYTES: usize = 400;

/// Reads a page's markup.
///
/// # Errors
/// A selector of the options that cannot be parsed.
pub(crate) fn read(html: &str, options: &Options) -> Result<Page<'static>, Error> {
    let document = parse::parse(html, options.max_depth);
    let selected = select(&document, options)?;
    let mut walk = Walk {
        page: Page { html: true, ..Page::default() },
        out: String::with_capacity(html.len() / 8),
        open: Vec::with_capacity(64),
        selected,
        want_marks: options.markdown || options.html,
        ..Walk::default()
    };
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open(node.id(), element, &node),
                Node::Text(text) if walk.skip == 0 => walk.text(&text.text),
                _ => {}
            },
            Edge::Close(node) => {
                if node.value().is_element() {
                    walk.close();
                }
            }
        }
    }
    Ok(walk.finish())
}

/// Whether all selectors of the options can be parsed.
pub(crate) fn check_selectors(options: &Options) -> Result<(), Error> {
    for selector in options.keep_selectors.iter().chain(&options.drop_selectors) {
        parse_selector(selector)?;
    }
    Ok(())
}

fn parse_selector(selector: &str) -> Result<Selector, Error> {
    Selector::parse(selector)
        .map_err(|error| Error::invalid_options(format!("`{selector}` is not a CSS selector: {error}")))
}

fn select(document: &Html, options: &Options) -> Result<HashMap<NodeId, bool>, Error> {
    let mut selected = HashMap::new();
    for (selectors, keep) in [(&options.drop_selectors, false), (&options.keep_selectors, true)] {
        for selector in selectors {
            let selector = parse_selector(selector)?;
            selected.extend(document.select(&selector).map(|element| (element.id(), keep)));
        }
    }
    Ok(selected)
}

/// An open element.
struct Open {
    tag: Tag,
    name: Option<Box<str>>,
    /// Its place among its siblings of the same name.
    nth: u16,
    /// Its container, if it is one (yet).
    container: Option<u32>,
    /// Siblings seen below it, by name.
    children: Vec<(Tag, Option<Box<str>>, u16)>,
    hidden: bool,
    noscript: bool,
    selected: Option<bool>,
    pre: bool,
    link: bool,
    /// Inline marks that it opened.
    marks: u8,
    /// Statement that ends with it: an index into `head.props`.
    prop: Option<u32>,
    /// Link to a provider that ends with it: an index into `provider_links`.
    provider_link: Option<u32>,
    kind: BlockKind,
}

#[derive(Default)]
struct Walk {
    page: Page<'static>,
    out: String,
    open: Vec<Open>,
    selected: HashMap<NodeId, bool>,
    want_marks: bool,
    /// Elements without text that are open.
    skip: usize,
    /// Where the block under way begins.
    start: usize,
    /// White space is due before the next text.
    gap: bool,
    /// Line breaks are due before the next text.
    breaks: u8,
    links_open: u16,
    link_bytes: u32,
    links: u16,
    /// Open inline marks and where each began in the block under way.
    marks: Vec<(MarkKind, usize)>,
}

impl Walk {
    fn open(&mut self, id: NodeId, element: &Element, node: &ego_tree::NodeRef<'_, Node>) {
        let name = element.name();
        let tag = Tag::of(name);
        if self.skip > 0 {
            self.skip += 1;
            return;
        }
        let flow = tag.flow();
        if flow == Flow::Skip {
            self.skip += 1;
            self.skipped(tag, element, node);
            return;
        }
        let own_name: Option<Box<str>> = matches!(tag, Tag::Custom | Tag::Unknown).then(|| name.into());
        let nth = self.count(tag, own_name.as_deref());
        let (mut hidden, mut noscript, mut selected, mut pre) = (false, tag == Tag::Noscript, None, false);
        let mut kind = BlockKind::Text;
        if let Some(parent) = self.open.last() {
            hidden = parent.hidden;
            noscript |= parent.noscript;
            selected = parent.selected;
            pre = parent.pre;
            kind = parent.kind;
        }
        hidden |= is_hidden(element);
        if !self.selected.is_empty() {
            selected = self.selected.get(&id).copied().or(selected);
        }
        pre |= matches!(tag, Tag::Pre | Tag::Textarea | Tag::Plaintext | Tag::Xmp);
        if flow == Flow::Block {
            self.flush();
            kind = kind_of(tag, kind);
        }
        self.open.push(Open {
            tag,
            name: own_name,
            nth,
            container: None,
            children: Vec::new(),
            hidden,
            noscript,
            selected,
            pre,
            link: false,
            marks: 0,
            prop: None,
            provider_link: None,
            kind,
        });
        if flow == Flow::Block {
            self.contain(element);
        }
        self.inline(tag, element);
        self.prop(tag, element);
    }

    fn close(&mut self) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        let Some(open) = self.open.last() else { return };
        let (container, link, marks, prop) = (open.container, open.link, open.marks, open.prop);
        let provider_link = open.provider_link;
        let block = open.tag.flow() == Flow::Block;
        if block {
            self.flush();
        }
        for _ in 0..marks {
            self.end_mark();
        }
        if link {
            self.links_open = self.links_open.saturating_sub(1);
        }
        if let Some(prop) = prop {
            let end = self.out.trim_end().len();
            let it = &mut self.page.head.props[prop as usize];
            it.span.end = (end as u32).max(it.span.start);
        }
        if let Some(index) = provider_link {
            let end = self.out.trim_end().len() as u32;
            let it = &mut self.page.provider_links[index as usize];
            it.span.end = end.max(it.span.start);
        }
        if let Some(container) = container {
            self.page.containers[container as usize].blocks.1 = self.page.blocks.len() as u32;
        }
        self.open.pop();
    }

    /// Counts an element among its siblings of the same name.
    fn count(&mut self, tag: Tag, name: Option<&str>) -> u16 {
        let Some(parent) = self.open.last_mut() else { return 1 };
        for (sibling, sibling_name, count) in &mut parent.children {
            if *sibling == tag && sibling_name.as_deref() == name {
                *count = count.saturating_add(1);
                return *count;
            }
        }
        parent.children.push((tag, name.map(Into::into), 1));
        1
    }

    /// Makes the innermost open element a container, and the inline elements around it, so that paths are whole.
    fn contain(&mut self, element: &Element) {
        let count = self.open.len();
        for at in 0..count {
            if self.open[at].container.is_some() {
                continue;
            }
            let parent = at.checked_sub(1).and_then(|above| self.open[above].container);
            let index = self.page.containers.len() as u32;
            let first_token = self.page.tokens.len() as u32;
            let innermost = at + 1 == count;
            if innermost {
                for list in [element.attr("class"), element.attr("id")].into_iter().flatten() {
                    self.page.tokens.extend(list.split_ascii_whitespace().map(token));
                }
            }
            let open = &mut self.open[at];
            open.container = Some(index);
            let depth = parent.map_or(0, |p| self.page.containers[p as usize].depth.saturating_add(1));
            self.page.containers.push(Container {
                parent: parent.unwrap_or(index),
                tag: open.tag,
                name: open.name.clone(),
                nth: open.nth,
                depth,
                tokens: (first_token, self.page.tokens.len() as u32),
                role: if innermost { role_of(open.tag, element) } else { Role::None },
                hidden: open.hidden,
                blocks: (self.page.blocks.len() as u32, self.page.blocks.len() as u32),
                address: innermost.then(|| address_of(open.tag, element)).flatten(),
            });
        }
    }

    fn inline(&mut self, tag: Tag, element: &Element) {
        match tag {
            Tag::Br => {
                self.breaks = self.breaks.saturating_add(1);
                if self.breaks > 1 && !self.in_pre() {
                    self.flush();
                }
            }
            Tag::Hr => self.flush(),
            Tag::Wbr => {}
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
            Tag::Embed => self.frame(element.attr("src")),
            Tag::Object => self.frame(element.attr("data")),
            Tag::Video | Tag::Audio => self.frame(element.attr("src")),
            _ => {}
        }
        match tag {
            Tag::Html => self.page.head.language = element.attr("lang").map(str::to_owned),
            Tag::Base => self.page.head.base = element.attr("href").map(str::to_owned),
            Tag::Meta => {
                let content = element.attr("content");
                for key in ["name", "property", "http-equiv", "itemprop"] {
                    if let (Some(name), Some(content)) = (element.attr(key), content) {
                        self.page.head.metas.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
                    }
                }
            }
            Tag::Link => {
                if let (Some(rel), Some(href)) = (element.attr("rel"), element.attr("href")) {
                    self.page.head.links.push((rel.trim().to_ascii_lowercase(), href.trim().to_owned()));
                }
            }
            _ => {}
        }
    }

    /// Records a link to a site whose posts are embedded elsewhere.
    fn provider_link(&mut self, href: &str) -> Option<u32> {
        let href = href.trim();
        let provider = Provider::of(href)?;
        let at = self.out.len();
        let index = self.page.provider_links.len() as u32;
        self.page.provider_links.push(ProviderLink { span: Span::new(at, at), provider, post: provider.is_post(href) });
        Some(index)
    }

    /// Records what an element of the body states about the page.
    fn prop(&mut self, tag: Tag, element: &Element) {
        if matches!(tag, Tag::Meta | Tag::Link) {
            return;
        }
        let rel = element.attr("rel").filter(|rel| tag == Tag::A && matches!(*rel, "author" | "tag" | "category tag"));
        let name = element
            .attr("itemprop")
            .or_else(|| element.attr("property"))
            .map(str::to_ascii_lowercase)
            .or_else(|| rel.map(|rel| format!("rel-{}", rel.rsplit(' ').next().unwrap_or(rel))))
            .or_else(|| (tag == Tag::Time).then(|| "time".to_owned()));
        let Some(name) = name else { return };
        let value = ["datetime", "content", "href", "src"].iter().find_map(|key| element.attr(key));
        let at = self.out.len();
        let container = self.container();
        if let Some(open) = self.open.last_mut() {
            open.prop = Some(self.page.head.props.len() as u32);
        }
        self.page.head.props.push(Prop {
            name,
            value: value.map(|v| v.trim().to_owned()),
            span: Span::new(at, at),
            container,
        });
    }

    /// Elements without text for readers: what they say about the page is noted.
    fn skipped(&mut self, tag: Tag, element: &Element, node: &ego_tree::NodeRef<'_, Node>) {
        let content = || -> String {
            node.children().filter_map(|child| child.value().as_text().map(|text| text.text.to_string())).collect()
        };
        match tag {
            Tag::Title if self.page.head.title.is_none() => self.page.head.title = Some(content()),
            Tag::Script => {
                let kind = element.attr("type").unwrap_or_default().trim();
                if kind.eq_ignore_ascii_case("application/ld+json") {
                    self.page.head.json_ld.push(content());
                } else if element.attr("id") == Some("__NEXT_DATA__") {
                    self.page.head.state.push(content());
                }
            }
            Tag::Iframe => {
                let src = ["src", "data-src", "data-lazy-src"].iter().find_map(|key| element.attr(key));
                self.frame(src);
            }
            _ => {}
        }
    }

    fn frame(&mut self, src: Option<&str>) {
        if let Some(src) = src.map(str::trim).filter(|src| !src.is_empty()) {
            let container = self.container();
            self.page.frames.push(Frame { at: self.out.len() as u32, container, src: src.into() });
        }
    }

    fn container(&self) -> u32 {
        self.open.iter().rev().find_map(|open| open.container).unwrap_or(0)
    }

    fn in_pre(&self) -> bool {
        self.open.last().is_some_and(|open| open.pre)
    }

    fn text(&mut self, text: &str) {
        let pre = self.in_pre();
        let before = self.out.len();
        if pre {
            // A line break straight after `<pre>` is the parser's to drop; those at the end are trimmed in `flush`.
            self.begin_text();
            self.out.extend(text.chars().map(|c| if c == '\r' || c == '\0' { '\n' } else { c }));
        } else {
            for word in text.split_inclusive(char::is_whitespace) {
                let trimmed = word.trim_end();
                if !trimmed.is_empty() {
                    self.begin_text();
                    if trimmed.contains(crate::fold::is_invisible) {
                        self.out.extend(trimmed.chars().filter(|c| !crate::fold::is_invisible(*c)));
                    } else {
                        self.out.push_str(trimmed);
                    }
                }
                self.gap |= trimmed.len() < word.len();
            }
        }
        if self.links_open > 0 {
            self.link_bytes += (self.out.len() - before) as u32;
        }
    }

    /// Writes the white space that is due.
    fn begin_text(&mut self) {
        let empty = self.out.len() == self.start;
        if !empty && self.breaks > 0 {
            self.out.push('\n');
        } else if !empty && self.gap {
            self.out.push(' ');
        }
        self.gap = false;
        self.breaks = 0;
    }

    /// Ends the block under way.
    fn flush(&mut self) {
        self.gap = false;
        self.breaks = 0;
        let span = Span::new(self.start, self.out.len()).trim(&self.out);
        let (links, link_bytes) = (std::mem::take(&mut self.links), std::mem::take(&mut self.link_bytes));
        if span.is_empty() {
            self.out.truncate(self.start);
            for (_, start) in &mut self.marks {
                *start = self.start;
            }
            // A link around a block counts for the block inside it.
            self.links = links.min(self.links_open);
            return;
        }
        // A preformatted block keeps the indent of its first line.
        self.out.truncate(span.end as usize);
        let open = self.open.last();
        let pre = open.is_some_and(|o| o.pre);
        let block = Block {
            span,
            kind: if pre { BlockKind::Pre } else { open.map_or(BlockKind::Text, |o| o.kind) },
            container: self.container(),
            hidden: open.is_some_and(|o| o.hidden),
            noscript: open.is_some_and(|o| o.noscript),
            selected: open.and_then(|o| o.selected),
            link_bytes,
            links,
            indent: 0,
            blank_before: 0,
        };
        self.page.blocks.push(block);
        let end = span.end as usize;
        for (kind, start) in &self.marks {
            if *start < end {
                self.page.marks.push(Mark { span: Span::new(*start, end), kind: kind.clone() });
            }
        }
        self.out.push('\n');
        self.start = self.out.len();
        for (_, start) in &mut self.marks {
            *start = self.start;
        }
        self.links = self.links_open;
    }

    fn begin_mark(&mut self, kind: impl FnOnce() -> MarkKind) {
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

    fn end_mark(&mut self) {
        if let Some((kind, start)) = self.marks.pop() {
            let end = self.out.len();
            if start < end {
                self.page.marks.push(Mark { span: Span::new(start, end), kind });
            }
        }
    }

    fn place(&mut self, kind: impl FnOnce() -> MarkKind) {
        if self.want_marks {
            let at = self.out.len();
            self.page.marks.push(Mark { span: Span::new(at, at), kind: kind() });
        }
    }

    fn finish(mut self) -> Page<'static> {
        self.flush();
        while self.out.ends_with('\n') {
            self.out.pop();
        }
        let end = self.out.len() as u32;
        for prop in &mut self.page.head.props {
            prop.span.end = prop.span.end.min(end);
            prop.span.start = prop.span.start.min(prop.span.end);
        }
        for link in &mut self.page.provider_links {
            link.span.end = link.span.end.min(end);
            link.span.start = link.span.start.min(link.span.end);
        }
        self.page.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        self.page.source = Cow::Owned(self.out);
        self.page
    }
}

fn kind_of(tag: Tag, inherited: BlockKind) -> BlockKind {
    if let Some(level) = tag.heading() {
        return BlockKind::Heading(level);
    }
    match tag {
        Tag::P => BlockKind::Paragraph,
        Tag::Li => BlockKind::ListItem,
        Tag::Td | Tag::Th => BlockKind::Cell,
        Tag::Figcaption | Tag::Caption => BlockKind::Caption,
        Tag::Dt => BlockKind::Term,
        Tag::Dd => BlockKind::Definition,
        Tag::Button | Tag::Label | Tag::Option | Tag::Select | Tag::Textarea | Tag::Legend | Tag::Optgroup => {
            BlockKind::Control
        }
        // A box inside a heading, an item or a cell is still the heading's, the item's, the cell's text.
        Tag::Div | Tag::Custom | Tag::Center => match inherited {
            BlockKind::Heading(_)
            | BlockKind::ListItem
            | BlockKind::Cell
            | BlockKind::Caption
            | BlockKind::Definition
            | BlockKind::Term
            | BlockKind::Control => inherited,
            _ => BlockKind::Text,
        },
        _ => BlockKind::Text,
    }
}

fn role_of(tag: Tag, element: &Element) -> Role {
    match element.attr("role") {
        Some("banner") => return Role::Banner,
        Some("navigation") => return Role::Navigation,
        Some("main") => return Role::Main,
        Some("article") => return Role::Article,
        Some("complementary") => return Role::Complementary,
        Some("contentinfo") => return Role::ContentInfo,
        Some("search") => return Role::Search,
        Some("dialog" | "alertdialog") => return Role::Dialog,
        Some("menu" | "menubar" | "tablist" | "toolbar") => return Role::Menu,
        _ => {}
    }
    match tag {
        Tag::Header => Role::Banner,
        Tag::Nav => Role::Navigation,
        Tag::Main => Role::Main,
        Tag::Article => Role::Article,
        Tag::Aside => Role::Complementary,
        Tag::Footer => Role::ContentInfo,
        Tag::Search => Role::Search,
        Tag::Form => Role::Form,
        Tag::Dialog => Role::Dialog,
        Tag::Menu => Role::Menu,
        _ => Role::None,
    }
}

fn is_hidden(element: &Element) -> bool {
    if element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true") {
        return true;
    }
    let Some(style) = element.attr("style").filter(|style| style.len() <= STYLE_BYTES) else { return false };
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let (property, value) = (property.trim(), value.trim());
        (property.eq_ignore_ascii_case("display") && value.to_ascii_lowercase().starts_with("none"))
            || (property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
    })
}

/// The address that tells whose embed an element is.
fn address_of(tag: Tag, element: &Element) -> Option<Box<str>> {
    let keys: &[&str] = match tag {
        Tag::Blockquote | Tag::Q => &["cite", "data-instgrm-permalink", "data-href", "data-url"],
        Tag::Div | Tag::Section | Tag::Figure | Tag::Custom => &["data-href", "data-url", "data-src", "data-embed-url"],
        _ => return None,
    };
    keys.iter().find_map(|key| element.attr(key)).map(|value| value.trim().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(html: &str) -> Vec<String> {
        let page = read(html, &Options::default()).expect("default options are right");
        (0..page.blocks.len()).map(|i| page.text(i).to_owned()).collect()
    }

    #[test]
    fn words_are_neither_glued_nor_torn() {
        assert_eq!(blocks("<p>One<b>two</b> three<p>four<div>five</div>"), ["Onetwo three", "four", "five"]);
        assert_eq!(blocks("<ul><li>a<li>b<ul><li>c</ul></ul>"), ["a", "b", "c"]);
        assert_eq!(blocks("<table><tr><td>1<td>2<tr><td>3</table>"), ["1", "2", "3"]);
        assert_eq!(blocks("one<br>two<br><br>three"), ["one\ntwo", "three"]);
        assert_eq!(blocks("<pre>\n  a\n    b\n</pre>"), ["a\n    b"]);
    }

    #[test]
    fn what_has_no_reader_is_left_out() {
        assert!(blocks("<script>x</script><style>y</style><template>z</template><title>t</title>").is_empty());
    }

    #[test]
    fn hidden_text_and_noscript_are_read_with_a_flag() {
        let page = read("<p style='display:none'>a</p><noscript><p>b</noscript>", &Options::default()).expect("right");
        let flags: Vec<_> = page.blocks.iter().map(|b| (b.hidden, b.noscript)).collect();
        assert_eq!(flags, [(true, false), (false, true)]);
    }

    #[test]
    fn paths_select_their_element() {
        let html = "<body><div>a</div><div><span><p>b</p><p>c</p></span></div>";
        let page = read(html, &Options::default()).expect("right");
        let document = Html::parse_document(html);
        for block in 0..page.blocks.len() {
            let path = page.path(page.blocks[block].container);
            let selector = Selector::parse(&path).expect("a path is a selector");
            let found: Vec<String> = document.select(&selector).map(|e| e.text().collect()).collect();
            assert_eq!(found, [page.text(block)], "{path}");
        }
    }

    #[test]
    fn depth_is_capped_and_nothing_is_lost() {
        let html = format!("{}deep{}<p>after", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(blocks(&html), ["deep", "after"]);
    }
}
