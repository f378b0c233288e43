//! Scripts: which alphabet a character belongs to.
//!
//! By Unicode block, not by the property Script: what is asked is how a line looks, and common letters of each alphabet
//! answer that. Digits, marks and rare scripts have none.

/// An alphabet, or a family of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Oriya,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Myanmar,
    Georgian,
    Ethiopic,
    Hangul,
    Khmer,
    Kana,
    Han,
}

impl Script {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Han as usize + 1;

    pub(crate) const fn of(c: char) -> Option<Self> {
        Some(match c as u32 {
            0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Self::Latin,
            0x370..=0x3ff | 0x1f00..=0x1fff => Self::Greek,
            0x400..=0x52f => Self::Cyrillic,
            0x530..=0x58f => Self::Armenian,
            0x590..=0x5ff => Self::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Self::Arabic,
            0x900..=0x97f => Self::Devanagari,
            0x980..=0x9ff => Self::Bengali,
            0xa00..=0xa7f => Self::Gurmukhi,
            0xa80..=0xaff => Self::Gujarati,
            0xb00..=0xb7f => Self::Oriya,
            0xb80..=0xbff => Self::Tamil,
            0xc00..=0xc7f => Self::Telugu,
            0xc80..=0xcff => Self::Kannada,
            0xd00..=0xd7f => Self::Malayalam,
            0xd80..=0xdff => Self::Sinhala,
            0xe00..=0xe7f => Self::Thai,
            0xe80..=0xeff => Self::Lao,
            0x1000..=0x109f => Self::Myanmar,
            0x10a0..=0x10ff => Self::Georgian,
            0x1200..=0x137f => Self::Ethiopic,
            0x1100..=0x11ff | 0xac00..=0xd7af => Self::Hangul,
            0x1780..=0x17ff => Self::Khmer,
            0x3040..=0x30ff => Self::Kana,
            0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af => Self::Han,
            _ => return None,
        })
    }

    /// Whether it is written without spaces between words.
    const fn is_unspaced(self) -> bool {
        matches!(self, Self::Thai | Self::Lao | Self::Myanmar | Self::Khmer | Self::Kana | Self::Han)
    }
}

/// Whether a character belongs to a script that is written without spaces between words.
pub(crate) fn is_unspaced(c: char) -> bool {
    // Latin, Cyrillic, Arabic and their neighbours, which most text is, need no table.
    c >= '\u{e00}' && Script::of(c).is_some_and(Script::is_unspaced)
}

/// Whether a character belongs to a script written from right to left: Hebrew to Syriac, Thaana, `N'Ko` and their extensions, and
/// their presentation forms.
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c as u32, 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x1e900..=0x1e95f)
}

/// Whether a character is a syllable or letter of Korean.
pub(crate) fn is_hangul(c: char) -> bool {
    Script::of(c) == Some(Script::Hangul)
}
