//! Many pages on many threads: answers in order, and Ctrl-C heard.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use std::{num::NonZero, thread};

use pyo3::prelude::*;

use crate::errors::Failure;

/// How often Python is asked whether the user wants out.
pub(crate) const HEARTBEAT: Duration = Duration::from_millis(50);

/// The most threads that can be asked for; as the command has it.
const MOST_THREADS: usize = 1024;

/// How many threads `threads` stands for: 0 is one a core.
pub(crate) fn threads(asked: usize) -> Result<usize, Failure> {
    match asked {
        0 => Ok(thread::available_parallelism().map_or(1, NonZero::get)),
        1..=MOST_THREADS => Ok(asked),
        _ => Err(Failure::Options(format!("threads is at most {MOST_THREADS}, not {asked}"))),
    }
}

/// Asks Python for signals, at most every [`HEARTBEAT`].
pub(crate) struct Heartbeat(Instant);

impl Heartbeat {
    pub(crate) fn new() -> Self {
        Self(Instant::now())
    }

    /// # Errors
    /// What a signal's handler raises: `KeyboardInterrupt`.
    pub(crate) fn beat(&mut self) -> PyResult<()> {
        if self.0.elapsed() < HEARTBEAT {
            return Ok(());
        }
        self.0 = Instant::now();
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method is for one lifetime, the closure for all"
        )]
        Python::attach(|py| py.check_signals())
    }
}

/// Does the work of all numbers below `count` on so many threads, and gives the answers to `take` in order. Runs detached from Python.
///
/// # Errors
/// What a signal's handler raises; the workers end with the page that they are at.
pub(crate) fn in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T),
) -> PyResult<()> {
    let mut heartbeat = Heartbeat::new();
    if threads == 1 || count < 2 {
        for number in 0..count {
            heartbeat.beat()?;
            take(work(number));
        }
        return Ok(());
    }
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        let (to, from) = channel();
        for _ in 0..threads.min(count) {
            let (to, next, stop, work) = (to.clone(), &next, &stop, &work);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count || to.send((number, work(number))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(to);
        let (mut early, mut due) = (BTreeMap::new(), 0);
        loop {
            if let Err(raised) = heartbeat.beat() {
                stop.store(true, Ordering::Relaxed);
                return Err(raised);
            }
            match from.recv_timeout(HEARTBEAT) {
                Ok((number, answer)) => {
                    early.insert(number, answer);
                    while let Some(answer) = early.remove(&due) {
                        take(answer);
                        due += 1;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    })
}
