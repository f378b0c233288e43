//! Names of `<meta>` and `itemprop`, and the fields they fill: OpenGraph, Dublin Core, the names that search engines, newspapers'
//! tools and libraries use.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::page::Head;

/// A field of the metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Author,
    Published,
    Modified,
    Site,
    Language,
    Description,
    Image,
    Url,
    Tags,
    Section,
    Licence,
}

/// A name, the field that it fills, and the source it is said to come from. The order is that of trust, by field.
const NAMES: &[(&str, Field, &str)] = &[
    ("og:title", Field::Title, "opengraph"),
    ("headline", Field::Title, "microdata"),
    ("citation_title", Field::Title, "meta"),
    ("dc.title", Field::Title, "dublin-core"),
    ("dcterms.title", Field::Title, "dublin-core"),
    ("twitter:title", Field::Title, "meta"),
    ("parsely-title", Field::Title, "meta"),
    ("sailthru.title", Field::Title, "meta"),
    ("title", Field::Title, "meta"),
    ("author", Field::Author, "meta"),
    ("article:author", Field::Author, "opengraph"),
    ("article:author:name", Field::Author, "opengraph"),
    ("og:article:author", Field::Author, "opengraph"),
    ("og:author", Field::Author, "opengraph"),
    ("book:author", Field::Author, "opengraph"),
    ("article.author", Field::Author, "meta"),
    ("citation_author", Field::Author, "meta"),
    ("citation_authors", Field::Author, "meta"),
    ("dc.creator", Field::Author, "dublin-core"),
    ("dcterms.creator", Field::Author, "dublin-core"),
    ("dc.contributor.author", Field::Author, "dublin-core"),
    ("parsely-author", Field::Author, "meta"),
    ("sailthru.author", Field::Author, "meta"),
    ("cxenseparse:author", Field::Author, "meta"),
    ("byl", Field::Author, "meta"),
    ("byline", Field::Author, "meta"),
    ("authors", Field::Author, "meta"),
    ("author_name", Field::Author, "meta"),
    ("creator", Field::Author, "meta"),
    ("rbauthors", Field::Author, "meta"),
    ("article:published_time", Field::Published, "opengraph"),
    ("og:article:published_time", Field::Published, "opengraph"),
    ("article:published", Field::Published, "opengraph"),
    ("og:published_time", Field::Published, "opengraph"),
    ("og:publish_date", Field::Published, "opengraph"),
    ("og:pubdate", Field::Published, "opengraph"),
    ("article.published", Field::Published, "meta"),
    ("datepublished", Field::Published, "microdata"),
    ("citation_online_date", Field::Published, "meta"),
    ("citation_publication_date", Field::Published, "meta"),
    ("citation_date", Field::Published, "meta"),
    ("dcterms.issued", Field::Published, "dublin-core"),
    ("dc.date.issued", Field::Published, "dublin-core"),
    ("dc.date.published", Field::Published, "dublin-core"),
    ("dc.date", Field::Published, "dublin-core"),
    ("dcterms.date", Field::Published, "dublin-core"),
    ("dcterms.created", Field::Published, "dublin-core"),
    ("dc.date.created", Field::Published, "dublin-core"),
    ("parsely-pub-date", Field::Published, "meta"),
    ("sailthru.date", Field::Published, "meta"),
    ("cxenseparse:publishtime", Field::Published, "meta"),
    ("cxenseparse:recs:publishtime", Field::Published, "meta"),
    ("pubdate", Field::Published, "meta"),
    ("publishdate", Field::Published, "meta"),
    ("publish_time", Field::Published, "meta"),
    ("published_at", Field::Published, "meta"),
    ("published-date", Field::Published, "meta"),
    ("first-published", Field::Published, "meta"),
    ("published-time", Field::Published, "meta"),
    ("published", Field::Published, "meta"),
    ("publicationdate", Field::Published, "meta"),
    ("article_date_original", Field::Published, "meta"),
    ("article.created", Field::Published, "meta"),
    ("displaydate", Field::Published, "meta"),
    ("date-pub", Field::Published, "meta"),
    ("datecreated", Field::Published, "microdata"),
    ("date", Field::Published, "meta"),
    ("article:modified_time", Field::Modified, "opengraph"),
    ("og:article:modified_time", Field::Modified, "opengraph"),
    ("og:updated_time", Field::Modified, "opengraph"),
    ("datemodified", Field::Modified, "microdata"),
    ("dcterms.modified", Field::Modified, "dublin-core"),
    ("dc.date.modified", Field::Modified, "dublin-core"),
    ("article.updated", Field::Modified, "meta"),
    ("lastmod", Field::Modified, "meta"),
    ("last-modified", Field::Modified, "meta"),
    ("updated_time", Field::Modified, "meta"),
    ("revised", Field::Modified, "meta"),
    ("og:site_name", Field::Site, "opengraph"),
    ("og:site", Field::Site, "opengraph"),
    ("application-name", Field::Site, "meta"),
    ("apple-mobile-web-app-title", Field::Site, "meta"),
    ("dc.publisher", Field::Site, "dublin-core"),
    ("dcterms.publisher", Field::Site, "dublin-core"),
    ("citation_journal_title", Field::Site, "meta"),
    ("dc.language", Field::Language, "dublin-core"),
    ("dcterms.language", Field::Language, "dublin-core"),
    ("content-language", Field::Language, "meta"),
    ("og:locale", Field::Language, "opengraph"),
    ("inlanguage", Field::Language, "microdata"),
    ("og:description", Field::Description, "opengraph"),
    ("description", Field::Description, "meta"),
    ("dc.description", Field::Description, "dublin-core"),
    ("dcterms.description", Field::Description, "dublin-core"),
    ("twitter:description", Field::Description, "meta"),
    ("og:image:secure_url", Field::Image, "opengraph"),
    ("og:image", Field::Image, "opengraph"),
    ("og:image:url", Field::Image, "opengraph"),
    ("twitter:image", Field::Image, "meta"),
    ("twitter:image:src", Field::Image, "meta"),
    ("thumbnail", Field::Image, "meta"),
    ("image", Field::Image, "microdata"),
    ("thumbnailurl", Field::Image, "microdata"),
    ("og:url", Field::Url, "opengraph"),
    ("article:tag", Field::Tags, "opengraph"),
    ("og:article:tag", Field::Tags, "opengraph"),
    ("parsely-tags", Field::Tags, "meta"),
    ("sailthru.tags", Field::Tags, "meta"),
    ("news_keywords", Field::Tags, "meta"),
    ("keywords", Field::Tags, "meta"),
    ("citation_keywords", Field::Tags, "meta"),
    ("dc.subject", Field::Tags, "dublin-core"),
    ("dcterms.subject", Field::Tags, "dublin-core"),
    ("article:section", Field::Section, "opengraph"),
    ("og:article:section", Field::Section, "opengraph"),
    ("articlesection", Field::Section, "microdata"),
    ("parsely-section", Field::Section, "meta"),
    ("section", Field::Section, "meta"),
    ("dcterms.license", Field::Licence, "dublin-core"),
    ("dc.rights", Field::Licence, "dublin-core"),
    ("dcterms.rights", Field::Licence, "dublin-core"),
    ("license", Field::Licence, "meta"),
];

/// The head's statements, sorted by field and trust.
#[derive(Debug, Default)]
pub(crate) struct Metas<'p> {
    /// Index into [`NAMES`] and the value.
    found: Vec<(usize, &'p str)>,
}

impl<'p> Metas<'p> {
    pub(crate) fn new(head: &'p Head) -> Self {
        let mut found: Vec<(usize, &str)> = head
            .metas
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .filter_map(|(name, value)| Some((index_of(name)?, value.as_str())))
            .collect();
        // Stable: of two with one name the first counts.
        found.sort_by_key(|(index, _)| *index);
        Self { found }
    }

    /// All values of a field, the most trusted first, and where each came from.
    pub(crate) fn all(&self, field: Field) -> impl Iterator<Item = (&'p str, &'static str)> {
        self.found
            .iter()
            .filter(move |(index, _)| NAMES[*index].1 == field)
            .map(|(index, value)| (*value, NAMES[*index].2))
    }

    /// The names that fill a field, the most trusted first, with all their values: a page has several tags of one name.
    pub(crate) fn groups(&self, field: Field) -> Vec<(&'static str, Vec<&'p str>, &'static str)> {
        let mut groups: Vec<(&'static str, Vec<&'p str>, &'static str)> = Vec::new();
        for (index, value) in self.found.iter().filter(|(index, _)| NAMES[*index].1 == field) {
            let (name, _, source) = NAMES[*index];
            match groups.last_mut() {
                Some((last, values, _)) if *last == name => values.push(value),
                _ => groups.push((name, vec![value], source)),
            }
        }
        groups
    }

    /// All values of the most trusted name of a field: several tags, several authors.
    pub(crate) fn best(&self, field: Field) -> Vec<(&'p str, &'static str)> {
        let first = self.found.iter().map(|(index, _)| *index).find(|index| NAMES[*index].1 == field);
        let same = self.found.iter().filter(|(index, _)| Some(*index) == first);
        same.map(|(index, value)| (*value, NAMES[*index].2)).collect()
    }
}

/// The names with their marks left out: `published-date`, `published_date` and `PublishedDate` are one.
static INDEX: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for (at, (name, ..)) in NAMES.iter().enumerate() {
        index.entry(bare(name)).or_insert(at);
    }
    index
});

fn index_of(name: &str) -> Option<usize> {
    INDEX.get(&bare(name)).copied()
}

fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_trusted_name_comes_first() {
        let metas = [
            ("date", "2018-01-03"),
            ("dc:date.issued", "2018-01-02"),
            ("article:published_time", "2018-01-01"),
            ("og:title", ""),
        ];
        let head =
            Head { metas: metas.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(), ..Head::default() };
        let metas = Metas::new(&head);
        let all: Vec<_> = metas.all(Field::Published).collect();
        assert_eq!(all, [("2018-01-01", "opengraph"), ("2018-01-02", "dublin-core"), ("2018-01-03", "meta")]);
        assert_eq!(metas.all(Field::Title).count(), 0);
    }

    #[test]
    fn no_name_fills_two_fields() {
        for (name, field, _) in NAMES {
            let index = index_of(name).expect("it is known");
            assert_eq!(NAMES[index].1, *field, "{name}");
        }
    }
}
