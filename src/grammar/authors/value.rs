//! Metadata values that name authors: several names split, labels and other text left out.

use super::label::behind_any;
use super::name::{JOINS, NAME_CHARS, NAME_WORDS, is_particle};
use crate::text::cut;
use crate::text::fold;
use crate::text::script;

/// Most authors of a page; longer lists are the staff of a site.
const MOST_NAMES: usize = 25;

/// Most bytes of a value that are looked at: what is longer names nobody, and its parts are found by going deeper and deeper.
const VALUE_BYTES: usize = 2048;

/// Accounts that stand for nobody, and labels that stand where a name should.
const NOBODY: &str = "admin|administrator|webmaster|root|user|author|authors|anonymous|unknown|none|null|undefined|guest|false|true|\
    n/a|na|by|name|test|super user|wpadmin|siteadmin|default|editor|topic author|thread starter|original poster|written by|\
    posted by|published|updated|modified|last updated|reviewed by|about the author|the author|follow|share|contributor|\
    contributors|writer|date|read more|home|blog|news|menu|search|login|log in|sign in|comments|leave a comment|reply";

/// The authors that a value names: `By Ann Berg and Bo Dahl`, `Berg, Ann; Dahl, Bo`.
pub(crate) fn split(value: &str) -> Vec<String> {
    let value = value.trim();
    let mut value = strip_label(cut::head(value, VALUE_BYTES));
    if let Some(at) = value.find(['|', '•', '·', '\n']) {
        value = value[..at].trim();
    }
    let mut names: Vec<String> = Vec::new();
    for part in value.split([';', '，', '、']).flat_map(split_words) {
        for name in split_commas(&part) {
            let Some(name) = clean(&name) else { continue };
            if !names.contains(&name) && names.len() < MOST_NAMES {
                names.push(name);
            }
        }
    }
    names
}

/// A value without the label before the name, if it has one. `Von Berg` and `Di Stefano` are names here.
fn strip_label(value: &str) -> &str {
    let particle = value.split_whitespace().next().is_some_and(is_particle);
    if particle { value } else { behind_any(value).unwrap_or(value) }
}

/// Splits at ` and `, ` & ` and the like, where both sides look like names.
fn split_words(value: &str) -> Vec<String> {
    for join in JOINS.iter().map(String::as_str).chain([" with "]) {
        if let Some((left, right)) = value.split_once(join) {
            let left = left.trim_end_matches(',');
            if is_full_name(left.rsplit(',').next().unwrap_or(left))
                && is_full_name(right.split(',').next().unwrap_or(right))
            {
                let mut parts = split_words(left);
                parts.extend(split_words(right));
                return parts;
            }
        }
    }
    vec![value.to_owned()]
}

/// Splits at commas, where each part looks like a full name; `Berg, Ann` and `Ann Berg, MD` are one name.
fn split_commas(value: &str) -> Vec<String> {
    let parts: Vec<&str> = value.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let full = parts.iter().filter(|part| is_full_name(part) && !is_title(part)).count();
    if full == parts.len() && full > 1 {
        return parts.into_iter().map(str::to_owned).collect();
    }
    vec![value.trim().trim_matches(',').to_owned()]
}

/// Two words or more, or one in a script without spaces.
fn is_full_name(value: &str) -> bool {
    let value = value.trim();
    let words = value.split_whitespace().count();
    (2..=NAME_WORDS).contains(&words) || words == 1 && value.chars().all(script::is_unspaced)
}

/// A degree or a post after a name: `MD`, `Ph.D.`, `Senior Editor`.
fn is_title(value: &str) -> bool {
    const POSTS: &[&str] = &[
        "editor",
        "writer",
        "reporter",
        "correspondent",
        "contributor",
        "author",
        "staff",
        "director",
        "professor",
        "ceo",
        "founder",
        "manager",
        "specialist",
        "analyst",
        "inc",
        "llc",
        "ltd",
    ];
    value.split(|c: char| !c.is_alphabetic()).any(|word| POSTS.contains(&word.to_lowercase().as_str()))
}

/// One name tidied; none where it cannot be a name.
fn clean(value: &str) -> Option<String> {
    let mut name = String::new();
    fold::fold_space(value, &mut name);
    let name = strip_label(&name)
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | '"' | '“' | '”'));
    let name = name.strip_prefix('@').unwrap_or(name);
    let lower = name.to_lowercase();
    let address =
        lower.contains("://") || lower.starts_with("www.") || lower.contains('@') || lower.starts_with("http");
    let wrong = address
        || name.chars().count() > NAME_CHARS
        || !name.contains(char::is_alphabetic)
        || name.contains(['{', '}', '<', '>', '[', ']', '='])
        || NOBODY.split('|').any(|it| it == lower)
        || ["more ", "view ", "all ", "about ", "back to "].iter().any(|start| lower.starts_with(start))
        || crate::grammar::dates::is_month_or_weekday(lower.trim_end_matches('.'));
    (!wrong).then(|| name.to_owned())
}

/// `Berg, Ann` as `Ann Berg`, where a library's rules write it so.
pub(crate) fn given_name_first(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') && !given.trim().is_empty() => {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_name_one_or_more() {
        for (value, want) in [
            ("Ann Berg", &["Ann Berg"][..]),
            ("By Ann Berg and Bo Dahl", &["Ann Berg", "Bo Dahl"]),
            ("Ann Berg, Bo Dahl, and Cy Ek", &["Ann Berg", "Bo Dahl", "Cy Ek"]),
            ("Ann Berg; Bo Dahl", &["Ann Berg", "Bo Dahl"]),
            ("Ann Berg, MD, FOMA", &["Ann Berg, MD, FOMA"]),
            ("Ann Berg, Senior Editor", &["Ann Berg, Senior Editor"]),
            ("Posted by: Ann  Berg | 4 min read", &["Ann Berg"]),
            ("Ann Berg und Bo Dahl", &["Ann Berg", "Bo Dahl"]),
            ("Di Stefano", &["Di Stefano"]),
            ("Автор: Анна Берг", &["Анна Берг"]),
            ("作者：王小明", &["王小明"]),
            ("Research and Markets", &["Research and Markets"]),
            ("@annberg", &["annberg"]),
            ("Byron Ek", &["Byron Ek"]),
        ] {
            assert_eq!(split(value), want, "{value}");
        }
    }

    #[test]
    fn a_value_of_any_length_is_read() {
        let names = split(&"Ann Berg and Bo Dahl, Cy Ek and ".repeat(10_000));
        assert_eq!(names[..3], ["Ann Berg", "Bo Dahl", "Cy Ek"]);
    }

    #[test]
    fn what_is_no_name_is_left_out() {
        for value in [
            "",
            "admin",
            "By",
            "https://example.org/ann",
            "ann@example.org",
            "42",
            "{{author}}",
            "<b>x</b>",
            "undefined",
        ] {
            assert!(split(value).is_empty(), "{value}: {:?}", split(value));
        }
    }
}
