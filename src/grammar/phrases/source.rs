//! Reading the phrase files; `mod.rs` says how they are written. The build script uses this file too, so it names
//! nothing of the crate.

/// How a phrase must stand in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place<'f> {
    Whole,
    Start,
    /// At the start, with this later on.
    StartWith(&'f str),
    End,
    Inside,
}

/// A phrase as its file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase<'f> {
    pub(crate) text: &'f str,
    pub(crate) place: Place<'f>,
    /// The name of its section: a label's, with a question mark where it is weak.
    pub(crate) section: &'f str,
}

/// The phrases of a file. Those before the first section have none.
pub(crate) fn read(file: &str) -> Vec<Phrase<'_>> {
    let mut phrases = Vec::new();
    let mut section = "";
    for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            continue;
        }
        for text in line.split(" | ").map(str::trim).filter(|text| !text.is_empty()) {
            let (text, place) = place(text);
            phrases.push(Phrase { text, place, section });
        }
    }
    phrases
}

fn place(text: &str) -> (&str, Place<'_>) {
    match (text.strip_prefix("* "), text.strip_suffix(" *")) {
        (Some(rest), Some(_)) => (rest.strip_suffix(" *").unwrap_or(rest), Place::Inside),
        (Some(rest), None) => (rest, Place::End),
        (None, rest) => match rest.unwrap_or(text).split_once(" * ") {
            Some((start, later)) => (start, Place::StartWith(later)),
            None if rest.is_some() => (rest.unwrap_or(text), Place::Start),
            None => (text, Place::Whole),
        },
    }
}
