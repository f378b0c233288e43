//! Controls that a page's generator adds to the text: permalinks of headings, backlinks of footnotes, links to edit a
//! section. None is part of a sentence.

use ego_tree::NodeRef;

use super::attrs::{Attrs, attr, has_token};
use super::tree::{Element, Node};
use crate::page::Tag;
use crate::text::fold::is_invisible;

/// Most nodes examined in a link or heading: an icon, a word, a label for screen readers.
const NODES: usize = 64;

/// Classes of a heading's permalink.
const ANCHORS: &[&str] = &[
    "anchor",
    "anchor-link",
    "anchorjs-link",
    "header-anchor",
    "header-link",
    "headerlink",
    "heading-anchor",
    "heading-link",
    "hash-link",
    "permalink",
    "section-link",
    "self-link",
    "sl-anchor-link",
    "subheading-anchor",
    "toc-anchor",
];

/// Classes of a wiki's links to edit a section, and of its backlinks from a note.
const WIKI_SIGNS: &[&str] = &["mw-editsection", "editsection", "mw-editsection-like", "mw-cite-backlink"];

/// Classes of a backlink that holds more than a sign.
const WAYS_BACK: &[&str] = &["reversefootnote", "footnote-backref", "footnote-back", "footnote-backlink"];

/// Whether an element is such a control. `heading`: it is in a heading or a term.
pub(super) fn is_sign(tag: Tag, element: &Element, attrs: &Attrs<'_>, heading: bool, node: &NodeRef<'_, Node>) -> bool {
    match tag {
        Tag::A => is_link_sign(element, attrs, heading, node),
        // `mw-editsection`, `editsection`, `mw-cite-backlink`.
        Tag::Span => {
            let wiki =
                |list: &str| (list.starts_with("mw-") || list.starts_with("edit")) && has_token(list, WIKI_SIGNS);
            attrs.class.is_some_and(wiki) && text_of(node).is_some()
        }
        _ => false,
    }
}

fn is_link_sign(element: &Element, attrs: &Attrs<'_>, heading: bool, node: &NodeRef<'_, Node>) -> bool {
    let Some(href) = attr(element, "href") else { return false };
    // `[edit]`
    if heading && attrs.class.is_some_and(|list| has_token(list, &["edit", "edit-link", "editlink", "edit-section"])) {
        return has_other_text(node);
    }
    let Some((page, place)) = href.trim().split_once('#') else { return false };
    let Some(text) = text_of(node) else { return false };
    let bare = !text.chars().any(char::is_alphanumeric);
    let own = |list: &str| has_token(list, ANCHORS);
    let anchor = attrs.class.is_some_and(own);
    if bare {
        let note = ["fn", "note", "cite"].iter().any(|word| place.contains(word));
        let sign = |c: char| matches!(c, '¶' | '#' | '§' | '🔗' | '⚓' | '⌗' | '∞' | '⁋' | '☍' | '⛓' | '🔖' | '📎');
        if !text.is_empty() && text.chars().all(|c| sign(c) || is_joiner(c)) {
            return heading && !note || anchor;
        }
        let back = |c: char| matches!(c, '↩' | '↑' | '⏎' | '↵' | '⤴' | '⬆' | '^' | '⇑' | '↥' | '⮐' | '🔙' | '⏫' | '↖');
        return page.is_empty() && !text.is_empty() && text.chars().all(|c| back(c) || is_joiner(c));
    }
    // The number belongs to the note; a word such as “Back” does not.
    let back = attrs.role == Some("doc-backlink") || attrs.class.is_some_and(|list| has_token(list, WAYS_BACK));
    if back && text.chars().count() > MARK_CHARS {
        return true;
    }
    let up = page.is_empty() && matches!(place, "" | "top" | "toc" | "contents");
    heading && (anchor || up) && has_other_text(node)
}

/// Longest number or letter of a note.
const MARK_CHARS: usize = 4;

/// Characters around a sign.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200d}')
}

/// The text of a small element, without white space; `None` if it has too many nodes.
fn text_of(node: &NodeRef<'_, Node>) -> Option<String> {
    let mut nodes = node.descendants();
    let mut text = String::new();
    for it in nodes.by_ref().take(NODES) {
        match it.value() {
            Node::Text(part) => text.extend(part.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c))),
            // A picture is content.
            Node::Element(element) if element.name() == "img" => return None,
            _ => {}
        }
    }
    nodes.next().is_none().then_some(text)
}

/// Whether the heading around a link has other text.
fn has_other_text(link: &NodeRef<'_, Node>) -> bool {
    /// Most boxes between a heading and its link.
    const BETWEEN: usize = 4;
    let is_heading = |it: &NodeRef<'_, Node>| {
        it.value().as_element().is_some_and(|it| Tag::of(it.name()).heading().is_some() || it.name() == "dt")
    };
    let Some(heading) = link.ancestors().take(BETWEEN).find(is_heading) else { return false };
    let mut inside = 0;
    let says = |it: NodeRef<'_, Node>| {
        if it.id() == link.id() {
            inside = link.descendants().take(NODES).count();
        }
        if inside > 0 {
            inside -= 1;
            return false;
        }
        it.value().as_text().is_some_and(|text| text.chars().any(char::is_alphanumeric))
    };
    heading.descendants().take(2 * NODES).any(says)
}
