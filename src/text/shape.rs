//! Shapes of short texts: addresses, bullets, items. Told by their marks alone, whatever the language.

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

/// Whether a line is an amount of money, with a word or two about it: `From $12.50`, `€64.90 incl. VAT`.
pub(crate) fn is_price(line: &str) -> bool {
    /// Longest such line, in bytes, and its words without a digit.
    const BYTES: usize = 40;
    const WORDS: usize = 4;
    let money = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₺' | '₫' | '₴');
    line.len() <= BYTES
        && line.contains(money)
        && line.contains(|c: char| c.is_ascii_digit())
        && line.split_whitespace().filter(|word| !word.contains(|c: char| c.is_ascii_digit() || money(c))).count()
            <= WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

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
