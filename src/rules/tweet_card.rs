//! Tweets as the provider's script draws them: `Follow`, name, `@handle`, text, `9:29 PM - 18 Oct 2016`, counters,
//! `Twitter Ads info & Privacy`.
//!
//! Scrapers that run scripts get the card instead of the quotation. Its stamp of clock and date is a line of its own,
//! and so is the handle above it; in any language, for the interface is that of the scraper's browser.

use super::engine::{Findings, Hits, LabelledScan, Rule, Strength};
use crate::category::Category;
use crate::grammar::dates;
use crate::grammar::lexicon::{self, Section};
use crate::grammar::posts;
use crate::scan::{End, Scan};
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    id: "tweet-card",
    category: Category::Embed,
    strength: Strength::Closed,
    score: 990,
    reason: "part of a social media post: name, handle, text, date or counters",
    find,
    #[cfg(test)]
    drops: &[
        (
            "It rained.\nFollow\nJoe @jgra555\nNo ferry again today\n9:29 PM - 18 Oct 2016\n239 239 Retweets   239 239 likes\n\
             Twitter Ads info & Privacy\nThe ferry sails again on Monday.",
            &[
                "Follow",
                "Joe @jgra555",
                "No ferry again today",
                "9:29 PM - 18 Oct 2016",
                "239 239 Retweets   239 239 likes",
                "Twitter Ads info & Privacy",
            ],
        ),
        (
            "It rained on them.\n\nVideo insertado\n\nHARBOUR\n\n✔\n\n@harbour\n\n No hay ferry.\n\nNo habrá mañana. #ferry\n\n4.188\n\n\
             10:43 - 4 ene. 2019\n\n7.443 personas están hablando de esto\n\nInformación y privacidad de Twitter Ads\n\nIt sails again.",
            &[
                "Video insertado",
                "HARBOUR",
                "✔",
                "@harbour",
                "No hay ferry.",
                "No habrá mañana. #ferry",
                "4.188",
                "10:43 - 4 ene. 2019",
                "7.443 personas están hablando de esto",
                "Información y privacidad de Twitter Ads",
            ],
        ),
        (
            "It rained.\n\nHarbour Office\n@harbour\n·\nFollow\nNo ferry.\n7:23 PM · Nov 24, 2018\n575\nReply\nCopy link\nRead 20 replies\n\nIt sails.",
            &[
                "Harbour Office",
                "@harbour",
                "·",
                "Follow",
                "No ferry.",
                "7:23 PM · Nov 24, 2018",
                "575",
                "Reply",
                "Copy link",
                "Read 20 replies",
            ],
        ),
    ],
    #[cfg(test)]
    keeps: &[
        "Timetable\n\n9:29 PM - 18 Oct 2016\n\nThe ferry sails.",
        "Write to us at\n@harbour\n\nThe ferry sails again on Monday, the office said.",
        "637 people are talking about this storm.",
    ],
};

/// How many lines above the stamp the handle can stand: a tweet has few paragraphs.
const LINES_ABOVE: usize = 12;

/// How many lines below the stamp still belong to the card: counters, buttons, notices.
const LINES_BELOW: usize = 10;

/// Longest name with its handle on one line, in characters.
const NAME_CHARS: u32 = 80;

/// Longest name with its handle, in words, and longest name alone: the networks allow 50 characters.
const HANDLE_WORDS: u32 = 10;
const NAME_WORDS: u32 = 7;

/// Longest line with a handle, in words, that makes a card of a bare stamp below it.
const LONE_HANDLE_WORDS: u32 = 8;

/// Longest counter, in characters: `12,345K`.
const COUNT_CHARS: u32 = 8;

fn find(scan: &LabelledScan<'_>, findings: &Findings, hits: &mut Hits<'_>) {
    let mut taken = 0;
    for stamp in 0..scan.len() {
        if stamp < taken || !is_stamp(scan, stamp) {
            continue;
        }
        let end = card_end(scan, stamp);
        let floor = stamp.saturating_sub(LINES_ABOVE).max(taken);
        let handle = (floor..stamp).rev().take_while(|i| findings.whole(*i).is_none()).find(|i| is_handle(scan, *i));
        let closed = (stamp + 1..end).any(|i| lexicon::is(Section::CardEnd, &plain(scan.label(i))));
        let start = match handle {
            Some(at) => card_start(scan, at, floor),
            None if closed => stamp,
            None => continue,
        };
        if !closed && end == stamp + 1 && handle.is_none_or(|at| scan.facts[at].words > LONE_HANDLE_WORDS) {
            continue;
        }
        for block in start..end {
            hits.block(block);
        }
        taken = end;
    }
}

/// Whether the line is a card's stamp: a clock time and a date with a dash or dot between, in either order.
fn is_stamp(scan: &Scan<'_>, block: usize) -> bool {
    /// A stamp with a place behind it is hardly longer.
    const CHARS: u32 = 60;
    /// The shortest clock time, day and year.
    const DIGITS: u32 = 5;
    let facts = &scan.facts[block];
    if facts.chars > CHARS || facts.digits < DIGITS {
        return false;
    }
    let text = scan.text(block);
    let between = |rest: &str| rest.trim_start().strip_prefix(['-', '–', '·', '•', '—']).map(str::len);
    if let Some(len) = dates::time_prefix(text) {
        let rest = &text[len..];
        let Some(left) = between(rest) else { return false };
        return dates::prefix(rest[rest.len() - left..].trim_start()).is_some();
    }
    let Some((_, len)) = dates::prefix(text) else { return false };
    let rest = &text[len..];
    let Some(left) = between(rest) else { return false };
    dates::time_prefix(rest[rest.len() - left..].trim_start()).is_some()
}

/// Whether the line is a handle, or a name and a handle.
fn is_handle(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    if facts.chars > NAME_CHARS {
        return false;
    }
    let text = scan.text(block);
    let Some(at) = text.rfind('@') else { return false };
    let rest = &text[at + 1..];
    let after = posts::handle(rest).map(|len| rest[len..].trim());
    let name = text[..at].trim_end();
    let own_word = at == 0 || text[..at].ends_with(char::is_whitespace);
    after.is_some_and(|a| a.is_empty() || a == "·" || a.starts_with('·'))
        && own_word
        && !name.ends_with(['.', ',', ':', '!', '?'])
        && facts.words <= HANDLE_WORDS
}

/// First line of the card whose handle stands at `handle`.
fn card_start(scan: &Scan<'_>, handle: usize, floor: usize) -> usize {
    let mut at = handle;
    let opens = |i: usize| is_part(scan, i) || !scan.text(i).contains(char::is_alphanumeric);
    while at > floor && opens(at - 1) {
        at -= 1;
    }
    // The name stands above a handle of its own line.
    let alone = scan.text(handle).starts_with('@');
    let named = |i: usize| {
        scan.facts[i].words <= NAME_WORDS
            && scan.facts[i].chars <= NAME_CHARS
            && !matches!(scan.facts[i].end, End::Sentence | End::Colon)
    };
    if alone && at > floor && named(at - 1) {
        at -= 1;
        while at > floor && opens(at - 1) {
            at -= 1;
        }
    }
    at
}

/// One more than the last line of the card that has its stamp at `stamp`.
fn card_end(scan: &Scan<'_>, stamp: usize) -> usize {
    let mut end = stamp + 1;
    while end < scan.len() && end - stamp <= LINES_BELOW && (is_part(scan, end) || is_count(scan, end)) {
        end += 1;
    }
    end
}

fn is_part(scan: &Scan<'_>, block: usize) -> bool {
    let label = plain(scan.label(block));
    lexicon::is(Section::Card, &label) || lexicon::is(Section::CardEnd, &label)
}

/// Whether the line is a bare number: `575`, `4.188`, `1.2K`.
fn is_count(scan: &Scan<'_>, block: usize) -> bool {
    let facts = &scan.facts[block];
    facts.digits > 0 && facts.chars <= COUNT_CHARS && facts.letters <= 1
}

/// The label with grouped digits as one run: `7.443` and `1,2` fold to `0.0`.
fn plain(label: &str) -> String {
    let mut out = fold::fold_label(label);
    for grouped in ["0.0", "0,0", "0 0"] {
        while out.contains(grouped) {
            out = out.replace(grouped, "0");
        }
    }
    out
}
