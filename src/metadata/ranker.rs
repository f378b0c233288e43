//! Ranks what could be the headline: the head's titles, their parts, the page's headings.
//!
//! Single rules gain on some sites what they lose on others: whether a reworded heading, the title or a part of it is
//! the headline hangs on many small signs at once. A small forest that `train/titles.py` has trained weighs them. What the rules of
//! [`titles`](super::titles) say is one of the signs, and the answer where there is no other candidate.

use std::sync::LazyLock;

use super::titles::{self, Sites};
use crate::cleaned::PageType;
use crate::grammar::phrases::{self, Label};
use crate::score::forest::Forest;
use crate::score::rows::Rows;
use crate::text::cut;
use crate::text::packed::Reader;
use crate::text::script::is_unspaced;

/// Longest candidate, in bytes; longer ones are descriptions.
const BYTES: usize = 400;

/// Most candidates: as many as one chunk of the forest's rows holds with room to spare.
const MOST: usize = 48;

/// Titles, first-level and lower headings that are looked at.
const TITLES: usize = 8;
const HEADINGS: usize = 6;
const LOWER: usize = 8;

/// Where a candidate stands, a bit each.
const OPENGRAPH: u16 = 1;
const JSON_LD: u16 = 1 << 1;
const TITLE: u16 = 1 << 2;
const META: u16 = 1 << 3;
const HEADING: u16 = 1 << 4;
const FIRST_HEADING: u16 = 1 << 5;
const LOWER_HEADING: u16 = 1 << 6;
/// The whole of one of the above, or a part of it.
const STRIPPED: u16 = 1 << 7;
const HEAD: u16 = 1 << 8;
const TAIL: u16 = 1 << 9;
const RULES: u16 = 1 << 10;

/// What begins the model file; the last byte is the version of the form.
const MAGIC: &[u8] = b"unt\x01";

/// The forest that ranks.
static FOREST: LazyLock<Forest> = LazyLock::new(|| {
    let read = |blob: &'static [u8]| Forest::read(&mut Reader::new(blob.strip_prefix(MAGIC)?));
    read(include_bytes!("titles.model")).unwrap_or_default()
});

/// What could be the headline.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) text: String,
    pub(crate) source: &'static str,
    words: Vec<String>,
    bits: u16,
}

/// What the candidates are made from.
pub(crate) struct HeadlineSources<'a> {
    pub(crate) titles: &'a [titles::SourcedTitle<'a>],
    pub(crate) headings: &'a [&'a str],
    pub(crate) lower: &'a [&'a str],
    pub(crate) sites: &'a Sites,
    pub(crate) page_type: Option<PageType>,
    /// The page's own address.
    pub(crate) address: Option<&'a str>,
}

/// The headline and where it came from: the best candidate.
pub(crate) fn choose(it: &HeadlineSources<'_>) -> Option<(String, &'static str)> {
    let mut all = candidates(it);
    if all.is_empty() {
        return titles::choose(it.titles, it.headings, it.lower, it.sites, it.page_type);
    }
    let mut rows = Rows::new(NAMES.len());
    for (at, row) in self::rows(it, &all).iter().enumerate() {
        let mut out = rows.row_mut(at);
        for cell in row {
            out.put(*cell);
        }
    }
    let mut sums = vec![0; all.len()];
    FOREST.sums(&rows, &mut sums);
    // Of equals the first.
    let best = (0..all.len()).max_by_key(|&at| (sums[at], std::cmp::Reverse(at)))?;
    let best = all.swap_remove(best);
    Some((best.text, best.source))
}

/// The candidates, without doubles.
pub(crate) fn candidates(it: &HeadlineSources<'_>) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    let mut add = |text: &str, source: &'static str, bits: u16| {
        let text = titles::tidy(cut::head(text.trim(), BYTES));
        let words = titles::words(&text);
        let room = !words.is_empty() && all.len() < MOST;
        match all.iter_mut().find(|it| it.words == words) {
            Some(same) => same.bits |= bits,
            None if room => all.push(Candidate { text, source, words, bits }),
            None => {}
        }
    };
    if let Some((text, source)) = titles::choose(it.titles, it.headings, it.lower, it.sites, it.page_type) {
        add(&text, source, RULES);
    }
    for (at, text) in it.headings.iter().take(HEADINGS).enumerate() {
        add(text, "page", if at == 0 { HEADING | FIRST_HEADING } else { HEADING });
        add(&titles::strip_site(cut::head(text, BYTES), it.sites), "page", STRIPPED);
    }
    for title in it.titles.iter().take(TITLES) {
        let text = cut::head(title.text, BYTES);
        let bit = match title.source {
            "opengraph" => OPENGRAPH,
            "json-ld" => JSON_LD,
            "title" => TITLE,
            _ => META,
        };
        add(text, title.source, bit);
        add(&titles::strip_site(text, it.sites), title.source, STRIPPED);
        if let Some((head, _, tail)) = titles::last_part(text) {
            add(head, title.source, HEAD);
            add(tail, title.source, TAIL);
        }
        if let Some((head, rest)) = titles::first_part(text) {
            add(head, title.source, HEAD);
            add(rest, title.source, TAIL);
        }
    }
    for text in it.lower.iter().take(LOWER) {
        add(text, "page", LOWER_HEADING);
    }
    all
}

/// Names of the features, in the order of the columns.
pub(crate) const NAMES: &[&str] = &[
    "rules",
    "opengraph",
    "json_ld",
    "title",
    "meta",
    "heading",
    "first_heading",
    "lower",
    "stripped",
    "head",
    "tail",
    "sources",
    "words",
    "chars",
    "capitals",
    "digits",
    "question",
    "ellipsis",
    "bars",
    "dashes",
    "colons",
    "site_name",
    "is_site",
    "front",
    "with_heading",
    "with_opengraph",
    "with_json_ld",
    "with_title",
    "most_alike",
    "begins_title",
    "ends_title",
    "title_rest",
    "rest_names_site",
    "in_address",
    "of_address",
    "page_type",
    "candidates",
    "headings",
    "lower_headings",
    "longer_than_rules",
    "upper",
    "begins_heading",
    "heading_begins",
    "unspaced",
];

/// The features of all candidates.
pub(crate) fn rows(it: &HeadlineSources<'_>, all: &[Candidate]) -> Vec<Vec<i16>> {
    let whole = |bit: u16| all.iter().find(|it| it.bits & bit != 0).map(|it| it.words.as_slice()).unwrap_or_default();
    let (heading, og, ld, title) = (whole(FIRST_HEADING), whole(OPENGRAPH), whole(JSON_LD), whole(TITLE));
    let rules = whole(RULES);
    let address: Vec<String> = it.address.map(|it| titles::words(slug(it))).unwrap_or_default();
    let row = |own: &Candidate| -> Vec<i16> {
        let words = own.words.as_slice();
        let text = own.text.as_str();
        let bit = |bit: u16| i16::from(own.bits & bit != 0);
        let count = |of: &dyn Fn(char) -> bool| text.chars().filter(|c| of(*c)).count().min(1000) as i16;
        let others =
            all.iter().filter(|it| it.words != own.words && it.bits & (OPENGRAPH | JSON_LD | TITLE | HEADING) != 0);
        let most_alike = others.map(|it| alike(words, &it.words)).max().unwrap_or(0);
        let begins = title.len() > words.len() && title.starts_with(words);
        let ends = title.len() > words.len() && title.ends_with(words);
        let rest: String = if begins { title[words.len()..].concat() } else { String::new() };
        let capitals = text.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
        let kinds = phrases::of(text);
        let front = kinds.label_count == 1 && (kinds.whole.has(Label::Home) || kinds.weak.has(Label::Home));
        let spaced = |mark: &[char]| {
            let parts = text.split(|c: char| mark.contains(&c)).count() - 1;
            parts.min(100) as i16
        };
        let shared = |of: usize| -> i16 {
            let known = words.iter().filter(|word| address.contains(word)).count();
            (known * 1000 / of.max(1)) as i16
        };
        vec![
            bit(RULES),
            bit(OPENGRAPH),
            bit(JSON_LD),
            bit(TITLE),
            bit(META),
            bit(HEADING),
            bit(FIRST_HEADING),
            bit(LOWER_HEADING),
            bit(STRIPPED),
            bit(HEAD),
            bit(TAIL),
            (own.bits & (OPENGRAPH | JSON_LD | TITLE | META | HEADING | LOWER_HEADING)).count_ones() as i16,
            words.len().min(200) as i16,
            count(&|_| true),
            (capitals * 1000 / words.len().max(1)) as i16,
            count(&|c| c.is_ascii_digit()),
            i16::from(text.ends_with(['?', '!', '？'])),
            i16::from(text.ends_with('…') || text.ends_with("...")),
            spaced(&['|', '»', '·', '•', '›', '｜', '_']),
            spaced(&['–', '—']) + text.matches(" - ").count().min(100) as i16,
            spaced(&[':', '：']),
            i16::from(it.sites.names(text)),
            i16::from(it.sites.are(text)),
            i16::from(front),
            alike(words, heading),
            alike(words, og),
            alike(words, ld),
            alike(words, title),
            most_alike,
            i16::from(begins),
            i16::from(ends),
            if begins || ends { (title.len() - words.len()).min(100) as i16 } else { -1 },
            i16::from(begins && it.sites.names(&rest)),
            shared(words.len()),
            shared(address.len()),
            it.page_type.map_or(-1, |kind| kind as i16),
            all.len() as i16,
            it.headings.len().min(100) as i16,
            it.lower.len().min(100) as i16,
            words.len().min(200) as i16 - rules.len().min(200) as i16,
            i16::from(count(&char::is_uppercase) > count(&char::is_lowercase)),
            i16::from(heading.len() > words.len() && heading.starts_with(words)),
            i16::from(!heading.is_empty() && words.len() > heading.len() && words.starts_with(heading)),
            i16::from(text.chars().any(is_unspaced)),
        ]
    };
    all.iter().map(row).collect()
}

/// The last part of an address' path, or the last but one where that is a number.
fn slug(address: &str) -> &str {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.rsplit('/').filter(|part| part.contains(char::is_alphabetic));
    parts.next().unwrap_or_default()
}

/// Twice the common words per words of both, in thousandths; of nothing, -1.
fn alike(a: &[String], b: &[String]) -> i16 {
    if b.is_empty() {
        return -1;
    }
    (titles::common(a, b)).min(1000) as i16
}

#[cfg(feature = "training")]
pub(crate) fn studied(it: &HeadlineSources<'_>) -> Vec<(String, Vec<i16>)> {
    let all = candidates(it);
    let rows = rows(it, &all);
    all.into_iter().map(|it| it.text).zip(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forest_compiled_in_can_be_read() {
        let blob = include_bytes!("titles.model").strip_prefix(MAGIC).expect("a model of this form");
        assert!(Forest::read(&mut Reader::new(blob)).is_some());
    }

    #[test]
    fn candidates_stand_once_and_the_rules_come_first() {
        let titles = [titles::SourcedTitle { text: "Ferries sail again | Harbour Post", source: "title" }];
        let mut sites = Sites::default();
        sites.add("Harbour Post");
        let evidence = HeadlineSources {
            titles: &titles,
            headings: &["Ferries sail again"],
            lower: &[],
            sites: &sites,
            page_type: None,
            address: None,
        };
        let texts: Vec<String> = candidates(&evidence).into_iter().map(|it| it.text).collect();
        assert_eq!(texts, ["Ferries sail again", "Ferries sail again | Harbour Post", "Harbour Post"]);
        assert_eq!(choose(&evidence).map(|(text, _)| text).as_deref(), Some("Ferries sail again"));
    }
}
