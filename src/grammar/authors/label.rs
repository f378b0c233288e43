//! Labels before names: `By`, `von`, `Автор:`.

use super::name::{is_name, is_name_part};
use crate::grammar::lexicon::{self, Section};
use crate::text::fold;
use crate::text::script;

/// Longest such word or words, in bytes.
const LABEL_BYTES: usize = 36;

/// A text that begins with a word that may stand before a name.
struct Labelled<'t> {
    /// The word as it is written, and folded.
    word: &'t str,
    label: String,
    /// What follows it: a colon, a bar, a space.
    mark: char,
    rest: &'t str,
}

impl Labelled<'_> {
    fn is_set_off(&self) -> bool {
        !self.mark.is_whitespace()
    }
}

/// The ways to part a text into a word of the section and the rest, the shortest word first.
fn labelled(text: &str, section: Section) -> impl Iterator<Item = Labelled<'_>> {
    let near = if lexicon::may_begin(section, text) { LABEL_BYTES } else { 0 };
    text.char_indices().skip(1).take_while(move |(at, _)| *at <= near).filter_map(move |(at, mark)| {
        if !(mark.is_whitespace() || matches!(mark, ':' | '：' | '/' | '／' | '|')) {
            return None;
        }
        let word = &text[..at];
        let label = fold::fold_label(word);
        // `文/李亨山`, but not `Text/Bild`.
        let parted = !matches!(mark, '/' | '／') || label.chars().all(script::is_unspaced);
        let rest = &text[at + mark.len_utf8()..];
        (parted && lexicon::is(section, &label)).then_some(Labelled { word, label, mark, rest })
    })
}

/// What follows a word like `By` on a line of the page; whether the word is sure to mean it.
pub(crate) fn behind_by(text: &str) -> Option<(&str, bool)> {
    let mut best = None;
    for it in labelled(text, Section::By) {
        // A small word that is written large or has a colon stands at the beginning of a byline.
        let strong = it.is_set_off()
            || matches!(it.label.as_str(), "by" | "written by" | "posted by" | "기자명" | "story by" | "words by");
        let large = it.word.chars().next().is_some_and(|c| !c.is_lowercase());
        if large || strong {
            best = Some((it.rest.trim_start_matches([' ', ':', '：', '\u{a0}', '@']), strong));
        }
    }
    best.filter(|(rest, _)| !rest.is_empty())
}

/// The name or the role behind the one word like `by` that a line begins with: `di Giulio Ferri`, `By Staff`. Only a place among
/// title and date makes it a byline.
pub(crate) fn behind_small(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once([' ', '\u{a0}'])?;
    let named = rest.contains(' ') && is_name(rest) || lexicon::is(Section::Role, &fold::fold_label(rest));
    (named && lexicon::is(Section::By, &fold::fold_label(word))).then_some(rest)
}

/// The name in `記者李亨山/嘉義報導`, as reports are signed in Chinese: who, where, and that it is a report.
pub(crate) fn reporter(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('〔').strip_prefix("記者").or_else(|| text.strip_prefix("记者"))?;
    let rest = rest.trim_end_matches('〕');
    let rest = ["報導", "報道", "报道"].iter().find_map(|word| rest.strip_suffix(word))?;
    let (name, place) = rest.split_once(['/', '／'])?;
    (is_name_part(name) && place.chars().count() <= 10).then_some(name)
}

/// What follows such a word in a value that names writers: `By Ann Berg` → `Ann Berg`. None without one.
pub(crate) fn behind_any(value: &str) -> Option<&str> {
    /// `Posted by: Ann`, `Author: by Ann`.
    const MOST: usize = 2;
    let mut rest = value;
    let mut found = false;
    for _ in 0..MOST {
        let on_line = labelled(rest, Section::By).filter(Labelled::is_set_off).last();
        let in_value = labelled(rest, Section::ByValue).last();
        let Some(longest) = in_value.into_iter().chain(on_line).max_by_key(|it| it.word.len()) else { break };
        rest = longest.rest.trim_start_matches(|c: char| c.is_whitespace() || ":：-–/／".contains(c));
        found = true;
    }
    (found && !rest.is_empty()).then_some(rest)
}

/// Whether a text is such a word and nothing else.
pub(crate) fn is_label(text: &str) -> bool {
    let label = fold::fold_label(text.trim().trim_end_matches([':', '：']));
    lexicon::is(Section::ByValue, &label) || lexicon::is(Section::By, &label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_values_are_told_from_names() {
        for (value, rest) in [
            ("Von Ann Berg", "Ann Berg"),
            ("WRITTEN BY: Ann Berg", "Ann Berg"),
            ("Author: by Ann Berg", "Ann Berg"),
            ("Γράφει ο Νίκος Βάρδας", "Νίκος Βάρδας"),
            ("editor: Ann Berg", "Ann Berg"),
            ("文/李亨山", "李亨山"),
        ] {
            assert_eq!(behind_any(value), Some(rest), "{value}");
        }
        for value in ["Byron Ek", "By", "Theo Berg", "Editor at large", ""] {
            assert_eq!(behind_any(value), None, "{value}");
        }
        assert!(is_label("By:") && is_label("Geschrieben von") && !is_label("By Ann"));
    }

    #[test]
    fn small_words_are_sure_where_they_are_set_off() {
        assert_eq!(behind_by("By Ann Berg"), Some(("Ann Berg", true)));
        assert_eq!(behind_by("Von Ann Berg"), Some(("Ann Berg", false)));
        assert_eq!(behind_by("von: Ann Berg"), Some(("Ann Berg", true)));
        assert_eq!(behind_by("von hier an"), None);
        assert_eq!(behind_by("Text/Bild"), None);
    }
}
