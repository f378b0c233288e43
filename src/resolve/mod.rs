//! The one place where findings, scores, options and guards are settled into verdicts.
//!
//! Order of force: overrides, keep, drop, patterns, selectors, rules, scorer. The guard may undo the scorer and weak rules, never a
//! firm or closed one, and never makes a body of a page that has none.

pub(crate) mod headline;
mod patterns;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use crate::category::Category;
use crate::options::{Action, Embeds, Options, Override};
use crate::page::span::Span;
use crate::rules::engine::zones;
use crate::rules::engine::{Finding, Findings, Strength};
use crate::rules::headline as rule;
use crate::scan::Scan;
use crate::score::{Attributed, Attribution, Scores};
use headline::Choice;
#[cfg(any(test, all(target_arch = "wasm32", feature = "javascript")))]
pub(crate) use patterns::Match;
use patterns::Matched;
pub(crate) use patterns::{Matcher, Patterns};
pub(crate) use verdict::{By, Removal, Verdict};
use verdict::{removal, verdict};

/// Of the text that no firm rule claims, this much must be left, in thousandths; else the guard undoes the scorer and the
/// weak rules. Protects flattened pages in which the scorer knows nothing at all. A larger share costs F1 on pages of links,
/// shops and listings (.003 at 250 of the running text), where the scorer is right to leave little; with HTML's evidence any
/// guard does (.013).
const GUARD_SHARE: u64 = 10;

/// All verdicts of a page, and what they were made from.
#[derive(Debug)]
pub(crate) struct Verdicts {
    pub(crate) all: Vec<Verdict>,
    pub(crate) scores: Scores,
}

/// Settles a page.
pub(crate) fn resolve(
    scan: &Scan<'_>,
    findings: &Findings,
    scores: Scores,
    options: &Options,
    patterns: &dyn Matcher,
) -> Verdicts {
    let matched = Matched::on(scan, patterns);
    let mut all = settle(scan, findings, &scores, options, &matched, Strength::Weak);
    if !scan.page.html && (is_clean(findings) || too_little(&all)) {
        all = settle(scan, findings, &scores, options, &matched, Strength::Firm);
    }
    if !scan.page.html && !keeps(options, Category::Title) {
        entitle(scan, findings, &scores, options, &mut all);
    }
    if !options.overrides.is_empty() {
        all = overridden(&scan.page.source, all, &options.overrides);
    }
    Verdicts { all, scores }
}

/// Settles the headline of a flattened page: the line that is far likelier than all others, else the rule's choice; where it has
/// none, what stands on top once the lines around it are gone.
fn entitle(scan: &Scan<'_>, findings: &Findings, scores: &Scores, options: &Options, all: &mut [Verdict]) {
    let by_rule = removal(Category::Title, By::Rule(&rule::RULE), rule::RULE.score);
    let is_title = |it: &Verdict| it.removal.is_some_and(|removal| removal.category == Category::Title);
    // What the caller wants to keep stays.
    let free = options.keep_patterns.is_empty();
    let choice = if free { headline::choose(scan, findings, scores, all) } else { Choice::Rule };
    if choice != Choice::Rule {
        let same = |block: usize| match choice {
            Choice::Line(title) if block == title => true,
            Choice::Line(title) => !scan.label(title).is_empty() && scan.label(block) == scan.label(title),
            _ => false,
        };
        let attribution = Attribution::new(scan, findings, |block| scores.blocks[block] >= scores.cut);
        // Asked once: every line of a page may have been taken for its title.
        let clean = is_clean(findings);
        for it in all.iter_mut() {
            let block = it.block as usize;
            let by_caller = it.removal.is_some_and(|removal| !matches!(removal.by, By::Rule(_) | By::Scorer(_)));
            if by_caller {
                continue;
            }
            if same(block) {
                it.removal = Some(by_rule);
            } else if is_title(it) {
                // What the rule had taken for it.
                let Attributed { category, reason } = attribution.by_itself(block);
                let likely = scores.blocks[block];
                let goes = likely < scores.cut && !clean;
                it.removal = goes.then(|| removal(category, By::Scorer(reason), 1000 - likely));
            }
        }
        return;
    }
    if all.iter().any(is_title) || all.iter().all(|it| it.removal.is_none()) {
        return;
    }
    let kept: Vec<usize> = all.iter().filter(|it| it.removal.is_none()).map(|it| it.block as usize).collect();
    let Some(title) = rule::on_top(scan, findings, &kept) else { return };
    all.iter_mut().filter(|it| it.block as usize == title).for_each(|it| it.removal = Some(by_rule));
}

/// The lines that could be the headline of a flattened page, and the features of each, for training.
#[cfg(feature = "training")]
pub(crate) fn headlines(
    scan: &Scan<'_>,
    findings: &Findings,
    scores: &Scores,
    options: &Options,
) -> Vec<(usize, Vec<i16>)> {
    let matched = Matched::on(scan, &Patterns::default());
    let least = if is_clean(findings) { Strength::Firm } else { Strength::Weak };
    headline::studied(scan, findings, scores, &settle(scan, findings, scores, options, &matched, least))
}

/// Verdicts with rules of at least this strength; the scorer has a say only beside weak rules.
fn settle(
    scan: &Scan<'_>,
    findings: &Findings,
    scores: &Scores,
    options: &Options,
    matched: &Matched,
    least: Strength,
) -> Vec<Verdict> {
    let mut all = Vec::with_capacity(scan.len());
    let claims = Claims::new(scan, findings, options, least);
    let attribution = Attribution::new(scan, findings, |block| scores.blocks[block] >= scores.cut);
    for block in 0..scan.len() {
        let from = all.len();
        claims.cut(scan, block, &mut all);
        let it = &scan.page.blocks[block];
        // The user's categories go before selectors and patterns, and before the scorer too.
        let kept = findings.category(block).is_some_and(|category| keeps(options, category));
        let dropped = |it: &Verdict| it.removal.is_some_and(|removal| options.drop.contains(&removal.category));
        match it.selected {
            Some(true) if all[from..].iter().any(dropped) => {}
            _ if kept => {}
            Some(true) => {
                all.truncate(from);
                all.push(verdict(it.span, block, None));
            }
            None if !options.include_tables && scan.is_in_table(block) => {
                all.truncate(from);
                all.push(verdict(it.span, block, Some(removal(Category::Other, By::Option, 1000))));
            }
            Some(false) => {
                all.truncate(from);
                all.push(verdict(it.span, block, Some(removal(Category::Other, By::Selector, 1000))));
            }
            None if least == Strength::Weak && scores.blocks[block] < scores.cut => {
                let Attributed { category, reason } = attribution.of(block);
                if !keeps(options, category) {
                    let by_scorer = removal(category, By::Scorer(reason), 1000 - scores.blocks[block]);
                    for piece in &mut all[from..] {
                        piece.removal.get_or_insert(by_scorer);
                    }
                }
            }
            None => {}
        }
        let may_undo = |removal: &Removal| {
            !matches!(removal.by, By::Rule(_) | By::Scorer(_)) || !options.drop.contains(&removal.category)
        };
        if matched.apply(block, &claims.held, &mut all, from, may_undo) {
            tidy(scan, &mut all[from..]);
        }
    }
    // A page in one line has more pieces than blocks.
    all.shrink_to_fit();
    all
}

/// Whether the options speak for a category.
fn keeps(options: &Options, category: Category) -> bool {
    if options.keep.contains(&category) {
        return true;
    }
    if options.drop.contains(&category) {
        return false;
    }
    match category {
        Category::Caption => options.include_captions,
        Category::Comments => options.include_comments,
        Category::Embed => options.embeds == Embeds::Keep,
        _ => false,
    }
}

/// The findings that count, by block.
struct Claims<'f> {
    findings: &'f [Finding],
    /// A block, and the index of a finding that has a part of it; by block, the finding that goes first before the others.
    by_block: Vec<(u32, u32)>,
    /// The spans of the findings that the options keep, sorted; none overlaps another.
    held: Vec<Span>,
}

impl<'f> Claims<'f> {
    fn new(scan: &Scan<'_>, findings: &'f Findings, options: &Options, least: Strength) -> Self {
        let blocks = &scan.page.blocks;
        let mut by_block = Vec::new();
        let mut held = Vec::new();
        for (index, finding) in findings.all.iter().enumerate() {
            if keeps(options, finding.category) {
                held.push(finding.span);
                continue;
            }
            let forced = options.drop.contains(&finding.category);
            if finding.rule.strength < least && !forced {
                continue;
            }
            let first = blocks.partition_point(|b| b.span.end <= finding.span.start);
            for (block, it) in blocks.iter().enumerate().skip(first) {
                if it.span.start >= finding.span.end {
                    break;
                }
                by_block.push((block as u32, index as u32));
            }
        }
        by_block.sort_unstable_by_key(|&(block, index)| {
            let it = &findings.all[index as usize];
            (block, std::cmp::Reverse((it.rule.strength, it.span.len())), it.span.start, index)
        });
        held.sort_unstable();
        held.dedup_by(|next, before| {
            let meet = next.start <= before.end;
            if meet {
                before.end = before.end.max(next.end);
            }
            meet
        });
        Self { findings: &findings.all, by_block, held }
    }

    /// The findings that have a part of a block.
    fn of(&self, block: usize) -> impl Iterator<Item = &'f Finding> {
        let from = self.by_block.partition_point(|(it, _)| (*it as usize) < block);
        let claims = self.by_block[from..].iter().take_while(move |(it, _)| *it as usize == block);
        claims.map(|(_, index)| &self.findings[*index as usize])
    }

    /// Cuts a block into kept and claimed pieces.
    fn cut(&self, scan: &Scan<'_>, block: usize, out: &mut Vec<Verdict>) {
        let whole = scan.page.blocks[block].span;
        let mut claims = self.of(block).peekable();
        if claims.peek().is_none() {
            out.push(verdict(whole, block, None));
            return;
        }
        let mut taken = BTreeMap::new();
        for finding in claims {
            let Some(span) = finding.span.clip(whole) else { continue };
            let by_rule = removal(finding.category, By::Rule(finding.rule), finding.rule.score);
            for free in free_of(span, &taken) {
                taken.insert(free.start, verdict(free, block, Some(by_rule)));
            }
        }
        for rest in free_of(whole, &taken) {
            taken.insert(rest.start, verdict(rest, block, None));
        }
        let from = out.len();
        out.extend(taken.into_values());
        tidy(scan, &mut out[from..]);
    }
}

/// The parts of a span that no verdict has; the verdicts are kept by their start, so that a line of ten thousand posts is
/// cut in linear time.
fn free_of(span: Span, taken: &BTreeMap<u32, Verdict>) -> Vec<Span> {
    let mut free = Vec::new();
    let before = taken.range(..span.start).next_back();
    let mut at = before.map_or(span.start, |(_, it)| it.span.end.max(span.start));
    for it in taken.range(span.start..span.end).map(|(_, it)| it.span) {
        free.push(Span { start: at, end: it.start });
        at = it.end;
    }
    free.push(Span { start: at, end: span.end });
    free.retain(|it| !it.is_empty());
    free
}

/// A rest without letters or digits beside a removal goes with it: brackets, dashes and bars that framed it.
fn tidy(scan: &Scan<'_>, pieces: &mut [Verdict]) {
    let bare = |v: &Verdict| v.removal.is_none() && !v.span.of(&scan.page.source).contains(char::is_alphanumeric);
    let removed: Vec<Option<Removal>> = pieces.iter().map(|v| v.removal).collect();
    if removed.iter().all(Option::is_none) {
        return;
    }
    let kept_words = pieces.iter().any(|v| v.removal.is_none() && !bare(v));
    for at in 0..pieces.len() {
        // Marks that end or begin a kept sentence stay with it.
        if bare(&pieces[at]) && !kept_words {
            pieces[at].removal = at.checked_sub(1).and_then(|i| removed[i]).or(removed.get(at + 1).copied().flatten());
        }
    }
}

/// Whether no rule has seen any of a web page's chrome in a text: then it has been cleaned before, or never was a page, and
/// the scorer, which knows flattened pages alone, has no say. Protects recipes, verse and code.
fn is_clean(findings: &Findings) -> bool {
    !findings.all.iter().any(|finding| zones::clusters(finding.category))
}

/// Whether so little is left that the scorer must be wrong.
fn too_little(all: &[Verdict]) -> bool {
    let (mut open, mut kept) = (0_u64, 0_u64);
    for it in all {
        let undoable = it.removal.is_none_or(|removal| match removal.by {
            By::Rule(rule) => rule.strength == Strength::Weak,
            By::Scorer(_) => true,
            _ => false,
        });
        if undoable {
            open += it.span.len() as u64;
        }
        if it.removal.is_none() {
            kept += it.span.len() as u64;
        }
    }
    kept * 1000 < open * GUARD_SHARE
}

/// Applies the user's words on ranges; of several on one place the last counts. One pass over the verdicts, however many
/// ranges there are.
fn overridden(source: &str, all: Vec<Verdict>, overrides: &[Override]) -> Vec<Verdict> {
    let snap = |at: usize| {
        let mut at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    };
    let ranges = overrides.iter().map(|it| (Span { start: snap(it.start), end: snap(it.end) }, it.action));
    let ranges: Vec<(Span, Action)> = ranges.filter(|(span, _)| !span.is_empty()).collect();
    // Where ranges begin and end: the place, the range's index.
    let mut bounds: Vec<(u32, usize)> =
        ranges.iter().enumerate().flat_map(|(index, (span, _))| [(span.start, index), (span.end, index)]).collect();
    bounds.sort_unstable();
    let mut bounds = bounds.into_iter().peekable();
    let (mut open, mut keeps) = (BTreeSet::new(), 0_usize);
    let mut out = Vec::with_capacity(all.len() + 2 * ranges.len());
    for it in all {
        let mut at = it.span.start;
        while at < it.span.end {
            while let Some((_, index)) = bounds.next_if(|(place, _)| *place <= at) {
                let begins = open.insert(index) || !open.remove(&index);
                if ranges[index].1 == Action::Keep {
                    keeps = if begins { keeps + 1 } else { keeps - 1 };
                }
            }
            let end = bounds.peek().map_or(it.span.end, |(place, _)| (*place).min(it.span.end));
            let removal = match open.last().map(|last| ranges[*last].1) {
                None => it.removal,
                Some(Action::Keep) => None,
                // What was gone stays gone for its own reason, unless it was to be kept in between.
                Some(Action::Drop) => {
                    let own = it.removal.filter(|_| keeps == 0);
                    own.or(Some(removal(Category::Other, By::Override, 1000)))
                }
            };
            out.push(Verdict { span: Span { start: at, end }, removal, ..it });
            at = end;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One range after another, each over all that the ones before have left.
    fn slowly(mut all: Vec<Verdict>, overrides: &[Override]) -> Vec<Verdict> {
        for it in overrides {
            let range = Span::new(it.start, it.end);
            let mut out = Vec::new();
            for old in all {
                let Some(both) = old.span.clip(range) else {
                    out.push(old);
                    continue;
                };
                let settled = match (it.action, old.removal) {
                    (Action::Keep, _) => None,
                    (Action::Drop, Some(removal)) => Some(removal),
                    (Action::Drop, None) => Some(removal(Category::Other, By::Override, 1000)),
                };
                let before = Span { end: both.start, ..old.span };
                let after = Span { start: both.end, ..old.span };
                for (span, removal) in [(before, old.removal), (both, settled), (after, old.removal)] {
                    if !span.is_empty() {
                        out.push(Verdict { span, removal, ..old });
                    }
                }
            }
            all = out;
        }
        all
    }

    #[test]
    fn ranges_are_applied_as_one_after_another() {
        let source = "0123456789".repeat(6);
        // Knuth's generator: the same ranges in every run.
        let mut state = 7_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..2_000 {
            let gone = removal(Category::Share, By::Option, 1);
            let all: Vec<Verdict> = (0..6)
                .map(|block| verdict(Span::new(block * 10, block * 10 + 9), block, (next(2) == 0).then_some(gone)))
                .collect();
            let overrides: Vec<Override> = (0..next(6))
                .map(|_| {
                    let start = next(60);
                    let action = if next(2) == 0 { Action::Keep } else { Action::Drop };
                    Override { start, end: (start + next(25)).min(60), action }
                })
                .collect();
            let told = |all: &[Verdict]| -> Vec<_> {
                all.iter().map(|it| (it.span, it.block, it.removal.map(|removal| removal.by))).collect()
            };
            let (fast, slow) = (overridden(&source, all.clone(), &overrides), slowly(all, &overrides));
            assert_eq!(told(&fast), told(&slow), "{overrides:?}");
        }
    }
}
