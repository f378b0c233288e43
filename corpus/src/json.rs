//! One line of JSON Lines: a page and its id.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::value::RawValue;

/// `{"id": anything, "html": "…" or "text": "…", "url": "…"?}`; other keys are passed over, `null` is absence.
///
/// ```
/// let line = unhusk_corpus::JsonPage::parse(r#"{"id": 7, "text": "Share this:"}"#).unwrap();
/// assert_eq!((line.id.unwrap().get(), line.text.as_deref()), ("7", Some("Share this:")));
/// ```
#[derive(Debug, serde::Deserialize)]
pub struct JsonPage<'a> {
    /// The id, as it is written.
    #[serde(borrow, default)]
    pub id: Option<&'a RawValue>,
    /// A page as HTML.
    #[serde(borrow, default)]
    pub html: Option<JsonText<'a>>,
    /// A page as flattened text.
    #[serde(borrow, default)]
    pub text: Option<JsonText<'a>>,
    /// The page's address.
    #[serde(borrow, default)]
    pub url: Option<JsonText<'a>>,
}

impl<'a> JsonPage<'a> {
    /// Parses a line.
    ///
    /// # Errors
    ///
    /// Where it is wrong: the id, if that can be read, and why.
    pub fn parse(line: &'a str) -> Result<Self, (Option<Box<RawValue>>, String)> {
        if !line.trim_start().starts_with('{') {
            return Err((None, "not a record: expected a JSON object".into()));
        }
        serde_json::from_str(line).map_err(|error| {
            #[derive(serde::Deserialize)]
            struct Id {
                id: Box<RawValue>,
            }
            let id = serde_json::from_str::<Id>(line).ok().map(|it| it.id);
            // The position within the line is all that matters: each line is parsed alone.
            let message = error.to_string().replace("at line 1 column", "at column");
            (id, format!("not a record: {message}"))
        })
    }
}

/// A JSON string, borrowed where it has no escapes. Half surrogate pairs, which JavaScript and Python write and Unicode
/// forbids, become U+FFFD instead of failing the record.
#[derive(Debug)]
pub struct JsonText<'a>(Cow<'a, str>);

impl std::ops::Deref for JsonText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for JsonText<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(TextVisitor).map(JsonText)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(without_surrogates(bytes)),
        })
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => without_surrogates(bytes),
        }))
    }
}

/// Text whose half surrogate pairs, three bytes each, are one U+FFFD each.
fn without_surrogates(bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        if let [0xED, 0xA0..=0xBF, 0x80..=0xBF, after @ ..] = rest {
            text.extend_from_slice("\u{fffd}".as_bytes());
            rest = after;
        } else {
            text.push(first);
            rest = after;
        }
    }
    String::from_utf8(text).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read() {
        let record = JsonPage::parse(r#"{"id": 007.5e3, "html": "<p>\u00e9\n", "url": null, "more": [1]}"#);
        assert!(record.is_err(), "007 is no JSON");
        let record = JsonPage::parse(r#"{"id": 7.50, "html": "<p>\u00e9\n", "url": null, "more": [1]}"#).unwrap();
        assert_eq!(record.id.unwrap().get(), "7.50");
        assert_eq!(&**record.html.as_ref().unwrap(), "<p>é\n");
        assert!(record.url.is_none() && record.text.is_none());
    }

    #[test]
    fn half_a_pair_is_replaced() {
        let record = JsonPage::parse(r#"{"text": "a\ud83db\udc00 \ud83d\ude00"}"#).unwrap();
        assert_eq!(&**record.text.as_ref().unwrap(), "a\u{fffd}b\u{fffd} 😀");
    }

    #[test]
    fn a_wrong_record_keeps_its_id() {
        let (id, message) = JsonPage::parse(r#"{"id": "a", "text": 5}"#).unwrap_err();
        assert_eq!(id.unwrap().get(), "\"a\"");
        assert!(message.contains("expected a string") && message.contains("column"), "{message}");
        assert!(JsonPage::parse("[]").unwrap_err().0.is_none());
    }
}
