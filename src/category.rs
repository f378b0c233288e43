//! The closed set of junk categories.

use serde::{Deserialize, Serialize};

use crate::error::Error;

macro_rules! categories {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal,)+) => {
        /// What a removed piece is.
        ///
        /// The set is closed: these 23 are all there are, in the result's `removed` list, in
        /// [`Options::keep`](crate::Options) and [`Options::drop`](crate::Options).
        ///
        /// ```
        /// use unhusk::Category;
        /// assert_eq!("share".parse(), Ok(Category::Share));
        /// assert_eq!(Category::ALL.len(), 23);
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Category {
            $($(#[$doc])+ $variant,)+
        }

        impl Category {
            /// All categories, in their documented order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that the result, the options and the command use.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

categories! {
    /// The headline: metadata, not body, unless `include_title` asks for it. Also its second copy.
    Title = "title",
    /// Who wrote it.
    Byline = "byline",
    /// When it was published or changed, as a line or prefix of its own.
    Date = "date",
    /// Keywords of the page.
    Tags = "tags",
    /// Menus, breadcrumbs, section labels, pagination, language switchers.
    Navigation = "navigation",
    /// The site's head: name, slogan, clock, ticker.
    Masthead = "masthead",
    /// Labels of buttons, players, loaders, forms, icons.
    Interface = "interface",
    /// Share bars and follow calls.
    Share = "share",
    /// Bare numbers of views, comments, likes.
    Counter = "counter",
    /// Embedded posts and players of other sites, whole.
    Embed = "embed",
    /// What a picture shows.
    Caption = "caption",
    /// Who made a picture.
    Credit = "credit",
    /// Links to other pages of the site.
    Related = "related",
    /// Newsletter, subscription, donation and app calls.
    Subscribe = "subscribe",
    /// Notices that hide the rest of the article.
    Paywall = "paywall",
    /// Reader comments, invitations to comment, comment forms.
    Comments = "comments",
    /// Cookie and privacy notices.
    Consent = "consent",
    /// Advertisements and their labels.
    Advertisement = "advertisement",
    /// The site's own promotions.
    Promotion = "promotion",
    /// Copyright, legal notices, addresses, agency disclaimers.
    Footer = "footer",
    /// Program code and markup left over by the scraper.
    Script = "script",
    /// The second copy of something kept.
    Duplicate = "duplicate",
    /// Junk of no other kind.
    Other = "other",
}

impl std::fmt::Display for Category {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Category {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.iter().copied().find(|category| category.name() == name).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|category| category.name()).collect();
            Error::invalid_options(format!("unknown category `{name}`; the categories are {}", known.join(", ")))
        })
    }
}
