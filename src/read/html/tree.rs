//! The document that the parser makes and the walk reads: html5ever's nodes in an ego-tree.
//!
//! A page that is all markup has a node every few bytes, so the size of a node decides how much memory a page takes:
//! 72 bytes here. scraper's take 128, for names with prefixes and for classes and ids that it finds once.

use ego_tree::Tree;
use html5ever::interface::QuirksMode;
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};

pub(super) type Document = Tree<Node>;

/// The value of a node.
#[derive(Debug, PartialEq)]
pub(super) enum Node {
    /// The root, with what its doctype says of the page.
    Document(QuirksMode),
    /// The contents of a `<template>`; its only child.
    Fragment,
    /// A doctype, comment or processing instruction.
    Other,
    Text(StrTendril),
    Element(Element),
}

impl Node {
    pub(super) fn as_element(&self) -> Option<&Element> {
        if let Self::Element(element) = self { Some(element) } else { None }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(super) fn is_element(&self) -> bool {
        matches!(self, Self::Element(_))
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

#[derive(Debug, PartialEq)]
pub(super) struct Element {
    local: LocalName,
    attrs: Box<[(LocalName, StrTendril)]>,
    vocabulary: Vocabulary,
}

/// The namespace of an element in a byte. A document parsed as HTML has no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vocabulary {
    Html,
    Svg,
    MathMl,
}

impl Element {
    /// Attributes in a namespace (`xlink:href`) are left out: nothing reads them.
    pub(super) fn new(name: QualName, attrs: Vec<Attribute>) -> Self {
        let vocabulary = match name.ns {
            ns!(svg) => Vocabulary::Svg,
            ns!(mathml) => Vocabulary::MathMl,
            _ => Vocabulary::Html,
        };
        // A list of its own: the tree builder's has room for names with prefixes, and making it smaller moves it.
        let mut kept = Vec::with_capacity(attrs.len());
        kept.extend(own(attrs));
        Self { local: name.local, attrs: kept.into_boxed_slice(), vocabulary }
    }

    pub(super) fn name(&self) -> &str {
        &self.local
    }

    pub(super) fn local_name(&self) -> &LocalName {
        &self.local
    }

    pub(super) fn namespace(&self) -> &'static Namespace {
        static HTML: Namespace = ns!(html);
        static SVG: Namespace = ns!(svg);
        static MATHML: Namespace = ns!(mathml);
        match self.vocabulary {
            Vocabulary::Html => &HTML,
            Vocabulary::Svg => &SVG,
            Vocabulary::MathMl => &MATHML,
        }
    }

    /// Whether it is HTML's, not of a drawing or formula.
    pub(super) fn is_html(&self) -> bool {
        self.vocabulary == Vocabulary::Html
    }

    /// Names and values, in the order of the tag.
    pub(super) fn attrs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attrs.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Adds the attributes whose names it does not have.
    pub(super) fn add_missing(&mut self, attrs: Vec<Attribute>) {
        let missing: Vec<_> = own(attrs).filter(|(name, _)| !self.attrs.iter().any(|(own, _)| own == name)).collect();
        self.attrs = std::mem::take(&mut self.attrs).into_iter().chain(missing).collect();
    }
}

/// The attributes without a namespace.
fn own(attrs: Vec<Attribute>) -> impl Iterator<Item = (LocalName, StrTendril)> {
    attrs.into_iter().filter(|it| it.name.ns == ns!() && it.name.prefix.is_none()).map(|it| (it.name.local, it.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Guards the bound that README and SECURITY.md give for memory: ego-tree adds five words.
    #[test]
    fn a_node_is_small() {
        assert!(size_of::<Node>() <= 4 * size_of::<usize>(), "{}", size_of::<Node>());
    }

    #[test]
    fn attributes_of_foreign_elements_are_read_by_their_own_names() {
        let attribute = |prefix: Option<&str>, ns, local: &str, value: &str| Attribute {
            name: QualName::new(prefix.map(Into::into), ns, local.into()),
            value: value.into(),
        };
        let mut link = Element::new(
            QualName::new(None, ns!(svg), "a".into()),
            vec![
                attribute(None, ns!(), "id", "x"),
                attribute(Some("xlink"), ns!(xlink), "href", "#a"),
                attribute(None, ns!(), "class", "b c"),
            ],
        );
        assert!(!link.is_html() && *link.namespace() == ns!(svg));
        assert_eq!(link.attrs().collect::<Vec<_>>(), [("id", "x"), ("class", "b c")]);
        link.add_missing(vec![attribute(None, ns!(), "id", "y"), attribute(None, ns!(), "href", "#d")]);
        assert_eq!(link.attrs().collect::<Vec<_>>(), [("id", "x"), ("class", "b c"), ("href", "#d")]);
    }
}
