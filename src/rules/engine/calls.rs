//! Calls to the reader, told from sentences of the body that begin or end like one.
//!
//! `Sign up for the newsletter` and `Sign up for the free bus pass by Friday, the council told pensioners` begin alike. Before
//! the body, behind it and beside junk the beginning is enough; what stands as a finished sentence between two paragraphs
//! must say more: a word of the site's own (an account, a newsletter, a comment), a link that it mostly is, a second phrase.

use super::labelled_scan::LabelledScan;
use crate::grammar::lexicon::{self, Section};
use crate::grammar::phrases::{self, Label, LabelSet};
use crate::page::{BlockKind, Tag};
use crate::scan::{End, Scan};

/// Whether a block that begins or ends like a call of these kinds is a sentence of the body all the same.
pub(crate) fn is_sentence(scan: &LabelledScan<'_>, block: usize, wanted: LabelSet) -> bool {
    let ends_alone = !scan.kinds[block].starts.meets(wanted);
    (ends_alone || scan.facts[block].end == End::Sentence)
        && stands_in_body(scan, block)
        && !says_more(scan, block, wanted)
}

/// Whether paragraphs stand right before and behind a block, in HTML in the same element; headings are passed over.
fn stands_in_body(scan: &LabelledScan<'_>, block: usize) -> bool {
    /// Most headings in a row: more are a page of headings.
    const HEADINGS: usize = 4;
    let blocks = &scan.page.blocks;
    let body = |at: &usize| !matches!(blocks[*at].kind, BlockKind::Heading(_));
    let before = (0..block).rev().take(HEADINGS + 1).find(body);
    let behind = (block + 1..blocks.len()).take(HEADINGS + 1).find(body);
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    let same = |at: usize| !scan.page.html || scan.page.around(at) == scan.page.around(block);
    let paragraph = |at: usize| {
        let kinds = &scan.kinds[at];
        scan.facts[at].is_paragraph() && !kinds.is_label() && kinds.starts.is_empty() && kinds.insides == 0
    };
    paragraph(before) && paragraph(behind) && same(before) && same(behind)
}

/// Whether the block says more than its beginning that it is a call.
fn says_more(scan: &LabelledScan<'_>, block: usize, wanted: LabelSet) -> bool {
    let it = &scan.page.blocks[block];
    let kinds = &scan.kinds[block];
    let linked = it.link_bytes as usize * 2 >= it.span.len();
    let both = kinds.starts.meets(wanted) && kinds.ends.meets(wanted);
    let twice = both || kinds.insides > 1 || (wanted.has(Label::Consent) && kinds.inside.has(Label::Consent));
    let network = kinds.starts.meets(wanted) && names_network(scan.text(block));
    linked
        || twice
        || network
        || is_said_before_colon(scan.text(block), wanted)
        || (!is_clause(scan, block, wanted) && names_site(scan.text(block), scan.label(block)))
}

/// Whether a notice stands right below a heading of markup, as the clauses of terms do: they speak of the site's own.
fn is_clause(scan: &Scan<'_>, block: usize, wanted: LabelSet) -> bool {
    let headed = block.checked_sub(1).is_some_and(|at| matches!(scan.page.blocks[at].kind, BlockKind::Heading(_)));
    headed && wanted.meets(LabelSet::of(&[Label::Consent, Label::Footer]))
}

fn names_site(text: &str, label: &str) -> bool {
    lexicon::all(Section::OfSite).iter().any(|it| label.contains(it))
        || ["@", "©", "ⓒ", "www.", "://"].iter().any(|it| text.contains(it))
}

/// Whether a network is named, with nobody behind a comma who says it.
fn names_network(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    !text.contains([',', '،', '，'])
        && words.any(|word| word.starts_with(char::is_uppercase) && phrases::is_network(word))
}

/// Whether a colon parts the call from what it promotes: `Lesen Sie auch: …`.
fn is_said_before_colon(text: &str, wanted: LabelSet) -> bool {
    /// Words of the longest such call.
    const WORDS: usize = 4;
    let before = text.split_once([':', '：']).map(|(before, _)| before);
    wanted.has(Label::Related) && before.is_some_and(|it| it.split_whitespace().count() <= WORDS)
}

/// Whether a label is a piece of data, or an item of a list that is something else for a good part: a step (`Log in`), a value.
pub(crate) fn is_listed(scan: &LabelledScan<'_>, block: usize) -> bool {
    /// Blocks of the longest list that is looked through.
    const LIST: u32 = 40;
    /// Others in the shortest list that is one.
    const OTHERS: usize = 2;
    let own = &scan.page.blocks[block];
    if scan.is_data(block) && own.links == 0 {
        return true;
    }
    let list = &scan.page.containers[scan.page.around(block) as usize];
    let (from, to) = list.blocks;
    let is_list = own.kind == BlockKind::ListItem && matches!(list.tag, Tag::Ol | Tag::Ul);
    if !is_list || to - from > LIST {
        return false;
    }
    let items = || (from as usize..to as usize).map(|at| (at, &scan.page.blocks[at]));
    let plain = items().all(|(_, it)| it.links == 0 && it.kind == own.kind);
    let others = items().filter(|(at, _)| !scan.kinds[*at].is_label()).count();
    plain && others >= OTHERS && others * 3 >= (to - from) as usize
}
