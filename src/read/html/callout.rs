//! Callouts: notes, tips and warnings, as documentation systems and forges mark them up.

use ego_tree::NodeRef;

use super::attrs::{Attrs, attr, has_token};
use super::tree::Node;
use crate::page::{Callout, Tag};

/// Classes of a callout of any kind.
const BOXES: &[&str] = &[
    "admonition",
    "admonitionblock",
    "alert",
    "blockquote-tag",
    "book-hint",
    "callout",
    "confluence-information-macro",
    "custom-block",
    "hint",
    "hint-container",
    "markdown-alert",
    "notecard",
    "notice",
    "starlight-aside",
    "theme-admonition",
];

/// Words for the kinds, by kind.
const KINDS: &[(Callout, &[&str])] = &[
    (Callout::Tip, &["tip", "hint", "success", "check", "done"]),
    (Callout::Important, &["important"]),
    (Callout::Warning, &["warning", "warn", "attention"]),
    (Callout::Caution, &["caution", "danger", "error", "critical", "failure", "bug"]),
    (
        Callout::Note,
        &[
            "note",
            "info",
            "information",
            "abstract",
            "example",
            "question",
            "todo",
            "seealso",
            "quote",
            "primary",
            "secondary",
        ],
    ),
];

/// The callout that an element is, if any.
pub(super) fn callout_of(tag: Tag, attrs: &Attrs<'_>, node: &NodeRef<'_, Node>) -> Option<Callout> {
    if !matches!(tag, Tag::Div | Tag::Aside | Tag::Section | Tag::Blockquote | Tag::Details | Tag::P | Tag::Table) {
        return None;
    }
    let list = attrs.class?;
    if has_token(list, BOXES) {
        let base = ["admonition", "callout", "markdown-alert", "theme-admonition", "admonitionblock"];
        let own = || kind_of(attr(node.value().as_element()?, "data-callout")?);
        return own().or_else(|| kind_in(list)).or_else(|| has_token(list, &base).then_some(Callout::Note));
    }
    // Documentation that folds its boxes has the kind alone.
    let own = list.trim();
    if tag == Tag::Details {
        return own.split_ascii_whitespace().find_map(kind_of);
    }
    // DocBook and others have only the kind's class; then the box must begin with the kind's name.
    let kind = KINDS.iter().find(|(_, words)| words[0].eq_ignore_ascii_case(own)).map(|(kind, _)| *kind)?;
    (matches!(tag, Tag::Div | Tag::Aside) && begins_with(node, own)).then_some(kind)
}

/// The kind named by one of the classes.
fn kind_in(list: &str) -> Option<Callout> {
    list.split_ascii_whitespace().find_map(|name| {
        // `markdown-alert-warning`, `alert--success`, `is-info`; the box's own class is not a kind.
        let last = name.rsplit('-').next().filter(|_| !matches!(name, "hint" | "notice"))?;
        kind_of(last)
    })
}

/// The kind that a word names.
fn kind_of(word: &str) -> Option<Callout> {
    KINDS.iter().find(|(_, words)| words.iter().any(|it| it.eq_ignore_ascii_case(word))).map(|(kind, _)| *kind)
}

/// Whether the first text of a box begins with a word.
fn begins_with(node: &NodeRef<'_, Node>, word: &str) -> bool {
    /// Most nodes before a callout's title: boxes, an icon.
    const NODES: usize = 16;
    let mut texts = node.descendants().take(NODES).filter_map(|it| it.value().as_text()).map(str::trim);
    texts
        .find(|text| !text.is_empty())
        .and_then(|text| text.get(..word.len()))
        .is_some_and(|head| head.eq_ignore_ascii_case(word))
}
