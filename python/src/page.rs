//! The result, as frozen Python objects. They share the page: what is not asked for is not made.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple};
use serde::{Deserialize, Serialize};

use crate::engine::{Answer, Unit};
use crate::errors::Failure;
use crate::input::Text;
use crate::offsets::Cursor;

/// A page and what is worked out of it once.
struct Page {
    answer: Answer,
    /// Start and end of each removal, of each piece, in code points.
    points: OnceLock<(Vec<Range>, Vec<Range>)>,
}

type Range = (usize, usize);

impl Page {
    fn new(answer: Answer) -> Self {
        Self { answer, points: OnceLock::new() }
    }

    fn points(&self) -> &(Vec<Range>, Vec<Range>) {
        self.points.get_or_init(|| {
            let mut cursor = Cursor::new(&self.answer.source);
            let mut range = |start, end| (cursor.point_at(start), cursor.point_at(end));
            let page = &self.answer.page;
            let removed = page.removed.iter().map(|it| range(it.start, it.end)).collect();
            (removed, page.pieces.iter().flatten().map(|it| range(it.start, it.end)).collect())
        })
    }

    fn removed_at(&self, index: usize) -> Range {
        match self.answer.unit {
            Unit::Points => self.points().0[index],
            Unit::Bytes => (self.answer.page.removed[index].start, self.answer.page.removed[index].end),
        }
    }

    /// The result as the command has it.
    fn record(&self) -> unhusk::Cleaned {
        let mut page = self.answer.page.clone();
        if page.input == unhusk::ReadAs::Html && page.pieces.is_some() {
            page.source = Some(self.answer.source.to_string());
        }
        page
    }

    /// The result without the one field that differs from run to run.
    fn timeless(&self) -> unhusk::Cleaned {
        let mut page = self.record();
        page.stats.micros = 0;
        page
    }
}

/// What pickling keeps of a page.
#[derive(Serialize, Deserialize)]
struct State<'a> {
    page: std::borrow::Cow<'a, unhusk::Cleaned>,
    source: std::borrow::Cow<'a, str>,
    unit: Unit,
}

fn json(value: &impl Serialize) -> PyResult<Vec<u8>> {
    // Strings, numbers and lists of them always have a JSON form.
    Ok(serde_json::to_vec(value).map_err(|_| Failure::Bug)?)
}

fn from_json<'a, T: Deserialize<'a>>(state: &'a [u8]) -> PyResult<T> {
    Ok(serde_json::from_slice(state).map_err(|it| Failure::Options(format!("not a pickled result: {it}")))?)
}

fn hash(value: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A text as the page's kind has it: `str` of a `str`, `bytes` of bytes.
fn of_kind(py: Python<'_>, text: &str, unit: Unit) -> PyResult<Py<PyAny>> {
    match unit {
        Unit::Points => text.into_py_any(py),
        Unit::Bytes => Ok(PyBytes::new(py, text.as_bytes()).into_any().unbind()),
    }
}

/// A cleaned page: what :func:`clean` gives.
///
/// Frozen, hashable and picklable. Two are equal when all of them is but the time they took.
///
/// >>> page = unhusk.clean("Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said.")
/// >>> page.text
/// 'The ferry to Skagen sails again from Monday, the harbour office said.'
/// >>> [(it.rule, it.text) for it in page.removed]
/// [('share-label', 'Share this:')]
#[pyclass(frozen, generic, name = "Cleaned", module = "unhusk")]
pub(crate) struct PyCleaned(Arc<Page>);

impl PyCleaned {
    pub(crate) fn new(answer: Answer) -> Self {
        Self(Arc::new(Page::new(answer)))
    }

    fn page(&self) -> &unhusk::Cleaned {
        &self.0.answer.page
    }
}

#[pymethods]
impl PyCleaned {
    /// The headline, without the site's name; None where there is none.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.page().title.as_deref()
    }

    /// The article alone: paragraphs with one blank line between, lines of a list or table one line break apart. Empty where
    /// the page has none.
    #[getter]
    fn text(&self) -> &str {
        &self.page().text
    }

    /// The article as Markdown (CommonMark with GFM tables); None unless asked for with ``markdown=True``.
    #[getter]
    fn markdown(&self) -> Option<&str> {
        self.page().markdown.as_deref()
    }

    /// The article as safe, semantic HTML; None unless asked for with ``html=True``.
    #[getter]
    fn html(&self) -> Option<&str> {
        self.page().html.as_deref()
    }

    /// How the page was read: ``html`` or ``text``.
    #[getter]
    fn input(&self) -> &'static str {
        match self.page().input {
            unhusk::ReadAs::Html => "html",
            unhusk::ReadAs::Text => "text",
        }
    }

    /// What the page says of itself: author, date, language …
    #[getter]
    fn metadata(&self) -> PyMetadata {
        PyMetadata(self.page().metadata.clone())
    }

    /// Where each field of the metadata came from (``json-ld``, ``opengraph`` …); None unless asked for with
    /// ``metadata_sources=True``.
    #[getter]
    fn metadata_sources(&self) -> Option<std::collections::BTreeMap<String, String>> {
        self.page().metadata_sources.clone()
    }

    /// Every removal, in the order of the page; empty with ``explain=False``.
    #[getter]
    fn removed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let all =
            (0..self.page().removed.len()).map(|index| Py::new(py, PyRemoved { page: Arc::clone(&self.0), index }));
        PyTuple::new(py, all.collect::<PyResult<Vec<_>>>()?)
    }

    /// The partition of the source: what was kept, what was removed, the white space between. None unless asked for with
    /// ``pieces=True``.
    #[getter]
    fn pieces<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyTuple>>> {
        let Some(pieces) = &self.page().pieces else { return Ok(None) };
        let make = |(index, piece): (usize, &unhusk::Piece)| {
            let mut piece = *piece;
            if self.0.answer.unit == Unit::Points {
                (piece.start, piece.end) = self.0.points().1[index];
            }
            Py::new(py, PyPiece(piece))
        };
        PyTuple::new(py, pieces.iter().enumerate().map(make).collect::<PyResult<Vec<_>>>()?).map(Some)
    }

    /// The text that ``start`` and ``end`` of removals and pieces index: ``page.source[it.start:it.end] == it.text``.
    ///
    /// For flattened text it is the page itself; for HTML the text of all its blocks, hidden ones included. It is a ``str`` whose
    /// code points count where the page was a ``str``, and ``bytes`` of UTF-8 where the page was bytes.
    ///
    /// >>> page = unhusk.clean("Café!\n\nShare this:\n\nThe café on the quay of Skagen is open again, its owner said.".encode())
    /// >>> [page.source[it.start : it.end] for it in page.removed][-1]
    /// b'Share this:'
    #[getter]
    fn source(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        match &self.0.answer.source {
            Text::Python(text) => text.as_py_str().clone_ref(py).into_py_any(py),
            Text::Own(text) => of_kind(py, text, self.0.answer.unit),
        }
    }

    /// How sure it is that ``text`` is the page's article, 0 to 1000; under 200 where none was found.
    #[getter]
    fn confidence(&self) -> u16 {
        self.page().confidence
    }

    /// A hash of the folded article in 16 hexadecimal digits: equal for two scrapes of one article.
    #[getter]
    fn fingerprint(&self) -> &str {
        &self.page().fingerprint
    }

    /// Counts.
    #[getter]
    fn stats(&self) -> PyStats {
        PyStats(self.page().stats)
    }

    /// The result as dicts, lists, strings and numbers, ready for JSON; what was not asked for is not in it.
    ///
    /// Offsets are those of this object: code points, or bytes where the page was bytes.
    ///
    /// >>> unhusk.clean("Share this:").to_dict()["removed"][0]["category"]
    /// 'share'
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let mut page = self.0.record();
        if self.0.answer.unit == Unit::Points {
            let (removed, pieces) = self.0.points();
            for (it, range) in page.removed.iter_mut().zip(removed) {
                (it.start, it.end) = *range;
            }
            for (it, range) in page.pieces.iter_mut().flatten().zip(pieces) {
                (it.start, it.end) = *range;
            }
        }
        Ok(pythonize::pythonize(py, &page).map_err(|_| Failure::Bug)?.cast_into::<PyDict>()?)
    }

    /// The result as one line of JSON: what ``unhusk --format json`` prints of this page. Offsets are bytes in it, always.
    ///
    /// >>> json.loads(unhusk.clean("Share this:").to_json())["removed"][0]["rule"]
    /// 'share-label'
    fn to_json(&self) -> PyResult<String> {
        Ok(serde_json::to_string(&self.0.record()).map_err(|_| Failure::Bug)?)
    }

    fn __eq__(&self, other: &Self) -> bool {
        let (one, two) = (&self.0, &other.0);
        Arc::ptr_eq(one, two)
            || one.answer.unit == two.answer.unit
                && *one.answer.source == *two.answer.source
                && one.timeless() == two.timeless()
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&json(&self.0.timeless())?))
    }

    fn __repr__(&self) -> String {
        let page = self.page();
        let name = page.title.as_deref().map_or_else(|| "untitled".to_owned(), quoted);
        let unhusk::Stats { words_in, words_out, .. } = page.stats;
        format!("<Cleaned {name}: {words_out} of {words_in} words, {} removals>", page.removed.len())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let Answer { page, source, unit } = &slf.get().0.answer;
        let state = State { page: std::borrow::Cow::Borrowed(page), source: (&**source).into(), unit: *unit };
        rebuild(slf, &state)
    }

    #[staticmethod]
    fn _from_state(state: &[u8]) -> PyResult<Self> {
        let State { page, source, unit } = from_json(state)?;
        let source = Text::Own(source.into_owned());
        Ok(Self::new(Answer { page: page.into_owned(), source, unit }))
    }
}

/// A removal alone, as pickling keeps it.
#[derive(Serialize, Deserialize)]
struct Alone {
    removed: unhusk::Removed,
    range: Range,
    unit: Unit,
}

/// How an object is made again: by its class and its state in JSON.
fn rebuild<'py, T>(
    slf: &Bound<'py, T>,
    state: &impl Serialize,
) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
    let make = slf.as_any().get_type().getattr("_from_state")?;
    Ok((make, (PyBytes::new(slf.py(), &json(state)?),)))
}

/// One removal: a block of the page, or a span inside one.
#[pyclass(frozen, generic, name = "Removed", module = "unhusk")]
pub(crate) struct PyRemoved {
    page: Arc<Page>,
    index: usize,
}

impl PyRemoved {
    fn removed(&self) -> &unhusk::Removed {
        &self.page.answer.page.removed[self.index]
    }

    fn alone(&self) -> Alone {
        Alone { removed: self.removed().clone(), range: self.page.removed_at(self.index), unit: self.page.answer.unit }
    }
}

#[pymethods]
impl PyRemoved {
    /// What it is: one of :data:`unhusk.CATEGORIES`.
    #[getter]
    fn category(&self) -> &'static str {
        self.removed().category.name()
    }

    /// Id of the rule that found it; ``scorer``, ``override``, ``selector``, ``pattern`` or ``option`` where no rule did.
    #[getter]
    fn rule(&self) -> &str {
        &self.removed().rule
    }

    /// Why, in words.
    #[getter]
    fn reason(&self) -> &str {
        &self.removed().reason
    }

    /// Where it starts in the page's ``source``.
    #[getter]
    fn start(&self) -> usize {
        self.page.removed_at(self.index).0
    }

    /// Where it ends in the page's ``source``.
    #[getter]
    fn end(&self) -> usize {
        self.page.removed_at(self.index).1
    }

    /// The text that was removed, as it stood there: ``str``, or ``bytes`` of UTF-8 where the page was bytes.
    #[getter]
    fn text(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        of_kind(py, &self.removed().text, self.page.answer.unit)
    }

    /// How sure the rule or the scorer is, 0 to 1000.
    #[getter]
    fn score(&self) -> u16 {
        self.removed().score
    }

    /// CSS path of the element, from ``body`` down (HTML only).
    #[getter]
    fn path(&self) -> Option<&str> {
        self.removed().path.as_deref()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.removed() == other.removed()
            && self.page.answer.unit == other.page.answer.unit
            && self.page.removed_at(self.index) == other.page.removed_at(other.index)
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&json(&self.alone())?))
    }

    fn __repr__(&self) -> String {
        let (start, end) = self.page.removed_at(self.index);
        format!("<Removed {start}:{end} by {}: {}>", self.removed().rule, quoted(&self.removed().text))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        rebuild(slf, &slf.get().alone())
    }

    #[staticmethod]
    fn _from_state(state: &[u8]) -> PyResult<Self> {
        let Alone { removed, range, unit } = from_json(state)?;
        // A page of this one removal.
        let mut page = unhusk::Cleaned::default();
        page.removed.push(removed);
        let page = Page::new(Answer { page, source: Text::Own(String::new()), unit });
        page.points.get_or_init(|| (vec![range], Vec::new()));
        Ok(Self { page: Arc::new(page), index: 0 })
    }
}

/// One piece of the partition of a page's text.
#[pyclass(frozen, eq, name = "Piece", module = "unhusk")]
#[derive(PartialEq)]
pub(crate) struct PyPiece(unhusk::Piece);

#[pymethods]
impl PyPiece {
    /// What became of it: ``kept``, ``removed`` or ``space``.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.0.kind {
            unhusk::PieceKind::Kept => "kept",
            unhusk::PieceKind::Removed => "removed",
            unhusk::PieceKind::Space => "space",
        }
    }

    /// Where it starts in the page's ``source``.
    #[getter]
    fn start(&self) -> usize {
        self.0.start
    }

    /// Where it ends in the page's ``source``.
    #[getter]
    fn end(&self) -> usize {
        self.0.end
    }

    /// For a removed piece, its index in the page's ``removed``.
    #[getter]
    fn removed(&self) -> Option<usize> {
        self.0.removed
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&json(&self.0)?))
    }

    fn __repr__(&self) -> String {
        format!("<Piece {}:{} {}>", self.0.start, self.0.end, self.kind())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        rebuild(slf, &slf.get().0)
    }

    #[staticmethod]
    fn _from_state(state: &[u8]) -> PyResult<Self> {
        from_json(state).map(Self)
    }
}

/// What a page says of itself.
///
/// >>> unhusk.clean("<html lang=da><title>Færgen sejler igen</title><p>Færgen til Skagen sejler igen fra mandag.").metadata.language
/// 'da'
#[pyclass(frozen, eq, name = "Metadata", module = "unhusk")]
#[derive(PartialEq)]
pub(crate) struct PyMetadata(unhusk::Metadata);

#[pymethods]
impl PyMetadata {
    /// Names of the authors.
    #[getter]
    fn author<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.author)
    }

    /// When it was published: ISO 8601, a date or a date and time with its zone. Where the page shows only when it was last
    /// changed, that.
    #[getter]
    fn date(&self) -> Option<&str> {
        self.0.date.as_deref()
    }

    /// When it was last changed, in the same form.
    #[getter]
    fn modified(&self) -> Option<&str> {
        self.0.modified.as_deref()
    }

    /// The site's name.
    #[getter]
    fn site(&self) -> Option<&str> {
        self.0.site.as_deref()
    }

    /// Language of the article, ISO 639-1.
    #[getter]
    fn language(&self) -> Option<&str> {
        self.0.language.as_deref()
    }

    /// Which way the article is written, ``ltr`` or ``rtl``: as the page declares, else as most of its letters run.
    #[getter]
    fn dir(&self) -> Option<&'static str> {
        dir(&self.0)
    }

    /// The page's own summary.
    #[getter]
    fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// What the page is about, in a few lines: its own summary, else the article's first paragraph, cut behind a word at 300
    /// characters.
    #[getter]
    fn excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_deref()
    }

    /// Address of the lead picture.
    #[getter]
    fn image(&self) -> Option<&str> {
        self.0.image.as_deref()
    }

    /// Canonical address.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// Keywords.
    #[getter]
    fn tags<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.tags)
    }

    /// The site's section.
    #[getter]
    fn section(&self) -> Option<&str> {
        self.0.section.as_deref()
    }

    /// Licence of the text: a name or an address.
    #[getter]
    fn licence(&self) -> Option<&str> {
        self.0.licence.as_deref()
    }

    /// What kind of page it is: ``article``, ``documentation``, ``forum``, ``product``, ``collection``, ``listing`` or ``service``.
    #[getter]
    fn page_type(&self) -> Option<String> {
        page_type(&self.0)
    }

    /// Whether a paywall cut the text, or the page has more elements, lines or addresses than are read or written one by one.
    #[getter]
    fn truncated(&self) -> bool {
        self.0.truncated
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&json(&self.0)?))
    }

    fn __repr__(&self) -> String {
        let unhusk::Metadata { author, date, language, .. } = &self.0;
        let shown = |text: &Option<String>| text.as_deref().map_or_else(|| "None".to_owned(), quoted);
        let author: Vec<_> = author.iter().map(|it| quoted(it)).collect();
        format!("<Metadata author=[{}] date={} language={}>", author.join(", "), shown(date), shown(language))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        rebuild(slf, &slf.get().0)
    }

    #[staticmethod]
    fn _from_state(state: &[u8]) -> PyResult<Self> {
        from_json(state).map(Self)
    }
}

/// Counts of one cleaning. Two are equal when all of them are but the time taken.
#[pyclass(frozen, name = "Stats", module = "unhusk")]
pub(crate) struct PyStats(unhusk::Stats);

impl PyStats {
    fn timeless(&self) -> unhusk::Stats {
        let mut stats = self.0;
        stats.micros = 0;
        stats
    }
}

#[pymethods]
impl PyStats {
    /// Words of the page's text.
    #[getter]
    fn words_in(&self) -> usize {
        self.0.words_in
    }

    /// Words of the article.
    #[getter]
    fn words_out(&self) -> usize {
        self.0.words_out
    }

    /// Bytes of the page, as UTF-8.
    #[getter]
    fn bytes_in(&self) -> usize {
        self.0.bytes_in
    }

    /// Blocks of text on the page.
    #[getter]
    fn blocks(&self) -> usize {
        self.0.blocks
    }

    /// Time taken, in microseconds; the one field that differs from run to run.
    #[getter]
    fn micros(&self) -> u64 {
        self.0.micros
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.timeless() == other.timeless()
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&json(&self.timeless())?))
    }

    fn __repr__(&self) -> String {
        let unhusk::Stats { words_in, words_out, blocks, micros, .. } = self.0;
        format!("<Stats words_in={words_in} words_out={words_out} blocks={blocks} micros={micros}>")
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        rebuild(slf, &slf.get().0)
    }

    #[staticmethod]
    fn _from_state(state: &[u8]) -> PyResult<Self> {
        from_json(state).map(Self)
    }
}

/// The name of a page's type, as records have it.
pub(crate) fn page_type(metadata: &unhusk::Metadata) -> Option<String> {
    serde_json::to_value(metadata.page_type?).ok()?.as_str().map(ToOwned::to_owned)
}

/// The name of a direction, as records have it.
pub(crate) fn dir(metadata: &unhusk::Metadata) -> Option<&'static str> {
    metadata.dir.map(|dir| match dir {
        unhusk::Direction::Ltr => "ltr",
        unhusk::Direction::Rtl => "rtl",
    })
}

/// How much of a text a `repr` shows, in characters.
const SHOWN: usize = 60;

/// A text in quotes, shortened.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}
