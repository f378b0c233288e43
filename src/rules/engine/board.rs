//! Whether a page is a board's: then its posts are the page, names and dates between them are no comments of readers,
//! and what stands twice is quoted.

use std::collections::HashMap;

use super::labelled_scan::LabelledScan;
use crate::grammar::lexicon::{self, Section};
use crate::grammar::phrases::Label;
use crate::scan::{End, Facts};
use crate::text::cut;
use crate::text::fold;

/// Signs that make a board.
const SIGNS: usize = 2;

/// Lines above the first post, where a board has its name.
const HEAD: usize = 60;

/// Words of the longest line that says who is quoted.
const QUOTED_WORDS: u32 = 6;

/// Words of a topic that are compared: its writer may stand behind it.
const TOPIC_WORDS: usize = 3;

/// Whether a page shows signs of a board: its labels (alone in HTML, where markup tells posts); its name, `Joined: 2019` beside posts,
/// `Re: Stove goes out` above them, `Ann wrote:` in them.
pub(crate) fn is_board(scan: &LabelledScan<'_>) -> bool {
    let labels = scan.kinds.iter().filter(|it| it.whole.has(Label::Forum) || it.starts.has(Label::Forum)).count();
    if scan.page.html || labels >= SIGNS {
        return labels >= SIGNS;
    }
    let joined = (0..scan.len()).filter(|&block| is_joined(scan.text(block))).count();
    let mut topics = HashMap::<Vec<&str>, usize>::new();
    for rest in (0..scan.len()).filter_map(|block| scan.label(block).strip_prefix("re: ")) {
        *topics.entry(rest.split(' ').take(TOPIC_WORDS).collect()).or_default() += 1;
    }
    let named = (0..scan.len().min(HEAD))
        .any(|block| scan.label(block).split(' ').any(|word| lexicon::is(Section::Board, word)));
    let quoted = (0..scan.len()).filter(|&block| is_quoted(scan, block)).count();
    let cards = (0..scan.len()).filter(|&block| is_card(scan, block)).count();
    labels + joined + quoted + cards + usize::from(named) + topics.into_values().max().unwrap_or(0) >= SIGNS
}

/// `Posts`, and their number below it: a line of a member's card.
fn is_card(scan: &LabelledScan<'_>, block: usize) -> bool {
    let number = |facts: &Facts| facts.digits > 0 && facts.letters == 0 && facts.words == 1;
    scan.kinds[block].weak.has(Label::Forum) && scan.facts.get(block + 1).is_some_and(number)
}

/// `Ann wrote:`
fn is_quoted(scan: &LabelledScan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    let colon = facts.end == End::Colon && (2..=QUOTED_WORDS).contains(&facts.words);
    let last = || scan.label(block).rsplit(' ').next().unwrap_or_default();
    colon && [Section::Wrote, Section::Said].iter().any(|section| lexicon::is(*section, last()))
}

/// `Registrado: 7 años antes`
fn is_joined(text: &str) -> bool {
    /// Bytes of the longest label.
    const LABEL_BYTES: usize = 40;
    // A colon further on, of which most prose has one, is not looked for.
    let start = cut::head(text, LABEL_BYTES + '：'.len_utf8());
    let label = start.split_once([':', '：']).map(|(label, _)| label).filter(|label| label.len() <= LABEL_BYTES);
    label.is_some_and(|label| lexicon::is(Section::Joined, &fold::fold_label(label)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Unwrap;
    use crate::read;
    use crate::scan::Scan;

    fn board(text: &str) -> bool {
        let page = read::text(text, Unwrap::Auto);
        is_board(&LabelledScan::of(&Scan::new(&page)))
    }

    #[test]
    fn boards_are_known_by_their_posts() {
        assert!(board("Stove goes out\n\nAnn\nJoined: 2019\n\nIt does.\n\nBo\nJoined: 2020\n\nMine too."));
        assert!(board("Estufas\n\nRe: La estufa se apaga por Ann\n\nSí.\n\nRe: La estufa se apaga por Bo\n\nNo."));
        assert!(board("Drug forums\n\nIs it safe?\n\nAnn said:\n\nIs it safe?\n\nIt is."));
        assert!(!board("Forum\n\nStove goes out\n\nIt went out again."));
        assert!(!board(
            "Stove goes out\n\nIt went out again.\n\nRe: At last\n\nThank you.\n\nRe: Coal\n\nWe burn wood."
        ));
    }
}
