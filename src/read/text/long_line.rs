//! Splits a page that was flattened to one long line into sentences, labels and cells.
//!
//! `get_text(" ")`, `get_text("\t")` and many data sets leave no line breaks. Lines are recovered from tabs and wide
//! gaps, else from sentence ends; a row of known labels and capitalised words before a sentence was a menu or a list of
//! headlines.

use crate::grammar::phrases::row;
use crate::page::span::Span;
use crate::text::script;

/// Shortest line that is split, in bytes: paragraphs are shorter.
const LONG_BYTES: usize = 1200;

/// Shortest line that is split for the labels in it if it is most of the page, in bytes.
const LABELLED_BYTES: usize = 300;

/// Fewest known labels of a joined menu or bar: in a line that is most of the page, and in a long line that is not. A
/// sentence may name two networks, or begin with one.
const JOINED_LABELS: usize = 3;
const JOINED_LABELS_OF_MANY: usize = 5;

/// Fewest cells of a line that is split at them: data tables have fewer columns.
const CELLS: usize = 12;

/// Width of the gap between cells without a tab, in characters.
const GAP: usize = 3;

/// Words of the paragraphs that sentences are joined to.
const PARAGRAPH_WORDS: usize = 45;

/// Longest sentence, in words; longer runs without a full stop are headlines and labels in a row.
const SENTENCE_WORDS: usize = 60;

/// Least score of a row of labels before a sentence: capitalised words minus others.
const LABELS: i32 = 6;

/// Score of a word of a known label, and of a word with a comma, as in a list of names in a sentence.
const KNOWN: i32 = 2;
const COMMA: i32 = -1;

/// Words per piece when a row of labels is split, and when a row of headlines is.
const LABEL_WORDS: usize = 4;
const HEADLINE_WORDS: usize = 9;

/// Longest abbreviation, in letters: `Mr.`, `St.`, `Nov.`
const ABBREVIATION: usize = 4;

/// Longest label in a script without spaces, in characters.
const UNSPACED_LABEL: usize = 6;

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LinePiece {
    pub(super) span: Span,
    /// It continues the line of the piece before it.
    pub(super) goes_on: bool,
}

/// Splits a line if it is long and most of the page; empty if it stays whole. There are at most `room` pieces and one, which is
/// all the rest: a line may have a cell in two bytes.
pub(super) fn pieces(input: &str, line: Span, room: usize) -> Vec<LinePiece> {
    let text = line.of(input);
    let most = text.len() * 2 >= input.len();
    let joined = match (most, text.len()) {
        (true, LONG_BYTES..) => true,
        (true, LABELLED_BYTES..) => known_labels(text) >= JOINED_LABELS,
        (false, LONG_BYTES..) => known_labels(text) >= JOINED_LABELS_OF_MANY,
        _ => false,
    };
    if !joined {
        return Vec::new();
    }
    let mut pieces: Vec<LinePiece> = Vec::new();
    let mut put = |start: usize, end: usize, goes_on: bool| {
        let span = Span::new(line.start as usize + start, line.start as usize + end);
        if pieces.len() <= room {
            pieces.push(LinePiece { span, goes_on });
        } else if let Some(rest) = pieces.last_mut() {
            rest.span.end = span.end;
        }
    };
    let cells = cells(text, room);
    if cells.len() < CELLS {
        sentences(text, &mut |from, to| put(from, to, from > 0));
        return pieces;
    }
    for (nth, (start, end)) in cells.into_iter().enumerate() {
        let part = &text[start..end];
        if part.len() < LONG_BYTES || nth >= room {
            put(start, end, false);
        } else {
            sentences(part, &mut |from, to| put(start + from, start + to, from > 0));
        }
    }
    pieces
}

/// How many different known labels begin among the words of a line.
fn known_labels(text: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    let known = row::labels(&words);
    let mut labels: Vec<&str> =
        words.iter().zip(known).filter(|(_, known)| *known > 0).map(|(word, _)| *word).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.len()
}

/// The cells between tabs and wide gaps; all that comes after `room` of them, or after those that tell a line of cells, is one.
fn cells(text: &str, room: usize) -> Vec<(usize, usize)> {
    let mut cells = Vec::new();
    let (mut start, mut end) = (0, 0);
    let (mut gap, mut tab) = (0, false);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            gap += 1;
            tab |= c == '\t';
            continue;
        }
        if (tab || gap >= GAP) && end > start && cells.len() < room.max(CELLS - 1) {
            cells.push((start, end));
            start = at;
        }
        (gap, tab) = (0, false);
        end = at + c.len_utf8();
    }
    if end > start {
        cells.push((start, end));
    }
    cells
}

/// A word of a sentence.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    /// Its score as part of a row of labels.
    label: i32,
    /// It may begin a label: it has a capital, or its script has neither capitals nor spaces.
    may_begin: bool,
    lower: bool,
    /// Length in words of the known label that begins here; 0 for none.
    known: u8,
}

/// Finds the sentences of a text and joins short ones; calls `put` with the start and end of each piece.
fn sentences(text: &str, put: &mut dyn FnMut(usize, usize)) {
    let mut words: Vec<Word> = Vec::new();
    // The current paragraph: start, end, words.
    let mut open: Option<(usize, usize, usize)> = None;
    let mut at = 0;
    loop {
        let start = at + (text.len() - at - text[at..].trim_start().len());
        if start >= text.len() {
            break;
        }
        let (end, ends) = word_end(text, start);
        words.push(word(&text[start..end], start));
        at = end;
        if !ends && !text[at..].trim_start().is_empty() {
            continue;
        }
        mark_labels(text, &mut words);
        let labels = labels(&words, ends);
        let (row, sentence) = words.split_at(labels);
        if !row.is_empty() {
            flush(&mut open, put);
            chop(row, LABEL_WORDS, put);
        }
        if sentence.len() > SENTENCE_WORDS {
            flush(&mut open, put);
            chop(sentence, HEADLINE_WORDS, put);
        } else if let (Some(first), Some(last)) = (sentence.first(), sentence.last()) {
            let unspaced = text[first.start..last.end].chars().filter(|c| script::is_unspaced(*c)).count();
            let count = sentence.len() + unspaced / 2;
            match &mut open {
                Some((_, end, words)) if *words + count <= PARAGRAPH_WORDS => {
                    (*end, *words) = (last.end, *words + count);
                }
                _ => {
                    flush(&mut open, put);
                    open = Some((first.start, last.end, count));
                }
            }
        }
        words.clear();
    }
    flush(&mut open, put);
}

fn flush(open: &mut Option<(usize, usize, usize)>, put: &mut dyn FnMut(usize, usize)) {
    if let Some((start, end, _)) = open.take() {
        put(start, end);
    }
}

/// The end of a word, and whether a sentence ends with it.
fn word_end(text: &str, start: usize) -> (usize, bool) {
    let closes = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '」' | '』' | '）');
    let mut mark = None;
    for (at, c) in text[start..].char_indices() {
        let at = start + at;
        if mark == Some('。') && !closes(c) {
            return (at, true);
        }
        if c.is_whitespace() {
            return (at, mark.is_some() && ends_sentence(&text[start..at], &text[at..]));
        }
        mark = match c {
            '。' | '！' | '？' | '｡' => Some('。'),
            '.' | '!' | '?' | '…' | '؟' | '।' | '॥' | '۔' | '։' | '።' | '။' | '។' => Some('.'),
            c if closes(c) => mark,
            _ => None,
        };
    }
    (text.len(), mark.is_some())
}

/// Whether a sentence ends with this word: the next word can begin one, and the dot is not an abbreviation's.
fn ends_sentence(word: &str, rest: &str) -> bool {
    let next = rest.trim_start().chars().next().unwrap_or(' ');
    if next.is_lowercase() || matches!(next, ',' | ';' | ':' | ')' | '-' | '–' | '—') {
        return false;
    }
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let dot = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').ends_with('.');
    let short = bare.chars().count() <= ABBREVIATION && bare.starts_with(char::is_uppercase);
    let number = bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit());
    !(dot && (short || number || bare.contains('.')))
}

fn word(text: &str, start: usize) -> Word {
    let first = text.chars().find(|c| c.is_alphanumeric());
    let unspaced = first.is_some_and(script::is_unspaced);
    let lower = first.is_some_and(char::is_lowercase);
    let short = unspaced && text.chars().count() <= UNSPACED_LABEL;
    let may_begin = unspaced || first.is_some_and(char::is_uppercase);
    let comma = text.ends_with([',', ';', '，', '、', '،']);
    let label = match first {
        _ if comma => COMMA,
        Some(_) if unspaced => {
            if short {
                1
            } else {
                -(UNSPACED_LABEL as i32)
            }
        }
        Some(c) if c.is_uppercase() => 1,
        Some(c) if c.is_lowercase() => -1,
        _ => 0,
    };
    Word { start, end: start + text.len(), label, may_begin, lower, known: 0 }
}

/// Marks the words of known labels.
fn mark_labels(text: &str, words: &mut [Word]) {
    let parts: Vec<&str> = words.iter().map(|it| &text[it.start..it.end]).collect();
    let mut at = 0;
    let found = row::labels(&parts);
    while let Some(known) = found.get(at).map(|it| usize::from(*it)) {
        if known == 0 {
            at += 1;
            continue;
        }
        for word in &mut words[at..at + known] {
            (word.label, word.may_begin) = (KNOWN, false);
        }
        (words[at].known, words[at].may_begin) = (known as u8, true);
        at += known;
        if let Some(next) = words.get_mut(at) {
            next.may_begin |= !next.lower;
        }
    }
}

/// Number of words at the start of a sentence that are a row of labels.
fn labels(words: &[Word], ends: bool) -> usize {
    let (mut sum, mut best, mut count) = (0, LABELS, 0);
    for (at, word) in words.iter().enumerate() {
        if at > 0 && word.may_begin && sum >= best {
            (best, count) = (sum, at);
        }
        sum += word.label;
    }
    if !ends && sum >= best { words.len() } else { count }
}

/// Splits a row of labels before words that may begin one.
fn chop(words: &[Word], most: usize, put: &mut dyn FnMut(usize, usize)) {
    let mut from = 0;
    let mut label_ends = 0;
    for at in 1..=words.len() {
        if words[at - 1].known > 0 {
            label_ends = at - 1 + usize::from(words[at - 1].known);
        }
        let cut = at == words.len()
            || at == label_ends
            || words[at].known > 0
            || words[at].may_begin && (at - from >= most || words[at - 1].lower && at - from >= most / 2);
        if cut {
            put(words[from].start, words[at - 1].end);
            from = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        pieces(text, Span::new(0, text.len()), usize::MAX).iter().map(|it| it.span.of(text)).collect()
    }

    #[test]
    fn short_lines_stay_whole() {
        assert!(of("It rained. It stopped.").is_empty());
        let page = format!("{}\n\n{}", "It rained all day. ".repeat(80), "It stopped at night. ".repeat(90));
        assert!(pieces(&page, Span::new(0, 80 * 19), usize::MAX).is_empty());
    }

    #[test]
    fn short_lines_with_a_menu_in_them_are_taken_apart() {
        let body = "The ferry sails again from Monday, the harbour office said on Thursday. The crew is well, and the boat has a new engine. ";
        let page = format!(
            "Skip to content Home News Sport Weather Contact Us Search {body}{body}Share Facebook Twitter Print"
        );
        assert!(of(&page).contains(&"Skip to content"), "{:?}", of(&page));
        assert!(of(&body.repeat(4)).is_empty());
    }

    #[test]
    fn sentences_end_as_their_script_ends_them() {
        for sentence in [
            "नौका सोमवार से फिर चलेगी, बंदरगाह कार्यालय ने कहा। ",
            "کشتی پیر سے دوبارہ چلے گی۔ ",
            "Նավը նորից կմեկնի երկուշաբթի։ ",
        ] {
            let text = sentence.repeat(60);
            let pieces = of(text.trim());
            let mark = sentence.trim().chars().next_back().unwrap_or(' ');
            assert!(pieces.len() > 2 && pieces.iter().all(|it| it.ends_with(mark)), "{pieces:?}");
        }
    }

    #[test]
    fn sentences_are_put_together_to_paragraphs() {
        let text = "Mr. Dahl of the U.S. office said that the old ferry sails at 3 p.m. today. ".repeat(30);
        let pieces = of(text.trim());
        assert!(pieces.len() >= 10, "{pieces:?}");
        assert!(pieces.iter().all(|it| it.starts_with("Mr. Dahl") && it.ends_with("today.")), "{pieces:?}");
    }

    #[test]
    fn menus_and_headlines_are_cut_from_the_sentence_behind_them() {
        let menu = "Home News Sport Weather Travel Culture More Menu Search Sign In ";
        let body = "The ferry sails again from Monday, the harbour office said on Thursday. ".repeat(30);
        let text = format!("{menu}{body}Contact Us About Us Privacy Terms Cookies Jobs Press Help");
        let pieces = of(&text);
        assert_eq!(pieces[..10].join(" "), menu.trim());
        assert!(pieces.iter().any(|it| it.starts_with("The ferry sails")), "{pieces:?}");
        assert!(pieces.last().is_some_and(|it| !it.contains("office")), "{pieces:?}");
    }

    #[test]
    fn known_labels_are_pieces_of_their_own_in_any_script() {
        let body = "قال مكتب المرفأ إن العبارة القديمة ستعود إلى نقل الركاب يوم الاثنين بعد إصلاحات طويلة. ".repeat(20);
        let text = format!("تخطي إلى المحتوى الرئيسية اقتصاد رياضة تسجيل الدخول {body}");
        let pieces = of(text.trim());
        assert_eq!(pieces[..4], ["تخطي إلى المحتوى", "الرئيسية", "اقتصاد", "رياضة"], "{pieces:?}");
        let body = "The ferry sails again from Monday, the harbour office said on Thursday. ".repeat(30);
        let text = format!("Skip to content Ferry Post Share Facebook Twitter {body}");
        let pieces = of(text.trim());
        assert_eq!(pieces[..5], ["Skip to content", "Ferry Post", "Share", "Facebook", "Twitter"], "{pieces:?}");
    }

    #[test]
    fn tabs_part_cells_and_nothing_is_lost() {
        let text = (0..60).map(|n| format!("Cell number {n} says something.")).collect::<Vec<_>>().join("\t");
        assert_eq!(of(&text).len(), 60);
        assert!(pieces(&text, Span::new(0, text.len()), usize::MAX).iter().all(|it| !it.goes_on));
        let text = "渡轮星期一恢复通航。码头办公室星期四说。".repeat(40);
        assert_eq!(of(&text).concat(), text);
    }
}
