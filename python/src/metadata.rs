//! `Metadata`: what a page says of itself, a frozen Python object.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

use crate::frozen::{from_json, hash, json, quoted, rebuild};
/// What a page says of itself.
///
/// >>> unhusk.clean("<html lang=da><title>Færgen sejler igen</title><p>Færgen til Skagen sejler igen fra mandag.").metadata.language
/// 'da'
#[pyclass(frozen, eq, name = "Metadata", module = "unhusk")]
#[derive(PartialEq)]
pub(crate) struct PyMetadata(pub(crate) unhusk::Metadata);

#[pymethods]
impl PyMetadata {
    /// Names of the authors.
    #[getter]
    fn author<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.author)
    }

    /// When it was published: ISO 8601, a date or a date and time with its zone. Where the page shows only when it was last
    /// changed, that.
    #[getter]
    fn date(&self) -> Option<&str> {
        self.0.date.as_deref()
    }

    /// When it was last changed, in the same form.
    #[getter]
    fn modified(&self) -> Option<&str> {
        self.0.modified.as_deref()
    }

    /// The site's name.
    #[getter]
    fn site(&self) -> Option<&str> {
        self.0.site.as_deref()
    }

    /// Language of the article, ISO 639-1.
    #[getter]
    fn language(&self) -> Option<&str> {
        self.0.language.as_deref()
    }

    /// Which way the article is written, ``ltr`` or ``rtl``: as the page declares, else as most of its letters run.
    #[getter]
    fn dir(&self) -> Option<&'static str> {
        dir(&self.0)
    }

    /// The page's own summary.
    #[getter]
    fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// What the page is about, in a few lines: its own summary, else the article's first paragraph, cut behind a word at 300
    /// characters.
    #[getter]
    fn excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_deref()
    }

    /// Address of the lead picture.
    #[getter]
    fn image(&self) -> Option<&str> {
        self.0.image.as_deref()
    }

    /// Canonical address.
    #[getter]
    fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// Keywords.
    #[getter]
    fn tags<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.0.tags)
    }

    /// The site's section.
    #[getter]
    fn section(&self) -> Option<&str> {
        self.0.section.as_deref()
    }

    /// Licence of the text: a name or an address.
    #[getter]
    fn licence(&self) -> Option<&str> {
        self.0.licence.as_deref()
    }

    /// What kind of page it is: ``article``, ``documentation``, ``forum``, ``product``, ``collection``, ``listing`` or ``service``.
    #[getter]
    fn page_type(&self) -> Option<String> {
        page_type(&self.0)
    }

    /// Whether a paywall cut the text, or the page has more elements, lines or addresses than are read or written one by one.
    #[getter]
    fn truncated(&self) -> bool {
        self.0.truncated
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&json(&self.0)?))
    }

    fn __repr__(&self) -> String {
        let unhusk::Metadata { author, date, language, .. } = &self.0;
        let shown = |text: &Option<String>| text.as_deref().map_or_else(|| "None".to_owned(), quoted);
        let author: Vec<_> = author.iter().map(|it| quoted(it)).collect();
        format!("<Metadata author=[{}] date={} language={}>", author.join(", "), shown(date), shown(language))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        rebuild(slf, &slf.get().0)
    }

    #[staticmethod]
    fn _from_state(state: &[u8]) -> PyResult<Self> {
        from_json(state).map(Self)
    }
}

/// The name of a page's type, as records have it.
pub(crate) fn page_type(metadata: &unhusk::Metadata) -> Option<String> {
    serde_json::to_value(metadata.page_type?).ok()?.as_str().map(ToOwned::to_owned)
}

/// The name of a direction, as records have it.
pub(crate) fn dir(metadata: &unhusk::Metadata) -> Option<&'static str> {
    metadata.dir.map(|dir| match dir {
        unhusk::Direction::Ltr => "ltr",
        unhusk::Direction::Rtl => "rtl",
    })
}
