//! Tags with more attributes than any page has, cut before the parse.
//!
//! html5ever's tokenizer compares each attribute with all before it, so a tag with a million of them would take hours.

use std::borrow::Cow;

/// Most attributes of a tag; further ones are left out. Real tags stay under a hundred.
const MAX_ATTRIBUTES: usize = 512;

/// The document without the attributes that are too many.
pub(super) fn thin_out(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<') {
        at += open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let tag = scan(bytes, at);
        at = tag.end;
        if let Some(crowd) = tag.crowd {
            out.push_str(&html[copied..crowd]);
            copied = tag.end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// A start tag: where it ends, and where its attributes become too many.
struct Scanned {
    /// The place of the `>`, or the end of the document.
    end: usize,
    crowd: Option<usize>,
}

/// Reads a start tag from its name on, as the tokenizer does.
fn scan(bytes: &[u8], name: usize) -> Scanned {
    let skip = |from: usize, until: fn(u8) -> bool| {
        bytes[from..].iter().position(|b| until(*b)).map_or(bytes.len(), |found| from + found)
    };
    let mut at = skip(name, |b| is_space(b) || b == b'/' || b == b'>');
    let mut count = 0;
    let mut crowd = None;
    loop {
        at = skip(at, |b| !is_space(b) && b != b'/');
        if bytes.get(at).is_none_or(|b| *b == b'>') {
            return Scanned { end: at, crowd };
        }
        count += 1;
        if count == MAX_ATTRIBUTES {
            crowd = Some(at);
        }
        // The first byte belongs to the name whatever it is.
        at = skip(at + 1, |b| is_space(b) || matches!(b, b'/' | b'>' | b'='));
        let value = skip(at, |b| !is_space(b));
        if bytes.get(value) == Some(&b'=') {
            let value = skip(value + 1, |b| !is_space(b));
            at = match bytes.get(value) {
                Some(b'"') => skip(value + 1, |b| b == b'"').saturating_add(1).min(bytes.len()),
                Some(b'\'') => skip(value + 1, |b| b == b'\'').saturating_add(1).min(bytes.len()),
                _ => skip(value, |b| is_space(b) || b == b'>'),
            };
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_tags_stay_as_they_are() {
        for html in ["", "<", "<p", "a < b <b c='>' d=\"x y\" e=f/ g>h</b>", "<a =x>", "<a b=", "<a b='", "é<a é=é>é"]
        {
            assert!(matches!(thin_out(html), Cow::Borrowed(same) if same == html), "{html}");
        }
    }

    #[test]
    fn a_crowd_is_cut_and_the_text_stays() {
        let crowd: String = (0..10_000).map(|i| format!(" a{i}='>'")).collect();
        let thin = thin_out(&format!("<p id=x{crowd}>é</p>").repeat(2)).into_owned();
        assert!(thin.len() < 12_000 && thin.ends_with(">é</p>"), "{}", thin.len());
    }
}
