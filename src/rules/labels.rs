//! Rules whose junk is a set of labels: a line that equals one of them, or begins or ends as their calls do.
//!
//! The phrases of all languages say which lines; what follows a label must not read like a sentence of the article.

use super::engine::{Rule, Strength, labelled};
use crate::category::Category;
use crate::grammar::phrases::Label;
use crate::text::shape;

/// Notices that hide the rest of an article: `Subscribe to continue reading`, `Already a member? Sign in`.
/// They also tell that the page is cut short.
pub(super) static PAYWALL: Rule = Rule {
    id: "paywall-label",
    category: Category::Paywall,
    strength: Strength::Firm,
    score: 950,
    reason: "asks the reader to log in or pay for the rest of the article",
    find: |scan, _, hits| labelled(scan, hits, &[Label::Paywall]),
    #[cfg(test)]
    drops: &[
        ("The ferry sails...\n\nSubscribe to continue reading", &["Subscribe to continue reading"]),
        ("The ferry sails...\n\nThis article is for subscribers only", &["This article is for subscribers only"]),
        ("The ferry sails...\n\nAlready a subscriber? Log in here", &["Already a subscriber? Log in here"]),
    ],
    #[cfg(test)]
    keeps: &[
        "Subscribers continued reading the paper after the strike.",
        "The article is reserved in tone.",
        "To read more books was her resolution.",
    ],
};

/// Headers, invitations and rules of comment sections: `Leave a Reply`, `To write comments, please log in`.
/// The comments themselves are loaded by script; what a scraper sees is the invitation.
pub(super) static COMMENTS: Rule = Rule {
    id: "comments-label",
    category: Category::Comments,
    strength: Strength::Firm,
    score: 950,
    reason: "a heading, invitation or rule of the comments section",
    find: |scan, _, hits| labelled(scan, hits, &[Label::Comments]),
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

/// Labels of advertisements: `Advertisement`, `Anzeige`, `Story continues below`.
/// A whole line that equals one is junk wherever it stands.
pub(super) static ADVERTISEMENT: Rule = Rule {
    id: "advertisement-label",
    category: Category::Advertisement,
    strength: Strength::Firm,
    score: 950,
    reason: "the label of an advertisement",
    find: |scan, _, hits| labelled(scan, hits, &[Label::Advertisement]),
    #[cfg(test)]
    drops: &[
        ("It sails.\n\nAdvertisement\n\nIt is late.", &["Advertisement"]),
        (
            "It sails.\n\nAdvertisement - story continues below\n\nIt is late.",
            &["Advertisement - story continues below"],
        ),
    ],
    #[cfg(test)]
    keeps: &["Advertisement was his trade.", "PAP / ad", "The advertisement ran for years"],
};

/// Labels of share bars: `Share this:`, `Get short URL`, `分享到:`.
/// Every share widget leaves its heading and its buttons' names behind when a page is flattened. The
/// heading may have the names of networks on its line.
pub(super) static SHARE: Rule = Rule {
    id: "share-label",
    category: Category::Share,
    strength: Strength::Firm,
    score: 950,
    reason: "the label of a share button",
    find: |scan, _, hits| labelled(scan, hits, &[Label::Share]),
    #[cfg(test)]
    drops: &[
        ("Get short URL\n\nThe ferry sails again.", &["Get short URL"]),
        ("The ferry sails again.\n\nShare this:", &["Share this:"]),
        ("It sails.\n\nShare this: Facebook Twitter WhatsApp", &["Share this: Facebook Twitter WhatsApp"]),
        (
            "It sails.\n\nShare this article on your favourite network",
            &["Share this article on your favourite network"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Shares of Sarepta nearly tripled",
        "Share this meal with a friend, she said.",
        "She shared her artwork on Facebook , Twitter, and Instagram on 7 January",
    ],
};

/// Copyright lines, legal notices, agency disclaimers: `All rights reserved`, `This article originally appeared on …`.
pub(super) static FOOTER: Rule = Rule {
    id: "footer-label",
    category: Category::Footer,
    strength: Strength::Firm,
    score: 950,
    reason: "a copyright, legal or source notice",
    find: |scan, _, hits| labelled(scan, hits, &[Label::Footer]),
    #[cfg(test)]
    drops: &[
        (
            "It sails.\n\n© 2019 The Harbour Post. All rights reserved.",
            &["© 2019 The Harbour Post. All rights reserved."],
        ),
        (
            "It sails.\n\nThis article originally appeared on Fox News.",
            &["This article originally appeared on Fox News."],
        ),
        ("It sails.\n\nDMCA", &["DMCA"]),
    ],
    #[cfg(test)]
    keeps: &[
        "All rights are reserved to the crown in such a case.",
        "The article originally appeared on a wall in Leith.",
        "Copyright is a right that lasts seventy years.",
    ],
};

/// The site's own promotions: `Click here to buy`, `20% off candles with code …`.
pub(super) static PROMOTION: Rule = Rule {
    id: "promotion-label",
    category: Category::Promotion,
    strength: Strength::Firm,
    score: 900,
    reason: "an offer that the site promotes",
    find: |scan, _, hits| labelled(scan, hits, &[Label::Promotion]),
    #[cfg(test)]
    drops: &[
        ("20% off candles with code BRIGHTERDAYS\n\nIt is a mug.", &["20% off candles with code BRIGHTERDAYS"]),
        ("It is a book.\n\nClick here to buy", &["Click here to buy"]),
    ],
    #[cfg(test)]
    keeps: &["20% of voters stayed at home", "Buy now, pay later loans are under review."],
};

/// Labels of a site's head: `Listen Live`, `Get the latest news from around the world, …`.
/// They stand before or right after the headline.
pub(super) static MASTHEAD: Rule = Rule {
    id: "masthead-label",
    category: Category::Masthead,
    strength: Strength::Firm,
    score: 950,
    reason: "a label or slogan from the site header",
    find: |scan, _, hits| labelled(scan, hits, &[Label::Masthead]),
    #[cfg(test)]
    drops: &[
        ("Listen Live\nThe ferry sails again.", &["Listen Live"]),
        (
            "World\nGet the latest news from around the world, live coverage and analysis.\n\nThe ferry sails again.",
            &["Get the latest news from around the world, live coverage and analysis."],
        ),
    ],
    #[cfg(test)]
    keeps: &["Listen live to the frogs, he said.", "They got the latest news by telegraph."],
};

/// Labels of players, loaders, forms, shops and forums: `loader`, `Video loading`, `lock icon`, `Add to cart`.
/// What a page says to somebody who can click.
pub(super) static INTERFACE: Rule = Rule {
    id: "interface-label",
    category: Category::Interface,
    strength: Strength::Firm,
    score: 900,
    reason: "the label of a button, player, form or icon",
    find: |scan, _, hits| {
        labelled(scan, hits, &[Label::Interface, Label::Shop, Label::Forum]);
        // What a thing costs is said of the thing, whatever the words around it.
        hits.leave(|span| scan.page.html && shape::is_price(span.of(&scan.page.source)));
    },
    #[cfg(test)]
    drops: &[
        ("It sails.\n\nloader\nlock icon", &["loader", "lock icon"]),
        ("Video loading\nIt sails.", &["Video loading"]),
        (
            "It is a mug.\n\nAdd to cart\nShipping calculated at checkout.",
            &["Add to cart", "Shipping calculated at checkout."],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Loading the ship took all night.",
        "The lock icon of the browser is a poor guide.",
        "He added them to the cart",
        "<h1>A mug</h1><p>It holds a pint and keeps it warm for an hour.</p><div>From $12.50</div>",
    ],
};

/// Labels of menus and pagination: `Skip to content`, `Toggle navigation`, `Next article`.
pub(super) static NAVIGATION: Rule = Rule {
    id: "navigation-label",
    category: Category::Navigation,
    strength: Strength::Firm,
    score: 900,
    reason: "the label of a menu, login or pagination link",
    find: |scan, _, hits| labelled(scan, hits, &[Label::Navigation]),
    #[cfg(test)]
    drops: &[
        ("Skip to content\nThe ferry sails again.", &["Skip to content"]),
        ("It sails.\n\nPrevious articleNext article", &["Previous articleNext article"]),
        ("It sails.\n\nResults 1 to 8 of 8", &["Results 1 to 8 of 8"]),
    ],
    #[cfg(test)]
    keeps: &["Skip to the content of his speech", "The next article of the treaty", "Results 1 to 3 were void."],
};

/// All of them.
#[cfg(test)]
pub(super) const ALL: &[&Rule] =
    &[&PAYWALL, &COMMENTS, &ADVERTISEMENT, &SHARE, &FOOTER, &PROMOTION, &MASTHEAD, &INTERFACE, &NAVIGATION];
