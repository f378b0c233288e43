//! The headlines under the heading of a related list, and headlines behind arrows after the body.
//!
//! The heading is known by its words; what follows it, until prose begins, are links to other pages.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::page::BlockKind;
use crate::rules::engine::zones::{Zones, is_headline};
use crate::scan::{End, Scan};

/// Headlines in the longest list before the body ends: a runaway heading must not eat the article.
const LIST: usize = 12;

/// Words of the first headline under a heading that is a common word: fewer are a heading of the page's own.
const BOXED_WORDS: u32 = 4;

/// Blocks without a link between two linked headlines: a section, a name. Longer runs are the page's own text.
const UNLINKED: usize = 2;

pub(super) static RULE: Rule = Rule {
    id: "related-list",
    category: Category::Related,
    strength: Strength::Firm,
    score: 900,
    reason: "in a list of links to other pages, below its heading or behind an arrow",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again from Monday, the harbour office said.\n\nRelated articles\nBridge closed for repairs\n\
             Harbour gets a new crane",
            &["Bridge closed for repairs", "Harbour gets a new crane"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nALSO:\n\nBridge closed for repairs",
            &["ALSO:", "Bridge closed for repairs"],
        ),
        (
            "<p>The ferry sails again from Monday, the harbour office said.<h3>Related articles</h3><h4><a href=/a>Bridge closed for \
             repairs</a></h4><p>By Ann Berg<h4><a href=/b>Harbour gets a new crane</a></h4>",
            &["Bridge closed for repairs", "Harbour gets a new crane"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nRelated articles\nWho paid for the crane?\nBridge closed \
             for repairs\n\nThe crew has waited for the new engine since the storm in May.",
            &["Who paid for the crane?", "Bridge closed for repairs"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n>> Bridge closed for repairs\n>> Harbour gets a crane",
            &[">> Bridge closed for repairs", ">> Harbour gets a crane"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nAdvertisement\n\nFurther reading\n\nThe bus that runs on \
             whey\n\nThe crew has waited for the new engine since the storm in May.",
            &["Further reading", "The bus that runs on whey"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "The ferry sails again from Monday, the harbour office said.\n\nFurther reading\n\nHolt, The bus that runs on whey, Lunde 1998",
        "The ferry sails again from Monday, the harbour office said.\n\nAdvertisement\n\nSuggestions\n\nKeep dry\n\nThe crew has waited \
         for the new engine since the storm in May.",
        "Related articles\n\nThe ferry sails again from Monday, the harbour office said.",
        "The ferry sails again from Monday, the harbour office said.\n\n»We had no warning«, says a pilot.",
        "The ferry sails again from Monday, the harbour office said.\n\nTimetable of the summer\n\nMonday to Friday at nine",
        "<p>The ferry sails again from Monday, the harbour office said.<p>Recommended:<ul><li>Two hours before the tide<li>A warm \
         coat and a hat</ul>",
        "The ferry sails again from Monday, the harbour office said.\n\n»Wir hatten keine Warnung«, sagt ein Lotse",
        "The ferry sails again from Monday, the harbour office said.\n\nIt also says:\n\nNo dogs on board please",
        "The ferry sails again from Monday, the harbour office said.\n\nRead more:\n\nThe crane goes in May.\nWho paid for \
         it?\n\nThe crew has waited for the new engine since the storm in May.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(zones) = Zones::of(scan, findings) else { return };
    let mut block = 0;
    while block < scan.len() {
        if let Some(sure) = heading(scan, findings, &zones, block) {
            let (items, next) = list(scan, findings, &zones, block + 1);
            if findings.whole(block).is_none() && (sure || !items.is_empty()) {
                hits.block(block);
            }
            for item in items {
                hits.block(item);
            }
            block = next;
            continue;
        }
        if zones.tail(block) && findings.whole(block).is_none() && is_arrow(scan, block) {
            hits.block(block);
        }
        block += 1;
    }
}

/// Whether the block is the heading of such a list: surely, or only if headlines follow.
fn heading(scan: &LabelledScan<'_>, findings: &Findings, zones: &Zones, block: usize) -> Option<bool> {
    let kinds = &scan.kinds[block];
    let label = kinds.whole.first() == Some(Label::Related) || kinds.glued;
    let common = kinds.weak.has(Label::Related) && scan.facts[block].end == End::Colon;
    let found = findings.category(block) == Some(Category::Related) && (label || kinds.weak.has(Label::Related));
    // A box of links takes the place of an advertisement in the middle of the text.
    let boxed = !scan.page.html
        && kinds.weak.first() == Some(Label::Related)
        && block.checked_sub(1).and_then(|before| findings.category(before)) == Some(Category::Advertisement)
        && scan.facts.get(block + 1).is_some_and(|next| next.words >= BOXED_WORDS);
    (zones.after_first(block) && (found || common || boxed)).then_some(found || common && !scan.page.html)
}

/// The headlines from here on, and where the list ends.
fn list(scan: &Scan<'_>, findings: &Findings, zones: &Zones, from: usize) -> (Vec<usize>, usize) {
    let mut items = Vec::new();
    let mut unlinked = 0;
    for block in from..scan.len() {
        // What a weaker rule has found already is confirmed.
        if findings.category(block).is_some_and(|category| category != Category::Related) {
            continue;
        }
        let tail = zones.tail(block);
        if !is_headline(scan, block) || is_told(scan, block) || (!tail && items.len() >= LIST) {
            if !tail {
                leave_questions(scan, &mut items);
            }
            return (items, block);
        }
        if scan.page.html && !is_linked(scan, block) {
            unlinked += 1;
            if unlinked > UNLINKED || matches!(scan.page.blocks[block].kind, BlockKind::Heading(_)) {
                return (items, block);
            }
            continue;
        }
        unlinked = 0;
        items.push(block);
    }
    (items, scan.len())
}

/// Whether a line of flattened text is a finished sentence, as headlines are not.
fn is_told(scan: &Scan<'_>, block: usize) -> bool {
    !scan.page.html && scan.facts[block].end == End::Sentence && !asks(scan.text(block))
}

/// Takes back questions and exclamations right before the body: there they are part of it.
fn leave_questions(scan: &Scan<'_>, items: &mut Vec<usize>) {
    while !scan.page.html && items.last().is_some_and(|&last| scan.facts[last].end == End::Sentence) {
        items.pop();
    }
}

/// Whether a line's last mark is that of a question or an exclamation.
fn asks(text: &str) -> bool {
    text.trim_end_matches(|c: char| !matches!(c, '?' | '!' | '？' | '！' | '؟' | '.' | '。' | '۔' | '।'))
        .ends_with(['?', '!', '？', '！', '؟'])
}

/// Whether a block of markup leads somewhere else: a headline that does not is the page's own.
fn is_linked(scan: &Scan<'_>, block: usize) -> bool {
    scan.page.blocks[block].links > 0
}

/// A headline behind an arrow: `>> Bridge closed`.
fn is_arrow(scan: &Scan<'_>, block: usize) -> bool {
    let text = scan.text(block);
    // `»We had no warning«, says a pilot.`
    let quoted = text.starts_with('»') && text[2..].contains(['«', '»']);
    let arrow = !quoted && [">>", "»", "►", "▶", "→", "➡", "☞"].iter().any(|arrow| text.starts_with(arrow));
    arrow && is_headline(scan, block)
}
