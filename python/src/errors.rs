//! What goes wrong, as Python's exceptions: the classes themselves are Python's (`unhusk/errors.py`), so that they inherit from
//! more than one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::PyErr;
use unhusk::{Error, ErrorKind};

pyo3::import_exception!(unhusk.errors, InternalError);
pyo3::import_exception!(unhusk.errors, OptionsError);
pyo3::import_exception!(unhusk.errors, TooLargeError);

/// Why a page was not cleaned. Made without Python, on any thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    Options(String),
    TooLarge(String),
    Bug,
}

impl Failure {
    /// That `removed` is none of what it can be.
    pub(crate) fn removed(removed: &str) -> Self {
        Self::Options(format!("removed is none, compact or full, not {removed}"))
    }

    /// In words.
    pub(crate) fn message(&self) -> &str {
        match self {
            Self::Options(message) | Self::TooLarge(message) => message,
            Self::Bug => "a bug in unhusk: this page cannot be cleaned; the next one can",
        }
    }

    /// As records of the command have it.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Options(_) => "INVALID_OPTIONS",
            Self::TooLarge(_) => "TOO_LARGE",
            Self::Bug => "INTERNAL",
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::TooLarge => Self::TooLarge(error.to_string()),
            _ => Self::Options(error.to_string()),
        }
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        let message = failure.message().to_owned();
        match failure {
            Failure::Options(_) => OptionsError::new_err(message),
            Failure::TooLarge(_) => TooLargeError::new_err(message),
            Failure::Bug => InternalError::new_err(message),
        }
    }
}

/// Runs what must not end the caller's program: a bug in it costs one page.
pub(crate) fn guarded<T>(clean: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // A page's state is its own: nothing of it is seen after the panic.
    catch_unwind(AssertUnwindSafe(clean)).unwrap_or(Err(Failure::Bug))
}
