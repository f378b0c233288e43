//! Share bars glued to a paragraph: `… until tomorrow.Shortlink:Share this:Click to share on Twitter (Opens in new window)…`
//!
//! Where the flattener set no line break the bar is a span of the text. Its first label opens it, and most of what
//! follows, to the end of the line, is made of labels. A share label with a colon, glued to the first word
//! of a paragraph, goes as well.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::phrases::{self, Label};
use crate::page::span::Span;
use crate::text::cut;
use crate::text::search::StrSet;

/// Bytes from a line's end in which a bar is looked for: the longest seen has 700.
const BAR_BYTES: usize = 1500;

/// How Jetpack, Blogger and share widgets open a bar, in the languages whose bars were seen glued.
static OPENERS: StrSet = StrSet::new(&[
    "Shortlink:",
    "Share this:",
    "Share this post",
    "Share this article",
    "Click to share on",
    "Click to email",
    "Teilen mit:",
    "Klick, um",
    "Comparte esto:",
    "Haz clic para compartir",
    "Compartir en",
    "Partager :",
    "Cliquez pour partager",
    "Condividi:",
    "Fai clic",
    "Compartilhe isso:",
    "Clique para compartilhar",
    "Delen:",
    "Klik om te delen",
    "Udostępnij:",
    "Kliknij, aby",
    "Поделиться ссылкой:",
    "Нажмите",
    "SNS 기사보내기",
    "分享到",
]);

pub(super) static RULE: Rule = Rule {
    id: "glued-share",
    category: Category::Share,
    strength: Strength::Closed,
    score: 950,
    reason: "a share bar run together with the text",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry sails again from Monday, the harbour office said.Share this:Click to share on Twitter (Opens in new \
             window)Click to share on Facebook (Opens in new window)Like this:Like Loading...",
            &["Share this:Click to share on Twitter (Opens in new \
             window)Click to share on Facebook (Opens in new window)Like this:Like Loading..."],
        ),
        ("El ferry vuelve a salir el lunes.Comparte este contenido:", &["Comparte este contenido:"]),
        (
            "Comparte este contenido:El ferry vuelve a salir el lunes, dijo la oficina del puerto de Skagen.",
            &["Comparte este contenido:"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Share this: the ferry sails again, he wrote, and nobody did.",
        "The page says: Share this: Facebook. It never says why.",
        "Comparte este contenido: El ferry vuelve.",
    ],
};

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    for block in 0..scan.len() {
        if findings.whole(block).is_some() {
            continue;
        }
        let text = scan.text(block);
        let facts = &scan.facts[block];
        let start = scan.start(block);
        // An opener inside a line has a capital letter there, or is none of ASCII.
        let capitals = u32::from(text.as_bytes()[0].is_ascii_uppercase());
        if (facts.foreign || facts.upper > capitals)
            && let Some(at) = bar(text)
        {
            hits.span(Span::new(start + at, start + text.len()));
        }
        if !(facts.foreign || facts.has(b":")) {
            continue;
        }
        if let Some(at) = label_behind(text) {
            hits.span(Span::new(start + at, start + text.len()));
        }
        if let Some(end) = phrases::glued_share(text) {
            hits.span(Span::new(start, start + end));
        }
    }
}

/// Where a bar begins that goes on to the end of the line.
fn bar(text: &str) -> Option<usize> {
    let tail = cut::tail(text, BAR_BYTES);
    let at = OPENERS.find(tail)? + text.len() - tail.len();
    (at > 0 && phrases::is_mostly_labels(&text[at..])).then_some(at)
}

/// Where a share label begins that is glued to the last sentence: `… of the year.Share this:`
fn label_behind(text: &str) -> Option<usize> {
    let body = text.strip_suffix([':', '：'])?;
    let (at, mark) = body.char_indices().rev().find(|&(_, c)| matches!(c, '.' | '!' | '?' | '”' | '"' | '。'))?;
    let from = at + mark.len_utf8();
    let glued = body[from..].starts_with(char::is_uppercase);
    (glued && phrases::of(&body[from..]).whole.has(Label::Share)).then_some(from)
}
