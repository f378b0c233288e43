//! What flattened posts of social networks look like: handles, signatures, links, and where a post begins in a paragraph.

use crate::grammar::dates::{self, Date};
use crate::grammar::lexicon::{self, Section};
use crate::text::fold;

/// A post's limit in characters since November 2017, a link counting as [`LINK_CHARS`]; some slack for the names that a
/// reply begins with, which do not count.
pub(crate) const POST_CHARS: usize = 310;
/// The limit before November 2017, with the same slack.
const OLD_POST_CHARS: usize = 150;
/// What a link counts, however long it is.
const LINK_CHARS: usize = 23;
/// Longest name in a signature, in characters: the network allows 50, emoji and brackets make it longer in bytes.
const NAME_CHARS: usize = 70;

/// `— Name (@handle) September 26, 2018`, where it stands in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signature {
    /// Where the dash stands, or the name where the dash is lost.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The dash is lost or stands at the end of the line before.
    pub(crate) dashless: bool,
    pub(crate) date: Date,
}

impl Signature {
    /// How long the post can be that bears it.
    pub(crate) fn limit(&self) -> usize {
        if (self.date.year, self.date.month) < (2017, 11) { OLD_POST_CHARS } else { POST_CHARS }
    }
}

/// The handle that the text begins with, without its `@`: its length. Handles of federated networks hold dots.
pub(crate) fn handle(text: &str) -> Option<usize> {
    /// The longest domain name with a user in front; handles of most networks have at most 30 characters.
    const MOST: usize = 80;
    let len = text
        .bytes()
        .take(MOST)
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-')))
        .unwrap_or(text.len().min(MOST));
    let len = text[..len].trim_end_matches(['.', '-']).len();
    (len > 0).then_some(len)
}

/// `(@handle)` in a text: where the bracket opens and where it is closed. White brackets and direction marks count.
pub(crate) fn bracketed_handles(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.match_indices('@').filter_map(move |(at, _)| {
        let steers = |c: char| fold::is_direction_mark(c) || c == ' ';
        let open = text[..at].trim_end_matches(steers);
        let bracket = open.chars().next_back().filter(|c| matches!(c, '(' | '（'))?;
        let name = text[at + 1..].trim_start_matches(steers);
        let after = name[handle(name)?..].trim_start_matches(steers);
        let close = after.chars().next().filter(|c| matches!(c, ')' | '）'))?;
        Some((open.len() - bracket.len_utf8(), text.len() - after.len() + close.len_utf8()))
    })
}

/// All signatures of a text, in order.
pub(crate) fn signatures(text: &str) -> Vec<Signature> {
    let mut found: Vec<Signature> = Vec::new();
    if !text.contains('@') {
        return found;
    }
    for (open, close) in bracketed_handles(text) {
        let from = found.last().map_or(0, |s| s.end);
        if open < from {
            continue;
        }
        let Some((date, end)) = date_after(text, close) else { continue };
        if let Some((start, dashless)) = name_start(text, from, open, end) {
            found.push(Signature { start, end, dashless, date });
        }
    }
    found
}

/// The date right after a handle, and where it ends; a clock time may follow it.
fn date_after(text: &str, close: usize) -> Option<(Date, usize)> {
    /// White space, direction marks and at most a comma stand between.
    const GAP: usize = 12;
    let rest = &text[close..];
    let date_text = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || fold::is_direction_mark(c) || matches!(c, ',' | '·' | '|' | '[')
    });
    if rest.len() - date_text.len() > GAP {
        return None;
    }
    let (date, len) = dates::prefix(date_text)?;
    let end = text.len() - date_text.len() + len;
    // A link of Markdown.
    if let Some(link) = text[end..].strip_prefix("](") {
        return Some((date, text.len() - link.len() + link.find(')')? + 1));
    }
    let after = text[end..].trim_start();
    let clock = ["at ", "um ", "à ", "· ", "T"].iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    let end = dates::time_prefix(clock).map_or(end, |len| text.len() - clock.len() + len);
    Some((date, end))
}

/// Where the signature begins that has its handle at `open`: at the dash before the name.
fn name_start(text: &str, from: usize, open: usize, end: usize) -> Option<(usize, bool)> {
    let mut floor = open;
    for (count, (at, _)) in text[from..open].char_indices().rev().enumerate() {
        if count > NAME_CHARS {
            break;
        }
        floor = from + at;
    }
    let before = &text[floor..open];
    // The mangled forms are what UTF-8 dashes become when they are read as Windows-1252 or lost.
    for dash in ["—", "―", "â€”", "â€“", "&mdash;", "&#8212;", "–", "--", "\u{97}", "\u{fffd}"] {
        if let Some(at) = before.rfind(dash) {
            let at = floor + at;
            // Several dashes in a row are one.
            return Some((text[..at].trim_end_matches(['—', '–', '-']).len().max(from), false));
        }
    }
    if let Some(at) = before.rfind(" - ").or_else(|| (floor == from && before.starts_with("- ")).then_some(0)) {
        return Some((floor + at, false));
    }
    if let Some(link) = last_link(before) {
        return (link < before.len()).then_some((floor + link, false));
    }
    let whole = floor == from && text[..floor].trim().is_empty() && text[end..].trim().is_empty();
    let name = before.trim();
    (whole && !name.is_empty() && !name.contains(". ") && !name.ends_with([',', ':'])).then_some((floor, true))
}

/// Where the last link of a text ends.
fn last_link(text: &str) -> Option<usize> {
    let at = ["pic.twitter.com/", "t.co/", "pic.x.com/"].into_iter().filter_map(|l| text.rfind(l)).max()?;
    Some(text[at..].find(|c: char| c.is_whitespace() || !c.is_ascii()).map_or(text.len(), |len| at + len))
}

/// Where a line has what posts have and prose mostly has not: a hashtag, a handle or a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PostMark {
    /// Amid the words, as prose has them too.
    Inside,
    /// The line begins with it.
    Start,
    /// The line ends with it, without a full stop.
    End,
}

/// What marks a line as a post's, and where.
pub(crate) fn post_mark(text: &str) -> Option<PostMark> {
    let mut words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    // Marks of quotations and the dot that makes a reply public stand before a handle.
    let first = words.next()?.trim_start_matches(['.', '"', '“', '‘', '«', '„']);
    let last = words.next_back().unwrap_or(first);
    // Prose ends with an address too.
    let open = last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '"' | '”'));
    if open && mark_in(last).is_some() && (!last.contains("://") || last.contains("//t.co/")) {
        return Some(PostMark::End);
    }
    if mark_in(first) == Some(0) || text.starts_with("RT @") {
        return Some(PostMark::Start);
    }
    has_post_mark(text).then_some(PostMark::Inside)
}

/// Whether the text holds what posts hold and prose mostly does not: a hashtag, a handle or a link.
pub(crate) fn has_post_mark(text: &str) -> bool {
    first_mark(text).is_some()
}

/// Whether there is nothing but hashtags, handles and links.
pub(crate) fn is_marks(text: &str) -> bool {
    text.split_whitespace().all(|word| mark_in(word) == Some(0) || !word.contains(char::is_alphanumeric))
}

/// Where the first hashtag, handle or link of a text stands.
fn first_mark(text: &str) -> Option<usize> {
    if !text.contains(['#', '@', '＃', '＠', '/']) {
        return None;
    }
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().find_map(|word| Some(start(word) + mark_in(word)?))
}

/// The same in a word: addresses of mail, numbers (`#1`), references (`&#38;`) and what stands in brackets are no marks.
fn mark_in(word: &str) -> Option<usize> {
    if word.starts_with(['(', '（']) {
        return None;
    }
    if let Some(at) = ["pic.twitter.com/", "t.co/", "://"].iter().find_map(|link| word.find(link)) {
        let bracketed = word.contains(')') && !word.contains('(');
        let scheme = word[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        return (!bracketed).then_some(at - if word[at..].starts_with(':') { scheme } else { 0 });
    }
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        let mut name = word[at + c.len_utf8()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').peekable();
        let is_mark = match c {
            '#' | '＃' => before != '&' && name.any(|c| !c.is_ascii_digit()),
            '@' | '＠' => !before.is_ascii_alphanumeric() && !matches!(before, '(' | '（') && name.peek().is_some(),
            _ => false,
        };
        if is_mark {
            return Some(at);
        }
        before = c;
    }
    None
}

/// Length of a post in characters as the network counts them: a link is as long as any other.
pub(crate) fn post_chars(text: &str) -> usize {
    let mut chars = text.chars().count();
    if text.contains("://") || text.contains("pic.") {
        for word in text.split_whitespace().filter(|w| w.contains("://") || w.contains("pic.twitter.com/")) {
            chars = chars.saturating_sub(word.chars().count().saturating_sub(LINK_CHARS));
        }
    }
    chars
}

/// Where the post begins that ends a stretch of text: behind a lead-in, else at its start where it is short enough and
/// nothing else stands in it (`whole`), else at the beginning of a sentence. `None` where the last sentence alone is too
/// long to be one.
pub(crate) fn post_start(text: &str, limit: usize, whole: bool) -> Option<usize> {
    if let Some(cut) = after_lead_in(text)
        && post_chars(&text[cut..]) <= limit
    {
        return Some(cut);
    }
    if whole && post_chars(text) <= limit {
        return Some(0);
    }
    let mut starts = sentence_starts(text);
    // A mark with no space after it is where two elements were glued together.
    if let Some((at, _)) = starts.iter().rev().find(|(at, glued)| *glued && is_message(&text[*at..], limit)) {
        return Some(*at);
    }
    starts.insert(0, (0, false));
    for (i, (at, _)) in starts.iter().enumerate() {
        let sentence = text[*at..starts.get(i + 1).map_or(text.len(), |next| next.0)].trim();
        if is_marks(sentence) {
            // They stand behind the post's words.
            return last_sentences(&text[..*at], &starts[..i], limit).filter(|at| post_chars(&text[*at..]) <= limit);
        }
        // A finished sentence with a mark amid its words is an article's.
        let finished = sentence.ends_with(['.', '!', '?', '”', '"']);
        if post_mark(sentence).is_some_and(|mark| mark != PostMark::Inside || !finished)
            && is_message(&text[*at..], limit)
        {
            return Some(*at);
        }
    }
    last_sentences(text, &starts, limit)
}

/// Where the last sentence begins that can be a message, or the one before it where that is short.
fn last_sentences(text: &str, starts: &[(usize, bool)], limit: usize) -> Option<usize> {
    /// Longest sentence that is taken for a post's beyond the last one: an article's are mostly longer, in characters.
    const SHORT: usize = 45;
    let mut ends = starts.iter().rev().map(|(at, _)| *at).filter(|at| is_message(&text[*at..], limit));
    let Some(last) = ends.next() else {
        return (text.trim().chars().count() < LEAST_CHARS).then_some(0);
    };
    let before = ends.next().filter(|at| text[*at..last].trim().chars().count() <= SHORT);
    Some(before.unwrap_or(last))
}

/// Whether somebody is quoted in the past tense, as articles do it.
pub(crate) fn reports(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| lexicon::is(Section::Said, word))
}

/// A shorter rest is the tail of a sentence, not a post.
const LEAST_CHARS: usize = 12;

/// Whether it is long enough to be a message and not too long.
fn is_message(text: &str, limit: usize) -> bool {
    (LEAST_CHARS..=limit).contains(&post_chars(text.trim()))
}

/// Where the last lead-in of a text ends: `… she wrote on Twitter: `.
fn after_lead_in(text: &str) -> Option<usize> {
    text.match_indices(':').rev().find_map(|(at, _)| {
        let rest = &text[at + 1..];
        if !rest.starts_with(char::is_whitespace) {
            return None;
        }
        let words: Vec<&str> = text[..at].split_whitespace().rev().take(3).collect();
        let says = words
            .iter()
            .any(|w| lexicon::is_in_any_case(Section::Wrote, w.trim_matches(|c: char| !c.is_alphanumeric())));
        (says && words.len() == 3 && !has_post_mark(&text[..at])).then_some(at + 1)
    })
}

/// Where sentences begin in a text, the first left out; and whether no space stands before it.
fn sentence_starts(text: &str) -> Vec<(usize, bool)> {
    let mut starts = Vec::new();
    let mut last = ' ';
    let mut mark = false;
    let mut gap = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if mark && (gap || c.is_uppercase()) {
            starts.push((at, !gap));
            mark = false;
        }
        match c {
            '.' | '!' | '?' | '…' | ':' => {
                // Initials and abbreviations end no sentence.
                mark = last.is_lowercase() || last.is_ascii_digit() || !last.is_alphanumeric() || c != '.';
            }
            '。' | '！' | '？' => {
                starts.push((at + c.len_utf8(), false));
                mark = false;
            }
            '"' | '”' | '’' | '\'' | '»' | ')' => {}
            _ => mark = false,
        }
        gap = false;
        last = c;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        signatures(text).iter().map(|s| &text[s.start..s.end]).collect()
    }

    #[test]
    fn signatures_are_found_in_every_dress() {
        for (text, signature) in [
            ("It rains. — Ann Berg (@annberg) September 26, 2018", "— Ann Berg (@annberg) September 26, 2018"),
            ("It rains.— Ann (@a_b1) October 6, 2014The seam on", "— Ann (@a_b1) October 6, 2014"),
            ("Llueve — Ana 🇪🇸 (@ana) 1 de febrero de 2017", "— Ana 🇪🇸 (@ana) 1 de febrero de 2017"),
            ("비 — 안나 (@anna) 2017년 12월 9일", "— 안나 (@anna) 2017년 12월 9일"),
            ("rain â€” (((Ann))) (@ann) May 1, 2015", "â€” (((Ann))) (@ann) May 1, 2015"),
            ("hier https://t.co/AbC Ann (@ann) May 1, 2015", " Ann (@ann) May 1, 2015"),
            ("Ann Berg (@annberg) October 07, 2014", "Ann Berg (@annberg) October 07, 2014"),
            (
                "Rain — Ann (@ann.bsky.social) November 15, 2024 at 3:26 PM",
                "— Ann (@ann.bsky.social) November 15, 2024 at 3:26 PM",
            ),
        ] {
            assert_eq!(cut(text), [signature]);
        }
    }

    #[test]
    fn names_with_handles_in_prose_are_no_signatures() {
        for text in [
            "Ann Berg (@annberg) tells us that it rained — all day.",
            "the name “Terrorist” (@ItsLJinny).",
            "As Ann Berg (@annberg) wrote on May 1, 2015, it rained.",
            "Ann Berg (AQAP) May 1, 2015",
        ] {
            assert!(cut(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn marks_are_told_from_numbers_and_addresses() {
        for (text, mark) in [
            ("The song was #1 in Leeds for nine weeks.", None),
            ("&#8220;Why not?&#8221;", None),
            ("Write to post@harbour.example if you were there.", None),
            ("He saw it (see https://example.org/a).", None),
            ("The mayor (@mayor) replied.", None),
            ("The tag #storm was seen.", Some(PostMark::Inside)),
            ("It is at https://example.org/a", Some(PostMark::Inside)),
            ("No ferry #storm2023", Some(PostMark::End)),
            ("No ferry pic.twitter.com/AbC", Some(PostMark::End)),
            ("RT @ann: no ferry", Some(PostMark::Start)),
            (".@ann no ferry", Some(PostMark::Start)),
        ] {
            assert_eq!(post_mark(text), mark, "{text}");
        }
        assert!(is_marks("#storm @ann") && !is_marks("#storm is here"));
    }

    #[test]
    fn posts_begin_with_a_sentence() {
        let long = "The harbour office said on Monday that no ferry would sail before the storm had passed and that the \
            tickets would be refunded to all passengers. Waves as high as houses out here! #storm";
        assert_eq!(post_start(long, 140, true).map(|at| &long[at..]), Some("Waves as high as houses out here! #storm"));
        assert_eq!(post_start("Waves!", 140, true), Some(0));
        let led = "She wrote on Twitter: Waves as high as houses.";
        assert_eq!(post_start(led, 140, true).map(|at| led[at..].trim()), Some("Waves as high as houses."));
    }
}
