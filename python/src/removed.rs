//! `Removed` and `Piece`: parts of a page, frozen Python objects.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::{Deserialize, Serialize};

use crate::engine::{Answer, Unit};
use crate::frozen::{from_json, hash, json, quoted, rebuild};
use crate::input::Text;
use crate::page::{Page, Range, of_kind};
/// A removal alone, as pickling keeps it.
#[derive(Serialize, Deserialize)]
struct Alone {
    removed: unhusk::Removed,
    range: Range,
    unit: Unit,
}

/// One removal: a block of the page, or a span inside one.
#[pyclass(frozen, generic, name = "Removed", module = "unhusk")]
pub(crate) struct PyRemoved {
    pub(crate) page: Arc<Page>,
    pub(crate) index: usize,
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
pub(crate) struct PyPiece(pub(crate) unhusk::Piece);

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
