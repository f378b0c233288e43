//! A cleaned page, which the Python objects of its parts share: what is not asked for is not made.

use std::sync::OnceLock;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::engine::{Answer, Unit};
use crate::offsets::Cursor;
/// A page and what is worked out of it once.
pub(crate) struct Page {
    pub(crate) answer: Answer,
    /// Start and end of each removal, of each piece, in code points.
    pub(crate) points: OnceLock<(Vec<Range>, Vec<Range>)>,
}

pub(crate) type Range = (usize, usize);

impl Page {
    pub(crate) fn new(answer: Answer) -> Self {
        Self { answer, points: OnceLock::new() }
    }

    pub(crate) fn points(&self) -> &(Vec<Range>, Vec<Range>) {
        self.points.get_or_init(|| {
            let mut cursor = Cursor::new(&self.answer.source);
            let mut range = |start, end| (cursor.point_at(start), cursor.point_at(end));
            let page = &self.answer.page;
            let removed = page.removed.iter().map(|it| range(it.start, it.end)).collect();
            (removed, page.pieces.iter().flatten().map(|it| range(it.start, it.end)).collect())
        })
    }

    pub(crate) fn removed_at(&self, index: usize) -> Range {
        match self.answer.unit {
            Unit::Points => self.points().0[index],
            Unit::Bytes => (self.answer.page.removed[index].start, self.answer.page.removed[index].end),
        }
    }

    /// The result as the command has it.
    pub(crate) fn record(&self) -> unhusk::Cleaned {
        let mut page = self.answer.page.clone();
        if page.input == unhusk::ReadAs::Html && page.pieces.is_some() {
            page.source = Some(self.answer.source.to_string());
        }
        page
    }

    /// The result without the one field that differs from run to run.
    pub(crate) fn timeless(&self) -> unhusk::Cleaned {
        let mut page = self.record();
        page.stats.micros = 0;
        page
    }
}

/// A text as the page's kind has it: `str` of a `str`, `bytes` of bytes.
pub(crate) fn of_kind(py: Python<'_>, text: &str, unit: Unit) -> PyResult<Py<PyAny>> {
    match unit {
        Unit::Points => text.into_py_any(py),
        Unit::Bytes => Ok(PyBytes::new(py, text.as_bytes()).into_any().unbind()),
    }
}
