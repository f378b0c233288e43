//! The one place where findings, scores, options and guards are settled into verdicts.
//!
//! Order of force: overrides, keep, drop, patterns, selectors, rules, scorer. The guard may undo the scorer and weak rules, never a
//! firm or closed one, and never makes a body of a page that has none.

mod patterns;
mod verdict;

use std::collections::BTreeMap;

use crate::category::Category;
use crate::options::{Action, Embeds, Options};
use crate::page::span::Span;
use crate::page::table;
use crate::rules::engine::zones;
use crate::rules::engine::{Finding, Findings, Strength};
use crate::scan::Scan;
use crate::score::{Attributed, Attribution, Scores};
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
    for over in &options.overrides {
        let end = scan.page.source.len();
        all = apply(scan, all, Span::new(over.start.min(end), over.end.min(end)), over.action);
    }
    Verdicts { all, scores }
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
    let tables = if options.include_tables { Vec::new() } else { table::blocks_in_data(scan.page) };
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
            None if tables.get(block) == Some(&true) => {
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
            let by_rule = removal(finding.category, By::Rule(finding.rule), finding.score);
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

/// Applies a user's word on a range.
fn apply(scan: &Scan<'_>, all: Vec<Verdict>, range: Span, action: Action) -> Vec<Verdict> {
    let source = &scan.page.source;
    let snap = |at: u32| {
        let mut at = (at as usize).min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    };
    let range = Span { start: snap(range.start), end: snap(range.end) };
    let mut out = Vec::with_capacity(all.len() + 2);
    for it in all {
        let Some(both) = it.span.clip(range) else {
            out.push(it);
            continue;
        };
        let settled = match (action, it.removal) {
            (Action::Keep, _) => None,
            (Action::Drop, Some(removal)) => Some(removal),
            (Action::Drop, None) => Some(removal(Category::Other, By::Override, 1000)),
        };
        let parts = [
            (Span { end: both.start, ..it.span }, it.removal),
            (both, settled),
            (Span { start: both.end, ..it.span }, it.removal),
        ];
        out.extend(parts.into_iter().filter(|(span, _)| !span.is_empty()).map(|(span, removal)| Verdict {
            span,
            block: it.block,
            removal,
        }));
    }
    out
}
