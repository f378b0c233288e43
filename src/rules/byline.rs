//! Bylines: `BY SARAH KIM [kim.sarah@example.com]`, `박찬 기자 cpark@example.com`, `(編輯:李亨山)1100322`.
//!
//! A word like `By`, a role or an address beside a name makes one; a name alone only right behind the last paragraph, or in a
//! head full of chrome. An agency alone in the tail signs the text. Datelines that open a sentence, speakers and the attribution of
//! a quotation stay.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::authors;
use crate::grammar::credits::Credit;
use crate::grammar::lexicon::{self, Section};
use crate::page::BlockKind;
use crate::page::span::Span;
use crate::rules::engine::zones::Zones;
use crate::scan::{End, Scan};
use crate::text::cut;
use crate::text::fold;
use crate::text::search;
use crate::text::shape;

pub(super) static RULE: Rule = Rule {
    id: "byline",
    category: Category::Byline,
    strength: Strength::Firm,
    score: 930,
    reason: "a byline: names the author on a line of its own",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again from Monday, the harbour office said.\n\nBY SARAH KIM [kim.sarah@example.com]\nLog in",
            &["BY SARAH KIM [kim.sarah@example.com]"],
        ),
        (
            "The ferry is back\n\nBy: Dan Berg |\n\nThe ferry sails again from Monday, the harbour office said.",
            &["By: Dan Berg |"],
        ),
        (
            "The ferry sails again from Monday, the harbour office said.\n\n박찬 기자 cpark@example.com",
            &["박찬 기자 cpark@example.com"],
        ),
        ("The ferry sails again from Monday, the harbour office said.\n\n– Ann Berg", &["– Ann Berg"]),
        ("The ferry sails again from Monday, the harbour office said.\nThanh Nam\n>> Related", &["Thanh Nam"]),
        (
            "The ferry sails again from Monday, the harbour office said.\n\nReuters, Fairfax Media",
            &["Reuters, Fairfax Media"],
        ),
        ("PAP / ad\nThe ferry sails again from Monday, the harbour office said.", &["PAP / ad"]),
        (
            "経緯は本日の会議で明らかになった。詳細はまだ分かっていない。そのため調査が続いている。(編輯:李亨山)1100322",
            &["(編輯:李亨山)1100322"],
        ),
        (
            "La nave è ripartita lunedì mattina dal porto, ha detto l’ufficio.\nRoma, 18 apr. (Adn) – di Silvia BergUna nave è ripartita lunedì mattina.",
            &["di Silvia Berg"],
        ),
        (
            "Ferry to Skagen sails again\ndi Redazione\n6 March 2023\nThe ferry sails again from Monday, the harbour office said.",
            &["di Redazione"],
        ),
        (
            "Skagen 3-2 Harbour: a late goal settles it\nAnn Berg at Mill Lane\n6 March 2023\n\nThe ferry sails again from Monday, the harbour office said.",
            &["Ann Berg at Mill Lane"],
        ),
        (
            "公路下月通車\n記者李亨山/嘉義報導\n經緯は本日の會議で明らかになった。詳細はまだ分かっていない。そのため調査が續いている。",
            &["記者李亨山/嘉義報導"],
        ),
        (
            "Wypadek na drodze\nMarta Berg/Fakty TVN\nThe ferry sails again from Monday, the harbour office said.\nŹródło: Fakty TVN",
            &["Marta Berg/Fakty TVN", "Źródło: Fakty TVN"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Apple Cake Soup\nMarch 6, 2023 by Ann Berg\n\nThe ferry sails again from Monday, the harbour office said.",
        "SANAA, Dec 6 (Reuters) - The ferry sails again from Monday, the harbour office said.",
        "DAVID BERG, HOST:\n\nThe ferry sails again from Monday, the harbour office said.",
        "“It was a good day for all of us, and for the harbour.”\n\n– Leah Berg, founder and potter\n\nThe ferry sails again from Monday, they said.",
        "By the river they sat down, and the day went by.",
        "“The ferry sails again from Monday, and I am glad of it.”\n\n— Leah Berg",
        "The ferry sails again from Monday, the harbour office said.\n\nAnn Berg\nBo Dahl\nCy Eng\nDi Fox",
        "국회/정당\n\n국방/북한\n\nThe ferry sails again from Monday, the harbour office said.",
        "The ferry sails again from Monday, the harbour office said.\n\nالأكثر تصفحاً\n\nThe crew",
    ],
};

/// A signature stands this close behind the last paragraph, in lines, other junk left out.
const BEHIND: usize = 2;

/// The same with all lines: further down stand buttons.
const SIGNATURE: usize = 8;

/// Where the head ends at the latest, in lines.
const HEAD: usize = 40;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let body = Zones::of(scan, findings);
    // Lines behind the last paragraph that are no junk known so far.
    let mut behind = 0;
    for block in 0..scan.len() {
        // One of several people, each with a text: cards of a team.
        if findings.whole(block).is_some() || scan.threads.row(block).is_some() && is_heading(scan, block) {
            continue;
        }
        let between = behind;
        behind += usize::from(body.is_some_and(|body| block > body.last));
        editors_at_end(scan, block, hits);
        let Some(body) = body else { continue };
        glued_writer(scan, block, hits);
        let facts = &scan.facts[block];
        if facts.chars > authors::CHARS {
            continue;
        }
        let head = block < body.first;
        let tail = block > body.last;
        let text = scan.text(block);
        if !(head || tail || facts.has(b"@")) {
            continue;
        }
        let reporter = facts.foreign && authors::reporter(text).is_some();
        let marked = reporter || scan.byline(block).is_some_and(|b| !b.authors.is_empty());
        let address = (head || tail) && facts.has(b"@") && shape::is_mail(text) && names_beside(scan, block);
        let unmarked = (head && head_name(scan, findings, body, block))
            || (head
                && facts.hints.has(Section::By)
                && authors::behind_small(text).is_some()
                && stands_apart(scan, findings, block))
            || (tail
                && block - body.last <= SIGNATURE
                && between < BEHIND
                && tail_name(scan, findings, block, between))
            || ((head || tail) && (facts.foreign || facts.has(b":")) && is_source(text));
        if marked || address || unmarked {
            hits.block(block);
        }
    }
}

fn is_heading(scan: &Scan<'_>, block: usize) -> bool {
    matches!(scan.page.blocks[block].kind, BlockKind::Heading(_))
}

/// Whether a line ends where it does: a date, a blank line or nothing follows it, and no flattener broke a sentence there.
fn stands_apart(scan: &Scan<'_>, findings: &Findings, block: usize) -> bool {
    let Some(next) = scan.page.blocks.get(block + 1) else { return true };
    next.blank_before > 0 || findings.category(block + 1) == Some(Category::Date)
}

/// `Ann Berg at Harbour Lane`, as reports of matches are signed: below the headline and above the date.
fn reports_from(scan: &Scan<'_>, block: usize, text: &str) -> bool {
    /// Fewer words are a section's name.
    const HEADLINE: u32 = 4;
    let Some((name, place)) = text.split_once(" at ") else { return false };
    block > 0
        && scan.facts[block - 1].words >= HEADLINE
        && name.contains(' ')
        && authors::is_name(name)
        && authors::is_name_part(place)
}

/// Whether the line itself names its writer: `March 6, 2023 by Ann Berg`.
fn names_writer(scan: &Scan<'_>, block: usize) -> bool {
    let is_by = |word: &str| lexicon::is(Section::By, &fold::fold_label(word));
    scan.facts[block].hints.has(Section::By) && scan.text(block).split_whitespace().any(is_by)
}

/// A name or agency in the head: `Marta Berg/Fakty TVN`, `PAP / ad`; a name alone only among chrome.
fn head_name(scan: &Scan<'_>, findings: &Findings, body: Zones, block: usize) -> bool {
    let text = scan.text(block);
    if signs_with_agency(scan, block) {
        return true;
    }
    let slashed = scan.facts[block].has(b"/")
        && text.split_once('/').is_some_and(|(name, house)| {
            // `국회/정당` names two sections: a name has two words here.
            name.contains(' ')
                && authors::is_name(name)
                && authors::is_name_part(house)
                && !name.ends_with(' ')
                && !house.starts_with(' ')
        });
    if slashed && block > 0 {
        return true;
    }
    let chrome =
        |i: usize| matches!(findings.category(i), Some(Category::Masthead | Category::Date | Category::Byline));
    let dated = findings.category(block + 1) == Some(Category::Date);
    if dated && block + 1 < scan.len() {
        if reports_from(scan, block, text) {
            return true;
        }
        // Then what stands above it is no name, but a headline of such words.
        if names_writer(scan, block + 1) {
            return false;
        }
    }
    let beside = block + 1 < scan.len() && (chrome(block + 1) || block.checked_sub(1).is_some_and(chrome));
    block < body.first.min(HEAD)
        && beside
        && is_plain_name(scan, block, text)
        && scan.facts[block].words <= 3
        && !(0..scan.len()).any(|i| i != block && scan.text(i) == text)
}

/// Whether an unmarked line can be a writer's name: not in capitals, as headings are.
fn is_plain_name(scan: &Scan<'_>, block: usize, text: &str) -> bool {
    let facts = &scan.facts[block];
    authors::is_name(text) && (facts.upper < facts.letters || facts.upper == 0)
}

/// A name or agency behind the last paragraph: `Thanh Nam`, `– Ann Berg`, `Reuters`.
fn tail_name(scan: &Scan<'_>, findings: &Findings, block: usize, between: usize) -> bool {
    let text = scan.text(block);
    if scan.credit(block) == Some(Credit::Name) || signs_with_agency(scan, block) {
        return true;
    }
    let bare = text.trim_start_matches(['-', '–', '—', ' ', '\u{a0}']);
    let dashed = bare.len() < text.len();
    // A quotation's speaker is no writer.
    let quoted = scan.text(block - 1).ends_with(['”', '"', '»', '“', '’', '」']) && findings.whole(block - 1).is_none();
    let in_list = authors::is_name(
        scan.facts.get(block + 1).map_or("", |_| scan.text(block + 1)).trim_start_matches(['-', '–', '—', ' ']),
    );
    is_plain_name(scan, block, bare)
        && !quoted
        && !in_list
        && between == 0
        && scan.facts[block].end == End::Open
        // Two words in a script without capitals may be anything.
        && (dashed || (scan.facts[block].words <= 4 && scan.facts[block].upper > 0))
}

/// Whether a writer's name stands right above or below an address; any other address is the office's.
fn names_beside(scan: &Scan<'_>, block: usize) -> bool {
    let named =
        |i: usize| scan.facts[i].chars <= authors::CHARS && scan.byline(i).is_some_and(|b| !b.authors.is_empty());
    block.checked_sub(1).is_some_and(named) || (block + 1 < scan.len() && named(block + 1))
}

/// `PAP / ad`: an agency and an editor's initials.
fn signs_with_agency(scan: &Scan<'_>, block: usize) -> bool {
    if !scan.facts[block].has(b"/") {
        return false;
    }
    let Some((agency, initials)) = scan.text(block).split_once('/') else { return false };
    let initials = initials.trim();
    lexicon::is(Section::Agency, &fold::fold_label(agency)) && (1..=4).contains(&initials.chars().count())
}

/// `Źródło: Fakty TVN`
fn is_source(text: &str) -> bool {
    let Some((label, name)) = text.split_once([':', '：']) else { return false };
    let name = name.trim();
    lexicon::is(Section::Source, &fold::fold_label(label)) && authors::is_name_part(name) && !name.ends_with('.')
}

/// `(編輯:李亨山)1100322` behind the last sentence of a paragraph.
fn editors_at_end(scan: &Scan<'_>, block: usize, hits: &mut Hits<'_>) {
    let facts = &scan.facts[block];
    if !(facts.foreign || facts.has(b")")) {
        return;
    }
    let text = scan.text(block);
    let mut end = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).len();
    let mut start = None;
    // Several in a row: editor, proof-reader, who signed it off.
    while let Some(close) = text[..end].chars().next_back().filter(|c| matches!(c, ')' | '）')) {
        let inside_end = end - close.len_utf8();
        let Some(open) = text[..inside_end].rfind(['(', '（']) else { break };
        let open_len = text[open..].chars().next().map_or(1, char::len_utf8);
        let inside = &text[open + open_len..inside_end];
        let Some((word, name)) = inside.split_once([':', '：', '/']) else { break };
        if !lexicon::is(Section::By, &fold::fold_label(word))
            || !name.split(['、', ' ', ',']).all(|n| n.is_empty() || authors::is_name_part(n))
        {
            break;
        }
        start = Some(open);
        end = text[..open].trim_end().len();
    }
    if let Some(start) = start {
        let base = scan.start(block);
        hits.span(Span::new(base + start, base + text.len()));
    }
}

/// `– di Silvia BergUna nave`: a byline between dateline and text, glued to the first word.
fn glued_writer(scan: &Scan<'_>, block: usize, hits: &mut Hits<'_>) {
    /// It stands at the beginning of the paragraph, behind the dateline.
    const WITHIN: usize = 90;
    let facts = &scan.facts[block];
    if !(facts.foreign || facts.has(b"-")) {
        return;
    }
    let text = scan.text(block);
    let near = cut::head(text, WITHIN);
    if !near.bytes().any(|b| matches!(b, b'-' | 0xe2)) {
        return;
    }
    for dash in [" – ", " - ", " — "] {
        let Some(at) = search::find(near, dash) else { continue };
        let start = at + dash.len();
        let Some((word, rest)) = text[start..].split_once(' ') else { continue };
        if !matches!(word, "di" | "von" | "par" | "por" | "by" | "de" | "door") {
            continue;
        }
        let Some(len) = glued_name(rest) else { continue };
        let base = scan.start(block);
        hits.span(Span::new(base + start, base + start + word.len() + 1 + len));
        return;
    }
}

/// Length of a name of two words whose second word is run together with the next: `Silvia BergUna nave`.
fn glued_name(text: &str) -> Option<usize> {
    let (first, rest) = text.split_once(' ')?;
    let second = rest.split(' ').next()?;
    let mut last = ' ';
    let seam = second.char_indices().find_map(|(at, c)| {
        let seam = last.is_lowercase() && c.is_uppercase();
        last = c;
        seam.then_some(at)
    })?;
    let name = &text[..first.len() + 1 + seam];
    (authors::is_name(name) && seam >= 3).then_some(name.len())
}
