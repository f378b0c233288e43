//! The shape of names: capitals and punctuation alone tell, whatever the language.

use std::sync::LazyLock;

use crate::grammar::lexicon::{self, Section};
use crate::text::{script, search};

/// Small words inside the names of offices: `Office of the Governor`.
const OFFICE_WORDS: [&str; 3] = ["of", "op", "the"];

/// What stands between two names: words with the spaces around them, and marks of scripts that have none.
pub(super) static JOINS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let spaced = |word: &&str| if word.starts_with('、') { (*word).to_owned() } else { format!(" {word} ") };
    lexicon::all(Section::And).iter().map(spaced).collect()
});

/// Most words of one person's name, particles and initials included.
pub(super) const NAME_WORDS: usize = 5;

/// Longest name, in characters: longer texts are sentences.
pub(super) const NAME_CHARS: usize = 60;

/// Shortest and longest name of an account, in characters.
const ACCOUNT_CHARS: std::ops::RangeInclusive<usize> = 2..=30;

/// Whether a text reads as the name of a person or an office: two to five words, each with a capital, initials and
/// particles apart; or two to four signs of a script without spaces.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim().trim_end_matches(',');
    is_unspaced_name(text) || (2..=NAME_WORDS).contains(&name_words(text, NAME_WORDS))
}

/// Whether a text reads as one name or part of one, a single word included.
pub(crate) fn is_name_part(text: &str) -> bool {
    name_words(text, NAME_WORDS + 1) > 0 || is_unspaced_name(text)
}

/// The words of a text that are all such as names have; 0 where another is among them, or more than so many.
fn name_words(text: &str, most: usize) -> usize {
    let mut count = 0;
    let mut capitals = 0;
    for word in text.split_whitespace() {
        count += 1;
        if count > most {
            return 0;
        }
        if count > 1 && is_particle(word) {
            continue;
        }
        if !is_name_word(word) {
            return 0;
        }
        capitals += 1;
    }
    if capitals > 0 { count } else { 0 }
}

/// Pre-filter: whether a text may be names with words like `and` between: no word rules it out.
pub(crate) fn may_be_names(text: &str) -> bool {
    let small = |word: &str| {
        let bytes = word.as_bytes();
        bytes[0].is_ascii_lowercase() && bytes.iter().all(u8::is_ascii_alphabetic) && bytes.len() > "und".len()
    };
    !text.split_ascii_whitespace().any(|word| small(word) && !is_particle(word))
}

/// Whether a word is one that is written small inside names: `van`, `de`.
pub(super) fn is_particle(word: &str) -> bool {
    lexicon::is_in_any_case(Section::Particle, word)
}

/// `Ann`, `O'Neill`, `Jean-Luc`, `J.D.`, `KIM`, `III`: a capital first, letters, at most an inner mark.
fn is_name_word(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let capital =
        first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase() && !script::is_unspaced(first));
    let d_of = matches!(first, 'd' | 'l') && chars.clone().next().is_some_and(|c| matches!(c, '\'' | '’'));
    (capital || d_of)
        && word.chars().all(|c| c.is_alphabetic() || is_mark_of_script(c) || matches!(c, '\'' | '’' | '-' | '.' | '‘'))
}

/// Vowel signs and joiners, which are no letters of their own.
fn is_mark_of_script(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x900..=0x903 | 0x93a..=0x94f | 0x200c..=0x200d)
}

/// Two to four Han signs or Hangul syllables.
fn is_unspaced_name(text: &str) -> bool {
    if text.bytes().next().is_none_or(|b| b.is_ascii()) {
        return false;
    }
    let count = text.chars().count();
    (2..=4).contains(&count) && (text.chars().all(script::is_hangul) || text.chars().all(script::is_unspaced))
}

/// Whether a text that is marked as a writer's reads like a name: looser than [`is_name`], which has nothing but the text to
/// go by. One word is enough, `Dr.` and offices are names.
pub(crate) fn looks_like_name(value: &str) -> bool {
    let value = value.trim();
    let words: Vec<&str> = value.split_whitespace().collect();
    if value.is_empty() || value.len() > NAME_CHARS * 2 || words.len() > NAME_WORDS {
        return false;
    }
    if value.chars().any(|c| c.is_numeric() || matches!(c, '?' | '!' | ':' | '/' | '@' | '|' | '$' | '%' | '#' | '=')) {
        return false;
    }
    if value.chars().all(|c| script::is_unspaced(c) || c == '·') {
        return value.chars().count() <= 8;
    }
    let named = words
        .iter()
        .filter(|word| word.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic()))
        .count();
    let small = words.iter().filter(|word| is_particle(word) || OFFICE_WORDS.contains(&word.to_lowercase().as_str()));
    named >= 1 && named + small.count() >= words.len()
}

/// Several names with words like `and` between.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut names = vec![text];
    for join in JOINS.iter() {
        if search::find(text, join).is_some() {
            names = names.into_iter().flat_map(|name| search::split(name, join)).collect();
        }
    }
    names.into_iter().map(str::trim).filter(|n| !n.is_empty()).collect()
}

/// Whether a text could be a user's name: one word, letters and digits.
pub(crate) fn looks_like_account(value: &str) -> bool {
    let value = value.trim();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    let right = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    ACCOUNT_CHARS.contains(&value.chars().count()) && letters > 0 && value.chars().all(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_capitals() {
        for name in
            ["Ann Berg", "SARAH KIM", "David T. Foster III", "Jean-Luc d'Arc", "Ludwig van Beethoven", "박찬", "李亨山"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in ["The ferry sails", "Ann", "Ann Berg said", "Ferry 3 Skagen", "It rained.", ""] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn names_are_told_from_other_text() {
        for name in ["Ann Berg", "Ludwig van der Berg", "Анна Берг", "王小明", "Ann-Marie O’Dea", "Dr. Ann Berg"]
        {
            assert!(looks_like_name(name), "{name}");
        }
        for text in
            ["the harbour office", "What Now?", "5 Tips", "Ann Berg said that the ferry sails", "Read: More", ""]
        {
            assert!(!looks_like_name(text), "{text}");
        }
    }
}
