//! Embedded posts in the elements that providers and publishing systems put them in: `blockquote.twitter-tweet`,
//! `figure.wp-block-embed`, `<twitter-widget>`.
//!
//! The embed code of a provider carries the post's text as a fallback for its script; scraped pages hold that fallback,
//! or what the script made of it. The class names are the providers' own, so they are as good as a grammar. An element
//! that was never closed swallows the rest of the article: where prose follows the signature, the post ends there.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::providers;
use crate::page::span::Span;
use crate::page::token::token_word;
use crate::page::{Container, Page, Tag};
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "embed-container",
    category: Category::Embed,
    strength: Strength::Closed,
    score: 999,
    reason: "inside the element that a network's embed code creates",
    find,
    #[cfg(test)]
    drops: &[
        (
            "<p>He wrote:</p><blockquote class='twitter-tweet' data-lang=en><p>Rain again.</p>— Ann (@ann) <a \
             href='https://twitter.com/ann/status/1'>May 1, 2019</a></blockquote><p>It rained.</p>",
            &["Rain again.\n— Ann (@ann) May 1, 2019"],
        ),
        (
            "<p>a</p><blockquote class='instagram-media x'><div><a href='#'>View this post on Instagram</a></div><p>A post \
             shared by B (@b)</p></blockquote>",
            &["View this post on Instagram\nA post shared by B (@b)"],
        ),
        (
            "<div class=fb-post data-href=x><blockquote><p>Open today.</p>Posted by C on 1 May</blockquote></div>",
            &["Open today.\nPosted by C on 1 May"],
        ),
        (
            "<figure class='wp-block-embed is-type-video'><div><iframe src='//x'></iframe></div><figcaption>The \
          goal</figcaption></figure><p>b",
            &["The goal"],
        ),
        (
            "<div class='instagram-media'><p>It rained all day in the valley, and the road was closed.</p><blockquote \
             class='instagram-media'><p>A post shared by B (@b)</p></blockquote></div>",
            &["A post shared by B (@b)"],
        ),
        ("<twitter-widget><p>Rain again.</p></twitter-widget>", &["Rain again."]),
        (
            "<p>It rained.</p><div class=Tweet_root__x3f9A><b class=Tweet_name__b2>Ann</b><p>Rain again.</p><a \
             href='https://twitter.com/ann/status/1'>May 1, 2019</a></div>",
            &["Ann\nRain again.\nMay 1, 2019"],
        ),
        (
            "<p>It rained.</p><div class=tweet><a href='https://twitter.com/ann/status/1'><div>Ann @ann</div><p>Rain again.</p><p>2:41 PM</p></a></div>",
            &["Ann @ann\nRain again.\n2:41 PM"],
        ),
        // Never closed: only the post goes.
        (
            "<blockquote class=twitter-tweet><p>Rain again.</p><a href='https://twitter.com/ann/status/1'>May 1, \
             2019</a><p>It rained all day in the valley, and the road to the village was closed for good.</p>",
            &["Rain again.\nMay 1, 2019"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<blockquote><p>Rain again, she said.</p></blockquote>",
        "<blockquote class='quote twitter'><p>Rain again, she said.</p></blockquote>",
        "<div class='embed'><p>Rain again, she said.</p></div>",
        "<div class=tweet-quote_box__1a><p>Rain again, she said.</p><a href='https://twitter.com/intent/tweet?text=x'>Tweet</a></div>",
        "<article class=has-tweet><p>It rained all day in the valley, and the road was closed, <a \
         href='https://twitter.com/ann/status/1'>she wrote</a>.</p></article>",
        "<p>Use <code>class=twitter-tweet</code> for tweets.</p>",
    ],
};

/// Longest text, in bytes, of a post with its scaffolding: captions end at 2,200 characters on Instagram and 4,000 on
/// `TikTok`, and an embed shows less. What is longer has swallowed what follows it.
const POST_BYTES: usize = 8000;

/// Longest text, in bytes, of a publishing system's box: a post, or a player with its caption. Such class names are a
/// little less certain than the providers' own, so they may take less.
const WRAPPER_BYTES: usize = 2500;

/// Longest text, in bytes, of a box whose class speaks of a tweet in whatever way and that ends in a link to one: a card
/// that a site's own program drew, under names that its bundler made (`Tweet_root__x3f9A`).
const CARD_BYTES: usize = 1200;

/// The word in a class.
const TWEET: u32 = token_word("tweet");

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    let with_text = page.containers.iter().skip(1).filter(|it| it.blocks.0 < it.blocks.1);
    let embeds: Vec<(&Container, usize)> = with_text.filter_map(|it| Some((it, limit(page, it)?))).collect();
    let mut done = 0;
    for (at, (container, limit)) in embeds.iter().enumerate() {
        let (first, end) = container.blocks;
        if first < done {
            continue;
        }
        let whole = page.span_of(container);
        let left_open = if container.tag == Tag::Blockquote { signed_end(scan, container) } else { None };
        let post = left_open.map_or(whole, |end| Span { end, ..whole });
        if post.len() <= *limit && !holds_prose_beside(scan, container, &embeds[at + 1..]) {
            hits.span(post);
            done = end;
        }
    }
}

/// Whether an element around other embeds has running text of its own: then it is the article that bears the class.
fn holds_prose_beside(scan: &Scan<'_>, outer: &Container, later: &[(&Container, usize)]) -> bool {
    let mut at = outer.blocks.0;
    let mut inside = false;
    for (inner, _) in later.iter().take_while(|(it, _)| it.blocks.1 <= outer.blocks.1) {
        inside = true;
        if (at..inner.blocks.0).any(|block| scan.facts[block as usize].is_paragraph()) {
            return true;
        }
        at = at.max(inner.blocks.1);
    }
    inside && (at..outer.blocks.1).any(|block| scan.facts[block as usize].is_paragraph())
}

/// How long the text of such an element may be; `None` where it holds no embed.
fn limit(page: &Page<'_>, container: &Container) -> Option<usize> {
    let tokens = page.tokens_of(container);
    if tokens.iter().any(|t| providers::is_post_token(*t)) {
        return Some(POST_BYTES);
    }
    let element = container.own_name().is_some_and(providers::is_embed_element);
    if element || tokens.iter().any(|t| providers::is_wrapper_token(*t)) {
        return Some(WRAPPER_BYTES);
    }
    (tokens.contains(&TWEET) && (ends_in_post(page, container) || is_link_to_post(page, container)))
        .then_some(CARD_BYTES)
}

/// Whether the last block of an element is a link to a post, as a card's date is.
fn ends_in_post(page: &Page<'_>, container: &Container) -> bool {
    let Some(last) = page.blocks[..container.blocks.1 as usize].last() else { return false };
    let from = page.provider_links.partition_point(|link| link.span.start < last.span.start);
    page.provider_links.get(from).is_some_and(|link| link.post && link.span == last.span)
}

/// Whether all of an element's text is one link to a post.
fn is_link_to_post(page: &Page<'_>, container: &Container) -> bool {
    let whole = page.span_of(container);
    let from = page.provider_links.partition_point(|link| link.span.start < whole.start);
    page.provider_links.get(from).is_some_and(|link| link.post && link.span == whole)
}

/// Where the post ends in an element that was left open: with the block that ends in the link to the post, where running
/// text follows it.
fn signed_end(scan: &Scan<'_>, container: &Container) -> Option<u32> {
    let page = scan.page;
    let whole = page.span_of(container);
    let from = page.provider_links.partition_point(|link| link.span.start < whole.start);
    let links = page.provider_links[from..].iter().take_while(|link| link.span.end <= whole.end);
    links.filter(|link| link.post && !link.span.is_empty()).find_map(|link| {
        let block = page.block_at(link.span.end)?;
        let end = page.blocks[block].span.end;
        let next = block + 1;
        let goes_on = next < container.blocks.1 as usize && scan.facts[next].is_paragraph();
        (end == link.span.end && goes_on).then_some(end)
    })
}
