//! `unhusk corpus`: crawls in, a row a page out, one file for each file; what is done is not done again.

mod args;
mod counts;
mod job;
mod manifest;
mod output;
mod progress;
mod stats;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use unhusk::Cleaner;
use unhusk_corpus::rule_names;

pub(crate) use args::CorpusArgs;

use crate::args::cores;
use crate::{Outcome, complain, input, target, usage};
use job::{Failed, Job, Worker};
use manifest::Manifest;
use progress::Progress;

/// Threads that one reader keeps at work: reading takes less than a fifth of the time of cleaning (benches/README.md).
const THREADS_PER_FILE: usize = 4;

/// Names of the files that describe the others.
const RULES: &str = "rules.jsonl";
const STATS: &str = "stats.json";

/// Cleans the crawls that the command line names.
pub(crate) fn run(args: &CorpusArgs) -> Result<Outcome> {
    let options = args.options();
    let cleaner = match Cleaner::with_options(options.clone()) {
        Ok(cleaner) => cleaner,
        Err(error) => usage(&error.to_string()),
    };
    let jobs = jobs(args)?;
    let mut manifest = Manifest::open(&args.output, args.recorded(&options)?, args.restart)?;
    manifest.claim(&jobs)?;
    if args.removed == args::Removed::Compact {
        output::save(&args.output.join(RULES), &output::lines(rule_names())?)?;
    }
    let all = jobs.len();
    let (done, todo): (Vec<Job>, Vec<Job>) = jobs.into_iter().partition(|job| manifest.has(job));
    let progress = Progress::new(&todo, args.quiet);
    if !done.is_empty() && !args.quiet {
        progress.tell(&format!("{} of {all} files were done before", done.len()));
    }
    let threads = cores(args.jobs);
    let lanes = (threads / THREADS_PER_FILE).clamp(1, todo.len().max(1));
    let worker = Worker {
        rows: args.rows(cleaner),
        packing: args.packing(),
        threads: (threads / lanes).max(1),
        with_stats: args.stats,
        progress: &progress,
    };
    let failed = work(&worker, todo, lanes, &mut manifest)?;
    progress.finish();
    manifest.finish()?;
    if args.stats {
        stats::merge(&args.output, &manifest)?;
    }
    if !args.quiet {
        complain(format_args!("{}", manifest.summary()));
    }
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Fine })
}

/// Does the jobs, as many at a time as there are lanes; whether some failed. What cannot be written ends all.
fn work(worker: &Worker<'_>, todo: Vec<Job>, lanes: usize, manifest: &mut Manifest) -> Result<bool> {
    let todo = Mutex::new(todo.into_iter());
    let failed = AtomicBool::new(false);
    let manifest = Mutex::new(manifest);
    let ended: Mutex<Option<anyhow::Error>> = Mutex::new(None);
    let lane = || {
        while lock(&ended).is_none() {
            let Some(job) = lock(&todo).next() else { return };
            let done = worker.run(&job);
            let done = match done {
                Ok(entry) => lock(&manifest).add(entry),
                Err(Failed::Reading(message)) => {
                    failed.store(true, Ordering::Relaxed);
                    worker.progress.tell(&format!("{}: {message}", job.name));
                    Ok(())
                }
                Err(Failed::Writing(error)) => Err(error),
            };
            if let Err(error) = done {
                lock(&ended).get_or_insert(error);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..lanes {
            scope.spawn(lane);
        }
        lane();
    });
    match lock(&ended).take() {
        Some(error) => Err(error),
        None => Ok(failed.into_inner()),
    }
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is to be done: each input, and the file it goes to. A missing input is told before the first is read.
fn jobs(args: &CorpusArgs) -> Result<Vec<Job>> {
    if args.files.iter().filter(|it| it.as_os_str() == "-").count() > 1 {
        usage("standard input (`-`) can be read only once");
    }
    let extension = args.packing_extension();
    let targets = match target::plan(&args.files, &args.output, |input| output::name(input, extension)) {
        Ok(targets) => targets,
        Err(message) => usage(&message),
    };
    let mut jobs = Vec::with_capacity(targets.len());
    for (input, target) in args.files.iter().zip(targets) {
        let name = input.to_string_lossy().into_owned();
        let size = if input.as_os_str() == "-" {
            None
        } else {
            Some(size(input).map_err(|failure| anyhow::anyhow!("{name}: {}", failure.message))?)
        };
        jobs.push(Job { input: input.clone(), name, size, target });
    }
    target::make(&args.output)?;
    Ok(jobs)
}

fn size(path: &Path) -> Result<u64, crate::failure::Failure> {
    let file = input::open(path)?;
    file.metadata().map(|it| it.len()).map_err(|error| crate::failure::Failure::io(&error))
}

/// A file that is made beside this one: `a.jsonl.gz` and `.stats.json` make `a.stats.json`.
fn beside(target: &Path, extension: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split(".jsonl").next().unwrap_or_default();
    target.with_file_name(format!("{stem}{extension}"))
}
