//! JSON-LD: the node that speaks of the page, and what it says.
//!
//! A page may carry a graph, a list, or several scripts: its article, the web page around it, the site, its publisher,
//! breadcrumbs, and other pages' articles. The article (or post, recipe, question …) counts; of the others only what they
//! say of this page or site.

use super::json::Value;
use super::sourced::MOST_AUTHORS;
use super::titles;
use super::values::plain;
use crate::text::fold;

/// The keys that are read.
const KEYS: &[&str] = &[
    "@type",
    "@id",
    "@graph",
    "@value",
    "name",
    "headline",
    "alternativeHeadline",
    "author",
    "creator",
    "givenName",
    "familyName",
    "datePublished",
    "dateCreated",
    "uploadDate",
    "dateModified",
    "publisher",
    "isPartOf",
    "inLanguage",
    "description",
    "image",
    "url",
    "contentUrl",
    "keywords",
    "articleSection",
    "license",
    "isAccessibleForFree",
    "mainEntity",
    "mainEntityOfPage",
    "articleBody",
];

/// Nodes that are looked at: a page about one thing has a few dozen.
const MOST_NODES: usize = 400;

/// Articles of one page: where more stand side by side they are a list of other pages.
const MOST_ARTICLES: usize = 3;

/// What the structured data says.
#[derive(Debug, Default)]
pub(crate) struct Statement {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<String>,
    /// When the page's video or episode was put up: the page's date where nothing else says one.
    pub(crate) uploaded: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) site: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) section: Option<String>,
    pub(crate) licence: Option<String>,
    /// The text is not free to read.
    pub(crate) paid: bool,
}

/// How much a node says of the page itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A text with an author: article, post, question, recipe, review.
    Article,
    /// Another thing that a page is about: product, video, event, course.
    Thing,
    /// The page.
    Page,
    /// The site.
    Site,
    /// A person, an organisation, breadcrumbs …
    Other,
}

/// Reads a page's JSON-LD scripts. `title` is the page's own, to tell its article from others.
pub(crate) fn read(scripts: &[String], title: Option<&str>) -> Statement {
    let values: Vec<Value> = scripts.iter().filter_map(|script| Value::read(script, KEYS)).collect();
    let mut nodes = Vec::new();
    for value in &values {
        collect(value, &mut nodes);
    }
    let mut found = Statement::default();
    let article = pick(&nodes, title);
    if let Some(node) = article {
        tell_article(&mut found, node, &nodes);
    }
    for node in nodes.iter().filter(|node| kind(node) == Kind::Page) {
        tell_page(&mut found, node, &nodes);
    }
    if found.site.is_none() {
        let site = nodes.iter().find(|node| kind(node) == Kind::Site);
        found.site = site.and_then(|node| text(node, "name"));
    }
    found
}

/// All nodes that stand for themselves: at the top, in graphs and lists, and as a page's main entity.
fn collect<'v>(value: &'v Value, nodes: &mut Vec<&'v Value>) {
    for item in value.items() {
        if !matches!(item, Value::Object(_)) {
            if matches!(item, Value::List(_)) {
                collect(item, nodes);
            }
            continue;
        }
        if nodes.len() >= MOST_NODES {
            return;
        }
        if item.get("@type").is_some() {
            nodes.push(item);
        }
        for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
            if let Some(inner) = item.get(key) {
                collect(inner, nodes);
            }
        }
    }
}

fn kind(node: &Value) -> Kind {
    let types = node.get("@type").map(Value::items).unwrap_or_default();
    types.iter().filter_map(Value::text).map(kind_of).min().unwrap_or(Kind::Other)
}

fn kind_of(name: &str) -> Kind {
    let name = name.rsplit(['/', ':', '#']).next().unwrap_or(name);
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "blogposting"
        | "discussionforumposting"
        | "socialmediaposting"
        | "liveblogposting"
        | "report"
        | "recipe"
        | "question"
        | "review"
        | "howto"
        | "opinion"
        | "chapter"
        | "thesis"
        | "webcontent"
        | "creativework"
        | "posting" => Kind::Article,
        "website" => Kind::Site,
        "webpage" | "faqpage" | "qapage" | "itempage" | "aboutpage" | "contactpage" | "collectionpage"
        | "medicalwebpage" | "profilepage" | "checkoutpage" | "searchresultspage" => Kind::Page,
        "product"
        | "videoobject"
        | "event"
        | "course"
        | "book"
        | "movie"
        | "podcastepisode"
        | "audioobject"
        | "softwareapplication"
        | "jobposting"
        | "dataset" => Kind::Thing,
        _ if lower.ends_with("article") => Kind::Article,
        _ => Kind::Other,
    }
}

/// The node of the page's own article; where there are many, the one that bears the page's title.
fn pick<'v>(nodes: &[&'v Value], title: Option<&str>) -> Option<&'v Value> {
    let of = |wanted: Kind| nodes.iter().copied().filter(move |node| kind(node) == wanted);
    let articles: Vec<&Value> = of(Kind::Article).collect();
    let title = fold::letters(titles::bounded(title.unwrap_or_default().trim_start()));
    let bears_title = |node: &&Value| {
        let headline = name(node).map(|name| fold::letters(titles::bounded(&name))).unwrap_or_default();
        headline.len() > 3 && title.contains(&headline)
    };
    if let Some(own) = articles.iter().copied().find(bears_title) {
        return Some(own);
    }
    match articles.len() {
        0 => of(Kind::Thing).next(),
        // Two scripts may speak of one article: the fuller one counts.
        1..=MOST_ARTICLES => articles.into_iter().max_by_key(|node| {
            let says = |key| usize::from(node.get(key).is_some());
            (2 * says("author") + says("datePublished") + says("headline"), node.get("headline").is_some())
        }),
        _ => None,
    }
}

fn tell_article(found: &mut Statement, node: &Value, nodes: &[&Value]) {
    let about_text = kind(node) == Kind::Article;
    found.headline = name(node);
    if about_text {
        found.authors = ["author", "creator"].iter().find_map(|key| authors(node.get(key)?, nodes)).unwrap_or_default();
    }
    let dated = about_text || kind_is(node, "VideoObject") || kind_is(node, "PodcastEpisode");
    if dated {
        let said = ["datePublished", "uploadDate", "dateCreated"].iter().find_map(|key| text(node, key));
        *(if about_text { &mut found.published } else { &mut found.uploaded }) = said;
        found.modified = text(node, "dateModified");
    }
    found.section = text(node, "articleSection");
    found.paid = node.get("isAccessibleForFree").is_some_and(is_false);
    tell_common(found, node, nodes);
}

fn tell_page(found: &mut Statement, node: &Value, nodes: &[&Value]) {
    if found.published.is_none() {
        found.published = text(node, "datePublished");
    }
    if found.modified.is_none() {
        found.modified = text(node, "dateModified");
    }
    if found.authors.is_empty() {
        found.authors = node.get("author").and_then(|author| authors(author, nodes)).unwrap_or_default();
    }
    tell_common(found, node, nodes);
}

/// What articles and pages say alike, where nothing was said yet.
fn tell_common(found: &mut Statement, node: &Value, nodes: &[&Value]) {
    let fill = |slot: &mut Option<String>, key: &str| {
        if slot.is_none() {
            *slot = text(node, key);
        }
    };
    fill(&mut found.language, "inLanguage");
    fill(&mut found.description, "description");
    fill(&mut found.licence, "license");
    if found.licence.is_none() {
        found.licence = node.get("license").and_then(|it| text(it, "url").or_else(|| text(it, "@id")));
    }
    if found.image.is_none() {
        found.image = node.get("image").and_then(|image| address(image, nodes));
    }
    if found.url.is_none() {
        let own = ["url", "mainEntityOfPage"].iter().find_map(|key| address(node.get(key)?, &[]));
        found.url = own.filter(|url| url.starts_with("http"));
    }
    if found.tags.is_empty() {
        let keywords = node.get("keywords").map(Value::items).unwrap_or_default();
        let keywords = keywords.iter().filter_map(|it| it.text().map(plain).or_else(|| text(it, "name")));
        found.tags = keywords.collect();
    }
    if found.site.is_none() {
        let site = node.get("publisher").map(|it| follow(it, nodes)).and_then(|it| text(it, "name"));
        found.site = site.or_else(|| {
            let part = node.get("isPartOf").map(|it| follow(it, nodes))?;
            (kind(part) == Kind::Site).then(|| text(part, "name")).flatten()
        });
    }
}

fn kind_is(node: &Value, name: &str) -> bool {
    node.get("@type").is_some_and(|types| types.items().iter().any(|it| it.text() == Some(name)))
}

fn name(node: &Value) -> Option<String> {
    ["headline", "name", "alternativeHeadline"].iter().find_map(|key| text(node, key))
}

fn text(node: &Value, key: &str) -> Option<String> {
    let text = plain(node.get(key)?.text()?);
    (!text.is_empty()).then_some(text)
}

/// The node itself, or the one that its `@id` names.
fn follow<'v>(node: &'v Value, nodes: &[&'v Value]) -> &'v Value {
    let node = node.items().first().unwrap_or(node);
    if node.get("name").is_some() || node.get("url").is_some() {
        return node;
    }
    let Some(id) = node.get("@id").and_then(Value::text) else { return node };
    let named = |other: &&&Value| other.get("@id").and_then(Value::text) == Some(id) && other.get("name").is_some();
    nodes.iter().find(named).copied().unwrap_or(node)
}

/// Names of persons and organisations: strings, objects, references, or a list of them.
fn authors(value: &Value, nodes: &[&Value]) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for item in value.items() {
        let node = follow(item, nodes);
        let name = node.text().map(plain).or_else(|| {
            let name = node.get("name")?;
            // `"name": ["Ann", "Bo"]` is two authors.
            Some(name.items().iter().filter_map(Value::text).map(plain).collect::<Vec<_>>().join("; "))
        });
        let name = name.filter(|name| !name.is_empty()).or_else(|| {
            let parts: Vec<_> = ["givenName", "familyName"].iter().filter_map(|key| text(node, key)).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        });
        all.extend(name.iter().flat_map(|name| crate::grammar::authors::split(name)));
    }
    let mut seen: Vec<String> = Vec::new();
    all.retain(|name: &String| {
        let folded = fold::letters(name);
        let new = seen.len() < MOST_AUTHORS && !seen.contains(&folded);
        if new {
            seen.push(folded);
        }
        new
    });
    (!all.is_empty()).then_some(all)
}

/// The address of an image or a page: a string, an object, a reference, or the first of a list.
fn address(value: &Value, nodes: &[&Value]) -> Option<String> {
    if let Some(text) = value.text() {
        return Some(text.to_owned());
    }
    let node = follow(value, nodes);
    ["url", "contentUrl", "@id"].iter().find_map(|key| node.get(key)?.text()).map(str::to_owned)
}

fn is_false(value: &Value) -> bool {
    matches!(value, Value::Bool(false)) || value.text().is_some_and(|text| text.eq_ignore_ascii_case("false"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(scripts: &[&str]) -> Statement {
        read(&scripts.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>(), Some("Ferries sail again | Post"))
    }

    #[test]
    fn an_article_is_read() {
        let it =
            of(&[r#"{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferries sail &amp; dock",
            "author": [{"@type": "Person", "name": "Ann Berg"}, {"@type": "Person", "name": "Bo Dahl"}],
            "datePublished": "2018-09-27T06:26:00+03:00", "dateModified": "2018-09-28", "publisher": {"name": "Post"},
            "image": {"@type": "ImageObject", "url": "https://a.example/b.jpg"}, "keywords": ["ferry", "north"],
            "articleSection": "Local", "isAccessibleForFree": "False", "inLanguage": "en-GB"}"#]);
        assert_eq!(it.headline.as_deref(), Some("Ferries sail & dock"));
        assert_eq!(it.authors, ["Ann Berg", "Bo Dahl"]);
        assert_eq!(it.published.as_deref(), Some("2018-09-27T06:26:00+03:00"));
        assert_eq!(it.site.as_deref(), Some("Post"));
        assert_eq!(it.image.as_deref(), Some("https://a.example/b.jpg"));
        assert_eq!(it.tags, ["ferry", "north"]);
        assert!(it.paid);
    }

    #[test]
    fn graphs_are_followed() {
        let it = of(&[r##"{"@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Post"},
            {"@type": ["WebPage", "ItemPage"], "@id": "#page", "isPartOf": {"@id": "#site"}, "datePublished": "2018-01-01"},
            {"@type": "Person", "@id": "#ann", "name": "Ann Berg"},
            {"@type": "Article", "headline": "Ferries", "author": {"@id": "#ann"}, "mainEntityOfPage": {"@id": "https://a.example/f"}}]}"##]);
        assert_eq!(it.authors, ["Ann Berg"]);
        assert_eq!(it.site.as_deref(), Some("Post"));
        assert_eq!(it.published.as_deref(), Some("2018-01-01"));
    }

    #[test]
    fn of_many_articles_the_pages_own_counts() {
        let one = |headline: &str, author: &str| {
            format!(r#"{{"@type": "Article", "headline": "{headline}", "author": "{author}"}}"#)
        };
        let list = format!(
            "[{}]",
            [one("Snow", "Cy Ek"), one("Ferries sail again", "Ann Berg"), one("Rain", "Di Fo")].join(",")
        );
        assert_eq!(of(&[&list]).authors, ["Ann Berg"]);
        let others = format!("[{}]", ["a", "b", "c", "d"].map(|h| one(h, "Cy Ek")).join(","));
        assert!(of(&[&others]).authors.is_empty());
    }

    #[test]
    fn what_speaks_of_others_is_not_taken() {
        let it = of(&[
            r#"{"@type": "Product", "name": "Boat", "review": {"@type": "Review", "author": "Cy Ek", "datePublished": "2017-01-01"}}"#,
            r#"{"@type": "BreadcrumbList", "itemListElement": [{"name": "Home", "author": "x"}]}"#,
        ]);
        assert!(it.authors.is_empty());
        assert_eq!(it.published, None);
        assert_eq!(it.headline.as_deref(), Some("Boat"));
    }

    #[test]
    fn authors_come_in_many_forms() {
        for (json, want) in [
            (r#""Ann Berg""#, &["Ann Berg"][..]),
            (r#"["Ann Berg", "Bo Dahl"]"#, &["Ann Berg", "Bo Dahl"]),
            (r#"{"name": ["Ann Berg", "Bo Dahl"]}"#, &["Ann Berg", "Bo Dahl"]),
            (r#"{"givenName": "Ann", "familyName": "Berg"}"#, &["Ann Berg"]),
            (r#"{"name": "By Ann Berg and Bo Dahl"}"#, &["Ann Berg", "Bo Dahl"]),
            (r#"{"name": "https://a.example/ann"}"#, &[]),
            (r#"[{"name": "Ann Berg"}, {"name": "Ann berg"}]"#, &["Ann Berg"]),
            (r#"{"@type": "Person", "name": null}"#, &[]),
        ] {
            let script = format!(r#"{{"@type": "BlogPosting", "author": {json}}}"#);
            assert_eq!(of(&[&script]).authors, want, "{json}");
        }
    }
}
