//! Reading the language files of `src/languages`: all that the program knows of a language, one file a language. The build
//! script and the tests use this file too, so it names nothing of the crate.
//!
//! ```text
//! # A comment. The head of the file names the language and the sources of what follows.
//! [share]                   a section; its entries stand below it
//! share this | share on *   several entries on one line, of at most LINE characters
//! ```
//!
//! | sections | an entry is |
//! |---|---|
//! | [`LABELS`], with `?` for labels that count beside other junk alone | a label as `phrases` looks it up: `share this` is the whole line, `share on *` begins it, `* on facebook` ends it, `add * to favourites` does both, `* uses cookies *` stands anywhere; `0` is any number |
//! | [`WORDS`] | a word or words as `lexicon` looks them up, with `*` as above |
//! | `months`, `weekdays` | twelve months, seven weekdays from Monday on; other spellings after `/`, `-` where there is none |
//! | `own months` | the month's number and names that mean another month, or no month, in other languages |
//! | `date words`, `clock words`, `stop words` | a word |

/// Most characters of a line: what an editor and a diff show whole.
const LINE: usize = 120;

/// Most bytes of a label: what the packed table can say of it.
const LABEL_BYTES: usize = u8::MAX as usize;

/// Least bytes of what a line must have later on.
const LATER_BYTES: usize = 3;

/// Sections of labels, each a `phrases::Label`.
pub(crate) const LABELS: [&str; 19] = [
    "paywall",
    "consent",
    "placeholder",
    "comments",
    "advertisement",
    "subscribe",
    "share",
    "follow",
    "related",
    "footer",
    "promotion",
    "masthead",
    "shop",
    "forum",
    "interface",
    "home",
    "language",
    "navigation",
    "network",
];

/// Sections of words, each a `lexicon::Section`; `by line` and `by value` are the two uses of `by`.
pub(crate) const WORDS: [&str; 33] = [
    "embed",
    "card",
    "card end",
    "posted",
    "posted after",
    "posted on",
    "tweet of",
    "wrote",
    "said",
    "credit",
    "source",
    "agency",
    "picture source",
    "via",
    "caption start",
    "caption cue",
    "by",
    "by line",
    "by value",
    "role",
    "and",
    "particles",
    "papers",
    "rights",
    "published",
    "changed",
    "joined",
    "board",
    "correspondence",
    "paper history",
    "first parts",
    "tags",
    "of site",
];

/// Sections of the words that dates are written with, and of those by which a language is told.
pub(crate) const OTHERS: [&str; 6] = ["months", "own months", "weekdays", "date words", "clock words", "stop words"];

/// An entry of a language file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry<'f> {
    /// The name of its section; a label's with a question mark where it is weak.
    pub(crate) section: &'f str,
    pub(crate) text: &'f str,
}

impl<'f> Entry<'f> {
    /// The section's name without the mark of weak labels.
    pub(crate) fn name(&self) -> &'f str {
        self.section.strip_suffix('?').unwrap_or(self.section)
    }

    /// Whether it is a label.
    pub(crate) fn is_label(&self) -> bool {
        LABELS.contains(&self.name())
    }
}

/// The entries of a file, in its order; or all that is wrong with it, each with the number of its line.
pub(crate) fn read(file: &str) -> Result<Vec<Entry<'_>>, Vec<(usize, String)>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut wrong = Vec::new();
    let mut section = "";
    // Where the section begins: its line, and the place of its first entry.
    let mut begun = (0, 0);
    if !file.lines().take_while(|line| line.starts_with('#')).any(|line| line.contains("Source:")) {
        wrong.push((1, "the comment at the head must say `Source:` and where the entries come from".to_owned()));
    }
    for (number, line) in (1..).zip(file.lines()) {
        let text = line.trim();
        if line.chars().count() > LINE {
            wrong.push((number, format!("the line is longer than {LINE} characters")));
        }
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some(name) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            wrong.extend(count_is_wrong(section, entries.len() - begun.1).map(|why| (begun.0, why)));
            begun = (number, entries.len());
            if entries.iter().any(|entry| entry.section == name) {
                wrong.push((number, format!("[{name}] stands twice")));
            }
            let known = LABELS.contains(&name.strip_suffix('?').unwrap_or(name))
                || WORDS.contains(&name)
                || OTHERS.contains(&name);
            if !known {
                wrong.push((number, format!("there is no section [{name}]")));
            }
            section = name;
            continue;
        }
        if section.is_empty() {
            wrong.push((number, "an entry stands before the first section".to_owned()));
            continue;
        }
        for text in text.split(" | ").map(|text| text.trim_matches(['|', ' '])) {
            let entry = Entry { section, text };
            if section != "months" && entries[begun.1..].contains(&entry) {
                wrong.push((number, format!("{text:?} stands twice in [{section}]")));
            }
            wrong.extend(entry_is_wrong(&entry).map(|why| (number, why)));
            entries.push(entry);
        }
    }
    wrong.extend(count_is_wrong(section, entries.len() - begun.1).map(|why| (begun.0, why)));
    if wrong.is_empty() { Ok(entries) } else { Err(wrong) }
}

/// What is wrong with the number of a section's entries.
fn count_is_wrong(section: &str, count: usize) -> Option<String> {
    match section {
        // Two sets of names where a language is written with two: Arabic.
        "months" if count == 0 || !count.is_multiple_of(12) => {
            Some(format!("[months] has {count} entries, not twelve"))
        }
        "weekdays" if count != 7 => Some(format!("[weekdays] has {count} entries, not seven")),
        "" => None,
        _ if count == 0 => Some(format!("[{section}] is empty")),
        _ => None,
    }
}

/// What is wrong with an entry.
fn entry_is_wrong(entry: &Entry<'_>) -> Option<String> {
    let text = entry.text;
    if text.is_empty() {
        return Some("an entry is empty".to_owned());
    }
    if entry.section == "own months" {
        let number = text.split_once(' ').and_then(|(number, _)| number.parse().ok());
        let right = number.is_some_and(|number: u8| (1..=12).contains(&number));
        return (!right).then(|| format!("{text:?} should be a month's number and its names"));
    }
    if !entry.is_label() {
        return None;
    }
    let (label, label_position) = label_position(text);
    if label.is_empty() || label.len() > LABEL_BYTES {
        return Some(format!("{text:?} must have 1 to {LABEL_BYTES} bytes"));
    }
    if let LabelPosition::StartWith(later) = label_position
        && (later.contains('*') || later.len() < LATER_BYTES)
    {
        return Some(format!("{later:?} must be one phrase of {LATER_BYTES} bytes or more"));
    }
    if entry.section.ends_with('?') && label_position != LabelPosition::Whole {
        return Some(format!("{text:?} is weak, so it must be the whole line"));
    }
    None
}

/// How a label must stand in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LabelPosition<'f> {
    Whole,
    Start,
    /// At the start, with this later on.
    StartWith(&'f str),
    End,
    Inside,
}

/// A label without the marks that say how it must stand in the line.
pub(crate) fn label_position(text: &str) -> (&str, LabelPosition<'_>) {
    match (text.strip_prefix("* "), text.strip_suffix(" *")) {
        (Some(rest), Some(_)) => (rest.strip_suffix(" *").unwrap_or(rest), LabelPosition::Inside),
        (Some(rest), None) => (rest, LabelPosition::End),
        (None, rest) => match rest.unwrap_or(text).split_once(" * ") {
            Some((start, later)) => (start, LabelPosition::StartWith(later)),
            None if rest.is_some() => (rest.unwrap_or(text), LabelPosition::Start),
            None => (text, LabelPosition::Whole),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_in_their_sections() {
        let file = "# Test. Source: none.\n\n[share]\nshare this | share on *\n[share?]\n# common\nprint\n";
        let entries = read(file).expect("a right file");
        let read: Vec<_> = entries.iter().map(|entry| (entry.section, entry.text)).collect();
        assert_eq!(read, [("share", "share this"), ("share", "share on *"), ("share?", "print")]);
        assert!(entries.iter().all(|entry| entry.is_label() && entry.name() == "share"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let wrong = |rest: &str| read(&format!("# Test. Source: none.\n{rest}")).expect_err(rest);
        for (file, line, why) in [
            ("print\n", 2, "before the first section"),
            ("[shar]\nprint\n", 2, "no section [shar]"),
            ("[share]\nprint\n[share]\nsave\n", 4, "twice"),
            ("[share]\nprint\nsave | print\n", 4, "\"print\" stands twice"),
            ("[share]\nprint |\n[home]\nhome |  | start\n", 5, "an entry is empty"),
            ("[share?]\nshare on *\n", 3, "weak"),
            ("[share]\nshare * on * now\n", 3, "one phrase"),
            ("[months]\njan | feb\n", 2, "2 entries"),
            ("[weekdays]\nmon\n", 2, "1 entries"),
            ("[own months]\n13 x\n", 3, "a month's number"),
            ("[share]\n[home]\nhome\n", 2, "empty"),
        ] {
            let wrong = wrong(file);
            assert!(wrong.iter().any(|(at, text)| *at == line && text.contains(why)), "{file:?}: {wrong:?}");
        }
        assert_eq!(read("[home]\nhome\n").expect_err("no head")[0].0, 1);
        let long = format!("[home]\n{}\n", "home ".repeat(40));
        assert!(wrong(&long).iter().any(|(at, why)| *at == 3 && why.contains("longer")));
    }
}
