//! Compressed files: written, and read from one end to the other.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::source::Source;
use crate::unpack::{Packed, Trouble};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// It is not.
    Plain,
    /// With gzip.
    Gzip,
    /// With zstd.
    Zstd,
}

/// The level of zstd's own command.
const ZSTD_LEVEL: i32 = 3;

/// Writes a file, compressed or not. The same bytes give the same file.
///
/// ```
/// use std::io::{Read, Write};
/// use unhusk_corpus::{Packer, Packing, Unpacked};
///
/// let mut packer = Packer::new(Vec::new(), Packing::Zstd)?;
/// packer.write_all(b"a row")?;
/// let packed = packer.finish()?;
///
/// let mut row = String::new();
/// Unpacked::new(std::io::Cursor::new(packed))?.read_to_string(&mut row)?;
/// assert_eq!(row, "a row");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Packer<W: Write>(Encoder<W>);

enum Encoder<W: Write> {
    Plain(W),
    Gzip(GzEncoder<W>),
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Packer<W> {
    /// A writer into `to`.
    ///
    /// # Errors
    ///
    /// Where there is no memory for it.
    pub fn new(to: W, packing: Packing) -> io::Result<Self> {
        Ok(Self(match packing {
            Packing::Plain => Encoder::Plain(to),
            Packing::Gzip => Encoder::Gzip(GzEncoder::new(to, Compression::default())),
            Packing::Zstd => {
                let mut encoder = zstd::Encoder::new(to, ZSTD_LEVEL)?;
                encoder.include_checksum(true)?;
                Encoder::Zstd(encoder)
            }
        }))
    }

    /// Writes the end, and gives back what it was written into.
    ///
    /// # Errors
    ///
    /// Where that cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self.0 {
            Encoder::Plain(to) => Ok(to),
            Encoder::Gzip(encoder) => encoder.finish(),
            Encoder::Zstd(encoder) => encoder.finish(),
        }
    }
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Encoder::Plain(to) => to.write(bytes),
            Encoder::Gzip(encoder) => encoder.write(bytes),
            Encoder::Zstd(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Encoder::Plain(to) => to.flush(),
            Encoder::Gzip(encoder) => encoder.flush(),
            Encoder::Zstd(encoder) => encoder.flush(),
        }
    }
}

/// Reads a stream, uncompressed where its first bytes are those of gzip or zstd: all members and frames, one behind the other.
pub struct Unpacked(Packed);

impl Unpacked {
    /// A reader of `from`, whose first bytes are read here.
    ///
    /// # Errors
    ///
    /// Where those cannot be read.
    pub fn new(from: impl Read + Send + 'static) -> io::Result<Self> {
        Packed::new(Source::stream(from), "").map(Self)
    }

    fn fill(&mut self) -> Result<&[u8], Trouble> {
        while self.0.fill()?.is_empty() && self.0.next()? {}
        self.0.fill()
    }
}

impl Read for Unpacked {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let here = match self.fill() {
            Ok(here) => here,
            Err(Trouble::Io(error)) => return Err(error),
            Err(Trouble::Broken(why) | Trouble::NoRecord(why)) => {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("it is compressed and cannot be read: {why}"),
                ));
            }
        };
        let count = here.len().min(to.len());
        to[..count].copy_from_slice(&here[..count]);
        self.0.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        Unpacked::new(io::Cursor::new(bytes))?.read_to_end(&mut out).map(|_| out)
    }

    #[test]
    fn what_is_packed_is_read_back() {
        let rows = b"{\"id\": 1}\n".repeat(50_000);
        for packing in [Packing::Plain, Packing::Gzip, Packing::Zstd] {
            let packed = |rows: &[u8]| {
                let mut packer = Packer::new(Vec::new(), packing).unwrap();
                packer.write_all(rows).unwrap();
                packer.finish().unwrap()
            };
            assert_eq!(unpacked(packed(&rows)).unwrap(), rows);
            assert_eq!(unpacked([packed(&rows), packed(b"more")].concat()).unwrap(), [&rows[..], b"more"].concat());
            assert_eq!(packed(&rows), packed(&rows));
            if packing != Packing::Plain {
                let cut = packed(&rows);
                let error = unpacked(cut[..cut.len() - 5].to_vec()).unwrap_err();
                assert!(error.to_string().contains("the file ends in the middle"), "{error}");
            }
        }
    }
}
