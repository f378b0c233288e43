//! The headline: which of the page's titles and headings it is, and where the site's name is cut off.
//!
//! A page states its title up to four times: OpenGraph, JSON-LD, `<title>`, `<h1>`. The heading is what readers see, but
//! some are the site's name or a slogan; the others carry the site's name and words for search engines. So a heading
//! counts where it meets one of the others.

use std::collections::BTreeSet;

/// Longest heading that can be a headline, in bytes.
const HEADING_BYTES: usize = 400;

/// Share of words, in thousandths, that heading and title must have in common to be two wordings of one headline. At 200
/// headings were right in 68 of 107 development articles where they differ from the title.
const SAME_HEADLINE: usize = 200;

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

/// A title and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    pub(crate) text: &'a str,
    pub(crate) source: &'static str,
}

/// Picks the headline among the head's titles (best first) and the page's first-level headings.
pub(crate) fn choose(titles: &[Candidate<'_>], headings: &[&str], sites: &Sites) -> Option<(String, &'static str)> {
    let sites = &with_masthead(titles, headings, sites);
    let headings: Vec<(&str, Vec<String>)> = headings
        .iter()
        .map(|text| text.trim())
        .filter(|text| text.len() <= HEADING_BYTES && !sites.names(text))
        .map(|text| (text, words(text)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let titles: Vec<Title> = titles.iter().map(|it| Title::new(it, sites)).filter(|it| !it.words.is_empty()).collect();
    let heading = agreeing(&titles, &headings).or_else(|| {
        let [(text, words)] = &headings[..] else { return None };
        (words.len() >= LONG_HEADING).then_some(*text)
    });
    if let Some(heading) = heading {
        return Some((tidy(heading), "page"));
    }
    let title = titles.first().map(|it| (tidy(&it.stripped), it.source));
    title.or_else(|| headings.first().map(|(text, _)| (tidy(text), "page")))
}

/// The site's names and those of its parts that stand as a heading on every page: `A Page - The Book`.
fn with_masthead(titles: &[Candidate<'_>], headings: &[&str], sites: &Sites) -> Sites {
    let mut sites = sites.clone();
    for title in titles {
        let Some((head, _, tail)) = last_part(title.text) else { continue };
        let tail_words = words(tail);
        if words(head).len() >= HEAD_WORDS && headings.iter().any(|text| words(text) == tail_words) {
            sites.add(tail);
        }
    }
    sites
}

/// The heading that a title repeats: whole, as its beginning, or in other words.
fn agreeing<'h>(titles: &[Title], headings: &[(&'h str, Vec<String>)]) -> Option<&'h str> {
    for (text, words) in headings {
        if titles.iter().any(|it| it.words == *words) {
            return Some(text);
        }
    }
    for (text, words) in headings {
        let begins = |it: &Title| words.len() >= 2 && words.len() * 2 >= it.words.len() && it.whole.starts_with(words);
        if titles.iter().any(begins) {
            return Some(text);
        }
    }
    let mut best: Option<(usize, &'h str)> = None;
    for (text, words) in headings {
        // The last part of a title is the site or its section, not the headline.
        if titles.iter().any(|it| it.whole.len() > words.len() && it.whole.ends_with(words)) {
            continue;
        }
        for title in titles {
            let share = common(words, &title.words);
            if share >= SAME_HEADLINE && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, text));
            }
        }
    }
    best.map(|(_, text)| text)
}

/// Twice the common words per words of both, in thousandths.
fn common(a: &[String], b: &[String]) -> usize {
    let (a, b): (BTreeSet<&String>, BTreeSet<&String>) = (a.iter().collect(), b.iter().collect());
    a.intersection(&b).count() * 2000 / (a.len() + b.len()).max(1)
}

struct Title {
    whole: Vec<String>,
    stripped: String,
    words: Vec<String>,
    source: &'static str,
}

impl Title {
    fn new(it: &Candidate<'_>, sites: &Sites) -> Self {
        let stripped = strip_site(it.text, sites);
        Self { whole: words(it.text), words: words(&stripped), stripped, source: it.source }
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
        let folded = letters(name);
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

    /// Whether a text is one of the names, give or take `.com`, `The` and the like.
    pub(crate) fn names(&self, text: &str) -> bool {
        let folded = letters(text);
        !folded.is_empty()
            && self.folded.iter().any(|site| {
                let within = |long: &str, short: &str| short.len() > 3 && long.contains(short);
                *site == folded || within(site, &folded) || within(&folded, site)
            })
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn words(text: &str) -> Vec<String> {
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
    let mut cut = false;
    while let Some((head, _, tail)) = last_part(rest) {
        if !sites.names(tail) {
            break;
        }
        rest = head;
        cut = true;
    }
    // Sections and slogans that nothing names: any after bars, one or two after dashes.
    let mut dashes = usize::from(cut);
    while let Some((head, mark, tail)) = last_part(rest) {
        let (before, after) = (words(head).len(), words(tail).len());
        let bar = is_bar(mark);
        let short =
            if bar { after <= SITE_WORDS_BAR && after <= before + 1 } else { after <= SITE_WORDS && after < before };
        if !short || sites.names(head) || !bar && dashes >= MOST_DASHES {
            break;
        }
        dashes += usize::from(!bar);
        rest = head;
    }
    rest.to_owned()
}

/// A title's text before its last mark, the mark, and what follows it. Dashes count between spaces alone.
fn last_part(title: &str) -> Option<(&str, char, &str)> {
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

/// Whether a title is in a script without spaces, where `_` parts it from the site's name.
fn fold_is_wide(title: &str) -> bool {
    title.chars().any(crate::fold::is_unspaced)
}

/// White space folded, a heading's anchor mark gone.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    crate::fold::fold_space(text, &mut out);
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
        let titles = [Candidate { text: title, source: "title" }];
        choose(&titles, headings, &sites(names)).map_or_else(String::new, |(text, _)| text)
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
