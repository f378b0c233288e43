//! The words that dates are written with, in the languages of `words.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::hash::Hashing;

/// What a word means in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Month(u8),
    Weekday,
    Filler,
    Time,
    Other,
}

/// Longest word of `words.txt`, in bytes, with room to spare: longer ones are not looked up.
const WORD_BYTES: usize = 48;

#[derive(Default)]
struct Words {
    /// What a word means where nothing is known of the language: the first meaning listed.
    any: HashMap<&'static str, Word, Hashing>,
    /// Months by language, of the names below and of those that count in their language alone.
    own: HashMap<(&'static str, &'static str), u8>,
    /// Names that mean one month here and another there.
    unsure: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut first: HashMap<&str, (&str, u8)> = HashMap::new();
    let mut section = "";
    for line in include_str!("words.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            continue;
        }
        let (language, rest) = line.split_once(' ').unwrap_or((line, ""));
        match section {
            "months" => {
                for (month, forms) in (1..).zip(rest.split(' ')) {
                    for form in forms.split('/') {
                        let (other, before) = *first.entry(form).or_insert((language, month));
                        if before != month {
                            words.unsure.insert(form);
                            words.own.insert((other, form), before);
                            words.own.insert((language, form), month);
                        }
                        words.any.entry(form).or_insert(Word::Month(month));
                    }
                }
            }
            "own-months" => {
                let Some((month, forms)) = rest.split_once(' ') else { continue };
                let Ok(month) = month.parse() else { continue };
                words.own.extend(forms.split('/').map(|form| ((language, form), month)));
            }
            "weekdays" => {
                for form in rest.split([' ', '/']) {
                    words.any.entry(form).or_insert(Word::Weekday);
                }
            }
            _ => {
                let word = if section == "time" { Word::Time } else { Word::Filler };
                for form in line.split([' ', '/']) {
                    words.any.entry(form).or_insert(word);
                }
            }
        }
    }
    words
});

/// What a word means in any language.
pub(super) fn look_up(word: &str) -> Word {
    if word.len() > WORD_BYTES {
        return Word::Other;
    }
    let mut small = [0; WORD_BYTES];
    let known = if word.is_ascii() {
        let small = &mut small[..word.len()];
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).ok().and_then(|word| WORDS.any.get(word))
    } else {
        WORDS.any.get(word.to_lowercase().as_str())
    };
    known.copied().unwrap_or(Word::Other)
}

/// The month that a name in lower case means in a language; where that is not known (`None`), by its first meaning.
/// `Some("")` is a language that nobody told: names that mean two months mean none there.
pub(super) fn month(name: &str, language: Option<&str>) -> Option<u8> {
    if name.len() > WORD_BYTES {
        return None;
    }
    if let Some(language) = language {
        if let Some(month) = WORDS.own.get(&(language, name)) {
            return Some(*month);
        }
        if WORDS.unsure.contains(name) {
            return None;
        }
    }
    match WORDS.any.get(name) {
        Some(Word::Month(month)) => Some(*month),
        _ => None,
    }
}

/// Whether a word is the name of a month or of a weekday in some language.
pub(crate) fn is_month_or_weekday(word: &str) -> bool {
    matches!(look_up(word), Word::Month(_) | Word::Weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_as_many_names_as_there_are() {
        let mut section = "";
        for line in include_str!("words.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if line.starts_with('[') {
                section = line;
            }
            let names = line.split(' ').count() - 1;
            match section {
                _ if line.starts_with('[') => {}
                "[months]" => assert_eq!(names, 12, "{line}"),
                "[weekdays]" => assert_eq!(names, 7, "{line}"),
                "[own-months]" => assert_eq!(names, 2, "{line}"),
                _ => {}
            }
        }
    }

    #[test]
    fn names_that_mean_two_months_need_a_language() {
        assert_eq!(month("listopada", Some("pl")), Some(11));
        assert_eq!(month("listopada", Some("hr")), Some(10));
        assert_eq!(month("listopada", Some("")), None);
        assert_eq!(month("listopada", None), Some(11));
        assert_eq!((month("ara", Some("tr")), month("ara", None)), (Some(12), None));
        assert_eq!(month("تشرين_الثاني", None), Some(11));
    }
}
