//! Names and texts in the forms that their readers know.

/// `max_input_bytes` as JavaScript has it.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::new();
    for (at, word) in name.split('_').enumerate() {
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if at > 0 => out.extend(first.to_uppercase()),
            first => out.extend(first),
        }
        out.push_str(chars.as_str());
    }
    out
}

/// A text broken into lines of at most so many characters; `{@link Name}` is one word.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let text = text.replace("{@link ", "{@link\u{a0}");
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

/// A Rust documentation's links as plain code: ``[`Cleaned::html`](crate::Cleaned::html)`` is `` `Cleaned::html` ``. `name` says what a
/// link to an item of the crate becomes; links to the web stay.
pub(crate) fn unlinked(text: &str, name: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("[`") {
        let Some(middle) = rest[start..].find("](").map(|at| start + at) else { break };
        let Some(end) = rest[middle..].find(')').map(|at| middle + at) else { break };
        out.push_str(&rest[..start]);
        out.push_str(&name(&rest[middle + 2..end]));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The last two names of a path: `crate::Cleaned::html` is `(Cleaned, html)`.
pub(crate) fn item(path: &str) -> (&str, &str) {
    let (before, field) = path.rsplit_once("::").unwrap_or(("", path));
    (before.rsplit("::").next().unwrap_or_default(), field)
}

/// A text in one cell of a table.
pub(crate) fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ⏎ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_texts_take_the_form_of_their_reader() {
        assert_eq!(camel("max_input_bytes"), "maxInputBytes");
        assert_eq!(wrapped("a bc def g {@link x}", 4), ["a bc", "def", "g", "{@link x}"]);
        let text = "Make [`Cleaned::html`](crate::Cleaned::html), see [regex](https://docs.rs/regex).";
        let plain = unlinked(text, |path| format!("{:?}", item(path)));
        assert_eq!(plain, r#"Make ("Cleaned", "html"), see [regex](https://docs.rs/regex)."#);
    }
}
