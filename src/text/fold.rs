//! Folding: one spelling for texts that readers take to be the same.

use std::hash::Hasher;

use crate::text::hash::Fnv;

/// Folds white space as in the text of the result: every run (no-break spaces included) becomes one space, none at the ends;
/// zero-width characters and byte-order marks are dropped.
pub(crate) fn fold_space(text: &str, out: &mut String) {
    if is_folded(text) {
        out.push_str(text);
        return;
    }
    let mut any = false;
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        let invisible = (!word.is_ascii() || word.contains('\0')) && word.contains(is_invisible);
        if invisible && word.chars().all(is_invisible) {
            continue;
        }
        if any {
            out.push(' ');
        }
        any = true;
        if invisible {
            out.extend(word.chars().filter(|c| !is_invisible(*c)));
        } else {
            out.push_str(word);
        }
    }
}

/// Where the characters of a folded text stand in the text that [`fold_space`] made it of.
pub(crate) struct Places {
    /// For each byte of the folded text its place; none where both texts have the same places.
    at: Vec<u32>,
}

impl Places {
    pub(crate) fn of(text: &str, folded: &str) -> Self {
        let mut at = Vec::new();
        // Folding takes bytes away and adds none: of one length, each stands where it stood.
        if folded.len() < text.len() {
            at.reserve_exact(folded.len());
            let mut gap = false;
            for (place, c) in text.char_indices() {
                if c.is_whitespace() {
                    gap = true;
                } else if !is_invisible(c) {
                    if gap && !at.is_empty() {
                        at.push(place as u32);
                    }
                    gap = false;
                    at.extend((place..place + c.len_utf8()).map(|byte| byte as u32));
                }
            }
        }
        Self { at }
    }

    /// The range in the text of a range in the folded text that neither begins nor ends with white space.
    pub(crate) fn range(&self, start: usize, end: usize) -> (usize, usize) {
        match (self.at.get(start), self.at.get(end.wrapping_sub(1))) {
            (Some(first), Some(last)) => (*first as usize, *last as usize + 1),
            _ => (start, end),
        }
    }
}

/// Marks that close what stands before them, without a space.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '»' | '”' | '…' | '、' | '。' | '，')
}

/// Whether [`fold_space`] would leave a text unchanged.
fn is_folded(text: &str) -> bool {
    let mut before = b' ';
    let clean = text.bytes().enumerate().all(|(at, byte)| {
        let good = match byte {
            b' ' => before != b' ',
            0..b' ' => false,
            b'!'..0xc0 => true,
            _ => text[at..].chars().next().is_none_or(|c| !c.is_whitespace() && !is_invisible(c)),
        };
        before = byte;
        good
    });
    clean && before != b' '
}

/// Zero-width characters that scrapers leave behind. Joiners do not count: emoji, Persian and Hindi need them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{ad}' | '\u{34f}' | '\0')
}

/// Characters that are invisible at the ends of a line: white space, zero-width characters, direction marks, joiners.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || is_direction_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// Folds a label for look-up among the phrases: lower case, full-width forms as ASCII, straight quotes and dashes, white space
/// folded, each number as one `0`, decoration (`»`, `•`, `:` …) trimmed from the ends.
pub(crate) fn fold_label(text: &str) -> String {
    if text.is_ascii() {
        return fold_plain(text.as_bytes());
    }
    let mut out = fold_dress(text);
    out.truncate(out.trim_end_matches(is_decoration).len());
    let decorated = out.len() - out.trim_start_matches(is_decoration).len();
    out.drain(..decorated);
    out
}

/// [`fold_label`] for ASCII, byte by byte: most labels are ASCII, and bytes are faster than characters.
fn fold_plain(text: &[u8]) -> String {
    let around = |byte: &u8| AROUND[usize::from(*byte % 128)];
    let start = text.iter().position(|byte| *byte != 0 && !around(byte)).unwrap_or(text.len());
    let mut out: Vec<u8> = Vec::with_capacity(text.len());
    let mut gap = false;
    let mut digit = false;
    for (at, byte) in text.iter().enumerate().skip(start) {
        let folded = FOLDED[usize::from(*byte % 128)];
        match folded {
            SPACE => {
                gap = true;
                continue;
            }
            NOTHING => continue,
            DIGIT if digit && !gap => continue,
            // `1,226`, `1.2`, `12:30`, `3/4` are one number.
            b',' | b'.' | b':' | b'/' if digit && text.get(at + 1).is_some_and(u8::is_ascii_digit) => continue,
            _ => {}
        }
        if gap && !out.is_empty() {
            out.push(SPACE);
        }
        gap = false;
        digit = folded == DIGIT;
        out.push(folded);
    }
    let end = out.iter().rposition(|byte| !around(byte)).map_or(0, |last| last + 1);
    out.truncate(end);
    String::from_utf8(out).unwrap_or_default()
}

/// [`fold_label`] with the decoration at the end, and what of that in front is not ASCII.
fn fold_dress(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut digit = false;
    let around = |byte: &u8| byte.is_ascii() && (*byte == 0 || AROUND[usize::from(*byte)]);
    let mut at = bytes.iter().position(|byte| !around(byte)).unwrap_or(text.len());
    while let Some(byte) = bytes.get(at) {
        let c = if byte.is_ascii() {
            at += 1;
            match FOLDED[usize::from(*byte)] {
                SPACE => {
                    gap = true;
                    continue;
                }
                NOTHING => continue,
                // Nearly all is letters.
                letter @ b'a'..=b'z' => {
                    if gap && !out.is_empty() {
                        out.push(' ');
                    }
                    (gap, digit) = (false, false);
                    out.push(char::from(letter));
                    continue;
                }
                folded => char::from(folded),
            }
        } else {
            let Some(c) = text[at..].chars().next() else { break };
            at += c.len_utf8();
            let c = narrow(c);
            if c.is_whitespace() {
                gap = true;
                continue;
            }
            if is_silent(c) {
                continue;
            }
            c
        };
        // `1,226`, `1.2`, `12:30`, `3/4` are one number.
        if digit && is_inside_number(c) && text[at..].chars().next().is_some_and(|next| narrow(next).is_numeric()) {
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
            digit = false;
        }
        gap = false;
        if c.is_numeric() {
            if !digit {
                out.push('0');
            }
            digit = true;
            continue;
        }
        digit = false;
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// What [`FOLDED`] has for white space, for digits and for what is left out.
const SPACE: u8 = b' ';
const DIGIT: u8 = b'0';
const NOTHING: u8 = 0;

/// ASCII as it stands in a label.
static FOLDED: [u8; 128] = {
    let mut table = [NOTHING; 128];
    let mut byte = 1;
    while byte < 128_u8 {
        table[byte as usize] = match byte {
            b' ' | b'\t'..=b'\r' => SPACE,
            b'0'..=b'9' => DIGIT,
            b'`' => b'\'',
            _ => byte.to_ascii_lowercase(),
        };
        byte += 1;
    }
    table
};

/// ASCII that stands around labels.
static AROUND: [bool; 128] = {
    let mut table = [false; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        table[byte as usize] = matches!(byte, b' ' | b'\t'..=b'\r') || is_mark_around(byte as char);
        byte += 1;
    }
    table
};

/// Punctuation inside numbers.
fn is_inside_number(c: char) -> bool {
    matches!(c, ',' | '.' | ':' | '/')
}

/// Decoration: what surrounds labels and is not part of them.
pub(crate) fn is_decoration(c: char) -> bool {
    if c.is_ascii() { AROUND[c as usize] } else { c.is_whitespace() || is_mark_around(c) }
}

/// Punctuation and symbols that surround labels.
pub(crate) const fn is_mark_around(c: char) -> bool {
    matches!(
        c,
        ':' | '»'
            | '«'
            | '>'
            | '<'
            | '›'
            | '‹'
            | '•'
            | '·'
            | '|'
            | '→'
            | '←'
            | '▼'
            | '▲'
            | '►'
            | '▶'
            | '…'
            | '*'
            | '-'
            | '.'
            | '!'
            | '+'
            | '×'
            | '✕'
            | '['
            | ']'
            | '('
            | ')'
            | '"'
            | ','
            | '/'
            | '~'
            | '#'
            | '■'
            | '◆'
            | '●'
            | '○'
            | '='
            | '_'
    )
}

/// Folds a word as [`fold_label`] does, without punctuation after it: `News,`, `3)`.
pub(crate) fn fold_word(word: &str, out: &mut String) {
    let from = out.len();
    for c in word.chars().map(narrow).filter(|c| !is_silent(*c)) {
        if c.is_numeric() {
            if !out[from..].ends_with('0') {
                out.push('0');
            }
        } else {
            out.extend(c.to_lowercase());
        }
    }
    let end = out.trim_end_matches(['|', '•', '·', '»', '›', ':', ',', '.', '!', ')']).len();
    out.truncate(end.max(from));
}

/// Replaces full-width forms, typographic quotes and dashes by ASCII, and letters that writers of a language use
/// interchangeably by one of them.
pub(crate) fn narrow(c: char) -> char {
    if c.is_ascii() {
        return if c == '`' { '\'' } else { c };
    }
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '。' => '.',
        '、' => ',',
        // Dotless i has the same capital as i in all languages but the Turkic ones.
        'ı' | 'İ' => 'i',
        'ΐ'..='ώ' => greek(c),
        '\u{622}'..='\u{6d5}' | '\u{200c}' => arabic(c),
        '\u{901}' | '\u{958}'..='\u{95f}' => devanagari(c),
        _ => c,
    }
}

/// Greek without accents, as capitals are written; final sigma as sigma.
fn greek(c: char) -> char {
    match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        _ => c,
    }
}

/// Arabic and Persian letters that keyboards mix up; the zero-width non-joiner of Persian as a space.
fn arabic(c: char) -> char {
    match c {
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ة' | 'ۀ' => 'ه',
        '\u{200c}' => ' ',
        _ => c,
    }
}

/// Hindi letters without nukta, and one sign for nasals, as about half of writers use.
fn devanagari(c: char) -> char {
    match c {
        'ँ' => 'ं',
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{95f}' => 'य',
        _ => c,
    }
}

/// Characters that labels are compared without: invisible ones, marks of direction, vowel points and the stroke that
/// lengthens Arabic words, the dot below of Hindi letters.
pub(crate) fn is_silent(c: char) -> bool {
    is_invisible(c) || is_direction_mark(c) || matches!(c, '\u{640}' | '\u{64b}'..='\u{655}' | '\u{670}' | '\u{93c}')
}

/// Direction marks: invisible, they set the direction of writing.
pub(crate) fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Letters and digits only, in lower case: equal for names that differ only in spacing and punctuation.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Letters of ASCII in lower case, and digits.
static LETTERS: [u8; 128] = {
    let mut table = [NOTHING; 128];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// FNV-1a over letters and digits in lower case: equal for texts that differ only in spacing and punctuation.
pub(crate) fn fingerprint(text: &str) -> u64 {
    let mut hash = Fnv::default();
    let mut take = |byte: u8| hash.write(&[byte]);
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii() {
            match LETTERS[usize::from(byte)] {
                NOTHING => {}
                letter => take(letter),
            }
        } else if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphanumeric()) {
            // Continuation bytes begin no character.
            let mut buffer = [0; 4];
            c.to_lowercase().for_each(|c| c.encode_utf8(&mut buffer).bytes().for_each(&mut take));
        }
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_meet_whatever_their_dress() {
        assert_eq!(fold_label("  Share this:  "), "share this");
        assert_eq!(fold_label("＜ 分享到："), "分享到");
        assert_eq!(fold_label("» 1,234 Comments"), "0 comments");
        assert_eq!(fold_label("• Город"), "город");
        assert_eq!(fold_label("İLGİLİ YAZILAR"), fold_label("ilgili yazılar"));
    }

    #[test]
    fn one_spelling_for_what_writers_of_a_language_mix_up() {
        for [a, b] in [
            ["اقرأ أيضًا", "اقرا ايضا"],
            ["مشـــاركة", "مشاركه"],
            ["\u{200f}بیشتر بخوانید\u{200f}", "بيشتر بخوانيد"],
            ["می\u{200c}پذیرم", "مي پذيرم"],
            ["۱۲ نظر", "0 نظر"],
            ["٣ تعليقات", "0 تعليقات"],
            ["यहाँ पढ़ें", "यहां पढें"],
            ["फ़ोटो", "फोटो"],
            ["\u{95e}ोटो", "फोटो"],
            ["४ टिप्पणियां", "0 टिप्पणियां"],
            ["ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "διαβαστε επισησ"],
            ["Διαβάστε επίσης", "διαβαστε επισησ"],
        ] {
            assert_eq!(fold_label(a), b);
        }
    }

    #[test]
    fn space_is_folded_and_joiners_stay() {
        let mut out = String::new();
        fold_space("\u{feff} a\u{a0}\u{a0}b\t\nc 👨\u{200d}👩 ", &mut out);
        assert_eq!(out, "a b c 👨\u{200d}👩");
    }

    #[test]
    fn places_lead_back_from_folded_text() {
        for text in ["a b", "  a\u{a0}\u{a0}b\n\nc", "\u{feff}Паром \u{200b} снова\u{ad}ходит 🎉\t\t.", "a\nb", ""]
        {
            let mut folded = String::new();
            fold_space(text, &mut folded);
            let places = Places::of(text, &folded);
            let chars: Vec<_> = folded.char_indices().filter(|it| it.1 != ' ').collect();
            for &(start, c) in &chars {
                let (from, to) = places.range(start, start + c.len_utf8());
                assert_eq!(text[from..to].chars().next(), Some(c), "{text:?}");
            }
            let Some(((first, _), (last, c))) = chars.first().zip(chars.last()).map(|(a, b)| (*a, *b)) else {
                continue;
            };
            let (from, to) = places.range(first, last + c.len_utf8());
            let mut again = String::new();
            fold_space(&text[from..to], &mut again);
            assert_eq!(again, folded);
        }
    }

    #[test]
    fn fingerprints_ignore_dress_alone() {
        assert_eq!(fingerprint("It\u{a0}rained."), fingerprint("it rained"));
        assert_ne!(fingerprint("It rained."), fingerprint("It drained."));
    }
}
