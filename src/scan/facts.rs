//! Counts over the characters of a block, in one pass.

use crate::grammar::lexicon::{self, Sections};
use crate::text::fold;
use crate::text::script::{self, Script};
use crate::text::shape;

/// Longest block, in bytes, whose label is folded for phrase look-ups: no label is longer, prose mostly is.
pub(crate) const LABEL_BYTES: usize = 240;

/// How a block's text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum End {
    /// With a letter, a digit, a symbol: as labels, headlines and list items do.
    #[default]
    Open,
    /// With a full stop, question mark or the like; closing quotes and brackets are passed over.
    Sentence,
    Colon,
    Comma,
    Ellipsis,
}

/// Facts about the characters of a block.
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
    /// The ASCII punctuation in it, a bit for each mark.
    punctuation: u32,
    /// It has characters outside ASCII.
    pub(crate) foreign: bool,
    /// The sections of the lexicon with an entry that may stand where one of its words begins; all where it is no short line.
    /// What needs one of a section can be left out without reading the text.
    pub(crate) hints: Sections,
    pub(crate) end: End,
    /// Where the text as a label ends among those of all blocks: it begins where the one before it ends.
    pub(super) label_end: u32,
}

impl Facts {
    pub(super) fn of(text: &str) -> Self {
        let mut it = Self::default();
        // Counts per character class come from a table; what depends on earlier characters comes from a small state
        // machine. Most characters need no more than the two look-ups.
        let mut counts = [0_u32; CLASSES];
        let mut state = 0;
        let hinted = text.len() <= LABEL_BYTES;
        it.hints = match text.as_bytes() {
            _ if !hinted => Sections::ALL,
            // It begins with a word, and words are looked at below.
            [first, ..] if first.is_ascii_alphanumeric() => Sections::default(),
            _ => lexicon::possible_sections(text),
        };
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            let class = match byte {
                0..0x80 => {
                    it.punctuation |= PUNCTUATION[usize::from(byte)];
                    ASCII[usize::from(byte)]
                }
                // A continuation byte.
                0x80..0xc0 => continue,
                _ => {
                    it.foreign = true;
                    text[at..].chars().next().map_or(Class::Symbol, class_of)
                }
            };
            counts[class as usize] += 1;
            let step = STEPS[state][class as usize];
            state = usize::from(step & STATE);
            if step & !STATE == 0 {
                continue;
            }
            it.words += u32::from(step & WORD != 0);
            it.capitalised += u32::from(step & CAPITAL != 0);
            it.sentences += u32::from(step & SENTENCE != 0);
            if step & LETTER != 0 && hinted {
                it.hints.add(lexicon::possible_sections_of_word(&text[at..]));
            }
        }
        let count = |class: Class| counts[class as usize];
        it.chars = counts.iter().sum();
        it.digits = count(Class::Digit);
        it.upper = count(Class::Upper);
        it.unspaced = count(Class::Unspaced);
        it.letters = count(Class::Lower) + it.upper + it.unspaced;
        it.commas = count(Class::Comma);
        it.symbols = count(Class::Symbol) - symbols_in(bullet_of(text));
        it.sentences += u32::from(state & usize::from(AFTER_MARK) != 0);
        it.words += it.unspaced / 2;
        it.end = match end_of(text) {
            End::Open if it.unspaced >= UNMARKED_CHARS && has_no_full_stop(text) => End::Sentence,
            end => end,
        };
        it
    }

    /// The same, its label ending there.
    pub(super) fn with_label_end(self, end: usize) -> Self {
        Self { label_end: end as u32, ..self }
    }

    /// Whether it is a paragraph of the body: a sentence, or longer than labels and headlines are. The rules ask this to find
    /// where the body begins and ends.
    ///
    /// It differs from [`is_prose`](Self::is_prose) in the words of a line without a full stop, because the two questions err
    /// at different cost: one headline taken for a paragraph moves the end of the body.
    pub(crate) fn is_paragraph(&self) -> bool {
        /// With 25 the headlines of a list below the body counted as its last paragraphs (ten of 139 labelled scrapes changed,
        /// word F1 .599 to .597).
        const LONG_WORDS: u32 = 30;
        self.is_long_sentence() || self.words >= LONG_WORDS
    }

    /// Whether its words count as running text where amounts are compared: by the scorer, whose models were trained with this
    /// measure, and by rules that weigh two parts of a page. One headline more or less does not change a sum.
    pub(crate) fn is_prose(&self) -> bool {
        is_prose(self.words, self.end)
    }

    fn is_long_sentence(&self) -> bool {
        is_long_sentence(self.words, self.end)
    }

    /// Whether one of these marks of ASCII stands in it: what needs one can be left out without reading the text.
    pub(crate) fn has(&self, marks: &[u8]) -> bool {
        marks.iter().any(|mark| self.punctuation & PUNCTUATION[usize::from(*mark & 0x7f)] != 0)
    }

    /// Capitalised words in thousandths of all words.
    pub(crate) fn capital_share(&self) -> u32 {
        (u64::from(self.capitalised) * 1000 / u64::from(self.words.max(1))) as u32
    }
}

/// The same as [`Facts::is_prose`] for several lines that were one paragraph: their words, and the end of the last.
pub(crate) fn is_prose(words: u32, end: End) -> bool {
    /// The models were trained with it.
    const LONG_WORDS: u32 = 25;
    is_long_sentence(words, end) || words >= LONG_WORDS
}

fn is_long_sentence(words: u32, end: End) -> bool {
    /// Labels and captions with a full stop have fewer words.
    const SENTENCE_WORDS: u32 = 8;
    words >= SENTENCE_WORDS && end == End::Sentence
}

/// Marks that stand on or between the letters of one word: accents, vowel signs, tones, joiners.
fn is_part_of_word(c: char) -> bool {
    matches!(c as u32,
        0x300..=0x36f | 0x591..=0x5c7 | 0x64b..=0x65f | 0x93c | 0x94d | 0x9bc | 0x9cd | 0xbcd | 0xe47..=0xe4e
        | 0x200c..=0x200f)
}

/// The bullet that a text begins with, and the white space behind it.
fn bullet_of(text: &str) -> &str {
    &text[..text.len() - shape::without_bullet(text).len()]
}

fn symbols_in(text: &str) -> u32 {
    text.chars().filter(|c| class(*c) == Class::Symbol).count() as u32
}

/// Character classes.
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

const CLASSES: usize = Class::Symbol as usize + 1;

/// State before a character, three bits: inside a word; after a mark that ends a sentence if white space follows; right after
/// a letter or digit.
const IN_WORD: u8 = 1;
const AFTER_MARK: u8 = 2;
const AFTER_LETTER: u8 = 4;
const STATE: u8 = 7;

/// Events of a character in a state: it begins a word, a capitalised word or a run of letters and digits, or ends a sentence.
const WORD: u8 = 8;
const CAPITAL: u8 = 16;
const SENTENCE: u8 = 32;
const LETTER: u8 = 64;

/// By state and class: the next state and the events.
static STEPS: [[u8; CLASSES]; STATE as usize + 1] = {
    let mut steps = [[0; CLASSES]; STATE as usize + 1];
    let mut state = 0;
    while state <= STATE {
        let row = &mut steps[state as usize];
        let (word, mark) = (state & IN_WORD, state & AFTER_MARK);
        row[Class::Space as usize] = if mark != 0 { SENTENCE } else { 0 };
        let begins = if word == 0 { WORD } else { 0 } | if state & AFTER_LETTER == 0 { LETTER } else { 0 };
        let letter = IN_WORD | AFTER_LETTER | begins;
        row[Class::Lower as usize] = letter;
        row[Class::Upper as usize] = letter | if word == 0 { CAPITAL } else { 0 };
        row[Class::Unspaced as usize] = letter;
        row[Class::Digit as usize] = letter;
        row[Class::Stop as usize] = word | AFTER_MARK;
        row[Class::WideStop as usize] = word | mark | SENTENCE;
        row[Class::Comma as usize] = word | mark;
        row[Class::Inner as usize] = word | mark;
        row[Class::Outer as usize] = mark;
        row[Class::Symbol as usize] = mark;
        state += 1;
    }
    steps
};

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

fn class(c: char) -> Class {
    if c.is_ascii() { ASCII[c as usize] } else { class_of(c) }
}

/// The class of a character outside ASCII.
fn class_of(c: char) -> Class {
    if c.is_whitespace() {
        return Class::Space;
    }
    if c.is_alphabetic() {
        return if c.is_uppercase() {
            Class::Upper
        } else if script::is_unspaced(c) {
            Class::Unspaced
        } else {
            Class::Lower
        };
    }
    if c.is_alphanumeric() {
        return Class::Digit;
    }
    match c {
        '؟' | '।' | '॥' | '۔' | '։' | '።' | '။' | '។' => Class::Stop,
        '。' | '！' | '？' | '｡' => Class::WideStop,
        '،' | '、' | '，' => Class::Comma,
        '’' => Class::Inner,
        _ if is_part_of_word(c) => Class::Inner,
        '“' | '”' | '‘' | '„' | '«' | '»' | '–' | '—' | '…' | '」' | '「' | '：' | '；' | '（' | '）' => {
            Class::Outer
        }
        _ => Class::Symbol,
    }
}

fn end_of(text: &str) -> End {
    let closing = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | '“' | ')' | ']' | '」' | '』' | '）' | '›');
    let text = text.trim_end_matches(fold::is_unseen);
    let last = text.chars().next_back().unwrap_or(' ');
    let mark = if closing(last) { text.trim_end_matches(closing).chars().next_back().unwrap_or(' ') } else { last };
    match mark {
        '.' if !closing(last) && is_ellipsis(text) => End::Ellipsis,
        '…' => End::Ellipsis,
        '.' | '!' | '?' | '。' | '！' | '？' | '｡' | '؟' | '।' | '॥' | '۔' | '։' | '።' | '။' | '។' | '؛' | ';' => {
            End::Sentence
        }
        ':' | '：' => End::Colon,
        ',' | '،' | '，' | '、' => End::Comma,
        _ => End::Open,
    }
}

/// Letters of the shortest line of Thai or Lao that is taken for a sentence: headlines and teasers have less. On Thai pages the last
/// paragraph was taken for the junk behind it.
const UNMARKED_CHARS: u32 = 90;

/// Whether a text is in a script that ends no sentence with a mark.
fn has_no_full_stop(text: &str) -> bool {
    text.chars().rev().find_map(Script::of).is_some_and(|script| matches!(script, Script::Thai | Script::Lao))
}

/// Whether a text that ends with a full stop has another before it, white space passed over.
fn is_ellipsis(text: &str) -> bool {
    text.strip_suffix('.').is_some_and(|rest| rest.trim_end().ends_with('.'))
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
            ("It sails.\u{200b}", End::Sentence),
            ("אמר.”\u{200f} \u{2069}", End::Sentence),
            ("می\u{200c}شود:\u{200c}", End::Colon),
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
    fn a_long_line_of_thai_is_a_sentence() {
        const LINE: &str =
            "เครื่องยนต์ใหม่ใช้น้ำมันน้อยลง หัวหน้าท่าเรือกล่าว และตารางเวลาจะไม่เปลี่ยนจนถึงฤดูใบไม้ผลิ ผู้โดยสารต้องใช้ห้องร่วมกัน";
        assert_eq!(Facts::of(LINE).end, End::Sentence);
        // A headline, a line that ends in another script, and a script that has its marks.
        assert_eq!(Facts::of("เรือเฟอร์รี่ไปหมู่เกาะกลับมาแล่นอีกครั้งหลังหยุดไปสิบเอ็ดสัปดาห์").end, End::Open);
        assert_eq!(Facts::of(&format!("{LINE} Facebook")).end, End::Open);
        assert_eq!(Facts::of(&"今天天气很好我们去公园".repeat(10)).end, End::Open);
    }

    #[test]
    fn unspaced_scripts_have_words() {
        assert!(Facts::of("今天天气很好我们去公园").words >= 5);
    }
}
