//! Metadata: from the structured data and the head, then from the page, then from the findings of the rules.
//!
//! One file a source or a kind of value. A wrong author or date is worse than none, so what the page's text says counts
//! only where it stands beside the title.

mod body;
mod direction;
mod head;
mod json;
mod json_ld;
mod language;
pub(crate) mod ranker;
mod sourced;
mod text;
mod titles;
#[cfg(feature = "training")]
pub(crate) mod training;
mod values;

use crate::category::Category;
use crate::cleaned::PageType;
use crate::grammar::authors;
use crate::grammar::dates::{self, Stamp, Style};
use crate::options::Options;
use crate::resolve::Verdicts;
use crate::scan::Scan;
pub(crate) use sourced::SourcedMetadata;

use body::Body;
use head::{Field, Metas};
use json_ld::Statement;
use sourced::{MOST_AUTHORS, MOST_TAGS, TAG_BYTES};
use titles::{Sites, SourcedTitle};
use values::{absolute, plain};

/// Gathers a page's metadata.
pub(crate) fn gather(scan: &Scan<'_>, verdicts: &Verdicts, options: &Options) -> SourcedMetadata {
    let mut found = if scan.page.html { html(scan, verdicts, options) } else { text::gather(scan, verdicts) };
    for it in &verdicts.all {
        let Some(removal) = it.removal else { continue };
        found.metadata.truncated |=
            removal.category == Category::Paywall && !scan.page.blocks[it.block as usize].hidden;
        if removal.category == Category::Title && found.title.is_none() {
            found.title = Some(it.span.of(&scan.page.source).to_owned());
            found.came_from("title", "page");
        }
    }
    if let Some((dir, source)) = direction::direction(scan, verdicts) {
        found.metadata.dir = Some(dir);
        found.came_from("dir", source);
    }
    found.metadata.page_type = verdicts.scores.page_type;
    found.metadata.truncated |= scan.page.cut;
    found
}

/// All that is known of an HTML page.
struct Evidence<'s, 'p> {
    scan: &'s Scan<'p>,
    metas: Metas<'s>,
    ld: Statement,
    body: Body<'s, 'p>,
    /// What relative addresses are relative to.
    base: Option<String>,
}

/// The candidates for a page's headline and their features, for training.
#[cfg(feature = "training")]
pub(crate) fn title_candidates(scan: &Scan<'_>, verdicts: &Verdicts, options: &Options) -> Vec<(String, Vec<i16>)> {
    let evidence = Evidence::of(scan, verdicts, options);
    let mut found = SourcedMetadata::default();
    evidence.plain_fields(&mut found);
    let sites = evidence.sites(&found, options);
    evidence.with_titles(&found, &sites, verdicts.scores.page_type, ranker::studied)
}

fn html(scan: &Scan<'_>, verdicts: &Verdicts, options: &Options) -> SourcedMetadata {
    let evidence = Evidence::of(scan, verdicts, options);
    let mut found = SourcedMetadata::default();
    evidence.plain_fields(&mut found);
    evidence.language(&mut found, verdicts);
    let sites = evidence.sites(&found, options);
    evidence.title(&mut found, &sites, verdicts.scores.page_type);
    let title = found.title.clone();
    let at = evidence.body.title_area(title.as_deref());
    let is_thread = verdicts.scores.page_type == Some(PageType::Forum);
    evidence.dates(&mut found, at, is_thread);
    evidence.authors(&mut found, at, &sites, is_thread);
    evidence.tags(&mut found);
    found.metadata.truncated |= evidence.ld.paid && evidence.body.ends_in_offer(verdicts);
    found
}

/// The page's own address: `<base>` against the address given, else the canonical one.
fn base(scan: &Scan<'_>, options: &Options) -> Option<String> {
    let head = &scan.page.head;
    let link = |rel: &str| head.links.iter().find(|(name, _)| name == rel).map(|(_, href)| href.as_str());
    let og = || head.metas.iter().find(|(name, _)| name == "og:url").map(|(_, value)| value.as_str());
    let own = options.url.as_deref().or_else(|| link("canonical")).or_else(og);
    let own = own.filter(|url| url.starts_with("http"));
    let base = head.base.as_deref().and_then(|base| absolute(base, own));
    base.or_else(|| own.map(str::to_owned))
}

/// A date and where it came from.
type Dated = (Stamp, &'static str);

/// The date as readers see it, where the head has the same moment in Greenwich's time and another day: the shown one.
fn local_day(declared: Dated, shown: Option<Dated>) -> Dated {
    let foreign = declared.0.time.is_some() && matches!(declared.0.zone, None | Some(0));
    shown.filter(|it| foreign && declared.0.is_next_to(it.0)).unwrap_or(declared)
}

/// The date of publication that readers see, where the head states the last change twice, as some systems do: an earlier
/// day.
fn first_day(declared: Dated, shown: Option<Dated>) -> Dated {
    shown.filter(|it| it.1 == "page" && it.0.is_before(declared.0)).unwrap_or_else(|| local_day(declared, shown))
}

impl<'s, 'p> Evidence<'s, 'p> {
    fn of(scan: &'s Scan<'p>, verdicts: &Verdicts, options: &Options) -> Self {
        let head = &scan.page.head;
        Self {
            scan,
            metas: Metas::new(head),
            ld: json_ld::read(&head.json_ld, head.title.as_deref()),
            body: Body::new(scan, verdicts),
            base: base(scan, options),
        }
    }

    /// Site, description, image, address, section, licence.
    fn plain_fields(&self, found: &mut SourcedMetadata) {
        let ld = &self.ld;
        let first = |field: Field| {
            self.metas.all(field).map(|(value, source)| (plain(value), source)).find(|(value, _)| !value.is_empty())
        };
        let said = |value: &Option<String>| value.clone().map(|value| (value, "json-ld"));
        let address = |value: Option<(String, &'static str)>| {
            value.and_then(|(value, source)| Some((absolute(&value, self.base.as_deref())?, source)))
        };
        let link = |rel: &str| {
            let links = &self.scan.page.head.links;
            links
                .iter()
                .find(|(name, _)| name.split_whitespace().any(|it| it == rel))
                .map(|(_, href)| (href.clone(), "link"))
        };
        let prop = |name: &str| self.body.value(name).map(|value| (value.to_owned(), "microdata"));
        let metadata = &mut found.metadata;
        let fields = [
            ("site", &mut metadata.site, first(Field::Site).or_else(|| said(&ld.site))),
            ("description", &mut metadata.description, first(Field::Description).or_else(|| said(&ld.description))),
            (
                "image",
                &mut metadata.image,
                address(first(Field::Image))
                    .or_else(|| address(said(&ld.image)))
                    .or_else(|| address(link("image_src")))
                    .or_else(|| address(prop("image"))),
            ),
            (
                "url",
                &mut metadata.url,
                address(link("canonical")).or_else(|| address(first(Field::Url))).or_else(|| address(said(&ld.url))),
            ),
            ("section", &mut metadata.section, first(Field::Section).or_else(|| said(&ld.section))),
            (
                "licence",
                &mut metadata.licence,
                address(link("license"))
                    .or_else(|| said(&ld.licence))
                    .or_else(|| first(Field::Licence))
                    .or_else(|| prop("rel-license"))
                    .or_else(|| prop("license")),
            ),
        ];
        for (name, slot, value) in fields {
            if let Some((value, source)) = value {
                *slot = Some(value);
                found.sources.insert(name.to_owned(), source.to_owned());
            }
        }
        found.metadata.truncated = ld.paid && self.body.looks_cut();
    }

    fn language(&self, found: &mut SourcedMetadata, verdicts: &Verdicts) {
        let head = &self.scan.page.head;
        let declared = head.language.as_deref().map(|tag| (tag, "html"));
        let mut declared = declared
            .into_iter()
            .chain(self.metas.all(Field::Language))
            .chain(self.ld.language.as_deref().map(|tag| (tag, "json-ld")));
        let declared = declared.find_map(|(tag, source)| Some((language::of_tag(tag)?, source)));
        let language = language::settle(declared, self.scan, verdicts);
        if let Some((language, source)) = language {
            found.metadata.language = Some(language.to_owned());
            found.came_from("language", source);
        }
    }

    fn title(&self, found: &mut SourcedMetadata, sites: &Sites, page_type: Option<PageType>) {
        let chosen = self.with_titles(found, sites, page_type, ranker::choose);
        if let Some((title, source)) = chosen {
            found.title = Some(title);
            found.came_from("title", source);
        }
    }

    /// Hands over what a page's titles are chosen from.
    fn with_titles<T>(
        &self,
        found: &SourcedMetadata,
        sites: &Sites,
        page_type: Option<PageType>,
        choose: impl FnOnce(&ranker::HeadlineSources<'_>) -> T,
    ) -> T {
        let head = &self.scan.page.head;
        let mut titles: Vec<(String, &'static str)> = Vec::new();
        let mut add = |text: Option<String>, source| {
            titles.extend(text.filter(|text| !text.is_empty()).map(|text| (titles::bounded(&text).to_owned(), source)));
        };
        for (value, source) in self.metas.all(Field::Title) {
            if source == "opengraph" {
                add(Some(plain(value)), source);
            }
        }
        add(self.ld.headline.clone(), "json-ld");
        add(head.title.as_deref().map(plain), "title");
        for (value, source) in self.metas.all(Field::Title) {
            if source != "opengraph" {
                add(Some(plain(value)), source);
            }
        }
        let candidates: Vec<SourcedTitle<'_>> =
            titles.iter().map(|(text, source)| SourcedTitle { text, source }).collect();
        choose(&ranker::HeadlineSources {
            titles: &candidates,
            headings: &self.body.headings(),
            lower: &self.body.lower_headings(),
            sites,
            page_type,
            address: found.metadata.url.as_deref(),
        })
    }

    /// The names that the page's site goes by.
    fn sites(&self, found: &SourcedMetadata, options: &Options) -> Sites {
        let mut sites = Sites::default();
        for site in self.metas.all(Field::Site).map(|(value, _)| value).chain(self.ld.site.as_deref()) {
            sites.add(site);
        }
        for address in [options.url.as_deref(), found.metadata.url.as_deref()].into_iter().flatten() {
            sites.add_host(address);
        }
        sites
    }

    fn dates(&self, found: &mut SourcedMetadata, at: body::TitleArea, is_thread: bool) {
        let tag = self.regional_tag().or(found.metadata.language.as_deref()).unwrap_or_default().to_owned();
        let style = Style::of(&tag);
        let parse = |value: &str| dates::parse(value, style);
        let declared = |ld: Option<&str>, field: Field| {
            let said = ld.and_then(parse).map(|date| (date, "json-ld"));
            said.or_else(|| self.metas.all(field).find_map(|(value, source)| Some((parse(value)?, source))))
        };
        let seen_change = self.body.modified(at, style);
        let modified = declared(self.ld.modified.as_deref(), Field::Modified).or(seen_change);
        if let Some((date, source)) = modified {
            found.metadata.modified = Some(date.to_string());
            found.came_from("modified", source);
        }
        let address = || dates::in_address(found.metadata.url.as_deref()?).map(|stamp| (stamp, "url"));
        let shown = self.body.published(at, style).or_else(address);
        let uploaded = || Some((parse(self.ld.uploaded.as_deref()?)?, "json-ld"));
        let published = declared(self.ld.published.as_deref(), Field::Published).or_else(uploaded);
        let restated = published.zip(modified).is_some_and(|(it, changed)| it.0.is_day_of(changed.0));
        let published =
            published.map(|it| if restated { first_day(it, shown) } else { local_day(it, shown) }).or(shown);
        // Where readers are told of a change alone, that is the page's date.
        let opened = || is_thread.then(|| self.body.opened(style)).flatten();
        if let Some((date, source)) = published.or_else(opened).or(seen_change) {
            found.metadata.date = Some(date.to_string());
            found.came_from("date", source);
        }
    }

    /// The page's language tag; of several for one language the one with a region, which tells how dates are written:
    /// `en_GB` says more than `en`.
    fn regional_tag(&self) -> Option<&str> {
        let html = self.scan.page.head.language.as_deref();
        let metas = self.metas.all(Field::Language).map(|(tag, _)| tag);
        let tags: Vec<&str> = html.into_iter().chain(metas).chain(self.ld.language.as_deref()).collect();
        let first = tags.first()?;
        let region = tags.iter().find(|tag| tag.contains(['-', '_']) && tag.get(..2) == first.get(..2));
        region.or(Some(first)).copied()
    }

    fn authors(&self, found: &mut SourcedMetadata, at: body::TitleArea, sites: &Sites, is_thread: bool) {
        let said = self.declared_authors();
        // The site itself is the author where nobody else is named.
        let site = said.as_ref().is_some_and(|(names, _)| names.iter().all(|name| sites.names(name)));
        let said = if site {
            self.body.authors(at).filter(|(names, _)| !names.iter().any(|name| sites.names(name))).or(said)
        } else {
            said
        };
        let opener = || is_thread.then(|| self.body.opener()).flatten();
        if let Some((names, source)) = said.or_else(|| self.body.authors(at)).or_else(opener) {
            found.metadata.author = names;
            found.came_from("author", source);
        }
    }

    /// The authors that the head names; of a paper's hundreds, the first.
    fn declared_authors(&self) -> Option<(Vec<String>, &'static str)> {
        if !self.ld.authors.is_empty() {
            return Some((self.ld.authors.clone(), "json-ld"));
        }
        let card = self.card_author();
        let best = self.metas.groups(Field::Author).into_iter().find_map(|(name, values, source)| {
            let library = name.starts_with("citation") || name.starts_with("dc");
            let mut names: Vec<String> = Vec::new();
            for value in values {
                let value = plain(value);
                let value = if library { authors::given_name_first(&value) } else { value };
                for name in authors::split(&value) {
                    if !names.contains(&name) && names.len() < MOST_AUTHORS {
                        names.push(name);
                    }
                }
            }
            (!names.is_empty()).then_some((names, source))
        });
        best.or_else(|| (!card.is_empty()).then_some((card, "meta")))
    }

    /// `twitter:label1` = `Written by`, `twitter:data1` = the name.
    fn card_author(&self) -> Vec<String> {
        let metas = &self.scan.page.head.metas;
        let value = |name: &str| metas.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
        [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")]
            .into_iter()
            .filter_map(|(label, data)| Some((value(label)?, value(data)?)))
            .find(|(label, _)| authors::is_label(label))
            .map(|(_, data)| authors::split(&plain(data)))
            .unwrap_or_default()
    }

    fn tags(&self, found: &mut SourcedMetadata) {
        let metas = self.metas.best(Field::Tags);
        let (values, source): (Vec<String>, &str) = match metas.first() {
            Some((_, source)) => (metas.iter().map(|(value, _)| (*value).to_owned()).collect(), source),
            None if !self.ld.tags.is_empty() => (self.ld.tags.clone(), "json-ld"),
            None => (self.body.tags(), "page"),
        };
        let mut tags: Vec<String> = Vec::new();
        for value in &values {
            let parts: Vec<&str> =
                if values.len() > 1 { vec![value.as_str()] } else { value.split([',', ';', '，', '、']).collect() };
            for tag in parts.into_iter().map(plain) {
                if !tag.is_empty() && tag.len() <= TAG_BYTES && !tags.contains(&tag) && tags.len() < MOST_TAGS {
                    tags.push(tag);
                }
            }
        }
        if !tags.is_empty() {
            found.metadata.tags = tags;
            found.came_from("tags", source);
        }
    }
}
