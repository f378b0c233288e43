//! Readers' comments under their heading, with no form behind them: `10 reactions`, then names, dates and texts by turns.
//!
//! The texts are prose like the body's; what tells them is the pattern: short lines with a date or a time of the day, or the same
//! button again and again, between them. An article stands before them. Boards have no such heading, and their posts are the page.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::dates;
use crate::grammar::phrases::Label;
use crate::scan::{End, Scan};
use crate::text::shape;

pub(super) static RULE: Rule = Rule {
    id: "comment-list",
    category: Category::Comments,
    strength: Strength::Firm,
    score: 880,
    reason: "a reader's comment: between signatures, below the heading of the comments",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry to Skagen sails again from Monday, the harbour office said. The office had waited for the wind to turn since the \
         storm in March, which broke two of her windows and tore off a part of the rail.\nIt had rained for nine days and nights in all, \
         and the waves were as high as houses.\nThe crew is well, the doctor of the harbour said on Sunday.\n3 comments\n\
         Ann, 29 October 2012 15:46\nAt last! We were stuck on the island for weeks.\nBo, 29 October 2012 16:01\nThank you, harbour office.\n\
         Carl, 30 October 2012 09:12\nIt sails until the next storm.",
            &[
                "Ann, 29 October 2012 15:46",
                "At last! We were stuck on the island for weeks.",
                "Bo, 29 October 2012 16:01",
                "Thank you, harbour office.",
                "Carl, 30 October 2012 09:12",
                "It sails until the next storm.",
            ],
        ),
        (
            "Cake of apples\n3 comments\n4 persons\n5 apples\n200 g of sugar\n2 eggs\n1 spoon of salt\n\
         Heat the oven to 180 degrees and butter the tin well\nCut the apples into slices and put them in rings on the dough\nBeat the eggs \
         with the sugar until they are white and add the butter, then the flour and the salt\nPour all of it over the apples and bake the cake \
         for forty minutes in the middle of the oven\nLet it stand in the tin for ten minutes before you turn it over on a plate\nIt keeps \
         for three days in a box, and it can be frozen in slices with paper between them\nServe it with cream that was whipped with a little \
         sugar, or with nothing at all, as we do at home on Sundays when the harbour is quiet\nThe apples should be sour, for sweet ones fall to \
         pieces, and the butter should be soft\n3 comments on “Cake of apples”\nAnn\n12 May 2022 15:03\nWe ate all of it at once!\nBo\n9 June \
         2022 09:21\nVery good.\nCarl\n13 June 2022 11:35\nI used pears.",
            &[
                "Ann",
                "12 May 2022 15:03",
                "We ate all of it at once!",
                "Bo",
                "9 June 2022 09:21",
                "Very good.",
                "Carl",
                "13 June 2022 11:35",
                "I used pears.",
            ],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        // No article before them: the posts are the page.
        "The ferry to Skagen\n3 comments\nAnn, 29 October 2012 15:46\nAt last! We were stuck on the island for weeks.\nBo, 29 October 2012 \
         16:01\nThank you, harbour office.\nCarl, 30 October 2012 09:12\nIt sails until the next storm.",
        // A button is no heading: answers to a question.
        "The ferry to Skagen sails again from Monday, the harbour office said. The office had waited for the wind to turn since the storm in \
         March, which broke two of her windows and tore off a part of the rail.\nIt had rained for nine days and nights in all, and the waves \
         were as high as houses.\nAdd a comment\nIt sails on Monday, if the wind allows.\nanswered May 10, 2015 at 14:22\nAsk at the \
         office.\nanswered May 11, 2015 at 8:02\nIt does not sail.\nanswered May 12, 2015 at 9:40",
        // No heading: a timetable, a chronicle.
        "The ferry to Skagen sails again from Monday, the harbour office said. The office had waited for the wind to turn since the \
         storm in March, which broke two of her windows and tore off a part of the rail.\nIt had rained for nine days and nights in all, \
         and the waves were as high as houses.\nThe crew is well, the doctor of the harbour said on Sunday.\nThe storm by the hour\n\
         29 October 2012 15:46\nThe first windows break in the harbour office.\n29 October 2012 16:01\nThe rail goes.\n30 October 2012 \
         09:12\nThe wind turns.",
    ],
};

/// Words of running text before the heading: fewer are a teaser, and the thread is the page.
const ARTICLE_WORDS: u32 = 60;

/// Lines before it that begin with a number: a recipe has less text.
const AMOUNTS: usize = 4;
const AMOUNT_WORDS: std::ops::RangeInclusive<u32> = 2..=14;

/// Signatures that make a list, and lines from one to the next at most: a long comment has paragraphs.
const SIGNATURES: usize = 3;
const GAP: usize = 14;

/// Words of the longest heading and of the longest signature.
const HEADING_WORDS: u32 = 6;
const TITLED_WORDS: u32 = 20;
const SIGNATURE_WORDS: u32 = 14;

/// Times that a page says how many comments it has: above the text, below it, over them.
const COUNTS: usize = 3;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html || !(0..scan.len()).any(|block| is_heading(scan, findings, block)) || findings.board {
        return;
    }
    let (mut prose, mut amounts) = (0, 0);
    let mut block = 0;
    while block < scan.len() {
        if (prose >= ARTICLE_WORDS || amounts >= AMOUNTS) && is_heading(scan, findings, block) {
            let end = thread(scan, findings, block);
            (block..end).filter(|at| findings.whole(*at).is_none()).for_each(|at| hits.block(at));
            block = end.max(block + 1);
            continue;
        }
        if findings.whole(block).is_none() {
            amounts += usize::from(is_amount(scan, block));
            prose += if scan.facts[block].is_paragraph() { scan.facts[block].words } else { 0 };
        }
        block += 1;
    }
}

/// Whether a line begins with a number and goes on with words: `2 cups of flour`.
fn is_amount(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    facts.digits > 0
        && facts.letters > 0
        && AMOUNT_WORDS.contains(&facts.words)
        && facts.end != End::Sentence
        && shape::without_bullet(scan.text(block)).starts_with(|c: char| c.is_numeric())
        && !is_signature(scan, block)
}

/// Whether a line is the heading of comments: it has their label and little else, and calls for none.
fn is_heading(scan: &LabelledScan<'_>, findings: &Findings, block: usize) -> bool {
    let (kinds, facts) = (&scan.kinds[block], &scan.facts[block]);
    let label = [kinds.whole, kinds.weak, kinds.starts, kinds.ends].iter().any(|it| it.has(Label::Comments));
    // `21 comments on “Ferry sails”`
    let named = facts.words <= TITLED_WORDS && kinds.starts.has(Label::Comments);
    let counted = facts.digits > 0 && (facts.words <= HEADING_WORDS || named);
    // `Latest comments`, but not `Add a comment`.
    let bare = facts.words <= 2;
    // A button stands below every post, the number of comments also beside the headline.
    let most = if counted { COUNTS } else { 1 };
    label
        && (counted || bare)
        && findings.category(block).is_none_or(|it| it == Category::Comments)
        && (0..scan.len()).filter(|at| scan.label(*at) == scan.label(block)).take(most + 1).count() <= most
}

/// Where the thread below a heading ends; at the heading where there is none.
fn thread(scan: &Scan<'_>, findings: &Findings, heading: usize) -> usize {
    let (mut last, mut count) = (heading, 0);
    for block in heading + 1..scan.len() {
        if block - last > GAP {
            break;
        }
        if is_signature(scan, block) {
            (last, count) = (block, count + 1);
        }
    }
    if count < SIGNATURES {
        return heading;
    }
    // The last comment's text goes on to the next junk.
    let end = (last + 1..scan.len().min(last + GAP)).find(|block| {
        findings
            .category(*block)
            .is_some_and(|it| !matches!(it, Category::Comments | Category::Counter | Category::Date))
    });
    end.unwrap_or(scan.len().min(last + GAP))
}

/// Whether a line tells who wrote a comment and when.
fn is_signature(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    let text = scan.text(block);
    facts.digits > 0
        && facts.words <= SIGNATURE_WORDS
        && facts.end != End::Sentence
        && (has_clock(text) || dates::find(text).is_some())
}

/// Whether a text tells a time of the day: `15:46`, `15h46`.
fn has_clock(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| matches!(bytes[at], b':' | b'h') && digit(at - 1) && digit(at + 1) && digit(at + 2))
}
