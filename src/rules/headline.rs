//! The headline, all its copies: it is metadata.
//!
//! In HTML the page's title repeats it. Text does not say which line is the headline. Where the first line is the page's title
//! (`Ferry sails again | Harbour Post`), it is the line that the title repeats. Else it stands before the body, has no full
//! stop, and something beside it speaks for it: a second copy, words of the body, the chrome of a head around it, or its
//! place as a line of its own on top of a page of paragraphs.

use std::collections::{HashMap, HashSet};

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::authors;
use crate::grammar::dates;
use crate::grammar::phrases::Kinds;
use crate::page::BlockKind;
use crate::rules::engine::zones::Zones;
use crate::scan::{End, Scan};
use crate::text::cut;
use crate::text::fold;
use crate::text::hash::{BASIS, Hashing, step};
use crate::text::script;
use crate::text::shape;

pub(crate) static RULE: Rule = Rule {
    id: "headline",
    category: Category::Title,
    strength: Strength::Firm,
    score: 920,
    reason: "the headline of the page, or a copy of it",
    find,
    #[cfg(test)]
    drops: &[
        (
            "Ferry to Skagen sails again\n\nprint | save\n\nFerry to Skagen sails again\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Ferry to Skagen sails again", "Ferry to Skagen sails again"],
        ),
        (
            "Listen Live\n\nFerry to Skagen sails again after the storm\n\n© AP / Ann Berg\nGet short URL\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Ferry to Skagen sails again after the storm"],
        ),
        (
            "Ferry to Skagen sails again after the storm\n\nThe ferry to Skagen sails again from Monday, they said.\n\nIt had rained \
             for nine days and nights in all.\n\nThe road to the harbour had been closed for as long.",
            &["Ferry to Skagen sails again after the storm"],
        ),
        (
            "Harbour\nFerry to Skagen sails again after the storm\ndi Anna Berg\n6 March 2023\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Ferry to Skagen sails again after the storm"],
        ),
        (
            "Skagens fähre fährt wieder - Hafenblatt\n\nHafenblatt\nWetter heute\nWetter heute\n\nSkagens Fähre fährt wieder\n\nDie Boote \
             legen ab Montag wieder ab, sagte das Amt.",
            &["Skagens Fähre fährt wieder"],
        ),
        // The line that is but the site's name is none.
        (
            "Ferries sail - The Old Harbour Post\n\nListen Live\nThe Old Harbour Post\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Ferries sail - The Old Harbour Post"],
        ),
        (
            "Rosbief - Kookboek\n\nMijn bewaarde recepten\nMijn bewaarde recepten\n\nRosbief\n\nBraad het vlees in de boter en draai het om.",
            &["Rosbief"],
        ),
        (
            "<title>Ferries sail | Harbour Post</title><h1>Ferries sail</h1><p>The ferry to Skagen sails again.</p>",
            &["Ferries sail"],
        ),
        (
            "<title>Ferry timetable</title><div>Ferry timetable, 2026</div><div>Ferry timetable</div><p>It is out.</p>",
            &[],
        ),
        (
            "<title>The ferry timetable - Board</title><h2>The ferry timetable</h2><p>The ferry to Skagen sails again, they said on Monday.</p>",
            &["The ferry timetable"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<title>Ferries sail again</title><h1>Ferries</h1><p>The ferry to Skagen sails again.</p>",
        "<title>Ferries</title><h1>The harbour and its boats</h1><p>The ferry to Skagen sails again from Monday, they said.</p><h1>The crew and its \
         dog</h1>",
        "<title>Ferries - Harbour Post</title><h1>Harbour Post</h1><p>The ferry to Skagen sails again.</p><h2>Ferries</h2>",
        "<title>Ferries</title><p>Ferries</p><p>The ferry to Skagen sails again.</p>",
        "Listen Live\nAsia & Pacific\nGet short URL\n\nThe ferry to Skagen sails again from Monday, they said.",
        "The ferry to Skagen sails again from Monday, they said.\n\nStorm over the harbour that week\n\nIt had rained for nine days and nights.",
        "The rain it raineth every day\nUpon the just and unjust fellow\nBut mostly on the just because\nThe unjust hath the just's umbrella.",
        "Listen Live\n\nb School of Rivers, Lunde\n\nThe ferry to Skagen sails again from Monday, they said.",
        "Listen Live\n\nM. Holt, K. Renner and Ann Berg\n\nThe ferry to Skagen sails again from Monday, they said.",
        "2 cups of crushed pineapple\n3 medium sweet potatoes\nPlace the pineapple in a large dish and put it away for an hour.",
    ],
};

/// Headlines have this many words; shorter lines are sections, longer ones summaries.
const WORDS: std::ops::RangeInclusive<u32> = 3..=30;

/// Longest headline, in characters.
const CHARS: u32 = 220;

/// Titles of the head that are compared with the headings, and their longest and the longest heading, in bytes.
const TITLES: usize = 4;
const TITLE_BYTES: usize = 400;

/// Words, or letters, of a line that the first one repeats wherever it stands in it; a shorter one has to be its beginning.
const NAMED_WORDS: usize = 3;
const NAMED_CHARS: usize = 12;

/// Words from which on a line that is no heading is the headline where the title repeats it; fewer are a section's name.
const BARE_WORDS: u32 = 3;

/// Paragraphs that a page must have before a first line is its headline by its place alone.
const PARAGRAPHS: usize = 3;

/// Words of a first line that is the headline by its place alone.
const TOP_WORDS: std::ops::RangeInclusive<u32> = 5..=20;

/// Fewer words are a headline only where they stand twice on the page.
const LEAST_WORDS: u32 = 4;

/// So many words are more likely the headline than fewer.
const FULL_WORDS: u32 = 5;

/// Letters of the shortest word that tells what a text is about.
const TELLING_CHARS: usize = 4;

/// Of such words, the share that a headline has in common with the body, in thousandths.
const SHARED: usize = 400;

/// Paragraphs of the body whose words are looked at, and bytes of each.
const BODY_PARAGRAPHS: usize = 30;
const BODY_BYTES: usize = 2000;

/// Sentences of the longest headline.
const SENTENCES: u32 = 2;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    if scan.page.html {
        of_markup(scan, findings, hits);
        return;
    }
    let Some(body) = Zones::of(scan, findings) else { return };
    let candidates: Vec<usize> = (0..body.first)
        .filter(|i| findings.whole(*i).is_none() && !scan.kinds[*i].is_label() && has_shape(scan, findings, *i))
        .collect();
    let named = named(scan, findings);
    if candidates.is_empty() && named.is_none() {
        return;
    }
    let chrome = (0..body.first).any(|i| findings.whole(i).is_some());
    let page = PageLabels::of(scan, findings, body);
    let best = candidates
        .iter()
        .map(|&block| (block, page.weigh(scan, findings, block)))
        .filter(|(block, weight)| {
            weight.repeated
                || (weight.words >= LEAST_WORDS
                    && !authors::is_name(scan.text(*block))
                    && (chrome || is_on_top(scan, body, *block)))
        })
        // Of equals the first.
        .min_by_key(|(block, weight)| (std::cmp::Reverse(weight.sum()), *block));
    let Some(title) = named.or(best.map(|(block, _)| block)) else { return };
    let label = scan.label(title);
    for block in 0..scan.len() {
        if block == title || (!label.is_empty() && scan.label(block) == label) {
            hits.block(block);
        }
    }
}

/// The line that the first one repeats, where that is the page's title: a headline and the site's name.
fn named(scan: &LabelledScan<'_>, findings: &Findings) -> Option<usize> {
    // A paragraph that stands twice is no title.
    if scan.facts.first().is_none_or(|first| first.sentences >= SENTENCES) {
        return None;
    }
    let title = Named::of(scan);
    let free = |block: &usize| {
        findings.whole(*block).is_none() && !scan.kinds[*block].is_label() && scan.byline(*block).is_none()
    };
    let lines = (1..scan.len()).map(|block| (title.share(scan, block), block));
    // Of equals the first.
    let lines = lines.filter(|(share, block)| *share > 0 && free(block));
    lines.max_by_key(|&(share, block)| (share, std::cmp::Reverse(block))).map(|(_, block)| block)
}

/// The first line of a flattened page as its title: `Ferry sails again | Harbour Post`.
pub(crate) struct Named {
    /// Its words as labels have them.
    words: Vec<String>,
    letters: usize,
}

impl Named {
    pub(crate) fn of(scan: &Scan<'_>) -> Self {
        let title =
            if scan.len() == 0 { String::new() } else { fold::fold_label(cut::head(scan.text(0), TITLE_BYTES)) };
        let words: Vec<String> = words(&title).map(str::to_owned).collect();
        Self { letters: letters(&words), words }
    }

    /// Where in it a line's words stand, and the letters of those.
    fn place(&self, scan: &Scan<'_>, block: usize) -> Option<(usize, usize, usize)> {
        let label = scan.label(block);
        // Most lines do not even begin with a word of it.
        let first = words(label).next().filter(|_| block > 0)?;
        if !self.words.iter().any(|word| word == first) {
            return None;
        }
        let words: Vec<&str> = words(label).collect();
        if words.len() > self.words.len() {
            return None;
        }
        let at = self.words.windows(words.len()).position(|run| run == words)?;
        Some((at, words.len(), letters(&words)))
    }

    /// The share of the title that a line is, in thousandths, where it may be the headline in it; else 0. What is little of it
    /// is the site's name or a section's; a title begins with the headline more often than not.
    pub(crate) fn share(&self, scan: &Scan<'_>, block: usize) -> usize {
        let Some((at, words, size)) = self.place(scan, block) else { return 0 };
        let (part, least) = if at == 0 { (3, 1) } else { (2, NAMED_WORDS) };
        let apart = words >= NAMED_WORDS || size >= NAMED_CHARS || repeats(scan.text(0), scan.text(block));
        if apart && words >= least && size * part >= self.letters { size * 1000 / self.letters.max(1) } else { 0 }
    }

    /// Whether the title begins with a line.
    pub(crate) fn begins(&self, scan: &Scan<'_>, block: usize) -> bool {
        self.place(scan, block).is_some_and(|(at, ..)| at == 0)
    }
}

fn letters(words: &[impl AsRef<str>]) -> usize {
    words.iter().map(|word| word.as_ref().chars().count()).sum()
}

/// The headings that the page's title repeats, whole or before the site's name.
fn of_markup(scan: &Scan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let head = &scan.page.head;
    let metas =
        head.metas.iter().filter(|(name, _)| matches!(name.as_str(), "og:title" | "twitter:title" | "headline"));
    let titles = head.title.iter().chain(metas.map(|(_, value)| value)).take(TITLES);
    let titles: Vec<&str> = titles.map(|title| cut::head(title, TITLE_BYTES)).collect();
    let body = (0..scan.len()).find(|&block| scan.facts[block].is_prose());
    let named = |block: usize| {
        let text = scan.text(block);
        text.len() <= TITLE_BYTES && titles.iter().any(|title| repeats(title, text))
    };
    let kind = |block: usize| scan.page.blocks[block].kind;
    let mut found = false;
    for block in (0..scan.len()).filter(|&block| kind(block) == BlockKind::Heading(1)) {
        if findings.whole(block).is_none() && named(block) {
            hits.block(block);
            found = true;
        }
    }
    // Boards and old pages set the headline in a lower heading, or in a box of its own.
    let lower = |block: usize| match kind(block) {
        BlockKind::Heading(2 | 3) => true,
        BlockKind::Text | BlockKind::Paragraph => {
            scan.facts[block].words >= BARE_WORDS && scan.page.blocks[block].links == 0
        }
        _ => false,
    };
    // The only first-level heading, above the text, is the headline in other words.
    let first_level = |block: &usize| kind(*block) == BlockKind::Heading(1) && !scan.page.blocks[*block].hidden;
    let mut first = (0..scan.len()).filter(first_level);
    if !found
        && let (Some(only), None) = (first.next(), first.next())
        && body.is_some_and(|body| only < body)
        && WORDS.contains(&scan.facts[only].words)
        && findings.whole(only).is_none()
    {
        hits.block(only);
        found = true;
    }
    if !found
        && let Some(block) =
            (0..body.unwrap_or(0)).find(|&block| lower(block) && findings.whole(block).is_none() && named(block))
    {
        hits.block(block);
    }
}

/// Whether a title is a heading's words, or begins with them before a mark that parts it from the site's name.
fn repeats(title: &str, heading: &str) -> bool {
    let mut rest = title;
    for word in words(heading) {
        let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        rest = &rest[start..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if !rest[..end].chars().flat_map(char::to_lowercase).eq(word.chars().flat_map(char::to_lowercase)) {
            return false;
        }
        rest = &rest[end..];
    }
    // `What are flags? | Harbour Post`
    let rest = rest.trim_start_matches(['?', '!', '.', '…', ')', '"', '”', '’', '»', '？', '！', '」', '』']);
    let behind = rest.trim_start();
    let apart = behind.len() < rest.len() || behind.starts_with(['|', '_', '｜']);
    let parted =
        apart && behind.starts_with(['|', '-', '–', '—', '·', '•', '»', '«', ':', '/', '_', '｜', '~', '‹', '›', '<']);
    rest.len() < title.len() && (parted || !behind.contains(char::is_alphanumeric))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// What a page is about: the words of its first paragraphs.
pub(crate) struct Topic(HashSet<u32, Hashing>);

impl Topic {
    pub(crate) fn of(scan: &Scan<'_>, paragraphs: impl Iterator<Item = usize>) -> Self {
        let texts = paragraphs.take(BODY_PARAGRAPHS).map(|block| cut::head(scan.text(block), BODY_BYTES));
        let mut all = HashSet::default();
        texts.for_each(|text| telling(text, |word| _ = all.insert(word)));
        Self(all)
    }

    /// How many of a line's words are the topic's, and their share in thousandths.
    pub(crate) fn shared(&self, text: &str) -> (usize, usize) {
        let (mut all, mut common) = (0, 0);
        telling(text, |word| {
            all += 1;
            common += usize::from(self.0.contains(&word));
        });
        (common, common * 1000 / all.max(1))
    }
}

/// The hashes of the words of a text that say what it is about: those that are not short; of scripts without spaces, pairs of
/// characters.
fn telling(text: &str, mut each: impl FnMut(u32)) {
    let (mut hash, mut count, mut before, mut unspaced) = (BASIS, 0, None, false);
    for c in text.chars().chain([' ']) {
        // Most characters are these, and need not be asked for their script.
        if c.is_ascii_alphanumeric() {
            let small = u32::from(c.to_ascii_lowercase());
            (hash, count, before) = (step(hash, small), count + 1, Some(small));
            continue;
        }
        if !c.is_alphanumeric() {
            if count >= TELLING_CHARS && !unspaced {
                each(hash);
            }
            (hash, count, before, unspaced) = (BASIS, 0, None, false);
            continue;
        }
        unspaced |= script::is_unspaced(c);
        let put = |c: char| {
            if let Some(before) = before.filter(|_| script::is_unspaced(c)) {
                each(step(step(BASIS, before), u32::from(c)));
            }
            (hash, count, before) = (step(hash, u32::from(c)), count + 1, Some(u32::from(c)));
        };
        c.to_lowercase().for_each(put);
    }
}

/// What speaks for a candidate.
struct Weight {
    repeated: bool,
    /// Its words that the body has too, in thousandths.
    shared: usize,
    /// What stands below headlines stands below it: a date, a writer, a picture.
    signed: bool,
    /// No menu stands between it and the body.
    near: bool,
    words: u32,
}

impl Weight {
    fn sum(&self) -> u32 {
        3 * u32::from(self.repeated)
            + 2 * u32::from(self.shared >= SHARED)
            + u32::from(self.shared > 0)
            + 2 * u32::from(self.near)
            + u32::from(self.signed)
            + u32::from(self.words >= FULL_WORDS)
    }
}

/// What the candidates are compared with.
struct PageLabels<'s> {
    /// How often each label stands on the page.
    copies: HashMap<&'s str, u32, Hashing>,
    topic: Topic,
    /// The last line of a menu before the body.
    menu: Option<usize>,
}

impl<'s> PageLabels<'s> {
    fn of(scan: &'s Scan<'_>, findings: &Findings, body: Zones) -> Self {
        let mut copies = HashMap::<_, u32, Hashing>::default();
        for block in (0..scan.len()).filter(|i| !scan.label(*i).is_empty()) {
            *copies.entry(scan.label(block)).or_default() += 1;
        }
        let paragraphs = (body.first..=body.last).filter(|&block| scan.facts[block].is_paragraph());
        let menu = (0..body.first).rev().find(|i| {
            matches!(
                findings.category(*i),
                Some(Category::Navigation | Category::Masthead | Category::Consent | Category::Footer)
            )
        });
        Self { copies, topic: Topic::of(scan, paragraphs), menu }
    }

    fn weigh(&self, scan: &Scan<'_>, findings: &Findings, block: usize) -> Weight {
        let repeated = self.copies.get(scan.label(block)).is_some_and(|n| *n > 1);
        let below = findings.category(block + 1);
        let signed = matches!(
            below,
            Some(
                Category::Date
                    | Category::Byline
                    | Category::Credit
                    | Category::Share
                    | Category::Counter
                    | Category::Caption
            )
        );
        let near = self.menu.is_none_or(|menu| menu < block);
        let (_, shared) = self.topic.shared(scan.text(block));
        Weight { repeated, shared, signed, near, words: scan.facts[block].words }
    }
}

/// Whether a line is the first of a page of paragraphs, set apart from them.
fn is_on_top(scan: &Scan<'_>, body: Zones, block: usize) -> bool {
    let apart = scan.is_apart(block + 1);
    block == 0
        && apart
        && body.paragraphs >= PARAGRAPHS
        && scan.facts[1].is_paragraph()
        && TOP_WORDS.contains(&scan.facts[0].words)
}

/// The first of the lines that are left of a page, where it reads like the headline of the others: what cleaning the result
/// once more would find.
pub(crate) fn on_top(scan: &Scan<'_>, findings: &Findings, kept: &[usize]) -> Option<usize> {
    /// Longest line that is set close to the next: [`crate::render`] keeps such lines together.
    const LINE_CHARS: u32 = 120;
    let (&first, &second) = (kept.first()?, kept.get(1)?);
    let close = second == first + 1 && scan.is_tight(second);
    let lines = [first, second].iter().all(|block| scan.facts[*block].chars <= LINE_CHARS);
    let paragraphs = kept.iter().filter(|block| scan.facts[**block].is_paragraph()).take(PARAGRAPHS).count();
    (TOP_WORDS.contains(&scan.facts[first].words)
        && !(close && lines)
        && paragraphs == PARAGRAPHS
        && scan.facts[second].is_paragraph()
        && !findings.kinds.get(first).is_some_and(Kinds::is_label)
        && has_shape(scan, findings, first)
        && !authors::is_name(scan.text(first)))
    .then_some(first)
}

/// Whether the next line goes on with the sentence: the flattener broke it at a link.
fn goes_on(scan: &Scan<'_>, findings: &Findings, block: usize) -> bool {
    block + 1 < scan.len()
        // `di Giulio Ferri`
        && findings.category(block + 1) != Some(Category::Byline)
        && scan.is_tight(block + 1)
        && scan.text(block + 1).chars().next().is_some_and(|c| c.is_lowercase() || matches!(c, ',' | '.' | ')' | ';'))
}

/// Whether a line is a clause of a sentence that goes on below it: a long one with a semicolon, or one that ends behind it: `…
/// and peace in the world; and`.
pub(crate) fn is_clause(scan: &Scan<'_>, block: usize) -> bool {
    /// Words of the longest headline with a semicolon.
    const WORDS: u32 = 12;
    /// Words behind the semicolon at the end of a line that goes on.
    const TAIL_WORDS: usize = 2;
    scan.text(block)
        .rsplit_once(';')
        .is_some_and(|(_, tail)| scan.facts[block].words > WORDS || tail.split_whitespace().count() <= TAIL_WORDS)
}

fn has_shape(scan: &Scan<'_>, findings: &Findings, block: usize) -> bool {
    let facts = &scan.facts[block];
    let text = scan.text(block);
    let open = match facts.end {
        End::Open | End::Ellipsis => true,
        // A question or an exclamation can be a headline; a full stop ends a sentence.
        End::Sentence => text.trim_end_matches(['"', '”', '’', '»', ')', '“']).ends_with(['?', '!', '？', '！']),
        End::Colon | End::Comma => false,
    };
    open && WORDS.contains(&facts.words)
        && facts.chars <= CHARS
        && facts.letters * 2 > facts.chars
        && facts.sentences <= SENTENCES
        && !shape::is_item(text)
        && !(facts.digits > 0 && dates::is_date_only(text))
        && !goes_on(scan, findings, block)
        && !is_clause(scan, block)
        // Where a headline begins and ends in it nobody knows.
        && !scan.page.is_piece(block)
        && scan.byline(block).is_none()
        && !is_affiliation(text)
        && !are_names(text)
}

/// Whether a line is the names of several writers, with or without marks of reference behind them.
fn are_names(text: &str) -> bool {
    let bare = |name: &str| {
        let name = name.trim_matches(|c: char| !c.is_alphabetic() && c != '.');
        // `Renner b`
        match name.rsplit_once(' ') {
            Some((rest, mark)) if mark.len() == 1 && mark.starts_with(|c: char| c.is_ascii_lowercase()) => {
                rest.to_owned()
            }
            _ => name.to_owned(),
        }
    };
    let names: Vec<String> = text
        .split([',', ';', '&', '·'])
        .flat_map(|part| part.split(" and "))
        .map(bare)
        .filter(|name| !name.is_empty())
        .collect();
    names.len() > 1 && names.iter().all(|name| authors::is_name(name))
}

/// Whether a line begins with the small letter that marks an institute below a paper's writers: `b School of Rivers`.
fn is_affiliation(text: &str) -> bool {
    let mut chars = text.chars();
    let mark = chars.next().is_some_and(|c| c.is_ascii_lowercase()) && chars.next() == Some(' ');
    mark && chars.next().is_some_and(char::is_uppercase)
}
