//! The `unhusk` command: cleans scraped pages, files, JSON Lines or crawls, on all cores.

mod args;
mod corpus;
mod explain;
mod failure;
mod files;
mod input;
mod json;
mod jsonl;
mod pipeline;
mod target;
mod terminal;
mod whole;

use std::io::{ErrorKind, StdoutLock, Write};
use std::process::ExitCode;

use anyhow::Result;
use args::{Args, Command};
use clap::{CommandFactory, Parser};
use unhusk::Cleaner;

/// Generated from the registry; see `docs/`.
const RULES: &str = include_str!("rules.txt");

/// How a run ended, when nothing stopped it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Fine,
    SomeFailed,
}

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(answer) => return told(&answer),
    };
    failure::hush();
    if let Err(error) = whole::outlive_limits() {
        complain(format_args!("a limit on the size of files may cut a record: {}", failure::plain(&error)));
    }
    match run(&args) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::FAILURE,
        Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("{error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<Outcome> {
    if let Some(Command::Corpus(args)) = &args.command {
        return corpus::run(args);
    }
    if let Some(message) = args.conflict() {
        usage(&message);
    }
    let cleaner = match Cleaner::with_options(args.options()) {
        Ok(cleaner) => cleaner,
        Err(error) => usage(&error.to_string()),
    };
    if let Some(shell) = args.completions {
        return completions(shell);
    }
    if args.rules {
        written(stdout().write_all(RULES.as_bytes()).and_then(|()| stdout().flush()))?;
        return Ok(Outcome::Fine);
    }
    if args.jsonl { jsonl::run(args, cleaner) } else { files::run(args, cleaner) }
}

/// Tells what clap answers itself: help and version on standard output, errors on standard error.
fn told(answer: &clap::Error) -> ExitCode {
    match answer.print().and_then(|()| std::io::stdout().flush()) {
        Err(lost) if !answer.use_stderr() && lost.kind() != ErrorKind::BrokenPipe => {
            complain(format_args!("cannot write: {}", failure::plain(&lost)));
            ExitCode::FAILURE
        }
        _ => u8::try_from(answer.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from),
    }
}

fn completions(shell: clap_complete::Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "unhusk", &mut script);
    written(stdout().write_all(&script).and_then(|()| stdout().flush()))?;
    Ok(Outcome::Fine)
}

/// Ends the command over a wrong command line, with exit status 2, as clap does.
pub(crate) fn usage(message: &str) -> ! {
    Args::command().error(clap::error::ErrorKind::ValueValidation, terminal::shown_line(message)).exit()
}

/// Tells an error on standard error, in one line; that it cannot be told is no reason to stop.
pub(crate) fn complain(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "unhusk: {}", terminal::shown_line(&message.to_string()));
}

/// Standard output, locked for the rest of the run.
pub(crate) fn stdout() -> StdoutLock<'static> {
    std::io::stdout().lock()
}

/// What came of writing to standard output, in words.
pub(crate) fn written<T>(result: std::io::Result<T>) -> Result<T> {
    result.map_err(|error| {
        let message = format!("cannot write: {}", failure::plain(&error));
        anyhow::Error::new(error).context(message)
    })
}

/// Whether the reader of our output went away, as `head` does: no error.
fn closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|it| it.downcast_ref::<std::io::Error>()).any(|it| it.kind() == ErrorKind::BrokenPipe)
}
