//! Signs that a page's generator adds to its text for the mouse: links of a heading to itself, ways back from a footnote,
//! links to edit a section. No reader misses them, and none is part of a sentence.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::attrs::{Said, attr, has_token};
use crate::page::Tag;
use crate::text::fold::is_invisible;

/// Nodes of a link or a heading that are looked at: an icon, a word, a label for screen readers.
const NODES: usize = 64;

/// Classes of a heading's link to itself.
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

/// Classes of a wiki's links to edit a section, and of its ways back from a note.
const WIKI_SIGNS: &[&str] = &["mw-editsection", "editsection", "mw-editsection-like", "mw-cite-backlink"];

/// Classes of a note's way back where it holds more than a sign.
const WAYS_BACK: &[&str] = &["reversefootnote", "footnote-backref", "footnote-back", "footnote-backlink"];

/// Whether an element is such a sign. `heading`: it stands in a heading or a term.
pub(super) fn is_sign(tag: Tag, element: &Element, said: &Said<'_>, heading: bool, node: &NodeRef<'_, Node>) -> bool {
    match tag {
        Tag::A => is_link_sign(element, said, heading, node),
        // `mw-editsection`, `editsection`, `mw-cite-backlink`.
        Tag::Span => {
            let wiki =
                |list: &str| (list.starts_with("mw-") || list.starts_with("edit")) && has_token(list, WIKI_SIGNS);
            said.class.is_some_and(wiki) && text_of(node).is_some()
        }
        _ => false,
    }
}

fn is_link_sign(element: &Element, said: &Said<'_>, heading: bool, node: &NodeRef<'_, Node>) -> bool {
    let Some(href) = attr(element, "href") else { return false };
    // `[edit]`
    if heading && said.class.is_some_and(|list| has_token(list, &["edit", "edit-link", "editlink", "edit-section"])) {
        return has_other_text(node);
    }
    let Some((page, place)) = href.trim().split_once('#') else { return false };
    let Some(text) = text_of(node) else { return false };
    let bare = !text.chars().any(char::is_alphanumeric);
    let own = |list: &str| has_token(list, ANCHORS);
    let anchor = said.class.is_some_and(own);
    if bare {
        let note = ["fn", "note", "cite"].iter().any(|word| place.contains(word));
        let sign = |c: char| matches!(c, '¶' | '#' | '§' | '🔗' | '⚓' | '⌗' | '∞' | '⁋' | '☍' | '⛓' | '🔖' | '📎');
        if !text.is_empty() && text.chars().all(|c| sign(c) || is_joiner(c)) {
            return heading && !note || anchor;
        }
        let back = |c: char| matches!(c, '↩' | '↑' | '⏎' | '↵' | '⤴' | '⬆' | '^' | '⇑' | '↥' | '⮐' | '🔙' | '⏫' | '↖');
        return page.is_empty() && !text.is_empty() && text.chars().all(|c| back(c) || is_joiner(c));
    }
    // The number of the note is its own; words such as “Back” are not.
    let back = said.role == Some("doc-backlink") || said.class.is_some_and(|list| has_token(list, WAYS_BACK));
    if back && text.chars().count() > MARK_CHARS {
        return true;
    }
    let up = page.is_empty() && matches!(place, "" | "top" | "toc" | "contents");
    heading && (anchor || up) && has_other_text(node)
}

/// Longest number or letter of a note.
const MARK_CHARS: usize = 4;

/// Marks that go with a sign.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200d}')
}

/// The text of a small element, without white space; none where it has too many nodes.
fn text_of(node: &NodeRef<'_, Node>) -> Option<String> {
    let mut nodes = node.descendants();
    let mut text = String::new();
    for it in nodes.by_ref().take(NODES) {
        match it.value() {
            Node::Text(part) => text.extend(part.text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c))),
            // A picture is something to see.
            Node::Element(element) if element.name() == "img" => return None,
            _ => {}
        }
    }
    nodes.next().is_none().then_some(text)
}

/// Whether the heading around a link says something without it.
fn has_other_text(link: &NodeRef<'_, Node>) -> bool {
    /// Boxes between a heading and its link.
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
        it.value().as_text().is_some_and(|text| text.text.chars().any(char::is_alphanumeric))
    };
    heading.descendants().take(2 * NODES).any(says)
}
