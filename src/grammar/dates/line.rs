//! Lines of dates and clock times, and the words that they are made of.

use super::cursor::{DateCursor, Token, UNITS, has_digit};
use super::day::prefix;
use super::words::{DateWord, look_up};

/// Whether a line of date words has a weekday, a clock time or a zone in it.
pub(crate) fn has_clock_or_weekday(text: &str) -> bool {
    let mut c = DateCursor::new(text);
    let mut before = None;
    while let Some(token) = c.next() {
        let tells = match token {
            Token::Word(w) => {
                matches!(look_up(w), DateWord::Weekday | DateWord::Time)
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
    let mut c = DateCursor::new(word);
    let mut any = false;
    while let Some(token) = c.next() {
        let known = match token {
            Token::Word(w) => {
                look_up(w) != DateWord::Other || w.chars().all(|c| UNITS.contains(&c)) || matches!(w, "h" | "H")
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

/// Whether the text is nothing but a date, a clock time or both: numbers, names of months and weekdays, zones and the
/// words between them. A clock and a date may be run together (`06:26 GMT +312 November 2019`).
pub(crate) fn is_date_only(text: &str) -> bool {
    /// More words than any date has.
    const MOST: usize = 20;
    if !has_digit(text) {
        return false;
    }
    let mut c = DateCursor::new(text);
    let (mut numbers, mut months, mut times, mut tokens) = (0, 0, 0, 0);
    let mut before = None;
    loop {
        let here = c;
        let Some(token) = c.next() else { break };
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
                DateWord::Month(_) => months += 1,
                DateWord::Weekday | DateWord::Filler | DateWord::Time => {}
                DateWord::Other if take_month(&mut c, here) => months += 1,
                DateWord::Other if UNITS.iter().any(|u| w.chars().eq([*u])) => months += 1,
                // `(목)`, `(金)`: the weekday's first sign in brackets.
                DateWord::Other if before == Some(Token::Mark('(')) && w.chars().count() == 1 => {}
                DateWord::Other => return false,
            },
            Token::Mark(mark) if "+-/.,:|()·،–—".contains(mark) => {}
            Token::Number { .. } | Token::Mark(_) => return false,
        }
        before = Some(token);
    }
    (numbers >= 2 && (months >= 1 || times >= 1)) || (numbers >= 3 && prefix(text).is_some())
}

/// Whether a month's name of two words begins here; the cursor goes behind it.
fn take_month<'t>(c: &mut DateCursor<'t>, mut here: DateCursor<'t>) -> bool {
    let is = here.month().is_some();
    if is {
        *c = here;
    }
    is
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "26 كانون الثاني 2018",
        ] {
            assert!(is_date_only(text), "{text}");
        }
        for text in ["May", "2019", "11 osób", "5 June: the siege begins", "3:2", "10 - 4", "1.2.3 notes", "Saturday"]
        {
            assert!(!is_date_only(text), "{text}");
        }
    }
}
