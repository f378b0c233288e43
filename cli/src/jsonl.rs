//! `--jsonl`: one page a line in, one record a line out, in the same order.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Stdin};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use serde::Serialize;
use serde_json::value::RawValue;
use unhusk::{Cleaned, Cleaner, InputKind};

use crate::args::Args;
use crate::failure::{Failure, guarded};
use crate::pipeline::{self, Sink};
use crate::record::Record;
use crate::whole::Records;
use crate::{Outcome, input, written};

/// How much longer a line may be than the page in it: JSON writes a byte in up to six (`\u0000`), the rest is keys and address.
const ESCAPED: usize = 6;
const AROUND: usize = 64 << 10;

/// Bytes read at a time.
const BUFFER: usize = 256 << 10;

/// A line of input, or why there is none.
enum Line {
    Text { number: u64, bytes: Vec<u8> },
    Failed { number: u64, failure: Failure },
}

/// Cleans a stream of records.
pub(crate) fn run(args: &Args, cleaner: Cleaner) -> Result<Outcome> {
    let limit = args.max_input_bytes.saturating_mul(ESCAPED).saturating_add(AROUND);
    let mut lines = Lines { sources: sources(&args.files)?.into_iter(), current: None, number: 0, limit };
    let cleaner = Arc::new(cleaner);
    let mut sink = Out { to: written(Records::new())?, failed: false };
    pipeline::run(
        args.threads(),
        std::iter::from_fn(move || lines.next()),
        |line| match line {
            Line::Text { bytes, .. } => bytes.len(),
            Line::Failed { .. } => 0,
        },
        move |line| answer(&cleaner, line),
        &mut sink,
    )?;
    Ok(if sink.failed { Outcome::SomeFailed } else { Outcome::Fine })
}

/// Opens all inputs before the first is read: a missing one is told at once.
fn sources(files: &[PathBuf]) -> Result<Vec<Source>> {
    if files.is_empty() {
        return Ok(vec![Source::stdin()]);
    }
    let open = |path: &PathBuf| {
        if path.as_os_str() == "-" {
            return Ok(Source::stdin());
        }
        let file = input::open(path).map_err(|failure| anyhow!("{}: {}", path.display(), failure.message))?;
        Ok(Source::File(BufReader::with_capacity(BUFFER, file)))
    };
    files.iter().map(open).collect()
}

enum Source {
    Stdin(BufReader<Stdin>),
    File(BufReader<File>),
}

impl Source {
    fn stdin() -> Self {
        Self::Stdin(BufReader::with_capacity(BUFFER, std::io::stdin()))
    }
}

struct Lines {
    sources: std::vec::IntoIter<Source>,
    current: Option<Source>,
    number: u64,
    limit: usize,
}

impl Lines {
    /// The next line that is not blank.
    fn next(&mut self) -> Option<Line> {
        loop {
            if self.current.is_none() {
                self.current = Some(self.sources.next()?);
            }
            let read = match self.current.as_mut()? {
                Source::Stdin(from) => read_line(from, self.limit),
                Source::File(from) => read_line(from, self.limit),
            };
            self.number += 1;
            let number = self.number;
            match read {
                Ok(Fetched::End) => self.current = None,
                Ok(Fetched::Line(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Fetched::Line(bytes)) => return Some(Line::Text { number, bytes }),
                Ok(Fetched::TooLong) => {
                    let message = format!("the line is longer than {} bytes; raise --max-input-bytes", self.limit);
                    return Some(Line::Failed { number, failure: Failure { code: "TOO_LARGE", message } });
                }
                Err(error) => {
                    self.current = None;
                    return Some(Line::Failed { number, failure: Failure::io(&error) });
                }
            }
        }
    }
}

enum Fetched {
    End,
    Line(Vec<u8>),
    TooLong,
}

/// Reads a line of at most `limit` bytes; the rest of a longer one is passed over.
fn read_line(from: &mut impl BufRead, limit: usize) -> std::io::Result<Fetched> {
    let mut line = Vec::new();
    let got = from.by_ref().take((limit as u64).saturating_add(1)).read_until(b'\n', &mut line)?;
    if got == 0 {
        return Ok(Fetched::End);
    }
    if line.last() == Some(&b'\n') || got <= limit {
        return Ok(Fetched::Line(line));
    }
    from.skip_until(b'\n')?;
    Ok(Fetched::TooLong)
}

/// A record of the output, and whether it is an error.
struct Answer {
    json: Vec<u8>,
    failed: bool,
}

fn answer(cleaner: &Cleaner, line: Line) -> Answer {
    let (number, bytes) = match line {
        Line::Text { number, bytes } => (number, bytes),
        Line::Failed { number, failure } => return failed(None, number, failure),
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        // The id may still be readable, so that the answer finds its question.
        let lossy = String::from_utf8_lossy(&bytes);
        let id = Record::parse(&lossy).ok().and_then(|record| record.id.map(ToOwned::to_owned));
        return failed(id.as_deref(), number, Failure::record("the line is not UTF-8"));
    };
    // Without the line's end, so that a message about a line that is cut off counts columns of the line itself.
    let text = text.trim_start_matches('\u{feff}').trim_ascii_end();
    match Record::parse(text) {
        Ok(record) => match clean(cleaner, &record) {
            Ok(page) => Answer { json: line_of(&Clean { id: record.id, page: &page }), failed: false },
            Err(failure) => failed(record.id, number, failure),
        },
        Err((id, message)) => failed(id.as_deref(), number, Failure::record(message)),
    }
}

fn clean(cleaner: &Cleaner, record: &Record<'_>) -> Result<Cleaned, Failure> {
    let own;
    let cleaner = match &record.url {
        Some(url) => {
            own = cleaner.clone().url(&**url);
            &own
        }
        None => cleaner,
    };
    let as_text = cleaner.options().input == InputKind::Text;
    match (&record.html, &record.text) {
        (Some(_), Some(text)) if as_text => guarded(|| cleaner.clean_text(text)),
        (Some(html), _) => guarded(|| cleaner.clean_html(html)),
        (None, Some(text)) => guarded(|| cleaner.clean_text(text)),
        (None, None) => Err(Failure::record("the record has neither `html` nor `text`")),
    }
}

#[derive(Serialize)]
struct Clean<'a> {
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    page: &'a Cleaned,
}

#[derive(Serialize)]
struct Failed<'a> {
    id: Option<&'a RawValue>,
    error: Failure,
}

fn failed(id: Option<&RawValue>, number: u64, mut failure: Failure) -> Answer {
    if id.is_none() {
        failure.message = format!("line {number}: {}", failure.message);
    }
    Answer { json: line_of(&Failed { id, error: failure }), failed: true }
}

/// A JSON object and a line break.
fn line_of(value: &impl Serialize) -> Vec<u8> {
    // Strings and numbers cannot fail; were it to happen, an empty line is told from a record.
    let mut json = serde_json::to_vec(value).unwrap_or_default();
    json.push(b'\n');
    json
}

struct Out {
    to: Records,
    failed: bool,
}

impl Sink<Answer> for Out {
    fn take(&mut self, answer: Answer) -> Result<()> {
        self.failed |= answer.failed;
        written(self.to.take(&answer.json))
    }

    fn idle(&mut self) -> Result<()> {
        written(self.to.flush())
    }
}
