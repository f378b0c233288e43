//! Parses HTML to a document, with a gate between tokenizer and tree builder that keeps the cost linear.
//!
//! html5ever's tree builder scans its list of open elements, so its time grows with the square of the depth (100,000
//! nested `div`s took 22 s), and it opens unclosed formatting elements anew in every paragraph, so ten thousand
//! `<p><font …>` make fifty million elements. The gate tracks the open elements and drops start tags that would nest
//! too deep or pile up; the text is kept and lands in the deepest element passed on. At intervals it counts the tree
//! builder's open elements, so the depth limit holds even where the gate's model diverges from html5ever's.

mod char_ref;
mod chars;
mod doctype;
mod entities;
mod nesting;
#[cfg(test)]
mod pieces;
mod script;
mod sink;
mod tokenizer;

use std::cell::{Cell, RefCell};

use ego_tree::NodeId;
use html5ever::LocalName;
use html5ever::interface::{Tracer, TreeSink};
use html5ever::tokenizer::{Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::tree::Document;
use crate::page::{Flow, Tag};
use nesting::Nesting;
use sink::Sink;
use tokenizer::tokenize;

/// Replaces the character references in an attribute's value; `?a=b&copy=c` stays.
pub(crate) fn references(text: &str) -> String {
    char_ref::decode(text, true)
}

/// The tokens of a document, for the fuzz target that holds them beside those of html5ever's own tokenizer.
#[cfg(fuzzing)]
pub fn tokens<Sink: TokenSink>(html: &str, sink: &Sink) {
    tokenize(html, sink);
}

/// Most nodes of the tree, elements and runs of text: so many, and one for so many bytes of the page. The rest is read as plain
/// text, and the result says so. Protects memory: a node takes 72 bytes, a block with all that is found out about it some 300, and
/// a page that is all markup has a node in every two bytes. Of 3,135 development pages none has more than one in 15 bytes.
const FREE_NODES: usize = 2_000;
const BYTES_PER_NODE: usize = 12;

/// Bytes for each node that there is room for from the start: half of the development pages have more nodes.
const BYTES_PER_USUAL_NODE: usize = 40;

/// Most nodes after that: scripts, styles and titles, which must reach the tree builder so that the tokenizer reads
/// them as raw text. The page is cut after more of them.
const NODES_OF_THE_REST: usize = 8;

/// Most formatting elements that the tree builder opens anew (and elements that it adds by itself): so many, and one
/// for so many bytes. Then the open formatting ends, and the rest of the page has none. Protects the nodes above from
/// pages that close no formatting; development pages have at most 940, and one in 79 bytes.
const FREE_REOPENED: usize = 2_000;
const BYTES_PER_REOPENED: usize = 48;

/// Most elements open in the tree builder per element open in the gate's model, plus a fixed number. Beyond it the
/// model has diverged, and nothing may nest until elements have ended.
const STRAYED: usize = 2;
const STRAYED_BESIDE: usize = 64;

/// Tags between two counts of the tree builder's open elements: a count takes time linear in their number.
const TAGS_PER_LOOK: u8 = 128;

/// Most attributes of repeated `<html>` and `<body>` start tags: the tree builder merges each into the open element,
/// comparing it with all attributes there. Protects the time: 4.5 MB took 33 s.
const MOST_MERGED: usize = 64;

type Builder = TreeBuilder<NodeId, Sink>;

/// Parses a document. Returns the tree and whether the end of the page was cut. `<noscript>` is read as elements:
/// forums keep text there, lazy pictures their address.
pub(super) fn parse(html: &str, max_depth: usize) -> (Document, bool) {
    let gate = gate(html, max_depth);
    tokenize(html, &gate);
    let cut = gate.cut.get();
    (gate.inner.sink.finish(), cut)
}

fn gate(html: &str, max_depth: usize) -> Gate {
    let builder = TreeBuilder::new(
        Sink::new(html.len() / BYTES_PER_USUAL_NODE),
        TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
    );
    Gate {
        inner: builder,
        nesting: RefCell::new(Nesting::new(max_depth.max(1))),
        most: FREE_NODES + html.len() / BYTES_PER_NODE,
        cut: Cell::new(false),
        reopened: Cell::new(0),
        most_reopened: FREE_REOPENED + html.len() / BYTES_PER_REOPENED,
        most_open: max_depth.saturating_mul(STRAYED).saturating_add(STRAYED_BESIDE),
        unlooked: Cell::new(0),
        merged: [Cell::new(None), Cell::new(None)],
        xml: html.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml"),
    }
}

/// A token sink that forwards tokens to the tree builder within its limits.
struct Gate {
    inner: Builder,
    nesting: RefCell<Nesting>,
    /// Most nodes of the tree; whether the page has more.
    most: usize,
    cut: Cell<bool>,
    /// Number of elements created without a start tag, and the limit.
    reopened: Cell<usize>,
    most_reopened: usize,
    /// Most elements that the tree builder may have open; tags since the last count.
    most_open: usize,
    unlooked: Cell<u8>,
    /// For `<html>` and `<body>`: number of attributes of all start tags after the first; `None` before the first.
    merged: [Cell<Option<usize>>; 2],
    /// The document declares itself XML, so `<script/>` is empty.
    xml: bool,
}

impl Gate {
    fn nodes(&self) -> usize {
        self.inner.sink.nodes()
    }

    /// Forwards a token that should create `asked` nodes, and counts any others as reopened.
    fn pass(&self, token: Token, line: u64, asked: usize) -> TokenSinkResult<NodeId> {
        let before = self.nodes();
        let result = self.inner.process_token(token, line);
        self.reopened.set(self.reopened.get() + self.nodes().saturating_sub(before + asked));
        result
    }

    fn tag(&self, mut token: TagToken, line: u64) -> TokenSinkResult<NodeId> {
        let tag = Tag::of(&token.name);
        if matches!(tag, Tag::Html | Tag::Body) && token.kind == TagKind::StartTag {
            self.merge(tag, &mut token);
        }
        // Framesets are dropped, so the content of `<noframes>` is an ordinary body.
        if matches!(tag, Tag::Frameset | Tag::Frame | Tag::Noframes) {
            return TokenSinkResult::Continue;
        }
        if self.reopened.get() > self.most_reopened {
            self.end_formatting(line);
        }
        self.look();
        let mut nesting = self.nesting.borrow_mut();
        if token.kind == TagKind::EndTag {
            if !nesting.end(tag) {
                return TokenSinkResult::Continue;
            }
            drop(nesting);
            return self.pass(Token::TagToken(token), line, 0);
        }
        // Browsers read `<noscript>` as raw text. Here an unclosed frame inside would swallow the rest of the page as
        // its own raw text.
        let unended = tag == Tag::Iframe && nesting.is_open(Tag::Noscript);
        let empty = self.xml && token.self_closing || unended;
        if !nesting.start(tag, token.self_closing) {
            return TokenSinkResult::Continue;
        }
        if empty {
            nesting.end(tag);
        }
        drop(nesting);
        let name = token.name.clone();
        let result = self.pass(Token::TagToken(token), line, 1);
        if !empty || tag.flow() == Flow::Void {
            return result;
        }
        self.pass(end_of(name), line, 0)
    }

    /// Handles a token after the last node that there is room for: text is kept, tags become white space.
    fn rest(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if !self.cut.replace(true) {
            // The tree builder would move text in a table before it.
            for tag in self.nesting.borrow_mut().end_tables() {
                let _ = self.inner.process_token(end_of(LocalName::from(tag.name())), line);
            }
        }
        let space = || Token::CharacterTokens(" ".into());
        match token {
            Token::TagToken(tag) if self.nodes() < self.most + self.most / NODES_OF_THE_REST => {
                let kind = Tag::of(&tag.name);
                if is_raw(kind) {
                    return self.inner.process_token(Token::TagToken(tag), line);
                }
                if kind.flow() == Flow::Inline {
                    TokenSinkResult::Continue
                } else {
                    self.inner.process_token(space(), line)
                }
            }
            Token::CharacterTokens(_) if self.nodes() < self.most + self.most / NODES_OF_THE_REST => {
                self.inner.process_token(token, line)
            }
            _ => TokenSinkResult::Continue,
        }
    }

    /// Removes the attributes of a repeated start tag beyond the limit.
    fn merge(&self, tag: Tag, token: &mut TagToken) {
        let seen = &self.merged[usize::from(tag == Tag::Body)];
        let Some(merged) = seen.get() else { return seen.set(Some(0)) };
        token.attrs.truncate(MOST_MERGED - merged);
        seen.set(Some(merged + token.attrs.len()));
    }

    /// Counts the tree builder's open elements at intervals, and stops nesting while there are too many.
    fn look(&self) {
        self.unlooked.set(self.unlooked.get() + 1);
        if self.unlooked.get() == TAGS_PER_LOOK {
            self.unlooked.set(0);
            self.nesting.borrow_mut().hold(self.open() > self.most_open);
        }
    }

    /// Number of elements open in the tree builder, including formatting that it may reopen.
    fn open(&self) -> usize {
        struct Count(Cell<usize>);
        impl Tracer for Count {
            type Handle = NodeId;
            fn trace_handle(&self, _: &Self::Handle) {
                self.0.set(self.0.get() + 1);
            }
        }
        let count = Count(Cell::new(0));
        self.inner.trace_handles(&count);
        count.0.get()
    }

    /// Ends the open formatting and drops all further formatting, which has been reopened too often.
    fn end_formatting(&self, line: u64) {
        while let Some(tag) = self.nesting.borrow_mut().end_formatting() {
            let _ = self.pass(end_of(LocalName::from(tag.name())), line, 0);
        }
    }
}

/// Elements whose content the tokenizer reads as raw text.
fn is_raw(tag: Tag) -> bool {
    matches!(tag, Tag::Script | Tag::Style | Tag::Title | Tag::Textarea | Tag::Iframe | Tag::Xmp | Tag::Plaintext)
}

fn end_of(name: LocalName) -> Token {
    Token::TagToken(TagToken {
        kind: TagKind::EndTag,
        name,
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    })
}

impl TokenSink for Gate {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        if self.nodes() > self.most && !matches!(token, Token::EOFToken) {
            return self.rest(token, line);
        }
        match token {
            Token::TagToken(tag) => self.tag(tag, line),
            // XHTML's CDATA section, which HTML reads as a comment.
            Token::CommentToken(text) => match text.strip_prefix("[CDATA[").and_then(|t| t.strip_suffix("]]")) {
                Some(data) => self.pass(Token::CharacterTokens(data.into()), line, 1),
                None => TokenSinkResult::Continue,
            },
            token @ Token::CharacterTokens(_) => self.pass(token, line, 1),
            token => self.inner.process_token(token, line),
        }
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::pieces::{PIECES, random_pages};
    use super::*;
    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

    /// The same with html5ever's own tokenizer.
    fn parse_slowly(html: &str) -> Document {
        let tokenizer = Tokenizer::new(gate(html, 512), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(html));
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        tokenizer.sink.inner.sink.finish()
    }

    fn assert_same(html: &str) {
        let (fast, slow) = (parse(html, 512).0, parse_slowly(html));
        assert!(fast == slow, "{html:?}\n{fast:#?}\n{slow:#?}");
    }

    #[test]
    fn what_the_gate_cannot_follow_is_bounded_all_the_same() {
        let page = format!("{}deep{}<p>after</p>", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let mut gate = gate(&page, 10);
        gate.nesting = RefCell::new(Nesting::new(usize::MAX));
        tokenize(&page, &gate);
        let html = gate.inner.sink.finish();
        let depth = |text: &str| {
            let node = html.nodes().find(|it| it.value().as_text() == Some(text)).unwrap();
            node.ancestors().count()
        };
        let most = 10 * STRAYED + STRAYED_BESIDE + usize::from(TAGS_PER_LOOK);
        assert!((100..=most).contains(&depth("deep")), "{}", depth("deep"));
        // The end tags that were left have ended what had been let through.
        assert_eq!(depth("after"), 4);
    }

    #[test]
    fn tokens_are_those_of_html5ever() {
        for piece in PIECES {
            assert_same(piece);
            for around in [
                "<p>a{}b</p>",
                "<!DOCTYPE html><title>{}</title>x",
                "<script>{}</script>x",
                "<script><!--{}</script>x",
                "<script><!--<script>{}</script>y</script>x--></script>z",
                "<style>{}</style>x",
                "<a b=\"{}\" c>x",
                "<a b={} c>x",
                "<a {}>x",
                "<!--{}-->x",
                "<svg>{}</svg>x",
                "<textarea>{}</textarea>x",
                "<!DOCTYPE {}>x<table><p>",
                "<{}>x",
                "</{}>x",
                "&{};x",
                "<pre>{}</pre>",
            ] {
                assert_same(&around.replace("{}", piece));
            }
        }
    }

    #[test]
    fn tokens_are_those_of_html5ever_for_any_order_of_pieces() {
        random_pages(20_000).for_each(|page| assert_same(&page));
    }
}
