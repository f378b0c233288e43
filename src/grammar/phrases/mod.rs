//! Labels that web pages carry, by kind, in all languages at once.
//!
//! Phrases are data: the sections of `languages/<language>.txt` that are named after a [`Label`], all languages always on
//! (a Polish page can carry a German share bar). `language_file` says how they are written: as [`fold::fold_label`] folds.
//!
//! A line that can be cut completely into whole-line labels (`Community standardsDiscussion`) is one too ([`segment`]).
//! The build script packs all files into one table of hashes ([`pack`]): a sixth of the text, and read in no time.

mod hash;
mod index;
mod label;
#[cfg(test)]
mod pack;
pub(crate) mod row;
mod segment;

pub(crate) use label::{Kinds, Label, LabelSet};

use std::sync::LazyLock;

use crate::text::cut;
use crate::text::fold;
use crate::text::packed::Reader;
use crate::text::script;
use index::PhraseIndex;

/// Longest line, in bytes, that is searched for phrases inside: whole forms and notices are flattened to one paragraph.
const INSIDE_BYTES: usize = 900;

#[derive(Default)]
struct Phrases {
    /// Whole lines and beginnings.
    front: PhraseIndex,
    /// Ends, written backwards.
    back: PhraseIndex,
    inside: PhraseIndex,
}

static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::read(include_bytes!(concat!(env!("OUT_DIR"), "/phrases.bin"))).unwrap_or_default());

impl Phrases {
    /// Reads what `pack` wrote; nothing where the bytes are something else.
    fn read(blob: &'static [u8]) -> Option<Self> {
        let mut from = Reader::new(blob);
        Some(Self {
            front: PhraseIndex::read(&mut from)?,
            back: PhraseIndex::read(&mut from)?,
            inside: PhraseIndex::read(&mut from)?,
        })
    }
}

/// What the phrases say of a line: its text, and the text as a label (empty where it is too long to be one).
pub(crate) fn kinds(text: &str, label: &str) -> Kinds {
    let mut it = Kinds::default();
    if label.is_empty() {
        it.glued = begins_glued(text);
        if text.len() <= INSIDE_BYTES {
            look_inside(&fold::fold_label(text), &mut it);
        }
        return it;
    }
    let whole_line = text.len();
    let (text, label) = without_icon(text, label);
    let icon = text.len() < whole_line;
    let mut may_tile = false;
    // Inside a word a label ends only where capitals tell so.
    let found =
        if icon || segment::may_be_glued(text) { PHRASES.front.prefixes(label) } else { PHRASES.front.words(label) };
    for (length, entry) in found {
        let (phrase, rest) = label.split_at(length);
        if rest.is_empty() {
            it.whole.add(entry.whole);
            it.weak.add(entry.weak);
        } else {
            if is_boundary(phrase, rest) {
                it.starts.add(entry.part);
                it.starts.add(PHRASES.front.with_tail(entry, phrase, rest));
            }
            may_tile |= entry.is_whole();
            // `RelatedFerry sails`: a heading glued to its first headline.
            it.glued |= entry.is_related() && (icon || segment::is_glued(text, length));
        }
    }
    if it.is_label() {
        it.label_count = 1;
        it.networks = u8::from(it.weak.has(Label::Network));
    } else if may_tile {
        segment::segment(&PHRASES.front, text, &mut it);
    }
    it.ends = ends(label);
    look_inside(label, &mut it);
    it
}

/// What a line with this label ends like.
fn ends(label: &str) -> LabelSet {
    let mut ends = LabelSet::default();
    // ASCII need not be turned round to see how it ends.
    if label.is_ascii() {
        /// Bytes of the longest head.
        const HEAD: usize = 8;
        let mut head = [0; HEAD];
        head.iter_mut().zip(label.bytes().rev()).for_each(|(to, byte)| *to = byte);
        if !PHRASES.back.may_begin(&head[..label.len().min(HEAD)]) {
            return ends;
        }
    }
    let backwards: String = label.chars().rev().collect();
    for (length, entry) in PHRASES.back.words(&backwards) {
        let (phrase, rest) = backwards.split_at(length);
        if !rest.is_empty() && is_boundary(phrase, rest) {
            ends.add(entry.part);
        }
    }
    ends
}

/// What the phrases say of a part of a line.
pub(crate) fn of(text: &str) -> Kinds {
    kinds(text, &fold::fold_label(text))
}

/// Whether the word is the name of a network.
pub(crate) fn is_network(word: &str) -> bool {
    !word.is_empty() && {
        let label = fold::fold_label(word);
        PHRASES.front.get(&label).is_some_and(|entry| entry.weak.has(Label::Network))
    }
}

/// Whether a long line begins with a related list's heading, glued to the first of its headlines.
fn begins_glued(text: &str) -> bool {
    /// Bytes of the longest heading.
    const HEADING_BYTES: usize = 48;
    let start = fold::fold_label(cut::head(text, HEADING_BYTES));
    PHRASES.front.prefixes(&start).any(|(length, entry)| entry.is_related() && segment::is_glued(text, length))
}

/// Where a share label ends that is glued to the first word of a paragraph: `Comparte este contenido:El …`.
pub(crate) fn glued_share(text: &str) -> Option<usize> {
    /// Bytes of the longest label before a colon.
    const LABEL_BYTES: usize = 48;
    let (colon, mark) =
        text.char_indices().take_while(|&(at, _)| at < LABEL_BYTES).find(|&(_, c)| matches!(c, ':' | '：'))?;
    let end = colon + mark.len_utf8();
    let next = text[end..].chars().next()?;
    let glued = next.is_uppercase() || matches!(next, '"' | '“' | '«' | '¿' | '¡');
    let kinds = of(&text[..colon]);
    (glued && text.len() > 3 * end && (kinds.whole.has(Label::Share) || kinds.weak.has(Label::Share))).then_some(end)
}

/// Whether a long tail of a line is a row of labels, with little between them.
pub(crate) fn is_mostly_labels(text: &str) -> bool {
    segment::is_mostly_labels(&PHRASES.front, text)
}

/// A line without the letter that an icon font leaves before a label: `cComments`, `lRelated`.
fn without_icon<'t>(text: &'t str, label: &'t str) -> (&'t str, &'t str) {
    let mut chars = text.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return (text, label) };
    if first.is_ascii_lowercase() && second.is_ascii_uppercase() && chars.next().is_some_and(|c| c.is_ascii_lowercase())
    {
        return (&text[1..], label.get(1..).unwrap_or(label));
    }
    (text, label)
}

fn look_inside(label: &str, it: &mut Kinds) {
    let phrases = &PHRASES.inside;
    let mut inside_word = false;
    for (at, byte) in label.bytes().enumerate() {
        let (of_word, anywhere) = match byte {
            // Within a word, as nearly everywhere.
            b'a'..=b'z' if inside_word => continue,
            0..0x80 => (byte.is_ascii_alphanumeric(), false),
            // A continuation byte.
            0x80..0xc0 => continue,
            _ => {
                let c = label[at..].chars().next().unwrap_or(' ');
                (c.is_alphanumeric(), script::is_unspaced(c) || script::is_hangul(c))
            }
        };
        let start = of_word && (!inside_word || anywhere);
        inside_word = of_word;
        if !start || !phrases.may_begin(&label.as_bytes()[at..]) {
            continue;
        }
        for (length, entry) in phrases.words(&label[at..]) {
            let (phrase, rest) = label[at..].split_at(length);
            if is_boundary(phrase, rest) {
                it.inside.add(entry.part);
                it.insides = it.insides.saturating_add(1);
            }
        }
    }
}

/// Whether a phrase ends where a word does; scripts without spaces have no such places, so any will do.
fn is_boundary(phrase: &str, rest: &str) -> bool {
    let (Some(last), Some(next)) = (phrase.chars().next_back(), rest.chars().next()) else { return true };
    !(last.is_alphabetic() && next.is_alphabetic()) || script::is_unspaced(last) || script::is_unspaced(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::language_file::{Entry, LABELS, LabelPosition, label_position, read};

    /// The phrase files by their names.
    fn files() -> Vec<(String, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/languages");
        let paths = std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path());
        paths.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("readable"))).collect()
    }

    #[test]
    fn every_phrase_is_written_as_it_is_looked_up() {
        let mut wrong = Vec::new();
        for (name, file) in files() {
            for entry in read(&file).expect(&name).iter().filter(|entry| entry.is_label()) {
                let text = label_position(entry.text).0.trim_end_matches([':', ',']);
                let folded = fold::fold_label(text);
                if folded != text {
                    wrong.push(format!("{name}: write {:?} as {folded:?}", entry.text));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn every_section_of_labels_has_a_label() {
        assert_eq!(LABELS.map(Label::of), std::array::from_fn(|at| Some(Label::ALL[at])));
        assert_eq!(LABELS.len(), Label::ALL.len());
    }

    #[test]
    fn every_phrase_is_found_and_no_two_are_taken_for_one_another() {
        let files = files();
        let mut by_hash = std::collections::HashMap::new();
        let entries = files.iter().flat_map(|(_, file)| read(file).expect("a right file"));
        for entry in entries.filter(Entry::is_label) {
            let (phrase, label_position) = label_position(entry.text);
            let other = by_hash.insert(hash::Hash::of(phrase), phrase);
            assert!(
                other.is_none_or(|other| other == phrase),
                "{other:?} and {phrase:?} have one hash: take another factor"
            );
            let label = Label::of(entry.name()).expect("a kind");
            let weak = entry.section.ends_with('?');
            let (index, text) = match label_position {
                LabelPosition::End => (&PHRASES.back, phrase.chars().rev().collect()),
                LabelPosition::Inside => (&PHRASES.inside, phrase.to_owned()),
                _ => (&PHRASES.front, phrase.to_owned()),
            };
            let prefixes: Vec<_> = index.prefixes(&text).collect();
            assert!(prefixes.len() < index::CHAIN, "{text:?} begins with {} phrases", prefixes.len());
            let &(length, entry) = prefixes.first().unwrap_or_else(|| panic!("{text:?} is not found"));
            assert_eq!(length, text.len(), "{text:?}");
            let found = match label_position {
                LabelPosition::Whole if weak => entry.weak,
                LabelPosition::Whole => entry.whole,
                LabelPosition::StartWith(later) => index.with_tail(entry, &text, later),
                _ => entry.part,
            };
            assert!(found.has(label), "{text:?} is not found as {label:?}");
        }
        assert!(by_hash.len() > 5000, "the files are read");
    }

    #[test]
    fn whole_lines_starts_and_ends_are_told_apart() {
        assert!(of("» Get short URL").whole.has(Label::Share));
        assert!(!of("Get short URLs from us").whole.has(Label::Share));
        assert!(of("See also: a ferry that never sailed").starts.has(Label::Related));
        assert!(of("The Herald. All rights reserved.").ends.has(Label::Footer));
        assert!(!of("Shareholders meet on Monday").starts.has(Label::Share));
    }

    #[test]
    fn lines_made_of_labels_are_labels() {
        for text in
            ["Community standardsDiscussion", "Comment via FacebookComment via Sputnik", "Comments (2) Leave a comment"]
        {
            assert!(of(text).whole.has(Label::Comments), "{text}: {:?}", of(text));
        }
        let bar = of("Share this: Facebook Twitter WhatsApp");
        assert!(bar.whole.has(Label::Share));
        assert_eq!(bar.networks, 3);
        assert!(!of("Share this with Facebook friends").is_label());
    }
}
