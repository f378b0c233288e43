//! Records as JSON.

use std::io::{Result, Write};

use serde::Serialize;

/// A value as JSON, and a line break.
pub(crate) fn line_of(value: &impl Serialize) -> Vec<u8> {
    let mut json = Buffer(Vec::new());
    // Strings and numbers cannot fail; were it to happen, an empty line is told from a record.
    if serde_json::to_writer(&mut json, value).is_err() || json.write_all(b"\n").is_err() {
        json.0 = b"\n".to_vec();
    }
    json.0
}

/// A buffer that stops doubling once it is large. The record of a page of tiny blocks is longer than the page by far, and a
/// buffer that doubles takes three times the record when it is moved.
struct Buffer(Vec<u8>);

impl Buffer {
    /// Bytes from which on the buffer grows by an eighth: most records are shorter.
    const LARGE: usize = 128 << 10;

    #[cold]
    fn grow(&mut self, bytes: usize) {
        if self.0.len() >= Self::LARGE {
            self.0.reserve_exact(bytes.max(self.0.len() / 8));
        }
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    /// The serialiser calls this for every quotation mark and comma.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
        if self.0.capacity() - self.0.len() < bytes.len() {
            self.grow(bytes.len());
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_lines_in_buffers_of_about_their_size() {
        assert_eq!(line_of(&["a", "\n"]), b"[\"a\",\"\\n\"]\n");
        let long = vec!["a word"; 200_000];
        let line = line_of(&long);
        assert_eq!(line, [serde_json::to_vec(&long).expect("strings are JSON"), b"\n".to_vec()].concat());
        assert!(line.capacity() <= line.len() * 9 / 8 + 1, "{} for {}", line.capacity(), line.len());
    }
}
