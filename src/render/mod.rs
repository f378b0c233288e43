//! Rendering: turns verdicts into output. Only this stage leaves text out.

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
use crate::cleaned::{Cleaned, Direction, Piece, PieceKind, ReadAs, Removed, Stats};
use crate::metadata::SourcedMetadata;
use crate::options::Options;
use crate::page::path::Paths;
use crate::page::span::Span;
use crate::page::{Container, Page};
use crate::resolve::{By, Removal, Verdict, Verdicts};
use crate::scan::Scan;
use crate::text::{cut, fold};
use address::Resolver;
use outline::LostKind;

/// Most bytes of the paths of all removals together: a fixed number, and so many per byte of the page. Protects memory
/// where ten thousand blocks are five hundred elements deep; of 3,135 development pages one needs 2.4 per byte (66 KB),
/// all others at most 1.8.
const FREE_PATH_BYTES: usize = 64 << 10;
const PATH_BYTES_PER_BYTE: usize = 2;

/// Most pieces that stand alone: so many, or one for so many bytes of the page where that is more. Beyond, neighbours that are gone
/// for one reason are one removal, and neighbours that are kept one piece. Protects memory where a page is all tiny blocks: a
/// removal takes some 600 bytes with its JSON. Development pages have at most a block in 75 bytes; the flattened one with most has
/// 4,207 lines in 38 KB, and stays as it is.
const FREE_PIECES: usize = 500;
const FREE_PIECES_OF_TEXT: usize = 4_500;
const BYTES_PER_PIECE: usize = 48;

/// Longest pattern that the reason of a removal repeats, in bytes. Protects memory when a long list of words matches
/// everywhere.
const PATTERN_BYTES: usize = 100;

/// Most pictures and frames without text in the record: protects memory on a page of nothing else.
const MOST_LOST: usize = 1000;

/// Makes the result of a page of `bytes_in` bytes.
pub(crate) fn render(
    scan: Scan<'_>,
    verdicts: &Verdicts,
    found: SourcedMetadata,
    options: &Options,
    bytes_in: usize,
) -> Cleaned {
    let mut text = text::render(&scan, verdicts);
    // What grew by doubling would keep half of its room until the record is gone.
    text.shrink_to_fit();
    let fingerprint = format!("{:016x}", fold::fingerprint(&text));
    if let (true, Some(title)) = (options.include_title, &found.title) {
        text = if text.is_empty() { title.clone() } else { format!("{title}\n\n{text}") };
    }
    let title = found.title.clone().filter(|_| options.include_title);
    let mut metadata = found.metadata;
    metadata.excerpt = metadata.description.clone().or_else(|| excerpt::first_paragraph(&scan, verdicts));
    let printed = print(&scan, verdicts, title.as_deref(), metadata.dir, options, bytes_in);
    metadata.truncated |= printed.cut;
    let confidence = confidence(&scan, verdicts);
    let stats = Stats {
        words_in: scan.facts.iter().map(|f| f.words as usize).sum(),
        words_out: words_kept(&scan, verdicts),
        bytes_in,
        blocks: scan.len(),
        ..Stats::default()
    };
    let lost = if options.explain { outline::lost(&scan, verdicts, options) } else { Vec::new() };
    // The record is as large as what is known of the blocks, and needs none of it.
    let page = scan.page;
    drop(scan);
    let parts = if options.explain || options.pieces { parts(page, verdicts, bytes_in) } else { Vec::new() };
    Cleaned {
        title: found.title,
        text,
        markdown: printed.markdown,
        html: printed.html,
        input: if page.html { ReadAs::Html } else { ReadAs::Text },
        metadata,
        metadata_sources: options.metadata_sources.then_some(found.sources),
        removed: if options.explain { removed(page, &parts, options, &lost, bytes_in) } else { Vec::new() },
        pieces: options.pieces.then(|| pieces(page, &parts, options.explain)),
        source: (options.pieces && page.html).then(|| page.source.clone().into_owned()),
        confidence,
        fingerprint,
        stats,
    }
}

/// Markdown and HTML, where they are asked for.
#[derive(Default)]
struct Printed {
    markdown: Option<String>,
    html: Option<String>,
    /// Something had to be left out.
    cut: bool,
}

/// Prints the page. What it is printed from is as large as the page's blocks, and goes before the record is made.
fn print(
    scan: &Scan<'_>,
    verdicts: &Verdicts,
    title: Option<&str>,
    direction: Option<Direction>,
    options: &Options,
    bytes_in: usize,
) -> Printed {
    if !options.markdown && !options.html {
        return Printed::default();
    }
    let (nodes, mut cut) = outline::outline(scan, verdicts, options);
    let mut whole = |(mut rendered, is_cut): (String, bool)| {
        cut |= is_cut;
        rendered.shrink_to_fit();
        rendered
    };
    let resolver = || Resolver::new(scan, options, bytes_in);
    let markdown = options.markdown.then(|| whole(markdown::render(scan, &nodes, title, resolver())));
    let html = options.html.then(|| whole(html::render(&nodes, title, direction, resolver())));
    Printed { markdown, html, cut }
}

fn words_kept(scan: &Scan<'_>, verdicts: &Verdicts) -> usize {
    let kept = verdicts.all.iter().filter(|it| it.removal.is_none());
    kept.map(|it| words_in(scan, it)).sum::<u64>() as usize
}

/// The words of a piece; a part of a block has its proportion of the block's words.
fn words_in(scan: &Scan<'_>, piece: &Verdict) -> u64 {
    let block = &scan.page.blocks[piece.block as usize];
    u64::from(scan.facts[piece.block as usize].words) * piece.span.len() as u64 / block.span.len().max(1) as u64
}

/// Verdicts in a row that are one piece of the record.
type Part<'v> = &'v [Verdict];

/// The pieces of the record.
fn parts<'v>(page: &Page<'_>, verdicts: &'v Verdicts, bytes_in: usize) -> Vec<Part<'v>> {
    let free = if page.html { FREE_PIECES } else { FREE_PIECES_OF_TEXT };
    let most = free.max(bytes_in / BYTES_PER_PIECE);
    // What the caller asked for stands alone.
    let asked_for = |it: &Verdict| it.removal.is_some_and(|it| !matches!(it.by, By::Rule(_) | By::Scorer(_)));
    let why = |it: &Verdict| it.removal.map(|removal| (removal.category, removal.by));
    let mut parts: Vec<Part<'v>> = Vec::new();
    let mut from = 0;
    for (index, it) in verdicts.all.iter().enumerate() {
        // White space between two removals belongs to neither.
        if it.span.trim(&page.source).is_empty() {
            continue;
        }
        match parts.last_mut() {
            Some(last) if index >= most && !asked_for(it) && why(&last[0]) == why(it) => {
                *last = &verdicts.all[from..=index];
            }
            _ => {
                from = index;
                parts.push(&verdicts.all[index..=index]);
            }
        }
    }
    parts
}

/// The text of a piece, without the white space around it.
fn span_of(page: &Page<'_>, part: Part<'_>) -> Span {
    let start = part.first().map_or(0, |it| it.span.start);
    Span { start, end: part.last().map_or(start, |it| it.span.end) }.trim(&page.source)
}

/// The innermost container around a piece.
fn container_of(page: &Page<'_>, part: Part<'_>) -> u32 {
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return 0 };
    let innermost = page.blocks[first.block as usize].container;
    let holds_all = |it: &Container| first.block == last.block || it.blocks.1 > last.block;
    page.ancestors(innermost).find(|(_, it)| holds_all(it)).map_or(0, |(index, _)| index)
}

fn removed(
    page: &Page<'_>,
    parts: &[Part<'_>],
    options: &Options,
    lost: &[outline::Lost<'_>],
    bytes_in: usize,
) -> Vec<Removed> {
    let mut room = FREE_PATH_BYTES.saturating_add(bytes_in.saturating_mul(PATH_BYTES_PER_BYTE));
    let mut paths = Paths::of(page);
    let mut path = |container: u32| {
        if !page.html || room == 0 {
            return None;
        }
        let path = paths.path(container);
        // After the first that does not fit none is tried, which bounds the time as well.
        room = room.saturating_sub(path.len());
        (room > 0).then(|| path.to_owned())
    };
    let category = |it: &outline::Lost<'_>| match it.what {
        LostKind::Frame => Category::Embed,
        LostKind::Picture(junk) => junk.map_or(Category::Other, |junk| junk.told().0),
    };
    // What has no content is not printed whatever is kept.
    let is_told = |it: &&outline::Lost<'_>| {
        matches!(it.what, LostKind::Picture(Some(_))) || !options.keep.contains(&category(it))
    };
    let lost: Vec<_> = lost.iter().filter(is_told).take(MOST_LOST).collect();
    // A page of tiny blocks has thousands, and a list that grows by itself would have room for twice as many.
    let count = parts.iter().filter(|part| part.first().is_some_and(|it| it.removal.is_some())).count();
    let mut all = Vec::with_capacity(count + lost.len());
    all.extend(parts.iter().filter_map(|part| {
        let removal = part.first()?.removal?;
        let span = span_of(page, part);
        Some(Removed {
            category: removal.category,
            rule: removal.by.id().into(),
            reason: reason(removal, options),
            start: span.start as usize,
            end: span.end as usize,
            text: span.of(&page.source).to_owned(),
            score: part.iter().filter_map(|it| it.removal).map(|it| it.score).min().unwrap_or_default(),
            path: path(container_of(page, part)),
        })
    }));
    // Pictures and frames have no text and no piece, so they follow the removals that have.
    let place = |at: u32| {
        let source = &page.source;
        (0..=(at as usize).min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or_default()
    };
    all.extend(lost.into_iter().map(|it| Removed {
        category: category(it),
        rule: if matches!(it.what, LostKind::Frame) { "frame" } else { "picture" }.into(),
        reason: lost_reason(it).into(),
        start: place(it.at),
        end: place(it.at),
        text: String::new(),
        score: 1000,
        path: path(it.container),
    }));
    all
}

/// The reason why a picture or a frame is not printed, with its shortened address.
fn lost_reason(it: &outline::Lost<'_>) -> String {
    /// Bytes of an address in a reason: enough to find it in the page.
    const ADDRESS_BYTES: usize = 200;
    let what = match it.what {
        LostKind::Frame => "an embedded frame or player",
        LostKind::Picture(None) => "a picture beside nothing that is kept",
        LostKind::Picture(Some(junk)) => junk.told().1,
    };
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
fn pieces(page: &Page<'_>, parts: &[Part<'_>], indexed: bool) -> Vec<Piece> {
    let mut out = Vec::with_capacity(parts.len() * 2 + 1);
    let mut at = 0;
    let mut index = 0;
    let space = |out: &mut Vec<Piece>, start: usize, end: usize| {
        if start < end {
            out.push(Piece { kind: PieceKind::Space, start, end, removed: None });
        }
    };
    for part in parts {
        let span = span_of(page, part);
        let is_removed = part.iter().any(|it| it.removal.is_some());
        space(&mut out, at, span.start as usize);
        at = span.end as usize;
        out.push(Piece {
            kind: if is_removed { PieceKind::Removed } else { PieceKind::Kept },
            start: span.start as usize,
            end: at,
            removed: (indexed && is_removed).then_some(index),
        });
        index += usize::from(is_removed);
    }
    space(&mut out, at, page.source.len());
    out
}

/// Confidence in the result: high with much kept prose far from the cut.
fn confidence(scan: &Scan<'_>, verdicts: &Verdicts) -> u16 {
    /// Words of kept prose for the full score.
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
