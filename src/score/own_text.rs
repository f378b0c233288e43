//! The page's own text: what stands in the element that holds the headline, and what stands beside it.
//!
//! Block by block a teaser's sentence reads like news, and where the article itself is two sentences long, most of what reads like
//! news on the page is the feed beside it. The headline tells which text is the page's own.

use std::ops::Range;

use crate::cleaned::PageType;
use crate::page::{BlockKind, Container};
use crate::rules::Findings;
use crate::scan::{End, Scan};

use super::board_classes;

/// Words of running text under the headline that make a page's own text of it. Less is a standfirst, and the body stands
/// elsewhere.
const OWN_WORDS: u32 = 40;

/// The likelihoods from which on text of an article is body: outside its own text; inside it in a box beside the container of
/// most paragraphs; in that container itself. Out of fold news in five languages gains .006 (.017 with news that were taken for
/// boards), pages in 15 languages .002, WCXB .0007; the same for all three loses as much. On pages of other types the body is not
/// all under the headline: only what is rather junk than body goes (news .002, WCXB .0002). The posts of a forum stay.
const ELSEWHERE: u16 = 750;
const ELSEWHERE_ON_OTHERS: u16 = 500;
const BOXED: u16 = 600;
const AMONG: u16 = 400;

/// How far below the cut a block among the paragraphs may be.
const LIFT: u16 = 100;

/// Fewest cards of a feed.
const CARDS: usize = 4;

/// Words of the shortest and the longest linked title.
const TITLE_WORDS: (u32, u32) = (3, 30);

/// Share of a title that is linked, as a fraction.
const LINKED: (usize, usize) = (4, 5);

/// Most blocks and words of a card behind its title: what is longer is text under a heading.
const CARD_BLOCKS: usize = 5;
const CARD_WORDS: u32 = 80;

/// The page's own text, if it has one that is told by the headline.
#[derive(Debug, Default)]
pub(super) struct OwnText {
    /// The blocks of the element that holds headline and text; empty where there is none.
    blocks: Range<usize>,
    words: u32,
    /// Runs of cards outside it.
    feeds: Vec<Range<usize>>,
}

impl OwnText {
    /// `blocks` are those of the innermost element that holds the headline and running text.
    pub(super) fn of(scan: &Scan<'_>, findings: &Findings, blocks: Range<usize>, likely: &[u16], cut: u16) -> Self {
        // Lists of names are as long as paragraphs, but no sentences.
        let text = |block: &usize| {
            is_text(scan, findings, likely, cut, *block)
                && scan.facts[*block].end == End::Sentence
                && !is_title(scan, *block)
        };
        let words: u32 = blocks.clone().filter(text).map(|block| scan.facts[block].words).sum();
        if words < OWN_WORDS {
            return Self::default();
        }
        let regions = [0..blocks.start, blocks.end..scan.len()];
        Self { blocks, words, feeds: regions.into_iter().flat_map(|region| feeds(scan, region)).collect() }
    }

    /// Whether feeds stand beside it.
    pub(super) fn has_feeds(&self) -> bool {
        !self.feeds.is_empty()
    }

    /// Whether a block stands in a feed.
    pub(super) fn is_feed(&self, block: usize) -> bool {
        let next = self.feeds.partition_point(|run| run.end <= block);
        self.feeds.get(next).is_some_and(|run| run.contains(&block))
    }

    /// Moves the odds of a page's blocks by where they stand. What falls below the cut may be lifted again as a part of a unit: an
    /// aside amid the body, a panel of tabs, a standfirst. `among` tells whether a block stands in the container of most
    /// paragraphs itself, not in a box of its own.
    pub(super) fn settle(
        &self,
        scan: &Scan<'_>,
        findings: &Findings,
        page_type: PageType,
        among: impl Fn(usize) -> bool,
        likely: &mut [u16],
        cut: u16,
    ) {
        // The posts of a board stand outside the headline's element, also where the page is taken for an article: without this guard
        // forums lose .008 and news gain .001.
        if self.blocks.is_empty() || page_type == PageType::Forum || board_classes::has_software(scan.page) {
            return;
        }
        let is_article = page_type == PageType::Article;
        let elsewhere = if is_article { ELSEWHERE } else { ELSEWHERE_ON_OTHERS };
        // Posts that outweigh it are the page.
        let posts = |block: &usize| {
            findings.threads.has(*block)
                && !self.blocks.contains(block)
                && !self.is_feed(*block)
                && is_text(scan, findings, likely, cut, *block)
        };
        let talk: u32 = (0..scan.len()).filter(posts).map(|block| scan.facts[block].words).sum();
        if talk > self.words {
            return;
        }
        let below = cut.saturating_sub(1);
        // A preset for precision moves it with the cut.
        let among_from = AMONG.max(cut.saturating_sub(LIFT));
        for (block, likely) in likely.iter_mut().enumerate() {
            let it = &scan.page.blocks[block];
            if !self.blocks.contains(&block) {
                *likely = if *likely < elsewhere { below.min(*likely) } else { *likely };
            } else if is_article && !among(block) {
                *likely = if *likely < BOXED && scan.facts[block].is_prose() { below.min(*likely) } else { *likely };
            } else if is_article && *likely >= among_from && it.link_bytes as usize * 2 < it.span.len() {
                *likely = cut.max(*likely);
            }
        }
    }
}

/// Whether a block is running text of the likely body.
fn is_text(scan: &Scan<'_>, findings: &Findings, likely: &[u16], cut: u16, block: usize) -> bool {
    likely[block] >= cut && scan.facts[block].is_prose() && findings.whole(block).is_none()
}

/// The runs of cards in a range of blocks.
fn feeds(scan: &Scan<'_>, region: Range<usize>) -> Vec<Range<usize>> {
    let titles: Vec<usize> = region.clone().filter(|block| is_title(scan, *block)).collect();
    let mut all: Vec<Range<usize>> = Vec::new();
    // The run under way: where it starts and ends, its cards, those with a sentence.
    let (mut run, mut cards, mut told) = (region.start..region.start, 0, 0);
    let mut close = |run: Range<usize>, cards: usize, told: usize| {
        if cards >= CARDS && told * 2 >= cards {
            all.push(run);
        }
    };
    for (nth, &title) in titles.iter().enumerate() {
        let next = titles.get(nth + 1).copied().unwrap_or(region.end);
        let end = card_end(scan, title, next);
        if title != run.end {
            close(run.clone(), cards, told);
            (run, cards, told) = (title..title, 0, 0);
        }
        cards += 1;
        told +=
            usize::from((title + 1..end).any(|block| is_sentence(scan, block) && is_boxed(scan, title, block, next)));
        run.end = end;
    }
    close(run, cards, told);
    all
}

/// The end of a card: at the next title, or where more stands behind its title than cards have.
fn card_end(scan: &Scan<'_>, title: usize, next: usize) -> usize {
    let mut words = 0;
    let fits = |block: &usize| {
        words += scan.facts[*block].words;
        *block - title <= CARD_BLOCKS && words <= CARD_WORDS && !opens_text(scan, *block)
    };
    (title + 1..next).take_while(fits).last().map_or(title + 1, |last| last + 1)
}

/// Whether a title and a sentence stand in a box without the next title, or are a term and what it means: in a text with linked
/// lines all stand in one.
fn is_boxed(scan: &Scan<'_>, title: usize, sentence: usize, next: usize) -> bool {
    let page = scan.page;
    let (own, told) = (&page.blocks[title], &page.blocks[sentence]);
    let both = |it: &Container| it.blocks.0 as usize <= title && sentence < it.blocks.1 as usize;
    let around = page.ancestors(own.container).map(|(_, it)| it).find(|it| both(it));
    let alone = around.is_some_and(|it| it.blocks.1 as usize <= next);
    alone || own.kind == BlockKind::Term && told.kind == BlockKind::Definition
}

/// Whether a block is a card's title.
fn is_title(scan: &Scan<'_>, block: usize) -> bool {
    let (it, facts) = (&scan.page.blocks[block], &scan.facts[block]);
    it.link_bytes as usize * LINKED.1 >= it.span.len() * LINKED.0
        && (TITLE_WORDS.0..=TITLE_WORDS.1).contains(&facts.words)
        && !matches!(it.kind, BlockKind::Heading(1))
}

/// Whether a block is what a card says below its title: sites leave the full stop out.
fn is_sentence(scan: &Scan<'_>, block: usize) -> bool {
    /// Words of the shortest one.
    const WORDS: u32 = 8;
    let it = &scan.page.blocks[block];
    scan.facts[block].words >= WORDS
        && it.link_bytes as usize * 2 < it.span.len()
        && !matches!(it.kind, BlockKind::Heading(_))
}

/// Whether a block is the heading of a text, not of a card.
fn opens_text(scan: &Scan<'_>, block: usize) -> bool {
    let it = &scan.page.blocks[block];
    matches!(it.kind, BlockKind::Heading(1 | 2)) && it.link_bytes == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::{read, rules};

    const NEWS: &str = "<article><h1>The ferry sails again</h1><p>The ferry to Skagen sails again from Monday, the harbour \
        office said, if the wind allows and the crew is well.</p><p>Tickets are sold on board and at the office, where a \
        queue had formed by noon on Sunday, as the office said.</p></article>";

    const STANDFIRST: &str = "<article><h1>Ferries of the north</h1><p>Which of them is the best, we have asked the crews of all \
        the boats.</p></article>";

    fn cards(count: usize, linked: bool) -> String {
        let card = |n: usize| {
            let title = format!("Herring is dear for the {n}th week");
            let title = if linked { format!("<a href=/{n}>{title}</a>") } else { title };
            format!(
                "<li><div>{title}</div><p>The price of herring has doubled since the spring storms, say the smokehouses.</p></li>"
            )
        };
        format!("<ul>{}</ul>", (0..count).map(card).collect::<String>())
    }

    /// The own text of a page with an article, all of whose blocks are likely.
    fn own(html: &str, see: impl Fn(&Scan<'_>, &OwnText)) {
        let page = read::html(html, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        let it = scan.page.containers.iter().find(|it| it.tag == crate::page::Tag::Article).expect("it has an article");
        let blocks = it.blocks.0 as usize..it.blocks.1 as usize;
        see(&scan, &OwnText::of(&scan, &rules::find(&scan), blocks, &vec![900; scan.len()], 300));
    }

    /// How many blocks stand in feeds.
    fn in_feeds(html: &str) -> usize {
        let count = std::cell::Cell::new(0);
        own(html, |scan, own| count.set((0..scan.len()).filter(|block| own.is_feed(*block)).count()));
        count.get()
    }

    #[test]
    fn feeds_stand_before_and_after_the_article() {
        assert_eq!(in_feeds(&format!("{}{NEWS}{}", cards(4, true), cards(5, true))), 18);
    }

    #[test]
    fn sections_short_rows_and_texts_with_linked_lines_are_no_feeds() {
        assert_eq!(in_feeds(&format!("{NEWS}{}", cards(3, true))), 0);
        assert_eq!(in_feeds(&format!("{NEWS}{}", cards(6, false))), 0);
        let flat = cards(6, true).replace("<li>", "").replace("</li>", "");
        assert_eq!(in_feeds(&format!("{NEWS}{flat}")), 0);
        assert_eq!(in_feeds(&format!("{STANDFIRST}{}", cards(6, true))), 0);
        let names =
            format!("<article><h1>Ferries of the north</h1><p>{}</p></article>", "Ann Berg, Bo Dahl, ".repeat(20));
        assert_eq!(in_feeds(&format!("{names}{}", cards(6, true))), 0);
    }

    #[test]
    fn the_odds_of_an_article_are_moved_by_the_place() {
        const ASIDE: &str = "<p>The price of herring has doubled since the spring storms, say the smokehouses.</p>";
        const CUT: u16 = 450;
        let moved_as = |kind: PageType, html: &str, before: u16| {
            let last = std::cell::Cell::new(0);
            own(html, |scan, own| {
                let mut likely = vec![before; scan.len()];
                own.settle(scan, &rules::find(scan), kind, |block| block < 3, &mut likely, CUT);
                last.set(*likely.last().expect("it has blocks"));
            });
            last.get()
        };
        let moved = |html: &str, before| moved_as(PageType::Article, html, before);
        let beside = format!("{NEWS}{ASIDE}");
        assert_eq!((moved(&beside, ELSEWHERE - 1), moved(&beside, ELSEWHERE)), (CUT - 1, ELSEWHERE));
        let boxed = NEWS.replace("</article>", &format!("<div>{ASIDE}</div></article>"));
        assert_eq!((moved(&boxed, BOXED - 1), moved(&boxed, BOXED)), (CUT - 1, BOXED));
        assert_eq!((moved(NEWS, AMONG - 1), moved(NEWS, AMONG)), (AMONG - 1, CUT));
        assert_eq!(moved(&format!("{STANDFIRST}{ASIDE}"), ELSEWHERE - 1), ELSEWHERE - 1);
        let listed = |before| moved_as(PageType::Listing, &beside, before);
        assert_eq!((listed(ELSEWHERE_ON_OTHERS - 1), listed(ELSEWHERE_ON_OTHERS)), (CUT - 1, ELSEWHERE_ON_OTHERS));
        assert_eq!(moved_as(PageType::Forum, &beside, CUT), CUT);
        assert_eq!(moved(&format!("{NEWS}<div class=thread>{ASIDE}</div>"), CUT), CUT);
    }
}
