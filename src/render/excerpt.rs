//! What a page is about, in a few lines.

use crate::resolve::Verdicts;
use crate::scan::Scan;
use crate::text::fold;

/// Longest excerpt, in characters: two or three sentences, as previews of links show.
const CHARS: usize = 300;

/// The first paragraph of the body, else its first block, cut behind a word.
pub(super) fn first_paragraph(scan: &Scan<'_>, verdicts: &Verdicts) -> Option<String> {
    let kept = || verdicts.all.iter().filter(|it| it.removal.is_none());
    let prose = kept().find(|it| scan.facts[it.block as usize].is_prose());
    let block = prose.or_else(|| kept().next())?.block;
    let mut text = String::new();
    for it in kept().filter(|it| it.block == block) {
        if !text.is_empty() {
            text.push(' ');
        }
        fold::fold_space(it.span.of(&scan.page.source), &mut text);
    }
    Some(cut(text)).filter(|text| !text.is_empty())
}

/// At most [`CHARS`] characters, whole words where there are any.
fn cut(mut text: String) -> String {
    let Some((end, _)) = text.char_indices().nth(CHARS) else { return text };
    let word = text[..end].rfind(' ').unwrap_or(end);
    text.truncate(word);
    text.push('…');
    text
}

#[cfg(test)]
mod tests {
    use super::{CHARS, cut};

    #[test]
    fn long_paragraphs_end_behind_a_word() {
        assert_eq!(cut("The ferry sails.".to_owned()), "The ferry sails.");
        let long = cut("паром ".repeat(100));
        assert!(long.ends_with(" паром…") && long.chars().count() <= CHARS + 1, "{long}");
        assert_eq!(cut("渡".repeat(400)).chars().count(), CHARS + 1);
    }
}
