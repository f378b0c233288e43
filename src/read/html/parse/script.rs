//! The end of a script element: comments and scripts inside it hide end tags (the standard's escaped script data states).

use memchr::{memchr, memchr2};

use super::chars::{is_end_tag, is_space};

/// State of the scan through a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Script,
    /// Behind `<!--`.
    Comment,
    /// Behind `<script` in a comment: the next end tag is that one's.
    ScriptInComment,
}

/// Position of the end tag of the script whose text begins at `from`.
pub(super) fn script_end(text: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut inside = Inside::Script;
    let mut at = from;
    loop {
        at += match inside {
            Inside::Script => memchr(b'<', &bytes[at..])?,
            _ => memchr2(b'<', b'-', &bytes[at..])?,
        };
        if bytes[at] == b'-' {
            let end = bytes[at..].starts_with(b"-->");
            inside = if end { Inside::Script } else { inside };
            at += if end { 3 } else { 1 };
            continue;
        }
        if inside != Inside::ScriptInComment && is_end_tag(text, at, name) {
            return Some(at);
        }
        match inside {
            Inside::Script => {
                let opens = bytes[at..].starts_with(b"<!--");
                inside = if opens { Inside::Comment } else { inside };
                // The dashes may also close the comment: `<!-->`.
                at += if opens { 2 } else { 1 };
            }
            Inside::Comment => {
                let (script, length) = script_name(bytes, at + 1);
                inside = if script { Inside::ScriptInComment } else { inside };
                at += 1 + length;
            }
            Inside::ScriptInComment => {
                at += 1;
                if bytes.get(at) == Some(&b'/') {
                    let (script, length) = script_name(bytes, at + 1);
                    inside = if script { Inside::Comment } else { inside };
                    at += 1 + length;
                }
            }
        }
    }
}

/// Whether the complete name at this position is `script`; and its length, including the byte that ends it.
fn script_name(bytes: &[u8], from: usize) -> (bool, usize) {
    let length = bytes[from..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let ended = bytes.get(from + length).is_some_and(|b| is_space(*b) || matches!(b, b'/' | b'>'));
    if !ended {
        return (false, length);
    }
    (bytes[from..from + length].eq_ignore_ascii_case(b"script"), length + 1)
}
