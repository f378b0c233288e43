//! `Cleaned`: the result, a frozen Python object.

use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple};
use serde::{Deserialize, Serialize};

use crate::engine::{Answer, Unit};
use crate::errors::Failure;
use crate::frozen::{from_json, hash, json, quoted, rebuild};
use crate::input::Text;
use crate::metadata::PyMetadata;
use crate::page::{Page, of_kind};
use crate::removed::{PyPiece, PyRemoved};
use crate::stats::PyStats;
/// What pickling keeps of a page.
#[derive(Serialize, Deserialize)]
struct State<'a> {
    page: std::borrow::Cow<'a, unhusk::Cleaned>,
    source: std::borrow::Cow<'a, str>,
    unit: Unit,
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
