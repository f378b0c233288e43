//! Records and lines of a file, one by one, and what is damaged between them.

use std::fs::File;
use std::io::{self, Read};

use crate::record::{Place, Record, headers};
use crate::source::Source;
use crate::unpack::{Packed, Trouble};

/// Headers of a record take some kilobytes.
const HEADERS_LIMIT: usize = 1 << 20;

/// What begins a record behind another, in a file that is not compressed.
const NEXT_RECORD: &[u8] = b"\r\n\r\nWARC/1.";
const RECORD: &[u8] = b"WARC/";

/// How much of a larger record is kept: HTTP headers, and what tells a type.
const KEPT_OF_LARGE: usize = 64 << 10;

/// One step through a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Item {
    /// A record of WARC or WET.
    Record(Record),
    /// A line of JSON Lines that is not blank.
    Line(Line),
    /// A stretch that cannot be read.
    Damage(Damage),
}

/// A line of JSON Lines, without its line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it stands; in the uncompressed file.
    pub place: Place,
    /// Its number, the first line being 1.
    pub number: u64,
    /// Its bytes; none where it is longer than the limit.
    pub bytes: Option<Vec<u8>>,
}

/// A stretch of a file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where it stands: up to the next record or line that can be read.
    pub place: Place,
    /// Why, in words.
    pub message: String,
}

/// How much longer a line may be than the page in it: JSON writes a byte in up to six (`\u0000`), the rest is keys and address.
const ESCAPED: usize = 6;
const AROUND: usize = 64 << 10;

/// What tells the form of a file; blank lines may come before.
const FORM_BYTES: usize = 64;

/// What is in the names of files of either form.
const WARC_NAMES: &[&str] = &[".warc", ".wet"];
const LINES_NAMES: &[&str] = &[".jsonl", ".ndjson", ".json"];

/// Beginnings of files that are not read, and what to do with them.
const OTHER_FORMS: &[(&[u8], &str)] = &[
    (b"PAR1", "it is Parquet, which the Python package reads"),
    (b"filedesc:", "it is an ARC file, the format before WARC; warcio's `recompress` makes a WARC of it"),
    (b"BZh", "it is compressed with bzip2; unpack it first, for example with `bunzip2 -c`"),
    (b"\xfd7zXZ", "it is compressed with xz; unpack it first, for example with `xz -dc`"),
    (b"PK\x03\x04", "it is a ZIP archive; name the files in it"),
    (b"[", "it is one JSON array, not a JSON object a line; `jq -c '.[]'` makes lines of it"),
];

/// What is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Warc,
    Lines,
}

/// Reads WARC, WET and JSON Lines, plain or compressed with gzip or zstd, from a file or stream.
///
/// Goes on behind damage: with the next compressed member that begins a record, or the next line that looks like one. The
/// damaged stretch is an [`Item::Damage`]. Memory is bounded by `limit`, whatever the file says.
///
/// ```
/// use unhusk_corpus::{Item, Reader};
///
/// let warc = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 5\r\n\r\nHello\r\n\r\n";
/// let mut reader = Reader::stream(&warc[..], 1 << 20)?;
/// let Some(Item::Record(record)) = reader.next().transpose()? else { panic!("one record") };
/// assert_eq!(record.content, b"Hello");
/// assert_eq!((record.place.offset, record.place.length), (0, 63));
/// assert!(reader.next().is_none());
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Reader {
    packed: Packed,
    name: String,
    form: Option<Form>,
    limit: usize,
    lines: u64,
    done: bool,
}

/// Where a record or line begins.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// The member that it begins, if it does begin one.
    member: Option<u64>,
    /// Bytes of the file that were read before it; those of its own member among them.
    read: u64,
    /// Unpacked bytes before it.
    taken: u64,
}

impl Reader {
    /// A reader of a file. `name` tells packing and form where the start of the file is damaged. Of a record whose content is
    /// larger than `limit` bytes only the start is kept; the text of a line may be as large, however it is escaped.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn file(file: File, name: &str, limit: usize) -> io::Result<Self> {
        Self::new(Source::file(file), name, limit)
    }

    /// A reader of a stream, whose packing and form are told by its first bytes.
    ///
    /// # Errors
    ///
    /// Where the stream cannot be read.
    pub fn stream(from: impl Read + Send + 'static, limit: usize) -> io::Result<Self> {
        Self::new(Source::stream(from), "", limit)
    }

    fn new(source: Source, name: &str, limit: usize) -> io::Result<Self> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
        Ok(Self { packed: Packed::new(source, &name)?, name, form: None, limit, lines: 0, done: false })
    }

    /// Takes every line for JSON Lines, whatever the file looks like.
    #[must_use]
    pub fn lines(mut self) -> Self {
        self.form = Some(Form::Lines);
        self
    }

    /// How many bytes of the file, as it is stored, were read so far.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.packed.offset()
    }

    fn step(&mut self) -> io::Result<Option<Item>> {
        loop {
            let (start, read) = match self.begin() {
                Ok(None) => return Ok(None),
                Ok(Some((start, Form::Warc))) => (start, self.record(start).map(|it| Some(Item::Record(it)))),
                Ok(Some((start, Form::Lines))) => (start, self.line(start).map(|it| it.map(Item::Line))),
                Err((start, trouble)) => (start, Err(trouble)),
            };
            match read {
                Ok(Some(item)) => return Ok(Some(item)),
                // A blank line.
                Ok(None) => {}
                Err(trouble) => return self.recover(start, trouble).map(|it| Some(Item::Damage(it))),
            }
        }
    }

    /// Goes to where the next record or line begins; none at the end.
    fn begin(&mut self) -> Result<Option<(Start, Form)>, (Start, Trouble)> {
        let mut member = None;
        loop {
            member = self.packed.at_start().or(member);
            self.packed.mark();
            let start = Start { member, read: self.packed.offset(), taken: self.packed.taken() };
            if self.packed.fill().map_err(|trouble| (start, trouble))?.is_empty() {
                member = None;
                match self.packed.next() {
                    Ok(true) => continue,
                    Ok(false) => return Ok(None),
                    Err(trouble) => return Err((Start { member: Some(self.packed.member()), ..start }, trouble)),
                }
            }
            let form = self.told().map_err(|trouble| (start, trouble))?;
            self.form = Some(form);
            let here = self.packed.fill().map_err(|trouble| (start, trouble))?;
            let breaks = if form == Form::Warc { line_breaks(here) } else { 0 };
            if breaks == 0 {
                return Ok(Some((start, form)));
            }
            self.packed.consume(breaks);
        }
    }

    /// The form of a file by how it begins, and by its name where that says nothing.
    fn told(&mut self) -> Result<Form, Trouble> {
        if let Some(form) = self.form {
            return Ok(form);
        }
        let (warc, lines) = (self.is_named(WARC_NAMES), self.is_named(LINES_NAMES));
        let head = self.packed.need(FORM_BYTES)?;
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        if head.starts_with(RECORD) {
            return Ok(Form::Warc);
        }
        if head.starts_with(b"{") || head.is_empty() {
            return Ok(Form::Lines);
        }
        let other = OTHER_FORMS.iter().find(|(magic, _)| head.starts_with(magic));
        match other {
            None if warc => Ok(Form::Warc),
            None if lines => Ok(Form::Lines),
            _ => {
                let message = other.map_or("it is neither WARC nor JSON Lines", |it| it.1);
                Err(io::Error::new(io::ErrorKind::InvalidData, message).into())
            }
        }
    }

    fn is_named(&self, parts: &[&str]) -> bool {
        parts.iter().any(|it| self.name.contains(it))
    }

    fn record(&mut self, start: Start) -> Result<Record, Trouble> {
        let headers = headers(&self.header_block()?);
        let size = crate::record::header(&headers, "Content-Length").and_then(|it| it.parse().ok());
        let size: u64 = size.ok_or(Trouble::NoRecord("it has no Content-Length"))?;
        let content = self.content(size)?;
        self.end_of_record()?;
        Ok(Record { place: self.place(start)?, headers, content, size })
    }

    /// The lines up to the first blank one.
    fn header_block(&mut self) -> Result<Vec<u8>, Trouble> {
        let mut block = Vec::new();
        let mut line = 0;
        loop {
            let here = self.packed.fill()?;
            let end = memchr::memchr(b'\n', here);
            let count = end.map_or(here.len(), |end| end + 1);
            block.extend_from_slice(&here[..count]);
            self.packed.consume(count);
            if !block.starts_with(&RECORD[..block.len().min(RECORD.len())]) {
                return Err(Trouble::NoRecord("no record where one should begin"));
            }
            if block.len() > HEADERS_LIMIT || (count == 0 && !self.goes_on()?) {
                return Err(Trouble::NoRecord("its headers do not end"));
            }
            if end.is_some() {
                if block[line..].trim_ascii().is_empty() {
                    return Ok(block);
                }
                line = block.len();
            }
        }
    }

    /// The content of a record, or the start of it where it is larger than the limit.
    fn content(&mut self, size: u64) -> Result<Vec<u8>, Trouble> {
        let kept = usize::try_from(size).ok().filter(|size| *size <= self.limit);
        let kept = kept.unwrap_or(KEPT_OF_LARGE.min(self.limit));
        let mut content = Vec::new();
        let mut left = size;
        while left > 0 {
            let here = self.packed.fill()?;
            if here.is_empty() {
                if self.goes_on()? {
                    continue;
                }
                return Err(Trouble::NoRecord("it is shorter than its Content-Length"));
            }
            let step = usize::try_from(left).map_or(here.len(), |left| left.min(here.len()));
            content.extend_from_slice(&here[..step.min(kept - content.len())]);
            self.packed.consume(step);
            left -= step as u64;
        }
        Ok(content)
    }

    /// At the end of a member that ends within a record: whether the next one has more of it. Some writers cut members without
    /// regard to records.
    fn goes_on(&mut self) -> Result<bool, Trouble> {
        Ok(self.packed.next()? && !self.packed.need(RECORD.len())?.starts_with(RECORD))
    }

    /// Passes over the two line breaks behind a record, and makes sure that it ends there.
    fn end_of_record(&mut self) -> Result<(), Trouble> {
        const BREAKS: &[u8] = b"\r\n\r\n";
        let ahead = self.packed.need(BREAKS.len() + RECORD.len())?;
        // Either proves the other: damaged breaks before a record, or what is no record behind breaks.
        let ended =
            ahead.len() <= BREAKS.len() || ahead.starts_with(BREAKS) || ahead[BREAKS.len()..].starts_with(RECORD);
        if ended {
            let count = ahead.len().min(BREAKS.len());
            self.packed.consume(count);
            return Ok(());
        }
        loop {
            let here = self.packed.need(RECORD.len())?;
            if here.is_empty() || here.starts_with(RECORD) {
                return Ok(());
            }
            match line_breaks(here) {
                0 => return Err(Trouble::NoRecord("its Content-Length does not lead to the next record")),
                breaks => self.packed.consume(breaks),
            }
        }
    }

    /// From the start of a record or line to here.
    fn place(&mut self, start: Start) -> Result<Place, Trouble> {
        if let Some(offset) = start.member
            && self.packed.fill()?.is_empty()
        {
            return Ok(Place { offset, length: self.packed.offset() - offset });
        }
        Ok(Place { offset: start.taken, length: self.packed.taken() - start.taken })
    }

    /// The next line, if it is not blank.
    fn line(&mut self, start: Start) -> Result<Option<Line>, Trouble> {
        let limit = self.limit.saturating_mul(ESCAPED).saturating_add(AROUND);
        let mut bytes = Some(Vec::new());
        self.lines += 1;
        loop {
            let here = self.packed.fill()?;
            if here.is_empty() {
                if self.packed.next()? {
                    continue;
                }
                break;
            }
            let end = memchr::memchr(b'\n', here);
            let count = end.unwrap_or(here.len());
            bytes = bytes.filter(|it| it.len() + count <= limit);
            if let Some(bytes) = &mut bytes {
                bytes.extend_from_slice(&here[..count]);
            }
            self.packed.consume(count + usize::from(end.is_some()));
            if end.is_some() {
                break;
            }
        }
        if bytes.as_ref().is_some_and(|it| it.trim_ascii().is_empty()) {
            return Ok(None);
        }
        let place = Place { offset: start.taken, length: self.packed.taken() - start.taken };
        Ok(Some(Line { place, number: self.lines, bytes }))
    }

    /// Goes behind what is damaged. The range is one of the file as it is stored; where a member holds many records, it begins
    /// somewhere in that member.
    fn recover(&mut self, start: Start, trouble: Trouble) -> io::Result<Damage> {
        let (mut message, mut damaged) = match trouble {
            Trouble::Io(error) => return Err(error),
            Trouble::Broken(message) => (message, true),
            Trouble::NoRecord(message) => (message, false),
        };
        if !damaged {
            match self.find_record(start) {
                Ok(()) => {}
                Err(Trouble::Io(error)) => return Err(error),
                Err(Trouble::Broken(why) | Trouble::NoRecord(why)) => (message, damaged) = (why, true),
            }
        }
        let mut offset = if self.packed.is_packed() { start.member.unwrap_or(start.read) } else { start.taken };
        let mut end = self.packed.at_start().unwrap_or(self.packed.offset());
        if damaged {
            let warc = self.form.map_or(self.is_named(WARC_NAMES), |form| form == Form::Warc);
            let content = if warc { RECORD } else { b"" };
            let from = start.member.unwrap_or(self.packed.member());
            end = self.packed.find_member(from, content)?;
            offset = offset.min(end);
        }
        Ok(Damage { place: Place { offset, length: end - offset }, message: message.to_owned() })
    }

    /// Goes to the next record in what can be unpacked; to the end of the member where there is none.
    fn find_record(&mut self, start: Start) -> Result<(), Trouble> {
        if !self.packed.is_packed() {
            self.packed.rewind(start.taken + 1)?;
        } else if self.packed.at_start().is_some() {
            return Ok(());
        }
        if self.packed.find(NEXT_RECORD)? {
            self.packed.consume(NEXT_RECORD.len() - b"WARC/1.".len());
        }
        Ok(())
    }
}

impl Iterator for Reader {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let step = self.step().transpose();
        self.done = !matches!(step, Some(Ok(_)));
        step
    }
}

/// How many line breaks are here.
fn line_breaks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| b"\r\n".contains(byte)).count()
}
