//! JSON as pages embed it: only the keys that are asked for are kept, and what is commonly wrong with it is repaired.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Most values of a list that are kept: longer ones are catalogues.
const MOST_ITEMS: usize = 100;

/// A value without the keys that nobody asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Nothing,
    Bool(bool),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(&'static str, Value)>),
}

impl Value {
    /// Reads JSON with these keys; repaired where it is broken. None where that does not help.
    pub(crate) fn read(json: &str, keys: &[&'static str]) -> Option<Self> {
        let json = unwrap(json);
        if json.is_empty() {
            return None;
        }
        match read(json, keys) {
            (value, true) => value,
            (value, false) => read(&repair(json), keys).0.or(value),
        }
    }

    /// A key's value.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Object(entries) => entries.iter().find(|(name, _)| *name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a string; of a list the first one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text.trim()),
            Self::List(items) => items.iter().find_map(Self::text),
            Self::Object(_) => self.get("@value").and_then(Self::text),
            _ => None,
        }
    }

    /// Itself, or the items of a list.
    pub(crate) fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            Self::Nothing => &[],
            _ => std::slice::from_ref(self),
        }
    }
}

/// All values of a text, several of which may stand in a row, and whether it was read to its end.
fn read(json: &str, keys: &[&'static str]) -> (Option<Value>, bool) {
    let mut items = Vec::new();
    let mut rest = json;
    while !rest.is_empty() {
        let mut deserializer = serde_json::Deserializer::from_str(rest);
        let Ok(value) = Keep(keys).deserialize(&mut deserializer) else { break };
        items.push(value);
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<IgnoredAny>();
        if stream.next().is_none() || items.len() >= MOST_ITEMS {
            break;
        }
        rest =
            rest.get(stream.byte_offset()..).unwrap_or_default().trim_start_matches([',', ';', ' ', '\n', '\r', '\t']);
    }
    let value = if items.len() > 1 { Some(Value::List(items)) } else { items.pop() };
    (value, rest.is_empty())
}

/// Without the comment or CDATA marks that hid it from old browsers, and a semicolon at its end.
fn unwrap(json: &str) -> &str {
    let mut json = json.trim();
    for open in ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "//"] {
        json = json.strip_prefix(open).unwrap_or(json).trim_start();
    }
    for close in ["//]]>", "/*]]>*/", "]]>", "-->", ";", "//"] {
        json = json.strip_suffix(close).unwrap_or(json).trim_end();
    }
    json
}

/// Repairs what templates break: raw line breaks and wrong escapes in strings, quotes inside them, commas too many or
/// too few, comments, and an end that is missing.
fn repair(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    let mut open: Vec<char> = Vec::new();
    let mut chars = json.char_indices().peekable();
    let mut in_string = false;
    while let Some((at, c)) = chars.next() {
        let rest = &json[at + c.len_utf8()..];
        if in_string {
            match c {
                '"' if ends_string(rest) => {
                    in_string = false;
                    out.push('"');
                }
                '"' => out.push_str("\\\""),
                '\\' => {
                    let next = chars.peek().map(|(_, c)| *c);
                    let whole = match next {
                        Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => true,
                        Some('u') => rest.get(1..5).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())),
                        _ => false,
                    };
                    if whole {
                        out.push('\\');
                        out.extend(next);
                        chars.next();
                    }
                }
                c if c.is_control() => out.push(' '),
                c => out.push(c),
            }
            continue;
        }
        match c {
            '"' => {
                in_string = true;
                if out.ends_with(['"', '}', ']']) && matches!(open.last(), Some('{' | '[')) {
                    out.push(',');
                }
                out.push('"');
            }
            '{' | '[' => {
                if out.ends_with(['}', ']']) && open.last() == Some(&'[') {
                    out.push(',');
                }
                open.push(c);
                out.push(c);
            }
            '}' | ']' => {
                if out.ends_with(',') {
                    out.pop();
                }
                let opener = if c == '}' { '{' } else { '[' };
                // `[1, 2}`: the inner bracket was forgotten.
                if open.last() != Some(&opener) && open.iter().rev().nth(1) == Some(&opener) {
                    open.pop();
                    out.push(if c == '}' { ']' } else { '}' });
                }
                if open.last() == Some(&opener) {
                    open.pop();
                    out.push(c);
                }
            }
            ',' if out.ends_with([',', '{', '[']) => {}
            '/' if rest.starts_with('*') => {
                let end = rest.find("*/").map_or(json.len(), |end| at + end + 2);
                while chars.next_if(|(next, _)| *next <= end).is_some() {}
            }
            c if c.is_whitespace() || c.is_control() => {}
            c => out.push(c),
        }
    }
    if in_string {
        out.push('"');
    }
    close(&mut out, &open);
    out
}

/// Ends what the text leaves open.
fn close(out: &mut String, open: &[char]) {
    if out.ends_with(',') {
        out.pop();
    }
    if out.ends_with(':') {
        out.push_str("null");
    }
    for bracket in open.iter().rev() {
        out.push(if *bracket == '{' { '}' } else { ']' });
    }
}

/// Whether a quote ends its string: what follows is a mark of JSON and not the rest of a sentence.
fn ends_string(rest: &str) -> bool {
    let rest = rest.trim_start();
    let Some(next) = rest.chars().next() else { return true };
    match next {
        ':' | '}' | ']' | '"' => true,
        // `"a", b` inside a sentence: a key or a value must follow the comma.
        ',' => rest[1..].trim_start().starts_with([
            '"', '{', '[', '}', ']', '-', 't', 'f', 'n', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
        ]),
        _ => false,
    }
}

/// Deserialises a value, with these keys alone.
struct Keep<'k>(&'k [&'static str]);

impl<'de> DeserializeSeed<'de> for Keep<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Keep<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while items.len() < MOST_ITEMS {
            let Some(value) = list.next_element_seed(Keep(self.0))? else { return Ok(Value::List(items)) };
            items.push(value);
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let wanted = self.0.iter().find(|wanted| wanted.eq_ignore_ascii_case(&key));
            if let Some(wanted) = wanted {
                entries.push((*wanted, map.next_value_seed(Keep(self.0))?));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Value::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[&str] = &["name", "author", "@value"];

    fn name(json: &str) -> Option<String> {
        let value = Value::read(json, KEYS)?;
        value.items().iter().find_map(|item| item.get("name")?.text().map(str::to_owned))
    }

    #[test]
    fn keys_that_nobody_asked_for_are_gone() {
        let value = Value::read(r#"{"name": "a", "x": [{"name": 1}], "author": [{"name": "b", "y": 2.5}]}"#, KEYS);
        let author = Value::List(vec![Value::Object(vec![("name", Value::Text("b".into()))])]);
        assert_eq!(value, Some(Value::Object(vec![("name", Value::Text("a".into())), ("author", author)])));
    }

    #[test]
    fn what_templates_break_is_repaired() {
        for (json, want) in [
            ("{\"name\": \"a\nb\"}", "a b"),
            (r#"{"name": "a", "x": [1, 2,],}"#, "a"),
            (r#"{"name": "the "good" one", "x": 1}"#, "the \"good\" one"),
            (r#"{"name": "it\'s"}"#, "it's"),
            (r#"{"name": "a" "x": "b"}"#, "a"),
            (r#"{"x": 1, "name": "cut of"#, "cut of"),
            (r#"{"x": {"y": [1, 2}, "name": "a""#, "a"),
            ("<!-- {\"name\": \"a\"} -->", "a"),
            ("//<![CDATA[\n{\"name\": \"a\"}\n//]]>", "a"),
            (r#"{"name": "a"};"#, "a"),
            (r#"{"x": 1}{"name": "a"}"#, "a"),
            (r#"{"x": 1}, {"name": "a"}"#, "a"),
            (r#"{/* note */ "name": "a"}"#, "a"),
            (r#"{"name": "\ud83d\ude00 a"}"#, "😀 a"),
            (r#"{"name": {"@value": "a", "@language": "en"}}"#, "a"),
        ] {
            assert_eq!(name(json).as_deref(), Some(want), "{json}");
        }
    }

    #[test]
    fn anything_else_is_nothing() {
        for json in ["", "  ", "<!---->", "hello", "{{ data }}", "]", "null", "\"", "{\"name\"", "\\"] {
            assert_eq!(name(json), None, "{json}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(name(&deep), None);
    }
}
