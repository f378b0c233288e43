//! Legal notices glued to the last paragraph: `… he said. Transcript provided by NPR, Copyright NPR.`
//!
//! The notice is the last sentence of a line at the body's end, and begins or ends as such notices do.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::{self, Label};
use crate::page::span::Span;
use crate::rules::engine::zones::Zones;

/// Bytes of the longest notice, and of the shortest text before it.
const NOTICE_BYTES: usize = 160;
const BODY_BYTES: usize = 60;

pub(super) static RULE: Rule = Rule {
    id: "glued-footer",
    category: Category::Footer,
    strength: Strength::Firm,
    score: 900,
    reason: "a copyright or source notice after the last sentence",
    find,
    #[cfg(test)]
    drops: &[(
        "The ferry sails again from Monday, the harbour office said on Thursday. Transcript provided by NPR, Copyright NPR.",
        &["Transcript provided by NPR, Copyright NPR."],
    )],
    #[cfg(test)]
    keeps: &[
        "The ferry sails again from Monday, the harbour office said on Thursday. Copyright was not the issue.",
        "The ferry sails again from Monday, the harbour office said. All rights reserved.\n\nThe crew is well, the doctor of \
         the harbour said on Sunday.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(zones) = Zones::of(scan, findings) else { return };
    for block in 0..scan.len() {
        if zones.tail(block + 1) && findings.whole(block).is_none() {
            let text = scan.text(block);
            if let Some(at) = notice(text) {
                let start = scan.start(block);
                hits.span(Span::new(start + at, start + text.len()));
            }
        }
    }
}

/// Where the last sentence begins, if it is a notice.
fn notice(text: &str) -> Option<usize> {
    let trimmed = text.trim_end_matches(['.', '。', ' ']);
    let mut end = trimmed.len();
    // `All rights reserved.` may stand behind `© 2021 Harbour Post.`: the longest tail of sentences that is one.
    let mut found = None;
    while let Some((at, mark)) =
        trimmed[..end].char_indices().rev().find(|&(_, c)| matches!(c, '.' | '!' | '?' | '。' | '”' | '"'))
    {
        let from = at + mark.len_utf8();
        if text.len() - from > NOTICE_BYTES || from < BODY_BYTES {
            break;
        }
        let kinds = phrases::of(text[from..].trim());
        let said = kinds.whole.has(Label::Footer) || kinds.starts.has(Label::Footer) || kinds.ends.has(Label::Footer);
        if said && text[from..].starts_with(char::is_whitespace) {
            found = Some(from + (text[from..].len() - text[from..].trim_start().len()));
        }
        end = at;
    }
    found
}
