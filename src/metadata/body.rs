//! Metadata in the body of a page: microdata, `<time>`, `rel=author`, and the lines beside the title.
//!
//! Names and dates stand all over a page: in comments, teasers, footers. Only those near the title count, unless the
//! markup says whose they are.

use super::titles;
use crate::category::Category;
use crate::grammar::authors;
use crate::grammar::dates::{self, Stamp, Style};
use crate::grammar::lexicon::{self, Section};
use crate::page::span::Span;
use crate::page::{BlockKind, Prop, Role, Tag};
use crate::resolve::{By, Verdict, Verdicts};
use crate::scan::{End, Facts, Scan};
use crate::text::cut;
use crate::text::fold;

/// Blocks before the title in which a byline or a date may stand: a kicker, a date, a name.
const BEFORE_TITLE: usize = 6;

/// Blocks before the body in which they may stand.
const BEFORE_BODY: usize = 8;

/// Blocks behind the body in which a labelled byline or date may stand.
const BEHIND_BODY: usize = 8;

/// Blocks after the title in which they may stand: a standfirst, a portrait, buttons to share.
const AFTER_TITLE: usize = 24;

/// Blocks after the first running text in which they may stand: some pages put the lead above the byline.
const AFTER_PROSE: usize = 10;

/// The same for names and dates that the markup tells from other text: posts of forums have a user's card before them.
const AFTER_TITLE_MARKED: usize = 40;
const AFTER_PROSE_MARKED: usize = 14;

/// Longest line, in bytes, that is a byline or a dateline; longer ones are prose that names a person or a day.
const LINE_BYTES: usize = 160;

/// Longest line, in bytes, of an element marked as an author: longer ones are descriptions.
const BYLINE_NAME_BYTES: usize = 120;

/// Longest text, in bytes, of such an element: `article.authors-one-line` is the page.
const BYLINE_BYTES: usize = 1200;

/// Lines of such an element that are looked at: a label, a name.
const BYLINE_LINES: usize = 3;

/// The page's body with its statements.
pub(crate) struct Body<'s, 'p> {
    scan: &'s Scan<'p>,
    /// Comments, answers and reviews, outermost ones, in order.
    comments: Vec<Span>,
    /// By block, whether it has been removed as something of others: an embed, a comment, a teaser.
    foreign: Vec<bool>,
    /// The first and the last paragraph that is kept.
    first: Option<usize>,
    last: Option<usize>,
}

/// The blocks around the title: half-open.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TitleArea {
    title: Option<usize>,
    start: usize,
    end: usize,
    /// The end for what the markup tells from other text.
    marked_end: usize,
}

impl<'s, 'p> Body<'s, 'p> {
    pub(crate) fn new(scan: &'s Scan<'p>, verdicts: &Verdicts) -> Self {
        let mut comments: Vec<Span> = Vec::new();
        for prop in &scan.page.head.props {
            let comment = matches!(prop.name.as_str(), "comment" | "review" | "suggestedanswer" | "acceptedanswer");
            if comment && comments.last().is_none_or(|last| last.end <= prop.span.start) {
                comments.push(prop.span);
            }
        }
        let mut foreign = vec![false; scan.len()];
        for it in &verdicts.all {
            let of_others = it.removal.is_some_and(|removal| match removal.category {
                Category::Embed | Category::Comments => true,
                // The scorer only guesses what a byline beside the body is.
                Category::Related => !matches!(removal.by, By::Scorer(_)),
                _ => false,
            });
            foreign[it.block as usize] |= of_others;
        }
        let kept = |it: &&Verdict| it.removal.is_none() && scan.facts[it.block as usize].is_prose();
        let first = verdicts.all.iter().find(kept).map(|it| it.block as usize);
        let last = verdicts.all.iter().rev().find(kept).map(|it| it.block as usize);
        Self { scan, comments, foreign, first, last }
    }

    /// First-level headings; hidden ones where no other is there.
    pub(crate) fn headings(&self) -> Vec<&'s str> {
        let blocks = &self.scan.page.blocks;
        let of = |hidden: bool| -> Vec<&'s str> {
            let all =
                blocks.iter().enumerate().filter(|(_, it)| it.kind == BlockKind::Heading(1) && it.hidden == hidden);
            all.map(|(block, _)| titles::bounded(self.scan.text(block))).collect()
        };
        let shown = of(false);
        if shown.is_empty() { of(true) } else { shown }
    }

    /// Headings of the second and third level.
    pub(crate) fn lower_headings(&self) -> Vec<&'s str> {
        let blocks = self.scan.page.blocks.iter().enumerate();
        let all = blocks.filter(|(_, it)| matches!(it.kind, BlockKind::Heading(2 | 3)) && !it.hidden);
        all.map(|(block, _)| titles::bounded(self.scan.text(block))).collect()
    }

    /// The value of a statement: its attribute, else its text.
    pub(crate) fn value(&self, name: &str) -> Option<&'s str> {
        let prop = self.props(name).next()?;
        prop.value.as_deref().or_else(|| Some(self.text(prop.span)).filter(|text| !text.is_empty()))
    }

    fn props<'n>(&self, name: &'n str) -> impl Iterator<Item = &'s Prop> + use<'s, 'p, 'n> {
        self.scan.page.head.props.iter().filter(move |prop| prop.name == name)
    }

    fn text(&self, span: Span) -> &'s str {
        let page = self.scan.page;
        page.source.get(span.range()).unwrap_or_default().trim()
    }

    /// The place of the title, and the blocks around it in which bylines and dates stand.
    pub(crate) fn title_area(&self, title: Option<&str>) -> TitleArea {
        let count = self.scan.len();
        let wanted = title.map(fold::letters).unwrap_or_default();
        let blocks = &self.scan.page.blocks;
        let is_heading = |block: &usize| matches!(blocks[*block].kind, BlockKind::Heading(_));
        let same = |block: &usize| {
            let text = self.scan.text(*block);
            text.len() < wanted.len() * 2 + 40 && !wanted.is_empty() && fold::letters(text).contains(&wanted)
        };
        let at = (0..count)
            .filter(is_heading)
            .find(same)
            .or_else(|| (0..count).find(same))
            .or_else(|| (0..count).find(|block| blocks[*block].kind == BlockKind::Heading(1)));
        let from = at.unwrap_or(0);
        let prose_after = |block: usize| (block + 1..count).find(|it| self.scan.facts[*it].is_prose()).unwrap_or(count);
        // Boards head the topic and its first post alike; between the two stand buttons and who wrote it.
        let again = |block: &usize| is_heading(block) && same(block);
        let last = (from + 1..prose_after(from)).rev().find(again).unwrap_or(from);
        let prose = prose_after(last);
        let end = (prose + AFTER_PROSE).min(last + AFTER_TITLE).min(count);
        let marked_end = (prose + AFTER_PROSE_MARKED).min(last + AFTER_TITLE_MARKED).min(count);
        TitleArea {
            title: at,
            start: from.saturating_sub(BEFORE_TITLE),
            end: end.max(from),
            marked_end: marked_end.max(from),
        }
    }

    /// The lines before the body: where the title is worded otherwise than any heading, they are beside none.
    fn lead_area(&self) -> Option<TitleArea> {
        let end = self.first?;
        let start = end.saturating_sub(BEFORE_BODY + 1);
        Some(TitleArea { title: Some(start), start, end, marked_end: end })
    }

    /// Whether a statement stands near the title.
    fn is_near(&self, prop: &Prop, at: TitleArea) -> bool {
        let blocks = &self.scan.page.blocks;
        let (Some(first), Some(last)) =
            (blocks.get(at.start), at.marked_end.checked_sub(1).and_then(|end| blocks.get(end)))
        else {
            return false;
        };
        first.span.start <= prop.span.start && prop.span.start <= last.span.end
    }

    /// Whether a place is a comment's or a teaser's: what is said there is said of something else.
    fn is_foreign(&self, prop: &Prop) -> bool {
        let index = self.comments.partition_point(|span| span.start <= prop.span.start);
        let inside = index.checked_sub(1).is_some_and(|before| prop.span.start < self.comments[before].end);
        let block = self.scan.page.block_at(prop.span.start);
        if inside || block.is_some_and(|block| self.foreign[block]) {
            return true;
        }
        // The footer of an article is the article's.
        for (_, it) in self.scan.page.ancestors(prop.container) {
            match it.role {
                Role::Comment | Role::Complementary | Role::Navigation => return true,
                Role::ContentInfo if it.tag != Tag::Footer => return true,
                Role::Article | Role::Main => return false,
                _ => {}
            }
        }
        self.scan.page.ancestors(prop.container).any(|(_, it)| it.role == Role::ContentInfo)
    }

    /// When the page was published.
    pub(crate) fn published(&self, at: TitleArea, style: Style<'_>) -> Option<(Stamp, &'static str)> {
        for name in ["datepublished", "datecreated", "dc:date", "pubdate"] {
            let said = self.props(name).filter(|prop| !self.is_foreign(prop)).find_map(|prop| self.stamp(prop, style));
            if let Some(stamp) = said {
                return Some((stamp, "microdata"));
            }
        }
        let near = |name: &'static str| {
            let props = self.props(name).filter(move |prop| self.is_near(prop, at) && !self.is_changed(prop));
            props.filter(|prop| !self.is_foreign(prop)).find_map(|prop| self.stamp(prop, style))
        };
        let marked = near("time").or_else(|| near("class-date"));
        let found = marked.or_else(|| self.line_date(at, style, false));
        let found = found.or_else(|| self.line_date(self.lead_area()?, style, false));
        found.or_else(|| self.dated_below(style)).map(|stamp| (stamp, "page"))
    }

    /// The date of publication right behind the body: `Published on: 15 August 2025`, or the label above it.
    fn dated_below(&self, style: Style<'_>) -> Option<Stamp> {
        let last = self.last?;
        (last + 1..self.scan.len()).take(BEHIND_BODY).find_map(|block| {
            let text = self.scan.text(block);
            if text.len() > LINE_BYTES || self.scan.facts[block].digits < 3 || self.foreign[block] {
                return None;
            }
            let (range, stamp) = dates::find_stamp(text, style)?;
            let before = text[..range.start].trim();
            let label = if before.is_empty() { self.scan.text(block - 1) } else { before };
            let said = label.len() <= BYLINE_NAME_BYTES && says(label, Section::Published);
            (said && !is_changed(label) && !says(label, Section::Joined)).then_some(stamp)
        })
    }

    /// When it was changed.
    pub(crate) fn modified(&self, at: TitleArea, style: Style<'_>) -> Option<(Stamp, &'static str)> {
        if let Some(stamp) = self.props("datemodified").find_map(|prop| self.stamp(prop, style)) {
            return Some((stamp, "microdata"));
        }
        let near = self.props("time").filter(|prop| self.is_near(prop, at) && self.is_changed(prop));
        let marked = ["time-changed", "class-changed"].into_iter().flat_map(|name| self.props(name));
        let found = marked.filter(|prop| self.is_near(prop, at)).chain(near).find_map(|prop| self.stamp(prop, style));
        found.or_else(|| self.line_date(at, style, true)).map(|stamp| (stamp, "page"))
    }

    /// The date of a statement: its attribute, else its text.
    fn stamp(&self, prop: &Prop, style: Style<'_>) -> Option<Stamp> {
        let said = prop.value.as_deref().and_then(|value| dates::parse(value, style));
        let text = self.text(prop.span);
        said.or_else(|| (text.len() <= LINE_BYTES).then(|| dates::parse(text, style)).flatten())
    }

    /// Whether the words before a statement tell that it is a change's date.
    fn is_changed(&self, prop: &Prop) -> bool {
        let Some(block) = self.scan.page.block_at(prop.span.start) else { return false };
        let span = self.scan.page.blocks[block].span;
        let line = self.text(Span { start: span.start.min(prop.span.start), end: prop.span.start });
        // A whole page may stand in one line: only the words next to the statement are about it.
        is_changed(cut::tail(line, LINE_BYTES))
    }

    /// A date in a line of its own near the title: of a change, or of none.
    fn line_date(&self, at: TitleArea, style: Style<'_>, changed: bool) -> Option<Stamp> {
        let title = at.title?;
        let before = (at.start..title).rev();
        (title + 1..at.end).chain(before).find_map(|block| {
            let text = self.scan.text(block);
            let facts = &self.scan.facts[block];
            if text.len() > LINE_BYTES || facts.digits < 3 || self.foreign[block] {
                return None;
            }
            let (range, stamp) = dates::find_stamp(text, style)?;
            // A sentence that names a day, not one of the page.
            let told = facts.end == End::Sentence || facts.is_prose();
            let labelled = || {
                let before = &text[..range.start];
                says(before, Section::Published) || is_changed(before)
            };
            if told && !labelled() {
                return None;
            }
            if says(&text[..range.start], Section::Joined) {
                return None;
            }
            // Both may stand in one line: `Published 1 May 2018, updated 3 May 2018`.
            let this = is_changed(&text[..range.start]);
            if this == changed {
                return Some(stamp);
            }
            let rest = &text[range.end..];
            let (next, other) = dates::find_stamp(rest, style)?;
            (is_changed(&rest[..next.start]) == changed).then_some(other)
        })
    }

    /// Who wrote it.
    pub(crate) fn authors(&self, at: TitleArea) -> Option<(Vec<String>, &'static str)> {
        for name in ["author", "creator", "article:author", "dc:creator"] {
            let props: Vec<&Prop> = self.props(name).filter(|prop| !self.is_foreign(prop)).collect();
            let Some(first) = props.first() else { continue };
            let named = self.names_in(first);
            if !named.is_empty() {
                return Some((named, "microdata"));
            }
        }
        let near = |name: &'static str| -> Vec<String> {
            let mut all: Vec<String> = Vec::new();
            for prop in self.props(name).filter(|prop| self.is_near(prop, at) && !self.is_foreign(prop)) {
                for name in self.names_in(prop).into_iter().filter(|name| authors::looks_like_name(name)) {
                    if !all.contains(&name) {
                        all.push(name);
                    }
                }
            }
            all
        };
        let related = near("rel-author");
        if !related.is_empty() {
            // The byline around a linked name may have others without a link.
            let line = self.line_names(at).filter(|line| related.iter().all(|name| line.contains(name)));
            return Some((line.unwrap_or(related), "page"));
        }
        let classed = |name: &'static str| {
            let props = self.props(name).filter(|prop| self.is_near(prop, at) && !self.is_foreign(prop));
            props.map(|prop| self.names_in(prop)).find(|names| !names.is_empty())
        };
        let found = classed("class-author").or_else(|| self.line_names(at));
        let found = found.or_else(|| self.line_names(self.lead_area()?));
        let linked = || Some(near("link-author")).filter(|names| !names.is_empty());
        let found = found.or_else(linked).or_else(|| self.only_name()).or_else(|| self.signed_below());
        found.or_else(|| classed("class-user")).map(|names| (names, "page"))
    }

    /// Who opened a thread: boards mark each post as a comment, the first one included.
    pub(crate) fn opener(&self) -> Option<(Vec<String>, &'static str)> {
        let names = self.names_in(self.props("author").next()?);
        (!names.is_empty()).then_some((names, "microdata"))
    }

    /// When it was opened.
    pub(crate) fn opened(&self, style: Style<'_>) -> Option<(Stamp, &'static str)> {
        let posts = ["datepublished", "datecreated"].into_iter().filter_map(|name| self.props(name).next());
        let first = posts.min_by_key(|prop| prop.span.start)?;
        Some((self.stamp(first, style)?, "microdata"))
    }

    /// The one name that all elements marked as authors hold, wherever they stand.
    fn only_name(&self) -> Option<Vec<String>> {
        let mut only: Option<Vec<String>> = None;
        for prop in self.props("class-author").chain(self.props("rel-author")).filter(|prop| !self.is_foreign(prop)) {
            let names = self.names_in(prop);
            if names.is_empty() {
                continue;
            }
            if only.as_ref().is_some_and(|only| *only != names) {
                return None;
            }
            only = Some(names);
        }
        only
    }

    /// The names that a statement holds: those of an element inside it that is marked as a name, else its lines'.
    fn names_in(&self, prop: &Prop) -> Vec<String> {
        let marked = prop.name.starts_with("class-");
        let inner =
            ["name", "rel-author"].into_iter().filter(|_| !marked).flat_map(|name| self.props(name)).find(|it| {
                let inside = prop.span.start <= it.span.start && it.span.end <= prop.span.end;
                inside && !it.span.is_empty() && it.span != prop.span
            });
        let span = inner.map_or(prop.span, |it| it.span);
        /// Most properties of one element that are asked.
        const BESIDE: usize = 8;
        // Boards tell the name to machines alone: `<span itemprop=author><meta itemprop=name content=ann>`.
        if span.is_empty() && !marked {
            let own = self.scan.page.head.props.partition_point(|it| it.span.start < prop.span.start);
            let mut beside =
                self.scan.page.head.props[own..].iter().take(BESIDE).take_while(|it| it.span.start == prop.span.start);
            let value = prop.value.as_deref().or_else(|| beside.find(|it| it.name == "name")?.value.as_deref());
            let names = value.map(authors::split).unwrap_or_default();
            let right = |name: &String| authors::looks_like_name(name) || authors::looks_like_account(name);
            return if names.iter().all(right) { names } else { Vec::new() };
        }
        if span.len() > BYLINE_BYTES {
            return Vec::new();
        }
        let text = self.text(span);
        let lines: Vec<&str> = text.lines().take(BYLINE_LINES).filter(|line| line.len() <= BYLINE_NAME_BYTES).collect();
        let labelled = lines.iter().find_map(|line| authors::behind_any(line));
        let line = labelled.into_iter().chain(lines.iter().copied());
        let named = line.map(|line| authors::split(without_note(before_date(line))));
        let right = |name: &String| authors::looks_like_name(name) || authors::looks_like_account(name);
        named.into_iter().find(|names| !names.is_empty() && names.iter().all(right)).unwrap_or_default()
    }

    /// The names of a line near the title that begins with a byline's label.
    fn line_names(&self, at: TitleArea) -> Option<Vec<String>> {
        let title = at.title?;
        let before = (at.start..title).rev();
        (title + 1..at.end).chain(before).find_map(|block| {
            let text = self.scan.text(block);
            if text.len() > LINE_BYTES || self.foreign[block] {
                return None;
            }
            let of = |value: &str| {
                let names = authors::split(before_date(value));
                let all = !names.is_empty() && names.iter().all(|name| authors::looks_like_name(name));
                all.then_some(names)
            };
            let in_line = text.lines().find_map(|line| of(authors::behind_any(line)?));
            // `Posted on 4 May 2019 by Ann Berg in News`
            let behind_date = || of(authors::behind_any(text[dates::find(text)?.1.end..].trim_start())?);
            let in_line = in_line.or_else(|| signed_date(text).map(|name| vec![name])).or_else(behind_date);
            let in_line = in_line.or_else(|| dated_name(text).map(|name| vec![name]));
            in_line.or_else(|| {
                // The label alone, the name in the next block.
                let next = block + 1 < at.end && block != title && authors::is_label(text);
                let name = next.then(|| self.scan.text(block + 1)).filter(|text| text.len() <= BYLINE_NAME_BYTES);
                name.and_then(of)
            })
        })
    }

    /// The names behind the label of a byline right behind the article: `Written by Ann Berg`. A bare `By` stands above cards, too.
    fn signed_below(&self) -> Option<Vec<String>> {
        let last = self.last?;
        (last + 1..self.scan.len()).take(BEHIND_BODY).find_map(|block| {
            let text = self.scan.text(block);
            if text.len() > LINE_BYTES || self.foreign[block] {
                return None;
            }
            let value = authors::behind_any(text)?;
            let label = &text[..text.len() - value.len()];
            let names = authors::split(before_date(value));
            let right = !names.is_empty() && names.iter().all(|name| authors::looks_like_name(name));
            (label.split_whitespace().count() > 1 && right).then_some(names)
        })
    }

    /// What the page's links marked as tags say.
    pub(crate) fn tags(&self) -> Vec<String> {
        let props = self.props("rel-tag").filter(|prop| !self.is_foreign(prop));
        props.map(|prop| self.text(prop.span).to_owned()).filter(|tag| !tag.is_empty()).collect()
    }

    /// Whether the text ends in an ellipsis, as a teaser before a paywall does.
    pub(crate) fn looks_cut(&self) -> bool {
        let last = self.scan.facts.iter().rposition(Facts::is_prose);
        last.is_some_and(|last| self.scan.facts[last].end == End::Ellipsis)
    }

    /// Whether an offer with a price stands right behind the last paragraph that is kept.
    pub(crate) fn ends_in_offer(&self, verdicts: &Verdicts) -> bool {
        /// Blocks behind the text that are looked at.
        const BLOCKS: usize = 12;
        /// Words of the longest offer.
        const WORDS: u32 = 8;
        let kept = |it: &Verdict| it.removal.is_none() && self.scan.facts[it.block as usize].is_prose();
        let Some(last) = verdicts.all.iter().rev().find(|it| kept(it)) else { return false };
        let mut behind = (last.block as usize + 1..self.scan.len()).take(BLOCKS);
        behind.any(|block| {
            let (text, facts) = (self.scan.text(block), &self.scan.facts[block]);
            facts.words <= WORDS && facts.digits > 0 && text.contains(['€', '$', '£', '¥', '₽', '₩'])
        })
    }
}

/// The name before a date and its clock time: `Ann Berg – Jan 22, 2025 6:30 pm`.
pub(crate) fn signed_date(line: &str) -> Option<String> {
    let (_, range) = dates::find(line)?;
    let behind = line[range.end..].trim_start_matches([',', ' ', '·', '|', '-', '–']);
    dates::time_prefix(behind)?;
    let mark = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '·' | '•' | ',');
    let name = line[..range.start].trim_matches(mark);
    let words = name.split(' ').count();
    // One word is a place or a section.
    ((2..=4).contains(&words) && authors::looks_like_name(name)).then(|| name.to_owned())
}

/// The name behind a date and a mark: `2 May 2019 · Ann Berg`.
fn dated_name(line: &str) -> Option<String> {
    let (_, range) = dates::find(line)?;
    let name = line[range.end..].trim_start().strip_prefix(['·', '|', '•'])?.trim();
    let words = name.split(' ').count();
    (line[..range.start].trim().is_empty() && (2..=3).contains(&words) && authors::looks_like_name(name))
        .then(|| name.to_owned())
}

/// A name without the mark of the note that is glued to it: `Ann Berg1`.
fn without_note(name: &str) -> &str {
    let glued = |(at, c): &(usize, char)| c.is_ascii_digit() && name[..*at].ends_with(char::is_alphabetic);
    let spaced = name.contains(' ');
    name.char_indices().find(glued).filter(|_| spaced).map_or(name, |(at, _)| &name[..at])
}

/// A byline's names without the date, the section or the reading time after them.
fn before_date(text: &str) -> &str {
    let mark = text.find(['|', '•', '·', '(', '\n', '–', '—', '»', '/', '@']).unwrap_or(text.len());
    let number = text
        .match_indices(char::is_whitespace)
        .find(|(at, space)| text[at + space.len()..].starts_with(char::is_numeric));
    let end = number.map_or(mark, |(at, _)| at.min(mark));
    let mut head = text[..end].trim();
    for word in [" on ", " in ", " at ", " for ", " - ", " updated", " Updated", " published", " Published", " last "] {
        if let Some(at) = head.find(word) {
            head = head[..at].trim();
        }
    }
    // `Ann Berg, September` of `Ann Berg, September 27`.
    while let Some((before, last)) = head.rsplit_once([' ', ',']) {
        let last = last.trim_matches(['.', ',']);
        // `Ann Berg, le 4 mars`
        let small = last.len() <= 3 && last.chars().all(char::is_lowercase) && !last.is_empty();
        if end == text.len() || !(dates::is_month_or_weekday(last) || small) {
            break;
        }
        head = before.trim_end_matches([',', ' ']);
    }
    head.strip_suffix(" on").unwrap_or(head).trim_end_matches([',', '-', ':', ' '])
}

fn is_changed(before: &str) -> bool {
    says(before, Section::Changed)
}

/// Whether words of a section stand somewhere in a text.
fn says(text: &str, section: Section) -> bool {
    let label = fold::fold_label(text);
    lexicon::all(section).iter().any(|word| label.contains(word))
}
