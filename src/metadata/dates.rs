//! Dates as pages write them: ISO 8601 and its kin, RFC 2822, numbers, and words in some forty languages.
//!
//! A wrong date is worse than none: `03/04/2018` counts only where the page's language says which number is the month.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::ops::Range;
use std::sync::LazyLock;

/// Years a page can be from: older numbers are not when it was published.
const YEARS: Range<u32> = 1900..2100;

/// What the Buddhist calendar is ahead of ours.
const BUDDHIST: u32 = 543;

/// Tokens between a date and its time that are passed over: `, um`, `at`, ` - `, `T`.
const BEFORE_TIME: usize = 4;

/// Longest text that is looked through for a date, in tokens: a dateline is short.
const MOST_TOKENS: usize = 400;

static MONTHS: LazyLock<HashMap<(&str, &str), u8>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for line in include_str!("months.txt").lines().filter(|line| !line.starts_with('#')) {
        let (language, rest) = match line.split_once(' ') {
            Some((first, rest)) if first.parse::<u8>().is_err() => (first, rest),
            _ => ("", line),
        };
        let mut words = rest.split(' ');
        let Some(month) = words.next().and_then(|number| number.parse().ok()) else { continue };
        months.extend(words.map(|word| ((language, word), month)));
    }
    months
});

/// A day, and the time and zone where they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
    /// Seconds since midnight.
    pub(crate) time: Option<u32>,
    /// Minutes east of Greenwich; only with a time.
    pub(crate) zone: Option<i16>,
}

impl fmt::Display for Stamp {
    /// ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60)?;
        match self.zone {
            None => Ok(()),
            Some(0) => f.write_char('Z'),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", zone.unsigned_abs() / 60, zone.unsigned_abs() % 60)
            }
        }
    }
}

/// How a page's language writes dates.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style<'l> {
    /// ISO 639-1; empty where unknown.
    language: &'l str,
    order: Order,
}

/// Which of two small numbers is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Order {
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

impl<'l> Style<'l> {
    /// The style of a language tag: `en-US`, `de`, `pt_BR`; empty where unknown.
    pub(crate) fn of(tag: &'l str) -> Self {
        let (language, region) = tag.split_at(tag.find(['-', '_']).unwrap_or(tag.len()));
        let region = region.get(1..).unwrap_or_default();
        let order = match language {
            _ if language.is_empty() => Order::Unknown,
            "en" | "EN" => match region.to_ascii_lowercase().as_str() {
                "us" | "ph" => Order::MonthFirst,
                "gb" | "au" | "nz" | "ie" | "in" | "za" | "sg" | "ng" => Order::DayFirst,
                _ => Order::Unknown,
            },
            "ja" | "zh" | "ko" | "hu" | "lt" | "mn" | "fa" => Order::Unknown,
            _ => Order::DayFirst,
        };
        Self { language, order }
    }
}

/// The date that a value is: a machine's (`datetime`, JSON-LD, meta) or a short label's. Epoch seconds and
/// milliseconds count too.
pub(crate) fn parse(value: &str, style: Style<'_>) -> Option<Stamp> {
    let value = value.trim();
    if value.len() > 9 && value.bytes().all(|b| b.is_ascii_digit()) {
        return epoch(value);
    }
    find(value, style).map(|(_, stamp)| stamp)
}

/// The first date of a text and where it stands, its time included.
pub(crate) fn find(text: &str, style: Style<'_>) -> Option<(Range<usize>, Stamp)> {
    if !text.contains(|c| digit(c).is_some()) {
        return None;
    }
    let tokens = tokens(text);
    let reader = Reader { text, tokens: &tokens, style };
    (0..tokens.len()).find_map(|at| {
        let (mut stamp, after) = reader.date(at)?;
        let end = reader.time(after, &mut stamp).unwrap_or(after);
        Some((tokens[at].range.start..tokens[end - 1].range.end, stamp))
    })
}

/// Whether a word is the name of a month in some language, or of a weekday in English.
pub(crate) fn is_month_or_weekday(word: &str) -> bool {
    const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = word.to_lowercase();
    let weekday = || WEEKDAYS.iter().any(|day| word.starts_with(day)) && (word.len() <= 4 || word.ends_with("day"));
    MONTHS.contains_key(&("", word.as_str())) || weekday()
}

/// The day that an address names: `/2018/09/27/ferries`, `/2018-09-27-ferries`.
pub(crate) fn in_address(address: &str) -> Option<Stamp> {
    let path = address.split(['?', '#']).next()?;
    find(path, Style::default()).map(|(_, stamp)| stamp).filter(|stamp| stamp.time.is_none())
}

fn epoch(value: &str) -> Option<Stamp> {
    let number: u64 = value.parse().ok()?;
    if value.len() == 14 || value.len() == 12 {
        // 20180927062600 and the like.
        let day = compact(value.get(..8)?)?;
        let (h, m) = (value.get(8..10)?.parse::<u32>().ok()?, value.get(10..12)?.parse::<u32>().ok()?);
        let s = value.get(12..14).map_or(Some(0), |s| s.parse().ok())?;
        return clock(h, m, s).map(|time| Stamp { time: Some(time), ..day });
    }
    let seconds = match value.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    // Days to a civil date, after Howard Hinnant's `civil_from_days`.
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let stamp = valid(year as u32, month as u32, day as u32)?;
    Some(Stamp { time: Some((seconds % 86_400) as u32), zone: Some(0), ..stamp })
}

/// `20180927`.
fn compact(value: &str) -> Option<Stamp> {
    valid(value.get(..4)?.parse().ok()?, value.get(4..6)?.parse().ok()?, value.get(6..8)?.parse().ok()?)
}

fn valid(year: u32, month: u32, day: u32) -> Option<Stamp> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let right = YEARS.contains(&year) && (1..=days).contains(&day);
    right.then_some(Stamp { year: year as u16, month: month as u8, day: day as u8, time: None, zone: None })
}

fn clock(hours: u32, minutes: u32, seconds: u32) -> Option<u32> {
    (hours < 24 && minutes < 60 && seconds < 61).then_some(hours * 3600 + minutes * 60 + seconds)
}

/// The value of a decimal digit in the scripts that dates are written in.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        '०'..='९' => Some(c as u32 - '०' as u32),
        '০'..='৯' => Some(c as u32 - '০' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '๐'..='๙' => Some(c as u32 - '๐' as u32),
        _ => None,
    }
}

/// A piece of a dateline; white space is left out.
#[derive(Debug)]
struct Token {
    range: Range<usize>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A number and how many digits it has.
    Number(u32, usize),
    Word,
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let joined = tokens.last().is_some_and(|last| last.range.end == at);
        // Thai and Devanagari write vowels as marks that are not letters.
        let letter = c.is_alphabetic() || matches!(c as u32, 0x0300..=0x036f | 0x0900..=0x0dff | 0x0e31..=0x0e4e);
        if let Some(value) = digit(c) {
            if let Some(Token { range, kind: Kind::Number(number, digits) }) = tokens.last_mut().filter(|_| joined) {
                *number = number.saturating_mul(10).saturating_add(value);
                *digits += 1;
                range.end = end;
                continue;
            }
            tokens.push(Token { range: at..end, kind: Kind::Number(value, 1) });
        } else if letter {
            if let Some(Token { range, kind: Kind::Word }) = tokens.last_mut().filter(|_| joined) {
                range.end = end;
                continue;
            }
            tokens.push(Token { range: at..end, kind: Kind::Word });
        } else if !c.is_whitespace() && !crate::fold::is_direction_mark(c) {
            tokens.push(Token { range: at..end, kind: Kind::Mark(c) });
        }
        if tokens.len() >= MOST_TOKENS {
            break;
        }
    }
    tokens
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    style: Style<'t>,
}

impl Reader<'_> {
    /// A date that begins at a token, and the token after it.
    fn date(&self, at: usize) -> Option<(Stamp, usize)> {
        match self.kind(at)? {
            Kind::Number(number, 8) if self.alone(at) => {
                let day = compact(&format!("{number:08}"))?;
                Some((day, at + 1))
            }
            Kind::Number(year, 4) => self.year_first(at, year),
            Kind::Number(first, 1..=2) => self.small_first(at, first),
            Kind::Word => self.month_first(at),
            _ => None,
        }
    }

    /// `2018-09-27`, `2018年9月27日`, `2018. szeptember 27.`
    fn year_first(&self, at: usize, year: u32) -> Option<(Stamp, usize)> {
        if self.in_number(at) {
            return None;
        }
        let unit = ["年", "년", "m", "оны", "г"].iter().any(|unit| self.is_word(at + 1, unit));
        let mark = self.mark(at + 1).filter(|mark| "-/.–—−‐".contains(*mark));
        let mut next = at + 1 + usize::from(unit || mark.is_some());
        if unit && self.mark(next) == Some('.') {
            next += 1;
        }
        if let Some((month, after)) = self.month(next) {
            let (day, after) = self.day(after)?;
            return Some((valid(year, month, day)?, after));
        }
        let Kind::Number(month, 1..=2) = self.kind(next)? else { return None };
        let same = mark.is_some_and(|mark| self.mark(next + 1) == Some(mark));
        let month_unit = self.word(next + 1).is_some_and(|word| word.starts_with(['月', '월']));
        if !(same || unit && month_unit) {
            return None;
        }
        let Kind::Number(day, 1..=2) = self.kind(next + 2)? else { return None };
        if same && mark != Some('-') && self.goes_on(next + 3) {
            return None;
        }
        let end =
            next + 3 + usize::from(month_unit && self.word(next + 3).is_some_and(|w| w.starts_with(['日', '일'])));
        Some((valid(year, month, day)?, end))
    }

    /// `27 September 2018`, `27/09/2018`.
    fn small_first(&self, at: usize, first: u32) -> Option<(Stamp, usize)> {
        if self.in_number(at) {
            return None;
        }
        if let Some(found) = self.day_month_words(at) {
            return Some(found);
        }
        let mark = self.mark(at + 1).filter(|mark| "-/.–".contains(*mark))?;
        let Kind::Number(second, 1..=2) = self.kind(at + 2)? else { return None };
        if self.mark(at + 3) != Some(mark) {
            return None;
        }
        let Kind::Number(year, 4) = self.kind(at + 4)? else { return None };
        if self.goes_on(at + 5) {
            return None;
        }
        let (day, month) = match self.style.order {
            _ if second > 12 => (second, first),
            _ if first > 12 || first == second || mark == '.' => (first, second),
            Order::DayFirst => (first, second),
            Order::MonthFirst => (second, first),
            Order::Unknown => return None,
        };
        Some((valid(year, month, day)?, at + 5))
    }

    /// `27 September 2018`, `27. 9. 2018` is not one; `27 de septiembre de 2018`, `27 tháng 9 năm 2018`.
    fn day_month_words(&self, at: usize) -> Option<(Stamp, usize)> {
        let (day, mut next) = self.day(at)?;
        if self.mark(next).is_some_and(|mark| "-/–".contains(mark)) {
            next += 1;
        }
        next += usize::from(["de", "of", "di", "d", "ng"].iter().any(|word| self.is_word(next, word)));
        let (month, mut next) = if self.is_word(next, "tháng") {
            let Kind::Number(month, 1..=2) = self.kind(next + 1)? else { return None };
            (month, next + 2)
        } else {
            self.month(next)?
        };
        if self.mark(next).is_some_and(|mark| ",-/–،".contains(mark)) {
            next += 1;
        }
        next += usize::from(["de", "del", "of", "năm", "พ"].iter().any(|word| self.is_word(next, word)));
        if self.is_word(next.wrapping_sub(1), "พ") && self.mark(next) == Some('.') {
            // พ.ศ. 2561
            next += 3;
        }
        let Kind::Number(year, 4) = self.kind(next)? else { return None };
        let year = if (2400..2700).contains(&year) { year - BUDDHIST } else { year };
        Some((valid(year, month, day)?, next + 1))
    }

    /// `September 27, 2018`, `Sept. 27th 2018`.
    fn month_first(&self, at: usize) -> Option<(Stamp, usize)> {
        let (month, mut next) = self.month(at)?;
        if self.mark(next) == Some('-') {
            next += 1;
        }
        let (day, mut next) = self.day(next)?;
        if self.mark(next).is_some_and(|mark| ",-،".contains(mark)) {
            next += 1;
        }
        let Kind::Number(year, 4) = self.kind(next)? else { return None };
        Some((valid(year, month, day)?, next + 1))
    }

    /// A month's name and its dot.
    fn month(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.word(at)?;
        if word.len() > 40 {
            return None;
        }
        let word = word.to_lowercase();
        // ม.ค. and كانون الثاني are two words with something between.
        let wide = self.word(at + 2).map(|second| format!("{word}.{}", second.to_lowercase()));
        let two = self.word(at + 1).map(|second| format!("{word}_{}", second.to_lowercase()));
        let of = |word: &str| {
            let own = MONTHS.get(&(self.style.language, word));
            own.or_else(|| MONTHS.get(&("", word))).map(|month| u32::from(*month))
        };
        let (month, next) = of(&word)
            .map(|month| (month, at + 1))
            .or_else(|| Some((of(&two?)?, at + 2)))
            .or_else(|| Some((of(&wide?)?, at + 3)))?;
        Some((month, next + usize::from(self.mark(next) == Some('.'))))
    }

    /// A day of the month and its ordinal ending.
    fn day(&self, at: usize) -> Option<(u32, usize)> {
        let Kind::Number(day @ 1..=31, 1..=2) = self.kind(at)? else { return None };
        let ending = ["st", "nd", "rd", "th", "er", "º", "ª", "d", "ης", "га", "го", "ro", "ème"];
        let ends = |next: &usize| {
            let joined = self.tokens.get(*next).is_some_and(|token| token.range.start == self.tokens[at].range.end);
            joined && (self.mark(*next) == Some('.') || ending.iter().any(|word| self.is_word(*next, word)))
        };
        let next = at + 1;
        Some((day, next + usize::from(ends(&next))))
    }

    /// Whether a number is part of a longer one: `1.234`, `1,2018`.
    fn in_number(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let start = self.tokens[at].range.start;
        let touching = self.tokens[before].range.end == start;
        touching
            && (self.mark(before).is_some_and(|mark| ".,/-+:".contains(mark))
                && before > 0
                && matches!(self.tokens[before - 1].kind, Kind::Number(..))
                && self.tokens[before - 1].range.end == self.tokens[before].range.start)
    }

    /// Whether a mark and one more number touch: four numbers in a row are a version or an address, not a date.
    fn goes_on(&self, at: usize) -> bool {
        let glued = |at: usize| {
            let (Some(before), Some(token)) = (self.tokens.get(at - 1), self.tokens.get(at)) else { return false };
            before.range.end == token.range.start
        };
        self.mark(at).is_some_and(|mark| "./-".contains(mark))
            && matches!(self.kind(at + 1), Some(Kind::Number(..)))
            && glued(at)
            && glued(at + 1)
    }

    /// Whether no letter or digit touches a token, the `T` of a time excepted.
    fn alone(&self, at: usize) -> bool {
        let range = &self.tokens[at].range;
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ",;)".contains(c));
        free(before) && (free(after) || after == Some('T'))
    }

    /// Reads a time into the stamp; the token after it.
    fn time(&self, after: usize, stamp: &mut Stamp) -> Option<usize> {
        let joins = |at: usize| {
            let mark = self.mark(at).is_some_and(|mark| ",.-–—|·•".contains(mark));
            mark || [
                "t", "at", "um", "г", "р", "à", "kl", "в", "о", "alle", "ore", "om", "às", "las", "a", "klo", "saat",
            ]
            .iter()
            .any(|word| self.is_word(at, word))
        };
        let mut at = after;
        while at < after + BEFORE_TIME && joins(at) {
            at += 1;
        }
        let Kind::Number(mut hours, 1..=2) = self.kind(at)? else { return None };
        let colon = self.mark(at + 1) == Some(':') || self.is_word(at + 1, "h");
        let Kind::Number(minutes, 2) = self.kind(at + 2)? else { return None };
        // `2018-09-27T0626` is not written by anybody.
        if !colon {
            return None;
        }
        let mut next = at + 3;
        let mut seconds = 0;
        if let (Some(':'), Some(Kind::Number(value, 2))) = (self.mark(next), self.kind(next + 1)) {
            seconds = value;
            next += 2;
            if let (Some('.' | ','), Some(Kind::Number(..))) = (self.mark(next), self.kind(next + 1)) {
                let glued = self.tokens[next + 1].range.start == self.tokens[next - 1].range.end + 1;
                next += if glued { 2 } else { 0 };
            }
        }
        let (half, after_half) = self.half(next);
        match half {
            Some(false) if hours == 12 => hours = 0,
            Some(true) if hours < 12 => hours += 12,
            _ => {}
        }
        stamp.time = Some(clock(hours, minutes, seconds)?);
        let (zone, end) = self.zone(after_half);
        stamp.zone = zone;
        Some(end)
    }

    /// `pm`, `a.m.`: whether it is the second half of the day.
    fn half(&self, at: usize) -> (Option<bool>, usize) {
        for (word, letter, second) in [("am", "a", false), ("pm", "p", true)] {
            if self.is_word(at, word) {
                return (Some(second), at + 1);
            }
            if self.is_word(at, letter) && self.mark(at + 1) == Some('.') && self.is_word(at + 2, "m") {
                return (Some(second), at + 3 + usize::from(self.mark(at + 3) == Some('.')));
            }
        }
        (None, at)
    }

    /// Minutes east of Greenwich.
    fn zone(&self, at: usize) -> (Option<i16>, usize) {
        /// Abbreviations that mean one zone only; IST, CST and ET do not.
        const ZONES: &[(&str, i16)] = &[
            ("est", -300),
            ("edt", -240),
            ("cdt", -300),
            ("mst", -420),
            ("mdt", -360),
            ("pst", -480),
            ("pdt", -420),
            ("bst", 60),
            ("cet", 60),
            ("cest", 120),
            ("mez", 60),
            ("mesz", 120),
            ("eet", 120),
            ("eest", 180),
            ("msk", 180),
            ("мск", 180),
            ("jst", 540),
            ("kst", 540),
            ("wib", 420),
            ("aest", 600),
            ("aedt", 660),
        ];
        let bracket = usize::from(self.mark(at) == Some('('));
        let named = at + bracket;
        if let Some((_, zone)) = ZONES.iter().find(|(name, _)| self.is_word(named, name)) {
            return (Some(*zone), named + 1 + usize::from(bracket == 1 && self.mark(named + 1) == Some(')')));
        }
        let zulu = ["z", "utc", "gmt"].iter().any(|name| self.is_word(named, name));
        let sign_at = named + usize::from(zulu);
        let sign = match self.mark(sign_at) {
            Some('+') => 1,
            Some('-' | '−') => -1,
            _ => return if zulu { (Some(0), sign_at) } else { (None, at) },
        };
        let plain = if zulu { (Some(0), sign_at) } else { (None, at) };
        match (self.kind(sign_at + 1), self.mark(sign_at + 2), self.kind(sign_at + 3)) {
            (Some(Kind::Number(hours @ 0..=14, 1..=2)), Some(':'), Some(Kind::Number(minutes @ 0..=59, 2))) => {
                (Some(sign * (hours * 60 + minutes) as i16), sign_at + 4)
            }
            (Some(Kind::Number(both, 4)), ..) if both / 100 <= 14 && both % 100 < 60 => {
                (Some(sign * (both / 100 * 60 + both % 100) as i16), sign_at + 2)
            }
            (Some(Kind::Number(hours @ 0..=14, 1..=2)), ..) => (Some(sign * (hours * 60) as i16), sign_at + 2),
            _ => plain,
        }
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
        Some(&self.text[token.range.clone()])
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at).is_some_and(|it| it.eq_ignore_ascii_case(word) || it.to_lowercase() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, language: &str) -> String {
        parse(text, Style::of(language)).map_or_else(|| "none".to_owned(), |stamp| stamp.to_string())
    }

    #[test]
    fn machines_dates_are_read() {
        for (text, want) in [
            ("2018-09-27", "2018-09-27"),
            ("2018-09-27T06:26:00+03:00", "2018-09-27T06:26:00+03:00"),
            ("2018-09-27T06:26:00.000Z", "2018-09-27T06:26:00Z"),
            ("2018-09-27T06:26-0530", "2018-09-27T06:26:00-05:30"),
            ("2018-09-27 06:26:01", "2018-09-27T06:26:01"),
            ("20180927", "2018-09-27"),
            ("20180927T062600", "2018-09-27"),
            ("1538029560", "2018-09-27T06:26:00Z"),
            ("1538029560000", "2018-09-27T06:26:00Z"),
            ("Thu, 27 Sep 2018 06:26:00 GMT", "2018-09-27T06:26:00Z"),
            ("Thu Sep 27 2018 06:26:00 GMT+0300 (MSK)", "2018-09-27T06:26:00+03:00"),
            ("2018/9/7", "2018-09-07"),
        ] {
            assert_eq!(read(text, ""), want, "{text}");
        }
    }

    #[test]
    fn dates_in_words_are_read() {
        for (text, want) in [
            ("September 27, 2018", "2018-09-27"),
            ("Published: Sept. 27th, 2018 at 6:26 pm EST", "2018-09-27T18:26:00-05:00"),
            ("27 de septiembre de 2018", "2018-09-27"),
            ("27. September 2018, 06:26 Uhr", "2018-09-27T06:26:00"),
            ("le 1er août 2018 à 10h30", "2018-08-01T10:30:00"),
            ("27 сентября 2018 г., 06:26 МСК", "2018-09-27T06:26:00+03:00"),
            ("2018年9月27日 06:26", "2018-09-27T06:26:00"),
            ("2018년 9월 27일", "2018-09-27"),
            ("27 Eylül 2018", "2018-09-27"),
            ("27 tháng 9 năm 2018", "2018-09-27"),
            ("2018. szeptember 27.", "2018-09-27"),
            ("27 กันยายน 2561", "2018-09-27"),
            ("27 ก.ย. 2561", "2018-09-27"),
            ("٢٧ سبتمبر ٢٠١٨", "2018-09-27"),
            ("27-Sep-2018", "2018-09-27"),
        ] {
            assert_eq!(read(text, ""), want, "{text}");
        }
    }

    #[test]
    fn languages_settle_what_is_ambiguous() {
        assert_eq!(read("03/04/2018", ""), "none");
        assert_eq!(read("03/04/2018", "en"), "none");
        assert_eq!(read("03/04/2018", "en-US"), "2018-03-04");
        assert_eq!(read("03/04/2018", "en-GB"), "2018-04-03");
        assert_eq!(read("03/04/2018", "fr"), "2018-04-03");
        assert_eq!(read("03.04.2018", ""), "2018-04-03");
        assert_eq!(read("27/04/2018", ""), "2018-04-27");
        assert_eq!(read("5 listopada 2018", "pl"), "2018-11-05");
        assert_eq!(read("5. listopada 2018", "hr"), "2018-10-05");
        assert_eq!(read("5. listopada 2018", ""), "none");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2018",
            "September 2018",
            "2018-13-01",
            "31 February 2018",
            "10.0.2018.1",
            "1.2.2018.7",
            "192.168.20.2018",
            "2018-2019",
            "call 555-01-2018",
            "12345678",
            "may 2018 be good",
            "1 in 2018",
            "3024-01-01",
            "99999999999999999999",
        ] {
            assert_eq!(read(text, ""), "none", "{text}");
        }
    }

    #[test]
    fn the_place_of_a_date_is_told() {
        let text = "By Ann Berg | 27 Sep 2018, 6:26 pm | 4 min read";
        let (range, _) = find(text, Style::default()).expect("there is one");
        assert_eq!(&text[range], "27 Sep 2018, 6:26 pm");
    }

    #[test]
    fn no_name_of_a_month_means_two() {
        let mut seen: HashMap<(&str, &str), &str> = HashMap::new();
        for line in include_str!("months.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ').peekable();
            let language = words.next_if(|first| first.parse::<u8>().is_err()).unwrap_or_default();
            let month = words.next().expect("a line has a month");
            for word in words {
                let old = seen.insert((language, word), month);
                assert!(old.is_none_or(|old| old == month), "{word} means {old:?} and {month}");
            }
        }
    }
}
