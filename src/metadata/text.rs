//! Metadata of a flattened page: the lines that the rules took for headline, byline, date and keywords.

use super::language;
use super::sourced::{MOST_TAGS, SourcedMetadata, TAG_BYTES};
use crate::category::Category;
use crate::grammar::authors;
use crate::grammar::dates::{self, Date};
use crate::grammar::keywords;
use crate::grammar::lexicon::{self, Section};
use crate::resolve::Verdicts;
use crate::scan::Scan;
use crate::text::fold;

/// Most writers of one text; more names are a list of something else.
const MOST_AUTHORS: usize = 8;

/// Gathers the metadata of a flattened page from its verdicts.
pub(super) fn gather(scan: &Scan<'_>, verdicts: &Verdicts) -> SourcedMetadata {
    let mut found = SourcedMetadata::default();
    let mut printed: Vec<Date> = Vec::new();
    let mut prefix = None;
    for it in &verdicts.all {
        let Some(removal) = it.removal else { continue };
        let text = it.span.of(&scan.page.source).trim();
        match removal.category {
            Category::Title if found.title.is_none() => {
                let mut title = String::new();
                // Of Markdown: `# **Ferry sails again**`
                fold::fold_space(text.trim_start_matches('#').trim().trim_matches('*'), &mut title);
                found.title = Some(title);
                found.came_from("title", "page");
            }
            Category::Date => {
                match text.strip_prefix("date ").filter(|_| removal.by.id() == "date-prefix") {
                    Some(date) => prefix = iso(date.trim()),
                    None => printed.extend(dates_of(text)),
                }
                authors(text, &mut found);
            }
            Category::Byline => authors(text, &mut found),
            Category::Tags => add_tags(text, &mut found),
            _ => {}
        }
    }
    date(prefix, &printed, &mut found);
    if let Some((language, source)) = language::settle(None, scan, verdicts) {
        found.metadata.language = Some(language.to_owned());
        found.came_from("language", source);
    }
    found
}

/// A date field, `2018-09-27` or `2018-09`, where there is such a day.
fn iso(field: &str) -> Option<String> {
    let mut parts = field.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next().map_or(Some(0), |day| day.parse().ok().filter(|day| *day > 0))?;
    Date { year, month, day, ambiguous: false }.iso()
}

/// All dates of a line, in order.
fn dates_of(text: &str) -> Vec<Date> {
    /// Published and changed.
    const MOST: usize = 2;
    let mut all = Vec::new();
    let mut at = 0;
    while let Some((date, range)) = dates::find(&text[at..]) {
        all.push(date);
        at += range.end;
        if all.len() == MOST {
            break;
        }
    }
    all
}

/// The scraper's own field counts where it names a day, else the first date that the page prints.
fn date(prefix: Option<String>, printed: &[Date], found: &mut SourcedMetadata) {
    /// `2018-09-27`
    const DAY_BYTES: usize = 10;
    let day = prefix.as_ref().filter(|p| p.len() == DAY_BYTES).map(|p| (p.clone(), "prefix"));
    let line = printed.first().and_then(|d| d.iso()).map(|d| (d, "page"));
    let month = prefix.map(|p| (p, "prefix"));
    if let Some((date, source)) = day.or(line).or(month) {
        found.metadata.date = Some(date);
        found.came_from("date", source);
    }
    if let Some(modified) = printed.get(1).and_then(|d| d.iso()) {
        found.metadata.modified = Some(modified);
        found.came_from("modified", "page");
    }
}

/// The writers that a line names.
fn authors(text: &str, found: &mut SourcedMetadata) {
    let text = authors::behind_small(text).or_else(|| authors::reporter(text)).unwrap_or(text);
    let names = match authors::parse(text.trim_start_matches(['-', '–', '—', '(', ' '])) {
        Some(byline) => byline.authors,
        None => inner_writer(text).or_else(|| super::body::signed_date(text)).into_iter().collect(),
    };
    for name in names.iter().map(|name| without_role(name)) {
        let agency = lexicon::is(Section::Agency, &fold::fold_label(name));
        if !agency
            && authors::is_name_part(name)
            && !found.metadata.author.iter().any(|it| it == name)
            && found.metadata.author.len() < MOST_AUTHORS
        {
            found.metadata.author.push(name.to_owned());
            found.came_from("author", "page");
        }
    }
}

/// A name without what stands behind it: `박찬 기자 입력`, the writer, the role, the label of the date.
fn without_role(name: &str) -> &str {
    let is_other = |word: &str| {
        let label = fold::fold_label(word);
        lexicon::is(Section::Role, &label) || lexicon::is(Section::Published, &label)
    };
    let words = name.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    match words.skip(1).find(|(_, word)| is_other(word)) {
        Some((at, _)) => name[..at].trim_end(),
        None => name,
    }
}

/// `Publié : 25 octobre 2022 à 11h22 par Kilian Kuény`: the name behind the last word like `by`.
fn inner_writer(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_by = |at: &usize| lexicon::is(Section::By, &fold::fold_label(words[*at]));
    (0..words.len()).rev().filter(is_by).find_map(|by| {
        let name =
            words[by + 1..].iter().take_while(|w| authors::is_name_part(w)).copied().collect::<Vec<_>>().join(" ");
        authors::is_name(&name).then_some(name)
    })
}

fn add_tags(text: &str, found: &mut SourcedMetadata) {
    let list = keywords::behind_label(text).unwrap_or(text);
    for tag in keywords::items(list) {
        let tags = &mut found.metadata.tags;
        if tag.len() <= TAG_BYTES && tags.len() < MOST_TAGS && !tags.iter().any(|t| t == tag) {
            tags.push(tag.to_owned());
        }
    }
    if !found.metadata.tags.is_empty() {
        found.came_from("tags", "page");
    }
}
