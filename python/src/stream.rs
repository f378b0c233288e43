//! A stream of pages: cleaned ahead on threads, in order, with so many pages and bytes in memory and no more.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::thread;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use crate::cleaned::PyCleaned;
use crate::engine::{Answer, Engine};
use crate::errors::Failure;
use crate::input::Job;
use crate::many::{HEARTBEAT, Heartbeat};

/// Pages in flight for each thread: enough that none waits while Python takes a result.
const AHEAD: usize = 4;

/// Bytes of pages in flight at most, unless it is one page.
const AHEAD_BYTES: usize = 64 << 20;

/// The iterator that `Cleaner.stream` gives.
#[pyclass(frozen, name = "Stream", module = "unhusk._unhusk")]
pub(crate) struct PyStream(Mutex<Stream>);

struct Stream {
    pages: Option<Py<PyIterator>>,
    /// What iterating raised, told after the answers to the pages before it.
    raised: Option<PyErr>,
    threads: usize,
    engine: Arc<Engine>,
    workers: Option<Workers>,
    /// The size of each page in flight, oldest first.
    sizes: VecDeque<usize>,
    /// Answers that came before their turn, and what was no page.
    early: BTreeMap<u64, PyResult<Answer>>,
    due: u64,
    /// Kept from answer to answer: `list(stream)` looks for no signals itself.
    heartbeat: Heartbeat,
}

struct Workers {
    to: Sender<(u64, Job)>,
    from: Receiver<(u64, Result<Answer, Failure>)>,
}

impl Workers {
    fn start(engine: &Arc<Engine>, threads: usize) -> Self {
        let (to, jobs) = channel::<(u64, Job)>();
        let (answers, from) = channel();
        let jobs = Arc::new(Mutex::new(jobs));
        for _ in 0..threads {
            let (engine, jobs, answers) = (Arc::clone(engine), Arc::clone(&jobs), answers.clone());
            // It ends when the stream does: by then its channels are closed.
            thread::spawn(move || {
                loop {
                    let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, job)) = job else { return };
                    if answers.send((number, engine.clean(job))).is_err() {
                        return;
                    }
                }
            });
        }
        Self { to, from }
    }
}

impl PyStream {
    pub(crate) fn new(pages: &Bound<'_, PyAny>, engine: Arc<Engine>, threads: usize) -> PyResult<Self> {
        Ok(Self(Mutex::new(Stream {
            pages: Some(pages.try_iter()?.unbind()),
            raised: None,
            threads,
            engine,
            workers: None,
            sizes: VecDeque::new(),
            early: BTreeMap::new(),
            due: 0,
            heartbeat: Heartbeat::new(),
        })))
    }
}

#[pymethods]
impl PyStream {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let mut stream = match self.0.try_lock() {
            Ok(stream) => stream,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(PyValueError::new_err("the stream is already being read")),
        };
        stream.fill(py)?;
        if stream.sizes.is_empty() {
            return stream.raised.take().map_or(Ok(None), Err);
        }
        // Not the guard: it may not leave its thread, and what runs detached could.
        let state = &mut *stream;
        match py.detach(|| state.wait())? {
            Ok(answer) => Ok(Some(Py::new(py, PyCleaned::new(answer))?.into_any())),
            Err(error) => Ok(Some(error.into_value(py).into_any())),
        }
    }
}

impl Stream {
    /// Takes pages from Python until enough are in flight.
    fn fill(&mut self, py: Python<'_>) -> PyResult<()> {
        let mut bytes: usize = self.sizes.iter().sum();
        while let Some(pages) = &self.pages
            && self.sizes.len() < self.threads * AHEAD
            && (bytes < AHEAD_BYTES || self.sizes.is_empty())
        {
            let item = match pages.bind(py).clone().next() {
                Some(Ok(item)) => item,
                Some(Err(raised)) => {
                    self.raised = Some(raised);
                    self.pages = None;
                    break;
                }
                None => {
                    self.pages = None;
                    break;
                }
            };
            let number = self.due + self.sizes.len() as u64;
            let size = match Job::of(&item) {
                Ok(job) => {
                    let size = job.content.len();
                    let workers = self.workers.get_or_insert_with(|| Workers::start(&self.engine, self.threads));
                    workers.to.send((number, job)).map_err(|_| Failure::Bug)?;
                    size
                }
                Err(error) => {
                    self.early.insert(number, Err(error));
                    0
                }
            };
            self.sizes.push_back(size);
            bytes += size;
        }
        Ok(())
    }

    /// Waits for the answer that is due. Runs detached from Python.
    ///
    /// # Errors
    /// What a signal's handler raises; the stream goes on where it was when it is asked again.
    fn wait(&mut self) -> PyResult<PyResult<Answer>> {
        loop {
            self.heartbeat.beat()?;
            if let Some(answer) = self.early.remove(&self.due) {
                self.due += 1;
                self.sizes.pop_front();
                return Ok(answer);
            }
            let workers = self.workers.as_ref().ok_or(Failure::Bug)?;
            match workers.from.recv_timeout(HEARTBEAT) {
                Ok((number, answer)) => {
                    self.early.insert(number, answer.map_err(PyErr::from));
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(Failure::Bug.into()),
            }
        }
    }
}
