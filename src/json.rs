//! A reader of JSON: strict, in one pass, texts borrowed where they have no escapes, only the keys that are asked for.
//!
//! `serde_json` has one too. Its tables of powers of ten, its floating-point numbers and its messages, with the visitors that
//! the options need, were 18 KB of the WebAssembly module as brotli.

use std::borrow::Cow;

/// Lists and objects inside one another: no page nests them so, and the reader calls itself for each.
const MOST_DEPTH: usize = 127;

/// A value as it stands in the text.
#[derive(Debug, PartialEq)]
pub(crate) enum Json<'t> {
    Null,
    Bool(bool),
    /// A number as it is written.
    Number(&'t str),
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

/// What is kept of a text.
pub(crate) struct Wanted<'w> {
    /// Whether a key is asked for; the others' values are checked and passed over.
    pub(crate) key: &'w dyn Fn(&str) -> bool,
    /// Most values of a list.
    pub(crate) items: usize,
}

impl Wanted<'_> {
    /// The value that the text begins with, and what stands behind it; none where it is no JSON.
    pub(crate) fn read<'t>(&self, text: &'t str) -> Option<(Json<'t>, &'t str)> {
        let mut parser = Parser { text, at: 0, wanted: self };
        let value = parser.value(MOST_DEPTH, true)?;
        Some((value, text.get(parser.at..)?))
    }
}

struct Parser<'t, 'w> {
    text: &'t str,
    /// The byte that is next.
    at: usize,
    wanted: &'w Wanted<'w>,
}

impl<'t> Parser<'t, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Passes over the byte if it is the next one.
    fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// The next byte behind white space.
    fn token(&mut self) -> Option<u8> {
        while matches!(self.peek()?, b' ' | b'\n' | b'\t' | b'\r') {
            self.at += 1;
        }
        self.next()
    }

    /// A value; where it is not to be kept, it is only checked and what comes back says nothing.
    fn value(&mut self, depth: usize, keep: bool) -> Option<Json<'t>> {
        match self.token()? {
            b'n' => self.word("ull", Json::Null),
            b't' => self.word("rue", Json::Bool(true)),
            b'f' => self.word("alse", Json::Bool(false)),
            b'"' => self.string(keep).map(Json::Text),
            b'[' => self.list(depth.checked_sub(1)?, keep),
            b'{' => self.object(depth.checked_sub(1)?, keep),
            first => self.number(first),
        }
    }

    fn word(&mut self, rest: &str, value: Json<'t>) -> Option<Json<'t>> {
        self.text.get(self.at..)?.starts_with(rest).then(|| self.at += rest.len())?;
        Some(value)
    }

    fn list(&mut self, depth: usize, keep: bool) -> Option<Json<'t>> {
        let mut items = Vec::new();
        if self.token()? == b']' {
            return Some(Json::List(items));
        }
        self.at -= 1;
        loop {
            let keep = keep && items.len() < self.wanted.items;
            let item = self.value(depth, keep)?;
            if keep {
                items.push(item);
            }
            match self.token()? {
                b',' => {}
                b']' => return Some(Json::List(items)),
                _ => return None,
            }
        }
    }

    fn object(&mut self, depth: usize, keep: bool) -> Option<Json<'t>> {
        let mut entries = Vec::new();
        let mut next = self.token()?;
        if next == b'}' {
            return Some(Json::Object(entries));
        }
        loop {
            if next != b'"' {
                return None;
            }
            let key = self.string(keep)?;
            if self.token()? != b':' {
                return None;
            }
            let keep = keep && (self.wanted.key)(&key);
            let value = self.value(depth, keep)?;
            if keep {
                entries.push((key, value));
            }
            match self.token()? {
                b',' => next = self.token()?,
                b'}' => return Some(Json::Object(entries)),
                _ => return None,
            }
        }
    }

    /// The rest of a string whose quote has been read.
    fn string(&mut self, keep: bool) -> Option<Cow<'t, str>> {
        let mut text = Cow::Borrowed("");
        loop {
            let from = self.at;
            while !matches!(self.peek()?, b'"' | b'\\' | ..b' ') {
                self.at += 1;
            }
            if keep {
                text += self.text.get(from..self.at)?;
            }
            match self.next()? {
                b'"' => return Some(text),
                b'\\' => {
                    let c = self.escape()?;
                    if keep {
                        text.to_mut().push(c);
                    }
                }
                _ => return None,
            }
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Option<char> {
        Some(match self.next()? {
            c @ (b'"' | b'\\' | b'/') => c.into(),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.hexadecimal()?;
                let pair = self.low_half(unit).and_then(|low| char::from_u32(0x1_0000 + ((unit & 0x3ff) << 10) + low));
                pair.or_else(|| char::from_u32(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    /// Ten bits of the second half of a surrogate pair, if one follows this first half.
    fn low_half(&mut self, first: u32) -> Option<u32> {
        let before = self.at;
        let follows = (0xd800..0xdc00).contains(&first) && self.eat(b'\\') && self.eat(b'u');
        let low = follows.then(|| self.hexadecimal()).flatten().filter(|unit| (0xdc00..0xe000).contains(unit));
        if low.is_none() {
            self.at = before;
        }
        low.map(|unit| unit & 0x3ff)
    }

    /// Four digits.
    fn hexadecimal(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |unit, _| Some(unit << 4 | char::from(self.next()?).to_digit(16)?))
    }

    /// A number whose first byte has been read.
    fn number(&mut self, first: u8) -> Option<Json<'t>> {
        let from = self.at - 1;
        let first = if first == b'-' { self.next()? } else { first };
        match first {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            _ => return None,
        }
        if self.eat(b'.') {
            self.some_digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
            self.some_digits()?;
        }
        self.text.get(from..self.at).map(Json::Number)
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }

    /// At least one digit.
    fn some_digits(&mut self) -> Option<()> {
        let from = self.at;
        self.digits();
        (self.at > from).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Json, Wanted};

    const ALL: Wanted<'_> = Wanted { key: &|_| true, items: usize::MAX };

    /// The same value in `serde_json`'s words.
    fn value(json: &Json<'_>) -> Value {
        match json {
            Json::Null => Value::Null,
            Json::Bool(it) => Value::Bool(*it),
            Json::Number(it) => serde_json::from_str(it).unwrap(),
            Json::Text(it) => Value::String(it.to_string()),
            Json::List(items) => items.iter().map(value).collect(),
            Json::Object(entries) => entries.iter().map(|(key, it)| (key.to_string(), value(it))).collect(),
        }
    }

    #[test]
    fn it_reads_what_serde_json_reads_and_nothing_else() {
        for text in [
            "null",
            "true",
            "false",
            " [ ] ",
            "{}",
            "[1,2 , -3.5e+7]",
            "0",
            "-0",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "1E9",
            "nul",
            "truth",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "{\"a\":}",
            "{\"a\":1",
            "\"",
            "\"a",
            r#""a\"b\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#,
            r#""\x""#,
            r#""\u12g4""#,
            r#""\u12""#,
            "\"a\nb\"",
            "\"\u{1}\"",
            r#"{"a": [{"b": "c"}, {"d": [[], {}]}], "é": "🎉", "": null}"#,
            "",
            " ",
            "]",
            "}",
            "\u{a0}1",
            "[\"a\",\"\\\"\"]",
        ] {
            let theirs = serde_json::from_str::<Value>(text).ok();
            let ours = ALL.read(text).filter(|(_, rest)| rest.trim().is_empty());
            assert_eq!(ours.map(|(json, _)| value(&json)), theirs, "{text}");
        }
    }

    #[test]
    fn half_a_pair_is_a_replacement() {
        for (text, want) in [
            (r#""a\ud83d""#, "a\u{fffd}"),
            (r#""\ud83dx""#, "\u{fffd}x"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
            (r#""\ude00\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
        ] {
            assert_eq!(ALL.read(text).map(|it| it.0), Some(Json::Text(want.into())), "{text}");
        }
    }

    #[test]
    fn only_what_is_wanted_is_kept_and_the_rest_is_checked() {
        let few = Wanted { key: &|key| key == "a", items: 2 };
        let list = Json::List(vec![Json::Number("1"), Json::Number("2")]);
        let (json, rest) = few.read(r#"{"b": {"a": "\n"}, "a": [1, 2, 3]} and so on"#).unwrap();
        assert_eq!((json, rest), (Json::Object(vec![("a".into(), list)]), " and so on"));
        assert_eq!(few.read(r#"{"b": [01], "a": 1}"#), None);
        assert_eq!(few.read(r#"{"a": [1, 2, 03]}"#), None);
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(ALL.read(&nested(super::MOST_DEPTH)).is_some());
        assert!(ALL.read(&nested(super::MOST_DEPTH + 1)).is_none());
        assert!(ALL.read(&"[{\"a\":".repeat(100_000)).is_none());
    }
}
