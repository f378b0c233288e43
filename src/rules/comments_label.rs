//! Headers, invitations and rules of comment sections: `Leave a Reply`, `To write comments, please log in`.
//!
//! The comments themselves are loaded by script; what a scraper sees is the invitation.

use super::engine::{Findings, Hits, Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::scan::Scan;

pub(super) static RULE: Rule = Rule {
    id: "comments-label",
    category: Category::Comments,
    strength: Strength::Firm,
    score: 950,
    reason: "the line is a header, an invitation or a rule of a comment section",
    find,
    #[cfg(test)]
    drops: &[
        ("It sails.\n\nCommunity standardsDiscussion", &["Community standardsDiscussion"]),
        ("It sails.\n\nComment via FacebookComment via Sputnik", &["Comment via FacebookComment via Sputnik"]),
        (
            "It sails.\n\nHave something to add to this story? Share it in the comments.",
            &["Have something to add to this story? Share it in the comments."],
        ),
        (
            "It sails.\n\nTo write comments, please log in to one of the accounts.",
            &["To write comments, please log in to one of the accounts."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Comments by the minister caused an outcry.",
        "He left a comment on the door of the church.",
        "A discussion of community standards",
        "To participate in the race, swimmers need a doctor's note.",
    ],
};

fn find(scan: &Scan<'_>, _: &Findings, hits: &mut Hits<'_>) {
    labelled(scan, hits, &[Label::Comments]);
}
