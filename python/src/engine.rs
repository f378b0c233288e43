//! The cleaner between Python and the core: what it adds is offsets in Python's units and a source to go with them.

use std::borrow::Cow;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::{Map, Value};
use unhusk::{Cleaned, Cleaner, Options, Override};

use crate::errors::{Failure, guarded};
use crate::input::{Content, Job, Text};
use crate::offsets::Cursor;

/// What a page's offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Unit {
    /// Code points: the page was a `str`.
    Points,
    /// Bytes of UTF-8: the page was bytes.
    Bytes,
}

/// A cleaned page with the text that its offsets index.
pub(crate) struct Answer {
    /// As the command prints it, but for `source`.
    pub(crate) page: Cleaned,
    pub(crate) source: Text,
    pub(crate) unit: Unit,
}

/// Options and the core's cleaners for them.
#[derive(Debug)]
pub(crate) struct Engine {
    /// As asked for.
    core: Cleaner,
    /// With pieces, which come with the text that the offsets of an HTML page index.
    sourced: Cleaner,
}

impl Engine {
    pub(crate) fn new(options: Options) -> Result<Self, Failure> {
        let core = Cleaner::with_options(options)?;
        Ok(Self { sourced: core.clone().pieces(true), core })
    }

    /// The options as keywords give them.
    pub(crate) fn of(keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let options = match keywords {
            Some(keywords) => options(keywords)?,
            None => Options::default(),
        };
        Ok(Self::new(options)?)
    }

    pub(crate) fn core(&self) -> &Cleaner {
        &self.core
    }

    pub(crate) fn options(&self) -> &Options {
        self.core.options()
    }

    /// Cleans a page.
    pub(crate) fn clean(&self, job: Job) -> Result<Answer, Failure> {
        guarded(|| {
            let cleaner = at(&self.sourced, job.url);
            match job.content {
                Content::Text(text) if !self.options().overrides.is_empty() => {
                    self.answer(&with_overrides_in_points(&cleaner, &text)?, text, Unit::Points)
                }
                Content::Text(text) => self.answer(&cleaner, text, Unit::Points),
                Content::Bytes(bytes) if bytes.len() > self.options().max_input_bytes => {
                    // Told by the core, and before megabytes are decoded.
                    Err(cleaner.clean_bytes(&bytes, None).err().map_or(Failure::Bug, Failure::from))
                }
                Content::Bytes(bytes) => {
                    let text = unhusk::decode(&bytes, job.encoding.as_deref()).into_owned();
                    self.answer(&cleaner, Text::Own(text), Unit::Bytes)
                }
            }
        })
    }

    /// Cleans bytes, or the bytes of a text, to what the core gives: offsets are bytes.
    pub(crate) fn clean_slice(
        &self,
        page: &[u8],
        text: bool,
        url: Option<&str>,
        encoding: Option<&str>,
    ) -> Result<Cleaned, Failure> {
        guarded(|| {
            let cleaner = at(&self.core, url.map(Into::into));
            Ok(if text { cleaner.clean(&String::from_utf8_lossy(page)) } else { cleaner.clean_bytes(page, encoding) }?)
        })
    }

    fn answer(&self, cleaner: &Cleaner, text: Text, unit: Unit) -> Result<Answer, Failure> {
        let mut page = cleaner.clean(&text)?;
        if !self.options().pieces {
            page.pieces = None;
        }
        let blocks = page.source.take();
        Ok(Answer { page, source: blocks.map_or(text, Text::Own), unit })
    }
}

/// Reads options. By way of JSON's types, whose booleans are not whatever Python takes for true: `markdown="no"` is an error.
fn options(keywords: &Bound<'_, PyDict>) -> Result<Options, Failure> {
    let wrong = |name: &str, error: String| Failure::Options(format!("`{name}`: {error}"));
    let mut options = Map::new();
    for (name, value) in keywords {
        let name = name.to_string();
        let value = pythonize::depythonize(&value).map_err(|error| wrong(&name, error.to_string()))?;
        options.insert(name, value);
    }
    serde_json::from_value(Value::Object(options.clone())).map_err(|error| {
        // Which of them it is.
        let alone = |(name, value)| Value::Object(Map::from_iter([(name, value)]));
        let check = |it: (String, Value)| Some((it.0.clone(), serde_json::from_value::<Options>(alone(it)).err()?));
        match options.into_iter().find_map(check) {
            Some((name, error)) => wrong(&name, error.to_string()),
            None => Failure::Options(error.to_string()),
        }
    })
}

/// The cleaner for a page of this address.
fn at(cleaner: &Cleaner, url: Option<String>) -> Cow<'_, Cleaner> {
    match url {
        Some(url) => Cow::Owned(cleaner.clone().url(url)),
        None => Cow::Borrowed(cleaner),
    }
}

/// The cleaner with the caller's ranges in bytes. Those of an HTML page index the text of its blocks, for which the page is read
/// once more.
fn with_overrides_in_points(cleaner: &Cleaner, text: &str) -> Result<Cleaner, Failure> {
    let mut options = cleaner.options().clone();
    let overrides = std::mem::take(&mut options.overrides);
    let first = Cleaner::with_options(options.clone())?.clean(text)?;
    let mut cursor = Cursor::new(first.source.as_deref().unwrap_or(text));
    let in_bytes = |it: Override| Override { start: cursor.byte_at(it.start), end: cursor.byte_at(it.end), ..it };
    options.overrides = overrides.into_iter().map(in_bytes).collect();
    Ok(Cleaner::with_options(options)?)
}
