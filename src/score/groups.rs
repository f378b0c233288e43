//! Groups of siblings: cards, comments, feed items, rows.
//!
//! Block by block, teasers with prose read like body. They are recognised by repetition: a row of containers built
//! alike, beside another container that holds the body. `Survey` compares siblings by class; here they are compared by
//! structure, since on many sites classes differ from item to item (`post-17 category-news`) and the order of headline
//! and text does not.

use super::rows::permille;
use super::survey::{NONE, Survey};
use super::text_stats::found;
use super::vocabulary::WordStats;
use crate::category::Category;
use crate::page::BlockKind;
use crate::rules::Findings;
use crate::scan::{Scan, Sums};

/// Fewest containers of a group.
const ITEMS: usize = 3;

/// Containers that are built alike.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SiblingGroup {
    pub(super) items: u32,
    pub(super) words: u32,
    pub(super) prose: u32,
    pub(super) link: u32,
    /// Position relative to the container of most paragraphs: 0 unknown, 1 before, 2 after, 3 inside it, 4 around it.
    pub(super) lies: u8,
}

/// Which group around a block counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Grouping {
    /// Siblings built alike, the innermost group around a block.
    Card,
    /// … the outermost.
    Feed,
}

/// The groups of a page.
#[derive(Debug, Default)]
pub(super) struct Groups {
    all: Vec<SiblingGroup>,
    /// By container: its group, or that of the nearest container around it that has one; by [`Grouping`].
    card: Vec<u32>,
    feed: Vec<u32>,
    /// The container whose own paragraphs have the most words; paragraphs one level further in count half.
    pub(super) main: u32,
    /// The headline, or [`NONE`], and the innermost container around it that holds running text.
    pub(super) headline: u32,
    pub(super) top: u32,
    /// Words of running text in containers that are named as comments.
    pub(super) comments: u32,
}

impl Groups {
    pub(super) fn of(scan: &Scan<'_>, survey: &Survey, words: &[WordStats]) -> Self {
        let main = main(scan, survey);
        let n = survey.containers.len();
        let headline = headline(scan, words);
        let top = headline.map_or(NONE, |block| top(scan, survey, block));
        let named = (1..n).map(|i| &survey.containers[i]).filter(|stats| stats.commented == 2);
        let comments = named.map(|stats| survey.totals.prose.over(stats.from as usize, stats.to as usize)).sum();
        let headline = headline.map_or(NONE, |block| block as u32);
        let mut it = Self { main, headline, top, comments, ..Self::default() };
        let page = &scan.page;
        let several = |index: usize| {
            let stats = &survey.containers[index];
            stats.to >= stats.from + 2
        };
        // Siblings are built alike if their first two blocks are of the same kinds.
        let built = |index: usize| {
            let stats = &survey.containers[index];
            let shape = |block: u32| {
                let own = &page.blocks[block as usize];
                u32::from(own.kind.code()) << 1 | u32::from(own.link_bytes as usize * 2 > own.span.len())
            };
            (u64::from(page.containers[index].parent) << 32)
                | u64::from((page.containers[index].tag as u32) << 16 | shape(stats.from) << 8 | shape(stats.from + 1))
        };
        let mut keys: Vec<(u64, u32)> = (1..n).filter(|i| several(*i)).map(|i| (built(i), i as u32)).collect();
        let own = it.group(survey, &mut keys);
        it.card = down(scan, &own, true);
        it.feed = down(scan, &own, false);
        it
    }

    /// Groups the containers with the same key; returns each container's group.
    fn group(&mut self, survey: &Survey, keys: &mut [(u64, u32)]) -> Vec<u32> {
        let mut own = vec![NONE; survey.containers.len()];
        keys.sort_unstable();
        let totals = &survey.totals;
        let main = survey.stats(self.main);
        for run in keys.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() >= ITEMS) {
            let mut group = SiblingGroup { items: run.len() as u32, ..SiblingGroup::default() };
            let (mut bytes, mut links) = (0_u32, 0_u32);
            for (_, index) in run {
                own[*index as usize] = self.all.len() as u32;
                let stats = survey.stats(*index);
                let (from, to) = (stats.from as usize, stats.to as usize);
                group.words += totals.words.over(from, to);
                group.prose += totals.prose.over(from, to);
                bytes = bytes.saturating_add(totals.bytes.over(from, to));
                links = links.saturating_add(totals.link_bytes.over(from, to));
            }
            group.link = permille(links, bytes);
            let (first, last) = (survey.stats(run[0].1), survey.stats(run[run.len() - 1].1));
            group.lies = if main.from >= main.to {
                0
            } else if last.to <= main.from {
                1
            } else if first.from >= main.to {
                2
            } else if main.from <= first.from && last.to <= main.to {
                3
            } else {
                4
            };
            self.all.push(group);
        }
        own
    }

    /// The group around a container, if it stands in one.
    pub(super) fn around(&self, of: Grouping, container: u32) -> SiblingGroup {
        let of = match of {
            Grouping::Card => &self.card,
            Grouping::Feed => &self.feed,
        };
        let group = of.get(container as usize).and_then(|group| self.all.get(*group as usize));
        group.copied().unwrap_or_default()
    }
}

/// Passes groups down to the containers inside.
fn down(scan: &Scan<'_>, own: &[u32], innermost: bool) -> Vec<u32> {
    let mut of: Vec<u32> = Vec::with_capacity(own.len());
    for (index, own) in own.iter().enumerate() {
        let above = if index == 0 { NONE } else { of[scan.page.containers[index].parent as usize] };
        let (first, second) = if innermost { (*own, above) } else { (above, *own) };
        of.push(if first == NONE { second } else { first });
    }
    of
}

/// The container whose own paragraphs have the most words, as in Readability (Arc90, 2009).
fn main(scan: &Scan<'_>, survey: &Survey) -> u32 {
    let mut direct = vec![0_u32; survey.containers.len()];
    for block in 0..scan.len() {
        let words = survey.totals.prose.over(block, block + 1);
        if words == 0 {
            continue;
        }
        let around = survey.around(scan.page.blocks[block].container);
        let up = survey.stats(around).up;
        direct[around as usize] += words;
        if up != around {
            direct[up as usize] += words / 2;
        }
    }
    let most = direct.iter().max().copied().unwrap_or(0);
    direct.iter().rposition(|it| *it == most).unwrap_or(0) as u32
}

/// A headline repeats at least this share of the title's words, and this share of its own words is in the title
/// (thousandths).
const TITLES: u16 = 400;
const TITLED: u16 = 600;

/// Longest headline, in words.
const HEADLINE_WORDS: u32 = 40;

/// The block that repeats the page's title: a first-level heading, else any heading, else any block.
fn headline(scan: &Scan<'_>, words: &[WordStats]) -> Option<usize> {
    let like = |block: &usize| {
        let own = &words[*block];
        own.titles >= TITLES && own.titled >= TITLED && scan.facts[*block].words <= HEADLINE_WORDS
    };
    let level = |block: usize| match scan.page.blocks[block].kind {
        BlockKind::Heading(1) => 0,
        BlockKind::Heading(_) => 1,
        _ => 2,
    };
    (0..scan.len()).filter(like).min_by_key(|block| level(*block))
}

/// The innermost container around a block with at least two sentences of running text.
fn top(scan: &Scan<'_>, survey: &Survey, block: usize) -> u32 {
    /// Two sentences.
    const WORDS: u32 = 20;
    let mut at = survey.around(scan.page.blocks[block].container);
    while at != 0 {
        let stats = survey.stats(at);
        if survey.totals.prose.over(stats.from as usize, stats.to as usize) >= WORDS {
            break;
        }
        at = stats.up;
    }
    at
}

/// Findings near a block. The phrase tables make them independent of the language.
#[derive(Debug, Default)]
pub(super) struct LabelDistances {
    /// By block, the number of the finding's category.
    pub(super) found: Vec<u8>,
    /// Running count of blocks with a finding.
    pub(super) sums: Sums,
    /// Distance in blocks to the last label of each kind and to the next one.
    pub(super) since: [Vec<u8>; KINDS],
    pub(super) until: [Vec<u8>; KINDS],
}

/// Kinds of labels: links to other pages, comments, calls to the reader.
pub(super) const KINDS: usize = 3;

/// Greatest distance told apart, in blocks.
const FAR: u8 = 120;

fn kind_of(category: Category) -> Option<usize> {
    match category {
        Category::Related => Some(0),
        Category::Comments => Some(1),
        Category::Share | Category::Subscribe | Category::Promotion | Category::Footer => Some(2),
        _ => None,
    }
}

impl LabelDistances {
    pub(super) fn of(scan: &Scan<'_>, findings: &Findings) -> Self {
        let n = scan.len();
        let kinds: Vec<Option<usize>> = (0..n).map(|block| findings.category(block).and_then(kind_of)).collect();
        let distances = |kind: usize, back: bool| {
            let mut out = vec![FAR; n];
            let mut last = FAR;
            for step in 0..n {
                let block = if back { n - 1 - step } else { step };
                last = if kinds[block] == Some(kind) { 0 } else { (last + 1).min(FAR) };
                out[block] = last;
            }
            out
        };
        Self {
            found: (0..n).map(|block| found(findings, Some(block)) as u8).collect(),
            sums: Sums::of((0..n).map(|block| u32::from(findings.category(block).is_some()))),
            since: std::array::from_fn(|kind| distances(kind, false)),
            until: std::array::from_fn(|kind| distances(kind, true)),
        }
    }

    /// Share of blocks with a finding in a range, in thousandths.
    pub(super) fn share(&self, from: usize, to: usize) -> u32 {
        permille(self.sums.over(from, to), to.saturating_sub(from) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Table;
    use super::super::vocabulary;
    use super::*;
    use crate::options::Options;
    use crate::{read, rules};

    /// An article of two paragraphs, and a feed of three cards whose classes differ and whose text is longer.
    const PAGE: &str = "<html><head><title>The ferry sails again | Harbour Post</title></head><body>\
        <div class=story><h1>The ferry sails again</h1><p>The ferry to Skagen sails again from Monday, the harbour office \
        said to the press of the town.</p><p>Tickets are sold on board and at the office, where a queue had formed by noon.</p></div>\
        <div class=feed>\
        <div class=post-1><h3><a href=/1>Herring is dear</a></h3><p>The price of herring has doubled since the spring storms, say \
        the smokehouses of the town, and no boat is sure to sail before the wind has turned and the nets are mended again.</p></div>\
        <div class=post-2><h3><a href=/2>New nets for all</a></h3><p>A maker of nets from the south has opened a shop at the quay \
        and sells what the boats of the harbour have long had to send for, at half of what they used to pay for it.</p></div>\
        <div class=post-3><h3><a href=/3>Lighthouse to let</a></h3><p>The old lighthouse stands empty since the keeper left in \
        May, and the town would like to see a family with children in it before the winter comes over the sea.</p></div></div>";

    fn with<T>(see: impl Fn(&Scan<'_>, &Groups, &Survey) -> T) -> T {
        let page = read::html(PAGE, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        let survey = Survey::of(&scan, &Table::default());
        let groups = Groups::of(&scan, &survey, &vocabulary::words(&scan));
        see(&scan, &groups, &survey)
    }

    #[test]
    fn siblings_built_alike_are_a_group_whatever_their_classes() {
        with(|scan, groups, _| {
            let of = |text: &str| {
                let block = (0..scan.len()).find(|block| scan.text(*block).contains(text)).expect("the page has it");
                groups.around(Grouping::Card, scan.page.blocks[block].container)
            };
            assert_eq!((of("maker of nets").items, of("maker of nets").lies), (3, 3));
            assert_eq!(of("Tickets are sold").items, 0);
        });
    }

    #[test]
    fn the_headline_leads_to_the_article_that_is_shorter_than_the_feed() {
        with(|scan, groups, survey| {
            let top = survey.stats(groups.top);
            let text = |block: u32| scan.text(block as usize);
            assert_eq!((text(groups.headline), text(top.from)), ("The ferry sails again", "The ferry sails again"));
            assert!(text(top.to - 1).starts_with("Tickets"), "{}", text(top.to - 1));
        });
    }

    #[test]
    fn labels_are_told_by_their_distance() {
        let page =
            "<p>The ferry to Skagen sails again from Monday, the harbour office said.<h3>Related articles</h3><p>One";
        let page = read::html(page, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        let labels = LabelDistances::of(&scan, &rules::find(&scan));
        assert_eq!((labels.until[0][0], labels.since[0][1], labels.since[0][2], labels.since[0][0]), (1, 0, 1, FAR));
    }
}
