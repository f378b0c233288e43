//! Between UTF-8 bytes and UTF-16 units.

/// A place in a text, known in both counts. It walks from the place asked for last, so offsets that are asked for in
/// rising order cost one pass over the text in all.
pub(super) struct Utf16Cursor<'a> {
    text: &'a [u8],
    byte: usize,
    unit: usize,
}

impl<'a> Utf16Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), byte: 0, unit: 0 }
    }

    /// How many UTF-16 units stand before this byte. A byte past the end counts as the end.
    pub(super) fn unit_at(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if byte >= self.byte {
            self.unit += units(&self.text[self.byte..byte]);
        } else {
            self.unit -= units(&self.text[byte..self.byte]);
        }
        self.byte = byte;
        self.unit
    }

    /// How many bytes stand before this UTF-16 unit. Inside a surrogate pair it is the pair's start, past the end the
    /// end.
    pub(super) fn byte_at(&mut self, unit: usize) -> usize {
        if unit < self.unit {
            (self.byte, self.unit) = (0, 0);
        }
        while let Some(&lead) = self.text.get(self.byte) {
            let (bytes, step) = match lead {
                0..=0x7f => (1, 1),
                0x80..=0xdf => (2, 1),
                0xe0..=0xef => (3, 1),
                0xf0.. => (4, 2),
            };
            if self.unit + step > unit {
                break;
            }
            self.unit += step;
            self.byte += bytes;
        }
        self.byte
    }
}

/// UTF-16 units of whole characters: one for each lead byte, one more for each that leads four bytes.
fn units(bytes: &[u8]) -> usize {
    bytes.iter().map(|&b| usize::from(b & 0xc0 != 0x80) + usize::from(b >= 0xf0)).sum()
}

#[cfg(test)]
mod tests {
    use super::Utf16Cursor;

    const TEXT: &str = "a й 🎉 שלום \u{fffd} e\u{301} 👩‍👩‍👧 z";

    #[test]
    fn both_ways_agree_with_the_standard_library() {
        let mut forth = Utf16Cursor::new(TEXT);
        let mut back = Utf16Cursor::new(TEXT);
        for (byte, _) in TEXT.char_indices().chain([(TEXT.len(), ' ')]) {
            let unit = TEXT[..byte].encode_utf16().count();
            assert_eq!(forth.unit_at(byte), unit);
            assert_eq!(back.byte_at(unit), byte);
        }
    }

    #[test]
    fn any_order_is_right() {
        let places: Vec<usize> = TEXT.char_indices().map(|(byte, _)| byte).collect();
        let mut cursor = Utf16Cursor::new(TEXT);
        for &byte in places.iter().rev().chain(&places) {
            assert_eq!(cursor.unit_at(byte), TEXT[..byte].encode_utf16().count());
        }
        let mut cursor = Utf16Cursor::new(TEXT);
        for &byte in places.iter().rev() {
            assert_eq!(cursor.byte_at(TEXT[..byte].encode_utf16().count()), byte);
        }
    }

    #[test]
    fn past_the_end_is_the_end_and_a_half_pair_its_start() {
        let mut cursor = Utf16Cursor::new("a🎉");
        assert_eq!(cursor.unit_at(99), 3);
        assert_eq!(cursor.byte_at(99), 5);
        assert_eq!(cursor.byte_at(2), 1);
        assert_eq!(Utf16Cursor::new("").byte_at(1), 0);
    }
}
