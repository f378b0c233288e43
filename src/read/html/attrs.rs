//! What an element's name and attributes say of its content.

use scraper::node::Element;

use crate::page::{BlockKind, Role, Tag};

/// Longest inline style that is looked at for `display: none`: longer ones lay out, they do not hide.
const STYLE_BYTES: usize = 400;

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

pub(super) fn role_of(tag: Tag, element: &Element) -> Role {
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

pub(super) fn is_hidden(element: &Element) -> bool {
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
pub(super) fn address_of(tag: Tag, element: &Element) -> Option<Box<str>> {
    let keys: &[&str] = match tag {
        Tag::Blockquote | Tag::Q => &["cite", "data-instgrm-permalink", "data-href", "data-url"],
        Tag::Div | Tag::Section | Tag::Figure | Tag::Custom => &["data-href", "data-url", "data-src", "data-embed-url"],
        _ => return None,
    };
    keys.iter().find_map(|key| element.attr(key)).map(|value| value.trim().into())
}
