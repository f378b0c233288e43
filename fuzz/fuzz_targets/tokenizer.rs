//! Any string to tokens: those of the project's own tokenizer are those of html5ever's.
//!
//! Both feed a tree builder, as it is what switches the tokenizer to raw text and back. Text in pieces is put together,
//! parse errors are left out, and so is what an end tag has besides its name: no tree builder looks at it.
#![no_main]

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use libfuzzer_sys::fuzz_target;
use scraper::{Html, HtmlTreeSink};

/// Longest page: a tag of it holds fewer attributes than our tokenizer reads, and no tree gets deep.
const LONGEST: usize = 1000;

struct Recorder {
    builder: TreeBuilder<ego_tree::NodeId, HtmlTreeSink>,
    tokens: RefCell<Vec<Token>>,
}

impl Recorder {
    fn new() -> Self {
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), options);
        Self { builder, tokens: RefCell::default() }
    }

    fn note(&self, token: &Token) {
        let mut tokens = self.tokens.borrow_mut();
        match token {
            Token::ParseError(_) => {}
            // html5ever passes one on between two null characters of `<![CDATA[`.
            Token::CharacterTokens(text) if text.is_empty() => {}
            Token::CharacterTokens(text) => match tokens.last_mut() {
                Some(Token::CharacterTokens(before)) => before.push_slice(text),
                _ => tokens.push(Token::CharacterTokens(StrTendril::from_slice(text))),
            },
            Token::TagToken(tag) => {
                let mut tag = tag.clone();
                if tag.kind == TagKind::EndTag {
                    (tag.self_closing, tag.attrs, tag.had_duplicate_attributes) = (false, Vec::new(), false);
                }
                tokens.push(Token::TagToken(tag));
            }
            Token::DoctypeToken(doctype) => tokens.push(Token::DoctypeToken(doctype.clone())),
            Token::CommentToken(text) => tokens.push(Token::CommentToken(StrTendril::from_slice(text))),
            Token::NullCharacterToken => tokens.push(Token::NullCharacterToken),
            Token::EOFToken => tokens.push(Token::EOFToken),
        }
    }
}

impl TokenSink for Recorder {
    type Handle = ego_tree::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        self.note(&token);
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fuzz_target!(|page: &str| {
    if page.len() > LONGEST {
        return;
    }
    let ours = Recorder::new();
    unhusk::fuzzing::tokens(page, &ours);
    let theirs = Tokenizer::new(Recorder::new(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(page));
    while !matches!(theirs.feed(&queue), TokenizerResult::Done) {}
    theirs.end();
    assert_eq!(*ours.tokens.borrow(), *theirs.sink.tokens.borrow(), "{page:?}");
});
