//! HTML to scraper's tree, once, with a gate between tokenizer and tree builder that keeps the cost linear.
//!
//! html5ever's tree builder scans its list of open elements, so its time grows with the square of the depth (100,000
//! nested `div`s took 22 s), and it opens unclosed formatting elements anew in every paragraph, so ten thousand
//! `<p><font …>` make fifty million elements. The gate follows which elements are open and leaves out start tags that
//! would go too deep or pile up; the text stays and lands in the deepest element that was kept. Now and then it counts the
//! elements that the tree builder has open, so the depth limit holds even where our model of them diverges from html5ever's.

mod char_ref;
mod chars;
mod doctype;
mod entities;
mod nesting;
mod script;
mod tokenizer;

use std::cell::{Cell, RefCell};

use html5ever::LocalName;
use html5ever::interface::{Tracer, TreeSink};
use html5ever::tokenizer::{Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink};

use crate::page::{Flow, Tag};
use nesting::Nesting;
use tokenizer::tokenize;

/// A text with its character references replaced, read as the value of an attribute: what runs on without a semicolon
/// (`?a=b&copy=c`) stays.
pub(crate) fn references(text: &str) -> String {
    char_ref::decode(text, true).into()
}

/// The tokens of a document, for the fuzz target that holds them beside those of html5ever's own tokenizer.
#[cfg(fuzzing)]
pub fn tokens<Sink: TokenSink>(html: &str, sink: &Sink) {
    tokenize(html, sink);
}

/// Most nodes of the tree, elements and runs of text: so many, and one for so many bytes of the page. The rest is read as plain
/// text, and the result says so. Protects memory: a node takes 128 bytes, a block with all that is found out about it some 300, and
/// a page that is all markup has a node in every two bytes. Of 3,135 development pages none has more than one in 15 bytes.
const FREE_NODES: usize = 2_000;
const BYTES_PER_NODE: usize = 12;

/// What the rest may have: scripts, styles and titles, which the tokenizer reads as raw text where the tree builder knows of
/// them. What follows more of these is left out.
const NODES_OF_THE_REST: usize = 8;

/// Most formatting elements that the tree builder opens anew (and elements that it adds by itself): so many, and one for so
/// many bytes. Then the formatting that is open ends, and the page goes on without any. Protects the nodes above from pages
/// that close no formatting; development pages have at most 940, and one in 79 bytes.
const FREE_REOPENED: usize = 2_000;
const BYTES_PER_REOPENED: usize = 48;

/// How many elements the tree builder may have open for each that the gate thinks open, and beside them. Beyond, the page has
/// strayed from what the gate can follow, and nothing nests until elements have ended.
const STRAYED: usize = 2;
const STRAYED_BESIDE: usize = 64;

/// So many tags lie between two looks at what the tree builder has open: each look takes as long as that is.
const TAGS_PER_LOOK: u8 = 128;

/// Most attributes of start tags of `<html>` and `<body>` that repeat an open one: the tree builder adds them to those that the
/// element has, which takes as long as it has attributes. Protects the time: 4.5 MB took 33 s.
const MOST_MERGED: usize = 64;

type Builder = TreeBuilder<ego_tree::NodeId, HtmlTreeSink>;

/// Parses a document; whether its end was left out, too. `<noscript>` is read as elements: forums and lazy pictures keep their
/// text there.
pub(super) fn parse(html: &str, max_depth: usize) -> (Html, bool) {
    let gate = gate(html, max_depth);
    tokenize(html, &gate);
    let cut = gate.cut.get();
    (gate.inner.sink.finish(), cut)
}

fn gate(html: &str, max_depth: usize) -> Gate {
    let builder = TreeBuilder::new(
        HtmlTreeSink::new(Html::new_document()),
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

/// A token sink that passes on what the tree builder can take.
struct Gate {
    inner: Builder,
    nesting: RefCell<Nesting>,
    /// Most nodes of the tree, and whether the page has more.
    most: usize,
    cut: Cell<bool>,
    /// Elements that no start tag asked for, and the most of them.
    reopened: Cell<usize>,
    most_reopened: usize,
    /// Most elements that the tree builder may have open, and the tags since they were counted.
    most_open: usize,
    unlooked: Cell<u8>,
    /// For `<html>` and `<body>`: the attributes of all its start tags but the first, where there was one.
    merged: [Cell<Option<usize>>; 2],
    /// The document says that it is XML, so `<script/>` is empty.
    xml: bool,
}

impl Gate {
    fn nodes(&self) -> usize {
        self.inner.sink.0.borrow().tree.values().len()
    }

    /// Passes a token on that asks for so many nodes, and counts those that it did not ask for.
    fn pass(&self, token: Token, line: u64, asked: usize) -> TokenSinkResult<ego_tree::NodeId> {
        let before = self.nodes();
        let result = self.inner.process_token(token, line);
        self.reopened.set(self.reopened.get() + self.nodes().saturating_sub(before + asked));
        result
    }

    fn tag(&self, mut token: TagToken, line: u64) -> TokenSinkResult<ego_tree::NodeId> {
        let tag = Tag::of(&token.name);
        if matches!(tag, Tag::Html | Tag::Body) && token.kind == TagKind::StartTag {
            self.merge(tag, &mut token);
        }
        // Without frames, a frameset's `<noframes>` is an ordinary body.
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
        // Browsers read `<noscript>` as raw text, which ends with it. Here a frame in it that nobody ends would take the
        // rest of the page for its own raw text.
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

    /// A token of what follows the last node that there is room for: text goes on, tags are the white space that they make.
    fn rest(&self, token: Token, line: u64) -> TokenSinkResult<ego_tree::NodeId> {
        if !self.cut.replace(true) {
            // Text in a table would be put before it.
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

    /// Takes attributes off a start tag that repeats an earlier one where there were too many.
    fn merge(&self, tag: Tag, token: &mut TagToken) {
        let seen = &self.merged[usize::from(tag == Tag::Body)];
        let Some(merged) = seen.get() else { return seen.set(Some(0)) };
        token.attrs.truncate(MOST_MERGED - merged);
        seen.set(Some(merged + token.attrs.len()));
    }

    /// Counts now and then what the tree builder has open, and holds back what nests where that is too much.
    fn look(&self) {
        self.unlooked.set(self.unlooked.get() + 1);
        if self.unlooked.get() == TAGS_PER_LOOK {
            self.unlooked.set(0);
            self.nesting.borrow_mut().hold(self.open() > self.most_open);
        }
    }

    /// How many elements the tree builder has open, formatting that it may open anew included.
    fn open(&self) -> usize {
        struct Count(Cell<usize>);
        impl Tracer for Count {
            type Handle = ego_tree::NodeId;
            fn trace_handle(&self, _: &Self::Handle) {
                self.0.set(self.0.get() + 1);
            }
        }
        let count = Count(Cell::new(0));
        self.inner.trace_handles(&count);
        count.0.get()
    }

    /// Ends the formatting that is open here, and lets no more through: it has been opened anew too often.
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
    type Handle = ego_tree::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        if self.nodes() > self.most && !matches!(token, Token::EOFToken) {
            return self.rest(token, line);
        }
        match token {
            Token::TagToken(tag) => self.tag(tag, line),
            // XHTML's character data, which HTML reads as a comment.
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
    use super::*;
    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

    /// The same with html5ever's own tokenizer.
    fn parse_slowly(html: &str) -> Html {
        let tokenizer = Tokenizer::new(gate(html, 512), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(html));
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        tokenizer.sink.inner.sink.finish()
    }

    fn assert_same(html: &str) {
        let (fast, slow) = (parse(html, 512).0, parse_slowly(html));
        assert!(
            fast.tree == slow.tree && fast.quirks_mode == slow.quirks_mode,
            "{html:?}\n{}\n{}",
            fast.html(),
            slow.html()
        );
    }

    /// Pieces of markup in which tokenizers err.
    const PIECES: &[&str] = &[
        "<",
        "</",
        "<!",
        "<?",
        ">",
        "/",
        "=",
        "\"",
        "'",
        "&",
        "#",
        ";",
        "-",
        "--",
        "-->",
        "--!>",
        "!",
        "<!--",
        "<!-->",
        "<!--->",
        "<!---->",
        "<!--a--!>",
        "<!-- <!-- -->",
        "<!-a>",
        "</>",
        "</ a>",
        "<?xml?>",
        "< a",
        "<a",
        "<p>",
        "</p>",
        "<P CLASS=x>",
        "<a b>",
        "<a b=c d='e' f=\"g\"h>",
        "<a b=c/>",
        "<a / b>",
        "<a/b>",
        "<a =x>",
        "<a b= >",
        "<a b=&amp;c=&copy=x>",
        "<a b='&notit;&copy'>",
        "<a a=1 A=2 a>",
        "<br/>",
        "<br / >",
        "&amp;",
        "&amp",
        "&AMP;",
        "&notit;",
        "&notin;",
        "&copyx",
        "&#65;",
        "&#65",
        "&#x41;",
        "&#X;",
        "&#;",
        "&#0;",
        "&#128;",
        "&#x110000;",
        "&#99999999999;",
        "&#xd800;",
        "&nosuch;",
        "&fjlig;",
        "&NotEqualTilde;",
        "\0",
        "\r\n",
        "\r",
        "\n",
        "\t",
        "\x0c",
        " ",
        "é",
        "漢字",
        "\u{feff}",
        "a",
        "text ",
        "script",
        "style",
        "<script>",
        "</script>",
        "</script ",
        "</SCRIPT x=y>",
        "<script",
        "<script/>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<textarea>",
        "</textarea>",
        "<textarea>\n",
        "<xmp>",
        "</xmp>",
        "<iframe>",
        "</iframe>",
        "<noscript>",
        "</noscript>",
        "<plaintext>",
        "<svg>",
        "</svg>",
        "<math>",
        "</math>",
        "<![CDATA[",
        "]]>",
        "]]",
        "]",
        "<![CDATA[a]]>",
        "<![cdata[a]]>",
        "<pre>\n",
        "<table>",
        "<tr><td>",
        "</table>",
        "<svg><title>",
        "<svg><script>",
        "<template>",
        "</template>",
        "<select><option>",
        "<!DOCTYPE html>",
        "<!doctype>",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"x\">",
        "<!DOCTYPE html SYSTEM 'about:legacy-compat'>",
        "<!DOCTYPE html PUBLIC '-//IETF//DTD HTML//'>",
        "<!DOCTYPE html PUBLIC \"a>",
        "<!DOCTYPE html x>",
        "<!DOCTYPE html SYSTEM \"a\" x>",
        "<!DOCTYPE a\0B>",
        "<b><i>",
        "</b>",
        "<a href=x>",
        "<font size=1>",
        "<li>",
        "<html lang=a>",
        "<body class=b>",
        "<head>",
        "</head>",
        "</body>",
        "</html>",
        "<frameset>",
    ];

    #[test]
    fn what_the_gate_cannot_follow_is_bounded_all_the_same() {
        let page = format!("{}deep{}<p>after</p>", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let mut gate = gate(&page, 10);
        gate.nesting = RefCell::new(Nesting::new(usize::MAX));
        tokenize(&page, &gate);
        let html = gate.inner.sink.finish();
        let depth = |text: &str| {
            let node = html.tree.nodes().find(|it| it.value().as_text().is_some_and(|it| &**it == text)).unwrap();
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
        // Knuth's generator: the same pages in every run.
        let mut state = 7_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..20_000 {
            let page: String = (0..=next(12)).map(|_| PIECES[next(PIECES.len())]).collect();
            assert_same(&page);
        }
    }
}
