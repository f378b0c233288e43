//! The options as JavaScript sends them: JSON with Rust's names.
//!
//! They are read in two steps, with an error of our own: `serde_json`'s errors repeat what they found, for which they carry two
//! printers of floating-point numbers and their tables into the module. JavaScript has checked the options before, and has
//! better words for what is wrong with them.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    self, Deserialize, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::error::Error;
use crate::options::Options;

/// Reads the options; nothing at all is the default ones.
pub(super) fn read(json: &str) -> Result<Options, Error> {
    if json.is_empty() {
        return Ok(Options::default());
    }
    let value: Value = serde_json::from_str(json).map_err(|_| Error::invalid_options("the options are not JSON"))?;
    Options::deserialize(value).map_err(|Wrong(message)| Error::invalid_options(message))
}

/// What JSON says. Numbers are whole: options have no others.
enum Value {
    Nothing,
    Bool(bool),
    Number(u64),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an option")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Value, E> {
        Err(E::custom("a number is negative"))
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom("a number is not whole"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Object(entries))
    }
}

/// What is wrong with an option.
#[derive(Debug)]
struct Wrong(String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(format!("a value is not {expected}"))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self {
            Self::Nothing => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Number(value) => visitor.visit_u64(value),
            Self::Text(value) => visitor.visit_string(value),
            Self::List(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
            Self::Object(entries) => visitor.visit_map(MapDeserializer::new(entries.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self {
            Self::Nothing => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self {
            Self::Text(name) => visitor.visit_enum(name.into_deserializer()),
            _ => Err(Wrong("a value is no name".to_owned())),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, Wrong> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::category::Category;
    use crate::options::{Action, Embeds, Options, Override};

    #[test]
    fn options_are_read_as_serde_json_reads_them() {
        for json in [
            "{}",
            r#"{"url": null, "markdown": true, "max_depth": 7, "embeds": "keep"}"#,
            r#"{"url": "https://example.org/é\n", "keep": ["tags", "byline"], "drop_selectors": ["p > a"]}"#,
            r#"{"overrides": [{"start": 2, "end": 4294967295, "action": "keep"}], "keep_patterns": []}"#,
        ] {
            assert_eq!(read(json).unwrap(), serde_json::from_str::<Options>(json).unwrap(), "{json}");
        }
        assert_eq!(read("").unwrap(), Options::default());
        let options =
            read(r#"{"keep": ["tags"], "embeds": "link", "overrides": [{"start": 0, "end": 1, "action": "drop"}]}"#);
        let options = options.unwrap();
        assert_eq!((options.keep, options.embeds), (vec![Category::Tags], Embeds::Link));
        assert_eq!(options.overrides, [Override { start: 0, end: 1, action: Action::Drop }]);
    }

    #[test]
    fn wrong_options_are_told() {
        for (json, says) in [
            ("{", "not JSON"),
            (r#"{"max_depth": 1.5}"#, "not JSON"),
            (r#"{"max_depth": -1}"#, "not JSON"),
            (r#"{"max_depth": "1"}"#, "a value is not usize"),
            (r#"{"marcdown": true}"#, "unknown field `marcdown`, expected one of `input`, `url`"),
            (r#"{"embeds": 1}"#, "a value is no name"),
            (r#"{"embeds": "off"}"#, "unknown variant `off`, expected one of `drop`, `link`, `keep`"),
            (r#"{"keep": "tags"}"#, "a value is not a sequence"),
            (r#"{"keep": ["tweets"]}"#, "tweets"),
            (r#"{"overrides": [{"start": 1, "end": 2}]}"#, "missing field `action`"),
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains(says), "{json}: {error}");
        }
    }
}
