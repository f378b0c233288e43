//! Why one input could not be cleaned; the others go on.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use serde::Serialize;

/// A failure of one input, as the record of `--jsonl` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Failure {
    /// Stable, for programs: `TOO_LARGE`, `INVALID_OPTIONS`, `INVALID_RECORD`, `NOT_A_PAGE`, `DAMAGED`, `IO`, `INTERNAL`.
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

    /// Why a file could not be opened; a web address in its place is told from a name that is wrong.
    pub(crate) fn opening(path: &Path, error: &std::io::Error) -> Self {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        match path.to_str().filter(|name| missing && is_address(name)) {
            Some(_) => Self { code: "IO", message: ADDRESS.into() },
            None => Self::io(error),
        }
    }
}

/// What to do with a web address where a page is wanted.
pub(crate) const ADDRESS: &str = "a web address, not a page; unhusk fetches nothing: curl -sL ADDRESS | unhusk";

/// Whether a text is a web address and nothing else.
pub(crate) fn is_address(text: &str) -> bool {
    let text = text.trim();
    ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme)) && !text.contains(char::is_whitespace)
}

impl From<unhusk::Error> for Failure {
    fn from(error: unhusk::Error) -> Self {
        // The library names its option, the reader of this has the command's.
        Self { code: error.code(), message: error.to_string().replace("max_input_bytes", "--max-input-bytes") }
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

thread_local! {
    /// Whether this thread is making an answer.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Makes an answer with a net below: a bug fails one page, not the run.
pub(crate) fn guarded<T>(make: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    GUARDED.set(true);
    // What the closure borrows is not looked at after a panic, but for an id and notes, which are whole.
    let made = catch_unwind(AssertUnwindSafe(make));
    GUARDED.set(false);
    made.unwrap_or_else(|_| {
        Err(Failure { code: "INTERNAL", message: "a bug in unhusk; please report it with this page".into() })
    })
}

/// Keeps panics off standard error where [`guarded`] makes a failure of them; all others are told.
pub(crate) fn hush() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |about| {
        if !GUARDED.get() {
            tell(about);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        static TOLD: Cell<usize> = const { Cell::new(0) };
    }

    #[test]
    fn panics_are_told_but_where_they_become_failures() {
        let before = std::panic::take_hook();
        // Other tests may panic meanwhile, on threads of their own.
        std::panic::set_hook(Box::new(|_| TOLD.set(TOLD.get() + 1)));
        hush();
        let answer = guarded(|| -> Result<(), Failure> { panic!("a bug") });
        let guarded_told = TOLD.get();
        let outside = catch_unwind(|| panic!("outside"));
        let outside_told = TOLD.get();
        std::panic::set_hook(before);
        assert_eq!(answer.unwrap_err().code, "INTERNAL");
        assert!(outside.is_err());
        assert_eq!((guarded_told, outside_told), (0, 1));
        assert_eq!(guarded(|| Ok(7)), Ok(7));
    }
}
