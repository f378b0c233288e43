//! The page type, judged from the whole page after a first pass.

use super::board_classes;
use super::forest::Forest;
use super::own_text::OwnText;
use super::rows::{Rows, features};
use crate::cleaned::PageType;
use crate::page::BlockKind;
use crate::rules::threads::Threads;
use crate::scan::{Facts, Scan};

/// Number of page types.
pub(super) const TYPES: usize = 7;

/// In the order of the forests.
const ALL: [PageType; TYPES] = [
    PageType::Article,
    PageType::Documentation,
    PageType::Forum,
    PageType::Product,
    PageType::Collection,
    PageType::Listing,
    PageType::Service,
];

/// Blocks at least this likely, in thousandths, count as body.
const LIKELY: u16 = 500;

/// Words of a long and of a short block. The forests were trained with them, as with the length of a price.
const LONG_WORDS: u32 = 60;
const SHORT_WORDS: u32 = 8;

/// Longest block that may be a price, in bytes.
const PRICE_BYTES: usize = 40;

/// Everything that the features of the page are computed from.
struct Whole<'s> {
    scan: &'s Scan<'s>,
    likely: &'s [u16],
    words: u64,
    likely_words: u64,
}

impl Whole<'_> {
    /// Share of the likely words that are in blocks for which `of` holds, in thousandths.
    fn share(&self, of: impl Fn(usize, &Facts) -> bool) -> u64 {
        let likely: u64 = (0..self.scan.len())
            .filter(|block| of(*block, &self.scan.facts[*block]))
            .map(|block| u64::from(self.likely[block]) * u64::from(self.scan.facts[block].words))
            .sum();
        likely / self.likely_words.max(1)
    }

    fn kind(&self, wanted: &[BlockKind]) -> u64 {
        self.share(|block, _| wanted.contains(&self.scan.page.blocks[block].kind))
    }

    /// Number of likely blocks for which `of` holds.
    fn count(&self, of: impl Fn(usize, &Facts) -> bool) -> usize {
        (0..self.scan.len())
            .filter(|block| self.likely[*block] >= LIKELY && of(*block, &self.scan.facts[*block]))
            .count()
    }
}

features! {
    /// Names of the page's own columns, which follow those of its first block.
    pub(crate) const NAMES;
    fn fill(page: &Whole<'_>) {
        {
            let blocks = &page.scan.page.blocks;
        }
        body_words: page.likely_words,
        body_share: page.likely_words * 1000 / page.words.max(1),
        body_blocks: page.count(|_, _| true),
        body_mean: page.likely_words as usize / page.count(|_, _| true).max(1),
        body_prose: page.share(|_, facts| facts.is_prose()),
        body_paragraphs: page.kind(&[BlockKind::Paragraph]),
        body_items: page.kind(&[BlockKind::ListItem]),
        body_cells: page.kind(&[BlockKind::Cell]),
        body_code: page.kind(&[BlockKind::Pre]),
        body_plain: page.kind(&[BlockKind::Text]),
        body_links: page.share(|block, _| blocks[block].link_bytes as usize * 2 > blocks[block].span.len()),
        body_long: page.share(|_, facts| facts.words >= LONG_WORDS),
        body_short: page.share(|_, facts| facts.words < SHORT_WORDS),
        body_headings: page.count(|block, _| matches!(blocks[block].kind, BlockKind::Heading(_))),
        body_questions: page.count(|block, _| page.scan.text(block).ends_with('?')),
        body_first: page.count(|block, facts| block * 4 < page.scan.len() && facts.words > 0),
        body_digits: page.share(|_, facts| facts.digits * 5 > facts.chars),
        all_money: (0..page.scan.len()).filter(|i| page.scan.text(*i).len() < PRICE_BYTES && page.scan.text(*i).contains(['$', '€', '£'])).count(),
        all_noscript: (0..page.scan.len()).filter(|i| page.scan.page.blocks[*i].noscript).count(),
    }
}

/// The row for the page type: the first block's columns and the page's own.
pub(super) fn row(scan: &Scan<'_>, likely: &[u16], first: &[i16]) -> Rows {
    let mut rows = Rows::new(first.len() + NAMES.len());
    let mut row = rows.row_mut(0);
    for cell in first {
        row.put(*cell);
    }
    let words = scan.facts.iter().map(|f| u64::from(f.words)).sum();
    let likely_words =
        scan.facts.iter().zip(likely).map(|(f, l)| u64::from(f.words) * u64::from(*l)).sum::<u64>() / 1000;
    fill(&Whole { scan, likely, words, likely_words }, &mut row);
    rows
}

/// The type whose forest gives the highest sum.
pub(super) fn judge(forests: &[Forest], rows: &Rows) -> PageType {
    let mut best = (i32::MIN, PageType::Article);
    for (forest, kind) in forests.iter().zip(ALL) {
        let mut sum = [0];
        forest.sums(rows, &mut sum);
        if sum[0] > best.0 {
            best = (sum[0], kind);
        }
    }
    best.1
}

/// Corrects the forests by evidence that they cannot see: a forum has posts, and a page of running text that declares
/// itself an article is one. Feeds beside the page's own text say nothing of it.
pub(super) fn settle(
    scan: &Scan<'_>,
    threads: &Threads,
    own: &OwnText,
    judged: PageType,
    likely: &[u16],
    cut: u16,
) -> PageType {
    let head = &scan.page.head;
    let said = head.metas.iter().any(|(name, value)| name == "og:type" && value.eq_ignore_ascii_case("article"));
    let answered =
        head.props.iter().any(|prop| matches!(prop.name.as_str(), "comment" | "suggestedanswer" | "acceptedanswer"));
    let has_thread = (0..scan.len()).any(|block| threads.has(block) && !own.is_feed(block));
    let talk = has_thread || answered || !said && board_classes::has_words(scan.page);
    // A feed stands beside a text of the page's own.
    let own_text = || own.has_feeds() || is_prose(scan, own, likely, cut);
    match judged {
        PageType::Forum if !talk && own_text() => PageType::Article,
        PageType::Listing | PageType::Collection if said && !has_thread && own_text() => PageType::Article,
        _ => judged,
    }
}

/// Whether the body is running text: nine in ten of its words, in two paragraphs at least.
fn is_prose(scan: &Scan<'_>, own: &OwnText, likely: &[u16], cut: u16) -> bool {
    const PARAGRAPHS: u32 = 2;
    const SHARE: (u64, u64) = (9, 10);
    let (mut all, mut prose, mut paragraphs) = (0_u64, 0_u64, 0);
    let kept = |block: usize| likely[block] >= cut && !own.is_feed(block);
    for (block, facts) in scan.facts.iter().enumerate().filter(|(block, _)| kept(*block)) {
        let linked = scan.page.blocks[block].link_bytes as usize * 2 > scan.page.blocks[block].span.len();
        all += u64::from(facts.words);
        if facts.is_prose() && !linked {
            prose += u64::from(facts.words);
            paragraphs += 1;
        }
    }
    paragraphs >= PARAGRAPHS && prose * SHARE.1 >= all * SHARE.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::{read, rules};

    const NEWS: &str = "<article><h1>The ferry sails again</h1><p>The ferry to Skagen sails again from Monday, the harbour \
        office said, if the wind allows and the crew is well.</p><p>Tickets are sold on board and at the office, where a \
        queue had formed by noon on Sunday, as the office said.</p></article>";

    /// What a page whose blocks are all likely is settled to be.
    fn settled(html: &str, judged: PageType) -> PageType {
        let page = read::html(html, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        let (findings, likely) = (rules::find(&scan), vec![900; scan.len()]);
        let article = page.containers.iter().find(|it| it.tag == crate::page::Tag::Article).expect("it has an article");
        let blocks = article.blocks.0 as usize..article.blocks.1 as usize;
        let own = OwnText::of(&scan, &findings, blocks, &likely, 300);
        settle(&scan, &findings.threads, &own, judged, &likely, 300)
    }

    /// Boxes with a line, a time and a sentence.
    fn boxes(line: impl Fn(usize) -> String) -> String {
        let of = |n: usize| {
            format!(
                "<li class=item><div>{}</div><div>1{n}:30, 4 May</div><p>The price of herring has doubled since the spring \
                 storms, say the smokehouses.</p></li>",
                line(n)
            )
        };
        format!("<ul>{}</ul>", (0..5).map(of).collect::<String>())
    }

    #[test]
    fn a_feed_makes_no_board_of_an_article() {
        let feed = boxes(|n| format!("<a href=/{n}>Herring is dear for the {n}th week</a>"));
        assert_eq!(settled(&format!("{feed}{NEWS}"), PageType::Forum), PageType::Article);
        let posts = boxes(|n| format!("<a href=/u/{n}>Ann {n}</a>"));
        assert_eq!(settled(&format!("{NEWS}{posts}"), PageType::Forum), PageType::Forum);
    }

    #[test]
    fn running_text_that_says_it_is_an_article_is_no_listing() {
        let said = format!("<meta property=og:type content=article>{NEWS}");
        assert_eq!(settled(&said, PageType::Listing), PageType::Article);
        assert_eq!(settled(NEWS, PageType::Listing), PageType::Listing);
    }
}
