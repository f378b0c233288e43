//! Reader for compact binary files: the models that `train/` writes, the phrases that the build script packs.

/// A position in such a file.
#[derive(Debug)]
pub(crate) struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(crate) fn new(blob: &'b [u8]) -> Self {
        Self { rest: blob }
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// A LEB128 number: seven bits a byte, lowest first.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A zigzag number: the sign in the lowest bit.
    pub(crate) fn signed(&mut self) -> Option<i32> {
        let number = self.number()?;
        Some(((number >> 1) as i32) ^ -((number & 1) as i32))
    }

    /// A length, then that many bytes.
    pub(crate) fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = self.number()? as usize;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_ends_are_seen() {
        let mut it = Reader::new(&[5, 0x80, 1, 3, 2, 9, 9]);
        assert_eq!((it.number(), it.number(), it.signed()), (Some(5), Some(128), Some(-2)));
        assert_eq!((it.bytes(), it.byte()), (Some(&[9, 9][..]), None));
        assert_eq!(Reader::new(&[0x80]).number(), None);
        assert_eq!(Reader::new(&[0xff; 6]).number(), None);
    }
}
