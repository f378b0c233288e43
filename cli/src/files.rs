//! Files and standard input, to standard output or into a directory.

use std::io::{BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use unhusk::{Cleaned, Cleaner};

use crate::args::{Args, Color, Format};
use crate::failure::{self, Failure, guarded};
use crate::pipeline::{self, Sink};
use crate::terminal::{shown, shown_json};
use crate::whole::Records;
use crate::{Outcome, complain, explain, input, json, stdout, target, usage, written};

/// An input, and the file it goes to.
struct Job {
    input: PathBuf,
    target: Option<PathBuf>,
}

/// What came of an input.
struct Done {
    input: PathBuf,
    /// What to print; empty when it went to a file.
    result: Result<Vec<u8>, Failure>,
    notes: Vec<String>,
}

/// How a page is made from its bytes; shared by all threads.
struct Maker {
    cleaner: Cleaner,
    form: Format,
    encoding: Option<String>,
    limit: usize,
    force: bool,
    /// Files get no colours.
    plain: bool,
    /// Records of several inputs say which they are.
    named: bool,
}

/// Cleans the inputs that the command line names.
pub(crate) fn run(args: &Args, cleaner: Cleaner) -> Result<Outcome> {
    let inputs = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files.clone() };
    if inputs.iter().filter(|it| is_stdin(it)).count() > 1 {
        usage("standard input (`-`) can be read only once");
    }
    if args.files.is_empty() && std::io::stdin().is_terminal() {
        usage("no FILE given; name pages to clean, or `-` to paste one here");
    }
    if inputs.iter().any(|it| is_stdin(it)) && std::io::stdin().is_terminal() && !args.quiet {
        complain(format_args!("reading the terminal; end with Ctrl-D on a line of its own"));
    }
    let jobs = jobs(args, &inputs)?;
    let many = jobs.len();
    let maker = Arc::new(Maker {
        cleaner,
        form: args.form(),
        encoding: args.encoding.clone(),
        limit: args.max_input_bytes,
        force: args.force,
        plain: args.output.is_some(),
        named: many > 1,
    });
    let mut sink = FileSink::new(args, many)?;
    let work = move |job: Job| maker.run(job);
    pipeline::run(args.threads().min(many), jobs.into_iter(), weight, work, &mut sink)?;
    sink.finish();
    Ok(if sink.failed > 0 { Outcome::SomeFailed } else { Outcome::Fine })
}

fn jobs(args: &Args, inputs: &[PathBuf]) -> Result<Vec<Job>> {
    let Some(dir) = &args.output else {
        return Ok(inputs.iter().map(|input| Job { input: input.clone(), target: None }).collect());
    };
    let targets = match target::plan(inputs, dir, |input| target::name(input, args.form())) {
        Ok(targets) => targets,
        Err(message) => usage(&message),
    };
    target::make(dir)?;
    let job = |(input, target): (&PathBuf, PathBuf)| Job { input: input.clone(), target: Some(target) };
    Ok(inputs.iter().zip(targets).map(job).collect())
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn weight(job: &Job) -> usize {
    std::fs::metadata(&job.input).map_or(0, |it| usize::try_from(it.len()).unwrap_or(usize::MAX))
}

impl Maker {
    fn run(&self, job: Job) -> Done {
        let mut notes = Vec::new();
        let result = guarded(|| self.make(&job.input, &mut notes)).and_then(|bytes| match &job.target {
            Some(target) => target::write(target, &bytes, self.force).map(|()| Vec::new()),
            None => Ok(bytes),
        });
        Done { input: job.input, result, notes }
    }

    fn make(&self, path: &Path, notes: &mut Vec<String>) -> Result<Vec<u8>, Failure> {
        let bytes = input::read(path, self.limit)?;
        let page = unhusk::decode(&bytes, self.encoding.as_deref());
        if self.encoding.is_none() && input::guessed(&bytes, &page) {
            notes
                .push("not UTF-8, and it does not say what else: its encoding was guessed; --encoding names it".into());
        }
        let cleaned = self.cleaner.clean(&page)?;
        if page.trim().is_empty() {
            notes.push("empty: nothing to clean".into());
        } else if failure::is_address(&page) {
            notes.push(failure::ADDRESS.into());
        } else if cleaned.text.is_empty() {
            notes.push(format!("no body found (confidence {})", cleaned.confidence));
        }
        Ok(self.print(path, &page, cleaned))
    }

    fn print(&self, path: &Path, page: &str, cleaned: Cleaned) -> Vec<u8> {
        let text = match self.form {
            Format::Text => cleaned.text,
            Format::Markdown => cleaned.markdown.unwrap_or_default(),
            Format::Html => cleaned.html.unwrap_or_default(),
            Format::Json => {
                let name = self.named.then(|| path.to_string_lossy().into_owned());
                return json::line_of(&Named { id: name, cleaned });
            }
            Format::Explain if self.plain => strip_str(&explain::explain(page, &cleaned)).to_string(),
            Format::Explain => explain::explain(page, &cleaned),
        };
        let mut bytes = text.into_bytes();
        if bytes.last().is_some_and(|&b| b != b'\n') {
            bytes.push(b'\n');
        }
        bytes
    }
}

#[derive(Serialize)]
struct Named {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(flatten)]
    cleaned: Cleaned,
}

/// Standard output.
enum To {
    Bodies(BufWriter<AutoStream<StdoutLock<'static>>>),
    Records(Records),
}

impl To {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        match self {
            Self::Bodies(to) => to.write_all(bytes),
            Self::Records(to) => to.take(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Bodies(to) => to.flush(),
            Self::Records(to) => to.flush(),
        }
    }
}

/// Prints in the order of the command line, and tells what failed.
struct FileSink {
    to: To,
    terminal: bool,
    bar: ProgressBar,
    form: Format,
    quiet: bool,
    to_files: bool,
    printed: bool,
    done: usize,
    failed: usize,
}

impl FileSink {
    fn new(args: &Args, many: usize) -> Result<Self> {
        let form = args.form();
        let choice = match args.color {
            // Bodies go through as they are, whatever bytes the page has.
            _ if form != Format::Explain => ColorChoice::AlwaysAnsi,
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        };
        let to_files = args.output.is_some();
        let bar = if to_files && many > 1 && !args.quiet { progress(many) } else { ProgressBar::hidden() };
        let to = match form {
            Format::Json => To::Records(written(Records::new())?),
            _ => To::Bodies(BufWriter::new(AutoStream::new(stdout(), choice))),
        };
        let terminal = std::io::stdout().is_terminal();
        Ok(Self { to, terminal, bar, form, quiet: args.quiet, to_files, printed: false, done: 0, failed: 0 })
    }

    /// What a terminal gets of a result; anything else gets it as it is.
    fn screened(&self, bytes: Vec<u8>) -> Vec<u8> {
        match std::str::from_utf8(&bytes) {
            Ok(json) if self.terminal && self.form == Format::Json => shown_json(json).into_owned().into(),
            Ok(body) if self.terminal && self.form != Format::Explain => shown(body).into_owned().into(),
            _ => bytes,
        }
    }

    fn tell(&self, input: &Path, message: &str) {
        let name = if is_stdin(input) { "standard input".into() } else { input.display().to_string() };
        self.bar.suspend(|| complain(format_args!("{name}: {message}")));
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
        if self.to_files && !self.quiet {
            let failed = if self.failed > 0 { format!(", {} failed", self.failed) } else { String::new() };
            complain(format_args!("{} cleaned{failed}", self.done));
        }
    }
}

/// A bar on a terminal; nothing elsewhere.
fn progress(many: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta} left");
    ProgressBar::new(many as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

impl Sink<Done> for FileSink {
    fn take(&mut self, done: Done) -> Result<()> {
        self.bar.inc(1);
        match done.result {
            Ok(bytes) => {
                self.done += 1;
                if self.printed && !bytes.is_empty() && self.form != Format::Json {
                    written(self.to.write(b"\n"))?;
                }
                self.printed |= !bytes.is_empty();
                let bytes = self.screened(bytes);
                written(self.to.write(&bytes))?;
            }
            Err(failure) => {
                self.failed += 1;
                self.tell(&done.input, &failure.message);
            }
        }
        if !self.quiet {
            for note in &done.notes {
                self.tell(&done.input, note);
            }
        }
        Ok(())
    }

    fn idle(&mut self) -> Result<()> {
        written(self.to.flush())
    }
}
