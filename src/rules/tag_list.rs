//! Keywords of a page: `UN General Assembly, peace talks, Republic (DPRK), Russia`, `Tags: …`, `키워드Tags #아마존 #AI`.
//!
//! Noun groups between commas or hash signs, no full stop, in the tail or on top; a label before them says so, else most of them
//! must occur in the body.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::keywords;
use crate::grammar::lexicon::Section;
use crate::rules::engine::zones::Zones;
use crate::scan::{End, Scan};

pub(super) static RULE: Rule = Rule {
    id: "tag-list",
    category: Category::Tags,
    strength: Strength::Firm,
    score: 920,
    reason: "the page's list of tags",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry to Skagen sails again from Monday, the harbour office said.\n\nSkagen, harbour office, ferry, Republic (DPRK)\nLog in",
            &["Skagen, harbour office, ferry, Republic (DPRK)"],
        ),
        ("The ferry to Skagen sails again from Monday, they said.\n\nTags: ferry, Skagen", &["Tags: ferry, Skagen"]),
        (
            "The ferry to Skagen sails again from Monday, they said.\n\n키워드Tags #아마존 #앤디 재시 #AI",
            &["키워드Tags #아마존 #앤디 재시 #AI"],
        ),
        (
            "The ferry to Skagen sails again from Monday, they said.\n\nTags\n\nMorning Edition",
            &["Tags", "Morning Edition"],
        ),
        (
            "The ferry to Skagen sails again from Monday, they said.\n\n#ferry #skagen #storm",
            &["#ferry #skagen #storm"],
        ),
        (
            "Грузия Тбилиси общество журналист Грузия Тбилиси общество\n\nНа протесты в Тбилиси\n\nПаром снова ходит в порт с понедельника, сообщили в порту города.",
            &["Грузия Тбилиси общество журналист Грузия Тбилиси общество"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "The ferry to Skagen sails again from Monday, they said.\n\nBlood, sweat, tears.",
        "The ferry to Skagen sails again from Monday, they said.\n\nsalt, pepper, two cups of flour",
        "The ferry to Skagen sails again from Monday, they said.\n\n10 March Skagen, 12 March Skagen, 14 March Holm",
        "Keywords in a language are words with a meaning of their own.",
        "The ferry to Skagen sails again from Monday, they said.\n\nAfter that, he said, it rained, and the road to the harbour was closed",
        "The rain it raineth every day, every day, and all the day it rains",
    ],
};

/// Longest item, in words, and of a script without spaces in characters.
const ITEM_WORDS: usize = 7;
const ITEM_CHARS: usize = 60;

/// Longest list, in words.
const WORDS: u32 = 110;

/// Lists without a label that are compared with the body: a page has one or two.
const MOST: usize = 12;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(body) = Zones::of(scan, findings) else { return };
    let mut text_of_body: Option<String> = None;
    let mut looked = 0;
    for block in 0..scan.len() {
        let outside = block < body.first || block > body.last;
        let facts = &scan.facts[block];
        if !outside || facts.words > WORDS || findings.whole(block).is_some() {
            continue;
        }
        let text = scan.text(block);
        if facts.hints.has(Section::Tags)
            && let Some(rest) = keywords::behind_label(text)
        {
            if block > body.last && rest.is_empty() {
                hits.block(block);
                items_below(scan, findings, block, hits);
            } else if is_list(rest, 1) {
                hits.block(block);
            }
            continue;
        }
        if facts.end != End::Open {
            continue;
        }
        let hashes = text.starts_with('#')
            && keywords::items(text).len() >= 2
            && text.split_whitespace().filter(|w| w.starts_with('#')).count() * 2 >= facts.words as usize;
        if hashes || (block < body.first && is_doubled(text)) {
            hits.block(block);
            continue;
        }
        if block > body.last
            && looked < MOST
            && (facts.foreign || facts.has(b",|"))
            && text.contains([',', '，', '،', '、', '|'])
            && is_list(text, 3)
        {
            looked += 1;
            let body_text = text_of_body.get_or_insert_with(|| {
                (body.first..=body.last)
                    .filter(|i| findings.whole(*i).is_none())
                    .map(|i| scan.text(i).to_lowercase())
                    .collect::<Vec<_>>()
                    .join("\n")
            });
            let items = keywords::items(text);
            let known = items.iter().filter(|i| occurs(body_text, i)).count();
            let short = facts.words as usize <= items.len() * 3;
            if known * 2 >= items.len() || (known > 0 && items.len() >= 5 && short) {
                hits.block(block);
            }
        }
    }
}

/// Whether an item occurs in the body, or one of its longer words does.
fn occurs(body: &str, item: &str) -> bool {
    let item = item.split(['(', '（']).next().unwrap_or_default().trim().to_lowercase();
    if item.is_empty() {
        return false;
    }
    body.contains(&item) || item.split_whitespace().all(|w| w.chars().count() >= 4 && body.contains(w))
}

/// Whether a text is a list of at least so many short items.
fn is_list(text: &str, least: usize) -> bool {
    let items = keywords::items(text);
    items.len() >= least
        && !text.ends_with(['.', '!', '?', '。'])
        && items.iter().all(|i| i.split_whitespace().count() <= ITEM_WORDS && i.chars().count() <= ITEM_CHARS)
        && !items
            .iter()
            .any(|i| ["and ", "or ", "& ", "y ", "e ", "et ", "und ", "и "].iter().any(|and| i.starts_with(and)))
        && !text.contains(['[', '{', '='])
        && !is_dated(&items)
        && items.iter().map(|i| i.split_whitespace().count()).sum::<usize>() <= items.len() * 3
}

/// Whether most items have numbers in them, as dates, results and measures do and keywords seldom.
fn is_dated(items: &[&str]) -> bool {
    items.iter().filter(|item| item.contains(|c: char| c.is_ascii_digit())).count() * 2 > items.len()
}

/// The short lines below a label.
fn items_below(scan: &Scan<'_>, findings: &Findings, label: usize, hits: &mut Hits<'_>) {
    /// More lines are something else.
    const LINES: usize = 12;
    for block in label + 1..scan.len().min(label + 1 + LINES) {
        let facts = &scan.facts[block];
        let item = facts.end == End::Open && facts.words as usize <= ITEM_WORDS - 2 && findings.whole(block).is_none();
        if !item {
            break;
        }
        hits.block(block);
    }
}

/// Whether most words of a line stand in it twice: the list of keywords of two widgets.
fn is_doubled(text: &str) -> bool {
    /// Fewer words repeat by chance.
    const LEAST: usize = 6;
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < LEAST || words.len() > WORDS as usize {
        return false;
    }
    let twice = words.iter().filter(|w| words.iter().filter(|x| x == w).count() > 1).count();
    twice * 2 > words.len()
}
