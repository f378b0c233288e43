//! What can go wrong: limits and options. A page is never an error.

/// Why a page was not cleaned.
///
/// Only a limit or a wrong option is an error; any content gives an answer.
///
/// ```
/// let error = unhusk::Cleaner::new().max_input_bytes(3).clean("four").unwrap_err();
/// assert_eq!(error.kind(), unhusk::ErrorKind::TooLarge);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    cause: Cause,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Cause {
    TooLarge { bytes: usize, limit: usize },
    InvalidOptions(String),
}

/// What kind of error it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input is over [`Options::max_input_bytes`](crate::Options::max_input_bytes).
    TooLarge,
    /// An option cannot be what it was set to: a selector, a pattern, a range, a category's name.
    InvalidOptions,
}

impl Error {
    pub(crate) fn too_large(bytes: usize, limit: usize) -> Self {
        Self { cause: Cause::TooLarge { bytes, limit } }
    }

    pub(crate) fn invalid_options(message: impl Into<String>) -> Self {
        Self { cause: Cause::InvalidOptions(message.into()) }
    }

    /// What kind of error it is.
    ///
    /// ```
    /// use unhusk::{Cleaner, ErrorKind};
    /// assert_eq!(Cleaner::new().drop_selector("p >").unwrap_err().kind(), ErrorKind::InvalidOptions);
    /// ```
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self.cause {
            Cause::TooLarge { .. } => ErrorKind::TooLarge,
            Cause::InvalidOptions(_) => ErrorKind::InvalidOptions,
        }
    }

    /// The kind as records of the command and of JavaScript have it: `TOO_LARGE` or `INVALID_OPTIONS`.
    ///
    /// ```
    /// let error = "tweets".parse::<unhusk::Category>().unwrap_err();
    /// assert_eq!(error.code(), "INVALID_OPTIONS");
    /// ```
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind() {
            ErrorKind::TooLarge => "TOO_LARGE",
            ErrorKind::InvalidOptions => "INVALID_OPTIONS",
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.cause {
            Cause::TooLarge { bytes, limit } => write!(
                f,
                "the input has {bytes} bytes, more than the limit of {limit}; raise max_input_bytes to clean it"
            ),
            Cause::InvalidOptions(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
