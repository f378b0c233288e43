//! Builds the document from the calls of html5ever's tree builder.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::{NodeId, NodeMut};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::super::tree::{Document, Element, Node};

pub(super) struct Sink {
    document: RefCell<Document>,
    /// Number of nodes. It is asked for at every token.
    count: Cell<usize>,
}

impl Sink {
    /// An empty document with room for so many nodes.
    pub(super) fn new(capacity: usize) -> Self {
        let document = Document::with_capacity(Node::Document(QuirksMode::NoQuirks), capacity);
        Self { document: RefCell::new(document), count: Cell::new(1) }
    }

    /// Number of nodes, detached ones included.
    pub(super) fn nodes(&self) -> usize {
        self.count.get()
    }

    /// Changes a node. Handles are ids of this document, so it is always there.
    fn change<T>(&self, id: NodeId, change: impl FnOnce(NodeMut<'_, Node>) -> T) -> Option<T> {
        let mut document = self.document.borrow_mut();
        let changed = document.get_mut(id).map(change);
        self.count.set(document.values().len());
        changed
    }

    fn orphan(&self, node: Node) -> NodeId {
        self.count.set(self.count.get() + 1);
        self.document.borrow_mut().orphan(node).id()
    }
}

/// Adds text to a text node; whether there is one.
fn is_extended(node: Option<NodeMut<'_, Node>>, more: &StrTendril) -> bool {
    let Some(mut node) = node else { return false };
    let Node::Text(text) = node.value() else { return false };
    text.push_tendril(more);
    true
}

/// The name of an element, as the tree builder asks for it.
#[derive(Debug)]
pub(super) struct Name<'a>(Ref<'a, Element>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        self.0.namespace()
    }

    fn local_name(&self) -> &LocalName {
        self.0.local_name()
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Document {
        self.document.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, mode: QuirksMode) {
        *self.document.borrow_mut().root_mut().value() = Node::Document(mode);
    }

    fn get_document(&self) -> NodeId {
        self.document.borrow().root().id()
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.document.borrow(), |document| {
            let node = document.get(*target).and_then(|node| node.value().as_element());
            node.expect("the tree builder asks for names of elements alone")
        }))
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let element = self.orphan(Node::Element(Element::new(name, attrs)));
        if flags.template {
            self.change(element, |mut it| it.append(Node::Fragment).id());
        }
        element
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.orphan(Node::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.orphan(Node::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.change(*parent, |mut parent| match child {
            NodeOrText::AppendNode(id) => {
                parent.append_id(id);
            }
            NodeOrText::AppendText(text) => {
                if !is_extended(parent.last_child(), &text) {
                    parent.append(Node::Text(text));
                }
            }
        });
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.change(*element, |mut it| it.parent().is_some()) == Some(true) {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(id) = child {
            self.remove_from_parent(&id);
        }
        self.change(*sibling, |mut sibling| match child {
            _ if sibling.parent().is_none() => {}
            NodeOrText::AppendNode(id) => {
                sibling.insert_id_before(id);
            }
            NodeOrText::AppendText(text) => {
                if !is_extended(sibling.prev_sibling(), &text) {
                    sibling.insert_before(Node::Text(text));
                }
            }
        });
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        self.change(self.get_document(), |mut root| root.append(Node::Other).id());
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.change(*target, |mut it| it.first_child().map(|it| it.id())).flatten().unwrap_or(*target)
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.change(*target, |mut it| it.detach());
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.change(*new_parent, |mut it| it.reparent_from_id_append(*node));
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.change(*target, |mut it| {
            if let Node::Element(element) = it.value() {
                element.add_missing(attrs);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use ego_tree::Tree;
    use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
    use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

    use super::super::pieces::random_pages;
    use super::*;

    /// Parses with html5ever's own tokenizer, without the gate.
    fn built<S: TreeSink>(html: &str, sink: S) -> S::Output {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let tokenizer = Tokenizer::new(TreeBuilder::new(sink, options), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(html));
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        tokenizer.sink.sink.finish()
    }

    fn element<'a>(name: &str, ns: &Namespace, attrs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
        let mut attrs: Vec<_> = attrs.map(|(name, value)| format!(" {name}={value:?}")).collect();
        attrs.sort();
        format!("<{} {name}{}>", &**ns, attrs.concat())
    }

    /// What a test compares of a document: its nodes, those that stand nowhere included, and all links between them.
    fn ours(html: &str) -> Tree<String> {
        built(html, Sink::new(0)).map_ref(|node| match node {
            Node::Document(quirks) => format!("{quirks:?}"),
            Node::Element(it) => element(it.name(), it.namespace(), it.attrs()),
            Node::Text(text) => format!("{:?}", &**text),
            Node::Fragment => "fragment".into(),
            Node::Other => "other".into(),
        })
    }

    fn scrapers(html: &str) -> Tree<String> {
        let page = built(html, scraper::HtmlTreeSink::new(scraper::Html::new_document()));
        page.tree.map_ref(|node| match node {
            scraper::Node::Document => format!("{:?}", page.quirks_mode),
            scraper::Node::Element(it) => {
                let plain = it.attrs.iter().filter(|(name, _)| name.ns.is_empty() && name.prefix.is_none());
                element(it.name(), &it.name.ns, plain.map(|(name, value)| (&*name.local, &**value)))
            }
            scraper::Node::Text(text) => format!("{:?}", &*text.text),
            scraper::Node::Fragment => "fragment".into(),
            _ => "other".into(),
        })
    }

    #[test]
    fn documents_are_those_that_scraper_builds() {
        for page in [
            // Foster parenting: what a table cannot hold stands before it, beside text that is there.
            "a<table>b<tr>c<td>d</td>e</table>f",
            "<p>a<table><b>c<tr><i>d</table>",
            "<table><template><tr><td>a</template>b<style></style>c</table>",
            // The adoption agency: formatting that ends in another element's content.
            "<b>a<p>b</b>c<i>d</p>e</i>",
            "<a href=x><div><a href=y><b>c</a>d</div>e",
            "<b><em><table><tr><td><aside></b>a</em>b",
            // Contents of templates.
            "<template>a<td>b<template shadowrootmode=open><p>c</template>d</template><p>e",
            "<div><template><div></div></template></div></template>",
            // Attributes of repeated start tags.
            "<html lang=a id=b><body class=c><html lang=d dir=e><body class=f id=g><p>h",
            // Foreign elements, and attributes in namespaces.
            "<svg viewbox=a xlink:href=b xml:lang=c><foreignobject><p>d<title>e</svg><math definitionurl=f><mi>g<p>h",
            // Doctypes, comments, processing instructions, frames, forms, options.
            "<!doctype html SYSTEM 'about:legacy-compat'><!-- a --><p><?b?><table><!-- c --><form><input></table><!-- d -->",
            "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Frameset//EN'><frameset><frame></frameset>",
            "<select><optgroup><option>a<option>b<select><p>c",
        ] {
            assert_eq!(ours(page), scrapers(page), "{page}");
        }
    }

    #[test]
    fn documents_are_those_that_scraper_builds_for_any_order_of_pieces() {
        for page in random_pages(20_000) {
            assert_eq!(ours(&page), scrapers(&page), "{page:?}");
        }
    }
}
