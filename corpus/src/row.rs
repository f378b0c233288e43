//! The row of a page: its text, where it stood, and what was removed.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use unhusk::{Cleaned, Cleaner, InputKind, Metadata, PageType, Removed};

use crate::json::JsonPage;
use crate::page::{About, CharsetSource, NoPage, Page, PageKind, page};
use crate::reader::{Item, Line};
use crate::record::{Place, Record};
use crate::rules::number;

/// What a row has of the removals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Removals {
    /// Nothing.
    None,
    /// Of each one `[rule, start, end, score]`, the rule as a number of [`rule_names`](crate::rule_names).
    #[default]
    Compact,
    /// All of [`Removed`].
    Full,
}

/// Makes rows: one JSON object a page, with a line break.
///
/// ```
/// use unhusk_corpus::{Made, Reader, Rows};
///
/// let rows = Rows::new(unhusk::Cleaner::new());
/// let lines = br#"{"id": 1, "text": "Share this:\n\nThe ferry sails again from Monday, the harbour office said."}"#;
/// for item in Reader::stream(&lines[..], 1 << 20)? {
///     let Made::Row { json, .. } = rows.row("pages.jsonl", &item?) else { panic!("a page") };
///     let row: serde_json::Value = serde_json::from_slice(&json)?;
///     assert_eq!(row["text"], "The ferry sails again from Monday, the harbour office said.");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Rows {
    cleaner: Cleaner,
    /// What rows have of the removals.
    pub removals: Removals,
    /// Whether rows have all the metadata, as `metadata`.
    pub metadata: bool,
    /// Whether pages with an HTTP status other than 2xx get rows.
    pub any_status: bool,
}

/// What came of an item.
#[derive(Debug)]
pub enum Made {
    /// A page was cleaned.
    Row {
        /// The row.
        json: Vec<u8>,
        /// What the cleaner gave; for counting.
        cleaned: Box<Cleaned>,
    },
    /// It could not be.
    Failed {
        /// The row that says so.
        json: Vec<u8>,
        /// Its code.
        code: &'static str,
    },
    /// It is no page: what it is.
    Skipped(Skip),
}

/// What is counted, and has no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skip {
    /// A record of another kind: `revisit`, `request` …
    Kind(String),
    /// A record without content.
    Empty,
    /// An HTTP status that is not 2xx.
    Status(u16),
    /// A payload of another type: `application/pdf` …
    Type(String),
}

/// What names a page, in every row.
#[derive(Serialize)]
struct Named<'a> {
    id: Option<Cow<'a, RawValue>>,
    url: Option<&'a str>,
    date: Option<&'a str>,
    file: &'a str,
    offset: u64,
    length: u64,
    status: Option<u16>,
    mime: Option<&'a str>,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    named: &'a Named<'a>,
    charset: &'a str,
    charset_source: CharsetSource,
    title: Option<&'a str>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    html: Option<&'a str>,
    language: Option<&'a str>,
    confidence: u16,
    fingerprint: &'a str,
    page_type: Option<PageType>,
    truncated: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a Metadata>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<Removal<'a>>,
    unhusk: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Removal<'a> {
    Compact(Vec<(Rule<'a>, usize, usize, u16)>),
    Full(&'a [Removed]),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Rule<'a> {
    Number(usize),
    /// One that the list does not know.
    Name(&'a str),
}

#[derive(Serialize)]
struct Failed<'a> {
    #[serde(flatten)]
    named: &'a Named<'a>,
    error: Failure<'a>,
    unhusk: &'a str,
}

#[derive(Serialize)]
struct Failure<'a> {
    code: &'static str,
    message: &'a str,
}

/// The version that rows name.
const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Rows {
    /// Rows of pages that this cleans; its limit of input bytes is that of a page.
    #[must_use]
    pub fn new(cleaner: Cleaner) -> Self {
        Self { cleaner, removals: Removals::default(), metadata: false, any_status: false }
    }

    /// The cleaner.
    #[must_use]
    pub fn cleaner(&self) -> &Cleaner {
        &self.cleaner
    }

    /// The row of an item of the file `file`.
    #[must_use]
    pub fn row(&self, file: &str, item: &Item) -> Made {
        match item {
            Item::Record(record) => self.record(file, record),
            Item::Line(line) => self.line(file, line),
            Item::Damage(damage) => failed(&named(file, damage.place), "DAMAGED", &damage.message),
        }
    }

    /// The row that says that an item met a bug.
    #[must_use]
    pub fn internal(&self, file: &str, item: &Item) -> Made {
        let id = match item {
            Item::Record(record) => record_id(record),
            _ => None,
        };
        let place = match item {
            Item::Record(it) => it.place,
            Item::Line(it) => it.place,
            Item::Damage(it) => it.place,
        };
        let named = Named { id, ..named(file, place) };
        failed(&named, "INTERNAL", "a bug in unhusk; please report it with this page")
    }

    fn record(&self, file: &str, record: &Record) -> Made {
        let limit = self.cleaner.options().max_input_bytes;
        let (About { status, mime }, page) = page(record, limit, self.any_status);
        let named = Named {
            id: record_id(record),
            url: record.url(),
            date: record.header("WARC-Date"),
            status,
            mime: mime.as_deref(),
            ..named(file, record.place)
        };
        match page {
            Ok(page) => self.page(&named, &page.content, page.kind, &page),
            Err(NoPage::Kind(kind)) => Made::Skipped(Skip::Kind(kind)),
            Err(NoPage::Empty) => Made::Skipped(Skip::Empty),
            Err(NoPage::Status(status)) => Made::Skipped(Skip::Status(status)),
            Err(NoPage::Type(name)) => Made::Skipped(Skip::Type(name)),
            Err(NoPage::TooLarge(size)) => {
                let message = format!("its record of {size} bytes holds more than the limit of {limit} bytes");
                failed(&named, "TOO_LARGE", &message)
            }
            Err(NoPage::Coding(message)) => failed(&named, "CODING", &message),
        }
    }

    fn line(&self, file: &str, line: &Line) -> Made {
        let no_name = named(file, line.place);
        let Some(bytes) = &line.bytes else {
            return failed(&no_name, "TOO_LARGE", "the line is longer than the limit allows");
        };
        let Ok(text) = std::str::from_utf8(bytes) else {
            let lossy = String::from_utf8_lossy(bytes);
            let id = JsonPage::parse(&lossy).ok().and_then(|it| it.id.map(ToOwned::to_owned)).map(Cow::Owned);
            return failed(&Named { id, ..no_name }, "INVALID_RECORD", "the line is not UTF-8");
        };
        let json = match JsonPage::parse(text.trim_start_matches('\u{feff}').trim_ascii_end()) {
            Ok(json) => json,
            Err((id, message)) => {
                return failed(&Named { id: id.map(Cow::Owned), ..no_name }, "INVALID_RECORD", &message);
            }
        };
        let named = Named { id: json.id.map(Cow::Borrowed), url: json.url.as_deref(), ..no_name };
        let as_text = self.cleaner.options().input == InputKind::Text;
        let (content, kind) = match (&json.html, &json.text) {
            (Some(_), Some(text)) if as_text => (text, PageKind::Text),
            (Some(html), _) => (html, PageKind::Html),
            (None, Some(text)) => (text, PageKind::Text),
            (None, None) => return failed(&named, "INVALID_RECORD", "the record has neither `html` nor `text`"),
        };
        let about = Page {
            content: String::new(),
            kind,
            charset: "utf-8".into(),
            charset_source: CharsetSource::Format,
            truncated: None,
        };
        self.page(&named, content, kind, &about)
    }

    fn page(&self, named: &Named<'_>, content: &str, kind: PageKind, about: &Page) -> Made {
        let own;
        let cleaner = match named.url {
            Some(url) => {
                own = self.cleaner.clone().url(url);
                &own
            }
            None => &self.cleaner,
        };
        let cleaned = match kind {
            PageKind::Html => cleaner.clean_html(content),
            PageKind::Text => cleaner.clean_text(content),
        };
        let cleaned = match cleaned {
            Ok(cleaned) => cleaned,
            Err(error) => return failed(named, error.code(), &error.to_string()),
        };
        let truncated = about.truncated.as_deref().or_else(|| cleaned.metadata.truncated.then_some("page"));
        let row = Row {
            named,
            charset: &about.charset,
            charset_source: about.charset_source,
            title: cleaned.title.as_deref(),
            text: &cleaned.text,
            markdown: cleaned.markdown.as_deref(),
            html: cleaned.html.as_deref(),
            language: cleaned.metadata.language.as_deref(),
            confidence: cleaned.confidence,
            fingerprint: &cleaned.fingerprint,
            page_type: cleaned.metadata.page_type,
            truncated,
            metadata: self.metadata.then_some(&cleaned.metadata),
            removed: self.removed(&cleaned),
            unhusk: VERSION,
        };
        Made::Row { json: line_of(&row), cleaned: Box::new(cleaned) }
    }

    fn removed<'a>(&self, cleaned: &'a Cleaned) -> Option<Removal<'a>> {
        match self.removals {
            Removals::None => None,
            Removals::Full => Some(Removal::Full(&cleaned.removed)),
            Removals::Compact => {
                let compact = cleaned.removed.iter().map(|it| {
                    let rule = number(it).map_or(Rule::Name(&it.rule), Rule::Number);
                    (rule, it.start, it.end, it.score)
                });
                Some(Removal::Compact(compact.collect()))
            }
        }
    }
}

/// What is known of anything in a file.
fn named(file: &str, place: Place) -> Named<'_> {
    let Place { offset, length } = place;
    Named { id: None, url: None, date: None, file, offset, length, status: None, mime: None }
}

fn record_id(record: &Record) -> Option<Cow<'_, RawValue>> {
    record.header("WARC-Record-ID").and_then(|id| to_raw_value(id).ok()).map(Cow::Owned)
}

fn failed(named: &Named<'_>, code: &'static str, message: &str) -> Made {
    let json = line_of(&Failed { named, error: Failure { code, message }, unhusk: VERSION });
    Made::Failed { json, code }
}

/// A JSON object and a line break.
fn line_of(value: &impl Serialize) -> Vec<u8> {
    // Strings and numbers cannot fail; were it to happen, an empty line is told from a row.
    let mut json = serde_json::to_vec(value).unwrap_or_default();
    json.push(b'\n');
    json
}
