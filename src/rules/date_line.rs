//! Lines that say when a page was published: `Published February 2, 2015 at 7:20 AM EST`, `28.01.2020, 12:53 Uhr | dpa`.
//!
//! They stand above the body or below it. A line of a date alone between paragraphs is a heading of a diary or chronicle
//! and stays; so does a date in a sentence.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::authors;
use crate::grammar::dates;
use crate::grammar::lexicon::{self, Section};
use crate::page::BlockKind;
use crate::rules::engine::zones::Zones;
use crate::scan::Scan;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    id: "date-line",
    category: Category::Date,
    strength: Strength::Firm,
    score: 940,
    reason: "a line giving the date of publication or of an update",
    find,
    #[cfg(test)]
    drops: &[
        (
            "The ferry is back\n\nPublished February 2, 2015 at 7:20 AM EST\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Published February 2, 2015 at 7:20 AM EST"],
        ),
        (
            "Die Fähre fährt\n\n28.01.2020, 12:53 Uhr | t-online.de, vss\n\nDie Fähre nach Skagen fährt ab Montag wieder, hieß es.",
            &["28.01.2020, 12:53 Uhr | t-online.de, vss"],
        ),
        (
            "2021/3/22 12:35(3/22 13:11 更新)\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["2021/3/22 12:35(3/22 13:11 更新)"],
        ),
        (
            "Publié : 25 octobre 2022 à 11h22 par Kilian KUENY\nLe bac repart\nLe bac pour Skagen repart lundi, a dit le port hier soir.",
            &["Publié : 25 octobre 2022 à 11h22 par Kilian KUENY"],
        ),
        (
            "기자명 박찬 기자   입력 2025.06.18 18:05  수정 2025.06.19 08:07  댓글 0  좋아요 0\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["기자명 박찬 기자   입력 2025.06.18 18:05  수정 2025.06.19 08:07  댓글 0  좋아요 0"],
        ),
        (
            "Bambi Berg Roizen · February 1, 2009 · Short URL: https://example.org/n/6\n\nThe ferry sails again from Monday, they said today.",
            &["Bambi Berg Roizen · February 1, 2009 · Short URL: https://example.org/n/6"],
        ),
        (
            "Par Ann Berg Publié le 18/10/2022 à 14h05, mis à jour le 19/10/2022 à 16h30\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Par Ann Berg Publié le 18/10/2022 à 14h05, mis à jour le 19/10/2022 à 16h30"],
        ),
        (
            "Giriş: 03.04.2022 12:10 Güncelleme: 04.04.2022 13:45\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Giriş: 03.04.2022 12:10 Güncelleme: 04.04.2022 13:45"],
        ),
        (
            "Skagen - 06 mar 2023 - 10:32 CET\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["Skagen - 06 mar 2023 - 10:32 CET"],
        ),
        (
            "<h1>Sails</h1><p>The ferry to Skagen sails again from Monday, they said.</p><div>Ann Berg – Jan 22, 2025 6:30 pm | 114</div><p>It had \
             been away since May. The crew is well.</p>",
            &["Ann Berg – Jan 22, 2025 6:30 pm | 114"],
        ),
        (
            "June 02, 2021 08:00 AM Eastern Daylight Time\n\nThe ferry to Skagen sails again from Monday, they said.",
            &["June 02, 2021 08:00 AM Eastern Daylight Time"],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "<h1>Sails</h1><p>It sails.</p><p>The ferry to Skagen has been away for nine weeks now.</p><p>Storm, 5 June 2015</p><p>It rained all day.</p>",
        "Skagen - 06 mar 2023\n\nThe ferry to Skagen sails again from Monday, they said.",
        "June 02, 2021 was a good Time\n\nThe ferry to Skagen sails again from Monday, they said.",
        "The ferry to Skagen sails again from Monday, they said.\n\n5 June 1893\n\nIt rained all day, and the road was closed to us.",
        "Siege of the harbour begins, 5 June 2015\n\nIt rained all day, and the road was closed to us.",
        "On 5 June 2015 it rained.",
        "Letters from the ice\n\n3 June 1893\n\nIt rained all day, and the road was closed to us.\n\n4 June 1893\n\nThe dogs were \
         fed with the last of the fish we had.\n\n9 June 1893\n\nNobody spoke, and the wind came from the north again.",
        "<h1>Sails</h1><p>The ferry to Skagen sails again from Monday, they said.</p><ul><li>Monday, 3 June 2024<li>Tuesday, 4 June \
         2024<li>Friday, 7 June 2024</ul>",
        "<h1>Salt</h1><p>The book is about the ferry to Skagen and its crew.</p><ul><li>Language: English<li>Pages: 212<li>Publication \
         date: March 3, 2019</ul>",
        "<h1>Film</h1><p>The film is about the ferry to Skagen and its crew.</p><dl><dt>Release date<dd>3 June 2024</dl>",
        "The ferry to Skagen sails again from Monday, they said.\n\n09:30 – 17:00",
    ],
};

/// Longest such line, in characters.
const CHARS: u32 = 140;

/// Fewest digits of a line with a date: those of its year.
const DIGITS: u32 = 4;

/// More lines with a label inside the body are part of it.
const INSIDE: usize = 3;

/// Bare dates inside the body that make a diary: those at its ends belong to it.
const SERIES: usize = 2;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let Some(body) = Zones::of(scan, findings) else { return };
    let mut inside = Vec::new();
    // Bare dates inside the body, counted by their words, and those outside.
    let (mut dated, mut edges) = ([0; CHARS as usize], Vec::new());
    for block in 0..scan.len() {
        let facts = &scan.facts[block];
        if facts.digits < DIGITS || facts.chars > CHARS || findings.whole(block).is_some() {
            continue;
        }
        let text = scan.text(block);
        if is_duration(text) || scan.is_data(block) || is_of_list(scan, block) {
            continue;
        }
        let Some(line) = read(text) else { continue };
        // The standfirst is a paragraph too; what stands right below it with a clock time is no heading of a diary.
        let below_lead = line.clock && block == body.first + 1 && scan.facts[body.first].sentences <= 1;
        let outside = block < body.first || block > body.last || below_lead;
        let bare = is_bare(text);
        let shape = (facts.words as usize).min(dated.len() - 1);
        if bare && !outside {
            dated[shape] += 1;
        }
        if outside && bare {
            edges.push((block, shape));
        } else if outside && !line.names_first || line.counted && line.clock {
            hits.block(block);
        } else if line.labelled {
            inside.push(block);
        }
    }
    for (edge, shape) in edges {
        if dated[shape] < SERIES {
            hits.block(edge);
        }
    }
    // A series of them in the body heads the letters of a digest.
    if inside.len() <= INSIDE {
        for block in inside {
            hits.block(block);
        }
    }
}

/// Whether a line is how long something took (`1:04:12`) or from when to when (`9:30–17:00`).
fn is_duration(text: &str) -> bool {
    let clocks = |c: char| c.is_ascii_digit() || matches!(c, ':' | ' ' | '-' | '–' | '—');
    let year = || text.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() > 2);
    text.matches(':').count() == 2 && text.chars().all(clocks) && !year()
}

/// Whether a line is a date and nothing else, as those of a diary are.
fn is_bare(text: &str) -> bool {
    dates::is_date_only(text) && !text.contains(':')
}

/// Whether an item stands in a list of dates, or of values with their names before a colon.
fn is_of_list(scan: &Scan<'_>, block: usize) -> bool {
    /// Other such items in the list; what stands with one of them may be the line below a headline.
    const OTHERS: usize = 2;
    /// Blocks of the longest list that is looked through.
    const LIST: u32 = 40;
    if scan.page.blocks[block].kind != BlockKind::ListItem {
        return false;
    }
    let (from, to) = scan.page.containers[scan.page.around(block) as usize].blocks;
    let same = |at: usize| {
        let text = scan.text(at);
        if is_bare(scan.text(block)) { is_bare(text) } else { text.contains(": ") && scan.text(block).contains(": ") }
    };
    to - from <= LIST && (from as usize..to as usize).filter(|&at| at != block && same(at)).count() >= OTHERS
}

/// What a date line holds beside the date.
struct DateLine {
    /// A word like `Published` or a clock time stands beside the date.
    labelled: bool,
    /// Names that no word introduces stand before the date: it could be a headline.
    names_first: bool,
    /// A clock time stands beside the date.
    clock: bool,
    /// A count of readers stands beside it.
    counted: bool,
}

/// Reads a line as a date with what pages print beside it.
fn read(text: &str) -> Option<DateLine> {
    /// Words that are none of these: more make it a sentence or a headline.
    const UNKNOWN: usize = 0;
    if dates::is_date_only(text) {
        return Some(DateLine { labelled: false, names_first: false, clock: false, counted: false });
    }
    let text = without_zone(text);
    let (_, range) = dates::find(text)?;
    let clock = dates::time_prefix(text[range.end..].trim_start_matches([',', ' ', '·', '|', '-'])).is_some();
    let mut unknown = 0;
    let mut published = false;
    let mut names_first = false;
    let mut parts = vec![(&text[..range.start], true)];
    let mut rest = &text[range.end..];
    // Published and changed.
    if let Some((_, second)) = dates::find(rest) {
        parts.push((&rest[..second.start], false));
        rest = &rest[second.end..];
    }
    parts.push((rest, false));
    for (part, before) in parts {
        for chunk in part
            .split(['|', '·', '•', '(', ')', '[', ']', ',', '–', '—'])
            .flat_map(|c| c.split("  "))
            .flat_map(|c| c.split(" - "))
        {
            let chunk = chunk.trim();
            if !chunk.contains(char::is_alphanumeric) {
                continue;
            }
            match judge(chunk, &mut published) {
                Some(true) => names_first |= before,
                Some(false) => {}
                None if before && clock && is_place(chunk) => {}
                None => unknown += 1,
            }
        }
    }
    (unknown == UNKNOWN).then_some(DateLine {
        labelled: published && (clock || !names_first),
        names_first: names_first && !published && !clock && !text.contains(['|', '·', '•']),
        clock: clock || dates::time_prefix(text).is_some(),
        counted: text.split([' ', '·', '|']).any(is_count),
    })
}

/// Whether a part before a date and its clock time can be the place of writing: `Madrid - 06 mar 2023 - 10:32`.
fn is_place(chunk: &str) -> bool {
    /// Words of the longest one: more are a headline.
    const PLACE: usize = 2;
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    chunk.split(' ').count() <= PLACE && chunk.split(' ').all(capital)
}

/// A text without the zone in words behind its clock time: `08:00 AM Eastern Daylight Time`.
fn without_zone(text: &str) -> &str {
    let zone = |text: &'_ str| -> Option<usize> {
        let rest = text.strip_suffix(" Time")?;
        let rest = rest.strip_suffix(" Daylight").or_else(|| rest.strip_suffix(" Standard")).unwrap_or(rest);
        let rest = [" Eastern", " Central", " Mountain", " Pacific"].iter().find_map(|name| rest.strip_suffix(name))?;
        Some(rest.len())
    };
    &text[..zone(text).unwrap_or(text.len())]
}

/// Whether a part of a date line is a name (`true`) or something else that belongs there; `None` where it does not.
fn judge(chunk: &str, published: &mut bool) -> Option<bool> {
    /// Longest initials of an editor, in characters.
    const INITIALS: usize = 4;
    /// Words of the longest part that mixes words of dates with numbers.
    const MIXED_WORDS: usize = 6;
    let label = fold::fold_label(chunk);
    if lexicon::is(Section::Published, &label) {
        *published = true;
        return Some(false);
    }
    if label.is_empty() || dates::is_date_only(chunk) || chunk.contains("://") || lexicon::is(Section::Agency, &label) {
        return Some(false);
    }
    // Initials of an editor, a domain.
    if chunk.chars().count() <= INITIALS
        || (chunk.contains('.') && !chunk.contains(' ') && chunk.contains(char::is_alphabetic))
    {
        return Some(false);
    }
    // The number of a version: `2.3.0`.
    if chunk.matches('.').count() == 2 && chunk.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    if authors::marked(chunk).is_some() {
        return Some(false);
    }
    let words: Vec<&str> = chunk.split_whitespace().collect();
    // `41K Views`
    if let [count, _] | [count] = words[..]
        && is_count(count)
    {
        return Some(false);
    }
    let known = words.iter().filter(|w| is_known(w, published)).count();
    if known == words.len() {
        return Some(false);
    }
    // A clock time, then a byline: `à 11h22 par Kilian Kuény`.
    let mut rest: Vec<&str> = words.iter().copied().skip_while(|w| is_known(w, &mut false)).collect();
    // `Par Ann Berg Publié le`
    while rest.len() > 2 && rest.last().is_some_and(|w| is_known(w, published)) {
        rest.pop();
    }
    let rest = rest.join(" ");
    let by = authors::behind_by(&rest).is_some_and(|(name, _)| authors::is_name_part(name))
        || authors::behind_small(&rest).is_some();
    if by {
        return Some(false);
    }
    if authors::is_name(chunk) {
        return Some(true);
    }
    // Mostly words of dates, with the numbers of a counter between: `댓글 0  좋아요 0`.
    let numbers = words.iter().filter(|w| w.bytes().all(|b| b.is_ascii_digit())).count();
    (known + numbers + 1 >= words.len() && (known > 0 || numbers > 0) && words.len() <= MIXED_WORDS).then_some(false)
}

/// Whether a word belongs to dates, clock times or labels of them.
fn is_known(word: &str, published: &mut bool) -> bool {
    let label = fold::fold_label(word);
    if lexicon::is(Section::Published, &label) {
        *published = true;
        return true;
    }
    dates::is_date_word(word)
        || label.bytes().all(|b| matches!(b, b'0' | b':' | b'.' | b'/' | b'-'))
        || lexicon::is(Section::Role, &label)
}

/// Whether a word is a count of thousands: `41K`, `1.2M`.
fn is_count(word: &str) -> bool {
    let number = word.trim_end_matches(['K', 'k', 'M']);
    let digits = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    number.len() < word.len() && !number.is_empty() && number.bytes().all(digits)
}
