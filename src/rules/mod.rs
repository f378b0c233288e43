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

pub(crate) use engine::{Findings, Rule, Strength};

use crate::scan::Scan;
use engine::Hits;

macro_rules! registry {
    ($($name:ident,)+) => {
        /// All rules, in the order of the passes.
        static RULES: &[&Rule] = &[$(&$name::RULE,)+];
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

/// Runs all rules over a page.
pub(crate) fn find(scan: &Scan<'_>) -> Findings {
    let mut findings = Findings::new(scan.len());
    for (pass, rule) in RULES.iter().enumerate() {
        let mut hits = Hits::new(scan, rule, pass);
        (rule.find)(scan, &findings, &mut hits);
        findings.add_all(hits);
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::{self, Section};
    use crate::grammar::{authors, credits};
    use crate::options::{Options, Unwrap};
    use crate::page::Page;
    use crate::read;

    fn page(source: &str) -> Page<'_> {
        if source.starts_with('<') {
            read::html(source, &Options::default()).expect("default options are right")
        } else {
            read::text(source, Unwrap::Auto)
        }
    }

    /// What the rule finds, each piece as it stands in the page's text.
    fn found(id: &str, source: &str) -> Vec<String> {
        let page = page(source);
        let scan = Scan::new(&page);
        let findings = find(&scan);
        let mut pieces: Vec<_> = findings.all.iter().filter(|f| f.rule.id == id).collect();
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
                assert_eq!(scan.credit(block), credit, "{text}");
                assert_eq!(scan.byline(block), byline, "{text}");
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
