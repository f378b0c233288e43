//! A column of pages to columns of results, in Arrow's memory layout: <https://arrow.apache.org/docs/format/Columnar.html>.
//!
//! Buffers come and go as bytes; `unhusk/arrow.py` takes them out of and puts them into pyarrow's arrays. The crate `arrow` would do
//! it with 64 crates more, and would have to follow pyarrow's versions.

use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyOverflowError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};
use unhusk::{Cleaned, Options};

use crate::engine::Engine;
use crate::errors::Failure;
use crate::many;
use crate::metadata::{dir, page_type};

/// A column of pages: the buffers of a `string`, `binary` or `large_` array, its first row being 0.
pub(crate) struct Column<'a> {
    pub(crate) rows: usize,
    /// Whether it is text: bytes are decoded.
    pub(crate) text: bool,
    /// Whether offsets have eight bytes, not four.
    pub(crate) wide: bool,
    pub(crate) offsets: &'a [u8],
    pub(crate) data: &'a [u8],
    /// A byte a row: zero is null.
    pub(crate) valid: Option<&'a [u8]>,
    pub(crate) urls: Option<Vec<Option<String>>>,
    pub(crate) encodings: Option<Vec<Option<String>>>,
}

impl Column<'_> {
    fn offset(&self, row: usize) -> Option<usize> {
        if self.wide {
            usize::try_from(i64::from_le_bytes(*self.offsets.as_chunks().0.get(row)?)).ok()
        } else {
            usize::try_from(i32::from_le_bytes(*self.offsets.as_chunks().0.get(row)?)).ok()
        }
    }

    /// The page of a row; none where it is null.
    fn page(&self, row: usize) -> Option<&[u8]> {
        if self.valid.is_some_and(|valid| valid.get(row).is_none_or(|byte| *byte == 0)) {
            return None;
        }
        let first = self.offset(0)?;
        self.data.get(self.offset(row)?.checked_sub(first)?..self.offset(row + 1)?.checked_sub(first)?)
    }
}

fn at(list: Option<&Vec<Option<String>>>, row: usize) -> Option<&str> {
    list?.get(row)?.as_deref()
}

/// Cleans a column. Gives the fields of a struct array, each `(name, array)`, and before them its null bitmap; an array is
/// `(kind, bitmap or None, buffer…)` or `("list", offsets, array)` or `("struct", fields)`.
pub(crate) fn clean<'py>(
    py: Python<'py>,
    options: &Options,
    column: &Column<'_>,
    removed: &str,
    threads: usize,
) -> PyResult<Bound<'py, PyTuple>> {
    let mut options = options.clone();
    options.pieces = false;
    options.metadata_sources = false;
    options.explain = match removed {
        "none" => false,
        "compact" | "full" => true,
        _ => return Err(Failure::removed(removed).into()),
    };
    if column.offsets.len() / if column.wide { 8 } else { 4 } <= column.rows {
        return Err(PyValueError::new_err("the column has fewer offsets than rows"));
    }
    let mut results = Results::new(&options, column.rows, removed == "full");
    let engine = Engine::new(options)?;
    py.detach(|| {
        let work = |row| {
            let page = column.page(row)?;
            let (url, encoding) = (at(column.urls.as_ref(), row), at(column.encodings.as_ref(), row));
            Some(engine.clean_slice(page, column.text, url, encoding))
        };
        many::in_order(column.rows, threads, work, |answer| results.push(answer.as_ref()))
    })?;
    results.into_python(py, column.wide)
}

/// A bitmap: whether each row is valid, or true.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    rows: usize,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.rows.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let (true, Some(last)) = (bit, self.bytes.last_mut()) {
            *last |= 1 << (self.rows % 8);
        }
        self.rows += 1;
    }
}

/// An array of strings or of lists, without what it holds: where each row ends.
struct Ends(Vec<usize>);

impl Ends {
    fn new() -> Self {
        Self(vec![0])
    }

    /// The offsets buffer.
    ///
    /// # Errors
    /// `OverflowError` where four bytes do not hold them.
    fn into_python(self, py: Python<'_>, wide: bool) -> PyResult<Bound<'_, PyBytes>> {
        let mut bytes = Vec::with_capacity(self.0.len() * if wide { 8 } else { 4 });
        for end in self.0 {
            if wide {
                bytes.extend_from_slice(&(end as i64).to_le_bytes());
            } else {
                let end = i32::try_from(end).map_err(|_| {
                    PyOverflowError::new_err(
                        "the results pass 2 GiB: clean fewer rows at once, or a large_string column",
                    )
                })?;
                bytes.extend_from_slice(&end.to_le_bytes());
            }
        }
        Ok(PyBytes::new(py, &bytes))
    }
}

struct Strings {
    valid: Bits,
    ends: Ends,
    bytes: Vec<u8>,
}

impl Strings {
    fn new() -> Self {
        Self { valid: Bits::default(), ends: Ends::new(), bytes: Vec::new() }
    }

    fn push(&mut self, text: Option<&str>) {
        self.valid.push(text.is_some());
        self.bytes.extend_from_slice(text.unwrap_or_default().as_bytes());
        self.ends.0.push(self.bytes.len());
    }

    fn into_python(self, py: Python<'_>, wide: bool) -> PyResult<Bound<'_, PyAny>> {
        let valid = PyBytes::new(py, &self.valid.bytes);
        ("string", valid, self.ends.into_python(py, wide)?, PyBytes::new(py, &self.bytes)).into_bound_py_any(py)
    }
}

struct Lists {
    ends: Ends,
    items: Strings,
}

impl Lists {
    fn new() -> Self {
        Self { ends: Ends::new(), items: Strings::new() }
    }

    fn push(&mut self, items: &[String]) {
        for it in items {
            self.items.push(Some(it));
        }
        self.ends.0.push(self.items.valid.rows);
    }

    fn into_python(self, py: Python<'_>, wide: bool) -> PyResult<Bound<'_, PyAny>> {
        // Offsets of lists have four bytes: what cleaners of cluster engines read.
        ("list", self.ends.into_python(py, false)?, self.items.into_python(py, wide)?).into_bound_py_any(py)
    }
}

/// Numbers of a width of their own, as bytes.
struct Numbers<const BYTES: usize>(Vec<u8>);

impl<const BYTES: usize> Numbers<BYTES> {
    fn new() -> Self {
        Self(Vec::new())
    }

    /// Takes a number that its width holds.
    fn push(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u64).to_le_bytes()[..BYTES]);
    }

    fn into_python(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let kind = if BYTES == 2 { "int16" } else { "int64" };
        (kind, py.None(), PyBytes::new(py, &self.0)).into_bound_py_any(py)
    }
}

/// Columns of removals.
struct Removals {
    ends: Ends,
    rule: Strings,
    start: Numbers<8>,
    end: Numbers<8>,
    score: Numbers<2>,
    full: Option<[Strings; 3]>,
}

impl Removals {
    fn new(full: bool) -> Self {
        Self {
            ends: Ends::new(),
            rule: Strings::new(),
            start: Numbers::new(),
            end: Numbers::new(),
            score: Numbers::new(),
            full: full.then(|| [Strings::new(), Strings::new(), Strings::new()]),
        }
    }

    fn push(&mut self, removed: &[unhusk::Removed]) {
        for it in removed {
            self.rule.push(Some(&it.rule));
            self.start.push(it.start);
            self.end.push(it.end);
            self.score.push(it.score.into());
            if let Some([category, reason, text]) = &mut self.full {
                category.push(Some(it.category.name()));
                reason.push(Some(&it.reason));
                text.push(Some(&it.text));
            }
        }
        self.ends.0.push(self.rule.valid.rows);
    }

    fn into_python(self, py: Python<'_>, wide: bool) -> PyResult<Bound<'_, PyAny>> {
        let mut fields = vec![
            ("rule", self.rule.into_python(py, wide)?),
            ("start", self.start.into_python(py)?),
            ("end", self.end.into_python(py)?),
            ("score", self.score.into_python(py)?),
        ];
        if let Some(full) = self.full {
            for (name, strings) in ["category", "reason", "text"].into_iter().zip(full) {
                fields.push((name, strings.into_python(py, wide)?));
            }
        }
        ("list", self.ends.into_python(py, false)?, ("struct", fields)).into_bound_py_any(py)
    }
}

/// The names of the metadata that is one string.
const WORDS: [&str; 13] = [
    "title",
    "date",
    "modified",
    "site",
    "language",
    "dir",
    "description",
    "excerpt",
    "image",
    "url",
    "section",
    "licence",
    "page_type",
];

/// The columns of the results.
struct Results {
    valid: Bits,
    text: Strings,
    markdown: Option<Strings>,
    html: Option<Strings>,
    words: [Strings; WORDS.len()],
    author: Lists,
    tags: Lists,
    truncated: Bits,
    confidence: Numbers<2>,
    fingerprint: Strings,
    words_in: Numbers<8>,
    words_out: Numbers<8>,
    removed: Option<Removals>,
    error: Strings,
    /// What a row without a result has.
    nothing: Cleaned,
}

impl Results {
    fn new(options: &Options, rows: usize, full: bool) -> Self {
        let mut results = Self {
            valid: Bits::default(),
            text: Strings::new(),
            markdown: options.markdown.then(Strings::new),
            html: options.html.then(Strings::new),
            words: WORDS.map(|_| Strings::new()),
            author: Lists::new(),
            tags: Lists::new(),
            truncated: Bits::default(),
            confidence: Numbers::new(),
            fingerprint: Strings::new(),
            words_in: Numbers::new(),
            words_out: Numbers::new(),
            removed: options.explain.then(|| Removals::new(full)),
            error: Strings::new(),
            nothing: Cleaned::default(),
        };
        results.text.ends.0.reserve(rows);
        results
    }

    fn push(&mut self, answer: Option<&Result<Cleaned, Failure>>) {
        self.valid.push(answer.is_some());
        let (page, fine, error) = match answer {
            Some(Ok(page)) => (page, true, None),
            Some(Err(failure)) => (&self.nothing, false, Some(format!("{}: {}", failure.code(), failure.message()))),
            None => (&self.nothing, false, None),
        };
        self.error.push(error.as_deref());
        self.text.push(fine.then_some(&page.text));
        if let Some(markdown) = &mut self.markdown {
            markdown.push(page.markdown.as_deref());
        }
        if let Some(html) = &mut self.html {
            html.push(page.html.as_deref());
        }
        let metadata = &page.metadata;
        let kind = page_type(metadata);
        let words = [
            page.title.as_deref(),
            metadata.date.as_deref(),
            metadata.modified.as_deref(),
            metadata.site.as_deref(),
            metadata.language.as_deref(),
            dir(metadata),
            metadata.description.as_deref(),
            metadata.excerpt.as_deref(),
            metadata.image.as_deref(),
            metadata.url.as_deref(),
            metadata.section.as_deref(),
            metadata.licence.as_deref(),
            kind.as_deref(),
        ];
        for (column, word) in self.words.iter_mut().zip(words) {
            column.push(word);
        }
        self.author.push(&page.metadata.author);
        self.tags.push(&page.metadata.tags);
        self.truncated.push(page.metadata.truncated);
        self.confidence.push(page.confidence.into());
        self.fingerprint.push(fine.then_some(&page.fingerprint));
        self.words_in.push(page.stats.words_in);
        self.words_out.push(page.stats.words_out);
        if let Some(removed) = &mut self.removed {
            removed.push(&page.removed);
        }
    }

    fn into_python(self, py: Python<'_>, wide: bool) -> PyResult<Bound<'_, PyTuple>> {
        let mut fields = vec![("text", self.text.into_python(py, wide)?)];
        for (name, strings) in [("markdown", self.markdown), ("html", self.html)] {
            if let Some(strings) = strings {
                fields.push((name, strings.into_python(py, wide)?));
            }
        }
        for (name, strings) in WORDS.into_iter().zip(self.words) {
            fields.push((name, strings.into_python(py, wide)?));
        }
        fields.push(("author", self.author.into_python(py, wide)?));
        fields.push(("tags", self.tags.into_python(py, wide)?));
        let truncated = ("bool", py.None(), PyBytes::new(py, &self.truncated.bytes)).into_bound_py_any(py)?;
        fields.push(("truncated", truncated));
        fields.push(("confidence", self.confidence.into_python(py)?));
        fields.push(("fingerprint", self.fingerprint.into_python(py, wide)?));
        fields.push(("words_in", self.words_in.into_python(py)?));
        fields.push(("words_out", self.words_out.into_python(py)?));
        if let Some(removed) = self.removed {
            fields.push(("removed", removed.into_python(py, wide)?));
        }
        fields.push(("error", self.error.into_python(py, wide)?));
        PyTuple::new(py, [PyBytes::new(py, &self.valid.bytes).into_any(), fields.into_bound_py_any(py)?])
    }
}
