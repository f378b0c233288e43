//! HTML to scraper's tree, once, with a cap on nesting.
//!
//! html5ever's tree builder scans its list of open elements, so its time grows with the square of the depth: 100,000
//! nested `div`s took 22 s. A sink between tokenizer and tree builder counts open tags and leaves out start tags below
//! the cap; their text stays and lands in the deepest element that was kept.

use std::cell::Cell;

use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink};

use crate::page::{Flow, Tag};

/// Parses a document. `<noscript>` is read as elements: forums and lazy pictures keep their text there.
pub(super) fn parse(html: &str, max_depth: usize) -> Html {
    let builder = TreeBuilder::new(
        HtmlTreeSink::new(Html::new_document()),
        TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
    );
    let capped = DepthCap { inner: builder, depth: Cell::new(0), max: max_depth.max(1) };
    let tokenizer = Tokenizer::new(capped, TokenizerOpts { discard_bom: true, ..TokenizerOpts::default() });
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    // A pause asks for a script to be run; there are none here.
    while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.inner.sink.finish()
}

/// A token sink that passes on what is not too deep.
struct DepthCap<Sink> {
    inner: Sink,
    /// Start tags passed on and not yet ended. Elements whose end tags may be left out (`<p>`, `<li>` …) are not
    /// counted: the tree builder closes them itself.
    depth: Cell<usize>,
    max: usize,
}

impl<Sink: TokenSink> TokenSink for DepthCap<Sink> {
    type Handle = Sink::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        match &token {
            Token::TagToken(tag) if counts(&tag.name) => match tag.kind {
                TagKind::StartTag if self.depth.get() >= self.max => {
                    self.depth.set(self.depth.get() + 1);
                    return TokenSinkResult::Continue;
                }
                TagKind::StartTag => self.depth.set(self.depth.get() + 1),
                TagKind::EndTag => {
                    let depth = self.depth.get();
                    self.depth.set(depth.saturating_sub(1));
                    if depth > self.max {
                        return TokenSinkResult::Continue;
                    }
                }
            },
            Token::CommentToken(_) => return TokenSinkResult::Continue,
            _ => {}
        }
        self.inner.process_token(token, line)
    }

    fn end(&self) {
        self.inner.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.inner.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether an element of this name deepens the tree until its end tag. Elements that the tokenizer reads as raw text
/// must reach the tree builder, which switches the tokenizer's state; they cannot nest.
fn counts(name: &str) -> bool {
    let tag = Tag::of(name);
    !matches!(tag.flow(), Flow::Void | Flow::Skip)
        && !matches!(
            tag,
            Tag::Html
                | Tag::Head
                | Tag::Body
                | Tag::Textarea
                | Tag::Noscript
                | Tag::Noframes
                | Tag::Plaintext
                | Tag::Xmp
                | Tag::Frameset
        )
}
