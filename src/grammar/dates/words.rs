//! The words that dates are written with, in all languages.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::hash::Hashing;

/// What a word means in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateWord {
    Month(u8),
    Weekday,
    Filler,
    Time,
    Other,
}

/// Longest of the words, in bytes, with room to spare: longer ones are not looked up.
const WORD_BYTES: usize = 48;

#[derive(Default)]
struct DateWords {
    /// What a word means where nothing is known of the language: the first meaning listed.
    any: HashMap<&'static str, DateWord, Hashing>,
    /// Months by language, of the names below and of those that count in their language alone.
    own: HashMap<(&'static str, &'static str), u8>,
    /// Names that mean one month here and another there.
    unsure: HashSet<&'static str>,
}

/// Stands where a language has no name.
const MISSING: &str = "-";

/// What the build script wrote from the language files.
const PACKED: &str = include_str!(concat!(env!("OUT_DIR"), "/dates.txt"));

static WORDS: LazyLock<DateWords> = LazyLock::new(|| {
    let mut words = DateWords::default();
    let mut first: HashMap<&str, (&str, u8)> = HashMap::new();
    let mut known = Vec::new();
    let mut section = "";
    for line in PACKED.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            continue;
        }
        let (language, rest) = line.split_once(' ').unwrap_or((line, ""));
        match section {
            "months" => {
                for (month, forms) in (1..).zip(rest.split(' ')) {
                    for form in forms.split('/').filter(|form| *form != MISSING) {
                        let (_, before) = *first.entry(form).or_insert((language, month));
                        if before != month {
                            words.own.insert((language, form), month);
                        }
                        words.any.entry(form).or_insert(DateWord::Month(month));
                    }
                }
            }
            "own months" => {
                let Some((month, forms)) = rest.split_once(' ') else { continue };
                let Ok(month) = month.parse() else { continue };
                words.own.extend(forms.split('/').map(|form| ((language, form), month)));
            }
            _ => {
                let word = match section {
                    "weekdays" => DateWord::Weekday,
                    "clock words" => DateWord::Time,
                    _ => DateWord::Filler,
                };
                for name in line.split(' ') {
                    words.any.entry(name).or_insert(word);
                }
            }
        }
    }
    // What is another month's name elsewhere means one where the language is known alone.
    for ((_, form), month) in &words.own {
        if let Some((language, other)) = first.get(form).filter(|(_, other)| other != month) {
            known.push(((*language, *form), *other));
            words.unsure.insert(form);
        }
    }
    words.own.extend(known);
    words
});

/// What a word means in any language.
pub(super) fn look_up(word: &str) -> DateWord {
    if word.len() > WORD_BYTES {
        return DateWord::Other;
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
    known.copied().unwrap_or(DateWord::Other)
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
        Some(DateWord::Month(month)) => Some(*month),
        _ => None,
    }
}

/// Whether a word is the name of a month or of a weekday in some language.
pub(crate) fn is_month_or_weekday(word: &str) -> bool {
    matches!(look_up(word), DateWord::Month(_) | DateWord::Weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

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
