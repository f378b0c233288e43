//! The grammar of bylines: `BY SARAH KIM [kim@example.com]`, `박찬 기자 cpark@example.com`, `By: Dan Farber |`.

use super::label::behind_by;
use super::name::{self, is_name, is_name_part, may_be_names};
use crate::grammar::dates;
use crate::grammar::lexicon::{self, Section};
use crate::text::fold;
use crate::text::search::{CharSet, Separators};
use crate::text::shape;

/// Longest byline, in characters.
pub(crate) const CHARS: u32 = 140;

/// The writers that a line names, where it does nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Byline {
    pub(crate) authors: Vec<String>,
    /// It says so itself: a word like `By`, a role, an address. Else it is only a name.
    pub(crate) marked: bool,
}

/// Reads a line as a byline that says so itself.
pub(crate) fn marked(text: &str) -> Option<Byline> {
    may_be_marked(text).then(|| parse(text)).flatten().filter(|byline| byline.marked)
}

/// Pre-filter: whether a line may be marked as a byline.
fn may_be_marked(text: &str) -> bool {
    let text = trim(text);
    text.contains('@') || PARTS.split(text).any(has_role) || behind_by(text).is_some()
}

/// Whether a role stands somewhere in a text.
fn has_role(text: &str) -> bool {
    let is = |text: &str| lexicon::is(Section::Role, &fold::fold_label(text));
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        // Roles have one word or two.
        if lexicon::may_begin_word(Section::Role, word)
            && (is(word) || words.peek().is_some_and(|next| is(&[word, next].join(" "))))
        {
            return true;
        }
    }
    false
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, '|' | '•' | '·' | '/') || c.is_whitespace())
}

/// Reads a line as a byline.
pub(crate) fn parse(text: &str) -> Option<Byline> {
    let text = trim(text);
    let (rest, marked, strong) = match behind_by(text) {
        Some((rest, strong)) => (rest, true, strong),
        None => (text, false, false),
    };
    /// More words are a sentence.
    const WORDS: usize = 12;
    if rest.split_whitespace().nth(WORDS).is_some() {
        return None;
    }
    let mut it = Byline { authors: Vec::new(), marked };
    /// More parts are a list.
    const MOST: usize = 7;
    let mut any_mark = marked;
    let mut chunks = 0;
    for chunk in PARTS.split(rest).flat_map(|part| GAPS.split(part)).map(str::trim).filter(|c| !c.is_empty()) {
        chunks += 1;
        if chunks > MOST {
            return None;
        }
        match read_chunk(chunk, chunks == 1 && marked) {
            Chunk::Names(names) => it.authors.extend(names),
            Chunk::Mark => any_mark = true,
            Chunk::NamesAndMark(names) => {
                it.authors.extend(names);
                any_mark = true;
            }
            Chunk::Neutral => {}
            Chunk::Other => return None,
        }
    }
    if chunks == 0 {
        return None;
    }
    if it.authors.is_empty() && (marked || !any_mark) {
        // `By` with nothing that reads like a name behind it.
        return None;
    }
    // `Von hier` and `Por fin`: small words need a whole name behind them.
    let whole_name = it.authors.iter().any(|name| is_name(name));
    if marked && !strong && !whole_name {
        return None;
    }
    it.marked = any_mark;
    Some(it)
}

/// Signs between the parts of a byline.
static PARTS: CharSet = CharSet::new(b"|[]()<>,;\t", &['·', '•', '–', '—', '：']);

/// Gaps between the parts of a byline.
static GAPS: Separators = Separators::new(&["  ", " - "]);

enum Chunk {
    Names(Vec<String>),
    Mark,
    NamesAndMark(Vec<String>),
    /// A date, an agency, a number: neither for nor against.
    Neutral,
    Other,
}

fn read_chunk(chunk: &str, after_by: bool) -> Chunk {
    let sections = lexicon::possible_sections(chunk);
    let is = |section| sections.has(section) && lexicon::is(section, &fold::fold_label(chunk));
    if (chunk.contains('@') && shape::is_mail(chunk)) || is(Section::Role) {
        return Chunk::Mark;
    }
    if is(Section::Agency) || dates::is_date_only(chunk) || dates::begins(chunk) {
        return Chunk::Neutral;
    }
    if !after_by && !may_end_with_mark(chunk) && !may_be_names(chunk) {
        return Chunk::Other;
    }
    // A role or an address may stand in the same part: `박찬 기자 cpark@example.com`, `Ann Berg Staff Writer`.
    let mut words: Vec<&str> = chunk.split_whitespace().collect();
    let mut marked = false;
    while let Some(last) = words.last() {
        let two = words.len() >= 2 && {
            let pair = &words[words.len() - 2..];
            pair.iter().any(|word| lexicon::may_begin(Section::Role, word))
                && lexicon::is(Section::Role, &fold::fold_label(&pair.join(" ")))
        };
        if two {
            words.truncate(words.len() - 2);
        } else if (last.contains('@') && shape::is_mail(last))
            || (words.len() > 1
                && lexicon::may_begin(Section::Role, last)
                && lexicon::is(Section::Role, &fold::fold_label(last)))
        {
            words.pop();
        } else {
            break;
        }
        marked = true;
    }
    if !marked && !after_by && !may_be_names(chunk) {
        return Chunk::Other;
    }
    let rest = words.join(" ");
    if rest.is_empty() {
        return Chunk::Mark;
    }
    let names: Vec<String> = name::split(&rest).into_iter().map(str::to_owned).collect();
    let good = names.iter().all(|it| if after_by || marked { is_name_part(it) } else { is_name(it) });
    match (good, marked) {
        (true, true) => Chunk::NamesAndMark(names),
        (true, false) => Chunk::Names(names),
        (false, _) if after_by => Chunk::Other,
        (false, _) if words.len() <= 5 && rest.chars().next().is_some_and(|c| !c.is_lowercase()) && marked => {
            Chunk::Neutral
        }
        (false, _) => Chunk::Other,
    }
}

/// Pre-filter: whether a part may end with a role or an address.
fn may_end_with_mark(chunk: &str) -> bool {
    chunk.contains('@') || chunk.split_whitespace().rev().take(2).any(|word| lexicon::may_begin(Section::Role, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_are_read_from_bylines() {
        for (text, authors) in [
            ("BY SARAH KIM [kim.sarah@joongang.co.kr]", vec!["SARAH KIM"]),
            ("By: Dan Farber |", vec!["Dan Farber"]),
            ("By Ann Berg and Bo Dahl", vec!["Ann Berg", "Bo Dahl"]),
            ("By Ann Berg, Staff Writer", vec!["Ann Berg"]),
            ("박찬 기자 cpark@aitimes.com", vec!["박찬"]),
            ("Von Ann Berg", vec!["Ann Berg"]),
            ("Автор: Анна Берг", vec!["Анна Берг"]),
            ("Por Ana García | 5 de junio de 2015", vec!["Ana García"]),
            ("文/李亨山", vec!["李亨山"]),
            ("Ann Berg", vec!["Ann Berg"]),
        ] {
            let authors: Vec<String> = authors.into_iter().map(str::to_owned).collect();
            assert_eq!(parse(text).map(|b| b.authors), Some(authors), "{text}");
        }
        assert!(parse("cpark@aitimes.com").is_some_and(|b| b.marked && b.authors.is_empty()));
    }

    #[test]
    fn other_lines_are_none() {
        for text in [
            "By the river they sat down",
            "By Monday, it had rained.",
            "Von hier",
            "Por fin",
            "Text of the treaty",
            "DAVID GREENE, HOST:",
            "Leah Morse, founder and potter",
            "The ferry sails again",
            "Editor in chief of the week",
        ] {
            assert!(parse(text).is_none_or(|b| !b.marked), "{text}: {:?}", parse(text));
        }
    }
}
