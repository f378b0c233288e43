//! Shapes of short texts: names of people, file names, bullets. Told by capitals and marks alone, whatever the language.

use crate::fold;

/// Words inside names that are written small.
const PARTICLES: [&str; 30] = [
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van", "von", "der", "den", "ten",
    "ter", "zu", "zum", "af", "av", "al", "el", "bin", "ben", "ibn", "y", "e", "i",
];

/// Most words of one person's name, particles and initials included.
const NAME_WORDS: usize = 5;

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

/// Whether no word of a text keeps it from being names, with words like `and` between; quick, and right where it says no.
pub(crate) fn may_be_names(text: &str) -> bool {
    let small = |word: &str| {
        let bytes = word.as_bytes();
        bytes[0].is_ascii_lowercase() && bytes.iter().all(u8::is_ascii_alphabetic) && bytes.len() > "und".len()
    };
    !text.split_ascii_whitespace().any(|word| small(word) && !is_particle(word))
}

fn is_particle(word: &str) -> bool {
    if word.is_ascii() {
        return PARTICLES.iter().any(|it| it.eq_ignore_ascii_case(word));
    }
    PARTICLES.contains(&word.to_lowercase().as_str())
}

/// `Ann`, `O'Neill`, `Jean-Luc`, `J.D.`, `KIM`, `III`: a capital first, letters, at most an inner mark.
fn is_name_word(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let capital = first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase() && !fold::is_unspaced(first));
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
    let hangul = |c: char| matches!(c as u32, 0xac00..=0xd7af);
    if text.bytes().next().is_none_or(|b| b.is_ascii()) {
        return false;
    }
    let count = text.chars().count();
    (2..=4).contains(&count) && (text.chars().all(hangul) || text.chars().all(fold::is_unspaced))
}

/// Whether a text is an e-mail address.
pub(crate) fn is_mail(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((user, host)) = word.split_once('@') else { return false };
    !user.is_empty()
        && !user.contains(char::is_whitespace)
        && host.contains('.')
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
}

/// A line without the bullet or the marks of a Markdown item or heading before it: some ways of flattening write them,
/// others don't.
pub(crate) fn without_bullet(text: &str) -> &str {
    let rest = text.trim_start_matches(['•', '◦', '▪', '●', '*', '#', '-', '+', '·']);
    match rest.strip_prefix([' ', '\t', '\u{a0}']) {
        Some(rest) if !rest.is_empty() => rest.trim_start(),
        _ => text,
    }
}

/// Whether a line begins as an item of a list: a bullet, or a number with a mark.
pub(crate) fn is_item(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    if matches!(first, '•' | '·' | '*' | '-' | '–' | '—' | '▪' | '●' | '■' | '>' | '»' | '→' | '✓' | '◦' | '○')
    {
        return true;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && text[digits..].starts_with(['.', ')', ':', ' '])
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
    fn bullets_and_marks_of_headings_are_passed_over() {
        for text in ["• Home", "* Home", "## Home", "- Home", "Home"] {
            assert_eq!(without_bullet(text), "Home");
        }
        for text in ["-5 degrees", "*bold*", "•", "", "#tag"] {
            assert_eq!(without_bullet(text), text);
        }
    }

    #[test]
    fn items_and_addresses() {
        assert!(is_item("• Город") && is_item("- 2 cups") && is_item("3. Stir"));
        assert!(!is_item("2019 was wet"));
        assert!(is_mail("[kim.sarah@joongang.co.kr]") && !is_mail("@ann"));
    }
}
