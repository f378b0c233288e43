//! `--jsonl`: one page a line in, one record a line out, in the same order.

use std::io::{BufRead, BufReader, IsTerminal, Read};
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
use crate::terminal::shown_json;
use crate::whole::Records;
use crate::{Outcome, input, written};

/// How much longer a line may be than the page in it: JSON writes a byte in up to six (`\u0000`), the rest is keys and address.
const ESCAPED: usize = 6;
const AROUND: usize = 64 << 10;

/// Bytes read at a time.
const BUFFER: usize = 256 << 10;

/// A line of input, or why there is none.
struct Line {
    place: Place,
    bytes: Result<Vec<u8>, Failure>,
}

/// Where a line stands, for what has no id to be known by.
struct Place {
    file: Arc<str>,
    number: u64,
}

/// Cleans a stream of records.
pub(crate) fn run(args: &Args, cleaner: Cleaner) -> Result<Outcome> {
    let limit = args.max_input_bytes.saturating_mul(ESCAPED).saturating_add(AROUND);
    let mut lines = Lines { sources: sources(&args.files)?.into_iter(), current: None, limit };
    let cleaner = Arc::new(cleaner);
    let terminal = std::io::stdout().is_terminal();
    let mut sink = Out { to: written(Records::new())?, terminal, failed: false };
    pipeline::run(
        args.threads(),
        std::iter::from_fn(move || lines.next()),
        |line| line.bytes.as_ref().map_or(0, Vec::len),
        move |line| answer(&cleaner, line),
        &mut sink,
    )?;
    Ok(if sink.failed { Outcome::SomeFailed } else { Outcome::Fine })
}

/// Opens all inputs before the first is read: a missing one is told at once.
fn sources(files: &[PathBuf]) -> Result<Vec<Source>> {
    if files.is_empty() {
        return Ok(vec![Source::new("-", std::io::stdin())]);
    }
    let open = |path: &PathBuf| {
        let name = path.display().to_string();
        if name == "-" {
            return Ok(Source::new("-", std::io::stdin()));
        }
        let file = input::open(path).map_err(|failure| anyhow!("{name}: {}", failure.message))?;
        Ok(Source::new(&name, file))
    };
    files.iter().map(open).collect()
}

/// An input and how many of its lines were read.
struct Source {
    name: Arc<str>,
    from: Box<dyn BufRead + Send>,
    lines: u64,
}

impl Source {
    fn new(name: &str, from: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), from: Box::new(BufReader::with_capacity(BUFFER, from)), lines: 0 }
    }
}

struct Lines {
    sources: std::vec::IntoIter<Source>,
    current: Option<Source>,
    limit: usize,
}

impl Lines {
    /// The next line that is not blank.
    fn next(&mut self) -> Option<Line> {
        loop {
            if self.current.is_none() {
                self.current = Some(self.sources.next()?);
            }
            let source = self.current.as_mut()?;
            let read = read_line(&mut source.from, self.limit);
            source.lines += 1;
            let place = Place { file: Arc::clone(&source.name), number: source.lines };
            let bytes = match read {
                Ok(Fetched::End) => {
                    self.current = None;
                    continue;
                }
                Ok(Fetched::Line(bytes)) if bytes.trim_ascii().is_empty() => continue,
                Ok(Fetched::Line(bytes)) => Ok(bytes),
                Ok(Fetched::TooLong) => {
                    let message = format!("the line is longer than {} bytes; raise --max-input-bytes", self.limit);
                    Err(Failure { code: "TOO_LARGE", message })
                }
                Err(error) => {
                    self.current = None;
                    Err(Failure::io(&error))
                }
            };
            return Some(Line { place, bytes });
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

fn answer(cleaner: &Cleaner, Line { place, bytes }: Line) -> Answer {
    let mut id = None;
    match guarded(|| record(cleaner, &bytes?, &mut id)) {
        Ok(json) => Answer { json, failed: false },
        Err(mut error) => {
            if id.is_none() {
                error.message = format!("{}: line {}: {}", place.file, place.number, error.message);
            }
            Answer { json: line_of(&Failed { id: id.as_deref(), error }), failed: true }
        }
    }
}

/// The record for a line; its id goes to `id` as soon as it is known, so that an error finds its question.
fn record(cleaner: &Cleaner, bytes: &[u8], id: &mut Option<Box<RawValue>>) -> Result<Vec<u8>, Failure> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let lossy = String::from_utf8_lossy(bytes);
        *id = Record::parse(&lossy).ok().and_then(|record| record.id.map(ToOwned::to_owned));
        return Err(Failure::record("the line is not UTF-8"));
    };
    // Without the line's end, so that a message about a line that is cut off counts columns of the line itself.
    let text = text.trim_start_matches('\u{feff}').trim_ascii_end();
    let record = Record::parse(text).map_err(|(known, message)| {
        *id = known;
        Failure::record(message)
    })?;
    *id = record.id.map(ToOwned::to_owned);
    Ok(line_of(&Clean { id: record.id, page: &clean(cleaner, &record)? }))
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
    Ok(match (&record.html, &record.text) {
        (Some(_), Some(text)) if as_text => cleaner.clean_text(text),
        (Some(html), _) => cleaner.clean_html(html),
        (None, Some(text)) => cleaner.clean_text(text),
        (None, None) => return Err(Failure::record("the record has neither `html` nor `text`")),
    }?)
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

/// A JSON object and a line break.
fn line_of(value: &impl Serialize) -> Vec<u8> {
    // Strings and numbers cannot fail; were it to happen, an empty line is told from a record.
    let mut json = serde_json::to_vec(value).unwrap_or_default();
    json.push(b'\n');
    json
}

struct Out {
    to: Records,
    terminal: bool,
    failed: bool,
}

impl Sink<Answer> for Out {
    fn take(&mut self, answer: Answer) -> Result<()> {
        self.failed |= answer.failed;
        match std::str::from_utf8(&answer.json) {
            Ok(json) if self.terminal => written(self.to.take(shown_json(json).as_bytes())),
            _ => written(self.to.take(&answer.json)),
        }
    }

    fn idle(&mut self) -> Result<()> {
        written(self.to.flush())
    }
}
