//! Instagram posts: `A post shared by Name (@handle) on Sep 3, 2018 at 3:55pm PDT`, `View this post on Instagram`.
//!
//! The embed code's own signature is a closed grammar in every language of the widget. The caption above it bears no
//! mark: it is the paragraph before the signature, unless the widget's label stands there.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::dates;
use crate::grammar::lexicon::{self, Section};
use crate::grammar::posts;
use crate::page::span::Span;
use crate::scan::{End, Scan};
use crate::text::cut;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    id: "instagram",
    category: Category::Embed,
    strength: Strength::Closed,
    score: 990,
    reason: "part of an Instagram post: its caption, label or signature",
    find,
    #[cfg(test)]
    drops: &[
        (
            "Ann mourned him:\n\nRest in peace, old ferry. Legend.\n\nA photo posted by Ann Berg (@annberg) on Nov 11, 2014 at 6:01am PST\n\nIt rained.",
            &[
                "Rest in peace, old ferry. Legend.",
                "A photo posted by Ann Berg (@annberg) on Nov 11, 2014 at 6:01am PST",
            ],
        ),
        (
            "The proof:\n\nLoading\n\nHow often do u get to sail lol @ann1\n\nView on Instagram\n\nThe owner of the boat seems to be Ann.",
            &["Loading", "How often do u get to sail lol @ann1", "View on Instagram"],
        ),
        (
            "It rained all day.\n\nVer esta publicación en Instagram\n\nLlueve mucho hoy.\n\nUna publicación compartida de Ana (@ana.b) el 3 de Sep de 2018 a la(s) 3:55 PDT\n\nIt sails.",
            &[
                "Ver esta publicación en Instagram",
                "Llueve mucho hoy.",
                "Una publicación compartida de Ana (@ana.b) el 3 de Sep de 2018 a la(s) 3:55 PDT",
            ],
        ),
        (
            "It rained all day.\n\nView this post on Instagram\n\nA post shared by Max (@max1)\n\nIt sails.",
            &["View this post on Instagram", "A post shared by Max (@max1)"],
        ),
        ("It rained all day.\n\nView on Instagram\n\ninstagram.com\n\nIt sails.", &["View on Instagram"]),
        ("비가 왔다.\n\nAnn Berg(@annberg)님의 공유 게시물\n\nIt sails.", &["Ann Berg(@annberg)님의 공유 게시물"]),
    ],
    #[cfg(test)]
    keeps: &[
        "A video posted by the Army in the Arabian Peninsula (AQAP) on Wednesday shows him.",
        "A photo posted by Ann Berg shows the harbour.",
        "She was pictured in a post shared by her sister (@annberg) who said that it was an old one.",
    ],
};

/// How many lines the caption between the widget's label and its signature can have.
const CAPTION_LINES: usize = 12;

/// Longest caption above a signature that no label marks, in characters: longer ones are paragraphs of the article.
const CAPTION_CHARS: u32 = 600;

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    let mut taken = 0;
    for block in 0..scan.len() {
        let text = scan.text(block);
        let facts = &scan.facts[block];
        if facts.has(b"@")
            && let Some((start, end)) = signature(text)
        {
            let base = scan.start(block);
            hits.span(Span::new(base + start, base + end));
            if start == 0 {
                for line in caption(scan, block, taken) {
                    hits.block(line);
                }
            }
            taken = block + 1;
        } else if facts.hints.has(Section::Embed) && is_view_label(scan.label(block)) {
            hits.block(block);
            // The older widget puts its label below the caption and `Loading` above it.
            let floor = block.saturating_sub(CAPTION_LINES / 3).max(taken);
            if let Some(loading) = (floor..block).rev().find(|i| scan.label(*i) == "loading") {
                for line in loading..block {
                    hits.block(line);
                }
                taken = block + 1;
            }
        }
    }
}

fn is_view_label(label: &str) -> bool {
    label.len() < 80
        && label.contains("instagram")
        && label != "instagram.com"
        && label.contains(' ')
        && lexicon::is(Section::Embed, label)
}

/// The lines of the caption above a signature.
fn caption(scan: &Scan<'_>, signature: usize, taken: usize) -> std::ops::Range<usize> {
    let floor = signature.saturating_sub(CAPTION_LINES).max(taken);
    if let Some(label) = (floor..signature).rev().find(|i| is_view_label(scan.label(*i))) {
        return label + 1..signature;
    }
    let Some(above) = signature.checked_sub(1).filter(|i| *i >= taken) else { return 0..0 };
    let facts = &scan.facts[above];
    let quoted = scan.text(above).starts_with(['"', '“', '„', '«', '「']);
    if facts.end == End::Colon || facts.chars > CAPTION_CHARS || quoted || !is_led_in(scan, above) {
        return 0..0;
    }
    above..signature
}

/// Whether something says that the line is a post: its own marks, or the sentence before it that leads to one.
fn is_led_in(scan: &Scan<'_>, line: usize) -> bool {
    let text = scan.text(line);
    if posts::has_post_mark(text) || scan.facts[line].end != End::Sentence || text.contains('!') {
        return true;
    }
    line.checked_sub(1).is_some_and(|before| {
        let lead = scan.text(before).to_lowercase();
        scan.facts[before].end == End::Colon
            || ["instagram", "post", "shared", "wrote"].iter().any(|w| lead.contains(w))
    })
}

/// The signature in a text: `A post shared by Name (@handle) on Sep 3, 2018 at 3:55pm PDT` and its kin.
fn signature(text: &str) -> Option<(usize, usize)> {
    posts::bracketed_handles(text).find_map(|(open, close)| signature_around(text, open, close))
}

fn signature_around(text: &str, open: usize, close: usize) -> Option<(usize, usize)> {
    /// Longest phrase and name before the handle, in bytes.
    const BEFORE: usize = 260;
    let from = open - cut::tail(&text[..open], BEFORE).len();
    let steers = |c: char| fold::is_direction_mark(c) || c.is_whitespace();
    let after = text[close..].trim_start_matches(steers);
    let lower = text[from..open].to_lowercase();
    let same_bytes = lower.len() == open - from;
    for phrase in lexicon::all(Section::PostedAfter) {
        if after.starts_with(phrase) {
            let start = if from == 0 { 0 } else { text[..open].rfind(['.', '!', '?']).map_or(0, |at| at + 1) };
            return Some((start, text.len() - after.len() + phrase.len()));
        }
    }
    for phrase in lexicon::all(Section::Posted).iter().filter(|p| same_bytes && lower.contains(**p)) {
        let at = lower.rfind(phrase)?;
        // Only at the beginning of a sentence: `in a post shared by her sister (@ann)` is prose.
        let starts =
            lower[..at].trim_end_matches(steers).chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != ',');
        let capital = text[from + at..].chars().next().is_some_and(|c| !c.is_lowercase());
        if starts && capital && text.is_char_boundary(from + at) {
            return Some((from + at, tail_end(text, close)));
        }
    }
    None
}

/// Where the words end that tell when it was posted.
fn tail_end(text: &str, close: usize) -> usize {
    /// Most bytes between the handle and the date, and between the date and the clock: `on`, `el`, `a la(s)`.
    const GAP: usize = 16;
    let rest = &text[close..];
    let Some((_, date)) = dates::find(rest).filter(|(_, range)| range.start <= GAP) else { return close };
    let after = &rest[date.end..];
    let clock = after.find(|c: char| c.is_ascii_digit()).filter(|at| *at <= GAP);
    let time = clock.and_then(|at| dates::time_prefix(&after[at..]).map(|len| at + len));
    close + date.end + time.unwrap_or(0)
}
