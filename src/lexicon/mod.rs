//! Words and labels of closed grammars, by section, in all languages at once: data for the rules that look at more than
//! a whole line's label.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold;
use crate::seek::Hashing;

macro_rules! sections {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal,)+) => {
        /// A section of `words.txt`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Section {
            $($(#[$doc])+ $variant,)+
        }

        impl Section {
            fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

sections! {
    /// Lines that stand for an embedded post, or beside one.
    Embed = "embed",
    /// Parts of a card that the provider's script made.
    Card = "card",
    /// Lines that end such a card and nothing else.
    CardEnd = "card-end",
    /// What stands before the name in an Instagram signature.
    Posted = "posted",
    /// What stands after the handle in an Instagram signature.
    PostedAfter = "posted-after",
    /// Words before the maker of a picture.
    Credit = "credit",
    /// Words before a source of any kind.
    Source = "source",
    /// News and picture agencies.
    Agency = "agency",
    /// Other places that pictures come from.
    PictureSource = "picture-source",
    /// Words before a writer's name.
    By = "by",
    /// Words beside a writer's name.
    Role = "role",
    /// Words before a date of publication.
    Published = "published",
    /// Words before a list of keywords.
    Tags = "tags",
    /// Beginnings of captions.
    CaptionStart = "caption-start",
    /// Words that tell where somebody stands in a picture.
    CaptionCue = "caption-cue",
}

/// An entry of a section: how a line begins and ends.
#[derive(Debug)]
struct Entry {
    start: &'static str,
    /// `None` where the entry is the whole line.
    end: Option<&'static str>,
}

#[derive(Debug, Default)]
struct Words {
    /// Whole lines, and the sections that they are in as bits.
    whole: HashMap<&'static str, u32, Hashing>,
    /// For each ASCII letter the sections with entries that begin with it, as bits; the last is for all other letters.
    begin: Vec<u32>,
    /// The rest by section.
    open: HashMap<u32, Vec<Entry>>,
    /// Everything by section, in the order of the file.
    listed: HashMap<u32, Vec<&'static str>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut bit = 0;
    for line in include_str!("words.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            bit = Section::of(name).map_or(0, |section| 1 << section as u32);
            continue;
        }
        for entry in line.split(" | ").map(str::trim) {
            words.begin.resize(BEGINNINGS, 0);
            match entry.chars().next().filter(|c| *c != '*') {
                Some(first) => words.begin[beginning(first)] |= bit,
                // Any line ends so.
                None => words.begin.iter_mut().for_each(|sections| *sections |= bit),
            }
            words.listed.entry(bit).or_default().push(entry);
            match entry.split_once('*') {
                None => *words.whole.entry(entry).or_default() |= bit,
                Some((start, end)) => {
                    words.open.entry(bit).or_default().push(Entry { start, end: Some(end) });
                }
            }
        }
    }
    words
});

/// Beginnings that are told apart: ASCII, and the rest.
const BEGINNINGS: usize = 129;

fn beginning(first: char) -> usize {
    (first as usize).min(BEGINNINGS - 1)
}

/// Whether an entry of the section may begin as the text does when it is folded. Cheap, for texts that are mostly none.
pub(crate) fn may_begin(section: Section, text: &str) -> bool {
    let folded = |c: char| {
        let c = fold::narrow(c);
        (!fold::is_decoration(c) && !fold::is_invisible(c) && !fold::is_direction_mark(c)).then_some(c)
    };
    let Some(first) = text.chars().find_map(folded) else { return false };
    let first = if first.is_numeric() { '0' } else { first.to_lowercase().next().unwrap_or(first) };
    WORDS.begin.get(beginning(first)).is_some_and(|sections| sections & (1 << section as u32) != 0)
}

/// Whether the label is an entry of the section: whole, or by how it begins and ends.
pub(crate) fn is(section: Section, label: &str) -> bool {
    let Some(first) = label.chars().next() else { return false };
    let bit = 1 << section as u32;
    if WORDS.begin.get(beginning(first)).is_none_or(|sections| sections & bit == 0) {
        return false;
    }
    if WORDS.whole.get(label).is_some_and(|bits| bits & bit != 0) {
        return true;
    }
    WORDS.open.get(&bit).is_some_and(|entries| {
        entries.iter().any(|entry| {
            let end = entry.end.unwrap_or_default();
            label.len() > entry.start.len() + end.len() && label.starts_with(entry.start) && label.ends_with(end)
        })
    })
}

/// All entries of a section, as they are written.
pub(crate) fn all(section: Section) -> &'static [&'static str] {
    WORDS.listed.get(&(1 << section as u32)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_they_are_looked_up_and_have_a_section() {
        let mut section = None;
        let mut wrong = Vec::new();
        for line in include_str!("words.txt").lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = Section::of(name);
                assert!(section.is_some(), "no such section: {name}");
                continue;
            }
            assert!(section.is_some(), "{line:?} stands before the first section");
            for entry in line.split(" | ").map(str::trim).filter(|e| !e.contains('*')) {
                let free = matches!(section, Some(Section::PostedAfter | Section::CaptionCue));
                if !free && fold::fold_label(entry) != entry {
                    wrong.push(format!("{entry:?} should be {:?}", fold::fold_label(entry)));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn labels_are_known_whole_and_by_their_ends() {
        assert!(is(Section::Embed, "view this post on instagram"));
        assert!(is(Section::Embed, "end of twitter post by @ann"));
        assert!(is(Section::CardEnd, "0 people are talking about this"));
        assert!(is(Section::CardEnd, "see ann's other tweets"));
        assert!(!is(Section::CardEnd, "see ann"));
        assert!(!is(Section::Embed, ""));
    }
}
