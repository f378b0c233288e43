//! Lists of other pages' headlines behind the body, or below a label like `Leia também:`.
//!
//! Lines without a full stop, several words each, one under the other. Real lists, tables and verse are part of the body: they
//! stand before its last paragraph, have bullets, or short lines.

use super::engine::{Finding, Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::rules::engine::zones::{Zones, clusters};
use crate::scan::{End, Scan};
use crate::text::shape;

pub(super) static RULE: Rule = Rule {
    id: "headline-list",
    category: Category::Related,
    strength: Strength::Weak,
    score: 860,
    reason: "a headline in a list of links to other pages: no full stop, after the article or below such a heading",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry to Skagen sails again from Monday, they said. The office had waited for the wind to turn.\n\nIt had rained for nine days and nights in all, and the \
             waves were as high as houses. Nobody had seen such a storm since the war, said the old men of the harbour.\n\n\n\
             No Date for New Harbour - Office\nFerry Company Fully Engaged in New Plan\nNew Plan for Harbour Roads Up by a Fourth\nLog in",
            &[
                "No Date for New Harbour - Office",
                "Ferry Company Fully Engaged in New Plan",
                "New Plan for Harbour Roads Up by a Fourth",
            ],
        ),
        (
            "The ferry to Skagen sails again from Monday, they said.\n\nAlso read:\n\nFuturo do porto: 1.985 barcos em nove anos\n\nPrefeitura decreta \
             ponto facultativo nesta quarta-feira (17)\n\nIt had rained for nine days and nights in all.",
            &[
                "Futuro do porto: 1.985 barcos em nove anos",
                "Prefeitura decreta ponto facultativo nesta quarta-feira (17)",
            ],
        ),
        (
            "The ferry to Skagen sails again from Monday, they said.\n- Nicht nur Bußgeld: So heftig sind die Strafen\n- Experte verrät: Darum \
             regnet es so viel\n- Erste Hilfe: Was Helfer wissen müssen\nIt had rained for nine days and nights in all.",
            &[
                "- Nicht nur Bußgeld: So heftig sind die Strafen",
                "- Experte verrät: Darum regnet es so viel",
                "- Erste Hilfe: Was Helfer wissen müssen",
            ],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "The ferry to Skagen sails again from Monday, they said.\n\n- 2 cups of crushed pineapple\n- 3 medium sweet potatoes and salt\n- 4 lamb steaks cut in half",
        "The rain it raineth every day\nUpon the just and unjust fellow\nBut mostly on the just because\nThe unjust hath the just's umbrella",
        "The ferry to Skagen sails again from Monday, they said. The office had waited for the wind to turn.\n\nIt had rained for nine days and \
         nights in all, and the waves were as high as houses. Nobody had seen such a storm since the war, said the old men of the harbour.\n\n\
         Choosing the right boat for your crew\nFinding a berth in every harbour of the north\nReading the weather before you cast off",
        "These were his words to all of us on that day:\n\nNo date for the harbour yet\n\nThe ferry to Skagen sails again from Monday, they said.",
    ],
};

/// Headlines of a list have this many words.
const WORDS: std::ops::RangeInclusive<u32> = 4..=28;

/// So many lines without a label make a list.
const LINES: usize = 3;

/// Lines below a label that can belong to it.
const BELOW: usize = 12;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        return;
    }
    let Some(body) = Zones::of(scan, findings) else { return };
    let mut found = vec![false; scan.len()];
    below_labels(scan, findings, &mut found);
    tail(scan, findings, body, &mut found);
    bullets(scan, findings, &mut found);
    // A short answer on a board is no headline.
    let answer = |block: usize| findings.board && scan.facts[block].end == End::Sentence;
    for block in (0..scan.len()).filter(|i| found[*i] && !answer(*i)) {
        hits.block(block);
    }
}

fn is_headline(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    let marks = scan.text(block).ends_with(['?', '!', '？', '！']);
    (facts.end == End::Open || facts.end == End::Ellipsis || marks)
        && WORDS.contains(&facts.words)
        && facts.letters * 2 > facts.chars
}

/// Headlines below a line that announces them: `Leia também:`, `ALSO:`.
fn below_labels(scan: &LabelledScan<'_>, findings: &Findings, found: &mut [bool]) {
    for label in 0..scan.len() {
        let announces = findings.category(label) == Some(Category::Related) && scan.facts[label].words <= 6;
        let open = scan.facts[label].end == End::Colon || scan.kinds[label].is_label();
        if !announces || !open {
            continue;
        }
        for block in label + 1..scan.len().min(label + 1 + BELOW) {
            if matches!(findings.category(block), Some(Category::Related | Category::Advertisement)) {
                continue;
            }
            if findings.whole(block).is_some() || !is_headline(scan, block) {
                break;
            }
            found[block] = true;
        }
    }
}

/// A run of headlines behind the last paragraph, other junk between them left out.
fn tail(scan: &Scan<'_>, findings: &Findings, body: Zones, found: &mut [bool]) {
    /// A page of fewer paragraphs can end with a list of its own.
    const PARAGRAPHS: usize = 2;
    // A text that shows nothing of a web page's chrome has been cleaned before: its last lines are its own.
    let sure = |finding: &Finding| finding.rule.strength >= Strength::Firm && clusters(finding.category);
    if body.paragraphs < PARAGRAPHS || !findings.all.iter().any(sure) {
        return;
    }
    let paragraphs: u32 =
        (body.first..=body.last).filter(|i| findings.whole(*i).is_none()).map(|i| scan.facts[i].words).sum();
    let mut run: Vec<usize> = Vec::new();
    for block in body.last + 1..=scan.len() {
        let inside = block < scan.len();
        if inside && findings.whole(block).is_some() && (found[block] || !run.is_empty()) {
            continue;
        }
        if inside && findings.whole(block).is_none() && is_headline(scan, block) && !shape::is_item(scan.text(block)) {
            run.push(block);
            continue;
        }
        if run.len() >= LINES && reads_like_headlines(scan, &run) && !outweighs(scan, paragraphs, &run) {
            for line in &run {
                found[*line] = true;
            }
        }
        run.clear();
    }
}

/// Whether the list is so long beside the paragraphs that it is what the page is about.
fn outweighs(scan: &Scan<'_>, paragraphs: u32, run: &[usize]) -> bool {
    run.iter().map(|i| scan.facts[*i].words).sum::<u32>() * 2 > paragraphs
}

/// Whether lines are long enough, and written like headlines where the script has capitals.
fn reads_like_headlines(scan: &Scan<'_>, run: &[usize]) -> bool {
    /// Words of a headline on average.
    const AVERAGE: u32 = 6;
    let words: u32 = run.iter().map(|i| scan.facts[*i].words).sum();
    let begins =
        run.iter().all(|i| scan.text(*i).chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase()));
    words >= AVERAGE * run.len() as u32 && begins
}

/// Bullets with a headline's colon in them, between paragraphs: `- Erste Hilfe: Was Unfallhelfer wissen müssen`.
fn bullets(scan: &Scan<'_>, findings: &Findings, found: &mut [bool]) {
    let mut run: Vec<usize> = Vec::new();
    for block in 0..=scan.len() {
        let bullet = block < scan.len()
            && findings.whole(block).is_none()
            && scan.text(block).starts_with(['-', '–', '•', '»', '>', '→'])
            && is_headline(scan, block);
        if bullet {
            run.push(block);
            continue;
        }
        let titled = run.iter().filter(|i| has_inner_colon(scan.text(**i))).count();
        if run.len() >= LINES && titled * 5 >= run.len() * 3 {
            for line in &run {
                found[*line] = true;
            }
        }
        run.clear();
    }
}

/// `Experte verrät: Darum …`: a colon with a capital behind it.
fn has_inner_colon(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(before, after)| {
        before.split_whitespace().count() >= 2 && after.chars().next().is_some_and(char::is_uppercase)
    })
}
