//! Labels in another script than the page's, beside other junk: `Заголовок открываемого материала` on an English page.
//!
//! Sites in several languages forget to translate a button or two. A short line of foreign letters before or after the
//! body, with junk next to it, is one.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::rules::engine::zones::{Zones, is_clustered};
use crate::scan::End;
use crate::text::script::Script;

/// Words of the longest label.
const WORDS: u32 = 8;

pub(super) static RULE: Rule = Rule {
    id: "foreign-label",
    category: Category::Interface,
    strength: Strength::Firm,
    score: 880,
    reason: "a short line in a different script from the rest of the page, next to other junk",
    find,
    #[cfg(test)]
    drops: &[(
        "The ferry sails again from Monday, the harbour office said.\n\nloader\nЗаголовок открываемого материала",
        &["Заголовок открываемого материала"],
    )],
    #[cfg(test)]
    keeps: &[
        "The ferry sails again from Monday, the harbour office said.\n\nЗаголовок открываемого материала",
        "The motto is carved over the gate of the old harbour office.\n\nΓνῶθι σεαυτόν\n\nIt means: know thyself, they said.",
    ],
};

/// Scripts that no reader takes for another: those of India are one, kana and ideographs are one.
fn look(script: Script) -> Script {
    match script {
        Script::Kana => Script::Han,
        Script::Bengali
        | Script::Gurmukhi
        | Script::Gujarati
        | Script::Oriya
        | Script::Tamil
        | Script::Telugu
        | Script::Kannada
        | Script::Malayalam
        | Script::Sinhala => Script::Devanagari,
        _ => script,
    }
}

/// The script that most letters are in; none where they are not most of all.
fn main_script(text: &str) -> Option<Script> {
    let mut counts = [0_u64; Script::COUNT];
    // So many at a time that a byte counts them: the processor then counts sixteen at once.
    let latin = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(byte.is_ascii_alphabetic())).sum::<u8>();
    counts[Script::Latin as usize] = text.as_bytes().chunks(u8::MAX.into()).map(|bytes| u64::from(latin(bytes))).sum();
    let mut most = (counts[Script::Latin as usize] > 0).then_some(Script::Latin);
    if !text.is_ascii() {
        let others =
            text.bytes().enumerate().filter(|(_, byte)| *byte >= 0xc0).filter_map(|(at, _)| text[at..].chars().next());
        for it in others.filter_map(Script::of).map(look) {
            counts[it as usize] += 1;
            if most.is_none_or(|old: Script| counts[it as usize] > counts[old as usize]) {
                most = Some(it);
            }
        }
    }
    let all: u64 = counts.iter().sum();
    most.filter(|&it| counts[it as usize] * 10 >= all * 6)
}

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    // Few pages have a line that it is asked for.
    let mut own = None;
    let Some(zones) = Zones::of(scan, findings) else { return };
    let mut before = false;
    for block in 0..scan.len() {
        if findings.whole(block).is_some() {
            before = is_clustered(findings, block);
            continue;
        }
        let facts = &scan.facts[block];
        let short = facts.words <= WORDS && facts.letters > 0 && facts.end == End::Open;
        let after = block + 1 < scan.len() && is_clustered(findings, block + 1);
        let edge = block + 1 == scan.len() || after;
        // A Latin line on a page in another script may be a brand's name: it needs junk on both sides.
        let beside = |it| if it == Script::Latin { before && after } else { before && (edge || zones.tail(block)) };
        before = short
            && before
            && zones.outside(block)
            && main_script(scan.text(block)).is_some_and(|it| {
                beside(it) && own.get_or_insert_with(|| main_script(&scan.page.source)).is_some_and(|own| it != own)
            });
        if before {
            hits.block(block);
        }
    }
}
