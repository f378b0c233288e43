//! What other embeds leave in flattened text: a line that only an embed code prints.
//!
//! `Post by MORE FM.` (Facebook), `Rain from Ann on Vimeo.`, `via Ann / YouTube`, `by u/ann in ferries` (Reddit),
//! `♬ original sound - ann` (`TikTok`), `Ann's board on Pinterest`, `[youtube https://…]`, `End of Twitter post by @ann`, the
//! alternative text of a picture of a tweet (`Tweet de Ann 2`). Each is the whole line.

use std::borrow::Cow;

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::dates;
use crate::grammar::lexicon::{self, Section};
use crate::grammar::posts;
use crate::scan::{End, Facts, Scan};
use crate::text::search;

pub(super) static RULE: Rule = Rule {
    id: "embed-label",
    category: Category::Embed,
    strength: Strength::Closed,
    score: 970,
    reason: "text that only the embed code of a network or player prints",
    find,
    #[cfg(test)]
    drops: &[
        ("It rained.\n\nPost by MORE FM.\n\nPost by MORE FM.", &["Post by MORE FM.", "Post by MORE FM."]),
        (
            "It rained.\n\nPosted by Ann Berg on Friday, 5 June 2015\n\nIt sails.",
            &["Posted by Ann Berg on Friday, 5 June 2015"],
        ),
        ("It rained.\n\nvia 안나의 비디오 / YouTube", &["via 안나의 비디오 / YouTube"]),
        (
            "It rained.\n\nRain on the fjord from Ann Berg on Vimeo.\n\nIt sails.",
            &["Rain on the fjord from Ann Berg on Vimeo."],
        ),
        (
            "It rained.\n\nThe ferry is late again\nby u/ann_b in ferries\n\nIt sails.",
            &["The ferry is late again", "by u/ann_b in ferries"],
        ),
        (
            "It rained.\n\nComment\nby u/ann_b from discussion\nin ferries\n\nIt sails.",
            &["Comment", "by u/ann_b from discussion", "in ferries"],
        ),
        (
            "It rained.\n\n@ann_b\nLate again #ferry\n♬ original sound -\u{a0}Ann\n\nIt sails.",
            &["@ann_b", "Late again #ferry", "♬ original sound -\u{a0}Ann"],
        ),
        (
            "It rained.\n\nChart: A. Berg • Get the data • Created with Datawrapper\n\nIt sails.",
            &["Chart: A. Berg • Get the data • Created with Datawrapper"],
        ),
        (
            "It rained.\n\nView The Bill by Harbour Post on Scribd\n\nA Flourish chart",
            &["View The Bill by Harbour Post on Scribd", "A Flourish chart"],
        ),
        (
            "It rained.\n\nThe ferry is late againbyu/ann_b inferries\n\nIt sails.",
            &["The ferry is late againbyu/ann_b inferries"],
        ),
        (
            "It rained.\n\n@ann Late again #ferry ♬ original sound - ann\n\nIt sails.",
            &["@ann Late again #ferry ♬ original sound - ann"],
        ),
        (
            "It rained.\n\n[youtube https://www.youtube.com/watch?v=LyRBtbC69V0]",
            &["[youtube https://www.youtube.com/watch?v=LyRBtbC69V0]"],
        ),
        (
            "It rained.\n\nhttps://twitter.com/ann/status/123456789\n\nIt sails.",
            &["https://twitter.com/ann/status/123456789"],
        ),
        ("It rained.\n\nSkip Twitter post by @ann\n\nIt sails.", &["Skip Twitter post by @ann"]),
        ("They were amused:\n\nTweet de Ann Berg 2\n\nIt sails.", &["Tweet de Ann Berg 2"]),
        (
            "It rained.\n\nPost by @ann@example.social\nView on Mastodon\n\nIt sails.",
            &["Post by @ann@example.social", "View on Mastodon"],
        ),
        ("It rained.\n\nview original tweet on Twitter\n\nIt sails.", &["view original tweet on Twitter"]),
    ],
    #[cfg(test)]
    keeps: &[
        "Post by post, the fence went up along the road, and it was a long one.",
        "He found the song via a friend on YouTube.",
        "The film from Ann is on Vimeo. It is short.",
        "Tweet of the day: the ferry is late.",
        "The post was removed by u/ann_b in ferries after an hour, the moderators said on Monday.",
        "The bill was published by the office on Scribd.",
        "All the charts of this page were Created with Datawrapper",
        "Posted by the gate, a guard watched the road.",
        "She plays ♬ on the flute.",
    ],
};

/// Longest such line, in characters.
const CHARS: u32 = 200;

/// Longest name in a label, in characters.
const NAME_CHARS: usize = 60;

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    for block in 0..scan.len() {
        let facts = &scan.facts[block];
        let text = &*plain_space(scan.text(block));
        if facts.chars > CHARS {
            continue;
        }
        let known = facts.hints.has(Section::Embed)
            && lexicon::is(Section::Embed, scan.label(block))
            && (scan.label(block) != "follow" || !scan.page.html);
        let may = known
            || may_begin(text)
            || text.trim_end_matches('.').ends_with("Vimeo")
            || text.ends_with("Scribd")
            || facts.has(b"/")
            || facts.foreign;
        if !may {
            continue;
        }
        if (facts.has(b"/") || text == "by")
            && let Some(lines) = reddit_lines(scan, block)
        {
            lines.for_each(|line| hits.block(line));
            continue;
        }
        let inside_body = || scan.facts[..block].iter().rev().take(8).any(|f| f.end == End::Sentence);
        if known
            || is_facebook(text)
            || (is_dated_post(text) && inside_body())
            || is_player(text)
            || (facts.has(b"/") && is_reddit(text))
            || is_chart(text)
            || is_shortcode(text)
            || is_post_address(text)
            || is_federated(text)
            || is_picture_of_post(text, facts)
        {
            hits.block(block);
        } else if is_tiktok(text) {
            (tiktok_start(scan, block)..=block).for_each(|line| hits.block(line));
        }
    }
}

/// The text with ordinary spaces: templates put others around names.
fn plain_space(text: &str) -> Cow<'_, str> {
    if text.contains('\u{a0}') { Cow::Owned(text.replace('\u{a0}', " ")) } else { Cow::Borrowed(text) }
}

/// The lines of a Reddit post whose signature begins with this one, where the flattener broke it at its links, and of its
/// title; a comment has a label for one.
fn reddit_lines(scan: &Scan<'_>, block: usize) -> Option<std::ops::RangeInclusive<usize>> {
    /// The user, `in`, the place.
    const MOST: usize = 3;
    /// Bytes of the longest of them.
    const PART: usize = 40;
    /// Bytes of the longest title.
    const TITLE: usize = 320;
    let mut joined = plain_space(scan.text(block)).into_owned();
    if !(joined == "by" || joined.starts_with("by u/")) {
        return None;
    }
    let mut last = block;
    while !is_reddit(&joined) {
        last += 1;
        if last > block + MOST || last >= scan.len() || scan.text(last).len() > PART {
            return None;
        }
        joined.push(' ');
        joined.push_str(scan.text(last));
    }
    let above = block.checked_sub(1).filter(|_| !scan.page.html && scan.is_tight(block));
    let title = above.filter(|at| scan.text(*at).len() <= TITLE && scan.facts[*at].end != End::Colon);
    Some(title.unwrap_or(block)..=last)
}

/// The first line of a `TikTok` post that ends with its sound: the one with the handle alone.
fn tiktok_start(scan: &Scan<'_>, block: usize) -> usize {
    /// Lines of a caption that the flattener broke at its tags.
    const MOST: usize = 8;
    let is_handle = |at: &usize| {
        let name = scan.text(*at).strip_prefix('@').unwrap_or_default();
        !name.is_empty() && posts::handle(name) == Some(name.len())
    };
    (block.saturating_sub(MOST)..block).rev().find(is_handle).unwrap_or(block)
}

/// `Chart: Ann Berg • Source: Harbour Office • Get the data • Created with Datawrapper`
fn is_chart(text: &str) -> bool {
    text.ends_with(" Created with Datawrapper") && text.contains(": ")
}

/// Pre-filter: whether a line of ASCII without a bar may be one.
fn may_begin(text: &str) -> bool {
    matches!(text.as_bytes(), [b'P' | b'G' | b'O' | b'S' | b'T' | b'V' | b'v' | b'h' | b'@' | b'[', ..])
}

/// `Post by MORE FM.`
fn is_facebook(text: &str) -> bool {
    let Some(name) = text.strip_prefix("Post by ").and_then(|rest| rest.strip_suffix('.')) else { return false };
    !name.is_empty() && name.chars().count() <= NAME_CHARS && !name.contains(". ") && starts_upper(name)
}

/// `Posted by Ann Berg on Friday, 5 June 2015`, in the languages of the widget.
fn is_dated_post(text: &str) -> bool {
    let Some(rest) = lexicon::behind_start(Section::PostedOn, text) else { return false };
    let Some((_, range)) = dates::find(rest) else { return false };
    rest[range.end..].trim().is_empty() && range.start > 3 && rest[..range.start].chars().count() <= NAME_CHARS + 20
}

/// `via Name / YouTube`, `Title from Name on Vimeo.`
fn is_player(text: &str) -> bool {
    let bare = text.trim_end_matches('.');
    let via = text.strip_prefix("via ").or_else(|| text.strip_prefix("Via "));
    let credit = via.is_some_and(|rest| {
        [" / YouTube", "/YouTube", " / Youtube", " on YouTube", " / Instagram", " / Facebook", " / TikTok"]
            .iter()
            .any(|s| rest.ends_with(s))
    });
    let vimeo = bare.ends_with(" on Vimeo")
        && bare.contains(" from ")
        && text.ends_with('.')
        && !bare.contains(". ")
        && starts_upper_or_mark(text);
    let scribd =
        text.ends_with(" on Scribd") && text.contains(" by ") && !text.contains(". ") && starts_upper_or_mark(text);
    credit || vimeo || scribd
}

/// `by u/ann in ferries`, also glued to the title before it.
fn is_reddit(text: &str) -> bool {
    let Some(at) = search::find(text, "u/") else { return false };
    let before = text[..at].trim_end();
    let by = before.ends_with("by") && (before.len() == 2 || !before.ends_with(" by"));
    let rest = &text[at + 2..];
    let user = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
    let place = rest[user..].trim_start();
    let place = place.strip_prefix("from discussion").unwrap_or(place).trim_start().strip_prefix("in");
    let named = place.map(str::trim_start).is_some_and(|p| {
        let p = p.strip_prefix("r/").unwrap_or(p);
        !p.is_empty() && p.len() <= 40 && p.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    });
    by && user >= 2 && named
}

/// `@ann text #tags ♬ original sound - ann`
fn is_tiktok(text: &str) -> bool {
    let Some(at) = text.find('♬') else { return false };
    let sound = text[at + '♬'.len_utf8()..].trim();
    (text.starts_with('@') || at == 0) && sound.contains(" - ") && text.starts_with(['@', '♬'])
}

/// `[youtube https://…]`, `[embed]https://…[/embed]`
fn is_shortcode(text: &str) -> bool {
    const NAMES: [&str; 10] = [
        "youtube",
        "embed",
        "tweet",
        "vimeo",
        "instagram",
        "facebook",
        "dailymotion",
        "soundcloud",
        "spotify",
        "tiktok",
    ];
    let Some(inside) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) else { return false };
    let name = inside.split([' ', ']', '=']).next().unwrap_or_default().to_ascii_lowercase();
    NAMES.contains(&name.as_str()) && (inside.contains("http") || inside.contains('='))
}

/// The bare address of a post or video, which publishing systems turn into an embed.
fn is_post_address(text: &str) -> bool {
    if !text.starts_with("http") || text.contains(char::is_whitespace) {
        return false;
    }
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.trim_start_matches("www.").trim_start_matches("m.").trim_start_matches("mobile.");
    let post = |site: &str, mark: &str| host.starts_with(site) && host.contains(mark);
    post("twitter.com/", "/status/")
        || post("x.com/", "/status/")
        || post("youtube.com/", "watch?v=")
        || host.starts_with("youtu.be/")
        || post("instagram.com/", "/p/")
        || post("instagram.com/", "/reel/")
        || post("facebook.com/", "/posts/")
        || post("facebook.com/", "/videos/")
        || post("tiktok.com/", "/video/")
        || host.starts_with("vimeo.com/")
        || host.starts_with("t.me/")
        || post("bsky.app/", "/post/")
        || host.starts_with("pic.twitter.com/")
}

/// `Post by @ann@example.social`
fn is_federated(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("Post by @").or_else(|| text.strip_prefix("Post by\u{a0}@")) else {
        return false;
    };
    posts::handle(rest)
        .is_some_and(|len| rest[len..].is_empty() || rest[len..].starts_with('@') || rest[len..].starts_with("View on"))
}

/// `Tweet de Ann Berg 2`: the alternative text of a picture of a tweet.
fn is_picture_of_post(text: &str, facts: &Facts) -> bool {
    let Some(name) = lexicon::behind_start(Section::TweetOf, text) else { return false };
    /// A name with a number behind it.
    const WORDS: u32 = 7;
    facts.end == End::Open
        && facts.words <= WORDS
        && facts.commas == 0
        && name.split_whitespace().all(starts_upper_or_digit)
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(|c| !c.is_lowercase())
}

fn starts_upper_or_mark(text: &str) -> bool {
    text.chars().next().is_some_and(|c| !c.is_lowercase() || c.is_ascii_digit())
}

fn starts_upper_or_digit(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '@' || (c.is_alphabetic() && !c.is_lowercase()))
}
