//! Labels that web pages carry, by kind, in all languages at once.
//!
//! Phrases are data: `phrases/<language>.txt`, one file a language, all of them always on (a Polish page can carry a
//! German share bar). A file's lines are
//!
//! ```text
//! # a comment; the head of the file says where its phrases come from
//! [share]            the kind of the phrases that follow: a Label's name
//! get short url      the whole line is this, after fold::fold_label
//! share on *         the line begins with this
//! * on facebook      the line ends with this
//! 0 shares           a run of digits is written 0
//! ```
//!
//! To add a language: write the file and name it in `FILES`.

use std::collections::HashMap;
use std::sync::LazyLock;

const FILES: &[(&str, &str)] = &[("en", include_str!("phrases/en.txt"))];

macro_rules! labels {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal,)+) => {
        /// What a phrase is the label of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Label {
            $($(#[$doc])+ $variant,)+
        }

        impl Label {
            fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

labels! {
    /// Share bars.
    Share = "share",
}

/// Phrases of all files: by text, which labels as bits.
struct Phrases {
    whole: HashMap<&'static str, u32>,
    starts: Vec<(&'static str, u32)>,
    ends: Vec<(&'static str, u32)>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| parse(FILES));

fn parse(files: &[(&'static str, &'static str)]) -> Phrases {
    let mut it = Phrases { whole: HashMap::new(), starts: Vec::new(), ends: Vec::new() };
    for (_, file) in files {
        let mut bits = 0;
        for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                bits = Label::of(name).map_or(0, |label| 1 << label as u32);
            } else if let Some(start) = line.strip_suffix(" *") {
                it.starts.push((start, bits));
            } else if let Some(end) = line.strip_prefix("* ") {
                it.ends.push((end, bits));
            } else {
                *it.whole.entry(line).or_default() |= bits;
            }
        }
    }
    it.starts.sort_unstable();
    it
}

/// Whether the whole label is a phrase of this kind.
pub(crate) fn is(kind: Label, label: &str) -> bool {
    !label.is_empty() && PHRASES.whole.get(label).is_some_and(|bits| bits & (1 << kind as u32) != 0)
}

/// Whether the label begins with a phrase of this kind and goes on after it.
pub(crate) fn starts(kind: Label, label: &str) -> bool {
    let bit = 1 << kind as u32;
    PHRASES
        .starts
        .iter()
        .any(|(phrase, bits)| bits & bit != 0 && label.len() > phrase.len() && label.starts_with(phrase))
}

/// Whether the label ends with a phrase of this kind and has more before it.
pub(crate) fn ends(kind: Label, label: &str) -> bool {
    let bit = 1 << kind as u32;
    PHRASES.ends.iter().any(|(phrase, bits)| bits & bit != 0 && label.len() > phrase.len() && label.ends_with(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_written_as_it_is_looked_up_and_has_a_kind() {
        for (language, file) in FILES {
            let mut kind = None;
            assert!(file.starts_with("# Source"), "{language}: the head says where the phrases come from");
            for line in file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    kind = Some(Label::of(name).unwrap_or_else(|| panic!("{language}: no such kind: {name}")));
                    continue;
                }
                assert!(kind.is_some(), "{language}: {line:?} stands before the first kind");
                let phrase = line.strip_suffix(" *").or(line.strip_prefix("* ")).unwrap_or(line);
                assert_eq!(crate::fold::fold_label(phrase), phrase, "{language}: write it folded");
            }
        }
    }
}
