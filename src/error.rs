//! What can go wrong: limits and options. A page is never an error.

/// Why a page was not cleaned.
///
/// Only a limit or a wrong option is an error; any content gives an answer.
///
/// ```
/// let error = unhusk::Cleaner::new().max_input_bytes(3).clean("four").unwrap_err();
/// assert_eq!(error.code(), "TOO_LARGE");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    TooLarge { bytes: usize, limit: usize },
    InvalidOptions(String),
}

impl Error {
    pub(crate) fn too_large(bytes: usize, limit: usize) -> Self {
        Self { kind: Kind::TooLarge { bytes, limit } }
    }

    pub(crate) fn invalid_options(message: impl Into<String>) -> Self {
        Self { kind: Kind::InvalidOptions(message.into()) }
    }

    /// A stable code for programs: `TOO_LARGE` or `INVALID_OPTIONS`.
    ///
    /// ```
    /// let error = "tweets".parse::<unhusk::Category>().unwrap_err();
    /// assert_eq!(error.code(), "INVALID_OPTIONS");
    /// ```
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            Kind::TooLarge { .. } => "TOO_LARGE",
            Kind::InvalidOptions(_) => "INVALID_OPTIONS",
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.kind {
            Kind::TooLarge { bytes, limit } => write!(
                f,
                "the input has {bytes} bytes, more than the limit of {limit}; raise max_input_bytes to clean it"
            ),
            Kind::InvalidOptions(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
