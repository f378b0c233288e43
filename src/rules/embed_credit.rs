//! The line that embed codes of players leave under the frame: `Title from User on Vimeo.`, `via GIPHY`,
//! `User · Track` of `SoundCloud`.
//!
//! All its links go to the provider whose frame stands right before it, and little stands outside the links.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::page::providers::Provider;
use crate::page::{BlockKind, ProviderLink};

pub(super) static RULE: Rule = Rule {
    id: "embed-credit",
    category: Category::Embed,
    strength: Strength::Firm,
    score: 950,
    reason: "a line that a player's embed code leaves next to its frame",
    find,
    #[cfg(test)]
    drops: &[
        (
            "<p>a</p><iframe src='https://player.vimeo.com/video/1'></iframe><p><a href='https://vimeo.com/1'>Rain</a> \
             from <a href='https://vimeo.com/ann'>Ann</a> on <a href='https://vimeo.com'>Vimeo</a>.</p>",
            &["Rain from Ann on Vimeo."],
        ),
        (
            "<iframe src='https://giphy.com/embed/x'></iframe><p><a href='https://giphy.com/gifs/x'>via GIPHY</a></p>",
            &["via GIPHY"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<iframe src='https://player.vimeo.com/video/1'></iframe><p>See also <a href='https://vimeo.com/ann'>all films \
         that Ann</a> made about rain in the valleys of the north.</p>",
        "<p><a href='https://vimeo.com/1'>Rain</a> from <a href='https://vimeo.com/ann'>Ann</a></p>",
        "<iframe src='https://player.vimeo.com/video/1'></iframe><p>It rained.</p>",
    ],
};

/// Most bytes outside the links: `from`, `on`, `by`, dots and bars in any language.
const OUTSIDE_BYTES: u32 = 24;

/// How far behind a frame its credit can stand, in bytes of text: it is the next block.
const BEHIND_BYTES: u32 = 2;

/// Most links of a credit: film, author, provider.
const MOST_LINKS: usize = 8;

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    let page = scan.page;
    let mut links = page.provider_links.as_slice();
    for frame in &page.frames {
        let Some(provider) = Provider::of(&frame.src) else { continue };
        let Some(block) = page.block_at(frame.at).or_else(|| page.block_from(frame.at)) else { continue };
        let it = &page.blocks[block];
        if it.span.start < frame.at
            || it.span.start > frame.at + BEHIND_BYTES
            || matches!(it.kind, BlockKind::Heading(_))
        {
            continue;
        }
        // Frames and links are in the order of the page.
        let skip = links.partition_point(|link| link.span.start < it.span.start);
        links = &links[skip..];
        let inside: Vec<&ProviderLink> =
            links.iter().take_while(|link| link.span.end <= it.span.end).take(MOST_LINKS + 1).collect();
        if inside.len() > MOST_LINKS {
            continue;
        }
        let linked: u32 = inside.iter().filter(|l| l.provider == provider).map(|l| l.span.len() as u32).sum();
        if linked > 0 && it.span.len() as u32 <= linked + OUTSIDE_BYTES {
            hits.block(block);
        }
    }
}
