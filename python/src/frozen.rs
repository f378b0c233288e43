//! What all results have: a state in JSON to be pickled and hashed by, and a short text.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::{Deserialize, Serialize};

use crate::errors::Failure;
pub(crate) fn json(value: &impl Serialize) -> PyResult<Vec<u8>> {
    // Strings, numbers and lists of them always have a JSON form.
    Ok(serde_json::to_vec(value).map_err(|_| Failure::Bug)?)
}

pub(crate) fn from_json<'a, T: Deserialize<'a>>(state: &'a [u8]) -> PyResult<T> {
    Ok(serde_json::from_slice(state).map_err(|it| Failure::Options(format!("not a pickled result: {it}")))?)
}

pub(crate) fn hash(value: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// How an object is made again: by its class and its state in JSON.
pub(crate) fn rebuild<'py, T>(
    slf: &Bound<'py, T>,
    state: &impl Serialize,
) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
    let make = slf.as_any().get_type().getattr("_from_state")?;
    Ok((make, (PyBytes::new(slf.py(), &json(state)?),)))
}

/// How much of a text a `repr` shows, in characters.
const SHOWN: usize = 60;

/// A text in quotes, shortened.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}", format!("{}…", &text[..end])),
        None => format!("{text:?}"),
    }
}
