//! Units that are kept or removed as a whole: data tables, whose numbers mean nothing without the row names; lists;
//! notes; the panels of one set of tabs; listings and boxes in the middle of the body; labels with the text that they
//! introduce.
//!
//! The forest judges each block alone and is less sure of a one-word row name than of a number with its unit.

use crate::page::token::token;
use crate::page::{BlockKind, Container, Page, Role, Tag};
use crate::rules::threads::Threads;
use crate::scan::Scan;

/// Blocks less likely than this are never lifted.
const LEAST: u16 = 50;

/// Notes and boxes less likely than this stay out: notices of the site.
const LEAST_BOX: u16 = 150;

/// Share of the cut, as a fraction, that suffices for a table with some cells above the cut.
const TABLE: (u64, u64) = (3, 4);

/// Levels of elements around a block searched for kept text on both sides.
const NEAR: usize = 6;

/// Most blocks of the bar beside a listing: its language, a button.
const BAR: usize = 2;

/// Classes of a page's notes section.
const NOTES: [u32; 2] = [token("footnotes"), token("endnotes")];

/// Lifts blocks to the cut, or lowers them below it, so that units stay whole.
pub(super) fn settle(scan: &Scan<'_>, threads: &Threads, likely: &mut [u16], cut: u16) {
    tables(scan, threads, likely, cut);
    boxes(scan.page, likely, cut);
    asides(scan, likely, cut);
    lists(scan, likely, cut);
    listings(scan.page, likely, cut);
    panels(scan, likely, cut);
    labels(scan.page, likely, cut);
    notes(scan.page, likely, cut);
    paragraphs(scan, likely, cut);
}

/// Lifts blocks that may be body.
fn lift(likely: &mut [u16], cut: u16) {
    for it in likely.iter_mut().filter(|it| (LEAST..cut).contains(*it)) {
        *it = cut;
    }
}

/// The blocks of a container.
fn blocks_of(it: &Container) -> std::ops::Range<usize> {
    it.blocks.0 as usize..it.blocks.1 as usize
}

/// Lists and notes follow half of their words; lists of links do not.
fn lists(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    let page = scan.page;
    // Nested lists follow the outer one.
    let mut end = 0;
    for it in &page.containers {
        let blocks = blocks_of(it);
        let notes = || page.tokens_of(it).iter().any(|token| NOTES.contains(token));
        if blocks.end <= end || !(matches!(it.tag, Tag::Ul | Tag::Ol | Tag::Dl) || notes()) {
            continue;
        }
        end = blocks.end;
        let (mut all, mut kept, mut bytes, mut linked) = (0, 0, 0, 0);
        for block in blocks.clone() {
            let words = u64::from(scan.facts[block].words.max(1));
            all += words;
            kept += if likely[block] >= cut { words } else { 0 };
            bytes += page.blocks[block].span.len();
            linked += page.blocks[block].link_bytes as usize;
        }
        // Most lists of links lead elsewhere. In the middle of the body less is enough, and what a sentence ends in a colon for is its own.
        let amid = || is_amid(page, likely, cut, blocks.clone());
        let most = if linked * 2 < bytes {
            kept * 2 >= all || kept * 4 >= all && amid()
        } else {
            kept * 4 >= all * 3 || introduces(page, blocks.start) && amid()
        };
        if kept > 0 && most {
            lift(&mut likely[blocks], cut);
        }
    }
}

/// The panels of one set of tabs are parts of one text; in the middle of the body they belong to it.
fn panels(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    let page = scan.page;
    for set in page.panels.chunk_by(|a, b| a.0 == b.0) {
        let blocks = |panel: &(u32, u32)| blocks_of(&page.containers[panel.1 as usize]);
        let kept = set.iter().any(|panel| likely[blocks(panel)].iter().any(|it| *it >= cut));
        let all = set.iter().map(blocks).reduce(|all, it| all.start.min(it.start)..all.end.max(it.end));
        let Some(all) = all.filter(|all| !all.is_empty()) else { continue };
        let linked: u64 = page.blocks[all.clone()].iter().map(|it| u64::from(it.link_bytes)).sum();
        let bytes: u64 = page.blocks[all.clone()].iter().map(|it| it.span.len() as u64).sum();
        if kept || linked * 2 < bytes && is_amid(page, likely, cut, all) {
            // The name of a listing's language stands in its bar.
            let is_bar = |at: usize| {
                let next = page.blocks.get(at + 1).is_some_and(|it| it.kind == BlockKind::Pre);
                next && page.blocks[at].kind != BlockKind::Pre && scan.facts[at].words <= 1 && likely[at] < cut
            };
            let lifted: Vec<usize> = set.iter().flat_map(blocks).filter(|at| !is_bar(*at)).collect();
            for at in lifted {
                lift(&mut likely[at..=at], cut);
            }
        }
    }
}

/// Whether a paragraph before a block says what follows: "The languages are:".
fn introduces(page: &Page<'_>, block: usize) -> bool {
    block.checked_sub(1).is_some_and(|before| {
        page.blocks[before].kind == BlockKind::Paragraph && page.text(before).trim_end().ends_with([':', '：'])
    })
}

/// Whether kept text directly precedes and follows some blocks, in one element with them.
fn is_amid(page: &Page<'_>, likely: &[u16], cut: u16, blocks: std::ops::Range<usize>) -> bool {
    let Some(before) = blocks.start.checked_sub(1) else { return false };
    let kept = |at: usize| likely.get(at).is_some_and(|it| *it >= cut);
    kept(before)
        && kept(blocks.end)
        && page
            .ancestors(page.blocks[before].container)
            .take(NEAR)
            .any(|(_, it)| blocks_of(it).contains(&blocks.end) && !is_page(it))
}

/// Whether an element holds the whole page.
fn is_page(it: &Container) -> bool {
    matches!(it.tag, Tag::Html | Tag::Body)
}

/// A footnote follows the text that refers to it.
fn notes(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    for tie in page.ties.iter().filter(|tie| (tie.blocks.1 as usize) <= page.blocks.len()) {
        if likely.get(tie.sign as usize).is_some_and(|it| *it >= cut) {
            for it in &mut likely[tie.blocks.0 as usize..tie.blocks.1 as usize] {
                *it = cut.max(*it);
            }
        }
    }
}

/// A program listing between two kept blocks is kept.
fn listings(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    let mut at = 0;
    while at < likely.len() {
        let run = page.blocks[at..].iter().take_while(|it| it.kind == BlockKind::Pre).count();
        if run == 0 {
            at += 1;
            continue;
        }
        // The bar of buttons beside it is skipped.
        let kept = |at: usize| likely[at] >= cut;
        let before = (at.saturating_sub(BAR + 1)..at).rev().any(kept);
        let after = (at + run..(at + run + BAR + 1).min(likely.len())).any(kept);
        // In one box with the paragraph before it, too.
        let boxed = at > 0 && kept(at - 1) && page.blocks[at - 1].kind == BlockKind::Paragraph && {
            let around = page.around(at - 1);
            !is_page(&page.containers[around as usize])
                && page.ancestors(page.blocks[at].container).take(3).any(|it| it.0 == around)
        };
        if before && after || boxed {
            lift(&mut likely[at..at + run], cut);
        }
        at += run;
    }
}

/// Data tables follow most of their words. Layout tables of old forums are not data.
fn tables(scan: &Scan<'_>, threads: &Threads, likely: &mut [u16], cut: u16) {
    let page = scan.page;
    for table in &scan.data_tables {
        let blocks = blocks_of(&page.containers[*table as usize]);
        let torn =
            likely[blocks.clone()].iter().any(|it| *it >= cut) && likely[blocks.clone()].iter().any(|it| *it < cut);
        if !torn || threads.has(blocks.start) {
            continue;
        }
        let words = |block: usize| u64::from(scan.facts[block].words.max(1));
        let all: u64 = blocks.clone().map(words).sum();
        let sum: u64 = blocks.clone().map(|block| words(block) * u64::from(likely[block])).sum();
        let keep = sum * TABLE.1 >= all * u64::from(cut) * TABLE.0;
        for likely in &mut likely[blocks] {
            *likely = if keep { (*likely).max(cut) } else { (*likely).min(cut.saturating_sub(1)) };
        }
    }
}

/// A note or a warning in the middle of the body is kept.
fn boxes(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    // Nested boxes follow the outer one.
    let mut end = 0;
    // The parent and the end of the box that was kept last: one that follows it is no notice of the site.
    let mut kept = None;
    for index in &page.callouts {
        let it = &page.containers[*index as usize];
        let around = &page.containers[it.parent as usize];
        let Some(before) = it.blocks.0.checked_sub(1).filter(|before| *before >= around.blocks.0) else { continue };
        if likely[before as usize] < cut || it.blocks.1 <= end {
            continue;
        }
        end = it.blocks.1;
        let least = if kept == Some((it.parent, it.blocks.0)) { LEAST } else { LEAST_BOX };
        kept = likely[blocks_of(it)].iter().any(|likely| *likely >= least).then_some((it.parent, it.blocks.1));
        for likely in &mut likely[blocks_of(it)] {
            if *likely >= least {
                *likely = (*likely).max(cut);
            }
        }
    }
}

/// A long paragraph without a link between two kept ones is of the body, whatever its wrapper is called: articles have their own
/// paragraphs in boxes named `related` or `promo`.
fn paragraphs(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    /// Words of the shortest such paragraph: shorter ones are notes and calls.
    const WORDS: u32 = 25;
    let page = scan.page;
    let own = |block: usize| page.blocks[block].kind == BlockKind::Paragraph && scan.facts[block].is_prose();
    for block in 1..scan.len().saturating_sub(1) {
        let wrapped = (LEAST..cut).contains(&likely[block]) && own(block) && page.blocks[block].links == 0;
        let amid = || own(block - 1) && own(block + 1) && is_amid(page, likely, cut, block..block + 1);
        if wrapped && scan.facts[block].words >= WORDS && !page.blocks[block].hidden && amid() {
            likely[block] = cut;
        }
    }
}

/// An aside with sentences and without links in the middle of the body is kept.
fn asides(scan: &Scan<'_>, likely: &mut [u16], cut: u16) {
    /// Most blocks of an aside.
    const BLOCKS: usize = 12;
    let page = scan.page;
    for it in page.containers.iter().filter(|it| it.role == Role::Complementary) {
        let blocks = blocks_of(it);
        if blocks.is_empty() || blocks.len() > BLOCKS || !is_amid(page, likely, cut, blocks.clone()) {
            continue;
        }
        let quiet = |block: usize| {
            let own = &page.blocks[block];
            own.links == 0 && own.kind != BlockKind::Control && likely[block] >= LEAST_BOX
        };
        if blocks.clone().all(quiet) && blocks.clone().any(|block| scan.facts[block].is_prose()) {
            lift(&mut likely[blocks], cut);
        }
    }
}

/// A label follows the text below it.
fn labels(page: &Page<'_>, likely: &mut [u16], cut: u16) {
    for &label in page.labels.iter().rev() {
        let (label, next) = (label as usize, label as usize + 1);
        let inside = next < likely.len() && likely[label] >= LEAST;
        if inside && likely[next] >= cut && likely[label] < cut {
            likely[label] = cut;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::{read, rules};

    const LONG: &str = "The ferry to Skagen sails again from Monday, the harbour office said on Friday, if the wind allows and the \
        crew is well, which the doctor of the harbour says it is.";

    /// Which blocks of a page stay whose forest gives them these odds, with a cut of 300.
    fn settled(html: &str, odds: &[u16]) -> Vec<bool> {
        let page = read::html(html, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        assert_eq!(scan.len(), odds.len(), "{html}");
        let mut likely = odds.to_vec();
        settle(&scan, &rules::find(&scan).threads, &mut likely, 300);
        likely.into_iter().map(|it| it >= 300).collect()
    }

    #[test]
    fn a_paragraph_amid_the_body_stays_whatever_its_wrapper_is_called() {
        let kept = |inside: &str| {
            let html = format!("<article><p>{LONG}</p><div class=related>{inside}</div><p>{LONG}</p></article>");
            settled(&html, &[900, 100, 900])[1]
        };
        assert!(kept(&format!("<p>{LONG}</p>")));
        assert!(!kept(&format!("<p>{LONG} <a href=/1>More of it</a></p>")));
        assert!(!kept("<p>The ferry to Skagen sails again from Monday, the office said.</p>"));
        assert!(!kept(&format!("<figcaption>{LONG}</figcaption>")));
    }

    #[test]
    fn a_list_of_links_that_a_colon_introduces_stays_whole() {
        let kept = |before: &str, after: &str, first: u16| {
            let items = ["Aalborg", "Skagen", "Hirtshals", "Frederikshavn"];
            let list: String =
                items.iter().map(|it| format!("<li><a href=/{it}>The harbour of {it}</a></li>")).collect();
            let html = format!("<article><p>{before}</p><ul>{list}</ul><p>{after}</p></article>");
            let odds = [900, first, 100, 100, 100, 900];
            settled(&html, if after.is_empty() { &odds[..5] } else { &odds })
        };
        let colon = LONG.replace("it is.", "it is, from these harbours:");
        assert_eq!(kept(&colon, LONG, 400), [true; 6]);
        // A sentence that ends introduces nothing, and neither does a list that nothing of was body, or one at the end.
        assert_eq!(kept(LONG, LONG, 400), [true, true, false, false, false, true]);
        assert_eq!(kept(&colon, LONG, 100), [true, false, false, false, false, true]);
        assert_eq!(kept(&colon, "", 400), [true, true, false, false, false]);
    }

    #[test]
    fn a_notice_right_behind_a_kept_notice_stays() {
        let kept = |between: &str, odds: &[u16]| {
            let note = |text: &str| format!("<div class=\"alert alert-info\"><p>{text}</p></div>");
            let (first, second) = (note("Bring a passport."), note("Dogs travel on deck."));
            settled(&format!("<article><p>{LONG}</p>{first}{between}{second}<p>{LONG}</p></article>"), odds)
        };
        assert_eq!(kept("", &[900, 200, 100, 900]), [true; 4]);
        // Where the first one goes, so does the second; behind a removed block it is judged alone, and so is one that is no body at all.
        assert_eq!(kept("", &[900, 100, 100, 900]), [true, false, false, true]);
        assert_eq!(kept("<p>Print this page</p>", &[900, 200, 10, 100, 900]), [true, true, false, false, true]);
        assert_eq!(kept("", &[900, 200, 20, 900]), [true, true, false, true]);
    }
}
