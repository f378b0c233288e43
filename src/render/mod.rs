//! Rendering: verdicts to output. No earlier stage leaves anything out.

mod address;
mod escape;
mod excerpt;
mod html;
mod inline;
mod markdown;
mod notes;
mod outline;
mod text;

use std::borrow::Cow;

use crate::category::Category;
use crate::cleaned::{Cleaned, Piece, PieceKind, ReadAs, Removed, Stats};
use crate::metadata::Found;
use crate::options::Options;
use crate::page::span::Span;
use crate::resolve::{By, Removal, Verdict, Verdicts};
use crate::scan::Scan;
use crate::text::{cut, fold};

/// Most bytes of the paths of all removals together: so many, and so many for each byte of the page. Protects memory where
/// ten thousand blocks stand five hundred elements deep; of 3,135 development pages one has 2.4 for a byte, on 66 KB, and all others
/// at most 1.8.
const FREE_PATH_BYTES: usize = 64 << 10;
const PATH_BYTES_PER_BYTE: usize = 2;

/// Longest pattern, in bytes, that the reason of a removal repeats. Protects memory where a list of words matches everywhere.
const PATTERN_BYTES: usize = 100;

/// Most pictures and frames without text that the record names: protects memory where a page is nothing else.
const MOST_LOST: usize = 1000;

/// Makes the result of a page of so many bytes.
pub(crate) fn render(
    scan: &Scan<'_>,
    verdicts: &Verdicts,
    found: Found,
    options: &Options,
    bytes_in: usize,
) -> Cleaned {
    let mut text = text::render(scan, verdicts);
    let fingerprint = format!("{:016x}", fold::fingerprint(&text));
    let words_out = words_kept(scan, verdicts);
    if let (true, Some(title)) = (options.include_title, &found.title) {
        text = if text.is_empty() { title.clone() } else { format!("{title}\n\n{text}") };
    }
    let title = found.title.clone().filter(|_| options.include_title);
    let mut metadata = found.metadata;
    metadata.excerpt = metadata.description.clone().or_else(|| excerpt::first_paragraph(scan, verdicts));
    let marked_up = options.markdown || options.html;
    let (nodes, cut) = if marked_up { outline::outline(scan, verdicts, options) } else { Default::default() };
    metadata.truncated |= cut;
    let mut whole = |(rendered, cut): (String, bool)| {
        metadata.truncated |= cut;
        rendered
    };
    let markdown = options.markdown.then(|| whole(markdown::render(scan, &nodes, title.as_deref(), options, bytes_in)));
    let html =
        options.html.then(|| whole(html::render(scan, &nodes, title.as_deref(), metadata.dir, options, bytes_in)));
    Cleaned {
        title: found.title,
        text,
        markdown,
        html,
        input: if scan.page.html { ReadAs::Html } else { ReadAs::Text },
        metadata,
        metadata_sources: options.metadata_sources.then_some(found.sources),
        removed: if options.explain {
            removed(scan, verdicts, options, &outline::lost(scan, verdicts, options), bytes_in)
        } else {
            Vec::new()
        },
        pieces: options.pieces.then(|| pieces(scan, verdicts, options.explain)),
        source: (options.pieces && scan.page.html).then(|| scan.page.source.clone().into_owned()),
        confidence: confidence(scan, verdicts),
        fingerprint,
        stats: Stats {
            words_in: scan.facts.iter().map(|f| f.words as usize).sum(),
            words_out,
            bytes_in,
            blocks: scan.len(),
            ..Stats::default()
        },
    }
}

fn words_kept(scan: &Scan<'_>, verdicts: &Verdicts) -> usize {
    let kept = verdicts.all.iter().filter(|it| it.removal.is_none());
    kept.map(|it| words_in(scan, it)).sum::<u64>() as usize
}

/// The words of a piece: a part of a block has its share of the block's.
fn words_in(scan: &Scan<'_>, piece: &Verdict) -> u64 {
    let block = &scan.page.blocks[piece.block as usize];
    u64::from(scan.facts[piece.block as usize].words) * piece.span.len() as u64 / block.span.len().max(1) as u64
}

fn removed(
    scan: &Scan<'_>,
    verdicts: &Verdicts,
    options: &Options,
    lost: &[outline::Lost<'_>],
    bytes_in: usize,
) -> Vec<Removed> {
    let mut room = FREE_PATH_BYTES.saturating_add(bytes_in.saturating_mul(PATH_BYTES_PER_BYTE));
    let mut path = |container: u32| {
        if !scan.page.html || room == 0 {
            return None;
        }
        let path = scan.page.path(container);
        // What does not fit is the last to be tried, so that the time is bounded too.
        room = room.saturating_sub(path.len());
        (room > 0).then_some(path)
    };
    let mut all: Vec<_> = verdicts
        .all
        .iter()
        .filter_map(|it| {
            let removal = it.removal?;
            let span = it.span.trim(&scan.page.source);
            // White space between two removals belongs to neither.
            if span.is_empty() {
                return None;
            }
            Some(Removed {
                category: removal.category,
                rule: removal.by.id().into(),
                reason: reason(removal, options),
                start: span.start as usize,
                end: span.end as usize,
                text: span.of(&scan.page.source).to_owned(),
                score: removal.score,
                path: path(scan.page.blocks[it.block as usize].container),
            })
        })
        .collect();
    // They have no text, so no piece: they stand behind those that have.
    let place = |at: u32| {
        let source = &scan.page.source;
        (0..=(at as usize).min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or_default()
    };
    let category = |it: &outline::Lost<'_>| if it.frame { Category::Embed } else { Category::Other };
    let lost = lost.iter().filter(|it| !options.keep.contains(&category(it)));
    all.extend(lost.take(MOST_LOST).map(|it| Removed {
        category: category(it),
        rule: if it.frame { "frame" } else { "picture" }.into(),
        reason: lost_reason(it).into(),
        start: place(it.at),
        end: place(it.at),
        text: String::new(),
        score: 1000,
        path: path(it.container),
    }));
    all
}

/// Why a picture or a frame is not printed, and its address, cut short.
fn lost_reason(it: &outline::Lost<'_>) -> String {
    /// Bytes of an address that lead to it in the page.
    const ADDRESS_BYTES: usize = 200;
    let what = if it.frame { "an embedded frame or player" } else { "a picture beside nothing that is kept" };
    format!("{what}: {}", cut::head(it.address, ADDRESS_BYTES))
}

fn reason(removal: Removal, options: &Options) -> Cow<'static, str> {
    Cow::Borrowed(match removal.by {
        By::Rule(rule) => rule.reason,
        By::Scorer(reason) => reason,
        By::Override => "the caller dropped this range",
        By::Selector => "the caller's selector drops this element",
        By::Pattern(index) => match options.drop_patterns.get(index as usize) {
            Some(pattern) if pattern.len() <= PATTERN_BYTES => {
                return format!("the caller's pattern `{pattern}` drops this").into();
            }
            _ => "the caller's pattern drops this",
        },
        By::Option => "the caller's options leave this out",
    })
}

/// The partition of the source: every byte is in one piece.
fn pieces(scan: &Scan<'_>, verdicts: &Verdicts, indexed: bool) -> Vec<Piece> {
    let mut out = Vec::with_capacity(verdicts.all.len() * 2 + 1);
    let mut at = 0;
    let mut index = 0;
    let space = |out: &mut Vec<Piece>, start: usize, end: usize| {
        if start < end {
            out.push(Piece { kind: PieceKind::Space, start, end, removed: None });
        }
    };
    for it in &verdicts.all {
        let span: Span = it.span.trim(&scan.page.source);
        if !span.is_empty() {
            space(&mut out, at, span.start as usize);
            at = span.end as usize;
            out.push(Piece {
                kind: if it.removal.is_some() { PieceKind::Removed } else { PieceKind::Kept },
                start: span.start as usize,
                end: at,
                removed: (indexed && it.removal.is_some()).then_some(index),
            });
            index += usize::from(it.removal.is_some());
        }
    }
    space(&mut out, at, scan.page.source.len());
    out
}

/// How sure the result is: much prose kept, far from the cut, speaks for it.
fn confidence(scan: &Scan<'_>, verdicts: &Verdicts) -> u16 {
    /// Words of kept prose that speak for a body as loudly as can be.
    const ENOUGH_WORDS: u64 = 150;
    let (mut prose, mut kept, mut sure) = (0, 0, 0);
    for it in verdicts.all.iter().filter(|it| it.removal.is_none()) {
        let words = words_in(scan, it);
        kept += words;
        if scan.facts[it.block as usize].is_prose() {
            prose += words;
            sure += words * u64::from(verdicts.scores.blocks[it.block as usize]);
        }
    }
    if kept == 0 {
        return 0;
    }
    let amount = prose.min(ENOUGH_WORDS) * 500 / ENOUGH_WORDS;
    let share = prose * 250 / kept;
    let certainty = sure.checked_div(prose).unwrap_or(0) / 4;
    (amount + share + certainty).min(1000) as u16
}
