//! Names the scorer's removals: a category suggested by the surroundings, and a reason in words.
//!
//! The scorer only decides "not body". The category comes, in this order, from a rule that claims part of the block,
//! its kind of element, the names and landmarks of its containers, the findings on both sides of it, and its own links,
//! marks and position.

use std::sync::LazyLock;

use crate::category::Category;
use crate::page::token::token_word;
use crate::page::{BlockKind, Container, Role, Tag};
use crate::rules::Findings;
use crate::scan::{End, Scan};
use crate::text::script::is_unspaced;

/// Category and reason of a removal by the scorer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attributed {
    pub(crate) category: Category,
    pub(crate) reason: &'static str,
}

/// Reasons for which any box with a head has one: that of the page, of the article, of a list of links.
const HEADER: &str = "the class or id of its container says header";
const BANNER: &str = "in a page header, apart from the article";

/// Words of class and id tokens by which a container's content is known, with the category and the reason.
const NAMED: &[(&str, Category, &[&str])] = &[
    (
        "the class or id of its container says navigation",
        Category::Navigation,
        &[
            "nav",
            "navbar",
            "navigation",
            "menu",
            "submenu",
            "breadcrumb",
            "breadcrumbs",
            "pagination",
            "pager",
            "toc",
            "sitemap",
            "megamenu",
            "dropdown",
        ],
    ),
    (
        "the class or id of its container says site header",
        Category::Masthead,
        &["masthead", "topbar", "logo", "branding", "ticker"],
    ),
    (HEADER, Category::Masthead, &["header"]),
    (
        "the class or id of its container says footer",
        Category::Footer,
        &["footer", "foot", "copyright", "legal", "colophon", "disclaimer", "imprint"],
    ),
    (
        "the class or id of its container says related links",
        Category::Related,
        &[
            "related",
            "recommended",
            "recommendations",
            "recirc",
            "trending",
            "popular",
            "latest",
            "sidebar",
            "readnext",
            "carousel",
            "suggestions",
            "similar",
            "crosssell",
            "upsell",
        ],
    ),
    (
        "the class or id of its container says comments",
        Category::Comments,
        &["comment", "comments", "commentlist", "disqus", "respond", "reviews"],
    ),
    (
        "the class or id of its container says share bar",
        Category::Share,
        &["share", "sharing", "social", "addtoany", "sharedaddy", "addthis", "follow", "socials"],
    ),
    (
        "the class or id of its container says newsletter or donation",
        Category::Subscribe,
        &["newsletter", "subscribe", "subscription", "signup", "mailchimp", "optin", "donate"],
    ),
    (
        "the class or id of its container says privacy notice",
        Category::Consent,
        &["cookie", "cookies", "consent", "gdpr", "onetrust", "ccpa"],
    ),
    (
        "the class or id of its container says advertisement",
        Category::Advertisement,
        &["ad", "ads", "advert", "advertisement", "advertising", "sponsor", "sponsored", "sponsors", "dfp"],
    ),
    (
        "the class or id of its container says promotion",
        Category::Promotion,
        &["promo", "promotion", "cta", "offer", "upsells"],
    ),
    (
        "the class or id of its container says author",
        Category::Byline,
        &["author", "authors", "byline", "contributor", "bio", "writer"],
    ),
    (
        "the class or id of its container says date",
        Category::Date,
        &["date", "dateline", "published", "timestamp", "datetime", "updated", "posted"],
    ),
    (
        "the class or id of its container says tags",
        Category::Tags,
        &["tag", "tags", "keywords", "taglist", "hashtags", "labels"],
    ),
    ("the class or id of its container says caption", Category::Caption, &["caption", "figcaption"]),
    (
        "the class or id of its container says credit",
        Category::Credit,
        &["credit", "credits", "copyrightholder", "photographer"],
    ),
    (
        "the class or id of its container says user interface",
        Category::Interface,
        &[
            "search",
            "searchform",
            "login",
            "modal",
            "popup",
            "dialog",
            "toolbar",
            "button",
            "buttons",
            "btn",
            "player",
            "cart",
            "filter",
            "filters",
            "sort",
            "tooltip",
            "toggle",
            "skip",
            "loader",
            "loading",
            "overlay",
            "swatch",
            "quantity",
            "form",
        ],
    ),
    (
        "the class or id of its container says counter",
        Category::Counter,
        &["counter", "views", "likes", "votes", "count", "stats"],
    ),
    ("the class or id of its container says paywall", Category::Paywall, &["paywall", "regwall"]),
];

/// [`NAMED`] by the hash of the word, sorted.
static WORDS: LazyLock<Vec<(u32, u8)>> = LazyLock::new(|| {
    let mut words: Vec<(u32, u8)> = NAMED
        .iter()
        .enumerate()
        .flat_map(|(at, (_, _, words))| words.iter().map(move |word| (token_word(word), at as u8)))
        .collect();
    words.sort_unstable();
    words
});

/// Longest label or item, in words.
const SHORT_WORDS: u32 = 8;

/// Categories of a page's containers, by their names.
pub(crate) struct Attribution<'p> {
    scan: &'p Scan<'p>,
    findings: &'p Findings,
    /// By container: the category of the innermost named container around it.
    containers: Vec<Option<Attributed>>,
    /// The first and the last block that the scorer keeps.
    body: Option<(usize, usize)>,
}

impl Attributed {
    /// Whether it says no more than that there is a header.
    fn is_any_header(&self) -> bool {
        self.reason == HEADER || self.reason == BANNER
    }
}

impl<'p> Attribution<'p> {
    pub(crate) fn new(scan: &'p Scan<'p>, findings: &'p Findings, is_body: impl Fn(usize) -> bool) -> Self {
        let mut containers: Vec<Option<Attributed>> = Vec::with_capacity(scan.page.containers.len());
        for (index, it) in scan.page.containers.iter().enumerate() {
            let inherited = if index == 0 { None } else { containers[it.parent as usize] };
            let own = named(scan, it).or_else(|| landmark(it));
            // The head of a list of links is a part of the list.
            let own = own.filter(|own| inherited.is_none() || !own.is_any_header());
            containers.push(own.or(inherited));
        }
        let body = (0..scan.len()).find(|b| is_body(*b)).zip((0..scan.len()).rfind(|b| is_body(*b)));
        Self { scan, findings, containers, body }
    }

    /// The likeliest category of a block that the scorer removes, and the reason.
    pub(crate) fn of(&self, block: usize) -> Attributed {
        let it = &self.scan.page.blocks[block];
        let found = |at: Option<usize>| at.and_then(|i| self.findings.category(i));
        if let Some(category) = found(Some(block)) {
            return Attributed { category, reason: "a rule matches part of it, and it reads unlike the article" };
        }
        match it.kind {
            BlockKind::Caption => {
                return Attributed { category: Category::Caption, reason: "the caption of a picture or table" };
            }
            BlockKind::Control => {
                return Attributed { category: Category::Interface, reason: "the label of a form control" };
            }
            _ => {}
        }
        if let Some(named) = self.containers.get(it.container as usize).copied().flatten() {
            if named.category != Category::Masthead {
                return named;
            }
            // An article's header has its title and standfirst in it.
            if let Some(own) = self.said_of_itself(block) {
                return own;
            }
            if !named.is_any_header() || self.is_early(block) && !self.is_in_article(it.container) {
                return named;
            }
            if self.is_early(block) {
                return Attributed { category: Category::Other, reason: "in the article's header, beside its title" };
            }
        }
        let around = (found(block.checked_sub(1)), found((block + 1 < self.scan.len()).then_some(block + 1)));
        if let (Some(before), Some(after)) = around
            && before == after
        {
            return Attributed { category: before, reason: "junk, probably of the kind that is on both sides of it" };
        }
        self.by_itself(block)
    }

    /// A block with which the page's title or description begins.
    fn said_of_itself(&self, block: usize) -> Option<Attributed> {
        /// A shorter line may be the first words of any title; the same in bytes where words have no spaces between.
        const WORDS: u32 = 3;
        const UNSPACED_BYTES: usize = 24;
        let head = &self.scan.page.head;
        let text = self.scan.text(block);
        let begins = |said: &String| said.starts_with(text);
        let is_long = text.len() >= UNSPACED_BYTES && text.chars().all(|c| !c.is_alphabetic() || is_unspaced(c));
        if self.scan.facts[block].words < WORDS && !is_long {
            return None;
        }
        if head.title.as_ref().is_some_and(begins) {
            return Some(Attributed { category: Category::Title, reason: "the page's title, in its header" });
        }
        let is_description = |(name, said): &(String, String)| name.ends_with("description") && begins(said);
        let reason = "the standfirst: the page's description of itself, in its header";
        head.metas.iter().any(is_description).then_some(Attributed { category: Category::Other, reason })
    }

    /// Whether it stands before all that the scorer keeps.
    fn is_early(&self, block: usize) -> bool {
        self.body.is_none_or(|(first, _)| block < first)
    }

    fn is_in_article(&self, container: u32) -> bool {
        /// Most boxes between a header's line and its article.
        const BOXES: usize = 16;
        self.scan
            .page
            .ancestors(container)
            .take(BOXES)
            .any(|(_, it)| it.tag == Tag::Article || it.role == Role::Article)
    }

    /// Whether the page's own title, where it has one, holds a text.
    fn may_be_title(&self, block: usize) -> bool {
        self.scan.page.head.title.as_ref().is_none_or(|title| title.contains(self.scan.text(block)))
    }

    fn is_mostly_links(&self, block: usize) -> bool {
        self.scan.page.blocks.get(block).is_some_and(|it| it.link_bytes as usize * 2 > it.span.len())
    }

    /// By its links, marks and position.
    pub(crate) fn by_itself(&self, block: usize) -> Attributed {
        let it = &self.scan.page.blocks[block];
        let facts = &self.scan.facts[block];
        let early = self.is_early(block);
        let late = self.body.is_some_and(|(_, last)| block > last);
        let verdict = |category, reason| Attributed { category, reason };
        if self.scan.text(block).contains('©') {
            return verdict(Category::Footer, "a line with a copyright mark outside the article");
        }
        if it.kind == BlockKind::Heading(1) && (early || self.may_be_title(block)) {
            return verdict(Category::Title, "a top-level heading outside the article");
        }
        if it.link_bytes as usize * 2 > it.span.len() {
            return if facts.words < SHORT_WORDS && early {
                verdict(
                    Category::Navigation,
                    "junk, probably navigation: short and mostly links, before the article begins",
                )
            } else {
                verdict(Category::Related, "junk, probably related: mostly links, with little text of its own")
            };
        }
        if it.hidden {
            return verdict(Category::Interface, "junk, probably interface: hidden by the page and unlike the article");
        }
        let label = facts.words < SHORT_WORDS && facts.end != End::Sentence;
        if label && late && self.is_mostly_links(block + 1) {
            return verdict(
                Category::Related,
                "junk, probably related: a short line before links, after the article ends",
            );
        }
        match (label, early, late) {
            (true, true, _) => verdict(
                Category::Navigation,
                "junk, probably navigation: a short line that is no sentence, before the article begins",
            ),
            (true, _, true) => verdict(
                Category::Footer,
                "junk, probably footer: a short line that is no sentence, after the article ends",
            ),
            (true, ..) => verdict(
                Category::Interface,
                "junk, probably interface: a short line that is no sentence, unlike those of the article",
            ),
            (false, true, _) => verdict(Category::Other, "junk of no known kind: before the article and apart from it"),
            (false, _, true) => verdict(Category::Other, "junk of no known kind: after the article and apart from it"),
            _ => verdict(
                Category::Other,
                "junk of no known kind: unlike the article around it in length, links, punctuation and position",
            ),
        }
    }
}

/// The category by a container's class and id tokens. Tokens of elements that hold whole articles describe the layout
/// (`has-sidebar`), not the content.
fn named(scan: &Scan<'_>, it: &Container) -> Option<Attributed> {
    if matches!(it.tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article) || it.role == Role::Main {
        return None;
    }
    let of = |token: &u32| WORDS.binary_search_by_key(token, |(word, _)| *word).ok().map(|at| WORDS[at].1);
    let at = scan.page.tokens_of(it).iter().find_map(of)?;
    let (reason, category, _) = NAMED[usize::from(at)];
    Some(Attributed { category, reason })
}

fn landmark(it: &Container) -> Option<Attributed> {
    let (category, reason) = match it.role {
        Role::Navigation | Role::Menu => (Category::Navigation, "in the navigation of the page"),
        Role::Search => (Category::Interface, "in the search form"),
        Role::ContentInfo => (Category::Footer, "in the page footer"),
        Role::Banner => (Category::Masthead, BANNER),
        Role::Complementary => (Category::Related, "in a sidebar, not in the article"),
        Role::Comment => (Category::Comments, "in a reader comment"),
        Role::Dialog | Role::Form => (Category::Interface, "in a form or dialog"),
        Role::None | Role::Main | Role::Article | Role::Panel => return None,
    };
    Some(Attributed { category, reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use crate::{read, rules};

    fn of(html: &str, wanted: &str) -> Category {
        let page = read::html(html, &Options::default(), &read::Selectors::default());
        let scan = Scan::new(&page);
        let findings = rules::find(&scan);
        let attribution = Attribution::new(&scan, &findings, |block| scan.facts[block].is_prose());
        let block = (0..scan.len()).find(|b| scan.text(*b).contains(wanted)).expect("the page has it");
        attribution.of(block).category
    }

    #[test]
    fn containers_and_places_name_the_junk() {
        let body = "<p>The ferry to Skagen sails again from Monday, the harbour office said, if the wind allows.</p>";
        for (html, category) in [
            ("<nav><a href=/>Zebra</a></nav>", Category::Navigation),
            ("<div class=post-footer><p>Zebra</div>", Category::Footer),
            ("<div class=has-sidebar><button>Zebra</button></div>", Category::Interface),
            ("<div id=relatedStories><p>Zebra</div>", Category::Related),
            ("<footer><div class=newsletter-box><p>Zebra</div></footer>", Category::Subscribe),
            ("<div><h1>Zebra</h1></div>", Category::Title),
        ] {
            assert_eq!(of(&format!("{body}{html}"), "Zebra"), category, "{html}");
        }
    }

    #[test]
    fn a_header_with_the_pages_title_is_no_masthead() {
        let body = "<p>The ferry to Skagen sails again from Monday, the harbour office said, if the wind allows.</p>";
        let head = "<title>Night ferry sails again | The Post</title><meta name=description content='The harbour lit its east \
                    pier on Monday, and forty people came.'>";
        let header = "<header><p>Night ferry sails again</p><p>The harbour lit its east pier on Monday</p><p>The Post of \
                      Skagen</p></header>";
        let page = format!("{head}{header}{body}");
        for (wanted, category) in [
            ("Night ferry sails", Category::Title),
            ("lit its east pier", Category::Other),
            ("The Post of Skagen", Category::Masthead),
        ] {
            assert_eq!(of(&page, wanted), category, "{wanted}");
        }
    }

    #[test]
    fn headers_are_the_pages_the_articles_or_a_lists() {
        let story = "<p>The ferry to Skagen sails again from Monday, the harbour office said, if the wind allows.</p>";
        let title = "駅前の喫茶店、半世紀の灯を次の世代へ";
        for (html, wanted, category) in [
            (format!("<header><p>The Post of Skagen</p></header>{story}"), "The Post", Category::Masthead),
            (format!("<article><header><p>Islands</p></header>{story}</article>"), "Islands", Category::Other),
            (format!("{story}<div class=list-header><p>Most read</p></div>"), "Most read", Category::Footer),
            (format!("<nav><header><h3>Zebra</h3></header></nav>{story}"), "Zebra", Category::Navigation),
            (
                format!("<title>{title}｜みなと日報</title><header><h1>{title}</h1></header>{story}"),
                title,
                Category::Title,
            ),
            (format!("<title>Ferry</title>{story}<h1>Zebra</h1>"), "Zebra", Category::Footer),
            (format!("{story}<p>Zebra:</p><p><a href=/a>Harbour gets a crane</a></p>"), "Zebra", Category::Related),
        ] {
            assert_eq!(of(&html, wanted), category, "{html}");
        }
    }

    #[test]
    fn every_word_names_one_category() {
        let words = &*WORDS;
        assert!(words.windows(2).all(|pair| pair[0].0 != pair[1].0));
    }
}
