//! What goes to a terminal: neither a page nor a file's name may command it.
//!
//! Into a pipe or a file everything goes as it is.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Characters that move the cursor, change colours or keys, or turn the order of the text around them: control characters but
/// line breaks and tabs, and Unicode's embeddings, overrides and isolates of direction.
fn commands(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\t');
    control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text with what would command a terminal made visible.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(commands) {
        return text.into();
    }
    let visible = |c: char| match c {
        '\u{0}'..='\u{1f}' if commands(c) => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        '\u{7f}' => '\u{2421}',
        c if commands(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(visible).collect::<String>().into()
}

/// The same of what is one line, as a file's name in a message.
pub(crate) fn shown_line(text: &str) -> String {
    shown(text).replace('\n', "␊").replace('\t', "␉")
}

/// JSON with the same characters escaped, so that it says what it said.
pub(crate) fn shown_json(json: &str) -> Cow<'_, str> {
    if !json.contains(commands) {
        return json.into();
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if commands(c) {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "a\u{1b}[31m\u{7f}\u{9b}2J\r\tb\u{202e}c\u{2069}\u{200f}\nd";

    #[test]
    fn commands_are_made_visible() {
        assert_eq!(shown(PAGE), "a␛[31m␡\u{fffd}2J␍\tb\u{fffd}c\u{fffd}\u{200f}\nd");
        assert_eq!(shown_line("a\nb\u{7}"), "a␊b␇");
        assert!(matches!(shown("plain é\n\t漢"), Cow::Borrowed(_)));
    }

    #[test]
    fn escaped_json_says_the_same() {
        let json = serde_json::to_string(PAGE).unwrap();
        let escaped = shown_json(&json);
        assert!(!escaped.contains(commands) && json.contains(commands), "{escaped}");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), PAGE);
    }
}
