//! Hard-wrapped paragraphs of flattened text: which lines continue the line before, and which words were hyphenated.
//!
//! Mail, books and old pages break their lines at a fixed column. If nearly all lines of a paragraph end there and
//! continue in lower case, the breaks carry no meaning; lists, verse, tables and code keep theirs.

use std::collections::HashSet;

use super::line::Line;
use crate::grammar::lexicon::{self, Section};
use crate::page::span::Span;
use crate::text::hash::Hashing;
use crate::text::script;

/// Columns at which wrapped lines end: newspaper columns, mail programs, terminals, typewriters. Shorter lines are
/// verse, lists and labels.
const COLUMNS: std::ops::RangeInclusive<usize> = 36..=85;

/// From this column on, every line that reaches it is full. Below it, only a line with no room for the next word is:
/// lines of verse and lists are that long too.
const WIDE: usize = 60;

/// Fewest lines of a paragraph from which its width is read.
const LINES: usize = 3;

/// Fewest wrapped paragraphs that make the whole page wrapped: then the length of the next word tells forced breaks
/// from meant ones.
const PARAGRAPHS: usize = 2;

/// Share of full lines in a wrapped paragraph, without its last line, in thousandths.
const SHARE: usize = 800;

/// The joined lines of a page.
pub(super) struct Joined {
    /// For each line, whether it continues the line before.
    pub(super) goes_on: Vec<bool>,
    /// The breaks inside words, in order: from the hyphen, or from behind a hyphen that belongs to the word, to the
    /// next line.
    pub(super) breaks: Vec<Span>,
}

/// Finds the lines that continue the one before.
pub(super) fn joined(input: &str, lines: &[Line]) -> Joined {
    let goes_on = continued(input, lines);
    let breaks = breaks(input, lines, &goes_on);
    Joined { goes_on, breaks }
}

fn continued(input: &str, lines: &[Line]) -> Vec<bool> {
    let mut goes_on = vec![false; lines.len()];
    let paragraphs = paragraphs(input, lines);
    let mut found = 0;
    for &(from, to) in &paragraphs {
        if to - from >= LINES && is_wrapped(input, &lines[from..to]) {
            goes_on[from + 1..to].fill(true);
            found += 1;
        }
    }
    if found < PARAGRAPHS {
        return goes_on;
    }
    let wrapped = lines.iter().zip(&goes_on).filter(|(_, goes_on)| **goes_on);
    let column = wrapped.map(|(it, _)| width(input, it)).max().unwrap_or_default();
    for at in 1..lines.len() {
        goes_on[at] |= is_full(input, &lines[at - 1], &lines[at], column);
    }
    goes_on
}

/// Width of a line, in columns.
fn width(input: &str, line: &Line) -> usize {
    line.span.of(input).chars().count() + usize::from(line.indent)
}

/// Width of the first word of a line, in columns.
fn first_word(input: &str, line: &Line) -> usize {
    line.span.of(input).split_whitespace().next().unwrap_or_default().chars().count()
}

/// Whether a line has room for the first word of the next before the column.
fn has_room(input: &str, line: &Line, next: &Line, column: usize) -> bool {
    width(input, line) + 1 + first_word(input, next) <= column && !line.span.of(input).ends_with('-')
}

/// Whether a line was broken because the first word of the next did not fit before the column.
fn is_full(input: &str, line: &Line, next: &Line, column: usize) -> bool {
    let text = next.span.of(input);
    next.blank == 0
        && next.indent == line.indent
        && !is_own_line(text)
        && !is_own_line(line.span.of(input))
        && line.span.len() <= *COLUMNS.end() * 4
        && width(input, line) <= column
        && !has_room(input, line, next, column)
        && width(input, line) * 2 > column
        && text.starts_with(char::is_alphabetic)
        && !text.starts_with(script::is_unspaced)
        && !text.starts_with("http")
}

/// Runs of lines with the same indent and no blank line between them, without headings, items and short lines at their
/// start.
fn paragraphs(input: &str, lines: &[Line]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    for to in 1..=lines.len() {
        if lines.get(to).is_some_and(|it| it.blank == 0 && it.indent == lines[from].indent) {
            continue;
        }
        let column = lines[from..to].iter().map(|it| width(input, it)).max().unwrap_or_default();
        let short = |it: &&Line| width(input, it) * 2 < column || is_own_line(it.span.of(input));
        let heads = lines[from..to].iter().take_while(short).count();
        out.push((from + heads, to));
        from = to;
    }
    out
}

fn is_wrapped(input: &str, lines: &[Line]) -> bool {
    let width = |it: &Line| width(input, it);
    let (Some(last), before) = (lines.last(), &lines[..lines.len() - 1]) else { return false };
    let is_own = |it: &Line| it.span.len() > *COLUMNS.end() * 4 || is_own_line(it.span.of(input));
    if lines.iter().any(is_own) {
        return false;
    }
    let column = lines.iter().map(width).max().unwrap_or_default();
    let unspaced = lines.iter().any(|it| it.span.of(input).starts_with(script::is_unspaced));
    if !COLUMNS.contains(&column) || width(last) == 0 || unspaced {
        return false;
    }
    let full = lines.windows(2).filter(|pair| {
        column >= WIDE && (WIDE..=*COLUMNS.end()).contains(&width(&pair[0]))
            || !has_room(input, &pair[0], &pair[1], column)
    });
    // Verse begins its lines with capitals, prose goes on in lower case.
    let low = lines[1..].iter().filter(|it| !it.span.of(input).starts_with(char::is_uppercase)).count();
    full.count() * 1000 >= before.len() * SHARE && low * 2 > before.len()
}

/// The breaks inside words at the ends of lines.
fn breaks(input: &str, lines: &[Line], goes_on: &[bool]) -> Vec<Span> {
    let mut broken = Vec::new();
    for at in 1..lines.len() {
        let (line, next) = (lines[at - 1].span, lines[at].span);
        let (before, after) = (line.of(input), next.of(input));
        let Some(text) = before.strip_suffix(HYPHENS).filter(|_| goes_on[at]) else { continue };
        let head = &text[text.trim_end_matches(char::is_alphabetic).len()..];
        let tail = &after[..after.len() - after.trim_start_matches(char::is_alphabetic).len()];
        if !head.is_empty() && tail.starts_with(char::is_lowercase) {
            broken.push((line.start as usize + text.len(), line.end as usize, next.start as usize, head, tail));
        }
    }
    if broken.is_empty() {
        return Vec::new();
    }
    let words = PageWords::of(input, lines);
    let start = |hyphen, end, head, tail| if words.is_compound(head, tail) { end } else { hyphen };
    broken.into_iter().map(|(hyphen, end, next, head, tail)| Span::new(start(hyphen, end, head, tail), next)).collect()
}

/// Hyphens: the usual one, and that of Unicode.
const HYPHENS: [char; 2] = ['-', '\u{2010}'];

/// The words of a page, in lower case; hyphenated compounds count as one.
struct PageWords(HashSet<String, Hashing>);

impl PageWords {
    fn of(input: &str, lines: &[Line]) -> Self {
        let mut words = HashSet::default();
        let mut broken = false;
        for line in lines {
            // Halves of broken words are not words.
            let mut text = line.span.of(input);
            if broken {
                text = text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
            }
            broken = text.ends_with(HYPHENS);
            if broken {
                text = text.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest);
            }
            let word = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
            words.extend(text.split_whitespace().map(word).filter(|word| !word.is_empty()));
        }
        Self(words)
    }

    /// Whether a word keeps its hyphen: the page hyphenates it elsewhere, or its first part forms compounds and the
    /// page does not write it as one word.
    fn is_compound(&self, head: &str, tail: &str) -> bool {
        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
        if self.0.contains(&format!("{head}{tail}")) {
            return false;
        }
        self.0.contains(&format!("{head}-{tail}"))
            || lexicon::is(Section::FirstPart, &head)
            || [&head, &tail].iter().all(|part| part.len() >= PART_BYTES && self.0.contains(part.as_str()))
    }
}

/// Shortest part, in bytes, that counts as a word of its own.
const PART_BYTES: usize = 3;

/// Whether a line is a unit of its own: a list item, a table row, a line of code or of a quotation.
fn is_own_line(text: &str) -> bool {
    /// Most digits of an item's number: years have more.
    const DIGITS: usize = 3;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=DIGITS).contains(&digits) && text[digits..].starts_with(['.', ')']);
    let bullet = text.starts_with(['-', '*', '•', '·', '>', '|', '#', '–', '+', '▪', '◦', '○', '●', '►']);
    numbered || bullet || text.contains('\t') || text.contains("   ") || text.ends_with(['{', '}', ';', '|', '\\'])
}
