//! A file of a crawl to rows: what `unhusk corpus` writes of it.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, TryLockError};

use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use unhusk_corpus::{Made, Reader, Removals, Rows};

use crate::errors::Failure;
use crate::many::Heartbeat;

/// The iterator that `Cleaner.crawl` gives.
#[pyclass(frozen, name = "Crawl", module = "unhusk._unhusk")]
pub(crate) struct PyCrawl(Mutex<Crawl>);

struct Crawl {
    reader: Reader,
    rows: Rows,
    /// The file as rows name it.
    name: String,
    heartbeat: Heartbeat,
}

impl PyCrawl {
    pub(crate) fn open(
        path: PathBuf,
        name: Option<String>,
        cleaner: unhusk::Cleaner,
        removed: &str,
        metadata: bool,
    ) -> PyResult<Self> {
        let file = File::open(&path)?;
        let name = name.unwrap_or_else(|| path.into_os_string().to_string_lossy().into_owned());
        let reader = Reader::file(file, &name, cleaner.options().max_input_bytes)?;
        let mut rows = Rows::new(cleaner);
        rows.removals = match removed {
            "none" => Removals::None,
            "compact" => Removals::Compact,
            "full" => Removals::Full,
            _ => return Err(Failure::removed(removed).into()),
        };
        rows.metadata = metadata;
        Ok(Self(Mutex::new(Crawl { reader, rows, name, heartbeat: Heartbeat::new() })))
    }
}

#[pymethods]
impl PyCrawl {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<String>> {
        let mut crawl = match self.0.try_lock() {
            Ok(crawl) => crawl,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(PyValueError::new_err("the crawl is already being read")),
        };
        // Not the guard: it may not leave its thread, and what runs detached could.
        let crawl = &mut *crawl;
        py.detach(|| crawl.row())
    }
}

impl Crawl {
    /// The next row, without its line break. Runs detached from Python.
    fn row(&mut self) -> PyResult<Option<String>> {
        loop {
            self.heartbeat.beat()?;
            let Some(item) = self.reader.next() else { return Ok(None) };
            let item = item.map_err(|error| PyOSError::new_err(format!("{}: {error}", self.name)))?;
            let made = catch_unwind(AssertUnwindSafe(|| self.rows.row(&self.name, &item)));
            match made.unwrap_or_else(|_| self.rows.internal(&self.name, &item)) {
                Made::Row { json, .. } | Made::Failed { json, .. } => {
                    let row = String::from_utf8(json).map_err(|_| Failure::Bug)?;
                    return Ok(Some(row.trim_end().to_owned()));
                }
                Made::Skipped(_) => {}
            }
        }
    }
}
