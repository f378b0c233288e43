//! Tokenizes markup for html5ever's tree builder.
//!
//! The tokenizer of the HTML standard (§13.2.5), without parse errors, over a complete text. html5ever's own reads
//! character by character from a queue of chunks, which takes three quarters of a parse. Tests compare the results of
//! both, which must not differ.

use std::borrow::Cow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::{memchr, memchr3};

use super::char_ref::decode;
use super::chars::{is_end_tag, is_space, without_nulls};
use super::doctype::doctype;
use super::script::script_end;

/// Most attributes of a tag; further ones are dropped, as each is compared with all before it. Real tags stay under a
/// hundred.
const MAX_ATTRIBUTES: usize = 512;

/// Size of the cache of interned names: a page uses a hundred or two.
const NAMES: usize = 512;

/// Tokenizer state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Data,
    /// Raw text with references (RCDATA), up to the element's end tag.
    Text,
    /// Raw text without references, up to the element's end tag.
    Raw,
    Script,
    Plain,
}

/// Tokenizes a document into `sink`.
pub(super) fn tokenize<Sink: TokenSink>(html: &str, sink: &Sink) {
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let text = without_returns(html);
    let mut tokenizer = Tokenizer {
        text: &text,
        whole: StrTendril::from_slice(&text),
        at: 0,
        sink,
        state: State::Data,
        names: vec![None; NAMES],
        attrs: Vec::new(),
        last_start: None,
    };
    tokenizer.run();
}

/// Normalises line ends to `\n`.
fn without_returns(html: &str) -> Cow<'_, str> {
    if memchr(b'\r', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr(b'\r', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        text.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    text.push_str(rest);
    Cow::Owned(text)
}

struct Tokenizer<'t, Sink> {
    text: &'t str,
    /// The same text, to share parts of it with the tree.
    whole: StrTendril,
    at: usize,
    sink: &'t Sink,
    state: State,
    /// Direct-mapped cache of interned names.
    names: Vec<Option<LocalName>>,
    /// The attributes of the tag under way; empty between tags.
    attrs: Vec<Attribute>,
    /// The name of the last start tag, whose end tag ends raw text.
    last_start: Option<LocalName>,
}

/// The value of an attribute: its span, and whether it stands there as it is, without references and null characters.
struct Value {
    from: usize,
    to: usize,
    plain: bool,
}

impl<Sink: TokenSink> Tokenizer<'_, Sink> {
    fn run(&mut self) {
        while self.at < self.text.len() {
            match self.state {
                State::Data => self.data(),
                State::Plain => self.raw_text(self.text.len(), false),
                State::Text | State::Raw | State::Script => self.raw_element(),
            }
        }
        self.pass(Token::EOFToken);
        self.sink.end();
    }

    fn pass(&mut self, token: Token) {
        match self.sink.process_token(token, 1) {
            TokenSinkResult::Plaintext => self.state = State::Plain,
            TokenSinkResult::RawData(RawKind::Rcdata) => self.state = State::Text,
            TokenSinkResult::RawData(RawKind::Rawtext) => self.state = State::Raw,
            TokenSinkResult::RawData(_) => self.state = State::Script,
            TokenSinkResult::Continue | TokenSinkResult::Script(_) | TokenSinkResult::EncodingIndicator(_) => {}
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Position of the first wanted byte from `from` on, or the end.
    fn skip_to(&self, from: usize, wanted: impl Fn(u8) -> bool) -> usize {
        let bytes = &self.text.as_bytes()[from..];
        bytes.iter().position(|byte| wanted(*byte)).map_or(self.text.len(), |found| from + found)
    }

    /// Position that `search` finds from `from` on, or the end.
    fn find(&self, from: usize, search: impl Fn(&[u8]) -> Option<usize>) -> usize {
        search(&self.text.as_bytes()[from..]).map_or(self.text.len(), |found| from + found)
    }

    /// A part of the document, sharing its memory.
    fn part(&self, from: usize, to: usize) -> StrTendril {
        self.whole.subtendril(from as u32, (to - from) as u32)
    }

    /// Reads text, then a tag or other markup.
    fn data(&mut self) {
        let from = self.at;
        let mut references = false;
        let mut to = from;
        loop {
            to = self.find(to, |rest| memchr3(b'<', b'&', 0, rest));
            if self.byte(to) != Some(b'&') {
                break;
            }
            references = true;
            to += 1;
        }
        self.at = to;
        if from < to {
            let text = if references { decode(&self.text[from..to], false).into() } else { self.part(from, to) };
            self.pass(Token::CharacterTokens(text));
        }
        match self.byte(to) {
            Some(0) => {
                self.at += 1;
                self.pass(Token::NullCharacterToken);
            }
            Some(_) => self.markup(),
            None => {}
        }
    }

    /// Reads the markup that a `<` begins.
    fn markup(&mut self) {
        let at = self.at;
        match (self.byte(at + 1), self.byte(at + 2)) {
            (Some(b), _) if b.is_ascii_alphabetic() => self.tag(TagKind::StartTag, at + 1),
            (Some(b'/'), Some(b)) if b.is_ascii_alphabetic() => self.tag(TagKind::EndTag, at + 2),
            (Some(b'/'), Some(b'>')) => self.at += 3,
            (Some(b'/'), Some(_)) => self.bogus_comment(at + 2),
            (Some(b'!'), _) => self.declaration(),
            (Some(b'?'), _) => self.bogus_comment(at + 1),
            (next, _) => {
                // `</` at the very end is text too.
                self.at += if next == Some(b'/') { 2 } else { 1 };
                let text = self.part(at, self.at);
                self.pass(Token::CharacterTokens(text));
            }
        }
    }

    fn tag(&mut self, kind: TagKind, from: usize) {
        let to = self.skip_to(from, |b| is_space(b) || matches!(b, b'/' | b'>'));
        let name = self.name(from, to);
        self.at = to;
        self.attributes(kind, name);
    }

    /// Reads the rest of a tag after its name. A tag cut off by the end of the document is dropped.
    fn attributes(&mut self, kind: TagKind, name: LocalName) {
        self.attrs.clear();
        let mut self_closing = false;
        let mut repeated = false;
        let mut count = 0;
        loop {
            self.at = self.skip_to(self.at, |b| !is_space(b));
            match self.byte(self.at) {
                None => return,
                Some(b'>') => break,
                Some(b'/') => {
                    self.at += 1;
                    self_closing = self.byte(self.at) == Some(b'>');
                    continue;
                }
                Some(_) => {}
            }
            // The first byte belongs to the name, even `=`.
            let from = self.at;
            let to = self.skip_to(from + 1, |b| is_space(b) || matches!(b, b'/' | b'>' | b'='));
            self.at = self.skip_to(to, |b| !is_space(b));
            let value =
                if self.byte(self.at) == Some(b'=') { self.value() } else { Value { from: to, to, plain: true } };
            count += 1;
            if count >= MAX_ATTRIBUTES {
                continue;
            }
            let local = self.name(from, to);
            if self.attrs.iter().any(|it| it.name.local == local) {
                repeated = true;
                continue;
            }
            let value = self.decoded(&value);
            self.attrs.push(Attribute { name: QualName::new(None, ns!(), local), value });
        }
        self.at += 1;
        if kind == TagKind::StartTag {
            self.last_start = Some(name.clone());
        }
        self.state = State::Data;
        // In a list of its own size: one that grew would have room to spare, and be moved on the way.
        let attrs = self.attrs.drain(..).collect();
        self.pass(Token::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes: repeated }));
    }

    /// The value after an equals sign.
    fn value(&mut self) -> Value {
        let from = self.skip_to(self.at + 1, |b| !is_space(b));
        if let Some(quote @ (b'"' | b'\'')) = self.byte(from) {
            let from = from + 1;
            let first = self.find(from, |rest| memchr3(quote, b'&', 0, rest));
            let plain = self.byte(first).is_none_or(|b| b == quote);
            let to = if plain { first } else { self.find(first, |rest| memchr(quote, rest)) };
            self.at = (to + 1).min(self.text.len());
            return Value { from, to, plain };
        }
        let to = self.skip_to(from, |b| is_space(b) || b == b'>');
        self.at = to;
        let plain = !self.text.as_bytes()[from..to].iter().any(|b| matches!(b, b'&' | 0));
        Value { from, to, plain }
    }

    fn decoded(&self, value: &Value) -> StrTendril {
        if value.plain {
            return self.part(value.from, value.to);
        }
        decode(&without_nulls(&self.text[value.from..value.to]), true).into()
    }

    /// The name of a tag or an attribute, interned.
    fn name(&mut self, from: usize, to: usize) -> LocalName {
        let text = &self.text[from..to];
        if text.bytes().any(|b| b.is_ascii_uppercase() || b == 0) {
            let small = without_nulls(text).to_ascii_lowercase();
            return self.interned(&small);
        }
        self.interned(text)
    }

    fn interned(&mut self, name: &str) -> LocalName {
        let hash =
            name.bytes().fold(0_u32, |hash, byte| (hash.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x9e37_79b1));
        let slot = &mut self.names[hash as usize >> 8 & (NAMES - 1)];
        match slot {
            Some(known) if **known == *name => known.clone(),
            _ => slot.insert(LocalName::from(name)).clone(),
        }
    }

    /// Reads a raw-text element: its text, then its end tag.
    fn raw_element(&mut self) {
        let Some(name) = self.last_start.clone() else {
            self.state = State::Data;
            return;
        };
        let end = if self.state == State::Script {
            script_end(self.text, self.at, &name)
        } else {
            end_tag(self.text, self.at, &name)
        };
        let references = self.state == State::Text;
        let Some(to) = end else { return self.raw_text(self.text.len(), references) };
        self.raw_text(to, references);
        self.at = to + "</".len() + name.len();
        self.attributes(TagKind::EndTag, name);
    }

    /// Reads text up to a position, replacing null characters and, if wanted, references.
    fn raw_text(&mut self, to: usize, references: bool) {
        let from = self.at;
        self.at = to;
        if from == to {
            return;
        }
        let text = &self.text[from..to];
        let has = |byte| memchr(byte, text.as_bytes()).is_some();
        let text = if references && has(b'&') {
            decode(&without_nulls(text), false).into()
        } else if has(0) {
            StrTendril::from_slice(&without_nulls(text))
        } else {
            self.part(from, to)
        };
        self.pass(Token::CharacterTokens(text));
    }

    /// Reads the markup that `<!` begins.
    fn declaration(&mut self) {
        let from = self.at + "<!".len();
        let rest = &self.text.as_bytes()[from..];
        let starts = |word: &str| rest.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word.as_bytes()));
        if starts("--") {
            self.comment(from + "--".len());
        } else if starts("doctype") {
            let from = from + "doctype".len();
            let to = self.find(from, |rest| memchr(b'>', rest));
            self.at = (to + 1).min(self.text.len());
            let token = doctype(&self.text[from..to], to < self.text.len());
            self.pass(Token::DoctypeToken(token));
        } else if self.sink.adjusted_current_node_present_but_not_in_html_namespace() && rest.starts_with(b"[CDATA[") {
            self.character_data(from + "[CDATA[".len());
        } else {
            self.bogus_comment(from);
        }
    }

    fn comment(&mut self, from: usize) {
        let rest = &self.text[from..];
        if rest.starts_with('>') || rest.starts_with("->") {
            self.at = from + if rest.starts_with('>') { 1 } else { 2 };
            return self.pass(Token::CommentToken(StrTendril::new()));
        }
        let mut dash = from;
        loop {
            dash = self.find(dash, |rest| memchr(b'-', rest));
            let end = &self.text.as_bytes()[dash..];
            let mark = ["-->", "--!>"].into_iter().find(|mark| end.starts_with(mark.as_bytes()));
            if let Some(mark) = mark {
                self.at = dash + mark.len();
                return self.emit_comment(from, dash);
            }
            if dash == self.text.len() {
                break;
            }
            dash += 1;
        }
        self.at = self.text.len();
        let begun = ["--!", "--", "-"].into_iter().find_map(|mark| rest.strip_suffix(mark));
        self.emit_comment(from, from + begun.unwrap_or(rest).len());
    }

    fn bogus_comment(&mut self, from: usize) {
        let to = self.find(from, |rest| memchr(b'>', rest));
        self.at = (to + 1).min(self.text.len());
        self.emit_comment(from, to);
    }

    fn emit_comment(&mut self, from: usize, to: usize) {
        let text = match without_nulls(&self.text[from..to]) {
            Cow::Borrowed(_) => self.part(from, to),
            Cow::Owned(text) => StrTendril::from_slice(&text),
        };
        self.pass(Token::CommentToken(text));
    }

    /// `<![CDATA[ … ]]>` in SVG or `MathML`.
    fn character_data(&mut self, from: usize) {
        let to = self.text[from..].find("]]>").map_or(self.text.len(), |found| from + found);
        self.at = (to + "]]>".len()).min(self.text.len());
        for (index, text) in self.text[from..to].split('\0').enumerate() {
            if index > 0 {
                self.pass(Token::NullCharacterToken);
            }
            if !text.is_empty() {
                self.pass(Token::CharacterTokens(StrTendril::from_slice(text)));
            }
        }
    }
}

/// Position of the first end tag of this name from `from` on.
fn end_tag(text: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr(b'<', &text.as_bytes()[at..])?;
        if is_end_tag(text, at, name) {
            return Some(at);
        }
        at += 1;
    }
}
