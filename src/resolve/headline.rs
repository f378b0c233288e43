//! The headline of a flattened page: which of its lines is it?
//!
//! Nothing in the text says so. Many small signs do together: the first line repeats it, the body begins below it, a date and
//! a name stand beside it, the body has its words. A small forest that `train/headlines.py` has trained weighs them; what the
//! rule says ([`crate::rules::headline`]) is one of the signs, and the answer where the forest is in doubt.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::verdict::Verdict;
use crate::category::Category;
use crate::grammar::authors;
use crate::rules::engine::Findings;
use crate::rules::engine::zones;
use crate::rules::headline::{Named, Topic, is_clause};
use crate::scan::{End, Scan};
use crate::score::Scores;
use crate::score::forest::Forest;
use crate::score::rows::{Rows, ToCell, features, permille};
use crate::text::hash::Hashing;
use crate::text::packed::Reader;
use crate::text::shape;

/// Most candidates, and how many of them may stand after the beginning of the body (some pages have a summary above), twice: near
/// it, and further down where the first line names them.
const MOST: usize = 100;
const BELOW: usize = 20;

/// Longest headline, in words and characters.
const WORDS: u32 = 32;
const CHARS: u32 = 240;

/// The least sum, in 1/256 of a logit, at which a line is the headline whatever the rule says: three to one. And the one below
/// which no line is: most results that are cleaned again have lost their headline, and begin with a heading or a summary.
const SURE: i32 = 280;
const DOUBT: i32 = -280;

/// Lines below a headline among which what signs it stands.
const SIGNED: usize = 4;

/// What begins the model file; the last byte is the version of the form.
const MAGIC: &[u8] = b"unl\x01";

/// The forest that ranks.
static FOREST: LazyLock<Forest> = LazyLock::new(|| {
    let read = |blob: &'static [u8]| Forest::read(&mut Reader::new(blob.strip_prefix(MAGIC)?));
    read(include_bytes!("headline.model")).unwrap_or_default()
});

/// Which line is the headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// This one, for all that the signs tell.
    Line(usize),
    /// The signs do not tell: the one that the rule says.
    Rule,
    /// No line.
    None,
}

/// Which line the signs speak for.
pub(super) fn choose(scan: &Scan<'_>, findings: &Findings, scores: &Scores, all: &[Verdict]) -> Choice {
    let Some(page) = Page::of(scan, findings, scores, all) else { return Choice::Rule };
    let mut rows = Rows::new(NAMES.len());
    for (at, &block) in page.candidates.iter().enumerate() {
        fill(&page, block, &mut rows.row_mut(at));
    }
    let mut sums = vec![0; page.candidates.len()];
    FOREST.sums(&rows, &mut sums);
    // Of equals the first.
    match (0..sums.len()).max_by_key(|&at| (sums[at], std::cmp::Reverse(at))) {
        Some(best) if sums[best] >= SURE => Choice::Line(page.candidates[best]),
        // What is clean may have lost its headline: a line that is taken for it by mistake is lost as well.
        Some(best) if sums[best] >= DOUBT && page.chrome => Choice::Rule,
        _ => Choice::None,
    }
}

/// The candidates and their features, for training.
#[cfg(feature = "training")]
pub(super) fn studied(
    scan: &Scan<'_>,
    findings: &Findings,
    scores: &Scores,
    all: &[Verdict],
) -> Vec<(usize, Vec<i16>)> {
    let Some(page) = Page::of(scan, findings, scores, all) else { return Vec::new() };
    let row = |&block: &usize| {
        let mut rows = Rows::new(NAMES.len());
        fill(&page, block, &mut rows.row_mut(0));
        (block, rows.row(0))
    };
    page.candidates.iter().map(row).collect()
}

/// What the candidates are compared with.
struct Page<'s> {
    scan: &'s Scan<'s>,
    findings: &'s Findings,
    scores: &'s Scores,
    candidates: Vec<usize>,
    /// The first paragraph that stays, and how many do.
    body: usize,
    paragraphs: usize,
    /// By block, whether all of it stays.
    kept: Vec<bool>,
    named: Named,
    topic: Topic,
    /// How often each label stands on the page, and where first.
    copies: HashMap<&'s str, (u32, usize), Hashing>,
    /// Whether a rule has seen junk of a web page.
    chrome: bool,
}

impl<'s> Page<'s> {
    fn of(scan: &'s Scan<'s>, findings: &'s Findings, scores: &'s Scores, all: &[Verdict]) -> Option<Self> {
        let mut kept = vec![true; scan.len()];
        for it in all.iter().filter(|it| it.removal.is_some()) {
            kept[it.block as usize] = false;
        }
        let stays = |block: &usize| kept[*block] && scan.facts[*block].is_paragraph();
        let body = (0..scan.len()).find(stays)?;
        let named = Named::of(scan);
        let below = (body..scan.len()).take(BELOW);
        let far = (body + BELOW..scan.len()).filter(|&block| named.share(scan, block) > 0).take(BELOW);
        let near = below.chain(far).chain((0..body).rev()).filter(|&block| may_be(scan, findings, block));
        let mut candidates: Vec<usize> = near.take(MOST).collect();
        candidates.sort_unstable();
        let mut copies = HashMap::<_, (u32, usize), Hashing>::default();
        for block in (0..scan.len()).filter(|block| !scan.label(*block).is_empty()) {
            copies.entry(scan.label(block)).or_insert((0, block)).0 += 1;
        }
        Some(Self {
            scan,
            findings,
            scores,
            candidates,
            body,
            paragraphs: (0..scan.len()).filter(stays).count(),
            named,
            topic: Topic::of(scan, (body..scan.len()).filter(stays)),
            copies,
            chrome: findings.all.iter().any(|it| zones::clusters(it.category)),
            kept,
        })
    }

    fn category(&self, block: Option<usize>) -> i16 {
        block.and_then(|block| self.findings.category(block)).map_or(-1, |it| it as i16)
    }
}

/// How many of some lines are such.
fn count(lines: std::ops::Range<usize>, is: impl Fn(&usize) -> bool) -> usize {
    /// Lines that are looked at: more are far.
    const FAR: usize = 60;
    lines.take(FAR).filter(is).count()
}

/// Whether a line may be a headline: a short one, and no other thing for sure.
fn may_be(scan: &Scan<'_>, findings: &Findings, block: usize) -> bool {
    let facts = &scan.facts[block];
    let free = matches!(
        findings.category(block),
        None | Some(
            Category::Title | Category::Related | Category::Navigation | Category::Caption | Category::Duplicate
        )
    );
    free && !matches!(facts.end, End::Comma | End::Colon)
        && (1..=WORDS).contains(&facts.words)
        && facts.chars <= CHARS
        && facts.letters * 2 > facts.chars
        && !is_clause(scan, block)
        && !scan.page.is_piece(block)
        && findings.kinds.get(block).is_none_or(|kinds| kinds.whole.is_empty())
}

features! {
    /// What speaks for and against a candidate.
    pub(crate) const NAMES;
    fn fill(it: &Page<'_>, block: usize) {
        {
            let scan = it.scan;
            let facts = &scan.facts[block];
            let text = scan.text(block);
        }
        rule: it.findings.category(block) == Some(Category::Title),
        claimed: it.category(Some(block)),
        likely: it.scores.blocks[block],
        kept: it.kept[block],
        words: facts.words,
        chars: facts.chars,
        letters: permille(facts.letters, facts.chars),
        digits: permille(facts.digits, facts.chars),
        upper: permille(facts.upper, facts.letters),
        capitals: facts.capital_share(),
        unspaced: permille(facts.unspaced, facts.chars),
        sentences: facts.sentences,
        commas: facts.commas,
        end: facts.end as u8,
        question: facts.end == End::Sentence && text.ends_with(['?', '!', '？', '！']),
        item: shape::is_item(text),
        hashes: text.bytes().take_while(|byte| *byte == b'#').count(),
        name: authors::is_name(text),
        at: block,
        to_body: it.body as i32 - block as i32,
        kept_between: count(block + 1..it.body, |at| it.kept[*at]),
        junk_between: count(block + 1..it.body, |at| zones::is_clustered(it.findings, *at)),
        candidates_between: it.candidates.iter().filter(|at| (block + 1..it.body).contains(*at)).count(),
        {
            let below = block + 1..(block + 1 + SIGNED).min(scan.len());
            let signs = |at: &usize| matches!(it.findings.category(*at), Some(Category::Date | Category::Byline | Category::Credit));
        }
        signed: count(below.clone(), signs),
        signed_before: count(block.saturating_sub(SIGNED)..block, signs),
        paragraphs_below: count(below, |at| scan.facts[*at].is_paragraph()),
        before: it.category(block.checked_sub(1)),
        after: it.category(Some(block + 1)),
        likely_before: block.checked_sub(1).map_or(-1, |at| it.scores.blocks[at].cell()),
        likely_after: it.scores.blocks.get(block + 1).map_or(-1, |it| it.cell()),
        words_before: block.checked_sub(1).map_or(0, |at| scan.facts[at].words),
        words_after: scan.facts.get(block + 1).map_or(0, |it| it.words),
        apart: scan.is_apart(block),
        apart_after: scan.is_apart(block + 1),
        {
            let (copies, first) = it.copies.get(scan.label(block)).copied().unwrap_or((1, block));
        }
        copies: copies,
        nth_copy: first < block,
        named: it.named.share(scan, block),
        named_start: it.named.begins(scan, block),
        {
            let topic = it.topic.shared(text);
        }
        topic: topic.0,
        topic_share: topic.1,
        paragraphs: it.paragraphs,
        body_at: it.body,
        chrome: it.chrome,
        candidates: it.candidates.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forest_compiled_in_can_be_read() {
        let blob: &[u8] = include_bytes!("headline.model");
        let read = |blob: &[u8]| Forest::read(&mut Reader::new(blob.strip_prefix(MAGIC)?));
        assert!(read(blob).is_some());
        assert!(read(&blob[1..]).is_none());
    }
}
