//! Character classes and end tags, for the tokenizer and its parts.

use std::borrow::Cow;

use memchr::memchr;

/// Whether an end tag with exactly this name is at this position.
pub(super) fn is_end_tag(text: &str, at: usize, name: &str) -> bool {
    let Some(rest) = text.as_bytes()[at..].strip_prefix(b"</") else { return false };
    rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
        && rest.get(name.len()).is_some_and(|b| is_space(*b) || matches!(b, b'/' | b'>'))
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | 0x0c)
}

/// Replaces null characters by U+FFFD.
pub(super) fn without_nulls(text: &str) -> Cow<'_, str> {
    if memchr(0, text.as_bytes()).is_some() { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}
