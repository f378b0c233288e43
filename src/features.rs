//! Cheap numbers per block, computed once for every page and used by the rules, the scorer and the metadata.

use crate::fold;
use crate::page::Page;
use crate::phrases::{self, Kinds};
use crate::shape;

/// Longest block, in bytes, whose label is folded for phrase look-ups: no label is longer, prose mostly is.
pub(crate) const LABEL_BYTES: usize = 240;

/// Most bytes of all labels together, so that their ends fit: of what no page has, the rest is told by its looks alone.
const LABELS_BYTES: usize = 1 << 31;

/// A page with the facts about its blocks.
pub(crate) struct Scan<'p> {
    pub(crate) page: &'p Page<'p>,
    pub(crate) facts: Vec<Facts>,
    /// The texts of the blocks as labels, one after the other.
    labels: String,
    /// What the phrases say of each block; gone once the rules are through.
    pub(crate) kinds: Vec<Kinds>,
}

/// How a block's text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum End {
    /// With a letter, a digit, a symbol: as labels, headlines and list items do.
    #[default]
    Open,
    /// With a full stop or its kin, closing quotes and brackets passed over.
    Sentence,
    Colon,
    Comma,
    Ellipsis,
}

/// What the characters of a block tell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) chars: u32,
    /// Words; in scripts without spaces two characters count as one.
    pub(crate) words: u32,
    pub(crate) letters: u32,
    pub(crate) digits: u32,
    pub(crate) upper: u32,
    /// Words that begin with a capital letter.
    pub(crate) capitalised: u32,
    /// Sentence marks inside and at the end.
    pub(crate) sentences: u32,
    pub(crate) commas: u32,
    /// Neither letters, digits, white space nor ordinary punctuation.
    pub(crate) symbols: u32,
    pub(crate) unspaced: u32,
    /// The marks of ASCII that it has.
    punctuation: u32,
    /// It has characters outside ASCII.
    pub(crate) foreign: bool,
    pub(crate) end: End,
    /// Where the text as a label ends in [`Scan::labels`]: it begins where the one before it ends.
    label_end: u32,
}

impl Facts {
    fn of(text: &str) -> Self {
        let mut it = Self::default();
        let mut in_word = false;
        let mut after_mark = false;
        let mut last = ' ';
        let mut before_last = ' ';
        let bullet = text.len() - shape::without_bullet(text).len();
        for (at, c) in text.char_indices() {
            it.chars += 1;
            let class = if c.is_ascii() {
                it.punctuation |= PUNCTUATION[c as usize];
                ASCII[c as usize]
            } else {
                it.foreign = true;
                class_of(c)
            };
            match class {
                Class::Space => {
                    it.sentences += u32::from(after_mark);
                    after_mark = false;
                    in_word = false;
                    continue;
                }
                Class::Lower | Class::Upper | Class::Unspaced | Class::Digit => {
                    if class == Class::Digit {
                        it.digits += 1;
                    } else {
                        it.letters += 1;
                    }
                    let upper = u32::from(class == Class::Upper);
                    it.upper += upper;
                    it.unspaced += u32::from(class == Class::Unspaced);
                    if !in_word {
                        it.words += 1;
                        it.capitalised += upper;
                    }
                    in_word = true;
                    after_mark = false;
                }
                Class::Stop => after_mark = true,
                Class::WideStop => it.sentences += 1,
                Class::Comma => it.commas += 1,
                Class::Inner => {}
                Class::Outer => in_word = false,
                Class::Symbol => {
                    in_word = false;
                    it.symbols += u32::from(at >= bullet);
                }
            }
            before_last = last;
            last = c;
        }
        it.sentences += u32::from(after_mark);
        it.words += it.unspaced / 2;
        it.end = end_of(text, last, before_last);
        it
    }

    /// Whether it reads like running text: long enough for a sentence, and ends like one.
    pub(crate) fn is_prose(&self) -> bool {
        (self.words >= 8 && self.end == End::Sentence) || self.words >= 25
    }

    /// Whether one of these marks of ASCII stands in it: what needs one can be left out without reading the text.
    pub(crate) fn has(&self, marks: &[u8]) -> bool {
        marks.iter().any(|mark| self.punctuation & PUNCTUATION[usize::from(*mark & 0x7f)] != 0)
    }

    /// Capitalised words in thousandths of all words.
    pub(crate) fn capital_share(&self) -> u32 {
        self.capitalised * 1000 / self.words.max(1)
    }
}

/// Marks that stand on or between the letters of one word: accents, vowel signs, tones, joiners.
fn is_part_of_word(c: char) -> bool {
    matches!(c as u32,
        0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f | 0x93c | 0x94d | 0x9bc | 0x9cd | 0xbcd | 0xe47..=0xe4e
        | 0x200c..=0x200f)
}

/// What a character counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    /// A letter that is not a capital.
    Lower,
    Upper,
    /// A letter of a script without spaces.
    Unspaced,
    Digit,
    /// Ends a sentence where white space follows.
    Stop,
    /// Ends a sentence whatever follows.
    WideStop,
    Comma,
    /// Stands inside words.
    Inner,
    /// Ordinary punctuation.
    Outer,
    Symbol,
}

/// [`class_of`] ASCII.
static ASCII: [Class; 128] = {
    let mut classes = [Class::Symbol; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        classes[byte as usize] = match byte {
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'.' | b'!' | b'?' => Class::Stop,
            b',' => Class::Comma,
            b'\'' | b'-' => Class::Inner,
            b'"' | b'(' | b')' | b':' | b';' | b'/' => Class::Outer,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    classes
};

/// A bit for each mark of ASCII; there are 32.
static PUNCTUATION: [u32; 128] = {
    let mut bits = [0; 128];
    let (mut byte, mut bit) = (0, 1_u32);
    while byte < 128_u8 {
        if byte.is_ascii_punctuation() {
            bits[byte as usize] = bit;
            bit = bit.wrapping_shl(1);
        }
        byte += 1;
    }
    bits
};

/// What a character outside ASCII counts as.
fn class_of(c: char) -> Class {
    if c.is_whitespace() {
        return Class::Space;
    }
    if c.is_alphabetic() {
        return if c.is_uppercase() {
            Class::Upper
        } else if fold::is_unspaced(c) {
            Class::Unspaced
        } else {
            Class::Lower
        };
    }
    if c.is_alphanumeric() {
        return Class::Digit;
    }
    match c {
        '؟' | '।' | '۔' => Class::Stop,
        '。' | '！' | '？' => Class::WideStop,
        '،' | '、' | '，' => Class::Comma,
        '’' => Class::Inner,
        _ if is_part_of_word(c) => Class::Inner,
        '“' | '”' | '‘' | '„' | '«' | '»' | '–' | '—' | '…' | '」' | '「' | '：' | '；' | '（' | '）' => {
            Class::Outer
        }
        _ => Class::Symbol,
    }
}

fn end_of(text: &str, last: char, before_last: char) -> End {
    let closing = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | '“' | ')' | ']' | '」' | '』' | '）' | '›');
    let mark =
        if closing(last) { text.trim_end().trim_end_matches(closing).chars().next_back().unwrap_or(' ') } else { last };
    match mark {
        '.' if before_last == '.' && !closing(last) => End::Ellipsis,
        '…' => End::Ellipsis,
        '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।' | '۔' | '؛' | ';' => End::Sentence,
        ':' | '：' => End::Colon,
        ',' | '،' | '，' | '、' => End::Comma,
        _ => End::Open,
    }
}

impl<'p> Scan<'p> {
    pub(crate) fn new(page: &'p Page<'p>) -> Self {
        let mut it = Self { page, facts: Vec::new(), labels: String::new(), kinds: Vec::new() };
        it.facts.reserve_exact(page.blocks.len());
        it.kinds.reserve_exact(page.blocks.len());
        for block in 0..page.blocks.len() {
            let text = page.text(block);
            let short = text.len() <= LABEL_BYTES && it.labels.len() < LABELS_BYTES;
            let label = if short { fold::fold_label(text) } else { String::new() };
            it.labels.push_str(&label);
            it.facts.push(Facts { label_end: it.labels.len() as u32, ..Facts::of(text) });
            it.kinds.push(phrases::kinds(text, &label));
        }
        it
    }

    /// Frees what the phrases say: the rules alone ask for it.
    pub(crate) fn forget_kinds(&mut self) {
        self.kinds = Vec::new();
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.facts.len()
    }

    /// The text of a block.
    pub(crate) fn text(&self, block: usize) -> &str {
        self.page.text(block)
    }

    /// The text of a block as a label ([`fold::fold_label`]); empty where it is too long to be one.
    pub(crate) fn label(&self, block: usize) -> &str {
        let start = block.checked_sub(1).map_or(0, |before| self.facts[before].label_end);
        &self.labels[start as usize..self.facts[block].label_end as usize]
    }

    /// The first block that reads like running text, and the last.
    pub(crate) fn prose_range(&self) -> Option<(usize, usize)> {
        let first = self.facts.iter().position(Facts::is_prose)?;
        let last = self.facts.iter().rposition(Facts::is_prose)?;
        Some((first, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_told_through_closing_quotes() {
        for (text, end) in [
            ("He said so.”", End::Sentence),
            ("He said: ", End::Colon),
            ("More…", End::Ellipsis),
            ("More...", End::Ellipsis),
            ("Share", End::Open),
            ("彼は言った。", End::Sentence),
            ("(see above.)", End::Sentence),
        ] {
            assert_eq!(Facts::of(text).end, end, "{text}");
        }
    }

    #[test]
    fn signs_inside_words_do_not_part_them() {
        for (text, words) in [("क्या राज्य में", 3), ("می\u{200c}شود گفت", 2), ("كُتِبَ اليوم", 2)]
        {
            let facts = Facts::of(text);
            assert_eq!((facts.words, facts.symbols), (words, 0), "{text}");
        }
    }

    #[test]
    fn unspaced_scripts_have_words() {
        assert!(Facts::of("今天天气很好我们去公园").words >= 5);
    }
}
