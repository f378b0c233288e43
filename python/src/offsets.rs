//! Between UTF-8 bytes and code points.

/// A place in a text, known in both counts. It walks from the place asked for last, so offsets that rise cost one pass in all.
pub(crate) struct Cursor<'a> {
    text: &'a [u8],
    byte: usize,
    point: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), byte: 0, point: 0 }
    }

    /// How many code points stand before this byte.
    pub(crate) fn point_at(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if byte >= self.byte {
            self.point += points(&self.text[self.byte..byte]);
        } else {
            self.point -= points(&self.text[byte..self.byte]);
        }
        self.byte = byte;
        self.point
    }

    /// How many bytes stand before this code point; past the end, all of them.
    pub(crate) fn byte_at(&mut self, point: usize) -> usize {
        if point < self.point {
            (self.byte, self.point) = (0, 0);
        }
        let rest = &self.text[self.byte..];
        let starts = rest.iter().enumerate().filter(|(_, byte)| is_start(**byte)).map(|(at, _)| at);
        match starts.chain([rest.len()]).nth(point - self.point) {
            Some(at) => {
                self.byte += at;
                self.point = point;
                self.byte
            }
            None => self.text.len(),
        }
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

fn points(text: &[u8]) -> usize {
    text.iter().filter(|byte| is_start(**byte)).count()
}
