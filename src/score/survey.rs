//! Statistics of a page's containers: text density, weight of class tokens, landmarks, repetition. One pass from the
//! root down.

use super::table::Table;
use crate::page::token::{token, token_word};
use crate::page::{Role, Tag};
use crate::scan::{Scan, Sums};
use crate::text::hash;

/// No such container.
pub(super) const NONE: u32 = u32::MAX;

/// Fewest siblings of one name and class that form a row of items.
const ITEMS: u32 = 3;

/// Fewest words of an entry, on average over a row: posts, cards with text.
const ENTRY_WORDS: u32 = 20;

/// Least share of the page's running text in the body's container, in hundredths.
const BODY_SHARE: u32 = 60;

/// Words of class and id tokens that name comments.
const COMMENTS: [u32; 12] = [
    token_word("comment"),
    token_word("comments"),
    token_word("commentlist"),
    token_word("commentary"),
    token_word("commenting"),
    token_word("komentarze"),
    token_word("kommentare"),
    token_word("commentaires"),
    token_word("comentarios"),
    token_word("disqus"),
    token_word("respond"),
    token_word("replies"),
];

/// Sums over ranges of blocks.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) words: Sums,
    /// Words in running text that is not mostly links.
    pub(super) prose: Sums,
    /// Blocks of running text.
    pub(super) prose_blocks: Sums,
    pub(super) bytes: Sums,
    pub(super) link_bytes: Sums,
    pub(super) headings: Sums,
    pub(super) hidden: Sums,
}

impl Totals {
    pub(super) fn of(scan: &Scan<'_>) -> Self {
        let blocks = &scan.page.blocks;
        let facts = &scan.facts;
        let prose = |i: usize| facts[i].is_prose() && blocks[i].link_bytes as usize * 2 <= blocks[i].span.len();
        let n = scan.len();
        Self {
            words: Sums::of((0..n).map(|i| facts[i].words)),
            prose: Sums::of((0..n).map(|i| if prose(i) { facts[i].words } else { 0 })),
            prose_blocks: Sums::of((0..n).map(|i| u32::from(prose(i)))),
            bytes: Sums::of(blocks.iter().map(|b| b.span.len() as u32)),
            link_bytes: Sums::of(blocks.iter().map(|b| b.link_bytes)),
            headings: Sums::of(blocks.iter().map(|b| u32::from(matches!(b.kind, crate::page::BlockKind::Heading(_))))),
            hidden: Sums::of(blocks.iter().zip(facts).map(|(b, f)| if b.hidden { f.words } else { 0 })),
        }
    }
}

/// Statistics of a container.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ContainerStats {
    pub(super) from: u32,
    pub(super) to: u32,
    /// The nearest container around it that holds more blocks; the root leads to itself.
    pub(super) up: u32,
    /// Weight of its tokens and of those of containers that hold exactly the same blocks.
    pub(super) group: i32,
    /// Least, greatest and summed token weight from the root down to it.
    pub(super) least: i32,
    pub(super) greatest: i32,
    pub(super) sum: i32,
    /// 0 outside containers named as comments, 1 inside one, 2 for the outermost one itself.
    pub(super) commented: u8,
    /// A bit for each landmark around it.
    pub(super) roles: u32,
    /// The innermost landmark.
    pub(super) role: Role,
    /// The innermost list and table around it.
    pub(super) list: u32,
    pub(super) table: u32,
    /// Hash of its name and tokens.
    pub(super) appearance: u32,
    /// Siblings of the same appearance, itself included; how many of them precede it.
    pub(super) alike: u32,
    pub(super) nth: u32,
    /// Words and running text of all of them.
    pub(super) alike_words: u32,
    pub(super) alike_prose: u32,
    /// The innermost item of a row around it, itself included; the innermost entry.
    pub(super) item: u32,
    pub(super) entry: u32,
}

/// All containers of a page.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) totals: Totals,
    pub(super) containers: Vec<ContainerStats>,
    /// The innermost container that holds most of the running text.
    pub(super) body: u32,
}

impl Survey {
    pub(super) fn of(scan: &Scan<'_>, table: &Table) -> Self {
        let totals = Totals::of(scan);
        let mut survey = Self { totals, containers: Vec::with_capacity(scan.page.containers.len()), body: 0 };
        for index in 0..scan.page.containers.len() {
            let stats = survey.descend(scan, table, index);
            survey.containers.push(stats);
        }
        survey.count_alike(scan);
        survey.find_items(scan);
        survey.find_body();
        survey
    }

    fn descend(&self, scan: &Scan<'_>, table: &Table, index: usize) -> ContainerStats {
        let it = &scan.page.containers[index];
        let parent = (index > 0).then(|| &self.containers[it.parent as usize]);
        let (own, appearance) = weigh(scan, table, index);
        let mut stats =
            parent.copied().unwrap_or(ContainerStats { list: NONE, table: NONE, ..ContainerStats::default() });
        let same = parent.is_some_and(|p| (p.from, p.to) == it.blocks);
        stats.up = if index == 0 {
            0
        } else if same {
            stats.up
        } else {
            it.parent
        };
        stats.group = if same { stats.group + own } else { own };
        stats.least = stats.least.min(own);
        stats.greatest = stats.greatest.max(own);
        stats.sum += own;
        (stats.from, stats.to) = it.blocks;
        stats.commented = match stats.commented {
            0 if scan.page.tokens_of(it).iter().any(|token| COMMENTS.contains(token)) => 2,
            0 => 0,
            _ => 1,
        };
        stats.appearance = appearance;
        if !matches!(it.role, Role::None | Role::Panel) {
            stats.roles |= 1 << it.role as u32;
            stats.role = it.role;
        }
        match it.tag {
            Tag::Ul | Tag::Ol | Tag::Dl | Tag::Menu | Tag::Select => stats.list = index as u32,
            Tag::Table => stats.table = index as u32,
            _ => {}
        }
        stats
    }

    /// Counts siblings of the same appearance.
    fn count_alike(&mut self, scan: &Scan<'_>) {
        let mut keys: Vec<(u32, u32, u32)> = (1..self.containers.len())
            .filter(|i| self.containers[*i].from < self.containers[*i].to)
            .map(|i| (scan.page.containers[i].parent, self.containers[i].appearance, i as u32))
            .collect();
        keys.sort_unstable();
        for run in keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let over = |sums: &Sums| {
                run.iter()
                    .map(|k| &self.containers[k.2 as usize])
                    .map(|n| sums.over(n.from as usize, n.to as usize))
                    .sum()
            };
            let (words, prose) = (over(&self.totals.words), over(&self.totals.prose));
            for (nth, key) in run.iter().enumerate() {
                let stats = &mut self.containers[key.2 as usize];
                stats.alike = run.len() as u32;
                stats.nth = nth as u32;
                stats.alike_words = words;
                stats.alike_prose = prose;
            }
        }
    }

    fn find_items(&mut self, scan: &Scan<'_>) {
        for index in 0..self.containers.len() {
            let parent = scan.page.containers[index].parent as usize;
            let (mut item, mut entry) =
                if index == 0 { (NONE, NONE) } else { (self.containers[parent].item, self.containers[parent].entry) };
            let stats = &mut self.containers[index];
            if stats.alike >= ITEMS {
                item = index as u32;
                if stats.alike_words >= stats.alike * ENTRY_WORDS {
                    entry = index as u32;
                }
            }
            (stats.item, stats.entry) = (item, entry);
        }
    }

    fn find_body(&mut self) {
        let all = u64::from(self.totals.prose.all());
        let holds = |stats: &ContainerStats| {
            let prose = self.totals.prose.over(stats.from as usize, stats.to as usize);
            u64::from(prose) * 100 >= all * u64::from(BODY_SHARE)
        };
        // Containers with most of the text are nested in one another: the last is the innermost.
        self.body = self.containers.iter().rposition(holds).unwrap_or(0) as u32;
    }

    pub(super) fn stats(&self, container: u32) -> &ContainerStats {
        &self.containers[container as usize]
    }

    /// The innermost container around a block that also holds another block.
    pub(super) fn around(&self, container: u32) -> u32 {
        let stats = self.stats(container);
        if stats.to - stats.from > 1 { container } else { stats.up }
    }
}

/// Average weight of the container's own tokens, and a hash of its name and tokens.
fn weigh(scan: &Scan<'_>, table: &Table, index: usize) -> (i32, u32) {
    let it = &scan.page.containers[index];
    let mut appearance = tag_token(it.tag);
    let (mut sum, mut known) = (0, 0);
    for token in scan.page.tokens_of(it) {
        appearance = hash::step(appearance, *token);
        if let Some(weight) = table.weight(*token) {
            sum += weight;
            known += 1;
        }
    }
    if let Some(weight) = table.weight(tag_token(it.tag)) {
        sum += weight;
        known += 1;
    }
    (if known == 0 { 0 } else { sum / known }, appearance)
}

/// The token of a tag's name.
pub(super) fn tag_token(tag: Tag) -> u32 {
    /// Separates tags from classes of the same name.
    const SALT: u32 = 0xa5a5_a5a5;
    token(tag.name()) ^ SALT
}
