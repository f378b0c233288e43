//! A file as it is packed: plain, gzip members or zstd frames, each with its place.

use std::io::{self, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};
use memchr::memmem::Finder;
use zstd::stream::raw::{DParameter, Decoder, Operation};

use crate::source::Source;

pub(crate) const GZIP: &[u8] = b"\x1f\x8b\x08";
pub(crate) const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// A zstd frame whose content is no data: 0x184D2A50 to 5F, little endian; that of a dictionary for the frames behind it is 5D
/// (IIPC, "WARC file format with Zstandard compression").
const SKIPPED: &[u8] = b"\x2a\x4d\x18";
const DICTIONARY: &[u8] = b"\x5d\x2a\x4d\x18";

/// A dictionary is some hundred kilobytes; more is no dictionary.
const DICTIONARY_LIMIT: usize = 16 << 20;

/// How far a zstd frame may point back, as a power of two: the memory that a file can ask for. `zstd --long` needs as much.
const WINDOW_LOG: u32 = 27;

/// A gzip header has a file's name, a comment and an extra field of at most 64 KiB.
const HEADER_LIMIT: usize = 128 << 10;

/// Bytes unpacked at a time.
const CHUNK: usize = 64 << 10;

/// Unpacked bytes that a member must give without an error to be taken for one where nothing is known of its content.
const TRIED: usize = 512;

/// Why reading cannot go on as it was.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The file or stream cannot be read.
    Io(io::Error),
    /// What was read is no compressed member, and why.
    Broken(&'static str),
    /// What was read is no record, and why.
    NoRecord(&'static str),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

enum Coding {
    Plain,
    Gzip(Box<Gzip>),
    Zstd(Box<Zstd>),
}

struct Gzip {
    inflate: Decompress,
    crc: Crc,
}

struct Zstd {
    decoder: Decoder<'static>,
    dictionary: Vec<u8>,
}

/// A packed file, member by member. A plain file is one member.
pub(crate) struct Packed {
    source: Source,
    coding: Coding,
    /// What is unpacked of the current member.
    out: Vec<u8>,
    /// The next byte, in `out`.
    at: usize,
    /// Unpacked bytes before `out`, over all members.
    before: u64,
    /// Where the current member begins, in the file and unpacked.
    member: (u64, u64),
    /// Nothing more comes of the current member.
    ended: bool,
}

impl Packed {
    /// Tells the packing by the first bytes, and by the name where those are neither packed nor text.
    pub(crate) fn new(mut source: Source, name: &str) -> io::Result<Self> {
        let head = source.need(ZSTD.len())?;
        let gzip = head.starts_with(&GZIP[..2]);
        let zstd = head.starts_with(ZSTD) || skipped(head);
        let text = head.first().is_none_or(|byte| b"\xef{W \t\r\n".contains(byte));
        let named = |extension: &str| !gzip && !zstd && !text && name.ends_with(extension);
        let coding = if gzip || named(".gz") {
            Coding::Gzip(Box::new(Gzip { inflate: Decompress::new(false), crc: Crc::new() }))
        } else if zstd || named(".zst") {
            let dictionary = if head.starts_with(DICTIONARY) { dictionary(&mut source)? } else { Vec::new() };
            Coding::Zstd(Box::new(Zstd { decoder: decoder(&dictionary)?, dictionary }))
        } else {
            Coding::Plain
        };
        // The first member is begun by the first `next`, but for a plain file, which has no other.
        let ended = !matches!(coding, Coding::Plain);
        Ok(Self { source, coding, out: Vec::new(), at: 0, before: 0, member: (0, 0), ended })
    }

    pub(crate) fn is_packed(&self) -> bool {
        !matches!(self.coding, Coding::Plain)
    }

    /// Offset in the file of the next byte that is read of it.
    pub(crate) fn offset(&self) -> u64 {
        self.source.offset()
    }

    /// How many unpacked bytes were taken.
    pub(crate) fn taken(&self) -> u64 {
        if self.is_packed() { self.before + self.at as u64 } else { self.source.offset() }
    }

    /// Where the current member, or the one that could not be begun, begins in the file.
    pub(crate) fn member(&self) -> u64 {
        self.member.0
    }

    /// Where the current member begins in the file, if nothing was taken of it yet.
    pub(crate) fn at_start(&self) -> Option<u64> {
        (self.is_packed() && self.taken() == self.member.1).then_some(self.member.0)
    }

    /// Keeps a plain file from here on, so that it can be read again; a member is kept from its start.
    pub(crate) fn mark(&mut self) {
        if !self.is_packed() {
            self.source.mark();
        }
    }

    /// The next bytes of the current member, as many as are at hand; none at its end, which is right and whole then.
    pub(crate) fn fill(&mut self) -> Result<&[u8], Trouble> {
        self.need(1)
    }

    /// The next bytes of the current member, at least so many where it has so many.
    pub(crate) fn need(&mut self, count: usize) -> Result<&[u8], Trouble> {
        if !self.is_packed() {
            return Ok(self.source.need(count)?);
        }
        while self.out.len() - self.at < count && !self.ended {
            self.unpack()?;
        }
        Ok(&self.out[self.at..])
    }

    pub(crate) fn consume(&mut self, count: usize) {
        if self.is_packed() {
            self.at = (self.at + count).min(self.out.len());
        } else {
            self.source.consume(count);
        }
    }

    /// Begins the next member, the current one being at its end; false at the end of the file.
    pub(crate) fn next(&mut self) -> Result<bool, Trouble> {
        if !self.is_packed() {
            return Ok(false);
        }
        self.before = self.taken();
        self.out.clear();
        self.at = 0;
        loop {
            self.source.mark();
            self.member = (self.source.offset(), self.before);
            let head = self.source.need(8)?;
            if head.is_empty() {
                return Ok(false);
            }
            if skipped(head) && matches!(self.coding, Coding::Zstd(_)) {
                let size = size_of_skipped(head).ok_or(Trouble::Broken(ENDS_EARLY))?;
                if !self.source.skip(8 + size)? {
                    return Err(Trouble::Broken(ENDS_EARLY));
                }
            } else if head.iter().all(|byte| *byte == 0) {
                // Padding, as tapes and block devices leave it.
                let count = head.len();
                self.source.consume(count);
            } else {
                break;
            }
        }
        match &mut self.coding {
            Coding::Plain => {}
            Coding::Gzip(gzip) => {
                let length = gzip_header(&mut self.source)?;
                self.source.consume(length);
                gzip.inflate.reset(false);
                gzip.crc = Crc::new();
            }
            Coding::Zstd(zstd) => {
                if !self.source.fill()?.starts_with(ZSTD) {
                    return Err(Trouble::Broken("no zstd frame where one should begin"));
                }
                zstd.decoder.reinit()?;
            }
        }
        self.ended = false;
        Ok(true)
    }

    /// Unpacks some more of the current member.
    fn unpack(&mut self) -> Result<(), Trouble> {
        if self.at > 0 {
            self.before += self.at as u64;
            self.out.drain(..self.at);
            self.at = 0;
        }
        let input = self.source.fill()?;
        if input.is_empty() {
            return Err(Trouble::Broken(ENDS_EARLY));
        }
        let start = self.out.len();
        self.out.resize(start + CHUNK, 0);
        let room = &mut self.out[start..];
        let step = match &mut self.coding {
            Coding::Plain => return Ok(()),
            Coding::Gzip(gzip) => gzip.step(input, room),
            Coding::Zstd(zstd) => zstd.step(input, room),
        };
        let made = step.as_ref().map_or(0, |it| it.made);
        self.out.truncate(start + made);
        let Step { used, ended, .. } = step?;
        if used == 0 && made == 0 && !ended {
            return Err(Trouble::Broken(DAMAGED));
        }
        self.source.consume(used);
        if ended {
            if let Coding::Gzip(gzip) = &self.coding {
                check(gzip, &mut self.source)?;
            }
            self.ended = true;
        }
        Ok(())
    }

    /// Goes to the next place behind `from` where a member begins that can be unpacked and begins with `content`, and gives its
    /// offset, or that of the end of the file. Members are all there is: what was read of the current one is dropped.
    pub(crate) fn find_member(&mut self, from: u64, content: &[u8]) -> io::Result<u64> {
        self.before = self.taken();
        self.out.clear();
        self.at = 0;
        self.ended = true;
        self.source.rewind(from + 1)?;
        let magic = if matches!(self.coding, Coding::Zstd(_)) { ZSTD } else { GZIP };
        while self.source.find(magic)? {
            if self.leads_to(content)? {
                break;
            }
            self.source.consume(1);
        }
        Ok(self.source.offset())
    }

    /// Whether the member that begins here can be unpacked and begins so.
    fn leads_to(&mut self, content: &[u8]) -> io::Result<bool> {
        let mut out = vec![0; TRIED.max(content.len())];
        let mut made = 0;
        let mut at = 0;
        let mut coding = match &self.coding {
            Coding::Plain => return Ok(false),
            Coding::Gzip(_) => {
                at = match gzip_header(&mut self.source) {
                    Ok(length) => length,
                    Err(Trouble::Io(error)) => return Err(error),
                    Err(_) => return Ok(false),
                };
                Coding::Gzip(Box::new(Gzip { inflate: Decompress::new(false), crc: Crc::new() }))
            }
            Coding::Zstd(zstd) => {
                let dictionary = zstd.dictionary.clone();
                Coding::Zstd(Box::new(Zstd { decoder: decoder(&dictionary)?, dictionary }))
            }
        };
        loop {
            let have = self.source.need(at + 1)?.len();
            let input = &self.source.need(at + 1)?[at.min(have)..];
            let step = match &mut coding {
                Coding::Plain => return Ok(false),
                Coding::Gzip(gzip) => gzip.step(input, &mut out[made..]),
                Coding::Zstd(zstd) => zstd.step(input, &mut out[made..]),
            };
            let Ok(step) = step else { return Ok(false) };
            made += step.made;
            at += step.used;
            if step.ended || made == out.len() {
                return Ok(out[..made].starts_with(content) && made > 0);
            }
            if (step.used == 0 && step.made == 0) || at > HEADER_LIMIT + CHUNK {
                return Ok(false);
            }
        }
    }

    /// Goes to the next place of `needle` in what is unpacked, or plain; false at the end of the member or plain file.
    pub(crate) fn find(&mut self, needle: &[u8]) -> Result<bool, Trouble> {
        if !self.is_packed() {
            return Ok(self.source.find(needle)?);
        }
        let finder = Finder::new(needle);
        loop {
            let here = self.need(needle.len())?;
            if let Some(found) = finder.find(here) {
                self.consume(found);
                return Ok(true);
            }
            let short = here.len() < needle.len();
            let passed = if short { here.len() } else { here.len() + 1 - needle.len() };
            self.consume(passed);
            if short {
                return Ok(false);
            }
        }
    }

    /// Goes back in a plain file.
    pub(crate) fn rewind(&mut self, to: u64) -> Result<(), Trouble> {
        Ok(self.source.rewind(to)?)
    }
}

const ENDS_EARLY: &str = "the file ends in the middle of it";
const DAMAGED: &str = "its compressed data is damaged";

/// What came of one step of unpacking.
struct Step {
    used: usize,
    made: usize,
    ended: bool,
}

impl Gzip {
    fn step(&mut self, input: &[u8], out: &mut [u8]) -> Result<Step, Trouble> {
        let (used, made) = (self.inflate.total_in(), self.inflate.total_out());
        let status =
            self.inflate.decompress(input, out, FlushDecompress::None).map_err(|_| Trouble::Broken(DAMAGED))?;
        let used = (self.inflate.total_in() - used) as usize;
        let made = (self.inflate.total_out() - made) as usize;
        self.crc.update(&out[..made]);
        Ok(Step { used, made, ended: status == Status::StreamEnd })
    }
}

impl Zstd {
    fn step(&mut self, input: &[u8], out: &mut [u8]) -> Result<Step, Trouble> {
        let status = self.decoder.run_on_buffers(input, out).map_err(|error| {
            let window = error.to_string().contains("too much memory");
            Trouble::Broken(if window {
                "it was compressed with a window of more than 128 MiB (zstd --long=28 or more)"
            } else {
                DAMAGED
            })
        })?;
        Ok(Step { used: status.bytes_read, made: status.bytes_written, ended: status.remaining == 0 })
    }
}

/// How long the gzip header is that begins here (RFC 1952, 2.3).
fn gzip_header(source: &mut Source) -> Result<usize, Trouble> {
    const NO_MEMBER: Trouble = Trouble::Broken("no gzip member where one should begin");
    let mut wanted = 10;
    loop {
        let head = source.need(wanted)?;
        if !head.starts_with(GZIP) || head.get(3).is_some_and(|flags| flags & 0b1110_0000 != 0) {
            return Err(NO_MEMBER);
        }
        match header_length(head) {
            Some(length) => return Ok(length),
            None if head.len() < wanted => return Err(Trouble::Broken(ENDS_EARLY)),
            None if head.len() > HEADER_LIMIT => return Err(NO_MEMBER),
            None => wanted = head.len() + 1,
        }
    }
}

/// The length of a gzip header that is here as a whole.
fn header_length(head: &[u8]) -> Option<usize> {
    const CHECKSUM: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    let flags = *head.get(3)?;
    let mut length = 10;
    if flags & EXTRA != 0 {
        let size = head.get(length..length + 2)?;
        length += 2 + usize::from(u16::from_le_bytes([size[0], size[1]]));
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            length += memchr::memchr(0, head.get(length..)?)? + 1;
        }
    }
    if flags & CHECKSUM != 0 {
        length += 2;
    }
    (length <= head.len()).then_some(length)
}

/// Takes the checksum and size that end a gzip member, and compares them.
fn check(gzip: &Gzip, source: &mut Source) -> Result<(), Trouble> {
    let end = source.need(8)?;
    let (Some(crc), Some(size)) = (number(end), end.get(4..).and_then(number)) else {
        return Err(Trouble::Broken(ENDS_EARLY));
    };
    if crc != gzip.crc.sum() || size != gzip.crc.amount() {
        return Err(Trouble::Broken("its checksum is wrong"));
    }
    source.consume(8);
    Ok(())
}

fn skipped(head: &[u8]) -> bool {
    head.len() >= 4 && head[0] & 0xf0 == 0x50 && head[1..].starts_with(SKIPPED)
}

fn size_of_skipped(head: &[u8]) -> Option<u64> {
    head.get(4..).and_then(number).map(u64::from)
}

/// The number that begins here, little endian.
fn number(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|it| u32::from_le_bytes(*it))
}

/// The dictionary in the frame that begins the file, itself packed or not.
fn dictionary(source: &mut Source) -> io::Result<Vec<u8>> {
    let wrong =
        || io::Error::new(io::ErrorKind::InvalidData, "the zstd dictionary at the start of the file is damaged");
    let size = size_of_skipped(source.need(8)?).and_then(|size| usize::try_from(size).ok());
    let size = size.filter(|size| *size <= DICTIONARY_LIMIT).ok_or_else(wrong)?;
    let frame = source.need(8 + size)?.get(8..8 + size).ok_or_else(wrong)?.to_vec();
    if !frame.starts_with(ZSTD) {
        return Ok(frame);
    }
    let mut unpacked = Vec::new();
    let reader = zstd::Decoder::with_buffer(&frame[..])?;
    reader.take(DICTIONARY_LIMIT as u64).read_to_end(&mut unpacked).map_err(|_| wrong())?;
    Ok(unpacked)
}

fn decoder(dictionary: &[u8]) -> io::Result<Decoder<'static>> {
    let mut decoder = Decoder::with_dictionary(dictionary)?;
    decoder.set_parameter(DParameter::WindowLogMax(WINDOW_LOG))?;
    Ok(decoder)
}
