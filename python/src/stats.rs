//! `Stats`: counts of one cleaning, a frozen Python object.

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::frozen::{from_json, hash, json, rebuild};
/// Counts of one cleaning. Two are equal when all of them are but the time taken.
#[pyclass(frozen, name = "Stats", module = "unhusk")]
pub(crate) struct PyStats(pub(crate) unhusk::Stats);

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
