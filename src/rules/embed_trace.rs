//! Traces of posts whose signature is lost: end marks inside a line, picture links, unsigned copies.
//!
//! `… pic.twitter.com/gEDRRtOlV0 End of Twitter post by @ann The services were called`: the mark and the post before it go, the
//! sentence behind it stays. A line that ends with a picture's address is a post. An unsigned line that repeats a signed post word for
//! word is one too; prose that quotes it has quotation marks or words of its own.

use std::collections::HashSet;

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::posts;
use crate::page::span::Span;
use crate::scan::Scan;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    id: "embed-trace",
    category: Category::Embed,
    strength: Strength::Firm,
    score: 940,
    reason: "a social media post without its signature: an image link, an end mark, or a copy of a signed post",
    find,
    #[cfg(test)]
    drops: &[
        (
            "It rained on the pier #storm pic.twitter.com/gEDRRtOlV0 End of Twitter post by @annberg The services were called at noon, they said.",
            &["It rained on the pier #storm pic.twitter.com/gEDRRtOlV0 End of Twitter post by @annberg"],
        ),
        (
            "She was there.\n\nThe pier is gone. pic.twitter.com/gEDRRtOlV0\n\nIt sails.",
            &["The pier is gone. pic.twitter.com/gEDRRtOlV0"],
        ),
        (
            "The pier is gone and I am sad\n\nIt rained.\n\nThe pier is gone and I am sad — Ann (@ann) May 1, 2015",
            &["The pier is gone and I am sad"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "“The pier is gone and I am sad,” she wrote.\n\nThe pier is gone and I am sad — Ann (@ann) May 1, 2015",
        "Links like pic.twitter.com/gEDRRtOlV0 lead to pictures, the company said.",
        "The end of Twitter posts by candidates was near, he said.",
    ],
};

/// End marks in the languages of the sites that print them.
const MARKS: [&str; 8] = [
    "End of Twitter post",
    "End of X post",
    "End of Instagram post",
    "End of Facebook post",
    "End of YouTube post",
    "Final de Twitter post",
    "Final de Publicaciones de Twitter",
    "Fin de Twitter publication",
];

/// Shortest unsigned copy, in words: shorter lines repeat by chance.
const COPY_WORDS: u32 = 5;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let signed = signed_posts(scan, findings);
    for block in 0..scan.len() {
        if findings.whole(block).is_some() {
            continue;
        }
        let text = scan.text(block);
        if end_mark(scan, block, hits) {
            continue;
        }
        let copy =
            !signed.is_empty() && scan.facts[block].words >= COPY_WORDS && signed.contains(&fold::fingerprint(text));
        if copy || (scan.facts[block].has(b"/") && ends_with_picture(text)) {
            hits.block(block);
        }
    }
}

/// Fingerprints of the texts of signed posts.
fn signed_posts(scan: &Scan<'_>, findings: &Findings) -> HashSet<u64> {
    let posts = findings.all.iter().filter(|f| f.category == Category::Embed);
    posts
        .filter_map(|f| {
            let text = f.span.of(&scan.page.source);
            let signature = posts::signatures(text).into_iter().next();
            let body = signature.map_or(text, |s| &text[..s.start]);
            let body = body.split("pic.twitter.com/").next().unwrap_or_default();
            (body.split_whitespace().count() >= COPY_WORDS as usize).then(|| fold::fingerprint(body))
        })
        .collect()
}

/// `End of Twitter post by @ann` with the post before it.
fn end_mark(scan: &Scan<'_>, block: usize, hits: &mut Hits<'_>) -> bool {
    let text = scan.text(block);
    if !scan.facts[block].has(b"@") {
        return false;
    }
    let Some((at, mark)) = MARKS.iter().filter_map(|m| text.find(m).map(|at| (at, m))).min() else { return false };
    let rest = &text[at + mark.len()..];
    let Some(sign) = rest.find('@').filter(|i| *i <= 16) else { return false };
    let Some(len) = posts::handle(&rest[sign + 1..]) else { return false };
    let end = at + mark.len() + sign + 1 + len;
    let start = posts::post_start(&text[..at], posts::POST_CHARS, true).unwrap_or(at);
    let base = scan.start(block);
    hits.span(Span::new(base + start, base + end).trim(&scan.page.source));
    true
}

/// Whether a line of a post's length ends with the address of a picture.
fn ends_with_picture(text: &str) -> bool {
    if !text.contains("pic.twitter.com/") {
        return false;
    }
    let Some(at) = text.rfind("pic.twitter.com/") else { return false };
    let id = &text[at + "pic.twitter.com/".len()..];
    (8..=12).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric())
        && posts::post_chars(text) <= posts::POST_CHARS
}
