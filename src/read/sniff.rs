//! Content sniffing: HTML or text.

use crate::page::Tag;
use crate::text::cut;

/// Bytes of the input examined: enough for a long head of scripts.
const LOOK_BYTES: usize = 64 << 10;

/// Fewest tags in the examined part that make the input HTML: a text about HTML mentions one or two.
const LOOK_TAGS: usize = 3;

/// An input of at most so many bytes is a fragment of HTML where one element has both its tags, or a tag begins it: `Hello
/// <b>world</b>`, `<p>Hello`. Protects longer texts, which may name a tag and its end in passing.
const FRAGMENT_BYTES: usize = 1 << 10;

/// Whether the input is HTML. A text that merely mentions a tag is not.
pub(crate) fn looks_like_html(input: &str) -> bool {
    let head = cut::head(input, LOOK_BYTES).trim_start_matches('\u{feff}').trim_start();
    let starts = |prefix: &str| head.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix));
    if ["<!doctype", "<html", "<?xml", "<head", "<body", "<!--"].iter().any(|p| starts(p)) {
        return true;
    }
    let mut tags = 0;
    let mut closed = false;
    let mut opened: Vec<Tag> = Vec::new();
    let is_short = input.len() <= FRAGMENT_BYTES;
    for (at, _) in head.match_indices('<') {
        let rest = &head.as_bytes()[at + 1..];
        let closing = rest.first() == Some(&b'/');
        let name: Vec<u8> = rest[usize::from(closing)..]
            .iter()
            .take(11)
            .take_while(|b| b.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        let after = rest.get(usize::from(closing) + name.len()).copied().unwrap_or(b' ');
        let tag = std::str::from_utf8(&name).ok().filter(|name| !name.is_empty()).map(Tag::of);
        let known = tag.filter(|tag| !matches!(tag, Tag::Unknown | Tag::Custom));
        if let (Some(tag), b'>' | b' ' | b'/' | b'\n' | b'\t' | b'\r') = (known, after) {
            if closing && is_short && opened.contains(&tag) {
                return true;
            }
            opened.push(tag);
            tags += 1;
            closed |= closing;
        }
        if tags >= LOOK_TAGS && closed {
            return true;
        }
    }
    // A fragment begins with a tag and has an end tag or a second tag; in a long one the end tag may be the end of the
    // input.
    let ends = || input.len() > LOOK_BYTES && input.trim_end().ends_with('>');
    head.starts_with('<') && (tags >= 2 || (tags == 1 && (closed || is_short || ends())))
}

#[cfg(test)]
mod tests {
    use super::looks_like_html;

    #[test]
    fn markup_is_told_from_text() {
        for html in [
            "<!DOCTYPE html><p>x",
            "\u{feff} <HTML><body>",
            "<p>One.</p>",
            "text <b>bold</b> and <i>more</i>",
            "<div class=a><p>x<p>y",
            "<meta charset=latin1><p>One.",
            "Hello <b>world</b>",
            "The <a href=/t>ferry</a> sails again.",
            "<p>The ferry sails again.",
        ] {
            assert!(looks_like_html(html), "{html}");
        }
        let long = "let a = 1;\n".repeat(10_000);
        assert!(looks_like_html(&format!("<pre>{long}</pre>\n")));
        assert!(!looks_like_html(&format!("<pre>{long}")));
        for text in [
            "",
            "a < b and c > d",
            "The <b> tag makes text bold.",
            "<image>data:image/s3,x</image>",
            "x <3 y",
            "No <b> without its </i>.",
            "a <thing>made</thing> up",
            &format!("{}<b> and </b> are tags.", "The ferry sails again. ".repeat(50)),
        ] {
            assert!(!looks_like_html(text), "{text}");
        }
    }
}
