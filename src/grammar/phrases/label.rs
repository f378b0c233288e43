//! Labels: the kinds of phrases, and what they say of a line.

use crate::category::Category;

macro_rules! labels {
    ($($(#[$doc:meta])+ $variant:ident = $name:literal $category:ident,)+) => {
        /// What a phrase is the label of. Where a phrase has several kinds, the first of this list counts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub(crate) enum Label {
            $($(#[$doc])+ $variant,)+
        }

        impl Label {
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            pub(super) fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The category of junk that it labels.
            pub(crate) const fn category(self) -> Category {
                match self {
                    $(Self::$variant => Category::$category,)+
                }
            }
        }
    };
}

labels! {
    /// Notices that hide the rest of an article.
    Paywall = "paywall" Paywall,
    /// Cookie and privacy notices, and their buttons.
    Consent = "consent" Consent,
    /// What stands for an embed until the reader lets it load.
    Placeholder = "placeholder" Consent,
    /// Comment headers, invitations, forms.
    Comments = "comments" Comments,
    /// Advertisement labels.
    Advertisement = "advertisement" Advertisement,
    /// Newsletters, subscriptions, donations, apps.
    Subscribe = "subscribe" Subscribe,
    /// Share bars.
    Share = "share" Share,
    /// Calls to follow somebody on a network.
    Follow = "follow" Share,
    /// Headings of lists of other pages, and teasers for one.
    Related = "related" Related,
    /// Copyright, legal notices, agency disclaimers.
    Footer = "footer" Footer,
    /// The site's own promotions.
    Promotion = "promotion" Promotion,
    /// Slogans, words of site names.
    Masthead = "masthead" Masthead,
    /// Shop buttons, prices' labels.
    Shop = "shop" Interface,
    /// Forum boxes around a post.
    Forum = "forum" Interface,
    /// Players, loaders, tools, forms, icons.
    Interface = "interface" Interface,
    /// The first step of a breadcrumb.
    Home = "home" Navigation,
    /// Names of languages.
    Language = "language" Navigation,
    /// Menus, section names, pagination.
    Navigation = "navigation" Navigation,
    /// Names of social networks and messengers.
    Network = "network" Share,
}

/// A set of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LabelSet(u32);

impl LabelSet {
    pub(crate) fn has(self, label: Label) -> bool {
        self.0 & (1 << label as u32) != 0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether one of the labels is of this category.
    pub(crate) fn any_of(self, category: Category) -> bool {
        Label::ALL.iter().any(|&label| self.has(label) && label.category() == category)
    }

    /// The label that counts.
    pub(crate) fn first(self) -> Option<Label> {
        Label::ALL.get(self.0.trailing_zeros() as usize).copied()
    }

    pub(super) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    pub(super) fn only(label: Label) -> Self {
        Self(1 << label as u32)
    }

    /// These labels.
    pub(crate) fn of(labels: &[Label]) -> Self {
        labels.iter().fold(Self::default(), |all, label| Self(all.0 | Self::only(*label).0))
    }

    /// Whether one of the others is among them.
    pub(crate) fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

/// What the phrases say of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds {
    /// The whole line is such a label, or is made of labels and the first telling one is this.
    pub(crate) whole: LabelSet,
    /// The same for labels that only count beside other junk.
    pub(crate) weak: LabelSet,
    /// The line begins with such a label and goes on.
    pub(crate) starts: LabelSet,
    /// The line ends with such a label.
    pub(crate) ends: LabelSet,
    /// Such a phrase stands somewhere in the line.
    pub(crate) inside: LabelSet,
    /// Of how many labels the line is made; 0 where it is not.
    pub(crate) label_count: u8,
    /// How many of them name networks.
    pub(crate) networks: u8,
    /// The line begins with the heading of a related list, glued to what follows.
    pub(crate) glued: bool,
    /// How many different phrases of the `inside` kind it has.
    pub(crate) insides: u8,
}

impl Kinds {
    /// Whether the whole line is a label of some kind, a telling one or not.
    pub(crate) fn is_label(&self) -> bool {
        !self.whole.is_empty() || !self.weak.is_empty()
    }
}
