//! Document type declarations: name and identifiers, which decide on quirks mode (whether a table can be inside a
//! paragraph).

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::Doctype;

use super::chars::{is_space, without_nulls};

/// Reads a declaration from behind its keyword up to its `>`; `closed` says whether there is one.
pub(super) fn doctype(text: &str, closed: bool) -> Doctype {
    let mut token = Doctype::default();
    let rest = trim(text);
    let end = rest.bytes().position(is_space).unwrap_or(rest.len());
    if end > 0 {
        token.name = Some(StrTendril::from_slice(&without_nulls(&rest[..end]).to_ascii_lowercase()));
    }
    token.force_quirks = end == 0 || identifiers(&rest[end..], closed, &mut token);
    token
}

/// Reads the identifiers after the name. Returns whether they force quirks mode.
fn identifiers(text: &str, closed: bool, token: &mut Doctype) -> bool {
    /// Both keywords have the same length.
    const PUBLIC: &str = "public";
    const SYSTEM: &str = "system";
    let rest = trim(text);
    if rest.is_empty() {
        return !closed;
    }
    let keyword = rest.as_bytes().get(..PUBLIC.len()).unwrap_or_default();
    let public = keyword.eq_ignore_ascii_case(PUBLIC.as_bytes());
    if !public && !keyword.eq_ignore_ascii_case(SYSTEM.as_bytes()) {
        return true;
    }
    let mut rest = trim(&rest[PUBLIC.len()..]);
    if public {
        match quoted(rest, &mut token.public_id) {
            Some(after) => rest = trim(after),
            None => return true,
        }
        if rest.is_empty() {
            return !closed;
        }
    }
    match quoted(rest, &mut token.system_id) {
        Some(after) => trim(after).is_empty() && !closed,
        None => true,
    }
}

/// Reads a quoted identifier. Returns the text after it if it has both quotes.
fn quoted<'t>(text: &'t str, id: &mut Option<StrTendril>) -> Option<&'t str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inside = &text[1..];
    let end = inside.find(quote);
    *id = Some(StrTendril::from_slice(&without_nulls(&inside[..end.unwrap_or(inside.len())])));
    end.map(|end| &inside[end + 1..])
}

fn trim(text: &str) -> &str {
    text.trim_start_matches(|c: char| u8::try_from(c).is_ok_and(is_space))
}
