//! The path to a page: `Home > National > Politics`, `首页 > 新闻`, `الرئيسية » أخبار`.
//!
//! It begins with the front page's name in the page's language, or stands before the body and is made of short steps;
//! an instruction (`File > Save As`) is neither.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::{self, Label};
use crate::rules::engine::zones::Zones;
use crate::scan::End;

/// Characters of the longest step; the last one may be the headline and is not measured.
const STEP_CHARS: usize = 40;

/// Steps of a path that does not begin at home.
const STEPS: usize = 3;

const SEPARATORS: &[&str] =
    &[" > ", " » ", " › ", " → ", " ❯ ", " / ", " | ", " · ", " • ", " ▸ ", " ▶ ", ">", "»", "›", "＞"];

pub(super) static RULE: Rule = Rule {
    id: "breadcrumb",
    category: Category::Navigation,
    strength: Strength::Firm,
    score: 950,
    reason: "breadcrumbs: the path from the home page to this one",
    find,
    #[cfg(test)]
    drops: &[
        ("Ferry back\n\nHome > National > Politics\n\nIt sails.", &["Home > National > Politics"]),
        ("ホーム > ニュース > 国際\n今日は天気がいい。", &["ホーム > ニュース > 国際"]),
        ("Startseite » Politik » Fähre fährt wieder\nSie fährt.", &["Startseite » Politik » Fähre fährt wieder"]),
        (
            "News / Sport / Handball\n\nThe ferry sails again from Monday, the harbour office said.",
            &["News / Sport / Handball"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Choose the right menu.\n\nFile > Save As > Text",
        "Home is where the heart is > so they say.",
        "He said: a > b > c holds.",
        "Home / Away",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let zones = Zones::of(scan, findings);
    for block in 0..scan.len() {
        let facts = &scan.facts[block];
        if scan.label(block).is_empty() || facts.end == End::Sentence || findings.whole(block).is_some() {
            continue;
        }
        let separated = facts.foreign || facts.has(b">/|");
        if separated && is_path(scan.text(block), zones.is_some_and(|zones| zones.head(block))) {
            hits.block(block);
        }
    }
}

fn is_path(text: &str, head: bool) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let Some(separator) = SEPARATORS.iter().find(|separator| text.contains(**separator)) else { return false };
    let steps: Vec<&str> = text.split(separator).map(str::trim).filter(|step| !step.is_empty()).collect();
    let Some((last, path)) = steps.split_last() else { return false };
    if path.is_empty() || path.iter().any(|step| step.chars().count() > STEP_CHARS) {
        return false;
    }
    let kinds = phrases::of(path[0]);
    if kinds.weak.has(Label::Home) {
        // `Home / Away` is a table's head, `Home | Contact` a menu: an arrow tells a path at once.
        return path.len() > 1 || separator.contains(['>', '»', '›', '→', '❯', '▸', '▶', '＞']);
    }
    let short = last.chars().count() <= STEP_CHARS;
    head && steps.len() >= STEPS && short && path.iter().all(|step| phrases::of(step).weak.has(Label::Navigation))
}
