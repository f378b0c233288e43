//! Quoted posts whose element lost its class: a blockquote that ends with the link to one post on a social network.
//!
//! Feeds, AMP pages and old archives strip classes; the signature `— Name (@handle) <a>date</a>` at the very end stays.
//! A quotation that merely mentions a post goes on after the link.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::Tag;

pub(super) static RULE: Rule = Rule {
    id: "embed-quote",
    category: Category::Embed,
    strength: Strength::Closed,
    score: 980,
    reason: "a quotation that ends with a link to a social media post",
    find,
    #[cfg(test)]
    drops: &[(
        "<p>He wrote:</p><blockquote><p>Rain again.</p><p>— Ann (@ann) <a \
         href='https://twitter.com/ann/status/1'>May 1, 2019</a></p></blockquote><p>It rained.</p>",
        &["Rain again.\n— Ann (@ann) May 1, 2019"],
    )],
    #[cfg(test)]
    keeps: &[
        "<blockquote><p>She <a href='https://twitter.com/ann/status/1'>wrote</a> that it rained.</p></blockquote>",
        "<blockquote><p>It rained, says <a href='https://twitter.com/ann'>Ann</a></p></blockquote>",
        "<p>It rained, as <a href='https://twitter.com/ann/status/1'>she wrote</a></p>",
    ],
};

/// Longest quotation, in bytes, that can be one post.
const POST_BYTES: usize = 3000;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    let post_ends: Vec<u32> =
        page.provider_links.iter().filter(|l| l.post && !l.span.is_empty()).map(|l| l.span.end).collect();
    if post_ends.is_empty() {
        return;
    }
    for container in page.containers.iter().filter(|c| c.tag == Tag::Blockquote && c.blocks.0 < c.blocks.1) {
        let quotation = page.span_of(container);
        let ends_with_post = post_ends.binary_search(&quotation.end).is_ok();
        if ends_with_post && quotation.len() <= POST_BYTES && findings.whole(container.blocks.0 as usize).is_none() {
            hits.span(quotation);
        }
    }
}
