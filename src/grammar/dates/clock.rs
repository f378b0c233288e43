//! Clock times: `7:23 PM`, `12:53 Uhr`, `11h22`, `06:26 GMT`, `T06:26:00.123Z`.

use super::cursor::{DateCursor, Token};
use super::words::{DateWord, look_up};

/// Zones whose abbreviations mean nothing else, and minutes east of Greenwich; IST, CST and ET are not among them.
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

/// Length of the clock time that the text begins with, zone and half of the day included: `7:23 PM`, `12:53 Uhr`,
/// `11h22`, `06:26 GMT`, `T06:26:00.123Z`.
pub(crate) fn time_prefix(text: &str) -> Option<usize> {
    let mut c = DateCursor::new(text);
    c.word(&["T"]);
    c.take(|t| match t {
        Token::Word("上午" | "下午" | "午前" | "午後" | "오전" | "오후") => Some(()),
        _ => None,
    });
    digits(&mut c, ":：.")?;
    let mut end = c.at;
    while let Some(token) = c.next() {
        match token {
            Token::Word(w) if look_up(w) == DateWord::Time || matches!(w, "Uhr" | "uhr" | "h" | "分" | "분") => {
                end = c.at;
            }
            Token::Mark('.') => {}
            _ => break,
        }
    }
    Some(end)
}

/// The digits of a clock time, with one of these marks after the hour.
fn digits(c: &mut DateCursor<'_>, marks: &str) -> Option<(u32, u32, u32)> {
    let hours = c.number(0..=24, 2)?;
    c.one_of(marks).is_some().then_some(()).or_else(|| c.word(&["h", "時", "时", "시"]))?;
    let minutes = c.number(0..=59, 2)?;
    let seconds = c.all(|c| {
        c.mark(':')?;
        c.number(0..=59, 2)
    });
    if seconds.is_some() {
        c.all(|c| {
            let mark = c.at;
            c.one_of(".,")?;
            // `06:26:00, 27 readers` goes on behind the time.
            (c.start() == mark + 1).then_some(())?;
            c.number(0..=999_999_999, 9)
        });
    }
    Some((hours, minutes, seconds.unwrap_or(0)))
}

/// A clock time: seconds since midnight, and minutes east of Greenwich where they are told.
pub(super) fn read(c: &mut DateCursor<'_>) -> Option<(u32, Option<i16>)> {
    let (mut hours, minutes, seconds) = digits(c, ":：")?;
    match half(c) {
        Some(false) if hours == 12 => hours = 0,
        Some(true) if hours < 12 => hours += 12,
        _ => {}
    }
    let time = seconds_of(hours, minutes, seconds)?;
    Some((time, zone(c)))
}

/// Seconds since midnight, if it is a time.
pub(super) fn seconds_of(hours: u32, minutes: u32, seconds: u32) -> Option<u32> {
    (hours < 24 && minutes < 60 && seconds < 61).then_some(hours * 3600 + minutes * 60 + seconds)
}

/// `pm`, `a.m.`: whether it is the second half of the day.
fn half(c: &mut DateCursor<'_>) -> Option<bool> {
    for (word, letter, second) in [("am", "a", false), ("pm", "p", true)] {
        let dotted = |c: &mut DateCursor<'_>| {
            c.word(&[letter])?;
            c.mark('.')?;
            c.word(&["m"])?;
            c.marks(".");
            Some(())
        };
        if c.word(&[word]).or_else(|| c.all(dotted)).is_some() {
            return Some(second);
        }
    }
    None
}

/// Minutes east of Greenwich.
fn zone(c: &mut DateCursor<'_>) -> Option<i16> {
    c.all(|c| {
        let bracket = c.mark('(').is_some();
        let named = c.take(|t| {
            let Token::Word(word) = t else { return None };
            let word = word.to_lowercase();
            ZONES.iter().find(|(name, _)| *name == word).map(|(_, zone)| *zone)
        });
        if bracket && named.is_some() {
            c.mark(')');
        }
        if named.is_some() {
            return named;
        }
        let zulu = c.word(&["z", "utc", "gmt"]).is_some();
        c.all(offset).or(zulu.then_some(0))
    })
}

/// `+03:00`, `-0530`, `+3`.
fn offset(c: &mut DateCursor<'_>) -> Option<i16> {
    let sign = if c.one_of("+-−")? == '+' { 1 } else { -1 };
    let both = c.take(|t| match t {
        Token::Number { value, digits: 4 } if value / 100 <= 14 && value % 100 < 60 => {
            Some(value / 100 * 60 + value % 100)
        }
        _ => None,
    });
    let minutes = both.or_else(|| {
        let hours = c.number(0..=14, 2)?;
        let minutes = c.all(|c| {
            c.mark(':')?;
            c.number(0..=59, 2)
        });
        Some(hours * 60 + minutes.unwrap_or(0))
    })?;
    Some(sign * minutes as i16)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
