//! The meaning of an element's name and attributes: kind of block, role, flow, visibility.

use ego_tree::NodeRef;

use super::tree::{Element, Node};
use crate::page::{BlockKind, Flow, Role, Tag};
use crate::text::address::bounded;

/// Longest inline style searched for `display: none`, in bytes: longer ones are layout.
pub(super) const STYLE_BYTES: usize = 400;

/// The value of an attribute.
pub(super) fn attr<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element.attrs().find(|(own, _)| *own == name).map(|(_, value)| value)
}

/// The address in an attribute, unless it is too long.
pub(super) fn address<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    attr(element, name).and_then(bounded)
}

/// Whether a list of classes contains one of the tokens, case-sensitively.
pub(super) fn has_token(list: &str, tokens: &[&str]) -> bool {
    list.split_ascii_whitespace().any(|name| tokens.contains(&name))
}

/// The attributes read from every element, found in one scan.
#[derive(Default)]
pub(super) struct Attrs<'e> {
    pub(super) class: Option<&'e str>,
    pub(super) id: Option<&'e str>,
    pub(super) role: Option<&'e str>,
    pub(super) rel: Option<&'e str>,
    pub(super) itemprop: Option<&'e str>,
    pub(super) property: Option<&'e str>,
    pub(super) itemtype: Option<&'e str>,
    /// The ids that a button or tab controls.
    pub(super) controls: Option<&'e str>,
    pub(super) href: Option<&'e str>,
    hidden: Option<&'e str>,
    aria_hidden: Option<&'e str>,
    aria_modal: Option<&'e str>,
    pub(super) style: Option<&'e str>,
}

impl<'e> Attrs<'e> {
    /// Whether the element is not displayed; `aria-hidden` does not count.
    pub(super) fn is_invisible(&self) -> bool {
        self.hidden.is_some() || is_unshown(self)
    }

    pub(super) fn by(element: &'e Element) -> Self {
        let mut it = Self::default();
        let mut control = "";
        for (name, value) in element.attrs() {
            let place = match name {
                "class" => &mut it.class,
                "id" => &mut it.id,
                "role" => &mut it.role,
                "rel" => &mut it.rel,
                "itemprop" => &mut it.itemprop,
                "property" => &mut it.property,
                "itemtype" => &mut it.itemtype,
                "hidden" => &mut it.hidden,
                "aria-hidden" => &mut it.aria_hidden,
                "aria-modal" => &mut it.aria_modal,
                // Of several, the first by name counts, in whatever order they stand.
                "aria-controls" | "data-bs-target" | "data-target" if control.is_empty() || name < control => {
                    control = name;
                    &mut it.controls
                }
                "href" => &mut it.href,
                "style" => &mut it.style,
                _ => continue,
            };
            *place = Some(value);
        }
        it
    }
}

pub(super) fn kind_of(tag: Tag, inherited: BlockKind) -> BlockKind {
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
        // An accordion's question is a button in a heading.
        Tag::Button if matches!(inherited, BlockKind::Heading(_) | BlockKind::Term) => inherited,
        Tag::Button | Tag::Label | Tag::Option | Tag::Select | Tag::Textarea | Tag::Legend | Tag::Optgroup => {
            BlockKind::Control
        }
        // A box inside a heading, an item or a cell is still text of the heading, item or cell.
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

pub(super) fn role_of(tag: Tag, attrs: &Attrs<'_>) -> Role {
    match attrs.role {
        Some("banner") => return Role::Banner,
        Some("navigation") => return Role::Navigation,
        Some("main") => return Role::Main,
        Some("article") => return Role::Article,
        Some("complementary") => return Role::Complementary,
        Some("contentinfo") => return Role::ContentInfo,
        Some("search") => return Role::Search,
        Some("dialog" | "alertdialog") => return Role::Dialog,
        Some("menu" | "menubar" | "tablist" | "toolbar") => return Role::Menu,
        // Sphinx puts notes into `<aside>`.
        Some("doc-footnote" | "doc-endnote" | "note") => return Role::None,
        _ => {}
    }
    if attrs.aria_modal == Some("true") {
        return Role::Dialog;
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
        _ if matches!(attrs.role, Some("tabpanel" | "region")) => Role::Panel,
        _ => Role::None,
    }
}

/// Whether an element's own attributes hide it.
pub(super) fn is_hidden(attrs: &Attrs<'_>) -> bool {
    // React streams parts of a page hidden (`id="S:0"`) and shows them by script.
    let streamed = || attrs.id.is_some_and(|id| id.starts_with("S:"));
    // `hidden=until-found` content belongs to the page: the browser's search opens it.
    let findable = |value: &str| value.eq_ignore_ascii_case("until-found");
    if attrs.hidden.is_some_and(|value| !findable(value)) && !streamed() {
        return true;
    }
    is_silent(attrs) || is_unshown(attrs)
}

/// Whether screen readers skip an element.
pub(super) fn is_silent(attrs: &Attrs<'_>) -> bool {
    attrs.aria_hidden == Some("true")
}

/// Whether an element's inline style hides it.
fn is_unshown(attrs: &Attrs<'_>) -> bool {
    // Pre-filter: both property names have a `y`, most other styles do not.
    let may = |style: &&str| style.len() <= STYLE_BYTES && style.bytes().any(|byte| matches!(byte, b'y' | b'Y'));
    let Some(style) = attrs.style.filter(may) else { return false };
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let (property, value) = (property.trim(), value.trim());
        (property.eq_ignore_ascii_case("display") && value.to_ascii_lowercase().starts_with("none"))
            || (property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
    })
}

/// The address that identifies an embed's provider.
pub(super) fn address_of(tag: Tag, element: &Element) -> Option<Box<str>> {
    let keys: &[&str] = match tag {
        Tag::Blockquote | Tag::Q => &["cite", "data-instgrm-permalink", "data-href", "data-url"],
        Tag::Div | Tag::Section | Tag::Figure | Tag::Custom => &["data-href", "data-url", "data-src", "data-embed-url"],
        _ => return None,
    };
    keys.iter().find_map(|key| address(element, key)).map(Into::into)
}

/// The tag of an element; AMP pictures count as `<img>`. Elements of `MathML` and SVG are not HTML whatever their name.
pub(super) fn tag_of(element: &Element) -> Tag {
    let html = element.is_html();
    match element.name() {
        "svg" | "math" if !html => Tag::of(element.name()),
        _ if !html => Tag::Unknown,
        "amp-img" | "amp-anim" => Tag::Img,
        _ => Tag::of(element.name()),
    }
}

/// How an element flows: a declarative shadow tree is content, and a custom element inside a sentence is inline.
pub(super) fn flow_of(tag: Tag, element: &Element, node: &NodeRef<'_, Node>) -> Flow {
    match tag {
        Tag::Template if attr(element, "shadowrootmode").or_else(|| attr(element, "shadowroot")).is_some() => {
            Flow::Block
        }
        // MathJax's boxes of a formula.
        Tag::Custom if element.name().starts_with("mjx-") => Flow::Inline,
        Tag::Custom if is_in_sentence(node) => Flow::Inline,
        Tag::Img => Flow::Void,
        _ => tag.flow(),
    }
}

/// Whether a custom element without block children has text directly before or after it.
fn is_in_sentence(node: &NodeRef<'_, Node>) -> bool {
    /// Most children examined: a word or two, an icon.
    const CHILDREN: usize = 8;
    let text = |it: Option<NodeRef<'_, Node>>| {
        it.is_some_and(|it| it.value().as_text().is_some_and(|text| !text.trim().is_empty()))
    };
    let boxes = |it: NodeRef<'_, Node>| {
        it.value().as_element().is_some_and(|it| matches!(Tag::of(it.name()), tag if tag.flow() == Flow::Block))
    };
    (text(node.prev_sibling()) || text(node.next_sibling()))
        && node.children().nth(CHILDREN).is_none()
        && !node.children().any(boxes)
}
