//! `--jsonl`: one page a line in, one record a line out, in the same order.

use std::fs::File;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use serde::Serialize;
use serde_json::value::RawValue;
use unhusk::{Cleaned, Cleaner, InputKind};
use unhusk_corpus::{Damage, Item, JsonPage, Place, Reader};

use crate::args::Args;
use crate::failure::{Failure, guarded};
use crate::json::line_of;
use crate::pipeline::{self, Sink};
use crate::terminal::shown_json;
use crate::whole::Records;
use crate::{Outcome, input, written};

/// A line of input, or why there is none.
struct Line {
    file: Arc<str>,
    item: Result<Item, Failure>,
}

/// Cleans a stream of records.
pub(crate) fn run(args: &Args, cleaner: Cleaner) -> Result<Outcome> {
    let mut lines = Lines { sources: sources(&args.files)?.into_iter(), current: None, limit: args.max_input_bytes };
    let cleaner = Arc::new(cleaner);
    let terminal = std::io::stdout().is_terminal();
    let mut sink = Out { to: written(Records::new())?, terminal, failed: false };
    pipeline::run(
        args.threads(),
        std::iter::from_fn(move || lines.next()),
        |line| match &line.item {
            Ok(Item::Line(line)) => line.bytes.as_ref().map_or(0, Vec::len),
            _ => 0,
        },
        move |line| answer(&cleaner, line),
        &mut sink,
    )?;
    Ok(if sink.failed { Outcome::SomeFailed } else { Outcome::Fine })
}

/// An input that is open; none is standard input.
struct Source {
    name: Arc<str>,
    file: Option<File>,
}

/// Opens all inputs before the first is read: a missing one is told at once.
fn sources(files: &[PathBuf]) -> Result<Vec<Source>> {
    let open = |path: &PathBuf| {
        let name = path.display().to_string();
        let file = match &*name {
            "-" => None,
            _ => Some(input::open(path).map_err(|failure| anyhow!("{name}: {}", failure.message))?),
        };
        Ok(Source { name: name.into(), file })
    };
    if files.is_empty() { Ok(vec![Source { name: "-".into(), file: None }]) } else { files.iter().map(open).collect() }
}

struct Lines {
    sources: std::vec::IntoIter<Source>,
    current: Option<(Arc<str>, Reader)>,
    limit: usize,
}

impl Lines {
    /// The next line that is not blank.
    fn next(&mut self) -> Option<Line> {
        loop {
            let Some((file, reader)) = &mut self.current else {
                let Source { name, file } = self.sources.next()?;
                let reader = match file {
                    Some(file) => Reader::file(file, &name, self.limit),
                    None => Reader::stream(std::io::stdin(), self.limit),
                };
                match reader {
                    Ok(reader) => self.current = Some((name, reader.lines())),
                    Err(error) => return Some(Line { file: name, item: Err(Failure::io(&error)) }),
                }
                continue;
            };
            match reader.next() {
                Some(item) => {
                    return Some(Line { file: Arc::clone(file), item: item.map_err(|error| Failure::io(&error)) });
                }
                None => self.current = None,
            }
        }
    }
}

/// A record of the output, and whether it is an error.
struct Answer {
    json: Vec<u8>,
    failed: bool,
}

fn answer(cleaner: &Cleaner, Line { file, item }: Line) -> Answer {
    let mut id = None;
    // Where it stands, for what has no id to be known by.
    let place = match &item {
        Ok(Item::Line(line)) => format!("{file}: line {}", line.number),
        Ok(Item::Damage(Damage { place: Place { offset, length }, .. })) => {
            format!("{file}: {length} bytes from {offset}")
        }
        _ => file.to_string(),
    };
    let line = item.and_then(|item| match item {
        Item::Line(line) => line.bytes.ok_or_else(too_long),
        Item::Damage(damage) => Err(Failure { code: "DAMAGED", message: damage.message }),
        _ => Err(Failure::record("not a line")),
    });
    match guarded(|| record(cleaner, &line?, &mut id)) {
        Ok(json) => Answer { json, failed: false },
        Err(mut error) => {
            if id.is_none() {
                error.message = format!("{place}: {}", error.message);
            }
            Answer { json: line_of(&Failed { id: id.as_deref(), error }), failed: true }
        }
    }
}

fn too_long() -> Failure {
    Failure { code: "TOO_LARGE", message: "the line is longer than the limit allows; raise --max-input-bytes".into() }
}

/// The record for a line; its id goes to `id` as soon as it is known, so that an error finds its question.
fn record(cleaner: &Cleaner, bytes: &[u8], id: &mut Option<Box<RawValue>>) -> Result<Vec<u8>, Failure> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let lossy = String::from_utf8_lossy(bytes);
        *id = JsonPage::parse(&lossy).ok().and_then(|record| record.id.map(ToOwned::to_owned));
        return Err(Failure::record("the line is not UTF-8"));
    };
    // Without the line's end, so that a message about a line that is cut off counts columns of the line itself.
    let text = text.trim_start_matches('\u{feff}').trim_ascii_end();
    let record = JsonPage::parse(text).map_err(|(known, message)| {
        *id = known;
        Failure::record(message)
    })?;
    *id = record.id.map(ToOwned::to_owned);
    Ok(line_of(&Clean { id: record.id, page: &clean(cleaner, &record)? }))
}

fn clean(cleaner: &Cleaner, record: &JsonPage<'_>) -> Result<Cleaned, Failure> {
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
