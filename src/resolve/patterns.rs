//! The caller's patterns: where they match in the blocks of a page, and what becomes of the pieces there.
//!
//! Patterns are to any text what selectors are to HTML. They see a block as the result would show it, white space folded,
//! on one line. Natively the `regex` crate matches them; JavaScript brings its own `RegExp` objects (`wasm/host.rs`), so
//! that the module carries no engine.

use regex::Regex;
use regex_syntax::hir::{Hir, Look};

use super::verdict::{By, Removal, Verdict, removal, verdict};
use crate::category::Category;
use crate::error::Error;
use crate::options::Options;
use crate::page::span::Span;
use crate::scan::Scan;
use crate::text::fold;

/// Most characters of a wrong pattern that its error repeats: lists of words are long.
const SHOWN: usize = 60;

/// A match in a block's folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// What matched: an index into [`Options::drop_patterns`], or none where it is one of [`Options::keep_patterns`].
    pub(crate) dropped_by: Option<u32>,
    /// Byte range of the folded text.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What matches the caller's patterns.
pub(crate) trait Matcher {
    /// Whether there are no patterns: then nothing is ever matched.
    fn is_empty(&self) -> bool;

    /// Adds all matches in a block's folded text, in any order. Empty matches mean nothing.
    fn find(&self, text: &str, found: &mut Vec<Match>);
}

/// Patterns of the `regex` crate.
#[derive(Debug, Clone, Default)]
pub(crate) struct Patterns {
    keep: Vec<Pattern>,
    drop: Vec<Pattern>,
}

/// A pattern, and the same for a whole text: of `ad|advert` the one finds `ad` in `advert`, the other all of it.
#[derive(Debug, Clone)]
struct Pattern {
    inside: Regex,
    whole: Regex,
}

impl Patterns {
    /// # Errors
    /// The first pattern that is none, and where.
    pub(crate) fn of(options: &Options) -> Result<Self, Error> {
        let parse = |patterns: &[String]| patterns.iter().map(|it| Pattern::parse(it)).collect::<Result<_, _>>();
        Ok(Self { keep: parse(&options.keep_patterns)?, drop: parse(&options.drop_patterns)? })
    }

    pub(crate) fn add_kept(&mut self, pattern: &str) -> Result<(), Error> {
        self.keep.push(Pattern::parse(pattern)?);
        Ok(())
    }

    pub(crate) fn add_dropped(&mut self, pattern: &str) -> Result<(), Error> {
        self.drop.push(Pattern::parse(pattern)?);
        Ok(())
    }
}

impl Matcher for Patterns {
    fn is_empty(&self) -> bool {
        self.keep.is_empty() && self.drop.is_empty()
    }

    fn find(&self, text: &str, found: &mut Vec<Match>) {
        let drop = self.drop.iter().enumerate().map(|(index, pattern)| (Some(index as u32), pattern));
        for (dropped_by, pattern) in self.keep.iter().map(|pattern| (None, pattern)).chain(drop) {
            if pattern.whole.is_match(text) {
                found.push(Match { dropped_by, start: 0, end: text.len() });
            } else {
                let matches = pattern.inside.find_iter(text);
                found.extend(matches.map(|it| Match { dropped_by, start: it.start(), end: it.end() }));
            }
        }
    }
}

impl Pattern {
    fn parse(pattern: &str) -> Result<Self, Error> {
        let hir = regex_syntax::parse(pattern).map_err(|error| wrong(pattern, &error))?;
        let whole = Hir::concat(vec![Hir::look(Look::Start), hir, Hir::look(Look::End)]).to_string();
        let compile = |text: &str| {
            // The parser has taken it: what is left is its size.
            Regex::new(text)
                .map_err(|_| Error::invalid_options(format!("the pattern `{}` is too large", shown(pattern))))
        };
        Ok(Self { inside: compile(pattern)?, whole: compile(&whole)? })
    }
}

/// What is wrong with a pattern, and at which of its characters, counted from 1.
fn wrong(pattern: &str, error: &regex_syntax::Error) -> Error {
    let (at, what) = match error {
        regex_syntax::Error::Parse(error) => (error.span().start.offset, error.kind().to_string()),
        regex_syntax::Error::Translate(error) => (error.span().start.offset, error.kind().to_string()),
        _ => (0, error.to_string()),
    };
    let character = pattern.get(..at).unwrap_or_default().chars().count() + 1;
    Error::invalid_options(format!(
        "`{}` is not a regular expression: {what}, at character {character}",
        shown(pattern)
    ))
}

/// The beginning of a pattern.
fn shown(pattern: &str) -> String {
    let mut shown: String = pattern.chars().take(SHOWN).collect();
    if shown.len() < pattern.len() {
        shown.push('…');
    }
    shown
}

/// What the patterns match on a page: spans of its source, by block and start, which do not overlap.
#[derive(Debug, Default)]
pub(super) struct Matched {
    keep: Vec<(u32, Span)>,
    /// With the index of the pattern.
    drop: Vec<(u32, Span, u32)>,
}

impl Matched {
    /// Matches each block of a page; without patterns none is looked at.
    pub(super) fn on(scan: &Scan<'_>, patterns: &dyn Matcher) -> Self {
        let mut matched = Self::default();
        if patterns.is_empty() {
            return matched;
        }
        let (mut folded, mut found) = (String::new(), Vec::new());
        for block in 0..scan.len() {
            folded.clear();
            found.clear();
            fold::fold_space(scan.text(block), &mut folded);
            patterns.find(&folded, &mut found);
            if !found.is_empty() {
                matched.add(scan, block, &folded, &found);
            }
        }
        matched
    }

    fn add(&mut self, scan: &Scan<'_>, block: usize, folded: &str, found: &[Match]) {
        let whole = scan.page.blocks[block].span.start as usize;
        let source = scan.text(block);
        let places = fold::Places::of(source, folded);
        let mut spans: Vec<(Span, Option<u32>)> = Vec::with_capacity(found.len());
        for it in found {
            // White space at the ends of a match stays: it parts the words that are left.
            let Some(text) = folded.get(it.start..it.end) else { continue };
            let start = it.start + (text.len() - text.trim_start().len());
            let end = start + text.trim().len();
            if start < end {
                let (mut start, end) = places.range(start, end);
                // A space before it would be left before a comma.
                if it.dropped_by.is_some() && source[end..].starts_with(fold::is_closing) {
                    start = source[..start].trim_end().len();
                }
                spans.push((Span::new(whole + start, whole + end), it.dropped_by));
            }
        }
        spans.sort_unstable();
        let (mut kept_to, mut dropped_to) = (0, 0);
        for (span, dropped_by) in spans {
            let to = if dropped_by.is_some() { &mut dropped_to } else { &mut kept_to };
            let span = Span { start: span.start.max(*to), ..span };
            if span.is_empty() {
                continue;
            }
            *to = span.end;
            match dropped_by {
                Some(pattern) => self.drop.push((block as u32, span, pattern)),
                None => self.keep.push((block as u32, span)),
            }
        }
    }

    /// Settles a block whose verdicts are the last of `all`, from the index given: what a pattern drops goes, but for the
    /// spans that are `held`; then every removal stays after all that a kept pattern touches and that may be undone.
    /// Whether anything was dropped.
    pub(super) fn apply(
        &self,
        block: usize,
        held: &[Span],
        all: &mut Vec<Verdict>,
        from: usize,
        may_undo: impl Fn(&Removal) -> bool,
    ) -> bool {
        let drop = of_block(&self.drop, block, |it| it.0);
        let keep = of_block(&self.keep, block, |it| it.0);
        let mut dropped = false;
        if !drop.is_empty() {
            for piece in all.split_off(from) {
                if piece.removal.is_some() {
                    all.push(piece);
                    continue;
                }
                let first = drop.partition_point(|it| it.1.end <= piece.span.start);
                let mut at = piece.span.start;
                for &(_, span, pattern) in drop[first..].iter().take_while(|it| it.1.start < piece.span.end) {
                    for part in span.clip(piece.span).into_iter().flat_map(|span| without(span, held)) {
                        if at < part.start {
                            all.push(verdict(Span { start: at, end: part.start }, block, None));
                        }
                        let by_pattern = removal(Category::Other, By::Pattern(pattern), 1000);
                        all.push(verdict(part, block, Some(by_pattern)));
                        at = part.end;
                        dropped = true;
                    }
                }
                if at < piece.span.end {
                    all.push(verdict(Span { start: at, ..piece.span }, block, None));
                }
            }
        }
        for piece in all[from..].iter_mut().filter(|_| !keep.is_empty()) {
            let next = keep.partition_point(|it| it.1.end <= piece.span.start);
            let touched = keep.get(next).is_some_and(|it| it.1.start < piece.span.end);
            if touched && piece.removal.as_ref().is_some_and(&may_undo) {
                piece.removal = None;
            }
        }
        dropped
    }
}

/// The entries of a block in a list sorted by block.
fn of_block<T>(list: &[T], block: usize, block_of: impl Fn(&T) -> u32) -> &[T] {
    let from = list.partition_point(|it| (block_of(it) as usize) < block);
    let to = list.partition_point(|it| block_of(it) as usize <= block);
    &list[from..to]
}

/// The parts of a span outside others, which are sorted and do not overlap.
fn without(span: Span, others: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut at = span.start;
    let first = others.partition_point(|it| it.end <= span.start);
    for other in others[first..].iter().take_while(|it| it.start < span.end) {
        parts.push(Span { start: at, end: other.start.max(at) });
        at = other.end;
    }
    parts.push(Span { start: at, end: span.end.max(at) });
    parts.retain(|it| !it.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(pattern: &str) -> String {
        Pattern::parse(pattern).expect_err(pattern).to_string()
    }

    #[test]
    fn wrong_patterns_say_what_is_wrong_and_where() {
        for (pattern, what, character) in [
            ("a(b", "unclosed group", 2),
            ("é)", "unopened group", 2),
            ("[z-a]", "invalid character class range", 2),
            ("*a", "repetition operator missing expression", 1),
            ("ab(?=c)", "look-around", 3),
            (r"(a)\1", "backreferences are not supported", 4),
            (r"ééé\p{Nothing}", "Unicode property not found", 4),
        ] {
            let error = error(pattern);
            assert!(error.starts_with(&format!("`{pattern}` is not a regular expression: {what}")), "{error}");
            assert!(error.ends_with(&format!("at character {character}")), "{error}");
        }
        assert!(error(r"\w{100000}").contains("too large"), "{}", error(r"\w{100000}"));
        let long = error(&format!("{}(", "word|".repeat(10_000)));
        assert!(long.len() < 200 && long.ends_with("at character 50001"), "{long}");
    }

    #[test]
    fn a_span_without_others_is_in_parts() {
        let span = |start, end| Span { start, end };
        assert_eq!(without(span(2, 9), &[]), [span(2, 9)]);
        assert_eq!(without(span(2, 9), &[span(0, 3), span(4, 5), span(8, 12)]), [span(3, 4), span(5, 8)]);
        assert_eq!(without(span(2, 9), &[span(0, 12)]), []);
        assert_eq!(without(span(2, 9), &[span(9, 12)]), [span(2, 9)]);
    }
}
