//! Character references: `&amp;`, `&#8212;`, `&notit;`.

use html5ever::data::C1_REPLACEMENTS;
use memchr::memchr;

use super::entities::{self, LONGEST_BARE};

/// Replaces the references in a text. In attributes, references without a semicolon followed by a letter, digit or `=`
/// stay: `?a=b&copy=c`.
pub(super) fn decode(text: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some((chars, length)) = reference(rest, attribute) {
            chars.into_iter().filter(|c| *c != '\0').for_each(|c| out.push(c));
            rest = &rest[length..];
        } else {
            out.push('&');
        }
    }
    out.push_str(rest);
    out
}

/// The reference at the start of `text`, which follows an ampersand: its characters (the second may be `\0` for none)
/// and its length.
fn reference(text: &str, attribute: bool) -> Option<([char; 2], usize)> {
    match text.bytes().next()? {
        b'#' => numeric(text),
        first if first.is_ascii_alphanumeric() => named(text, attribute),
        _ => None,
    }
}

/// Names found on nearly all pages, matched without a search; and their lengths.
fn common(text: &str) -> Option<(char, usize)> {
    Some(match text.as_bytes() {
        [b'a', b'm', b'p', b';', ..] => ('&', 4),
        [b'q', b'u', b'o', b't', b';', ..] => ('"', 5),
        [b'n', b'b', b's', b'p', b';', ..] => ('\u{a0}', 5),
        [b'l', b't', b';', ..] => ('<', 3),
        [b'g', b't', b';', ..] => ('>', 3),
        [b'a', b'p', b'o', b's', b';', ..] => ('\'', 5),
        _ => return None,
    })
}

/// The longest name that the text begins with.
fn named(text: &str, attribute: bool) -> Option<([char; 2], usize)> {
    if let Some((c, length)) = common(text) {
        return Some(([c, '\0'], length));
    }
    // `?a=b&c=d`: a parameter, not a reference.
    let word = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if attribute && text.as_bytes().get(word) == Some(&b'=') {
        return None;
    }
    if text.as_bytes().get(word) == Some(&b';')
        && let Some(entity) = entities::find(&text[..word])
    {
        return Some((entity.chars, word + 1));
    }
    let bare = |end: &usize| entities::find(&text[..*end]).filter(|it| it.bare).map(|it| (it.chars, *end));
    let (chars, end) = (1..=word.min(LONGEST_BARE)).rev().find_map(|end| bare(&end))?;
    (!attribute || end == word).then_some((chars, end))
}

fn numeric(text: &str) -> Option<([char; 2], usize)> {
    let (digits, base) = match text.as_bytes().get(1) {
        Some(b'x' | b'X') => (2, 16),
        _ => (1, 10),
    };
    let mut number = 0_u32;
    let mut end = digits;
    for digit in text[digits..].chars().map_while(|c| c.to_digit(base)) {
        number = number.saturating_mul(base).saturating_add(digit);
        end += 1;
    }
    if end == digits {
        return None;
    }
    end += usize::from(text.as_bytes().get(end) == Some(&b';'));
    let c = match number {
        0 => '\u{fffd}',
        0x80..=0x9f => C1_REPLACEMENTS[(number - 0x80) as usize].or(char::from_u32(number)).unwrap_or('\u{fffd}'),
        _ => char::from_u32(number).unwrap_or('\u{fffd}'),
    };
    Some(([c, '\0'], end))
}
