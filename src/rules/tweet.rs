//! Tweets with their signature: `text — Name (@handle) September 26, 2018`.
//!
//! A tweet is embedded as a block quote, which every flattener keeps: the text, its links, and a signature of dash, name,
//! handle and date. The signature is the anchor (half the tweets have no picture link); the date is in the language of
//! the widget. The text before it stands on the same line, on the line before, or on several; other text of the same
//! paragraph is body. Bluesky signs the same way.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::posts::{self, PostMark, Signature};
use crate::page::span::Span;
use crate::scan::{End, Scan};

pub(super) static RULE: Rule = Rule {
    id: "tweet",
    category: Category::Embed,
    strength: Strength::Closed,
    score: 998,
    reason: "a social media post that ends with its name, handle and date",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again.\n\nIt rains and rains #storm pic.twitter.com/LDNKkuIVZc — Harbour (@harbour) September 26, 2018",
            &["It rains and rains #storm pic.twitter.com/LDNKkuIVZc — Harbour (@harbour) September 26, 2018"],
        ),
        (
            "Many were angry:\n\nNo ferry today, no ferry tomorrow\n\n— \u{1f6a2} Ann (@ann_b) 1 de febrero de 2017\n\nIt sails again.",
            &["No ferry today, no ferry tomorrow", "— \u{1f6a2} Ann (@ann_b) 1 de febrero de 2017"],
        ),
        (
            "It sank.\n\nBefore you ask: 75 people were on board\n\n15 were saved at once — Jo (@jo) November 9, 2016\n\nIt rained.",
            &["Before you ask: 75 people were on board", "15 were saved at once — Jo (@jo) November 9, 2016"],
        ),
        (
            "He asked us to wait.\n\nSkagen.\nTwo boats come in and none goes out. pic.twitter.com/h0urtLA712\n\n— Bo (@bo) October 19, 2019",
            &[
                "Skagen.",
                "Two boats come in and none goes out. pic.twitter.com/h0urtLA712",
                "— Bo (@bo) October 19, 2019",
            ],
        ),
        (
            "Rain!— Ann (@ann) October 26, 2014More rain!— Bo (@bo) October 27, 2014The seam holds, the office said on Monday.",
            &["Rain!— Ann (@ann) October 26, 2014", "More rain!— Bo (@bo) October 27, 2014"],
        ),
        (
            "Many were angry.\nNo ferry today, and none\n#ferry\n— Ann Berg (@ann_b) \nMarch 6, 2023\nIt sails again.",
            &["No ferry today, and none", "#ferry", "— Ann Berg (@ann_b)", "March 6, 2023"],
        ),
        (
            "Many were angry.\n\nNo ferry today.\n— Ann Berg (\n@ann_b\n)\nMarch 6, 2023\n\nIt sails again.",
            &["No ferry today.", "— Ann Berg (", "@ann_b", ")", "March 6, 2023"],
        ),
        (
            "Many were angry.\n\n> No ferry today.\n>\n> — Ann Berg (@ann_b) [March 6, 2023](https://twitter.com/ann_b/status/1)",
            &["> No ferry today.", ">", "> — Ann Berg (@ann_b) [March 6, 2023](https://twitter.com/ann_b/status/1)"],
        ),
        (
            "The tag #ferry was seen all over the town that week.\n\nNo ferry today. -- Ann (@ann_b) March 6, 2023\n\nIt sails.",
            &["No ferry today. -- Ann (@ann_b) March 6, 2023"],
        ),
        (
            "The mayor (@mayor) and @ferry answered within the hour.\n\nNo ferry today.\n\n— Ann (@ann_b) March 6, 2023",
            &["No ferry today.", "— Ann (@ann_b) March 6, 2023"],
        ),
        (
            "All the same here, no boat #ferry\n\nNo boat today.\n\n— Ann (@ann_b) March 6, 2023",
            &["All the same here, no boat #ferry", "No boat today.", "— Ann (@ann_b) March 6, 2023"],
        ),
        (
            "The ferry stays in the harbour until the storm is over. Sad. Very sad. — Ann (@ann_b) March 6, 2023 It was a week.",
            &["Sad. Very sad. — Ann (@ann_b) March 6, 2023"],
        ),
        (
            "The storm is here —\nHarbour Office (@harbour) October 07, 2014",
            &["The storm is here —", "Harbour Office (@harbour) October 07, 2014"],
        ),
        (
            "The harbour office said on Monday that no ferry would sail before the storm had passed and that all the tickets \
             would be refunded. Waves as high as houses out here! — Ann (@ann) May 5, 2015 The office spoke of five metres.",
            &["Waves as high as houses out here! — Ann (@ann) May 5, 2015"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Mara Berg (@maraberg) tells us that the ferry sails again.",
        "He used the name “Captain” (@CaptainJinny).",
        "Only @harbour knew, she tweeted on May 5, 2015: #ferry was the word of the day.",
        "“It was a good day.” – Leah Morse, founder and potter",
        "A video posted by the Office of the Harbour (OOH) on Wednesday shows the ferry.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    // Blocks before this one belong to an earlier post.
    let mut taken = 0;
    for block in 0..scan.len() {
        // Markup that says where a post begins and ends knows better.
        if findings.category(block) == Some(Category::Embed) {
            taken = block + 1;
            continue;
        }
        let text = scan.text(block);
        let base = scan.start(block);
        let mut from = 0;
        let mut signatures = posts::signatures(text);
        let mut last = block;
        if let Some((signature, end)) = over_lines(scan, block).filter(|_| signatures.is_empty()) {
            signatures.push(signature);
            last = end;
        }
        let ends = signatures.last().is_some_and(|it| text[it.end..].trim().is_empty());
        for signature in signatures {
            if signature.dashless && !dash_before(scan, block) && !(from == 0 && has_post_before(scan, block)) {
                continue;
            }
            let before = &text[from..signature.start];
            // Markdown quotes with `>`.
            let own = before.trim_matches(|c: char| c.is_whitespace() || c == '>');
            let start = if own.is_empty() {
                from
            } else {
                // What else stands in the block is body, and where it ends nothing says; but no body stands in a row of
                // posts, and none is run together with a date.
                let glued = from > 0 && !before.starts_with(char::is_whitespace);
                let whole = glued || ends && !scan.page.is_piece(block) && !posts::reports(before);
                posts::post_start(before, signature.limit(), whole).map_or(signature.start, |at| from + at)
            };
            hits.span(Span::new(base + start, base + signature.end).trim(&scan.page.source));
            if from == 0 && text[..start].trim().is_empty() {
                walk_back(scan, block, taken, own, &signature, hits);
            }
            from = signature.end;
            taken = last + 1;
        }
        if taken == last + 1 {
            (block + 1..=last).for_each(|at| hits.block(at));
        }
    }
}

/// A signature whose handle or date stands in lines of its own, as links do in some flatteners, and its last line. It ends
/// in the first of them.
fn over_lines(scan: &Scan<'_>, block: usize) -> Option<(Signature, usize)> {
    /// The handle, the bracket behind it, the date.
    const MOST: usize = 3;
    /// Bytes of the longest of them.
    const BYTES: usize = 60;
    let text = scan.text(block);
    if !(text.ends_with('(') || text.ends_with(')') && scan.facts[block].has(b"@")) {
        return None;
    }
    let mut joined = text.to_owned();
    for last in block + 1..scan.len().min(block + 1 + MOST) {
        let more = scan.text(last);
        if more.len() > BYTES {
            return None;
        }
        joined.push(' ');
        joined.push_str(more);
        let found = posts::signatures(&joined).pop().filter(|it| it.end == joined.len() && it.start < text.len());
        if let Some(signature) = found {
            return (!signature.dashless).then_some((Signature { end: text.len(), ..signature }, last));
        }
    }
    None
}

/// Whether the line before ends with the signature's dash.
fn dash_before(scan: &Scan<'_>, block: usize) -> bool {
    block > 0 && scan.text(block - 1).ends_with(['—', '―', '–'])
}

/// Whether the line before looks like a post.
fn has_post_before(scan: &Scan<'_>, block: usize) -> bool {
    block > 0 && posts::has_post_mark(scan.text(block - 1))
}

/// The lines above that belong to the post whose last line is `block`, of which `own` is the text.
fn walk_back(scan: &Scan<'_>, block: usize, taken: usize, own: &str, signature: &Signature, hits: &mut Hits<'_>) {
    let limit = signature.limit();
    let mut chars = posts::post_chars(own);
    let mut at = block;
    let mut top = own;
    if own.is_empty() {
        while at > taken && scan.label(at - 1) == "image or embed" {
            at -= 1;
            hits.block(at);
        }
        if at == taken || scan.facts[at - 1].end == End::Colon {
            return;
        }
        at -= 1;
        let text = scan.text(at);
        let base = scan.start(at);
        match posts::post_start(text, limit, true) {
            Some(0) => hits.block(at),
            // A part of a paragraph is a post only where something says so.
            Some(start) if posts::has_post_mark(&text[start..]) => {
                hits.span(Span::new(base + start, base + text.len()));
                return;
            }
            _ if posts::post_mark(text) == Some(PostMark::End) => {
                hits.block(at);
                return;
            }
            _ => return,
        }
        chars = posts::post_chars(text);
        top = text;
    }
    let paragraph = paragraph_start(scan, at, taken);
    let lines = chars + (paragraph..at).map(|i| posts::post_chars(scan.text(i)) + 1).sum::<usize>();
    if lines <= limit && paragraph < at {
        for i in paragraph..at {
            hits.block(i);
        }
        at = paragraph;
        chars = lines;
        top = scan.text(at);
    }
    while at > taken && continues(scan, at - 1, top) {
        chars += posts::post_chars(scan.text(at - 1)) + 1;
        if chars > limit {
            break;
        }
        at -= 1;
        top = scan.text(at);
        hits.block(at);
    }
}

/// First line of the paragraph that a line belongs to; the line itself where paragraphs are not set apart by blank lines.
fn paragraph_start(scan: &Scan<'_>, line: usize, least: usize) -> usize {
    if scan.page.html {
        return line;
    }
    let mut at = line;
    while at > least && scan.is_tight(at) && scan.facts[at - 1].end != End::Colon {
        at -= 1;
    }
    let apart = at > least && scan.is_apart(at);
    if apart { at } else { line }
}

/// Whether a line reads like an earlier line of the post that `top` is the first known line of, and not like a heading or a
/// paragraph of prose.
fn continues(scan: &Scan<'_>, block: usize, top: &str) -> bool {
    /// Fewer words are a heading's.
    const LEAST_WORDS: u32 = 5;
    /// More words are no line of a post: the longest limit holds some sixty short words.
    const MOST_WORDS: u32 = 60;
    /// A larger share of capitalised words, in thousandths, is a headline's.
    const MOST_CAPITALS: u32 = 600;
    let facts = &scan.facts[block];
    if facts.end == End::Colon || facts.words > MOST_WORDS {
        return false;
    }
    let apart = scan.page.html || scan.is_apart(block + 1);
    if !apart && posts::is_marks(top) {
        // The flattener broke the line at a link.
        return true;
    }
    // Nothing is missing.
    let complete = !posts::is_marks(top) && !top.starts_with(char::is_lowercase);
    match posts::post_mark(scan.text(block)) {
        Some(PostMark::End) => true,
        Some(PostMark::Start) => facts.end != End::Sentence || !complete,
        Some(PostMark::Inside) => facts.end != End::Sentence && !(complete && apart),
        None => facts.end == End::Open && facts.words >= LEAST_WORDS && facts.capital_share() < MOST_CAPITALS,
    }
}
