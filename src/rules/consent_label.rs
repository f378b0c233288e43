//! Cookie notices and their buttons: `We use cookies to …`, `Accept all`.
//!
//! The banner stands at the head or the tail of most flattened European pages. In the place of an embed
//! stands a notice until the reader lets it load.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;

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

/// Sentences of the longest notice in the place of an embed.
const SENTENCES: u32 = 6;

fn find(scan: &LabelledScan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Consent, Label::Placeholder]);
    for (block, kinds) in scan.kinds.iter().enumerate() {
        if kinds.inside.has(Label::Placeholder) && scan.facts[block].sentences <= SENTENCES {
            hits.block(block);
        }
    }
}
