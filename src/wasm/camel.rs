//! JSON with JavaScript's names: `page_type` becomes `pageType`. Values are untouched.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

/// The JSON text of a value, its keys in camelCase.
pub(super) fn to_json<T: Serialize>(value: &T) -> String {
    let mut out = Vec::with_capacity(1024);
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Camel { key: false });
    // Neither can fail: the results are maps with string keys, a vector takes any write, and JSON text is UTF-8.
    let _ = value.serialize(&mut serializer);
    String::from_utf8(out).unwrap_or_default()
}

struct Camel {
    /// Inside a key.
    key: bool,
}

impl Formatter for Camel {
    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.key = true;
        if first { Ok(()) } else { writer.write_all(b",") }
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.key = false;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if !self.key {
            return writer.write_all(fragment.as_bytes());
        }
        let mut words = fragment.split('_');
        writer.write_all(words.next().unwrap_or_default().as_bytes())?;
        for word in words {
            let (head, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            writer.write_all(head.to_ascii_uppercase().as_bytes())?;
            writer.write_all(rest.as_bytes())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::to_json;

    #[test]
    fn keys_change_and_values_do_not() {
        let value =
            serde_json::json!({"words_in": "a_b", "metadata_sources": {"page_type": "json_ld"}, "text": ["c_d"]});
        let json = to_json(&value);
        assert!(json.contains(r#""wordsIn":"a_b""#), "{json}");
        assert!(json.contains(r#""metadataSources":{"pageType":"json_ld"}"#), "{json}");
        assert!(json.contains(r#""text":["c_d"]"#), "{json}");
    }
}
