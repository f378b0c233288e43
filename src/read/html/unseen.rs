//! Inline elements that are not visible in a sentence: hidden words, icons, copies for screen readers.
//!
//! `It is <span hidden>SECRET</span> cold`, `<i class=material-icons>home</i>`, `<span aria-hidden=true>T</span><span
//! class=sr-only>T</span>he`: of two forms of one text the one for screen readers is read, since the visible one may be
//! split into letters and raised digits. Hidden boxes are blocks of their own; a rule judges them.

use ego_tree::NodeRef;

use super::attrs::{Attrs, attr, is_hidden, is_silent};
use super::tree::{Element, Node};
use crate::page::Tag;

/// Most siblings examined on either side, and most nodes inside one.
const NEAR: usize = 6;
const INSIDE: usize = 24;

/// Longest text of an icon, in bytes: the name of a ligature.
const ICON_BYTES: usize = 40;

/// Shortest hidden rest of a paragraph behind a “more” button, in bytes.
const REST_BYTES: usize = 80;

/// Whether an inline element is invisible within visible text.
pub(super) fn is_unseen(tag: Tag, attrs: &Attrs<'_>, node: &NodeRef<'_, Node>) -> bool {
    let unseen = if is_silent(attrs) {
        // The only text of an element may be split into letters for effects.
        attrs.is_invisible() || is_icon(tag, attrs, node) || has_company(node) && !is_left_open(tag, node)
    } else if is_hidden(attrs) {
        !is_rest(attrs, node)
    } else {
        (is_spoken(attrs.class) && !is_spoken_twin(node)) || is_icon(tag, attrs, node)
    };
    unseen && !is_formula(attrs.class) && !holds_formula(node)
}

/// Whether an element belongs to a formula; `math` handles the copies of those.
fn is_formula(class: Option<&str>) -> bool {
    let math = ["katex", "math", "mjx", "mwe-"];
    class.is_some_and(|class| {
        math.iter().any(|name| class.as_bytes().windows(name.len()).any(|it| it.eq_ignore_ascii_case(name.as_bytes())))
    })
}

/// Whether an element holds a formula: wikis hide the `MathML` behind a picture.
fn holds_formula(node: &NodeRef<'_, Node>) -> bool {
    node.descendants().take(INSIDE).any(|it| it.value().as_element().is_some_and(|it| it.name() == "math"))
}

/// Whether an element swallowed the text after it: `<i aria-hidden="true"/>` stays open in HTML, so the rest of the
/// sentence, or of the page, is inside it.
fn is_left_open(tag: Tag, node: &NodeRef<'_, Node>) -> bool {
    let is_block = |it: NodeRef<'_, Node>| {
        it.value().as_element().is_some_and(|it| super::attrs::tag_of(it).flow() == crate::page::Flow::Block)
    };
    (tag == Tag::I && has_words(node)) || node.descendants().skip(1).take(INSIDE).any(is_block)
}

/// Whether classes make an element visible to screen readers only.
fn is_spoken(class: Option<&str>) -> bool {
    /// Endings of such classes, reduced to letters and digits.
    const NAMES: &[&str] = &[
        "sronly",
        "visuallyhidden",
        "hiddenvisually",
        "screenreadertext",
        "screenreaderonly",
        "elementinvisible",
        "assistivetext",
        "a11yhidden",
        "offscreen",
    ];
    let mut spoken = false;
    for name in class.into_iter().flat_map(str::split_ascii_whitespace) {
        match NAMES.iter().find_map(|end| before_end(name, end)) {
            // `md:not-sr-only`: shown on some screens.
            Some(rest) if before_end(rest, "not").is_some() => return false,
            Some(_) => spoken = true,
            None => {}
        }
    }
    spoken
}

/// The part of a name before this ending, comparing letters and digits only and ignoring case.
fn before_end<'n>(name: &'n str, end: &str) -> Option<&'n str> {
    let mut rest = name;
    for byte in end.bytes().rev() {
        rest = rest.trim_end_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
        let last = rest.as_bytes().last()?;
        if !last.eq_ignore_ascii_case(&byte) {
            return None;
        }
        rest = &rest[..rest.len() - 1];
    }
    Some(rest)
}

/// Whether a text for screen readers has a visible copy beside it.
fn is_spoken_twin(node: &NodeRef<'_, Node>) -> bool {
    let silent = |it: NodeRef<'_, Node>| {
        let Some(element) = it.value().as_element() else { return false };
        let attrs = Attrs::by(element);
        is_silent(&attrs) && has_words(&it) && !is_icon(super::attrs::tag_of(element), &attrs, &it)
    };
    let before = node.prev_siblings().filter(is_text_or_element).take(1).any(silent);
    before || node.next_siblings().filter(is_text_or_element).take(1).any(silent)
}

fn is_text_or_element(node: &NodeRef<'_, Node>) -> bool {
    node.value().is_element() || node.value().as_text().is_some_and(|text| !text.trim().is_empty())
}

/// Whether an element is an icon: private-use characters of an icon font, or the name of a ligature.
fn is_icon(tag: Tag, attrs: &Attrs<'_>, node: &NodeRef<'_, Node>) -> bool {
    if !matches!(tag, Tag::I | Tag::Span | Tag::Em | Tag::B | Tag::Custom | Tag::Unknown) {
        return false;
    }
    // It holds only the name, or private-use characters.
    let only = node.first_child().filter(|child| child.next_sibling().is_none());
    let Some(text) = only.and_then(|child| child.value().as_text().map(str::trim)) else { return false };
    if text.is_empty() || text.len() > ICON_BYTES {
        return false;
    }
    let private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}');
    if text.chars().all(private) {
        return true;
    }
    let ligature = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    ligature
        && (is_ligature_font(attrs.class)
            || is_ligature_element(node)
            || text.contains('_') && is_icon_class(attrs.class))
}

/// Whether classes set an element in a ligature icon font.
fn is_ligature_font(class: Option<&str>) -> bool {
    let mut names = class.into_iter().flat_map(str::split_ascii_whitespace);
    names.any(|name| {
        ["material-icons", "material-symbols", "mat-icon", "md-icon", "mat-ligature", "v-icon", "mdl-icon"]
            .iter()
            .any(|it| name.starts_with(it))
    })
}

/// Whether an element is a custom element of such a font.
fn is_ligature_element(node: &NodeRef<'_, Node>) -> bool {
    node.value().as_element().is_some_and(|it| matches!(it.name(), "mat-icon" | "md-icon" | "ion-icon" | "mwc-icon"))
}

fn is_icon_class(class: Option<&str>) -> bool {
    let mut names = class.into_iter().flat_map(|class| class.split(|c: char| !c.is_ascii_alphanumeric()));
    names.any(|name| ["icon", "icons", "fa", "glyph", "glyphicon"].iter().any(|it| name.eq_ignore_ascii_case(it)))
}

/// Whether an element holds letters or digits.
fn has_words(node: &NodeRef<'_, Node>) -> bool {
    let private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}');
    let words = |it: NodeRef<'_, Node>| {
        it.value().as_text().is_some_and(|text| text.chars().any(|c| c.is_alphanumeric() && !private(c)))
    };
    node.descendants().take(INSIDE).any(words)
}

/// Whether an element has spoken text beside it, in its parent or in the inline elements around that.
fn has_company(node: &NodeRef<'_, Node>) -> bool {
    /// Most levels of inline elements searched.
    const AROUND: usize = 3;
    let read_out = |it: NodeRef<'_, Node>| match it.value() {
        Node::Text(text) => text.chars().any(char::is_alphanumeric),
        Node::Element(element) => !is_hidden(&Attrs::by(element)) && has_words(&it),
        _ => false,
    };
    let mut at = *node;
    for _ in 0..AROUND {
        if at.prev_siblings().take(NEAR).any(read_out) || at.next_siblings().take(NEAR).any(read_out) {
            return true;
        }
        let Some(parent) = at.parent() else { return false };
        let inline = |element: &Element| {
            super::attrs::tag_of(element).flow() == crate::page::Flow::Inline && attr(element, "aria-label").is_none()
        };
        if !parent.value().as_element().is_some_and(inline) {
            return false;
        }
        at = parent;
    }
    false
}

/// Whether hidden words are the rest of a paragraph behind a “more” button.
fn is_rest(attrs: &Attrs<'_>, node: &NodeRef<'_, Node>) -> bool {
    let names = ["more", "rest", "full", "expand", "toggle", "collapse", "readmore"];
    let named = [attrs.class, attrs.id].into_iter().flatten().any(|list| {
        let mut words = list.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| names.iter().any(|it| word.eq_ignore_ascii_case(it)))
    });
    let bytes = || -> usize {
        node.descendants().take(INSIDE).filter_map(|it| it.value().as_text().map(|text| text.trim().len())).sum()
    };
    named && bytes() >= REST_BYTES
}
