//! Names and paths of picture files: `shotSuccessCount.png`, `/t:r(unknown)/fit-in/1100x2000/…jpg)`.
//!
//! Where a picture has no alternative text, scrapers print its file.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;

pub(super) static RULE: Rule = Rule {
    id: "file-name",
    category: Category::Caption,
    strength: Strength::Closed,
    score: 970,
    reason: "the name or path of an image file",
    find,
    #[cfg(test)]
    drops: &[
        (
            "It rained.\n/t:r(unknown)/fit-in/1100x2000/filters:format(webp)/medias/jQ/image/2018_1.jpg)\nIt sails.",
            &["/t:r(unknown)/fit-in/1100x2000/filters:format(webp)/medias/jQ/image/2018_1.jpg)"],
        ),
        ("It rained.\n\nshotSuccessCount.png\n\nIt sails.", &["shotSuccessCount.png"]),
        (
            "It rained on the road.\n\nincidente-polizia-carabinieri-1\n\nIt sails.",
            &["incidente-polizia-carabinieri-1"],
        ),
        ("It rained.\n\nIMG_2031.JPG", &["IMG_2031.JPG"]),
    ],
    #[cfg(test)]
    keeps: &[
        "Files\nmain.rs\nlogo.png\nindex.html\nstyle.css",
        "state-of-the-art",
        "Open logo.png in an editor.",
        "man-eating-shark",
        "us-east-1",
        "/data/images/example.png and others",
    ],
};

/// Longest path, in bytes.
const BYTES: usize = 400;

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    for block in 0..scan.len() {
        let text = scan.text(block);
        // An extension, or the words of a slug.
        if text.len() > BYTES || !scan.facts[block].has(b".-_") || text.contains(char::is_whitespace) {
            continue;
        }
        // A list of files is documentation.
        let neighbour = |i: Option<usize>| {
            i.filter(|i| *i < scan.len()).is_some_and(|i| is_plain_file(scan.text(i)) && scan.is_tight(i.max(block)))
        };
        let in_list = neighbour(block.checked_sub(1)) || neighbour(Some(block + 1));
        if is_path(text) || (is_picture(text) && !in_list) || is_slug(text) {
            hits.block(block);
        }
    }
}

/// Whether it ends with the extension of a picture.
fn has_extension(text: &str) -> bool {
    let bare = text.trim_end_matches([')', ']', '"', ',']);
    let Some((stem, extension)) = bare.rsplit_once('.') else { return false };
    let known = ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "bmp"];
    !stem.is_empty() && known.iter().any(|k| extension.eq_ignore_ascii_case(k))
}

fn is_picture(text: &str) -> bool {
    has_extension(text) && !text.contains("://")
}

/// A path of several steps that ends in a picture.
fn is_path(text: &str) -> bool {
    has_extension(text) && text.matches('/').count() >= 4 && !text.contains("://")
}

/// `incidente-polizia-carabinieri-1`: small words with hyphens and a number at the end.
fn is_slug(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '_']).collect();
    let Some((last, words)) = parts.split_last() else { return false };
    words.len() >= 3
        && (1..=5).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_digit())
        && words.iter().all(|w| w.len() >= 2 && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        && words.iter().filter(|w| w.bytes().all(|b| b.is_ascii_lowercase())).count() >= 2
}

fn is_plain_file(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(stem, ext)| {
        !stem.is_empty()
            && !stem.contains(char::is_whitespace)
            && (1..=5).contains(&ext.len())
            && ext.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}
