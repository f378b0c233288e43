//! Days, as pages print them: `September 26, 2018`, `1 de febrero de 2017`, `2017년 12월 9일`, `26.09.2018`, `2018-09-26`.
//!
//! Parsers take a text that begins with the date and say how much of it they took; nothing is searched for with regular
//! expressions, so that a long line costs no more than its words.

use super::cursor::{DateCursor, Token, first_digit, has_digit};

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
    /// ISO 8601; `None` where it is not certain which day it is, or there is no such day.
    pub(crate) fn iso(self) -> Option<String> {
        if self.ambiguous || self.day > days_in(self.year, self.month)? {
            return None;
        }
        Some(match self.day {
            0 => format!("{:04}-{:02}", self.year, self.month),
            day => format!("{:04}-{:02}-{day:02}", self.year, self.month),
        })
    }
}

/// How many days a month has; `None` where there is no such month.
pub(super) fn days_in(year: u16, month: u8) -> Option<u8> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    Some(match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    })
}

/// The date that the text begins with, and its length in bytes.
pub(crate) fn prefix(text: &str) -> Option<(Date, usize)> {
    let first = text.trim_start().chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    read(DateCursor::new(text))
}

/// The date that begins at a place, and where it ends.
pub(super) fn read(mut start: DateCursor<'_>) -> Option<(Date, usize)> {
    if start.weekday().is_some() {
        start.marks(",.،");
        start.word(&["the", "den", "der", "le", "el"]);
    }
    let ways: [fn(&mut DateCursor<'_>) -> Option<Date>; 6] =
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
fn month_day_year(c: &mut DateCursor<'_>) -> Option<Date> {
    let month = c.month()?;
    c.marks(".-");
    let day = c.day()?;
    c.word(&["st", "nd", "rd", "th"]);
    c.marks(",.،-");
    let year = c.year()?;
    Some(date(year, month, day))
}

/// `26. September 2018`, `1 de febrero de 2017`, `26 сентября 2018 г.`, `26 בספטמבר 2018`
fn day_month_year(c: &mut DateCursor<'_>) -> Option<Date> {
    let day = c.day()?;
    c.word(&["st", "nd", "rd", "th", "er", "º", "ª", "ème", "ης", "га", "го", "ro"]);
    c.marks(".º-/–");
    c.word(&["de", "of", "di", "d", "ng"]);
    let month = c.month()?;
    c.marks(".,،-/–");
    c.word(&["de", "del", "of", "di"]);
    // พ.ศ. 2561
    c.all(|c| {
        c.word(&["พ", "ค"])?;
        c.marks(".");
        c.word(&["ศ"]);
        Some(())
    });
    c.marks(",.");
    let year = c.year()?;
    let before = *c;
    if c.word(&["г", "р", "r", "рік"]).is_some() && c.mark('.').is_none() {
        *c = before;
    }
    Some(date(year, month, day))
}

/// `2018. szeptember 26.`, `2018 m. rugsėjo 26 d.`
fn year_first(c: &mut DateCursor<'_>) -> Option<Date> {
    let year = c.year()?;
    c.marks(".-/");
    c.word(&["m", "г"]);
    c.marks(".,");
    let month = c.month()?;
    c.marks("-/");
    let day = c.day()?;
    c.marks(".");
    Some(date(year, month, day))
}

/// `2018年9月26日`, `2017년 12월 9일`
fn units(c: &mut DateCursor<'_>) -> Option<Date> {
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
fn vietnamese(c: &mut DateCursor<'_>) -> Option<Date> {
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
fn numbers(c: &mut DateCursor<'_>) -> Option<Date> {
    let separator = |c: &mut DateCursor<'_>| {
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
            let ambiguous = mark != '.' && day <= 12 && day != month;
            Some(Date { ambiguous, ..date(year, month as u8, day as u8) })
        }
        (month, day) if month <= 12 => Some(date(year, month as u8, day as u8)),
        _ => None,
    }
}

/// Whether a date other than one with its weekday first may begin with this token, which stands here.
fn may_begin(token: Token<'_>, mut here: DateCursor<'_>) -> bool {
    match token {
        Token::Number { digits, .. } => digits <= 4,
        Token::Word("ngày") => true,
        Token::Word(_) => here.month().is_some(),
        Token::Mark(_) => false,
    }
}

/// Whether a text without white space around it begins with a date.
pub(crate) fn begins(text: &str) -> bool {
    let here = DateCursor::new(text);
    has_digit(text)
        && DateCursor::new(text).next().is_some_and(|token| may_begin(token, here))
        && prefix(text).is_some()
}

/// Most bytes from the beginning of a date to its first digit: a month of two words with marks around it. What is farther
/// from the next digit is not read at all.
const BEFORE_DIGIT: usize = 96;

/// The first date in a text, with its range.
pub(crate) fn find(text: &str) -> Option<(Date, std::ops::Range<usize>)> {
    let mut c = DateCursor::new(text);
    loop {
        let digit = c.at + first_digit(&text[c.at..])?;
        c.at = word_before(text, c.at, digit);
        while c.at <= digit {
            let start = c.start();
            let here = DateCursor { at: start, ..c };
            let token = c.next()?;
            if may_begin(token, here)
                && let Some((date, len)) = prefix(&text[start..])
            {
                return Some((date, start..start + len));
            }
        }
    }
}

/// Where the word begins that is the first to lie near enough to a digit; not before `from`.
fn word_before(text: &str, from: usize, digit: usize) -> usize {
    let mut near = digit.saturating_sub(BEFORE_DIGIT);
    if near <= from {
        return from;
    }
    while !text.is_char_boundary(near) {
        near += 1;
    }
    text[near..digit].find(char::is_whitespace).map_or(from, |space| near + space)
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
            ("26 ARALIK 2018", "2018-12-26", ""),
            ("26 HAZİRAN 2018", "2018-06-26", ""),
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
        for uncertain_or_none in ["03/04/2018", "February 30, 2020", "31 April 2020", "29 February 2019"] {
            assert_eq!(prefix(uncertain_or_none).and_then(|(date, _)| date.iso()), None);
        }
    }
}
