//! Tokenizer for dates: numbers in any script, words, punctuation. White space and direction marks are skipped.

use std::ops::RangeInclusive;

use super::words::{self, DateWord, look_up};

/// Years that can be meant; outside them a number of four digits is something else.
const YEARS: RangeInclusive<u32> = 1900..=2099;

/// Years of the Buddhist calendar, as Thai pages print them, and how far it is ahead.
const BUDDHIST: RangeInclusive<u32> = 2500..=2642;
const BUDDHIST_AHEAD: u32 = 543;

/// Units of East Asian dates and times: each is a word of its own even where the next word follows without a space.
pub(super) const UNITS: [char; 14] =
    ['年', '月', '日', '時', '时', '分', '秒', '號', '号', '년', '월', '일', '시', '분'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Number { value: u32, digits: u8 },
    Word(&'a str),
    Mark(char),
}

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateCursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// The language that names of months are read in; `None` where any will do.
    pub(super) language: Option<&'a str>,
}

/// The value of a decimal digit of any script that dates are printed in.
pub(super) fn digit(c: char) -> Option<u32> {
    if let Some(value) = c.to_digit(10) {
        return Some(value);
    }
    [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10].into_iter().map(|zero| (c as u32).wrapping_sub(zero)).find(|v| *v < 10)
}

/// Whether a text has a decimal digit: no date and no clock time does without.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) || (!text.is_ascii() && text.contains(|c| digit(c).is_some()))
}

/// Where the first decimal digit stands.
pub(super) fn first_digit(text: &str) -> Option<usize> {
    if text.is_ascii() {
        return text.bytes().position(|byte| byte.is_ascii_digit());
    }
    text.find(|c| digit(c).is_some())
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() && c != '\''
        || matches!(c, '،' | '，' | '–' | '—' | '−' | '‐' | '·' | '（' | '）' | '：' | '、' | '•' | '\u{2026}')
}

impl<'a> DateCursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, language: None }
    }

    pub(super) fn of(text: &'a str, at: usize, language: &'a str) -> Self {
        Self { text, at, language: Some(language) }
    }

    /// Where the next token begins.
    pub(super) fn start(&self) -> usize {
        let rest = self.text[self.at..]
            .trim_start_matches(|c: char| c.is_whitespace() || crate::text::fold::is_direction_mark(c));
        self.text.len() - rest.len()
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        let start = self.start();
        let rest = &self.text[start..];
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
        let len =
            if UNITS.contains(&first) && look_up(&rest[..len]) == DateWord::Other { first.len_utf8() } else { len };
        self.at = start + len;
        Some(Token::Word(&rest[..len]))
    }

    /// Takes the next token where it is wanted; stays where it is not.
    pub(super) fn take<T>(&mut self, wanted: impl Fn(Token<'a>) -> Option<T>) -> Option<T> {
        let before = self.at;
        let taken = self.next().and_then(wanted);
        if taken.is_none() {
            self.at = before;
        }
        taken
    }

    /// Takes several things one after the other, or none of them.
    pub(super) fn all<T>(&mut self, wanted: impl Fn(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let taken = wanted(self);
        if taken.is_none() {
            self.at = before;
        }
        taken
    }

    pub(super) fn marks(&mut self, marks: &str) {
        while self.one_of(marks).is_some() {}
    }

    pub(super) fn one_of(&mut self, marks: &str) -> Option<char> {
        self.take(|t| match t {
            Token::Mark(c) if marks.contains(c) => Some(c),
            _ => None,
        })
    }

    pub(super) fn mark(&mut self, mark: char) -> Option<()> {
        self.take(|t| (t == Token::Mark(mark)).then_some(()))
    }

    pub(super) fn word(&mut self, words: &[&str]) -> Option<()> {
        self.take(|t| matches!(t, Token::Word(w) if words.iter().any(|x| w.eq_ignore_ascii_case(x))).then_some(()))
    }

    pub(super) fn number(&mut self, range: RangeInclusive<u32>, most: u8) -> Option<u32> {
        self.take(|t| match t {
            Token::Number { value, digits } if digits <= most && range.contains(&value) => Some(value),
            _ => None,
        })
    }

    pub(super) fn day(&mut self) -> Option<u8> {
        self.number(1..=31, 2).map(|d| d as u8)
    }

    pub(super) fn month_number(&mut self) -> Option<u8> {
        self.number(1..=12, 2).map(|m| m as u8)
    }

    pub(super) fn year(&mut self) -> Option<u16> {
        self.number(YEARS, 4).or_else(|| self.number(BUDDHIST, 4).map(|y| y - BUDDHIST_AHEAD)).map(|y| y as u16)
    }

    /// A month's name: of one word, of two (`كانون الثاني`), or of two letters with dots (`ก.ย.`).
    pub(super) fn month(&mut self) -> Option<u8> {
        let language = self.language;
        self.all(|c| {
            let word = |c: &mut Self| {
                c.take(|t| match t {
                    Token::Word(word) => Some(word.to_lowercase()),
                    _ => None,
                })
            };
            let first = word(c)?;
            if let Some(month) = words::month(&first, language) {
                return Some(month);
            }
            let between = if c.mark('.').is_some() { '.' } else { '_' };
            let second = word(c)?;
            words::month(&format!("{first}{between}{second}"), language)
        })
    }

    pub(super) fn weekday(&mut self) -> Option<()> {
        self.take(|t| matches!(t, Token::Word(w) if look_up(w) == DateWord::Weekday).then_some(()))
    }
}
