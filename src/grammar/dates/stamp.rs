//! Days with time and zone, as machines and pages state them: ISO 8601 and its kin, RFC 2822, epochs, and all that
//! `day.rs` reads.
//!
//! A wrong date is worse than none: `03/04/2018` counts only where the page's language says which number is the month.

use std::fmt::{self, Write as _};
use std::ops::Range;

use super::clock;
use super::cursor::{DateCursor, Token, digit, has_digit};
use super::day::{self, Date, days_in};
use super::words::{DateWord, look_up};

/// Years a page can be from: older numbers are not when it was published.
const YEARS: Range<u32> = 1900..2100;

/// Tokens between a date and its time that are passed over: `, um`, `at`, ` - `, `T`.
const BEFORE_TIME: usize = 4;

/// Longest text that is looked through for a date, in tokens: a dateline is short.
const MOST_TOKENS: usize = 400;

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

impl Stamp {
    /// Whether another day is the one before or after this one: one moment has two dates, by the zone.
    pub(crate) fn is_next_to(self, other: Self) -> bool {
        self.day_number().abs_diff(other.day_number()) == 1
    }

    /// Whether both are of one day.
    pub(crate) fn is_day_of(self, other: Self) -> bool {
        self.day_number() == other.day_number()
    }

    /// Whether its day is before another's, and not the same by another zone.
    pub(crate) fn is_before(self, other: Self) -> bool {
        self.day_number() + 1 < other.day_number()
    }

    /// Days since the year 0, after Howard Hinnant's `days_from_civil`: March begins the year.
    fn day_number(self) -> u32 {
        let (year, month, day) = (u32::from(self.year), u32::from(self.month), u32::from(self.day));
        let year = if month > 2 { year } else { year - 1 };
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day;
        year * 365 + year / 4 - year / 100 + year / 400 + of_year
    }
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

    /// The day that a date means, if it is certain.
    fn settle(self, date: Date) -> Option<Stamp> {
        let (month, day) = match self.order {
            Order::Unknown if date.ambiguous => return None,
            Order::MonthFirst if date.ambiguous => (date.day, date.month),
            _ => (date.month, date.day),
        };
        valid(date.year.into(), month.into(), day.into())
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
    if !has_digit(text) {
        return None;
    }
    let mut c = DateCursor::of(text, 0, style.language);
    for _ in 0..MOST_TOKENS {
        let start = c.start();
        let token = c.next()?;
        if matches!(token, Token::Mark(_)) || is_inside_number(text, start) {
            continue;
        }
        let Some((mut stamp, end)) = day_at(text, start, token, style) else { continue };
        let end = time_after(DateCursor::of(text, end, style.language), &mut stamp).unwrap_or(end);
        return Some((start..end, stamp));
    }
    None
}

/// The day that begins at a token.
fn day_at(text: &str, start: usize, token: Token<'_>, style: Style<'_>) -> Option<(Stamp, usize)> {
    if let Token::Number { value, digits: 8 } = token {
        let end = start + text[start..].find(|c| digit(c).is_none()).unwrap_or(text.len() - start);
        let day = compact(&format!("{value:08}"))?;
        return stands_alone(text, start, end).then_some((day, end));
    }
    let (date, end) = day::read(DateCursor::of(text, start, style.language))?;
    let written = &text[start..end];
    let numbers = !written.contains(char::is_alphabetic);
    let year_first = matches!(token, Token::Number { digits: 4, .. });
    // Four numbers in a row are a version or an address, unless the last one is a time: `2018-09-27-06`.
    if numbers && !(year_first && written.contains('-')) && goes_on(text, end) {
        return None;
    }
    Some((style.settle(date)?, end))
}

/// Reads a time into the stamp; where it ends.
fn time_after(mut c: DateCursor<'_>, stamp: &mut Stamp) -> Option<usize> {
    for _ in 0..=BEFORE_TIME {
        let mut here = c;
        if let Some((time, zone)) = clock::read(&mut here) {
            (stamp.time, stamp.zone) = (Some(time), zone);
            return Some(here.at);
        }
        match c.next()? {
            Token::Mark(mark) if ",.-–—|·•".contains(mark) => {}
            Token::Word(word) if look_up(word) == DateWord::Filler || word.eq_ignore_ascii_case("t") => {}
            _ => return None,
        }
    }
    None
}

/// Whether the number at a place is a part of a longer one: `1.234`, `1,2018`.
fn is_inside_number(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    before.next().is_some_and(|c| ".,/-+:".contains(c)) && before.next().is_some_and(|c| digit(c).is_some())
}

/// Whether a mark and one more number touch.
fn goes_on(text: &str, end: usize) -> bool {
    let mut after = text[end..].chars();
    after.next().is_some_and(|c| "./-".contains(c)) && after.next().is_some_and(|c| digit(c).is_some())
}

/// Whether no letter or digit touches a number, the `T` of a time excepted.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ",;)".contains(c));
    let after = text[end..].chars().next();
    free(text[..start].chars().next_back()) && (free(after) || after == Some('T'))
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
        return clock::seconds_of(h, m, s).map(|time| Stamp { time: Some(time), ..day });
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
    if !YEARS.contains(&year) {
        return None;
    }
    let (year, month, day) = (year as u16, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    (1..=days_in(year, month)?).contains(&day).then_some(Stamp { year, month, day, time: None, zone: None })
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
    fn days_follow_each_other() {
        let day = |text: &str| parse(text, Style::default()).expect("it is a date");
        for (a, b) in [("2020-02-29", "2020-03-01"), ("2019-12-31", "2020-01-01"), ("2019-03-01", "2019-02-28")] {
            assert!(day(a).is_next_to(day(b)) && day(b).is_next_to(day(a)), "{a}");
        }
        assert!(!day("2020-02-28").is_next_to(day("2020-03-01")) && !day("2020-02-28").is_next_to(day("2020-02-28")));
    }

    #[test]
    fn the_place_of_a_date_is_told() {
        let text = "By Ann Berg | 27 Sep 2018, 6:26 pm | 4 min read";
        let (range, _) = find(text, Style::default()).expect("there is one");
        assert_eq!(&text[range], "27 Sep 2018, 6:26 pm");
    }
}
