//! `Cleaner`, and `clean` of the module.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};
use unhusk::Options;

use crate::cleaned::PyCleaned;
use crate::crawl::PyCrawl;
use crate::engine::{Answer, Engine};
use crate::errors::Failure;
use crate::input::{Content, Job};
use crate::stream::PyStream;
use crate::{arrow, many};

static DEFAULT: LazyLock<Result<Engine, Failure>> = LazyLock::new(|| Engine::new(Options::default()));

fn clean_one(
    engine: &Engine,
    page: &Bound<'_, PyAny>,
    url: Option<String>,
    encoding: Option<String>,
) -> PyResult<PyCleaned> {
    let job = Job { content: Content::of(page)?, url, encoding };
    Ok(PyCleaned::new(page.py().detach(|| engine.clean(job))?))
}

/// Cleans a page, HTML or already flattened text, and gives the article with every removal on record.
///
/// The page is a ``str``, or ``bytes``, ``bytearray``, ``memoryview`` or another buffer: bytes are decoded by their byte-order mark,
/// `encoding` (a name as an HTTP header gives it), the page's own declaration, else by detection. `url` is the page's address, for
/// relative links. The other keywords are those of :class:`Cleaner`. Other threads run meanwhile.
///
/// Raises :class:`OptionsError` for a wrong option and :class:`TooLargeError` for a page over ``max_input_bytes``; never because of
/// what a page has in it.
///
/// >>> page = unhusk.clean("<h1>Ferries sail again</h1><p>By Ann Berg</p><p>The <b>ferry to Skagen</b> sails again from Monday, "
/// ...     "the harbour office said.</p>", markdown=True)
/// >>> page.markdown
/// 'The **ferry to Skagen** sails again from Monday, the harbour office said.'
/// >>> page.title, page.metadata.author
/// ('Ferries sail again', ('Ann Berg',))
#[pyfunction]
#[pyo3(signature = (page, *, url=None, encoding=None, **options))]
pub(crate) fn clean(
    page: &Bound<'_, PyAny>,
    url: Option<String>,
    encoding: Option<String>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<PyCleaned> {
    match (options, &*DEFAULT) {
        (None, Ok(engine)) => clean_one(engine, page, url, encoding),
        _ => clean_one(&Engine::of(options)?, page, url, encoding),
    }
}

/// Decodes a page's bytes as :func:`clean` does.
///
/// >>> unhusk.decode(b"Caf\xe9", "windows-1252")
/// 'Café'
#[pyfunction]
#[pyo3(signature = (page, encoding=None))]
pub(crate) fn decode(page: &Bound<'_, PyAny>, encoding: Option<&str>) -> PyResult<String> {
    match Content::of(page)? {
        Content::Text(text) => Ok(text.to_owned()),
        Content::Bytes(bytes) => Ok(unhusk::decode(&bytes, encoding).into_owned()),
    }
}

/// Cleans pages with chosen options. Frozen, hashable, picklable; one can be used by many threads.
///
/// ===================== ======================================================================================================
/// ``input``             ``"auto"`` (default), ``"html"`` or ``"text"``: how a page is read
/// ``url``               the address of pages that come without one
/// ``keep``, ``drop``    categories that always stay, or always go: names of :data:`CATEGORIES`
/// ``keep_selectors``,   CSS selectors of elements that stay, or go (HTML)
/// ``drop_selectors``
/// ``keep_patterns``,    regular expressions, in the syntax of Rust's regex crate, each matched on a paragraph, line or cell: a
/// ``drop_patterns``     removal that a kept one touches stays; what a dropped one matches goes
/// ``overrides``         ranges of the page's source: ``{"start": 0, "end": 40, "action": "keep"}``, or ``"drop"``
/// ``embeds``            embedded posts: ``"drop"`` (default), ``"link"`` or ``"keep"``
/// ``preset``            where to lean when unsure: ``"balanced"`` (default), ``"precision"`` or ``"recall"``
/// ``include_title``,    what is out by default: the title in the text, captions, reader comments
/// ``include_captions``,
/// ``include_comments``
/// ``include_tables``,   what is in by default: tables, and links and images of Markdown and HTML
/// ``include_links``,
/// ``include_images``
/// ``unwrap``            hard-wrapped lines of text: ``"auto"`` (default) joins them, ``"never"``
/// ``markdown``,         what else the result has
/// ``html``, ``pieces``,
/// ``metadata_sources``
/// ``explain``           whether it has ``removed`` (default)
/// ``max_input_bytes``   largest page: 32 MiB by default
/// ``max_depth``         deepest nesting of elements that is followed: 512 by default
/// ===================== ======================================================================================================
///
/// Raises :class:`OptionsError` for a wrong option.
///
/// >>> cleaner = unhusk.Cleaner(keep=["byline"], drop_patterns=[r"^SKAGEN \(HP\) –"])
/// >>> cleaner.clean("By Ann Berg\n\nSKAGEN (HP) – The ferry sails again from Monday, they said.").text
/// 'By Ann Berg\n\nThe ferry sails again from Monday, they said.'
/// >>> unhusk.Cleaner(keep=["tweets"])
/// Traceback (most recent call last):
/// unhusk.errors.OptionsError: `keep`: unknown variant `tweets`, expected one of `title`, `byline`, ...
#[pyclass(frozen, name = "Cleaner", module = "unhusk")]
pub(crate) struct PyCleaner(Arc<Engine>);

#[pymethods]
impl PyCleaner {
    #[new]
    #[pyo3(signature = (**options))]
    fn new(options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Ok(Self(Arc::new(Engine::of(options)?)))
    }

    /// All options, the default ones too.
    ///
    /// >>> unhusk.Cleaner(embeds="link").options["embeds"]
    /// 'link'
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        dict_of(py, self.0.options())
    }

    /// Cleans a page; see :func:`unhusk.clean`.
    ///
    /// >>> unhusk.Cleaner(markdown=True).clean("The ferry sails again.").markdown
    /// 'The ferry sails again.'
    #[pyo3(signature = (page, *, url=None, encoding=None))]
    fn clean(&self, page: &Bound<'_, PyAny>, url: Option<String>, encoding: Option<String>) -> PyResult<PyCleaned> {
        clean_one(&self.0, page, url, encoding)
    }

    /// Cleans pages on so many threads (0: one a core) and gives a list of the results, in order.
    ///
    /// An item is a page, or a tuple ``(page, url)`` or ``(page, url, encoding)``. Where one cannot be cleaned, its error stands in the
    /// list: :class:`TooLargeError`, or ``TypeError`` for what is no page. Ctrl-C ends it at once.
    ///
    /// >>> pages = ["Share this:\n\nThe ferry sails again.", ("<html><p>The bridge is closed.", "https://example.org/1"), None]
    /// >>> [it if isinstance(it, Exception) else it.text for it in unhusk.Cleaner().clean_many(pages)]
    /// ['The ferry sails again.', 'The bridge is closed.', TypeError('a page is str, bytes or another buffer, not NoneType')]
    #[pyo3(signature = (pages, *, threads=0))]
    fn clean_many<'py>(
        &self,
        py: Python<'py>,
        pages: &Bound<'py, PyAny>,
        threads: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        let threads = many::threads(threads)?;
        let jobs: Vec<_> = pages.try_iter()?.map(|item| Ok(Job::of(&item?))).collect::<PyResult<_>>()?;
        let mut answers: Vec<PyResult<Answer>> = Vec::with_capacity(jobs.len());
        py.detach(|| {
            let jobs: Vec<_> = jobs.into_iter().map(|job| std::sync::Mutex::new(Some(job))).collect();
            let work = |number: usize| {
                let job = jobs[number].lock().ok().and_then(|mut job| job.take());
                job.unwrap_or_else(|| Err(Failure::Bug.into())).and_then(|job| Ok(self.0.clean(job)?))
            };
            many::in_order(jobs.len(), threads, work, |answer| answers.push(answer))
        })?;
        let list = PyList::empty(py);
        for answer in answers {
            match answer {
                Ok(answer) => list.append(PyCleaned::new(answer))?,
                Err(error) => list.append(error.into_value(py))?,
            }
        }
        Ok(list)
    }

    /// Cleans pages as they come, on so many threads (0: one a core), and gives the results in order.
    ///
    /// Items are as in :meth:`clean_many`, and a page's error comes in its place. It is lazy: pages are taken when a result is asked
    /// for, at most four for each thread and 64 MiB of them ahead, so a stream may be endless. What the iterable raises comes after
    /// the results of the pages before it.
    ///
    /// >>> for page in unhusk.Cleaner().stream(open_page() for open_page in [lambda: "The ferry sails again."]):
    /// ...     print(page.text)
    /// The ferry sails again.
    #[pyo3(signature = (pages, *, threads=0))]
    fn stream(&self, pages: &Bound<'_, PyAny>, threads: usize) -> PyResult<PyStream> {
        PyStream::new(pages, Arc::clone(&self.0), many::threads(threads)?)
    }

    /// Reads a file of a crawl and gives the rows that the command `unhusk corpus` writes of it, each a line of JSON, byte for byte.
    ///
    /// WARC, WET and JSON Lines, plain or compressed with gzip or zstd; ``docs/CORPUS.md`` of the repository describes a row. What is
    /// damaged is a row with ``error``, and the reader goes on behind it; what is no page is passed over. `name` is what rows have as
    /// ``file``; `removed` is ``none``, ``compact`` or ``full``; `metadata` puts all metadata into rows. It is lazy, works on one thread,
    /// and holds one page.
    ///
    /// Raises ``OSError`` where the file cannot be read, and :class:`OptionsError` for a wrong option.
    ///
    /// >>> with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
    /// ...     _ = file.write('{"id": 1, "text": "The ferry sails again from Monday, they said."}')
    /// ...     file.flush()
    /// ...     [json.loads(row)["text"] for row in unhusk.Cleaner().crawl(file.name)]
    /// ['The ferry sails again from Monday, they said.']
    #[pyo3(signature = (path, *, name=None, removed="compact", metadata=false))]
    fn crawl(&self, path: PathBuf, name: Option<String>, removed: &str, metadata: bool) -> PyResult<PyCrawl> {
        PyCrawl::open(path, name, self.0.core().clone(), removed, metadata)
    }

    /// What `unhusk.arrow` makes arrays of.
    #[expect(clippy::too_many_arguments, reason = "the parts of an Arrow column")]
    #[pyo3(signature = (rows, text, wide, offsets, data, valid, urls, encodings, removed, threads))]
    fn _clean_column<'py>(
        &self,
        py: Python<'py>,
        rows: usize,
        text: bool,
        wide: bool,
        offsets: &[u8],
        data: &[u8],
        valid: Option<&[u8]>,
        urls: Option<Vec<Option<String>>>,
        encodings: Option<Vec<Option<String>>>,
        removed: &str,
        threads: usize,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let column = arrow::Column { rows, text, wide, offsets, data, valid, urls, encodings };
        arrow::clean(py, self.0.options(), &column, removed, many::threads(threads)?)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.options() == other.0.options()
    }

    fn __hash__(&self) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        serde_json::to_string(self.0.options()).map_err(|_| Failure::Bug)?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let chosen = dict_of(py, self.0.options())?;
        let defaults = dict_of(py, &Options::default())?;
        let mut shown = Vec::new();
        for (name, value) in &chosen {
            if !defaults.get_item(&name)?.is_some_and(|default| default.eq(&value).unwrap_or_default()) {
                shown.push(format!("{name}={}", value.repr()?));
            }
        }
        Ok(format!("Cleaner({})", shown.join(", ")))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyDict>,))> {
        let make = slf.as_any().get_type().getattr("_from_options")?;
        Ok((make, (dict_of(slf.py(), slf.get().0.options())?,)))
    }

    #[staticmethod]
    fn _from_options(options: &Bound<'_, PyDict>) -> PyResult<Self> {
        Self::new(Some(options))
    }
}

fn dict_of<'py>(py: Python<'py>, options: &Options) -> PyResult<Bound<'py, PyDict>> {
    Ok(pythonize::pythonize(py, options).map_err(|_| Failure::Bug)?.cast_into::<PyDict>()?)
}
