//! Words and labels of closed grammars, by section, in all languages at once: data for the rules that look at more than
//! a whole line's label.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold;
use crate::text::hash::{self, Hashing};

macro_rules! sections {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal,)+) => {
        /// A section of the language files; an entry may be in several.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Section {
            $($(#[$doc])+ $variant,)+
        }

        impl Section {
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$variant,)+];

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
    CardEnd = "card end",
    /// What stands before the name in an Instagram signature.
    Posted = "posted",
    /// What stands after the handle in an Instagram signature.
    PostedAfter = "posted after",
    /// How the widget of a post names who posted it, as it is written there.
    PostedOn = "posted on",
    /// How the alternative text of a picture of a post begins, as it is written there.
    TweetOf = "tweet of",
    /// Words of the lead-in before a post.
    Wrote = "wrote",
    /// Words with which articles quote somebody, in the past tense.
    Said = "said",
    /// Words before the maker of a picture.
    Credit = "credit",
    /// Words before a source of any kind.
    Source = "source",
    /// News and picture agencies.
    Agency = "agency",
    /// Other places that pictures come from.
    PictureSource = "picture source",
    /// Words between the makers of a picture.
    Via = "via",
    /// Words before a writer's name on a line of the page.
    By = "by",
    /// Words before a writer's name in a value that names writers.
    ByValue = "by value",
    /// Words beside a writer's name.
    Role = "role",
    /// Words between two names, as they are written.
    And = "and",
    /// Words inside names that are written small.
    Particle = "particles",
    /// Words in the names of newspapers and stations.
    Paper = "papers",
    /// Words of notices that reserve rights, in lower case.
    Rights = "rights",
    /// Words before a date of publication.
    Published = "published",
    /// Words that tell that a date is a change's.
    Changed = "changed",
    /// Words that tell that a date is a member's.
    Joined = "joined",
    /// What a board calls itself.
    Board = "board",
    /// How a paper names the author to write to.
    Correspondence = "correspondence",
    /// What happened to a paper, before the day.
    PaperHistory = "paper history",
    /// First parts of compounds that keep their hyphen.
    FirstPart = "first parts",
    /// Words before a list of keywords.
    Tags = "tags",
    /// Beginnings of captions.
    CaptionStart = "caption start",
    /// Words that tell where somebody stands in a picture.
    CaptionCue = "caption cue",
    /// Words that only calls to the reader of a site have.
    OfSite = "of site",
}

/// An entry of a section: how a line begins and ends.
#[derive(Debug)]
struct LinePattern {
    start: &'static str,
    /// `None` where the entry is the whole line.
    end: Option<&'static str>,
}

#[derive(Debug, Default)]
struct LexiconIndex {
    /// Whole lines, and the sections that they are in as bits.
    whole: HashMap<&'static str, u32, Hashing>,
    /// Sections with entries that begin so, as bits: by the first letter; those of them with an entry that has no second
    /// letter; by the first two.
    first: Vec<u32>,
    single: Vec<u32>,
    pair: Vec<u32>,
    /// Sections with entries whose first word is this one, in ASCII, by its hash; and those with an entry that has no whole
    /// first word.
    word: Vec<u32>,
    any_word: u32,
    /// The rest by section.
    open: HashMap<u32, Vec<LinePattern>>,
    /// Everything by section, in the order of the files.
    listed: HashMap<u32, Vec<&'static str>>,
}

/// What the build script wrote: for each section its name in brackets on a line, its entries on the next.
const PACKED: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));

static WORDS: LazyLock<LexiconIndex> = LazyLock::new(|| {
    let mut words = LexiconIndex::default();
    let mut bit = 0;
    for line in PACKED.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            bit = Section::of(name).map_or(0, |section| 1 << section as u32);
        } else {
            line.split(" | ").filter(|entry| !entry.is_empty()).for_each(|entry| words.note(entry, bit));
        }
    }
    words
});

/// First letters and pairs of letters that are told apart; several share a slot.
const FIRSTS: usize = 256;
const PAIRS: usize = 1024;

/// First words that are told apart.
const FIRST_WORDS: usize = 8192;

fn slot_of_first(first: char) -> usize {
    first as usize % FIRSTS
}

fn slot_of_word(word: &[u8]) -> usize {
    let mix = |hash, byte: &u8| hash::step_lower(hash, *byte);
    (word.iter().fold(0, mix) >> 8) as usize % FIRST_WORDS
}

/// The letters of ASCII that a text begins with, where a mark of ASCII, a digit, white space or nothing follows them.
fn first_word(text: &str) -> Option<&[u8]> {
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(bytes.len());
    let whole = bytes.get(end).is_none_or(|next| next.is_ascii() && !matches!(next, b'\0' | b'*'));
    (end > 0 && whole).then(|| &bytes[..end])
}

fn slot_of_pair(first: char, second: char) -> usize {
    (first as usize * 37 + second as usize) % PAIRS
}

impl LexiconIndex {
    /// Notes an entry of a section.
    fn note(&mut self, entry: &'static str, bit: u32) {
        self.begins(entry, bit);
        self.listed.entry(bit).or_default().push(entry);
        match entry.split_once('*') {
            None => *self.whole.entry(entry).or_default() |= bit,
            Some((start, end)) => self.open.entry(bit).or_default().push(LinePattern { start, end: Some(end) }),
        }
    }

    /// Notes how an entry begins.
    fn begins(&mut self, entry: &str, bit: u32) {
        self.word.resize(FIRST_WORDS, 0);
        match first_word(entry) {
            Some(word) => self.word[slot_of_word(word)] |= bit,
            None if entry.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('*') => {
                self.any_word |= bit;
            }
            // What is not ASCII never begins like a word of ASCII.
            None => {}
        }
        self.first.resize(FIRSTS, 0);
        self.single.resize(FIRSTS, 0);
        self.pair.resize(PAIRS, 0);
        let mut chars = entry.chars().take_while(|c| *c != '*');
        let Some(first) = chars.next() else {
            // Any line may end so.
            self.first.iter_mut().chain(&mut self.single).for_each(|sections| *sections |= bit);
            return;
        };
        self.first[slot_of_first(first)] |= bit;
        match chars.next() {
            Some(second) => self.pair[slot_of_pair(first, second)] |= bit,
            None => self.single[slot_of_first(first)] |= bit,
        }
    }

    /// The sections with an entry that may begin with these letters; the second where it is known.
    fn possible_sections(&self, first: char, second: Option<char>) -> Sections {
        let at = slot_of_first(first);
        let sections = match second {
            Some(second) => self.single.get(at).zip(self.pair.get(slot_of_pair(first, second))).map(|(a, b)| a | b),
            None => self.first.get(at).copied(),
        };
        Sections(sections.unwrap_or_default())
    }
}

/// A set of sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sections(u32);

impl Sections {
    /// Every section, where nothing is known.
    pub(crate) const ALL: Self = Self(u32::MAX);

    pub(crate) fn has(self, section: Section) -> bool {
        self.0 & (1 << section as u32) != 0
    }

    pub(crate) fn add(&mut self, others: Self) {
        self.0 |= others.0;
    }
}

/// Whether an entry of the section may begin as the text does when it is folded. Cheap, for texts that are mostly none.
pub(crate) fn may_begin(section: Section, text: &str) -> bool {
    possible_sections(text).has(section)
}

/// The same of a single word: it tells more, where it has marks around it less.
pub(crate) fn may_begin_word(section: Section, word: &str) -> bool {
    let bare = word.trim_start_matches(fold::is_decoration);
    let plain = bare.starts_with(|c: char| c.is_ascii_alphabetic());
    possible_sections(word).has(section) && (!plain || possible_sections_of_word(bare).has(section))
}

/// The sections with an entry that may begin as the text does when it is folded: for several questions at once.
pub(crate) fn possible_sections(text: &str) -> Sections {
    // Two letters of ASCII at the start, as most texts have them, are looked up as they are.
    if let [first, second, ..] = text.as_bytes()
        && first.is_ascii_alphabetic()
        && second.is_ascii_alphabetic()
    {
        let small = |byte: &u8| char::from(byte.to_ascii_lowercase());
        return WORDS.possible_sections(small(first), Some(small(second)));
    }
    possible_sections_folded(text)
}

/// The sections with an entry that may begin as the word at the start of a text does, wherever the entry ends: what
/// [`possible_sections`] says of any part of a line that begins with the word, as far as it can be true.
pub(crate) fn possible_sections_of_word(text: &str) -> Sections {
    let mut chars = text.chars().map(fold::narrow);
    let first = match first_word(text) {
        Some(word) => {
            let known = WORDS.word.get(slot_of_word(word)).copied().unwrap_or_default();
            return Sections(known | WORDS.any_word);
        }
        None => chars.next(),
    };
    match first {
        Some(first) if first.is_numeric() => WORDS.possible_sections('0', None),
        // Several small letters for one capital.
        Some(first) if first.to_lowercase().len() > 1 => Sections::ALL,
        Some(first) => first.to_lowercase().next().map_or(Sections::ALL, |first| WORDS.possible_sections(first, None)),
        None => Sections::default(),
    }
}

fn possible_sections_folded(text: &str) -> Sections {
    let mut chars = text.chars().map(fold::narrow).filter(|c| !fold::is_invisible(*c) && !fold::is_direction_mark(*c));
    let Some(first) = chars.find(|c| !fold::is_decoration(*c)) else { return Sections::default() };
    if first.is_numeric() {
        return WORDS.possible_sections('0', None);
    }
    // Folding takes decoration off the end and makes two letters of some: then the second is not known.
    let small = |c: char| Some(c.to_lowercase()).filter(|small| small.len() == 1)?.next();
    let Some(first) = small(first) else { return Sections::ALL };
    let second = match chars.next() {
        Some(' ') if chars.any(|c| !fold::is_decoration(c)) => Some(' '),
        Some(c) if c.is_alphabetic() => small(c),
        _ => None,
    };
    WORDS.possible_sections(first, second)
}

/// Whether the label is an entry of the section: whole, or by how it begins and ends.
pub(crate) fn is(section: Section, label: &str) -> bool {
    let bit = 1 << section as u32;
    let mut chars = label.chars();
    let Some(first) = chars.next() else { return false };
    if !WORDS.possible_sections(first, chars.next()).has(section) {
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

/// Whether a word, in whatever case, is an entry of the section.
pub(crate) fn is_in_any_case(section: Section, word: &str) -> bool {
    possible_sections(word).has(section) && is(section, &word.to_lowercase())
}

/// What follows an entry of the section at the start of a text that is not folded, and a space.
pub(crate) fn behind_start(section: Section, text: &str) -> Option<&str> {
    all(section).iter().find_map(|start| text.strip_prefix(start)?.strip_prefix(' '))
}

/// All entries of a section, as they are written.
pub(crate) fn all(section: Section) -> &'static [&'static str] {
    WORDS.listed.get(&(1 << section as u32)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::language_file;

    #[test]
    fn words_are_written_as_they_are_looked_up() {
        use Section::{And, CaptionCue, Particle, Posted, PostedAfter, PostedOn, Rights, TweetOf};
        let mut wrong = Vec::new();
        let as_written = [And, CaptionCue, Particle, Posted, PostedAfter, PostedOn, Rights, TweetOf];
        for section in Section::ALL.iter().filter(|section| !as_written.contains(section)) {
            for entry in all(*section).iter().filter(|entry| !entry.contains('*')) {
                let folded = fold::fold_label(entry);
                if folded != *entry {
                    wrong.push(format!("[{section:?}] {entry:?} should be {folded:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_section_of_words_is_read() {
        let known = language_file::WORDS.iter().filter(|name| **name != "by line");
        assert_eq!(known.filter_map(|name| Section::of(name)).count(), Section::ALL.len());
        assert_eq!(Section::ALL.len(), language_file::WORDS.len() - 1);
        assert!(Section::ALL.len() <= 32, "Sections is a set of 32");
        assert!(Section::ALL.iter().all(|section| !all(*section).is_empty()));
    }

    #[test]
    fn roles_have_no_more_words_than_are_looked_up() {
        for role in all(Section::Role) {
            assert!(role.split_whitespace().count() <= 2 && !role.contains('*'), "{role}");
        }
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
