//! The Python package `unhusk`: its native module. `package/unhusk` is the Python around it, with the types.

// Documentation is written for Python, whose lists, subscripts and addresses look like Markdown's.
#![expect(clippy::doc_link_with_quotes, clippy::doc_markdown)]

mod arrow;
mod cleaned;
mod cleaner;
mod crawl;
mod engine;
mod errors;
mod frozen;
mod input;
mod many;
mod metadata;
mod offsets;
mod page;
mod removed;
mod stats;
mod stream;

use pyo3::prelude::*;

/// The native module of unhusk; use `unhusk`, which has all of it.
#[pymodule(gil_used = false)]
mod _unhusk {
    use pyo3::prelude::*;
    use pyo3::types::PyTuple;

    #[pymodule_export]
    use crate::cleaned::PyCleaned;
    #[pymodule_export]
    use crate::cleaner::{PyCleaner, clean, decode};
    #[pymodule_export]
    use crate::crawl::PyCrawl;
    #[pymodule_export]
    use crate::metadata::PyMetadata;
    #[pymodule_export]
    use crate::removed::{PyPiece, PyRemoved};
    #[pymodule_export]
    use crate::stats::PyStats;
    #[pymodule_export]
    use crate::stream::PyStream;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let categories = unhusk::Category::ALL.iter().map(|category| category.name());
        module.add("CATEGORIES", PyTuple::new(module.py(), categories)?)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
