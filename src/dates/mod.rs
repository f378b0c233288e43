//! Dates as pages print them, in the languages of `words.txt`: `September 26, 2018`, `1 de febrero de 2017`,
//! `2017년 12월 9일`, `26.09.2018`, `2018-09-26`.
//!
//! Parsers take a text that begins with the date and say how much of it they took; nothing is searched for with regular
//! expressions, so that a long line costs no more than its words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A day of the common calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: u16,
    pub(crate) month: u8,
    /// 0 where only the month is known.
    pub(crate) day: u8,
    /// Day and month could be the other way round: `03/04/2018`.
    pub(crate) ambiguous: bool,
}

impl Date {
    /// ISO 8601; `None` where it is not certain which day it is.
    pub(crate) fn iso(self) -> Option<String> {
        if self.ambiguous {
            return None;
        }
        Some(match self.day {
            0 => format!("{:04}-{:02}", self.year, self.month),
            day => format!("{:04}-{:02}-{day:02}", self.year, self.month),
        })
    }
}

/// What a word means in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Month(u8),
    Weekday,
    Filler,
    Time,
    Other,
}

/// Years that can be meant; outside them a number of four digits is something else.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2099;

/// Years of the Buddhist calendar, as Thai pages print them, and how far it is ahead.
const BUDDHIST: std::ops::RangeInclusive<u32> = 2500..=2642;
const BUDDHIST_AHEAD: u32 = 543;

/// Longest word of `words.txt`, in bytes, with room to spare: longer ones are not looked up.
const WORD_BYTES: usize = 48;

static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut section = "";
    for line in include_str!("words.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            continue;
        }
        let listed = line.split(' ').skip(usize::from(matches!(section, "months" | "weekdays")));
        for (index, forms) in listed.enumerate() {
            let word = match section {
                "months" => Word::Month(index as u8 + 1),
                "weekdays" => Word::Weekday,
                "time" => Word::Time,
                _ => Word::Filler,
            };
            for form in forms.split('/') {
                words.entry(form).or_insert(word);
            }
        }
    }
    words
});

fn look_up(word: &str) -> Word {
    if word.len() > WORD_BYTES {
        return Word::Other;
    }
    WORDS.get(word.to_lowercase().as_str()).copied().unwrap_or(Word::Other)
}

/// The value of a decimal digit of any script that dates are printed in.
fn digit(c: char) -> Option<u32> {
    if let Some(value) = c.to_digit(10) {
        return Some(value);
    }
    [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10].into_iter().map(|zero| (c as u32).wrapping_sub(zero)).find(|v| *v < 10)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Number { value: u32, digits: u8 },
    Word(&'a str),
    Mark(char),
}

/// Units of East Asian dates and times: each is a word of its own even where the next word follows without a space.
const UNITS: [char; 14] = ['年', '月', '日', '時', '时', '分', '秒', '號', '号', '년', '월', '일', '시', '분'];

/// Reads a text token by token; white space and direction marks are passed over.
#[derive(Debug, Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let rest =
            self.text[self.at..].trim_start_matches(|c: char| c.is_whitespace() || crate::fold::is_direction_mark(c));
        let start = self.text.len() - rest.len();
        let first = rest.chars().next()?;
        if digit(first).is_some() {
            let mut value = 0_u32;
            let mut digits = 0_u8;
            let mut len = 0;
            for c in rest.chars() {
                let Some(d) = digit(c) else { break };
                value = value.saturating_mul(10).saturating_add(d);
                digits = digits.saturating_add(1);
                len += c.len_utf8();
            }
            self.at = start + len;
            return Some(Token::Number { value, digits });
        }
        if is_mark(first) {
            self.at = start + first.len_utf8();
            return Some(Token::Mark(first));
        }
        let len = rest.find(|c: char| c.is_whitespace() || is_mark(c) || digit(c).is_some()).unwrap_or(rest.len());
        let len = if UNITS.contains(&first) && look_up(&rest[..len]) == Word::Other { first.len_utf8() } else { len };
        self.at = start + len;
        Some(Token::Word(&rest[..len]))
    }

    /// Takes the next token where it is wanted; stays where it is not.
    fn take<T>(&mut self, wanted: impl Fn(Token<'a>) -> Option<T>) -> Option<T> {
        let before = self.at;
        let taken = self.next().and_then(wanted);
        if taken.is_none() {
            self.at = before;
        }
        taken
    }

    fn marks(&mut self, marks: &str) {
        while self.take(|t| matches!(t, Token::Mark(c) if marks.contains(c)).then_some(())).is_some() {}
    }

    fn mark(&mut self, mark: char) -> Option<()> {
        self.take(|t| (t == Token::Mark(mark)).then_some(()))
    }

    fn word(&mut self, words: &[&str]) -> Option<()> {
        self.take(|t| matches!(t, Token::Word(w) if words.iter().any(|x| w.eq_ignore_ascii_case(x))).then_some(()))
    }

    fn number(&mut self, range: std::ops::RangeInclusive<u32>, most: u8) -> Option<u32> {
        self.take(|t| match t {
            Token::Number { value, digits } if digits <= most && range.contains(&value) => Some(value),
            _ => None,
        })
    }

    fn day(&mut self) -> Option<u8> {
        self.number(1..=31, 2).map(|d| d as u8)
    }

    fn month_number(&mut self) -> Option<u8> {
        self.number(1..=12, 2).map(|m| m as u8)
    }

    fn year(&mut self) -> Option<u16> {
        self.number(YEARS, 4).or_else(|| self.number(BUDDHIST, 4).map(|y| y - BUDDHIST_AHEAD)).map(|y| y as u16)
    }

    fn month(&mut self) -> Option<u8> {
        self.take(|t| match t {
            Token::Word(w) => match look_up(w) {
                Word::Month(month) => Some(month),
                _ => None,
            },
            _ => None,
        })
    }

    fn weekday(&mut self) -> Option<()> {
        self.take(|t| matches!(t, Token::Word(w) if look_up(w) == Word::Weekday).then_some(()))
    }
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() && c != '\''
        || matches!(c, '،' | '，' | '–' | '—' | '·' | '（' | '）' | '：' | '、' | '•' | '\u{2026}')
}

/// The date that the text begins with, and its length in bytes.
pub(crate) fn prefix(text: &str) -> Option<(Date, usize)> {
    let first = text.trim_start().chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    let mut start = Cursor::new(text);
    if start.weekday().is_some() {
        start.marks(",.،");
        start.word(&["the", "den", "der", "le", "el"]);
    }
    let ways: [fn(&mut Cursor<'_>) -> Option<Date>; 6] =
        [month_day_year, day_month_year, year_first, units, vietnamese, numbers];
    for way in ways {
        let mut cursor = start;
        if let Some(date) = way(&mut cursor) {
            return Some((date, cursor.at));
        }
    }
    None
}

fn date(year: u16, month: u8, day: u8) -> Date {
    Date { year, month, day, ambiguous: false }
}

/// `September 26, 2018`
fn month_day_year(c: &mut Cursor<'_>) -> Option<Date> {
    let month = c.month()?;
    c.marks(".");
    let day = c.day()?;
    c.word(&["st", "nd", "rd", "th"]);
    c.marks(",.،");
    let year = c.year()?;
    Some(date(year, month, day))
}

/// `26. September 2018`, `1 de febrero de 2017`, `26 сентября 2018 г.`, `26 בספטמבר 2018`
fn day_month_year(c: &mut Cursor<'_>) -> Option<Date> {
    let day = c.day()?;
    c.word(&["st", "nd", "rd", "th", "er", "º", "ème"]);
    c.marks(".º-/");
    c.word(&["de", "of", "di", "d"]);
    let month = c.month()?;
    // `كانون الثاني` and `تشرين الأول` are one month of two words.
    c.word(&["الثاني", "الأول", "الاول"]);
    c.marks(".,،-/");
    c.word(&["de", "del", "of", "di", "พ", "ค"]);
    c.marks(",.");
    let year = c.year()?;
    let before = *c;
    if c.word(&["г", "р", "r", "рік"]).is_some() && c.mark('.').is_none() {
        *c = before;
    }
    Some(date(year, month, day))
}

/// `2018. szeptember 26.`, `2018 m. rugsėjo 26 d.`
fn year_first(c: &mut Cursor<'_>) -> Option<Date> {
    let year = c.year()?;
    c.marks(".");
    c.word(&["m"]);
    c.marks(".,");
    let month = c.month()?;
    let day = c.day()?;
    c.marks(".");
    Some(date(year, month, day))
}

/// `2018年9月26日`, `2017년 12월 9일`
fn units(c: &mut Cursor<'_>) -> Option<Date> {
    let year = c.year()?;
    c.word(&["年", "년"])?;
    let month = c.month_number()?;
    c.word(&["月", "월"])?;
    let before = *c;
    let Some(day) = c.day().filter(|_| c.word(&["日", "일", "號", "号"]).is_some()) else {
        *c = before;
        return Some(date(year, month, 0));
    };
    Some(date(year, month, day))
}

/// `26 tháng 9, 2018`, `ngày 26 tháng 9 năm 2018`
fn vietnamese(c: &mut Cursor<'_>) -> Option<Date> {
    c.word(&["ngày"]);
    let day = c.day()?;
    c.take(|t| matches!(t, Token::Word(w) if w.to_lowercase() == "tháng").then_some(()))?;
    let month = c.month_number().or_else(|| c.take(vietnamese_number))?;
    c.marks(",");
    c.word(&["năm"]);
    let year = c.year()?;
    Some(date(year, month, day))
}

fn vietnamese_number(token: Token<'_>) -> Option<u8> {
    let Token::Word(word) = token else { return None };
    let names = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let word = word.to_lowercase();
    names.iter().position(|name| *name == word).map(|at| at as u8 + 1)
}

/// `2018-09-26`, `2018/9/26`, `26.09.2018`, `09/26/2018`
fn numbers(c: &mut Cursor<'_>) -> Option<Date> {
    let separator = |c: &mut Cursor<'_>| {
        c.take(|t| match t {
            Token::Mark(mark) if matches!(mark, '-' | '/' | '.') => Some(mark),
            _ => None,
        })
    };
    if let Some(year) = c.year() {
        let mark = separator(c)?;
        let month = c.month_number()?;
        c.mark(mark)?;
        let day = c.day()?;
        return Some(date(year, month, day));
    }
    let first = c.number(1..=31, 2)?;
    let mark = separator(c)?;
    let second = c.number(1..=31, 2)?;
    c.mark(mark)?;
    let year = c.year()?;
    match (first, second) {
        (day, month) if month <= 12 => {
            let ambiguous = mark == '/' && day <= 12 && day != month;
            Some(Date { ambiguous, ..date(year, month as u8, day as u8) })
        }
        (month, day) if month <= 12 => Some(date(year, month as u8, day as u8)),
        _ => None,
    }
}

/// Length of the clock time that the text begins with, zone and half of the day included: `7:23 PM`, `12:53 Uhr`,
/// `11h22`, `06:26 GMT`, `T06:26:00.123Z`.
pub(crate) fn time_prefix(text: &str) -> Option<usize> {
    let mut c = Cursor::new(text);
    c.word(&["T"]);
    c.take(|t| match t {
        Token::Word("上午" | "下午" | "午前" | "午後" | "오전" | "오후") => Some(()),
        _ => None,
    });
    c.number(0..=24, 2)?;
    c.mark(':').or_else(|| c.mark('：')).or_else(|| c.mark('.')).or_else(|| c.word(&["h", "時", "时", "시"]))?;
    c.number(0..=59, 2)?;
    let mut end = c.at;
    if c.mark(':').and_then(|()| c.number(0..=59, 2)).is_some() {
        end = c.at;
        if c.mark('.').and_then(|()| c.number(0..=999_999, 6)).is_some() {
            end = c.at;
        }
    }
    c.at = end;
    while let Some(token) = c.next() {
        match token {
            Token::Word(w) if look_up(w) == Word::Time || matches!(w, "Uhr" | "uhr" | "h" | "分" | "분") => {
                end = c.at;
            }
            Token::Mark('.') => {}
            _ => break,
        }
    }
    Some(end)
}

/// Whether a line of date words has a weekday, a clock time or a zone in it.
pub(crate) fn has_clock_or_weekday(text: &str) -> bool {
    let mut c = Cursor::new(text);
    let mut before = None;
    while let Some(token) = c.next() {
        let tells = match token {
            Token::Word(w) => {
                matches!(look_up(w), Word::Weekday | Word::Time)
                    || (before == Some(Token::Mark('(')) && w.chars().count() == 1)
            }
            Token::Number { digits: 2, .. } => before == Some(Token::Mark(':')),
            _ => false,
        };
        if tells {
            return true;
        }
        before = Some(token);
    }
    false
}

/// Whether a word is a month, a weekday, a zone or a word between the parts of dates and clock times.
pub(crate) fn is_date_word(word: &str) -> bool {
    let mut c = Cursor::new(word);
    let mut any = false;
    while let Some(token) = c.next() {
        let known = match token {
            Token::Word(w) => {
                look_up(w) != Word::Other || w.chars().all(|c| UNITS.contains(&c)) || matches!(w, "h" | "H")
            }
            Token::Number { digits, .. } => digits <= 4,
            Token::Mark(_) => true,
        };
        if !known {
            return false;
        }
        any = true;
    }
    any
}

/// The first date in a text, with its range.
pub(crate) fn find(text: &str) -> Option<(Date, std::ops::Range<usize>)> {
    let mut c = Cursor::new(text);
    loop {
        let before = c.at;
        let token = c.next()?;
        let start = before + (text[before..].len() - text[before..].trim_start().len());
        let may = match token {
            Token::Number { digits, .. } => digits <= 4,
            Token::Word(w) => matches!(look_up(w), Word::Month(_)) || w == "ngày",
            Token::Mark(_) => false,
        };
        if may && let Some((date, len)) = prefix(&text[start..]) {
            return Some((date, start..start + len));
        }
    }
}

/// Whether the text is nothing but a date, a clock time or both: numbers, names of months and weekdays, zones and the
/// words between them. A clock and a date may be run together (`06:26 GMT +312 November 2019`).
pub(crate) fn is_date_only(text: &str) -> bool {
    /// More words than any date has.
    const MOST: usize = 20;
    let mut c = Cursor::new(text);
    let (mut numbers, mut months, mut times, mut tokens) = (0, 0, 0, 0);
    let mut before = None;
    while let Some(token) = c.next() {
        tokens += 1;
        if tokens > MOST {
            return false;
        }
        match token {
            Token::Number { digits, .. } if digits <= 4 => {
                numbers += 1;
                times += usize::from(digits == 2 && before == Some(Token::Mark(':')));
            }
            Token::Word(w) => match look_up(w) {
                Word::Month(_) => months += 1,
                Word::Weekday | Word::Filler | Word::Time => {}
                Word::Other if UNITS.iter().any(|u| w.chars().eq([*u])) => months += 1,
                // `(목)`, `(金)`: the weekday's first sign in brackets.
                Word::Other if before == Some(Token::Mark('(')) && w.chars().count() == 1 => {}
                Word::Other => return false,
            },
            Token::Mark(mark) if "+-/.,:|()·،–—".contains(mark) => {}
            Token::Number { .. } | Token::Mark(_) => return false,
        }
        before = Some(token);
    }
    (numbers >= 2 && (months >= 1 || times >= 1)) || (numbers >= 3 && prefix(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_languages_of_the_widgets() {
        for (text, iso, rest) in [
            ("September 26, 2018", "2018-09-26", ""),
            ("October 07, 2014The seam", "2014-10-07", "The seam"),
            ("1 de febrero de 2017 Más", "2017-02-01", " Más"),
            ("26. September 2018", "2018-09-26", ""),
            ("26 septembre 2018", "2018-09-26", ""),
            ("2017년 12월 9일", "2017-12-09", ""),
            ("2018年9月26日", "2018-09-26", ""),
            ("26 сентября 2018 г.", "2018-09-26", ""),
            ("26 сентября 2018 года", "2018-09-26", " года"),
            ("26 Eylül 2018", "2018-09-26", ""),
            ("26 września 2018", "2018-09-26", ""),
            ("٢٦ سبتمبر ٢٠١٨", "2018-09-26", ""),
            ("26 سبتمبر، 2018", "2018-09-26", ""),
            ("26 बज", "", ""),
            ("26 सितंबर 2018", "2018-09-26", ""),
            ("26 Tháng Chín 2018", "2018-09-26", ""),
            ("ngày 26 tháng 9 năm 2018", "2018-09-26", ""),
            ("2018. szeptember 26.", "2018-09-26", ""),
            ("26 בספטמבר 2018", "2018-09-26", ""),
            ("26 กันยายน 2561", "2018-09-26", ""),
            ("26.09.2018, 12:53", "2018-09-26", ", 12:53"),
            ("2019-02-22 10:32", "2019-02-22", " 10:32"),
            ("9/26/2018", "2018-09-26", ""),
            ("Friday, 5 June 2015", "2015-06-05", ""),
            ("September 2018", "", ""),
            ("may 26 people", "", ""),
            ("12 months ago", "", ""),
        ] {
            let got = prefix(text);
            match got {
                None => assert_eq!("", iso, "{text}"),
                Some((date, len)) => {
                    assert_eq!(date.iso().as_deref(), Some(iso), "{text}");
                    assert_eq!(&text[len..], rest, "{text}");
                }
            }
        }
        assert_eq!(prefix("03/04/2018").and_then(|(date, _)| date.iso()), None);
    }

    #[test]
    fn times_are_taken_with_their_zone() {
        for (text, rest) in [
            ("7:23 PM - Nov", " - Nov"),
            ("6:01am PST", ""),
            ("12:53 Uhr | x", " | x"),
            ("11h22 par", " par"),
            ("06:26 GMT +3", " +3"),
            ("10:43 - 4 ene", " - 4 ene"),
            ("T19:26:17.123Z and", " and"),
        ] {
            let len = time_prefix(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(&text[len..], rest, "{text}");
        }
        assert_eq!(time_prefix("75 people"), None);
    }

    #[test]
    fn lines_of_dates_alone_are_told_from_sentences() {
        for text in [
            "06:26 GMT +312 November 2019",
            "16:57 GMT18 April 2021",
            "Friday 26 de April del 2024",
            "2025년 06월 19일 (목)",
            "2019-02-22 10:32",
            "05 dicembre 2020 a",
            "السبت 04 أكتوبر 2025",
        ] {
            assert!(is_date_only(text), "{text}");
        }
        for text in ["May", "2019", "11 osób", "5 June: the siege begins", "3:2", "10 - 4", "1.2.3 notes", "Saturday"]
        {
            assert!(!is_date_only(text), "{text}");
        }
    }
}
