//! Hints at the page type: `og:type`, types of the structured data, words of the address.

use crate::page::Head;

/// Bytes of a block of structured data searched for types.
const LOOK_BYTES: usize = 64 << 10;

/// Hints as small numbers.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// `og:type`: 0 none, 1 website, 2 article, 3 product, 4 other.
    pub(super) kind: u8,
    pub(super) article: bool,
    pub(super) product: bool,
    pub(super) forum: bool,
    pub(super) list: bool,
    pub(super) service: bool,
    /// The head has a publication time.
    pub(super) published: bool,
    /// The head has a price.
    pub(super) price: bool,
    /// Segments of the address's path, length of the last one, digits in the path.
    pub(super) depth: u32,
    pub(super) length: u32,
    pub(super) digits: u32,
    /// Index in [`WORDS`] of a word of the address, from 1; 0 for none.
    pub(super) word: u32,
}

/// Words of addresses that suggest a page type.
const WORDS: &[&[&str]] = &[
    &["blog", "news", "article", "story", "post"],
    &["docs", "doc", "documentation", "reference", "manual", "api", "guide", "tutorial", "wiki", "help"],
    &[
        "forum",
        "forums",
        "thread",
        "threads",
        "topic",
        "viewtopic",
        "showthread",
        "questions",
        "discussion",
        "community",
        "t",
    ],
    &["product", "products", "shop", "item", "p", "dp", "store"],
    &["category", "categories", "collection", "collections", "c"],
    &["tag", "tags", "archive", "archives", "search", "list", "best", "top", "events", "jobs"],
    &["services", "service", "solutions", "about", "pricing", "features", "contact"],
];

impl Hints {
    pub(super) fn of(head: &Head) -> Self {
        let mut it = Self::default();
        let meta = |name: &str| head.metas.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        it.kind = match meta("og:type") {
            None => 0,
            Some("website") => 1,
            Some(kind) if kind.contains("article") || kind.contains("blog") => 2,
            Some(kind) if kind.contains("product") => 3,
            Some(_) => 4,
        };
        it.published = meta("article:published_time").is_some();
        it.price = meta("product:price:amount").or_else(|| meta("og:price:amount")).is_some();
        for data in &head.json_ld {
            it.types(data);
        }
        let canonical = head.links.iter().find(|(rel, _)| rel == "canonical").map(|(_, href)| href.as_str());
        if let Some(address) = canonical.or_else(|| meta("og:url")) {
            it.address(address);
        }
        it
    }

    /// Notes the types that structured data names.
    fn types(&mut self, data: &str) {
        let mut end = data.len().min(LOOK_BYTES);
        while !data.is_char_boundary(end) {
            end -= 1;
        }
        for part in data[..end].split("\"@type\"").skip(1) {
            let part = part.trim_start_matches([' ', ':', '[', '"', '\n', '\t', '\r']);
            let name = part.split('"').next().unwrap_or_default();
            match name.rsplit('/').next().unwrap_or_default() {
                "Article" | "NewsArticle" | "BlogPosting" | "ReportageNewsArticle" | "TechArticle" | "Report" => {
                    self.article = true;
                }
                "Product" | "ProductGroup" | "Offer" | "AggregateOffer" => self.product = true,
                "DiscussionForumPosting" | "QAPage" | "Question" | "Answer" | "Comment" => self.forum = true,
                "ItemList" | "CollectionPage" | "OfferCatalog" => self.list = true,
                "Service" | "LocalBusiness" | "ProfessionalService" | "Organization" => self.service = true,
                _ => {}
            }
        }
    }

    fn address(&mut self, address: &str) {
        let path = address.split_once("//").map_or(address, |(_, rest)| rest);
        let path = path.split_once('/').map_or("", |(_, path)| path);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let parts = || path.split('/').filter(|part| !part.is_empty());
        self.depth = parts().count() as u32;
        self.length = parts().next_back().map_or(0, str::len) as u32;
        self.digits = path.bytes().filter(u8::is_ascii_digit).count() as u32;
        let place = |part: &str| WORDS.iter().position(|words| words.contains(&part));
        self.word = parts().find_map(|part| place(&part.to_ascii_lowercase())).map_or(0, |at| at as u32 + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_hint_at_the_type() {
        let head = Head {
            metas: vec![("og:type".into(), "article".into())],
            links: vec![("canonical".into(), "https://example.org/forum/t/12?x#y".into())],
            json_ld: vec![r#"{"@type": ["Product", "Thing"], "offers": {"@type":"Offer"}}"#.into()],
            ..Head::default()
        };
        let hints = Hints::of(&head);
        assert_eq!((hints.kind, hints.product, hints.article), (2, true, false));
        assert_eq!((hints.depth, hints.length, hints.digits, hints.word), (3, 2, 2, 3));
    }
}
