//! The options as JavaScript sends them: JSON with Rust's names. `www/npm/options.js` has checked them and says in
//! JavaScript's words what is wrong; this is the second gate.
//!
//! It says what serde's `Deserialize` of [`Options`] says (the tests compare the two), in a fifth of the code.

use std::borrow::Cow;

use crate::json::{Json, Wanted};
use crate::options::{Action, Embeds, InputKind, Options, Override, Preset, Unwrap};
use crate::{Category, Error};

pub(super) fn read(json: &str) -> Result<Options, Error> {
    let all = Wanted { key: &|_| true, items: usize::MAX };
    let fields = match all.read(json) {
        Some((Json::Object(fields), rest)) if rest.trim_ascii().is_empty() => fields,
        _ => return Err(Error::invalid_options("the options must be an object in JSON")),
    };
    let mut options = Options::default();
    for (name, value) in fields {
        if !NAMES.contains(&&*name) {
            let known = NAMES.join("`, `");
            return Err(Error::invalid_options(format!("unknown field `{name}`, expected one of `{known}`")));
        }
        let wrong = || Error::invalid_options(format!("the field `{name}` has a wrong value"));
        set(&mut options, &name, value).ok_or_else(wrong)?;
    }
    Ok(options)
}

macro_rules! fields {
    ($($name:ident)+) => {
        const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Sets the field of that name; none where the value is not for it.
        fn set(options: &mut Options, name: &str, value: Json<'_>) -> Option<()> {
            match name {
                $(stringify!($name) => options.$name = Choice::of(value)?,)+
                _ => return None,
            }
            Some(())
        }
    };
}

fields! {
    input url keep drop overrides keep_selectors drop_selectors embeds preset include_title include_captions
    include_comments include_tables include_links include_images unwrap markdown html pieces metadata_sources explain
    max_input_bytes max_depth
}

/// What a field can hold.
trait Choice: Sized {
    fn of(value: Json<'_>) -> Option<Self>;
}

impl Choice for bool {
    fn of(value: Json<'_>) -> Option<Self> {
        if let Json::Bool(it) = value { Some(it) } else { None }
    }
}

impl Choice for usize {
    fn of(value: Json<'_>) -> Option<Self> {
        if let Json::Number(it) = value { it.parse().ok() } else { None }
    }
}

impl Choice for String {
    fn of(value: Json<'_>) -> Option<Self> {
        text(value).map(Cow::into_owned)
    }
}

impl Choice for Category {
    fn of(value: Json<'_>) -> Option<Self> {
        text(value)?.parse().ok()
    }
}

impl<T: Choice> Choice for Option<T> {
    fn of(value: Json<'_>) -> Option<Self> {
        if value == Json::Null { Some(None) } else { T::of(value).map(Some) }
    }
}

impl<T: Choice> Choice for Vec<T> {
    fn of(value: Json<'_>) -> Option<Self> {
        if let Json::List(items) = value { items.into_iter().map(T::of).collect() } else { None }
    }
}

impl Choice for Override {
    fn of(value: Json<'_>) -> Option<Self> {
        let Json::Object(fields) = value else { return None };
        let (mut start, mut end, mut action) = (None, None, None);
        for (name, value) in fields {
            match &*name {
                "start" => start = usize::of(value),
                "end" => end = usize::of(value),
                "action" => action = Action::of(value),
                _ => return None,
            }
        }
        Some(Self { start: start?, end: end?, action: action? })
    }
}

macro_rules! named {
    ($($kind:ident { $($name:literal = $variant:ident)+ })+) => {
        $(impl Choice for $kind {
            fn of(value: Json<'_>) -> Option<Self> {
                match &*text(value)? {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        })+
    };
}

named! {
    InputKind { "auto" = Auto "html" = Html "text" = Text }
    Embeds { "drop" = Drop "link" = Link "keep" = Keep }
    Preset { "balanced" = Balanced "precision" = Precision "recall" = Recall }
    Unwrap { "auto" = Auto "never" = Never }
    Action { "keep" = Keep "drop" = Drop }
}

fn text(value: Json<'_>) -> Option<Cow<'_, str>> {
    if let Json::Text(it) = value { Some(it) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Options, read};

    fn theirs(json: &str) -> Option<Options> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn the_fields_are_all_there_are() {
        let options = serde_json::to_value(Options::default()).unwrap();
        let mut names: Vec<_> = options.as_object().unwrap().keys().map(String::as_str).collect();
        let mut known = NAMES.to_vec();
        names.sort_unstable();
        known.sort_unstable();
        assert_eq!(known, names);
    }

    #[test]
    fn values_are_read_as_serde_reads_them() {
        let scalars = [
            "null",
            "true",
            "false",
            "0",
            "7",
            "-1",
            "1.5",
            "\"\"",
            "\"auto\"",
            "\"html\"",
            "\"text\"",
            "\"drop\"",
            "\"link\"",
            "\"keep\"",
            "\"balanced\"",
            "\"precision\"",
            "\"recall\"",
            "\"never\"",
            "\"share\"",
            "[]",
            "{}",
            r#"["share", "tags"]"#,
            r#"["tweets"]"#,
            r#"["p", "a > b"]"#,
            "[1]",
            r#"[{"start": 1, "end": 2, "action": "keep"}]"#,
            r#"[{"start": 1, "end": 2, "action": "drop"}, {"start": 1, "end": 2}]"#,
            r#"[{"start": 1, "end": 2, "action": "drop", "why": 1}]"#,
            r#"[{"start": -1, "end": 2, "action": "drop"}]"#,
        ];
        for name in NAMES {
            let mut taken = 0;
            for value in scalars {
                let json = format!("{{\"{name}\": {value}}}");
                assert_eq!(read(&json).ok(), theirs(&json), "{json}");
                taken += usize::from(theirs(&json).is_some());
            }
            assert!(taken > 0, "{name}");
        }
    }

    #[test]
    fn all_of_them_at_once_come_back() {
        let json = r#"{"url": "https://example.org/ä", "keep": ["share"], "drop": ["other", "tags"], "markdown": true,
            "overrides": [{"action": "drop", "start": 3, "end": 9}], "keep_selectors": ["p"], "max_depth": 12}"#;
        let options = read(json).unwrap();
        assert_eq!(Some(&options), theirs(json).as_ref());
        assert_eq!(read(&serde_json::to_string(&options).unwrap()), Ok(options));
    }

    #[test]
    fn what_is_no_object_is_refused() {
        for json in ["", "{", "[]", "1", "{} {}", "{\"html\": true", "{\"html\": true} x"] {
            assert_eq!(read(json).unwrap_err().code(), "INVALID_OPTIONS", "{json}");
        }
    }
}
