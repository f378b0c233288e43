//! Cookie notices and their buttons: `We use cookies to …`, `Accept all`.
//!
//! The banner stands at the head or the tail of most flattened European pages. In the place of an embed
//! stands a notice until the reader lets it load.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength, labelled};
use super::headline::Named;
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::page::{BlockKind, Container};

pub(super) static RULE: Rule = Rule {
    id: "consent-label",
    category: Category::Consent,
    strength: Strength::Firm,
    score: 950,
    reason: "a cookie notice or one of its buttons",
    find,
    #[cfg(test)]
    drops: &[
        (
            "It sails.\n\nWe use cookies to improve your experience.\nAccept all cookies",
            &["We use cookies to improve your experience.", "Accept all cookies"],
        ),
        (
            "Ferries sail - Harbour Post\nPrivacy policy\nFerries sail\n\nThe ferry to Skagen sails again from Monday, they said.\n\nThe \
             storm had kept her in the harbour for nine days.\n\nWe use cookies to improve your experience.",
            &["We use cookies to improve your experience."],
        ),
        (
            "By continuing to use this site, you agree to our use of cookies.\n\nIt sails.",
            &["By continuing to use this site, you agree to our use of cookies."],
        ),
        (
            "Am Kai wartete niemand mehr.\n\nExterner Inhalt\nIch bin einverstanden, dass mir externe Inhalte angezeigt werden. Dabei \
             können Daten an Drittplattformen übermittelt werden.\n\nAm Montag fährt die Fähre wieder.",
            &[
                "Externer Inhalt",
                "Ich bin einverstanden, dass mir externe Inhalte angezeigt werden. Dabei können Daten an Drittplattformen \
               übermittelt werden.",
            ],
        ),
        (
            "Il pleut.\n\nPour afficher ce contenu YouTube, vous devez accepter les cookies.\n\nIl vogue.",
            &["Pour afficher ce contenu YouTube, vous devez accepter les cookies."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<main><h1>Privacy policy</h1><p>This text says what the harbour knows of you and of your boat.</p><p>The office keeps the names of all \
         boats in a book.</p><h2>2. Biscuits</h2><p>We use cookies to remember your settings, and the boat that you look for most.</p><p>You can \
         refuse all cookies in your browser at any time.</p><p>The book is burnt at the end of the year, with all that is in it.</p></main>",
        "Privacy policy | Harbour office\n\nHome\nBoats\n\nPrivacy policy\n\nThis text says what the harbour knows of you and of your boat.\n\n\
         1. Names\n\nThe office keeps the names of all boats in a book, and the days they came.\n\n2. Cookies\n\nWe use cookies to remember your \
         settings, and the boat that you look for most.\n\n3. Letters\n\nWhat you write to us is read by two people and then kept in a box.\n\n\
         The book is burnt at the end of the year, with all that is in it.\n\nYou may ask at any time what the book says of you.",
        "We use cookie cutters to shape the dough.",
        "Cookies with chocolate",
        "Der Inhalt des Koffers kam von einem externen Händler, sagte die Zöllnerin.",
        "The museum asks for your permission before a picture is taken.",
        "They accepted all cookies that the children had baked.",
    ],
};

/// Paragraphs of the shortest policy; a banner with such a heading has fewer.
const POLICY_PARAGRAPHS: usize = 5;

/// Lines between two paragraphs of a flattened policy: a heading, items of a list.
const POLICY_GAP: usize = 8;

/// Words of the longest button of a banner.
const BUTTON_WORDS: u32 = 4;

/// Sentences of the longest notice in the place of an embed.
const SENTENCES: u32 = 6;

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Consent, Label::Placeholder]);
    // What a policy says of cookies is its text; the banner's buttons are not.
    if let Some(policy) = policy(scan) {
        hits.leave(|span| {
            let block = scan.page.block_from(span.end).unwrap_or(0);
            policy.contains(&block) && scan.facts[block].words > BUTTON_WORDS
        });
    }
    for (block, kinds) in scan.kinds.iter().enumerate() {
        if kinds.inside.has(Label::Placeholder) && scan.facts[block].sentences <= SENTENCES {
            hits.block(block);
        }
    }
}

/// The text of a policy, where the page is one: what stands in one element with a heading such as `Privacy policy`; in flattened
/// text, from such a line on that the first one repeats, to the last paragraph between others.
fn policy(scan: &LabelledScan<'_>) -> Option<std::ops::Range<usize>> {
    let page = scan.page;
    let is_named = |block: usize| {
        let kinds = &scan.kinds[block];
        [Label::Consent, Label::Footer].iter().any(|label| kinds.whole.has(*label) || kinds.weak.has(*label))
    };
    if !page.html {
        let title = Named::of(scan);
        let from = (0..scan.len()).find(|&block| is_named(block) && (block == 0 || title.share(scan, block) > 0))?;
        let mut to = from;
        let mut paragraphs = 0;
        for block in from + 1..scan.len() {
            if scan.facts[block].is_prose() && block - to <= POLICY_GAP {
                to = block;
                paragraphs += 1;
            }
        }
        // A banner may stand below the last of them.
        return (paragraphs >= POLICY_PARAGRAPHS).then_some(from..to);
    }
    let is_title = |block: &usize| {
        matches!(page.blocks[*block].kind, BlockKind::Heading(1 | 2))
            && page.blocks[*block].links == 0
            && is_named(*block)
    };
    let title = (0..scan.len()).find(is_title)?;
    let holds_text = |it: &&Container| {
        let blocks = it.blocks.0 as usize..it.blocks.1 as usize;
        blocks.filter(|&block| scan.facts[block].is_prose()).take(POLICY_PARAGRAPHS).count() == POLICY_PARAGRAPHS
    };
    let (_, text) = page.ancestors(page.blocks[title].container).find(|(_, it)| holds_text(it))?;
    Some(title..text.blocks.1 as usize)
}
