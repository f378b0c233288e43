//! Features of the blocks of an HTML page.

use std::cell::Cell;

use super::common::{self, Position};
use super::groups::{Grouping, Groups, LabelDistances};
use super::head::Hints;
use super::layout::Layout;
use super::rows::{Row, features, permille};
use super::survey::{ContainerStats, NONE, Survey};
use super::table::Table;
use super::text_stats::{TextStats, text_stats};
use super::vocabulary::{self, WordStats};
use crate::page::{Block, BlockKind};
use crate::rules::Findings;
use crate::scan::{Facts, Scan, Sums};

/// Greatest distance to running text told apart, in blocks.
const FAR: u8 = 60;

/// Size of the density cache: consecutive blocks ask for the same few containers.
const DENSITIES: usize = 128;

/// Everything that the features of a page's blocks are computed from.
pub(super) struct HtmlPageFeatures<'s> {
    scan: &'s Scan<'s>,
    survey: Survey,
    text_stats: Vec<TextStats>,
    hints: Hints,
    /// Distance in blocks to the nearest running text before and after; 0 for running text itself.
    since: Vec<u8>,
    until: Vec<u8>,
    /// The heading whose section the block is in, or [`NONE`], and the end of that section.
    headings: Vec<u32>,
    section_end: Vec<u32>,
    /// For each block, the index of its appearance.
    appearance_of: Vec<u32>,
    appearances: Vec<Appearance>,
    layout: Layout,
    groups: Groups,
    labels: LabelDistances,
    words: Vec<WordStats>,
    /// Direct-mapped cache of container densities, by container number.
    dense: Vec<Cell<(u32, Dense)>>,
}

/// Totals over the blocks of one appearance: same kind of block, same kind of container.
#[derive(Debug, Clone, Copy, Default)]
struct Appearance {
    blocks: u32,
    words: u32,
    prose: u32,
    link: u32,
}

impl<'s> HtmlPageFeatures<'s> {
    pub(super) fn of(scan: &'s Scan<'s>, findings: &Findings, table: &Table) -> Self {
        let survey = Survey::of(scan, table);
        let n = scan.len();
        let prose = |block: usize| survey.totals.prose_blocks.over(block, block + 1) > 0;
        let (mut since, mut until) = (vec![FAR; n], vec![FAR; n]);
        let mut last = FAR;
        for (block, since) in since.iter_mut().enumerate() {
            last = if prose(block) { 0 } else { (last + 1).min(FAR) };
            *since = last;
        }
        last = FAR;
        for (block, until) in until.iter_mut().enumerate().rev() {
            last = if prose(block) { 0 } else { (last + 1).min(FAR) };
            *until = last;
        }
        let (headings, section_end) = sections(scan);
        let (appearance_of, appearances) = appearances(scan, &survey);
        let text_stats = text_stats(scan, 0, |_, _| {});
        let layout = Layout::of(scan, &text_stats, |block| survey.totals.prose.over(block, block + 1));
        let hints = Hints::of(&scan.page.head);
        let dense = vec![Cell::new((NONE, Dense::default())); DENSITIES];
        let words = vocabulary::words(scan);
        let groups = Groups::of(scan, &survey, &words);
        let labels = LabelDistances::of(scan, findings);
        Self {
            scan,
            survey,
            text_stats,
            hints,
            since,
            until,
            headings,
            section_end,
            appearance_of,
            appearances,
            layout,
            groups,
            labels,
            words,
            dense,
        }
    }

    /// For each block, the index of its appearance.
    pub(super) fn appearance_of(&self) -> &[u32] {
        &self.appearance_of
    }

    /// The blocks of the innermost element that holds the headline and running text; none where there is no headline.
    pub(super) fn own_text(&self) -> std::ops::Range<usize> {
        if self.groups.headline == NONE {
            return 0..0;
        }
        let stats = self.survey.stats(self.groups.top);
        stats.from as usize..stats.to as usize
    }

    /// Whether a block stands in the container of most paragraphs itself or around it, not in a box beside it.
    pub(super) fn is_among_paragraphs(&self, block: usize) -> bool {
        let around = self.survey.around(self.block(block).container);
        self.steps_to(self.groups.main, around) == 0
    }

    fn block(&self, block: usize) -> &Block {
        &self.scan.page.blocks[block]
    }

    fn facts(&self, block: Option<usize>) -> Option<&Facts> {
        self.scan.facts.get(block?)
    }

    fn words(&self, block: Option<usize>) -> u32 {
        self.facts(block).map_or(0, |f| f.words)
    }

    fn end(&self, block: Option<usize>) -> u8 {
        self.facts(block).map_or(9, |f| f.end as u8)
    }

    fn link(&self, block: Option<usize>) -> u32 {
        block.and_then(|i| self.scan.page.blocks.get(i)).map_or(0, |b| permille(b.link_bytes, b.span.len() as u32))
    }

    fn kind(&self, block: Option<usize>) -> u8 {
        block.and_then(|i| self.scan.page.blocks.get(i)).map_or(0, |b| b.kind.code())
    }

    fn found(&self, block: Option<usize>) -> u8 {
        block.and_then(|block| self.labels.found.get(block)).copied().unwrap_or(0)
    }

    fn around(&self, block: Option<usize>) -> u32 {
        block.and_then(|i| self.scan.page.blocks.get(i)).map_or(NONE, |b| self.survey.around(b.container))
    }

    /// The density of a container.
    fn dense(&self, container: u32) -> Dense {
        if container as usize >= self.survey.containers.len() {
            return Dense::default();
        }
        let place = &self.dense[container as usize % DENSITIES];
        let (known, dense) = place.get();
        if known == container {
            return dense;
        }
        let stats = self.survey.stats(container);
        let dense = self.over(stats.from as usize, stats.to as usize);
        place.set((container, dense));
        dense
    }

    fn over(&self, from: usize, to: usize) -> Dense {
        let sums = &self.survey.totals;
        let words = sums.words.over(from, to);
        let prose = sums.prose.over(from, to);
        let bytes = sums.bytes.over(from, to);
        let blocks = to.saturating_sub(from) as u32;
        Dense {
            words,
            blocks,
            prose: permille(prose, words),
            link: permille(sums.link_bytes.over(from, to), bytes),
            mean: words * 10 / blocks.max(1),
            of_page: permille(words, sums.words.all()),
            of_prose: permille(prose, sums.prose.all()),
            headings: sums.headings.over(from, to),
        }
    }

    /// Steps up from a container to one that holds another.
    fn steps_to(&self, other: u32, mut container: u32) -> u32 {
        /// Farther is not told apart.
        const STEPS: u32 = 12;
        let body = self.survey.stats(other);
        for steps in 0..STEPS {
            let stats = self.survey.stats(container);
            if stats.from <= body.from && body.to <= stats.to {
                return steps;
            }
            container = stats.up;
        }
        STEPS
    }

    /// Words between a block and a container: negative before it, positive after it, 0 inside.
    fn words_from(&self, container: u32, block: usize) -> i64 {
        let stats = self.survey.stats(container);
        let (from, to) = (stats.from as usize, stats.to as usize);
        let words = &self.survey.totals.words;
        i64::from(words.over(to, block + 1)) - i64::from(words.over(block, from))
    }

    /// The words from the block's section heading up to it.
    fn in_section(&self, block: usize) -> u32 {
        self.heading(block).map_or(0, |from| self.survey.totals.words.over(from, block))
    }

    /// The heading whose section the block is in.
    fn heading(&self, block: usize) -> Option<usize> {
        Some(self.headings[block]).filter(|it| *it != NONE).map(|it| it as usize)
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Dense {
    words: u32,
    blocks: u32,
    prose: u32,
    link: u32,
    mean: u32,
    of_page: u32,
    of_prose: u32,
    headings: u32,
}

/// For each block the heading that opens its section, itself included, and where the section ends.
fn sections(scan: &Scan<'_>) -> (Vec<u32>, Vec<u32>) {
    let n = scan.len();
    let heading = |block: usize| matches!(scan.page.blocks[block].kind, BlockKind::Heading(_));
    let mut open = NONE;
    let mut of = vec![NONE; n];
    for (block, of) in of.iter_mut().enumerate() {
        if heading(block) {
            open = block as u32;
        }
        *of = open;
    }
    let mut ends = vec![n as u32; n];
    let mut end = n as u32;
    for (block, it) in ends.iter_mut().enumerate().rev() {
        *it = end;
        if heading(block) {
            end = block as u32;
        }
    }
    (of, ends)
}

/// Groups blocks by their kind and the appearance of their containers; returns the group of each block, and the groups.
fn appearances(scan: &Scan<'_>, survey: &Survey) -> (Vec<u32>, Vec<Appearance>) {
    let key = |block: usize| {
        let it = &scan.page.blocks[block];
        let own = survey.stats(it.container);
        let parent = survey.stats(scan.page.containers[it.container as usize].parent);
        (u64::from(own.appearance) << 32 | u64::from(parent.appearance)).wrapping_add(u64::from(it.kind.code()))
    };
    let mut keys: Vec<(u64, usize)> = (0..scan.len()).map(|block| (key(block), block)).collect();
    keys.sort_unstable();
    let mut of = vec![0; scan.len()];
    let mut appearances = Vec::new();
    for run in keys.chunk_by(|a, b| a.0 == b.0) {
        let over = |sums: &Sums| run.iter().map(|(_, block)| sums.over(*block, *block + 1)).sum::<u32>();
        let words = over(&survey.totals.words);
        let appearance = Appearance {
            blocks: run.len() as u32,
            words: words * 10 / run.len() as u32,
            prose: permille(over(&survey.totals.prose), words),
            link: permille(over(&survey.totals.link_bytes), over(&survey.totals.bytes)),
        };
        for (_, block) in run {
            of[*block] = appearances.len() as u32;
        }
        appearances.push(appearance);
    }
    (of, appearances)
}

fn bit(stats: &ContainerStats, role: crate::page::Role) -> bool {
    stats.roles >> role as u32 & 1 == 1
}

/// Names of the features, in the order of the columns.
pub(super) const NAMES: [&[&str]; 11] = [
    common::TEXT,
    OWN,
    common::TEXT_STATS,
    common::POSITION,
    DEPTH,
    common::LAYOUT,
    AROUND,
    APART,
    LABELS,
    VOCABULARY,
    TOP,
];

/// Writes a block's features into a row.
pub(super) fn fill(features: &HtmlPageFeatures<'_>, block: usize, row: &mut Row<'_>) {
    let sums = &features.survey.totals;
    let position = Position {
        block,
        all: features.scan.len(),
        words: &sums.words,
        prose: &sums.prose,
        since: features.since[block].into(),
        until: features.until[block].into(),
    };
    common::text(&features.scan.facts[block], row);
    own(features, block, row);
    common::text_stats(&features.text_stats[block], row);
    common::position(&position, row);
    depth(features, block, row);
    common::layout(&features.layout, block, &sums.words, row);
    around(features, block, row);
    apart(features, block, row);
    labels(features, block, row);
    words(&features.words[block], row);
    top(features, block, row);
}

features! {
    /// Markup of the block.
    const OWN;
    fn own(features: &HtmlPageFeatures<'_>, block: usize) {
        {
            let own = features.block(block);
            let facts = &features.scan.facts[block];
            let sums = &features.survey.totals;
        }
        prose: sums.prose_blocks.over(block, block + 1),
        word_length: facts.letters.saturating_mul(10) / facts.words.max(1),
        link: features.link(Some(block)),
        links: own.links,
        kind: own.kind.code(),
        hidden: own.hidden,
        noscript: own.noscript,
    }
}

features! {
    /// Nesting depth.
    const DEPTH;
    fn depth(features: &HtmlPageFeatures<'_>, block: usize) {
        {
            let container = features.block(block).container;
        }
        depth: features.scan.page.containers[container as usize].depth,
    }
}

features! {
    /// Surroundings.
    const AROUND;
    fn around(features: &HtmlPageFeatures<'_>, block: usize) {
        {
            let own = features.block(block);
            let n = features.scan.len();
            let sums = &features.survey.totals;
            let stats = features.survey.stats(own.container);
        }
        // Landmarks and tokens.
        role: stats.role as u8,
        in_banner: bit(stats, crate::page::Role::Banner),
        in_navigation: bit(stats, crate::page::Role::Navigation),
        in_main: bit(stats, crate::page::Role::Main),
        in_article: bit(stats, crate::page::Role::Article),
        in_aside: bit(stats, crate::page::Role::Complementary),
        in_footer: bit(stats, crate::page::Role::ContentInfo),
        in_form: bit(stats, crate::page::Role::Form),
        in_comment: bit(stats, crate::page::Role::Comment),
        in_list: stats.list != NONE,
        in_table: stats.table != NONE,
        {
            let level1 = features.survey.around(own.container);
            let level2 = features.survey.stats(level1).up;
            let level3 = features.survey.stats(level2).up;
            let level4 = features.survey.stats(level3).up;
        }
        tokens0: if level1 == own.container { 0 } else { stats.group },
        tokens1: features.survey.stats(level1).group,
        tokens2: features.survey.stats(level2).group,
        tokens3: features.survey.stats(level3).group,
        tokens4: features.survey.stats(level4).group,
        tokens_least: stats.least,
        tokens_greatest: stats.greatest,
        tokens_sum: stats.sum,

        // Density of the containers around it.
        {
            let dense1 = features.dense(level1);
        }
        words1: dense1.words,
        blocks1: dense1.blocks,
        prose1: dense1.prose,
        link1: dense1.link,
        mean1: dense1.mean,
        of_page1: dense1.of_page,
        of_prose1: dense1.of_prose,
        headings1: dense1.headings,
        place1: permille((block as u32).saturating_sub(features.survey.stats(level1).from), dense1.blocks),
        {
            let dense2 = features.dense(level2);
        }
        words2: dense2.words,
        blocks2: dense2.blocks,
        prose2: dense2.prose,
        link2: dense2.link,
        mean2: dense2.mean,
        of_page2: dense2.of_page,
        of_prose2: dense2.of_prose,
        headings2: dense2.headings,
        place2: permille((block as u32).saturating_sub(features.survey.stats(level2).from), dense2.blocks),
        {
            let dense3 = features.dense(level3);
        }
        words3: dense3.words,
        blocks3: dense3.blocks,
        prose3: dense3.prose,
        link3: dense3.link,
        mean3: dense3.mean,
        of_page3: dense3.of_page,
        of_prose3: dense3.of_prose,
        {
            let dense4 = features.dense(level4);
        }
        prose4: dense4.prose,
        link4: dense4.link,
        of_page4: dense4.of_page,
        of_prose4: dense4.of_prose,
        {
            let body = features.survey.stats(features.survey.body);
        }
        in_body: (body.from..body.to).contains(&(block as u32)),
        after_body: block as u32 >= body.to,
        place_in_body: permille((block as u32).saturating_sub(body.from), body.to - body.from),
        steps_to_body: features.steps_to(features.survey.body, level1),
        body_of_page: features.dense(features.survey.body).of_page,

        // Rows of items.
        {
            let item = features.survey.containers.get(stats.item as usize).copied().unwrap_or_default();
            let item_dense = features.dense(stats.item);
        }
        item_alike: item.alike,
        item_nth: item.nth,
        item_words: item_dense.words,
        item_mean: item.alike_words / item.alike.max(1),
        item_prose: permille(item.alike_prose, item.alike_words),
        item_link: item_dense.link,
        {
            let entry = features.survey.containers.get(stats.entry as usize).copied().unwrap_or_default();
            let entry_dense = features.dense(stats.entry);
        }
        entry_alike: entry.alike,
        entry_nth: entry.nth,
        entry_words: entry_dense.words,
        entry_mean: entry.alike_words / entry.alike.max(1),
        entry_prose: permille(entry.alike_prose, entry.alike_words),
        entry_of_page: permille(entry.alike_words, sums.words.all()),
        entry_tokens: entry.group,
        {
            let list = features.dense(stats.list);
        }
        list_blocks: list.blocks,
        list_mean: list.mean,
        list_link: list.link,
        list_prose: list.prose,
        {
            let table = features.dense(stats.table);
        }
        table_blocks: table.blocks,
        table_mean: table.mean,
        table_link: table.link,
        {
            let appearance = features.appearances[features.appearance_of[block] as usize];
        }
        look_blocks: appearance.blocks,
        look_words: appearance.words,
        look_prose: appearance.prose,
        look_link: appearance.link,

        // Neighbours.
        {
            let before = block.checked_sub(1);
            let before2 = block.checked_sub(2);
            let after = (block + 1 < n).then_some(block + 1);
            let after2 = (block + 2 < n).then_some(block + 2);
        }
        before_words: features.words(before),
        before_link: features.link(before),
        before_kind: features.kind(before),
        before_end: features.end(before),
        before_near: features.around(before) == level1,
        after_words: features.words(after),
        after_link: features.link(after),
        after_kind: features.kind(after),
        after_end: features.end(after),
        after_near: features.around(after) == level1,
        before2_words: features.words(before2),
        before2_kind: features.kind(before2),
        after2_words: features.words(after2),
        after2_kind: features.kind(after2),
        {
            let ahead = features.over(block + 1, (block + 6).min(n));
            let behind = features.over(block.saturating_sub(5), block);
        }
        ahead_words: ahead.words,
        ahead_prose: ahead.prose,
        ahead_link: ahead.link,
        behind_words: behind.words,
        behind_prose: behind.prose,
        behind_link: behind.link,
        {
            let wide = features.over(block.saturating_sub(15), (block + 16).min(n));
        }
        wide_prose: wide.prose,
        wide_link: wide.link,
        wide_mean: wide.mean,

        // Its section.
        {
            let section = features.over(features.heading(block).unwrap_or(0), features.section_end[block] as usize);
        }
        section_level: features.kind(features.heading(block)),
        section_words: section.words,
        section_prose: section.prose,
        section_link: section.link,
        section_mean: section.mean,
        section_blocks: section.blocks,
        section_into: features.in_section(block),
        section_tokens: features.heading(block).map_or(0, |h| features.survey.stats(features.block(h).container).sum),

        // Findings here and nearby.
        found: features.found(Some(block)),
        found_before: features.found(before),
        found_after: features.found(after),

        // The page.
        page_blocks: n,
        page_words: sums.words.all(),
        page_prose: permille(sums.prose.all(), sums.words.all()),
        page_prose_blocks: sums.prose_blocks.all(),
        page_link: permille(sums.link_bytes.all(), sums.bytes.all()),
        page_headings: sums.headings.all(),
        page_hidden: permille(sums.hidden.all(), sums.words.all()),
        head_type: features.hints.kind,
        head_article: features.hints.article,
        head_product: features.hints.product,
        head_forum: features.hints.forum,
        head_list: features.hints.list,
        head_service: features.hints.service,
        head_published: features.hints.published,
        head_price: features.hints.price,
        address_depth: features.hints.depth,
        address_length: features.hints.length,
        address_digits: features.hints.digits,
        address_hint: features.hints.word,
    }
}

features! {
    /// Position relative to the container of most paragraphs, and its groups.
    const APART;
    fn apart(features: &HtmlPageFeatures<'_>, block: usize) {
        {
            let container = features.block(block).container;
            let around = features.survey.around(container);
            let main = features.survey.stats(features.groups.main);
            let prose = &features.survey.totals.prose;
        }
        main_words: features.words_from(features.groups.main, block),
        main_steps: features.steps_to(features.groups.main, around),
        main_up: features.steps_to(around, features.groups.main),
        main_prose: permille(prose.over(main.from as usize, main.to as usize), prose.all()),
        main_prose_after: prose.over(main.to as usize, block + 1),
        {
            let card = features.groups.around(Grouping::Card, container);
        }
        card_items: card.items,
        card_words: card.words / card.items.max(1),
        card_prose: card.prose / card.items.max(1),
        card_link: card.link,
        card_of_prose: permille(card.prose, prose.all()),
        card_lies: card.lies,
        {
            let feed = features.groups.around(Grouping::Feed, container);
        }
        feed_items: feed.items,
        feed_words: feed.words / feed.items.max(1),
        feed_prose: feed.prose / feed.items.max(1),
        feed_link: feed.link,
        feed_of_prose: permille(feed.prose, prose.all()),
        feed_lies: feed.lies,
    }
}

features! {
    /// Findings nearby.
    const LABELS;
    fn labels(features: &HtmlPageFeatures<'_>, block: usize) {
        {
            let labels = &features.labels;
            let around = features.survey.around(features.block(block).container);
            let near = features.survey.stats(around);
            let wider = features.survey.stats(near.up);
            let n = features.scan.len();
        }
        found_section: features.found(features.heading(block)),
        found_near: labels.share(near.from as usize, near.to as usize),
        found_wider: labels.share(wider.from as usize, wider.to as usize),
        found_wide: labels.share(block.saturating_sub(15), (block + 16).min(n)),
        found_of_page: labels.share(0, n),
        since_related: labels.since[0][block],
        since_comments: labels.since[1][block],
        since_asking: labels.since[2][block],
        until_related: labels.until[0][block],
        until_comments: labels.until[1][block],
        until_asking: labels.until[2][block],
    }
}

features! {
    /// Words shared with the rest of the page.
    const VOCABULARY;
    fn words(words: &WordStats) {
        common_words: words.common,
        echo: words.echo,
        repeats_before: words.before,
        repeats_any: words.twice,
        described: words.described,
        describes: words.describes,
    }
}

features! {
    /// Position relative to the headline, the text below it and the comments.
    const TOP;
    fn top(features: &HtmlPageFeatures<'_>, block: usize) {
        {
            let container = features.block(block).container;
            let around = features.survey.around(container);
            let prose = &features.survey.totals.prose;
            let headline = features.groups.headline;
            let none = headline == NONE;
            let top = if none { 0 } else { features.groups.top };
            let stats = *features.survey.stats(top);
            let own = features.survey.stats(container);
        }
        top_words: if none { i64::from(i16::MIN) } else { features.words_from(top, block) },
        top_steps: if none { 20 } else { features.steps_to(top, around) },
        top_up: if none { 20 } else { features.steps_to(around, top) },
        top_prose: if none { 0 } else { permille(prose.over(stats.from as usize, stats.to as usize), prose.all()) },
        top_prose_words: if none { 0 } else { prose.over(stats.from as usize, stats.to as usize) },
        top_since: if none { -1 } else if (block as u32) < headline { -2 } else { i64::from(prose.over(headline as usize, block)) },
        top_blocks: if none { 0 } else { block as i64 - i64::from(headline) },
        comments_in: own.commented > 0,
        comments_prose: permille(features.groups.comments, prose.all()),
        comments_outside: prose.all().saturating_sub(features.groups.comments),
    }
}
