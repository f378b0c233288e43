//! One file, from its records to its rows.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use unhusk_corpus::{Item, Made, Packing, Reader, Rows};

use super::beside;
use super::counts::Counts;
use super::manifest::Entry;
use super::output::{Part, cannot_write, save};
use super::progress::Progress;
use super::stats::Stats;
use crate::failure::{Failure, guarded, plain};
use crate::input;
use crate::pipeline::{self, Sink};

/// An input, and the file it goes to.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) input: PathBuf,
    /// The input as rows name it.
    pub(super) name: String,
    /// Its bytes; standard input has none.
    pub(super) size: Option<u64>,
    pub(super) target: PathBuf,
}

impl Job {
    /// The name of the file it goes to.
    pub(super) fn output(&self) -> String {
        self.target.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// How jobs are done; shared by all lanes.
pub(super) struct Worker<'a> {
    pub(super) rows: Rows,
    pub(super) packing: Packing,
    pub(super) threads: usize,
    pub(super) with_stats: bool,
    pub(super) progress: &'a Progress,
}

/// Why a file is not done.
pub(super) enum Failed {
    /// It cannot be read; others can.
    Reading(String),
    /// Its rows cannot be written: no others can.
    Writing(anyhow::Error),
}

impl Worker<'_> {
    /// Does a job: its file is whole when this ends well, and not there when not.
    pub(super) fn run(&self, job: &Job) -> Result<Entry, Failed> {
        let mut reader = self.open(job).map_err(|failure| Failed::Reading(failure.message))?;
        let writing = |error| Failed::Writing(cannot_write(&job.target, &error));
        let part = Part::create(&job.target, self.packing).map_err(writing)?;
        let read = Arc::new(AtomicU64::new(0));
        let mut sink = Out {
            part,
            counts: Counts::default(),
            stats: self.with_stats.then(Stats::default),
            failed: None,
            progress: self.progress,
            read: Arc::clone(&read),
            told: 0,
        };
        let items = std::iter::from_fn(move || {
            let item = reader.next();
            read.store(reader.offset(), Ordering::Relaxed);
            item
        });
        let (rows, name) = (self.rows.clone(), job.name.clone());
        let work = move |item: std::io::Result<Item>| item.map(|item| made(&rows, &name, &item));
        let run = pipeline::run(self.threads, items, weight, work, &mut sink);
        if let Err(error) = run {
            sink.part.give_up();
            return Err(sink.failed.unwrap_or(Failed::Writing(error)));
        }
        let bytes = sink.part.finish().map_err(writing)?;
        if let Some(stats) = &sink.stats {
            let path = beside(&job.target, ".stats.json");
            stats.json().and_then(|json| save(&path, &json)).map_err(Failed::Writing)?;
        }
        self.progress.file(job.size.unwrap_or_default().saturating_sub(sink.told));
        Ok(Entry {
            file: job.name.clone(),
            size: job.size,
            output: job.output(),
            bytes,
            options_hash: String::new(),
            counts: sink.counts,
        })
    }

    fn open(&self, job: &Job) -> Result<Reader, Failure> {
        let limit = self.rows.cleaner().options().max_input_bytes;
        let reader = match job.size {
            None => Reader::stream(std::io::stdin(), limit),
            Some(_) => Reader::file(input::open(&job.input)?, &job.name, limit),
        };
        reader.map_err(|error| Failure::io(&error))
    }
}

/// Makes the row of an item; a bug costs one row.
fn made(rows: &Rows, name: &str, item: &Item) -> Made {
    guarded(|| Ok(rows.row(name, item))).unwrap_or_else(|_| rows.internal(name, item))
}

/// What an item takes of the memory for what is under way.
fn weight(item: &std::io::Result<Item>) -> usize {
    match item {
        Ok(Item::Record(it)) => it.content.len(),
        Ok(Item::Line(it)) => it.bytes.as_ref().map_or(0, Vec::len),
        _ => 0,
    }
}

/// Where the rows of a file go.
struct Out<'a> {
    part: Part,
    counts: Counts,
    stats: Option<Stats>,
    /// Why taking rows ended, if it did.
    failed: Option<Failed>,
    progress: &'a Progress,
    /// Bytes of the file that were read, and how many of them the progress knows of.
    read: Arc<AtomicU64>,
    told: u64,
}

impl Sink<std::io::Result<Made>> for Out<'_> {
    fn take(&mut self, made: std::io::Result<Made>) -> anyhow::Result<()> {
        let made = match made {
            Ok(made) => made,
            Err(error) => {
                self.failed = Some(Failed::Reading(plain(&error)));
                return Err(error.into());
            }
        };
        self.counts.take(&made);
        if let (Some(stats), Made::Row { cleaned, .. }) = (&mut self.stats, &made) {
            stats.take(cleaned);
        }
        if let Made::Row { json, .. } | Made::Failed { json, .. } = &made {
            self.part.write(json)?;
        }
        let read = self.read.load(Ordering::Relaxed);
        self.progress.page(read - self.told, matches!(made, Made::Row { .. }));
        self.told = read;
        Ok(())
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        Ok(())
    }
}
