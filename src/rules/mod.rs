//! Recognisers of junk: one file a kind.
//!
//! A rule finds; it never removes. It looks at a [`Scan`] and at what the rules before it found, and reports spans. What
//! becomes of them is settled in `resolve` alone. The order of the registry is the order of the passes: closed
//! grammars first, then widgets, runs and neighbours, which lean on them.
//!
//! To add a rule: write `rules/<name>.rs` with a `RULE` whose id is the file's name with hyphens, and name it below, as
//! a module and in the registry. The tests run its examples and compare folder, registry and ids.

pub(crate) mod engine;

mod advertisement_label;
mod between_junk;
mod breadcrumb;
mod byline;
mod comment_thread;
mod comments_label;
mod consent_label;
mod counter;
mod date_line;
mod date_prefix;
mod duplicate;
mod embed_container;
mod embed_credit;
mod embed_label;
mod embed_lead;
mod embed_quote;
mod embed_trace;
mod figure_caption;
mod file_name;
mod follow_call;
mod footer_block;
mod footer_label;
mod foreign_label;
mod forum_box;
mod glued_footer;
mod glued_share;
mod headline;
mod headline_list;
mod instagram;
mod interface_label;
mod label_beside_junk;
mod loose_caption;
mod masthead_label;
mod navigation_label;
mod notice_form;
mod paywall_label;
mod photo_caption;
mod photo_credit;
mod poll;
mod prefix_rest;
mod promotion_label;
mod related_label;
mod related_list;
mod script_leftover;
mod share_bar;
mod share_label;
mod site_clock;
mod site_name;
mod subscribe_label;
mod tag_list;
mod tweet;
mod tweet_card;

use crate::category::Category;
use crate::grammar::phrases::{self, Label, Labels};
use crate::page::span::Span;
use crate::rules::engine::calls;
use crate::scan::Scan;

/// How sure a rule is by its nature; what the guard and the options may undo depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// Context and likeness: undone where too little of the page would be left.
    Weak,
    /// Two independent signals, or a whole line that is a known label.
    Firm,
    /// A closed grammar: nothing else looks like it. Never undone but by the user.
    Closed,
}

/// A recogniser of one kind of junk.
pub(crate) struct Rule {
    /// The file's name, hyphens for underscores.
    pub(crate) id: &'static str,
    /// What it finds, where the finding does not say otherwise.
    pub(crate) category: Category,
    pub(crate) strength: Strength,
    /// How sure it is, 0 to 1000.
    pub(crate) score: u16,
    /// Why such a piece is junk, in words, for a reader who does not know the code.
    pub(crate) reason: &'static str,
    pub(crate) find: fn(&Scan<'_>, &Findings, &mut Hits<'_>),
    /// Flattened pages (or HTML, where they begin with `<`) and the pieces of them that the rule must find.
    #[cfg(test)]
    pub(crate) drops: &'static [(&'static str, &'static [&'static str])],
    /// Near misses: pages in which the rule must find nothing.
    #[cfg(test)]
    pub(crate) keeps: &'static [&'static str],
}

macro_rules! registry {
    ($($name:ident,)+) => {
        /// All rules, in the order of the passes.
        pub(crate) static RULES: &[&Rule] = &[$(&$name::RULE,)+];
        #[cfg(test)]
        const FILES: &[&str] = &[$(stringify!($name),)+];
    };
}

registry! {
    embed_container,
    embed_quote,
    embed_credit,
    embed_lead,
    date_prefix,
    prefix_rest,
    tweet,
    tweet_card,
    instagram,
    embed_label,
    embed_trace,
    poll,
    script_leftover,
    file_name,
    consent_label,
    paywall_label,
    comments_label,
    advertisement_label,
    subscribe_label,
    share_label,
    related_label,
    footer_label,
    promotion_label,
    masthead_label,
    interface_label,
    navigation_label,
    follow_call,
    glued_share,
    notice_form,
    share_bar,
    breadcrumb,
    forum_box,
    comment_thread,
    site_clock,
    photo_credit,
    date_line,
    site_name,
    counter,
    label_beside_junk,
    byline,
    footer_block,
    foreign_label,
    headline,
    figure_caption,
    photo_caption,
    loose_caption,
    tag_list,
    between_junk,
    headline_list,
    related_list,
    glued_footer,
    duplicate,
}

/// What a rule found: a span, whole blocks or parts of one.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// Index into [`RULES`].
    pub(crate) rule: u16,
    pub(crate) span: Span,
    pub(crate) category: Category,
    pub(crate) strength: Strength,
    pub(crate) score: u16,
}

/// No finding.
const NONE: u32 = u32::MAX;

/// What has been found so far.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) all: Vec<Finding>,
    /// For each block, the strongest finding that covers it whole: an index into `all`, or [`NONE`].
    whole: Vec<u32>,
}

impl Findings {
    /// The finding that covers the whole block, if one does.
    pub(crate) fn whole(&self, block: usize) -> Option<&Finding> {
        self.all.get(*self.whole.get(block)? as usize)
    }

    /// The category of the finding that covers the whole block.
    pub(crate) fn category(&self, block: usize) -> Option<Category> {
        self.whole(block).map(|finding| finding.category)
    }

    fn add(&mut self, scan: &Scan<'_>, finding: Finding) {
        let blocks = &scan.page.blocks;
        let index = self.all.len() as u32;
        let first = blocks.partition_point(|b| b.span.end <= finding.span.start);
        for (block, it) in blocks.iter().enumerate().skip(first) {
            if it.span.start >= finding.span.end {
                break;
            }
            let covered = finding.span.start <= it.span.start && it.span.end <= finding.span.end;
            let stronger = self.whole(block).is_none_or(|old| old.strength < finding.strength);
            if covered && stronger {
                self.whole[block] = index;
            }
        }
        self.all.push(finding);
    }
}

/// Where a rule puts what it finds.
pub(crate) struct Hits<'p> {
    scan: &'p Scan<'p>,
    rule: &'static Rule,
    index: u16,
    found: Vec<Finding>,
}

impl Hits<'_> {
    /// The whole block is the rule's kind of junk.
    pub(crate) fn block(&mut self, block: usize) {
        self.span(self.scan.page.blocks[block].span);
    }

    /// The whole block is junk of another category than the rule's own.
    pub(crate) fn block_as(&mut self, block: usize, category: Category) {
        self.span_as(self.scan.page.blocks[block].span, category);
    }

    /// A part of a block, or several blocks in a row.
    pub(crate) fn span(&mut self, span: Span) {
        self.span_as(span, self.rule.category);
    }

    /// A part of a block as another category than the rule's own.
    pub(crate) fn span_as(&mut self, span: Span, category: Category) {
        self.found.push(Finding {
            rule: self.index,
            span,
            category,
            strength: self.rule.strength,
            score: self.rule.score,
        });
    }
}

/// Sentences in the longest call to the reader: a line that begins like one and goes on longer is prose.
const CALL_SENTENCES: u32 = 3;

/// Reports the lines that are labels of these kinds, or begin or end as their calls do.
fn labelled(scan: &Scan<'_>, hits: &mut Hits<'_>, labels: &[Label]) {
    let wanted = Labels::of(labels);
    for (block, kinds) in scan.kinds.iter().enumerate() {
        let named = kinds.whole.first().is_some_and(|label| labels.contains(&label)) && !calls::is_listed(scan, block);
        let sentences = scan.facts[block].sentences;
        let called = ((kinds.starts.meets(wanted) && sentences <= CALL_SENTENCES)
            || (kinds.ends.meets(wanted) && sentences <= 1))
            && phrases::glued_share(scan.text(block)).is_none()
            && !calls::is_sentence(scan, block, wanted);
        if named || (kinds.whole.is_empty() && called) {
            hits.block(block);
        }
    }
}

/// Runs all rules over a page.
pub(crate) fn find(scan: &Scan<'_>) -> Findings {
    let mut findings = Findings { all: Vec::new(), whole: vec![NONE; scan.len()] };
    for (index, rule) in RULES.iter().enumerate() {
        let mut hits = Hits { scan, rule, index: index as u16, found: Vec::new() };
        (rule.find)(scan, &findings, &mut hits);
        for finding in hits.found {
            findings.add(scan, finding);
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::{self, Section};
    use crate::grammar::{authors, credits};
    use crate::{Options, page::Page, read};

    fn page(source: &str) -> Page<'_> {
        if source.starts_with('<') {
            read::html(source, &Options::default()).expect("default options are right")
        } else {
            read::text(source, crate::Unwrap::Auto)
        }
    }

    /// What the rule finds, each piece as it stands in the page's text.
    fn found(id: &str, source: &str) -> Vec<String> {
        let page = page(source);
        let scan = Scan::new(&page);
        let findings = find(&scan);
        let mut pieces: Vec<_> = findings.all.iter().filter(|f| RULES[f.rule as usize].id == id).collect();
        pieces.sort_by_key(|f| f.span);
        pieces.iter().map(|f| f.span.of(&page.source).to_owned()).collect()
    }

    #[test]
    fn every_rule_drops_its_examples_and_keeps_its_near_misses() {
        let mut wrong = Vec::new();
        for rule in RULES {
            assert!(!rule.drops.is_empty(), "{} has no example that it drops", rule.id);
            assert!(!rule.keeps.is_empty(), "{} has no near miss that it keeps", rule.id);
            for (source, pieces) in rule.drops {
                let found = found(rule.id, source);
                if found != *pieces {
                    wrong.push(format!("{} in {source:?}\n  found  {found:?}\n  wanted {pieces:?}", rule.id));
                }
            }
            for source in rule.keeps {
                let found = found(rule.id, source);
                if !found.is_empty() {
                    wrong.push(format!("{} in {source:?}\n  found  {found:?}\n  wanted nothing", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    /// Lines are turned away by the words that they begin with, unread; none that would be something must be.
    #[test]
    fn what_is_turned_away_unread_is_nothing() {
        let examples = RULES.iter().flat_map(|rule| rule.drops.iter().map(|it| it.0).chain(rule.keeps.iter().copied()));
        let mut texts: Vec<String> = examples.map(str::to_owned).collect();
        for section in [Section::By, Section::Role, Section::Agency, Section::Credit, Section::Source, Section::Via] {
            for entry in lexicon::all(section) {
                let mut capital = entry.chars();
                let capital: String = capital.next().into_iter().flat_map(char::to_uppercase).chain(capital).collect();
                for entry in [entry, capital.as_str()] {
                    let lines = [
                        format!("{entry}: Ann Berg"),
                        format!("{entry} Ann Berg"),
                        format!("Ann Berg, {entry}"),
                        format!("Ann Berg/{entry}"),
                        format!("王小明 {entry}"),
                        format!("({entry})"),
                        format!("© {entry}"),
                        format!("Ann Berg {entry} Reuters"),
                    ];
                    texts.push(lines.join("\n"));
                }
            }
        }
        let mut read = 0;
        for text in &texts {
            let page = page(text);
            let scan = Scan::new(&page);
            for block in 0..scan.len() {
                let text = scan.text(block);
                let (credit, byline) = (credits::of_line(text), authors::marked(text));
                read += usize::from(credit.is_some()) + usize::from(byline.is_some());
                assert_eq!(credits::of_block(&scan, block), credit, "{text}");
                assert_eq!(authors::of_block(&scan, block), byline, "{text}");
            }
        }
        assert!(read > 1_000, "{read} lines are something");
    }

    #[test]
    fn folder_registry_and_ids_agree() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the rules have a folder")
            .filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_owned))
            .filter(|name| name != "mod" && name != "engine")
            .collect();
        files.sort();
        let mut registered = FILES.to_vec();
        registered.sort_unstable();
        assert_eq!(files, registered);
        for (rule, file) in RULES.iter().zip(FILES) {
            assert_eq!(rule.id, file.replace('_', "-"));
        }
    }

    #[test]
    fn reasons_read_as_reasons() {
        for rule in RULES {
            let reason = rule.reason;
            assert!(reason.split_whitespace().count() >= 4, "{}: {reason:?} is too terse", rule.id);
            assert!(!reason.ends_with('.'), "{}: {reason:?} ends with a full stop", rule.id);
            assert!(rule.score <= 1000, "{}", rule.id);
        }
    }
}
