//! The bytes of a file or stream, with their offsets, and a way back as far as a damaged member may reach.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use memchr::memmem::Finder;

/// Bytes asked for at a time.
const CHUNK: usize = 256 << 10;

/// How far back a stream can be read again. A decoder that has lost its way notices within some kilobytes; only a member as
/// large as this with a wrong checksum at its end would hide others before it.
const KEPT: usize = 16 << 20;

/// Where the bytes come from.
enum Origin {
    /// Any way back is open.
    File(File),
    /// What is kept can be read again.
    Stream(Box<dyn Read + Send>),
}

/// A file or stream that is read from one end to the other, but for ways back to the mark.
pub(crate) struct Source {
    origin: Origin,
    buffer: Vec<u8>,
    /// Offset of the first byte in the buffer.
    base: u64,
    /// The next byte, in the buffer.
    at: usize,
    /// Offset from which on bytes are kept.
    mark: u64,
    ended: bool,
}

impl Source {
    pub(crate) fn file(file: File) -> Self {
        // A pipe has a name and no way back.
        let seekable = file.metadata().is_ok_and(|it| it.is_file());
        Self::new(if seekable { Origin::File(file) } else { Origin::Stream(Box::new(file)) })
    }

    pub(crate) fn stream(from: impl Read + Send + 'static) -> Self {
        Self::new(Origin::Stream(Box::new(from)))
    }

    fn new(origin: Origin) -> Self {
        Self { origin, buffer: Vec::new(), base: 0, at: 0, mark: 0, ended: false }
    }

    /// Offset of the next byte.
    pub(crate) fn offset(&self) -> u64 {
        self.base + self.at as u64
    }

    /// Keeps what comes from here on, so that it can be read again.
    pub(crate) fn mark(&mut self) {
        self.mark = self.offset();
    }

    /// The next bytes, as many as are at hand; none at the end.
    pub(crate) fn fill(&mut self) -> io::Result<&[u8]> {
        self.need(1)
    }

    /// The next bytes, at least so many where there are so many.
    pub(crate) fn need(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < count && !self.ended {
            self.read_on()?;
        }
        Ok(&self.buffer[self.at..])
    }

    pub(crate) fn consume(&mut self, count: usize) {
        self.at = (self.at + count).min(self.buffer.len());
    }

    /// Passes over so many bytes; false where the end comes first.
    pub(crate) fn skip(&mut self, mut count: u64) -> io::Result<bool> {
        while count > 0 {
            let here = self.fill()?.len();
            if here == 0 {
                return Ok(false);
            }
            let step = usize::try_from(count).map_or(here, |count| count.min(here));
            self.consume(step);
            count -= step as u64;
        }
        Ok(true)
    }

    /// Goes to the next place of `needle`, this one included; to the end, with false, where there is none.
    pub(crate) fn find(&mut self, needle: &[u8]) -> io::Result<bool> {
        let finder = Finder::new(needle);
        loop {
            self.mark();
            let here = self.need(needle.len())?;
            if let Some(found) = finder.find(here) {
                self.consume(found);
                return Ok(true);
            }
            if here.len() < needle.len() {
                let rest = here.len();
                self.consume(rest);
                return Ok(false);
            }
            // The needle may have begun.
            let passed = here.len() + 1 - needle.len();
            self.consume(passed);
        }
    }

    /// Goes back to an offset, or as near to it as a stream can.
    pub(crate) fn rewind(&mut self, to: u64) -> io::Result<()> {
        if let Some(at) = to.checked_sub(self.base).and_then(|at| usize::try_from(at).ok()).filter(|at| *at <= self.at)
        {
            self.at = at;
            return Ok(());
        }
        match &mut self.origin {
            Origin::File(file) => {
                self.base = file.seek(SeekFrom::Start(to))?;
                self.buffer.clear();
                self.ended = false;
            }
            Origin::Stream(_) => {}
        }
        self.at = 0;
        Ok(())
    }

    fn read_on(&mut self) -> io::Result<()> {
        let marked = usize::try_from(self.mark.saturating_sub(self.base)).unwrap_or(usize::MAX);
        let unneeded = marked.max(self.buffer.len().saturating_sub(KEPT)).min(self.at);
        // Moving the rest costs no more than reading what goes did.
        if unneeded >= self.buffer.len() - unneeded {
            self.buffer.drain(..unneeded);
            self.base += unneeded as u64;
            self.at -= unneeded;
        }
        let before = self.buffer.len();
        self.buffer.resize(before + CHUNK, 0);
        // Once: who writes line by line into a pipe waits for an answer to each.
        let read = loop {
            let room = &mut self.buffer[before..];
            let read = match &mut self.origin {
                Origin::File(file) => file.read(room),
                Origin::Stream(from) => from.read(room),
            };
            match read {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(before + read.as_ref().map_or(0, |count| *count));
        self.ended = read? == 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn bytes(count: usize) -> Vec<u8> {
        (0..count).map(|n| ((n * 7919) >> 5) as u8).collect()
    }

    /// A stream keeps what is marked, up to its limit; a file goes back to any place.
    #[test]
    fn what_is_marked_can_be_read_again() {
        let data = bytes(3 * KEPT);
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&data).unwrap();
        file.rewind().unwrap();
        for (mut source, whole) in [(Source::stream(io::Cursor::new(data.clone())), false), (Source::file(file), true)]
        {
            assert!(source.skip(1000).unwrap());
            source.mark();
            assert!(source.skip(KEPT as u64 / 2).unwrap());
            source.rewind(1000).unwrap();
            assert_eq!(source.need(5).unwrap()[..5], data[1000..1005]);

            assert!(source.skip(2 * KEPT as u64 + 7).unwrap());
            source.rewind(1000).unwrap();
            let at = source.offset() as usize;
            assert_eq!(source.need(100).unwrap()[..100], data[at..at + 100]);
            assert_eq!(at == 1000, whole);
            assert!(source.buffer.len() <= 2 * KEPT + 2 * CHUNK, "{}", source.buffer.len());
        }
    }

    #[test]
    fn a_needle_across_two_reads_is_found() {
        let mut data = vec![b'.'; CHUNK - 3];
        data.extend(b"needle and no need");
        let mut source = Source::stream(io::Cursor::new(data));
        assert!(source.find(b"needle").unwrap());
        assert_eq!(source.offset(), CHUNK as u64 - 3);
        source.consume(1);
        assert!(!source.find(b"needle").unwrap());
        assert!(source.fill().unwrap().is_empty());
    }
}
