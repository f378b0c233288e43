//! How far a run is: a bar on a terminal, a line every half minute elsewhere.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::job::Job;
use super::lock;
use crate::complain;

/// How often a line is told where there is no terminal.
const EVERY: Duration = Duration::from_secs(30);

/// Progress over all files of a run.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Lines are told, and when the last one was.
    lines: Option<Mutex<Instant>>,
    started: Instant,
    files: usize,
    done: AtomicU64,
    pages: AtomicU64,
}

impl Progress {
    pub(super) fn new(todo: &[Job], quiet: bool) -> Self {
        let bytes = todo.iter().filter_map(|job| job.size).sum();
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {binary_bytes_per_sec}, {eta} left {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        bar.set_draw_target(target);
        let started = Instant::now();
        let lines = (bar.is_hidden() && !quiet).then(|| Mutex::new(started));
        Self { bar, lines, started, files: todo.len(), done: AtomicU64::new(0), pages: AtomicU64::new(0) }
    }

    /// An item was done, after so many more bytes.
    pub(super) fn page(&self, bytes: u64, is_page: bool) {
        self.bar.inc(bytes);
        let pages = self.pages.fetch_add(u64::from(is_page), Ordering::Relaxed) + u64::from(is_page);
        let Some(last) = &self.lines else { return };
        let now = Instant::now();
        let mut last = lock(last);
        if now.duration_since(*last) >= EVERY {
            *last = now;
            complain(format_args!("{}", self.line(pages)));
        }
    }

    /// A file was done, after so many more bytes.
    pub(super) fn file(&self, bytes: u64) {
        self.bar.inc(bytes);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.set_message(format!("({done} of {} files)", self.files));
    }

    /// Tells something without disturbing the bar.
    pub(super) fn tell(&self, message: &str) {
        self.bar.suspend(|| complain(format_args!("{message}")));
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn line(&self, pages: u64) -> String {
        const MEGABYTE: u64 = 1_000_000;
        let seconds = self.started.elapsed().as_secs().max(1);
        format!(
            "{} of {} files, {} of {} MB, {pages} pages, {} a second",
            self.done.load(Ordering::Relaxed),
            self.files,
            self.bar.position() / MEGABYTE,
            self.bar.length().unwrap_or_default() / MEGABYTE,
            pages / seconds
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_it_is() {
        let job =
            |name: &str| Job { input: name.into(), name: name.into(), size: Some(5_000_000), target: name.into() };
        let progress = Progress::new(&[job("a"), job("b")], true);
        progress.page(3_000_000, true);
        progress.page(0, false);
        progress.file(2_000_000);
        progress.page(1_000_000, true);
        let pages = progress.pages.load(Ordering::Relaxed);
        let line = progress.line(pages);
        assert!(line.starts_with("1 of 2 files, 6 of 10 MB, 2 pages, ") && line.ends_with(" a second"), "{line}");
        assert!(progress.lines.is_none(), "quiet is quiet");
    }
}
