//! The headline: which of the page's titles and headings it is, and where the site's name is cut off.
//!
//! A page states its title up to four times: OpenGraph, JSON-LD, `<title>`, `<h1>`. The heading is what readers see, but
//! some are the site's name or a slogan; the others carry the site's name and words for search engines. So a heading
//! counts where it meets one of the others.

use std::collections::BTreeSet;

use crate::cleaned::PageType;
use crate::grammar::phrases::{self, Label};
use crate::text::cut;
use crate::text::fold;

/// Longest heading that can be a headline, in bytes.
const HEADING_BYTES: usize = 400;

/// Share of words, in thousandths, that heading and title must have in common to be two wordings of one headline. At 200
/// headings were right in 68 of 107 development articles where they differ from the title.
const SAME_HEADLINE: usize = 200;

/// The same where the heading names the site beside other words: mostly a greeting or an advertisement.
const SAME_HEADLINE_WITH_SITE: usize = 600;

/// First-level headings from which on none is the headline by a few common words: the page is set in them.
const MANY_HEADINGS: usize = 3;

/// A heading of so many words that nothing else repeats is a headline and no slogan: pages made by scripts leave the
/// site's name in `<title>`.
const LONG_HEADING: usize = 9;

/// Last parts of a title after ` - ` that are cut as a site's name though nothing else names it: longer ones are mostly
/// subtitles.
const SITE_WORDS: usize = 4;

/// The same after ` | ` and its kin, which seldom stand inside headlines.
const SITE_WORDS_BAR: usize = 6;

/// Parts after dashes that are cut at most, the site's name included: `Headline - Section - Site`.
const MOST_DASHES: usize = 2;

/// Words before the last part of a title from which on that part is no headline: before a headline stands at most a
/// section's name.
const HEAD_WORDS: usize = 3;

/// Words from which on a lower heading that repeats the last part of a title is the headline, as on boards (`Board - View
/// topic - Headline`); a shorter last part is a site's or a section's name.
const LAST_PART_WORDS: usize = 4;

/// The same of the first part: one word is a logo.
const FIRST_PART_WORDS: usize = 2;

/// Longest title, heading or name of the site, in bytes; of a longer one the beginning is read. Each is cut apart at its marks
/// and compared with each. Protects the time: a title of 131 KB took 3.5 s. The longest title of 3,300 development pages has
/// 228 bytes.
const TITLE_BYTES: usize = 600;

/// Most parts that are cut off the end of a title: more are a list of words for search engines.
const MOST_PARTS: usize = 16;

/// Most titles, headings and lower headings that are compared with each other, and names of the site: each is with each. Pages
/// have a handful; the first of more are as good.
const MOST_TITLES: usize = 16;
const MOST_HEADINGS: usize = 100;
const MOST_LOWER: usize = 400;
const MOST_SITES: usize = 16;

/// As much of a title, heading or name as is read.
pub(crate) fn bounded(text: &str) -> &str {
    cut::head(text, TITLE_BYTES)
}

/// A title and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct SourcedTitle<'a> {
    pub(crate) text: &'a str,
    pub(crate) source: &'static str,
}

/// A first-level heading and its words.
struct Heading<'h> {
    text: &'h str,
    words: Vec<String>,
}

/// Picks the headline among the head's titles (best first), the page's first-level headings and those below.
pub(crate) fn choose(
    titles: &[SourcedTitle<'_>],
    headings: &[&str],
    lower: &[&str],
    sites: &Sites,
    page_type: Option<PageType>,
) -> Option<(String, &'static str)> {
    let titles = &titles[..titles.len().min(MOST_TITLES)];
    let headings = &headings[..headings.len().min(MOST_HEADINGS)];
    let lower = &lower[..lower.len().min(MOST_LOWER)];
    let sites = &with_masthead(titles, headings, lower, sites);
    let headings: Vec<Heading<'_>> = headings
        .iter()
        .map(|text| text.trim())
        .filter(|text| text.len() <= HEADING_BYTES && !sites.are(text) && (titles.is_empty() || !is_front(text)))
        .map(|text| Heading { text, words: words(text) })
        .filter(|it| !it.words.is_empty())
        .collect();
    let titles: Vec<ParsedTitle> =
        titles.iter().map(|it| ParsedTitle::new(it, sites)).filter(|it| !it.words.is_empty()).collect();
    if let Some(heading) = agreeing(&titles, &headings, sites) {
        return Some((tidy(&heading), "page"));
    }
    if headings.is_empty() {
        let parts: Vec<Parts> = titles.iter().map(|title| title.parts(sites)).collect();
        let is_part = |text: &&&str| {
            let own = words(text);
            parts.iter().any(|it| it.behind_site.as_ref() == Some(&own) || it.has(&own) && !sites.names(text))
        };
        if let Some(heading) = lower.iter().find(is_part) {
            return Some((tidy(heading), "page"));
        }
    }
    // What a firm offers is named in the title; its headings are slogans.
    let slogans = page_type == Some(PageType::Service) && !titles.is_empty();
    if let Some(heading) = reworded(&titles, &headings, sites) {
        let named = titles.iter().find(|it| it.source == "title").or(titles.first());
        let distinct: BTreeSet<&Vec<String>> = headings.iter().map(|it| &it.words).collect();
        let better = named.filter(|title| {
            let article = page_type.is_none_or(|it| it == PageType::Article);
            slogans || distinct.len() >= MANY_HEADINGS || !article && adds_words(&heading.words, &title.words)
        });
        return Some(better.map_or_else(|| (tidy(heading.text), "page"), |it| (tidy(&it.stripped), it.source)));
    }
    if let [only] = &headings[..]
        && only.words.len() >= LONG_HEADING
        && !slogans
    {
        return Some((tidy(only.text), "page"));
    }
    let title = titles.first().map(|it| (tidy(&it.stripped), it.source));
    title.or_else(|| headings.first().map(|it| (tidy(it.text), "page")))
}

/// The site's names and those of its parts that stand as a heading on every page: `A Page - The Book`; `The Blog: A Post`
/// where another title or heading is the post's alone.
fn with_masthead(titles: &[SourcedTitle<'_>], headings: &[&str], lower: &[&str], sites: &Sites) -> Sites {
    let mut sites = sites.clone();
    let all_words = |texts: &mut dyn Iterator<Item = &str>| texts.map(words).collect::<Vec<_>>();
    let others = all_words(&mut titles.iter().map(|it| it.text).chain(lower.iter().copied()));
    let headings = all_words(&mut headings.iter().copied());
    let is_heading = |own: &[String]| headings.iter().any(|heading| heading == own);
    for title in titles {
        if let Some((head, _, tail)) = last_part(title.text)
            && words(head).len() >= HEAD_WORDS
            && is_heading(&words(tail))
        {
            sites.add(tail);
        }
        let Some((head, rest)) = first_part(title.text) else { continue };
        if first_part(rest).is_some() {
            continue;
        }
        let (before, own) = (words(head), words(rest));
        // Of two names the longer is no site's.
        let longer = own.len() > before.len() && own.len() >= HEAD_WORDS && !sites.names(rest);
        if longer && (is_heading(&own) || is_heading(&before) && others.contains(&own)) {
            sites.add(head);
        }
    }
    sites
}

/// The heading that a title repeats: whole, without the site's name on either's end, or as its beginning.
fn agreeing(titles: &[ParsedTitle], headings: &[Heading<'_>], sites: &Sites) -> Option<String> {
    if let Some(it) = headings.iter().find(|it| titles.iter().any(|title| title.words == it.words)) {
        return Some(it.text.to_owned());
    }
    // What a heading, one title and the beginning of another have is no site's name.
    let begins_other = |own: &[String]| titles.iter().any(|it| it.whole.len() > own.len() && it.whole.starts_with(own));
    if let Some(it) = headings.iter().find(|it| {
        titles.iter().any(|title| title.whole == it.words)
            && begins_other(&it.words)
            && last_part(it.text)
                .is_some_and(|(head, mark, tail)| !is_bar(mark) && !sites.names(tail) && last_part(head).is_none())
    }) {
        return Some(it.text.to_owned());
    }
    let stripped = headings.iter().map(|it| strip_site(it.text, sites));
    let mut without_site = stripped.filter(|text| {
        let own = words(text);
        !own.is_empty() && titles.iter().any(|title| title.words == own)
    });
    if let Some(text) = without_site.next() {
        return Some(text);
    }
    // `Harbour Post: Ferries sail again`
    let after_site: Vec<Vec<String>> = titles.iter().filter_map(|title| title.behind_site(sites)).collect();
    let begins = |it: &Heading<'_>, title: &ParsedTitle| {
        it.words.len() >= 2 && it.words.len() * 2 >= title.words.len() && title.whole.starts_with(&it.words)
    };
    if let Some(title) = behind_kicker(titles, headings) {
        return Some(title.stripped.clone());
    }
    let found = headings.iter().find(|it| after_site.contains(&it.words));
    let found = found.or_else(|| headings.iter().find(|it| titles.iter().any(|title| begins(it, title))));
    found.map(|it| it.text.to_owned())
}

/// The title that a heading repeats behind a word or two of its own: `Harbour The ferries sail again`.
fn behind_kicker<'t>(titles: &'t [ParsedTitle], headings: &[Heading<'_>]) -> Option<&'t ParsedTitle> {
    /// Words of the longest kicker, and of the shortest title that is not the end of another by chance.
    const KICKER: usize = 3;
    const LEAST: usize = 4;
    titles.iter().filter(|it| it.source == "json-ld" && it.words.len() >= LEAST).find(|title| {
        headings.iter().any(|it| it.words.len() <= title.words.len() + KICKER && it.words.ends_with(&title.words))
    })
}

/// The heading that says in other words what a title says.
fn reworded<'a, 'h>(titles: &[ParsedTitle], headings: &'a [Heading<'h>], sites: &Sites) -> Option<&'a Heading<'h>> {
    let mut best: Option<(usize, &Heading<'_>)> = None;
    for it in headings {
        // The last part of a title is the site or its section, not the headline.
        if titles.iter().any(|title| title.whole.len() > it.words.len() && title.whole.ends_with(&it.words)) {
            continue;
        }
        let least = if sites.names(it.text) { SAME_HEADLINE_WITH_SITE } else { SAME_HEADLINE };
        for title in titles {
            let share = common(&it.words, &title.words);
            if share >= least && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, it));
            }
        }
    }
    best.map(|(_, it)| it)
}

/// Whether a heading says all that a title says, and more.
fn adds_words(heading: &[String], title: &[String]) -> bool {
    let (heading, title): (BTreeSet<&String>, BTreeSet<&String>) = (heading.iter().collect(), title.iter().collect());
    heading.len() > title.len() && title.is_subset(&heading)
}

/// Twice the common words per words of both, in thousandths.
pub(crate) fn common(a: &[String], b: &[String]) -> usize {
    let (a, b): (BTreeSet<&String>, BTreeSet<&String>) = (a.iter().collect(), b.iter().collect());
    a.intersection(&b).count() * 2000 / (a.len() + b.len()).max(1)
}

/// Whether a text is the label of a link to the front page, as `Home` is: no headline where a title says more.
fn is_front(text: &str) -> bool {
    let kinds = phrases::of(text);
    kinds.label_count == 1 && (kinds.whole.has(Label::Home) || kinds.weak.has(Label::Home))
}

struct ParsedTitle {
    text: String,
    whole: Vec<String>,
    stripped: String,
    words: Vec<String>,
    source: &'static str,
}

impl ParsedTitle {
    fn new(it: &SourcedTitle<'_>, sites: &Sites) -> Self {
        let mut stripped = strip_site(it.text, sites);
        if is_front(&stripped) {
            it.text.trim().clone_into(&mut stripped);
        }
        Self { text: it.text.to_owned(), whole: words(it.text), words: words(&stripped), stripped, source: it.source }
    }

    /// What a lower heading may repeat.
    fn parts(&self, sites: &Sites) -> Parts {
        let behind_site = self.behind_site(sites);
        let Some((head, mark, tail)) = last_part(&self.text) else { return Parts { behind_site, ..Parts::default() } };
        Parts { head: words(head), tail: if is_bar(mark) { Vec::new() } else { words(tail) }, behind_site }
    }

    /// The words behind the site's name, where the title begins with it.
    fn behind_site(&self, sites: &Sites) -> Option<Vec<String>> {
        let (head, rest) = first_part(&self.stripped)?;
        sites.names(head).then(|| words(rest))
    }
}

/// The words of a title's parts.
#[derive(Default)]
struct Parts {
    /// Before its last mark.
    head: Vec<String>,
    /// Behind it, where the mark is a dash.
    tail: Vec<String>,
    behind_site: Option<Vec<String>>,
}

impl Parts {
    /// Whether a heading repeats what stands before the title's last mark, or at length what stands behind it.
    fn has(&self, heading: &[String]) -> bool {
        heading.len() >= FIRST_PART_WORDS && self.head == heading
            || heading.len() >= LAST_PART_WORDS && self.tail == heading
    }
}

/// The names that a page's site goes by, letters and digits alone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sites {
    folded: Vec<String>,
}

impl Sites {
    /// Adds a name, if there is one.
    pub(crate) fn add(&mut self, name: &str) {
        if self.folded.len() >= MOST_SITES {
            return;
        }
        let folded = fold::letters(bounded(name));
        if !folded.is_empty() {
            self.folded.push(folded);
        }
    }

    /// Adds the labels of an address' host, its last one and `www` left out.
    pub(crate) fn add_host(&mut self, address: &str) {
        let Some((_, rest)) = address.split_once("://") else { return };
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let Some((labels, _)) = host.rsplit_once('.') else { return };
        for label in labels.split('.').filter(|label| label.len() > 2 && *label != "www") {
            self.add(label);
        }
    }

    /// Whether a text is one of the names and nothing else of weight: a masthead, not a headline that names the site.
    pub(crate) fn are(&self, text: &str) -> bool {
        let folded = fold::letters(text);
        !folded.is_empty()
            && self.folded.iter().any(|site| {
                let within = |long: &str, short: &str| short.len() > 3 && long.contains(short);
                *site == folded || within(site, &folded) || within(&folded, site) && site.len() * 2 >= folded.len()
            })
    }

    /// Whether a text is one of the names, give or take `.com`, `The` and the like.
    pub(crate) fn names(&self, text: &str) -> bool {
        let folded = fold::letters(text);
        !folded.is_empty()
            && self.folded.iter().any(|site| {
                let within = |long: &str, short: &str| short.len() > 3 && long.contains(short);
                *site == folded || within(site, &folded) || within(&folded, site)
            })
    }
}

pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Marks between a headline and a site's name.
fn is_bar(c: char) -> bool {
    matches!(c, '|' | '»' | '«' | '·' | '•' | '›' | '｜' | '_' | '~')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−' | ':' | '/' | '<' | '>')
}

/// A title without its site's name.
pub(crate) fn strip_site(title: &str, sites: &Sites) -> String {
    let mut rest = title.trim();
    let mut cut = 0;
    while let Some((head, _, tail)) = last_part(rest) {
        if !sites.names(tail) || cut == MOST_PARTS {
            break;
        }
        rest = head;
        cut += 1;
    }
    // Sections and slogans that nothing names: any after bars, one or two after dashes.
    let mut dashes = usize::from(cut > 0);
    while let Some((head, mark, tail)) = last_part(rest) {
        let (before, after) = (words(head).len(), words(tail).len());
        let bar = is_bar(mark);
        let short =
            if bar { after <= SITE_WORDS_BAR && after <= before + 1 } else { after <= SITE_WORDS && after < before };
        if !short || sites.names(head) || !bar && dashes >= MOST_DASHES || cut == MOST_PARTS {
            break;
        }
        dashes += usize::from(!bar);
        rest = head;
        cut += 1;
    }
    rest.to_owned()
}

/// A title's text before its last mark, the mark, and what follows it. Dashes count between spaces alone.
pub(crate) fn last_part(title: &str) -> Option<(&str, char, &str)> {
    let mut found = None;
    let mut before = None;
    let mut chars = title.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let spaced = before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace);
        let bar = is_bar(c) && (c != '_' || fold_is_wide(title)) && (c != '~' && c != '·' && c != '•' || spaced);
        if bar || is_dash(c) && spaced || c == ':' && before == Some(':') && after.is_some_and(char::is_whitespace) {
            found = Some((at, c));
        }
        before = Some(c);
    }
    let (at, mark) = found?;
    let head = title[..at].trim_end_matches(|c: char| c.is_whitespace() || is_bar(c) || c == ':').trim();
    let tail = title[at + mark.len_utf8()..].trim();
    (!head.is_empty() && !tail.is_empty()).then_some((head, mark, tail))
}

/// A title's text before its first mark and what follows it: `Harbour Post: Ferries sail again`.
pub(crate) fn first_part(title: &str) -> Option<(&str, &str)> {
    let mut before = ' ';
    for (at, c) in title.char_indices() {
        let rest = &title[at + c.len_utf8()..];
        let spaced = before.is_whitespace() || c == ':';
        if (is_bar(c) && !matches!(c, '_' | '~' | '·' | '•') || is_dash(c) && c != '/' && spaced)
            && rest.starts_with(char::is_whitespace)
        {
            let (head, rest) = (title[..at].trim(), rest.trim());
            return (!head.is_empty() && !rest.is_empty()).then_some((head, rest));
        }
        before = c;
    }
    None
}

/// Whether a title is in a script without spaces, where `_` parts it from the site's name.
fn fold_is_wide(title: &str) -> bool {
    title.chars().any(crate::text::script::is_unspaced)
}

/// White space folded, a heading's anchor mark gone.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    crate::text::fold::fold_space(text, &mut out);
    let end = out.trim_end_matches(['¶', '#', '§', '🔗', ' ']).len();
    if end > 0 && !out.ends_with("C#") && !out.ends_with("F#") {
        out.truncate(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sites(names: &[&str]) -> Sites {
        let mut sites = Sites::default();
        for name in names {
            sites.add(name);
        }
        sites
    }

    fn pick(title: &str, headings: &[&str], names: &[&str]) -> String {
        let titles = [SourcedTitle { text: title, source: "title" }];
        choose(&titles, headings, &[], &sites(names), None).map_or_else(String::new, |(text, _)| text)
    }

    #[test]
    fn the_sites_name_is_cut_off() {
        for (title, names, want) in [
            ("Ferries sail again | The Harbour Post", &["The Harbour Post"][..], "Ferries sail again"),
            ("Ferries sail again - News - Harbour Post", &["harbourpost"], "Ferries sail again"),
            ("Ferries sail again | Local | Post", &[], "Ferries sail again"),
            (
                "Ferries - what every traveller should know - Post",
                &["Post"],
                "Ferries - what every traveller should know",
            ),
            ("Ferries sail again - Harbour Post", &[], "Ferries sail again"),
            ("渡轮恢复航行_海港新闻", &[], "渡轮恢复航行"),
            ("Ferries sail again :: Harbour", &[], "Ferries sail again"),
        ] {
            assert_eq!(strip_site(title, &sites(names)), want, "{title}");
        }
    }

    #[test]
    fn subtitles_and_hyphens_stay() {
        for title in [
            "Ferries - what every traveller should know",
            "Self-help for well-known ferry-goers",
            "Harbour Post - News from the north",
            "snake_case or camelCase",
            "| ",
            "",
        ] {
            assert_eq!(strip_site(title, &sites(&["Harbour Post"])), title.trim(), "{title}");
        }
    }

    #[test]
    fn a_heading_counts_where_a_title_agrees() {
        let headings = &["Harbour Post", "Ferries sail again"];
        assert_eq!(pick("Ferries sail again — Harbour Post", headings, &["Harbour Post"]), "Ferries sail again");
        assert_eq!(
            pick("Skagen ferries sail again", &["Ferries to Skagen sail again¶"], &[]),
            "Ferries to Skagen sail again"
        );
        assert_eq!(pick("Ferries sail again | Post", &["Discover the north"], &[]), "Ferries sail again");
        assert_eq!(pick("What is rust? - The Harbour Book", &["The Harbour Book"], &[]), "What is rust?");
    }

    #[test]
    fn a_lower_heading_counts_where_it_repeats_a_part_of_the_title() {
        let pick = |title: &str, headings: &[&str], lower: &[&str]| {
            let titles = [SourcedTitle { text: title, source: "title" }];
            choose(&titles, headings, lower, &Sites::default(), None).map(|(text, _)| text)
        };
        let of = |title, lower: &str| pick(title, &[], &[lower]).unwrap_or_default();
        assert_eq!(of("Ferry timetable - Harbour Forum", "Ferry timetable"), "Ferry timetable");
        assert_eq!(
            of("Board • View topic - When does the ferry sail?", "When does the ferry sail?"),
            "When does the ferry sail?"
        );
        assert_eq!(of("Ferry timetable - Harbour Forum", "Harbour Forum"), "Ferry timetable - Harbour Forum");
        assert_eq!(of("Ferry timetable - Harbour Forum", "Who is online"), "Ferry timetable - Harbour Forum");
        let office = "Tides - Overview | Harbour Health and Safety Office";
        assert_eq!(
            of(office, "Harbour Health and Safety Office"),
            "Tides - Overview | Harbour Health and Safety Office"
        );
    }

    #[test]
    fn a_site_before_the_headline_is_told_by_its_heading() {
        let pick = |titles: &[(&'static str, &str)], headings: &[&str], lower: &[&str]| {
            let titles: Vec<SourcedTitle<'_>> =
                titles.iter().map(|(source, text)| SourcedTitle { text, source }).collect();
            choose(&titles, headings, lower, &Sites::default(), None).map_or_else(String::new, |(text, _)| text)
        };
        let cake = "Aunt Berta's apple cake";
        let named = "Berta bakes: Aunt Berta's apple cake";
        assert_eq!(pick(&[("opengraph", cake), ("title", named)], &["Berta bakes"], &[cake]), cake);
        assert_eq!(pick(&[("opengraph", named), ("title", named)], &["Berta bakes", cake], &[]), cake);
        assert_eq!(pick(&[("title", "Berta bakes » Aunt Berta's apple cake")], &["Berta bakes"], &[cake]), cake);
        // The other way round.
        let site = [("opengraph", "Harbour Post"), ("title", "The ferries sail again | Harbour Post")];
        assert_eq!(pick(&site, &["The ferries sail again"], &[]), "The ferries sail again");
        let whole = [("opengraph", "Wool cap - Grey"), ("title", "Wool cap - Grey – Berg & Sons")];
        assert_eq!(pick(&whole, &["Wool cap - Grey"], &[]), "Wool cap - Grey");
        let kicker = [("json-ld", "The ferries sail again"), ("title", "The ferries sail again - Post")];
        assert_eq!(pick(&kicker, &["Harbour The ferries sail again"], &[]), "The ferries sail again");
    }

    #[test]
    fn home_is_no_headline() {
        assert_eq!(pick("Home - Harbour Artisans", &["Home"], &[]), "Home - Harbour Artisans");
        assert_eq!(pick("Startsida - Hamnens hantverkare", &["Startsida"], &[]), "Startsida - Hamnens hantverkare");
        assert_eq!(pick("Home and hearth - Post", &["Home and hearth"], &[]), "Home and hearth");
    }

    #[test]
    fn a_headline_may_name_the_site() {
        for (title, heading, want) in [
            ("Post: Ferries sail again", "Ferries sail again", "Ferries sail again"),
            ("Ferries sail again – Post - Post", "Ferries sail again – Post", "Ferries sail again"),
            ("The ferries sail again | Post", "Posts of the harbour stand again", "The ferries sail again"),
            ("Best post boats of 2026 | Post", "The best post boats of 2026", "The best post boats of 2026"),
        ] {
            assert_eq!(pick(title, &[heading], &["Post"]), want, "{title}");
        }
    }

    #[test]
    fn slogans_of_services_are_no_headline() {
        let titles = [SourcedTitle { text: "Harbour pilots and tugs | Berg Shipping", source: "title" }];
        let choose = |kind| {
            choose(&titles, &["Your pilots for a safe harbour"], &[], &sites(&["Berg Shipping"]), kind)
                .map(|(text, _)| text)
        };
        assert_eq!(choose(Some(PageType::Service)).as_deref(), Some("Harbour pilots and tugs"));
        assert_eq!(choose(Some(PageType::Article)).as_deref(), Some("Your pilots for a safe harbour"));
    }

    #[test]
    fn a_long_heading_beats_a_sites_title() {
        let heading = "Why do ferries to the north sail later in spring?";
        assert_eq!(pick("Forum - heart of the north", &[heading], &[]), heading);
    }

    #[test]
    fn hosts_name_sites() {
        let mut it = Sites::default();
        it.add_host("https://www.harbourpost.co.example/a/b");
        assert_eq!(strip_site("Ferries sail - Harbour Post", &it), "Ferries sail");
    }
}
