//! Program code and markup that a scraper took for text: `OO.ready(function() { … });`, `<!-- google_ad_client … -->`,
//! `[responsivevoice_button voice="…"]`.
//!
//! Code of advertisement, analytics and players is told by its calls, other code by its marks, on pages that are not about code
//! themselves.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::BlockKind;
use crate::page::span::Span;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "script-leftover",
    category: Category::Script,
    strength: Strength::Firm,
    score: 960,
    reason: "code or markup that the scraper took for text",
    find,
    #[cfg(test)]
    drops: &[
        (
            "It rained. <!-- Share buttons begin --> It sails.\n<!-- end -->",
            &["<!-- Share buttons begin -->", "<!-- end -->"],
        ),
        (
            "It rained.\n\nOO.ready(function() { OO.Player.create('ooyalaplayer-Z3', 'Z3'); });\n\nIt sails.",
            &["OO.ready(function() { OO.Player.create('ooyalaplayer-Z3', 'Z3'); });"],
        ),
        (
            "It rained. <!-- google_ad_client = \"pub-1\"; google_ad_width = 468; //--> It sails.",
            &["<!-- google_ad_client = \"pub-1\"; google_ad_width = 468; //-->"],
        ),
        (
            "It rained.\n[responsivevoice_button voice=\"Spanish Female\" buttontext=\"Play\"]\nIt sails.",
            &["[responsivevoice_button voice=\"Spanish Female\" buttontext=\"Play\"]"],
        ),
        (
            "It rained.\n(function(d, s, id) { var js, fjs = d.getElementsByTagName(s)[0]; }(document, 'script', 'x'));\nIt sails.",
            &["(function(d, s, id) { var js, fjs = d.getElementsByTagName(s)[0]; }(document, 'script', 'x'));"],
        ),
        (
            "It rained.\n(adsbygoogle = window.adsbygoogle || []).push({});\nIt sails.",
            &["(adsbygoogle = window.adsbygoogle || []).push({});"],
        ),
        (
            "It rained.\ncom.gpower.cms.channel.entity.Channel@403e46f9[name=首頁, id=1]\nIt sails.",
            &["com.gpower.cms.channel.entity.Channel@403e46f9[name=首頁, id=1]"],
        ),
        ("It rained.\n#buttons=(Aceitar !) #days=(20)\nIt sails.", &["#buttons=(Aceitar !) #days=(20)"]),
    ],
    #[cfg(test)]
    keeps: &[
        "Write a function(x) that doubles its argument, and call it twice.",
        "let a = 1;\nlet b = 2;\nfunction add(x, y) { return x + y; }\nconsole.log(add(a, b));\nadd(1, 2);",
        "The answer [sic] was his. He said [the ferry] sails.",
        "<!-- is how a comment begins in HTML.",
        "<p>Write <code>&lt;!-- more --&gt;</code> where the front page shall cut the post.</p>",
        "if (x > 3) { y = 4; }",
        "<p>Write this into the page's head:<pre>&lt;!-- Counts the readers. --&gt;\ngtag('config');</pre>",
    ],
};

/// Calls that only scripts of advertisement, analytics and players make.
const CALLS: [&str; 28] = [
    "adsbygoogle",
    "googletag.",
    "google_ad_",
    "getElementsByTagName(",
    "getElementById('",
    "OO.ready(",
    "OO.Player",
    "jwplayer(",
    "_gaq.push",
    "gtag(",
    "ga('send",
    "ga('create",
    "fbq(",
    "window._taboola",
    "_taboola.push",
    "disqus_",
    "document.write(",
    "createElement('script",
    "createElement(\"script",
    "dataLayer.push",
    "window.dataLayer",
    "createIframe",
    "var s_account",
    "brightcove.createExperiences",
    "$(document).ready(",
    "jQuery(document)",
    "jQuery(function",
    "_qevents.push",
];

/// More lines of code than this are a page about code.
const CODE_LINES: usize = 3;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let mut code: Vec<usize> = Vec::new();
    let mut about_code = 0;
    for block in 0..scan.len() {
        let text = scan.text(block);
        // What the markup says is code is meant to be read.
        let shown = scan.page.html && scan.page.blocks[block].kind == BlockKind::Pre;
        if shown || findings.whole(block).is_some() {
            continue;
        }
        if scan.facts[block].has(b"<") && text.contains("<!--") {
            comments(scan, block, hits);
            continue;
        }
        if scan.facts[block].symbols < 2 && !text.starts_with(['[', '#']) {
            continue;
        }
        if is_shortcode(text) || is_dump(text) || is_settings(text) || calls(text) {
            hits.block(block);
        } else if is_dense(text) {
            code.push(block);
        }
        about_code += usize::from(is_code(text));
    }
    if about_code <= CODE_LINES {
        for block in code {
            hits.block(block);
        }
    }
}

/// Comments of markup inside a line. One of a word or two amid other words is what the line is about: `Write <!-- more -->`.
fn comments(scan: &Scan<'_>, block: usize, hits: &mut Hits<'_>) {
    const WORDS: usize = 2;
    let text = scan.text(block);
    let base = scan.start(block);
    let mut at = 0;
    while let Some(open) = text[at..].find("<!--").map(|i| at + i) {
        let Some(inside) = text[open + 4..].find("-->").map(|length| &text[open + 4..][..length]) else { break };
        let close = open + 4 + inside.len() + 3;
        let beside = !text[at..open].trim().is_empty() || !text[close..].trim().is_empty();
        if !beside || density(inside) > 0 || inside.split_whitespace().count() > WORDS {
            hits.span(Span::new(base + open, base + close));
        }
        at = close;
    }
}

/// Whether a line makes one of the calls, and is code around it.
fn calls(text: &str) -> bool {
    text.contains(['(', '=', '.'])
        && text.contains([';', '{', '('])
        && CALLS.iter().any(|call| text.contains(call))
        && density(text) >= 40
}

/// `[name attribute="value"]`
fn is_shortcode(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) else { return false };
    let Some((name, attributes)) = inside.split_once(' ') else {
        // `[pj-news-ticker]`, `[/caption]`
        let bare = inside.trim_start_matches('/');
        const WIDGETS: [&str; 9] =
            ["ticker", "slider", "gallery", "form", "widget", "banner", "player", "caption", "shortcode"];
        let plain = bare.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'_'));
        return plain
            && WIDGETS.iter().any(|w| bare.contains(w))
            && (bare.contains(['-', '_']) || inside.starts_with('/'));
    };
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    named
        && (attributes.contains("=\"")
            || attributes.contains("='")
            || attributes.contains("=”")
            || attributes.contains("=“"))
}

/// `com.example.Channel@403e46f9[…]`
fn is_dump(text: &str) -> bool {
    let Some((name, rest)) = text.split_once('@') else { return false };
    let hash = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    name.matches('.').count() >= 2 && !name.contains(' ') && hash >= 6 && rest[hash..].starts_with(['[', '{'])
}

/// `#buttons=(…) #days=(20)`
fn is_settings(text: &str) -> bool {
    text.starts_with('#') && text.matches("=(").count() >= 2
}

/// Marks of code in thousandths of all characters.
fn density(text: &str) -> usize {
    let marks = text
        .bytes()
        .filter(|b| matches!(b, b'{' | b'}' | b';' | b'=' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'|' | b'$'))
        .count();
    marks * 1000 / text.chars().count().max(1)
}

/// Whether a line looks like code at all.
fn is_code(text: &str) -> bool {
    let marked = text.contains(['{', '}'])
        || text.contains("=>")
        || text.contains("()")
        || text.ends_with(';')
        || text.contains(" = ");
    marked && density(text) >= 50
}

/// Whether a line is a whole piece of code and not a sentence about it.
fn is_dense(text: &str) -> bool {
    /// Share of marks in code, in thousandths.
    const MARKS: usize = 90;
    /// Shorter lines are formulas and emoticons.
    const BYTES: usize = 60;
    text.len() >= BYTES && text.contains('{') && text.contains('}') && text.contains(';') && density(text) >= MARKS
}
