//! Picture credits: `© Sputnik / Roman Makhmutov`, `Photo: Reuters`, `(사진=셔터스톡)`.
//!
//! A picture leaves its maker behind: on a line of its own, glued to the caption, or as the last words of a paragraph. A
//! short line that ends with a credit is the picture's caption; of a paragraph only the credit goes.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::authors;
use crate::grammar::credits::{self, Credit};
use crate::grammar::lexicon::{self, Section};
use crate::page::span::Span;
use crate::rules::engine::zones::Zones;
use crate::scan::{End, Scan};

pub(super) static RULE: Rule = Rule {
    id: "photo-credit",
    category: Category::Credit,
    strength: Strength::Firm,
    score: 950,
    reason: "a credit: names the photographer, agency, source or owner",
    find,
    #[cfg(test)]
    drops: &[
        ("© Sputnik / Ann Berg\n\nIt rained.", &["© Sputnik / Ann Berg"]),
        (
            "© AP Photo / Ann BergAmbassador to the harbour Bo Dahl\nIt rained.",
            &["© AP Photo / Ann BergAmbassador to the harbour Bo Dahl"],
        ),
        ("It rained.\n\n[Image via screengrab]\n\nIt sails.", &["[Image via screengrab]"]),
        (
            "It rained.\n\nPolice take cover near the hill. Photo: Reuters\n\nIt sails.",
            &["Police take cover near the hill. Photo: Reuters"],
        ),
        (
            "The police added that the officers inside the car had told them of a fault in the engine and that, as it was raining and \
             the road was wet, it left the road and hit the post. Foto: Marcus Augusto.",
            &["Foto: Marcus Augusto."],
        ),
        (
            "It rained all day long in the valley, they said.\n\nItaly's Singing Nun\nAP\n\nIt sails again from Monday, the office said.",
            &["AP"],
        ),
        (
            "It rained.\nCrédito: Bem Paraná\nMatheus Logan\nCrédito: Bem Paraná\nMatheus Logan",
            &["Crédito: Bem Paraná", "Matheus Logan", "Crédito: Bem Paraná", "Matheus Logan"],
        ),
        (
            "Jonas Berg\nEin Ermittler fotografiert das Auto. Foto: Jonas Berg/dpa\n\nIt rained all day in the long valley.",
            &["Jonas Berg", "Ein Ermittler fotografiert das Auto. Foto: Jonas Berg/dpa"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Source: World Health Organization report on malaria",
        "The picture was sold by Getty Images in May, she said.",
        "© 2010 - 2024. Всі права захищено.",
        "It burnt down on Monday, the police said. (dpa/agi)",
        "Image of the year\n\nIt rained.",
        "Tools\nPhotoshop\nFlickr\nFigma",
    ],
};

/// How far from its second copy the name below a gallery's pictures stands, in lines.
const NEAR: usize = 24;

/// Longest line that can be a credit, in characters.
const CREDIT_CHARS: u32 = 180;

/// Longest caption before a credit, in words and sentences: what is longer is a paragraph that ends with one.
const CAPTION_WORDS: u32 = 32;
const CAPTION_SENTENCES: u32 = 2;

/// Longest second line of a credit, in characters: another name or agency.
const BESIDE_CHARS: u32 = 60;

/// Words of the longest agency or source that stands alone.
const LONE_WORDS: u32 = 4;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let body = Zones::of(scan, findings);
    let mut credits = vec![false; scan.len()];
    for block in 0..scan.len() {
        if findings.whole(block).is_some() {
            continue;
        }
        let facts = &scan.facts[block];
        let text = scan.text(block);
        let of_line = if facts.chars <= CREDIT_CHARS { scan.credit(block) } else { None };
        match of_line {
            Some(Credit::Sure) => {
                credits[block] = true;
                if is_owner_of_site(text, body, block) {
                    hits.block_as(block, Category::Footer);
                } else {
                    hits.block(block);
                }
            }
            Some(Credit::Name) if is_beside_picture(scan, body, block) => {
                credits[block] = true;
                hits.block(block);
            }
            None if is_bare_label(scan, block) => {
                hits.block(block);
            }
            None if facts.foreign || facts.has(b":=/([") => credits[block] = at_end(scan, block, hits),
            Some(Credit::Name) | None => {}
        }
    }
    for block in 0..scan.len() {
        let beside = block.checked_sub(1).is_some_and(|i| credits[i]) || credits.get(block + 1) == Some(&true);
        if beside && !credits[block] && scan.facts[block].chars <= BESIDE_CHARS && scan.credit(block).is_some() {
            hits.block(block);
        }
        if !credits[block] && findings.whole(block).is_none() && is_name_of_credit(scan, findings, &credits, block) {
            hits.block(block);
        }
    }
}

/// `© Daily Ferry` behind the last paragraph is the site's, where no agency or bar makes it a picture's.
fn is_owner_of_site(text: &str, body: Option<Zones>, block: usize) -> bool {
    text.starts_with(['©', 'ⓒ', '('])
        && text.contains(['©', 'ⓒ'])
        && !text.contains('/')
        && body.is_some_and(|body| block > body.last)
}

/// Whether an agency alone stands where pictures do: between paragraphs, not behind the last one.
fn is_beside_picture(scan: &Scan<'_>, body: Option<Zones>, block: usize) -> bool {
    let inside = body.is_some_and(|body| block > body.first && block < body.last);
    let above = block.checked_sub(1).is_some_and(|i| scan.facts[i].end == End::Open && scan.is_tight(block));
    inside
        && (above || scan.facts[block].words <= LONE_WORDS)
        && !scan.label(block).is_empty()
        && !is_in_list(scan, block)
}

/// Whether short lines like it stand tightly on both sides.
fn is_in_list(scan: &Scan<'_>, block: usize) -> bool {
    let short = |i: usize| scan.facts.get(i).is_some_and(|f| f.words <= LONE_WORDS);
    block > 0 && short(block - 1) && scan.is_tight(block) && short(block + 1) && scan.is_tight(block + 1)
}

/// `Photo` with nothing behind it, not a heading with paragraphs of its own.
fn is_bare_label(scan: &Scan<'_>, block: usize) -> bool {
    let label = scan.label(block);
    let text = scan.text(block);
    (text.ends_with(':') || text.ends_with('：'))
        && lexicon::is(Section::Credit, label)
        && scan.page.blocks.len() > block + 1
        && label.contains(' ')
}

/// A credit as the last words of a block: the whole line is a caption where it is short.
fn at_end(scan: &Scan<'_>, block: usize, hits: &mut Hits<'_>) -> bool {
    let text = scan.text(block);
    let Some(start) = credits::at_end(text) else { return false };
    let facts = &scan.facts[block];
    let base = scan.start(block);
    let credit_words = text[start..].split_whitespace().count() as u32;
    let closed = text.ends_with('.') && facts.words > CAPTION_WORDS / 2;
    let caption =
        facts.words.saturating_sub(credit_words) <= CAPTION_WORDS && facts.sentences <= CAPTION_SENTENCES && !closed;
    if caption {
        hits.block_as(block, Category::Caption);
    } else {
        hits.span(Span::new(base + start, base + text.len()).trim(&scan.page.source));
    }
    true
}

/// Whether a line is a name that a credit beside it repeats, or stands between two credits.
fn is_name_of_credit(scan: &Scan<'_>, findings: &Findings, credits: &[bool], block: usize) -> bool {
    let text = scan.text(block);
    let tight_above = block > 0 && credits[block - 1] && scan.is_tight(block);
    let tight_below = credits.get(block + 1) == Some(&true) && scan.is_tight(block + 1);
    if !(tight_above || tight_below) || !authors::is_name(text) {
        return false;
    }
    let named = |i: usize| scan.text(i).contains(text);
    // The name below every picture of a gallery; a heading has text of its own below it.
    let closed = || block + 1 == scan.len() || findings.whole(block + 1).is_some();
    let near = block.saturating_sub(NEAR)..scan.len().min(block + NEAR);
    let repeated = || near.clone().filter(|i| scan.text(*i) == text).count() > 1;
    (tight_above && (named(block - 1) || tight_below || (closed() && repeated()))) || (tight_below && named(block + 1))
}
