//! Recognisers of junk: one file a kind.
//!
//! A rule finds; it never removes. It looks at a [`Scan`] and at what the rules before it found, and reports spans. What
//! becomes of them is settled in `resolve` alone. The order of the registry is the order of the passes: closed
//! grammars first, then widgets, runs and neighbours, which lean on them.
//!
//! To add a rule: write `rules/<name>.rs` with a `RULE` whose id is the file's name with hyphens, and name it below, as
//! a module and in [`RULES`]. Whole lines that are labels need no file: they are a row of `labels.rs`. The tests run the
//! examples and compare files, ids and registry.

pub(crate) mod engine;

mod author_box;
mod between_junk;
mod breadcrumb;
mod byline;
mod comment_list;
mod comment_thread;
mod consent_label;
mod contents_list;
mod counter;
mod date_line;
mod date_prefix;
mod dialog;
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
mod foreign_label;
mod forum_box;
mod glued_footer;
mod glued_share;
mod headed_box;
mod heading_anchor;
pub(crate) mod headline;
mod headline_list;
mod hidden_text;
mod instagram;
mod label_beside_junk;
mod labels;
mod line_numbers;
mod loose_caption;
mod named_box;
mod notice_form;
mod paper_note;
mod photo_caption;
mod photo_credit;
mod poll;
mod prefix_rest;
mod related_label;
mod related_list;
mod running_head;
mod script_leftover;
mod second_article;
mod share_bar;
mod site_clock;
mod site_name;
mod subscribe_label;
mod tag_list;
mod thread_widget;
mod tweet;
mod tweet_card;

pub(crate) use engine::{Findings, Strength, threads};

use crate::scan::Scan;
use engine::{Hits, LabelledScan, Rule};

/// All rules, in the order of the passes.
static RULES: &[&Rule] = &[
    &embed_container::RULE,
    &embed_quote::RULE,
    &embed_credit::RULE,
    &embed_lead::RULE,
    &date_prefix::RULE,
    &prefix_rest::RULE,
    &tweet::RULE,
    &tweet_card::RULE,
    &instagram::RULE,
    &embed_label::RULE,
    &embed_trace::RULE,
    &poll::RULE,
    &script_leftover::RULE,
    &file_name::RULE,
    &consent_label::RULE,
    &labels::PAYWALL,
    &labels::COMMENTS,
    &labels::ADVERTISEMENT,
    &subscribe_label::RULE,
    &labels::SHARE,
    &related_label::RULE,
    &labels::FOOTER,
    &labels::PROMOTION,
    &labels::MASTHEAD,
    &labels::INTERFACE,
    &labels::NAVIGATION,
    &follow_call::RULE,
    &glued_share::RULE,
    &notice_form::RULE,
    &share_bar::RULE,
    &breadcrumb::RULE,
    &forum_box::RULE,
    &thread_widget::RULE,
    &comment_thread::RULE,
    &comment_list::RULE,
    &site_clock::RULE,
    &photo_credit::RULE,
    &date_line::RULE,
    &site_name::RULE,
    &heading_anchor::RULE,
    &line_numbers::RULE,
    &counter::RULE,
    &label_beside_junk::RULE,
    &byline::RULE,
    &footer_block::RULE,
    &running_head::RULE,
    &paper_note::RULE,
    &foreign_label::RULE,
    &headline::RULE,
    &figure_caption::RULE,
    &photo_caption::RULE,
    &loose_caption::RULE,
    &tag_list::RULE,
    &between_junk::RULE,
    &headline_list::RULE,
    &related_list::RULE,
    &headed_box::RULE,
    &named_box::RULE,
    &contents_list::RULE,
    &author_box::RULE,
    &second_article::RULE,
    &dialog::RULE,
    &glued_footer::RULE,
    &duplicate::RULE,
    &hidden_text::RULE,
];

/// Runs all rules over a page.
pub(crate) fn find(scan: &Scan<'_>) -> Findings {
    let labelled = LabelledScan::of(scan);
    let mut findings = Findings::new(scan.len());
    findings.board = engine::is_board(&labelled);
    for rule in RULES {
        let mut hits = Hits::new(scan, rule);
        (rule.find)(&labelled, &findings, &mut hits);
        findings.add_all(hits);
    }
    findings.threads = labelled.threads;
    if !scan.page.html {
        findings.kinds = labelled.kinds;
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::category::Category;
    use crate::grammar::lexicon::{self, Section};
    use crate::grammar::{authors, credits};
    use crate::options::{Options, Unwrap};
    use crate::page::Page;
    use crate::read;

    fn page(source: &str) -> Page<'_> {
        if source.starts_with('<') {
            read::html(source, &Options::default(), &read::Selectors::default())
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

    /// The pre-filters have no false negatives: any line that parses as a credit or byline passes them.
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
    fn every_file_is_registered_under_its_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let files = std::fs::read_dir(folder).expect("the rules have a folder");
        let names = files.filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_owned));
        let others = ["mod", "engine", "labels"];
        let mut ids: Vec<_> =
            names.filter(|name| !others.contains(&name.as_str())).map(|name| name.replace('_', "-")).collect();
        ids.extend(labels::ALL.iter().map(|rule| rule.id.to_owned()));
        ids.sort();
        let mut registered: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        registered.sort_unstable();
        assert_eq!(ids, registered);
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

    /// Whether the rules claim all of a page's block.
    fn is_claimed(source: &str, block: usize) -> bool {
        let page = page(source);
        find(&Scan::new(&page)).whole(block).is_some()
    }

    #[test]
    fn sentences_between_paragraphs_that_begin_like_calls_are_body() {
        for (sentence, found) in [
            ("Sign up for the free lunch by noon, the mayor told the dockers.", false),
            ("Sign up for our newsletter and read about the harbour every Friday.", true),
            ("Para participar en la regata hay que saber nadar.", false),
            ("Реклама парома стоила порту миллион рублей.", false),
            ("Lesen Sie mehr Romane, riet die Kapitänin.", false),
            ("Lesen Sie auch: Der Hafen bekommt einen neuen Kran.", true),
            ("Powered by steam, the old boat needed nine hours.", false),
            ("Join us on Telegram to read the news first.", true),
            ("Thanks for reading The Ferry! Subscribe for free to receive new posts and support my work.", true),
            (
                "The Ferry is a reader-supported publication. To receive new posts, become a free or paid subscriber.",
                true,
            ),
            ("Join us on Telegram, the letter to the crew had said.", false),
            ("Please log in to your account to see the timetable.", true),
            ("彼女は毎晩、手紙を読む", false),
        ] {
            let page = format!(
                "The ferry to Skagen sails again from Monday, the harbour office said.\n\n{sentence}\n\nThe crew has waited \
                 for the new engine since the storm in May."
            );
            assert_eq!(is_claimed(&page, 1), found, "{sentence}");
        }
    }

    #[test]
    fn clauses_of_terms_are_body() {
        let page = |above: &str| {
            format!(
                "<div><p>The harbour owns this page and the programs that it offers to you.</p>{above}<p>We use cookies to keep you logged \
                 in.</p><p>They last for thirty days and hold nothing but a number.</p></div>"
            )
        };
        assert!(!is_claimed(&page("<h2>Biscuits</h2>"), 2));
        assert!(is_claimed(&page(""), 1));
    }

    #[test]
    fn labels_among_other_items_are_steps() {
        for (html, block, found) in [
            ("<p>It sails.<ol><li>Log in<li>Click Ferries<li>Choose a boat</ol>", 1, false),
            (
                "<p>It sails.<ul><li><a href=/a>Subscribe</a><li><a href=/b>Ferries</a><li><a href=/c>Boats</a></ul>",
                1,
                true,
            ),
            ("<p>It sails.<ul><li>Subscribe<li>Log in<li>Advertisement</ul>", 1, true),
            ("<p>It sails.<table><tr><td>Loading<td>nine hours<tr><td>Sailing<td>two</table>", 1, false),
        ] {
            assert_eq!(is_claimed(html, block), found, "{html}");
        }
    }

    #[test]
    fn steps_of_a_menu_are_navigation() {
        let body = "<p>The ferry to Skagen sails again from Monday, the harbour office said, if the wind allows.</p>";
        let of = |html: &str, wanted: &str| {
            let page = page(html);
            let scan = Scan::new(&page);
            let block = (0..scan.len()).find(|b| scan.text(*b) == wanted).expect("the page has it");
            find(&scan).category(block)
        };
        let menu = "<ul><li>News<li>Live<li>Videos<li>Sport</ul>";
        for label in ["News", "Live", "Videos", "Sport"] {
            assert_eq!(of(&format!("<nav>{menu}</nav>{body}"), label), Some(Category::Navigation), "{label}");
        }
        assert_eq!(of(&format!("{menu}{body}"), "Live"), Some(Category::Masthead));
    }
}
