//! A page as Python gives it: `str`, `bytes` or any other buffer, alone or with its address and encoding.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyMemoryView, PyString, PyTuple};

/// Text that Python or Rust owns.
pub(crate) enum Text {
    Python(PyBackedStr),
    Own(String),
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Python(text) => text,
            Self::Own(text) => text,
        }
    }
}

/// A page's content.
pub(crate) enum Content {
    Text(Text),
    Bytes(PyBackedBytes),
}

impl Content {
    /// Takes what has a page in it.
    ///
    /// # Errors
    /// `TypeError` for what is neither `str` nor a buffer.
    pub(crate) fn of(page: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = page.cast::<PyString>() {
            return Ok(Self::Text(text_of(text)?));
        }
        if let Ok(bytes) = page.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.clone().into()));
        }
        let Ok(view) = PyMemoryView::from(page) else {
            let kind = page.get_type().name()?;
            return Err(PyTypeError::new_err(format!("a page is str, bytes or another buffer, not {kind}")));
        };
        // A copy: another thread may change a buffer while it is read.
        Ok(Self::Bytes(view.call_method0("tobytes")?.cast_into::<PyBytes>()?.into()))
    }

    /// How much memory it takes.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

/// The text of a `str`. Half surrogate pairs, which Python allows and Unicode forbids, become U+FFFD, two halves that meet their
/// character: what JSON would make of them, so that Python and the command agree.
fn text_of(text: &Bound<'_, PyString>) -> PyResult<Text> {
    if let Ok(text) = PyBackedStr::try_from(text.clone()) {
        return Ok(Text::Python(text));
    }
    let units = text.call_method1("encode", ("utf-16-le", "surrogatepass"))?.cast_into::<PyBytes>()?;
    let units = units.as_bytes().chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Ok(Text::Own(char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()))
}

/// A page to clean.
pub(crate) struct Job {
    pub(crate) content: Content,
    pub(crate) url: Option<String>,
    pub(crate) encoding: Option<String>,
}

impl Job {
    /// Takes an item of `clean_many` or `stream`: a page, or a tuple of a page, its address and its encoding.
    ///
    /// # Errors
    /// `TypeError` for anything else.
    pub(crate) fn of(item: &Bound<'_, PyAny>) -> PyResult<Self> {
        let Ok(tuple) = item.cast::<PyTuple>() else {
            return Ok(Self { content: Content::of(item)?, url: None, encoding: None });
        };
        if !matches!(tuple.len(), 2 | 3) {
            return Err(PyTypeError::new_err("a tuple is (page, url) or (page, url, encoding)"));
        }
        let encoding = if tuple.len() == 3 { tuple.get_item(2)?.extract()? } else { None };
        Ok(Self { content: Content::of(&tuple.get_item(0)?)?, url: tuple.get_item(1)?.extract()?, encoding })
    }
}
