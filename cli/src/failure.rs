//! Why one input could not be cleaned; the others go on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;
use unhusk::Cleaned;

/// A failure of one input, as the record of `--jsonl` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Failure {
    /// Stable, for programs: `TOO_LARGE`, `INVALID_OPTIONS`, `INVALID_RECORD`, `IO`, `INTERNAL`.
    pub(crate) code: &'static str,
    /// For people.
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn record(message: impl Into<String>) -> Self {
        Self { code: "INVALID_RECORD", message: message.into() }
    }

    pub(crate) fn io(error: &std::io::Error) -> Self {
        Self { code: "IO", message: plain(error) }
    }
}

impl From<unhusk::Error> for Failure {
    fn from(error: unhusk::Error) -> Self {
        Self { code: error.code(), message: error.to_string() }
    }
}

/// An I/O error in words, without the number that the standard library adds.
pub(crate) fn plain(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "no such file".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::AlreadyExists => "it exists already; --force replaces it".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}

/// Cleans with a net below: a bug in the library fails one page, not the run.
pub(crate) fn guarded(clean: impl FnOnce() -> Result<Cleaned, unhusk::Error>) -> Result<Cleaned, Failure> {
    // What the closure borrows is not looked at after a panic.
    match catch_unwind(AssertUnwindSafe(clean)) {
        Ok(result) => Ok(result?),
        Err(_) => Err(Failure { code: "INTERNAL", message: "a bug in unhusk; please report it with this page".into() }),
    }
}
