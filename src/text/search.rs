//! Search for short strings in short texts.
//!
//! `str::find` builds a two-way searcher per call; on haystacks of one line that costs more than the search. These look for
//! the first byte and compare.

/// Position of the first match.
pub(crate) fn find(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let Some((&first, _)) = needle.split_first() else { return Some(0) };
    let last = text.len().checked_sub(needle.len())?;
    let mut at = 0;
    while at <= last {
        at += text[at..=last].iter().position(|byte| *byte == first)?;
        if text[at..].starts_with(needle) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The parts between matches, as [`str::split`] gives them. The needle must not be empty.
pub(crate) fn split<'t>(text: &'t str, needle: &'static str) -> impl Iterator<Item = &'t str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = find(text, needle) else {
            rest = None;
            return Some(text);
        };
        rest = Some(&text[at + needle.len()..]);
        Some(&text[..at])
    })
}

/// A set of characters to search for at once: a table for bytes, so that only what may match is decoded.
pub(crate) struct CharSet {
    /// The first bytes of its characters.
    begins: [bool; 256],
    others: &'static [char],
}

impl CharSet {
    pub(crate) const fn new(ascii: &'static [u8], others: &'static [char]) -> Self {
        let mut begins = [false; 256];
        let mut at = 0;
        while at < ascii.len() {
            begins[ascii[at] as usize] = true;
            at += 1;
        }
        at = 0;
        while at < others.len() {
            let mut bytes = [0; 4];
            others[at].encode_utf8(&mut bytes);
            begins[bytes[0] as usize] = true;
            at += 1;
        }
        Self { begins, others }
    }

    pub(crate) fn has(&self, c: char) -> bool {
        if c.is_ascii() { self.begins[c as usize] } else { self.others.contains(&c) }
    }

    /// Position and length of the first match.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, usize)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            at += bytes.get(at..)?.iter().position(|byte| self.begins[usize::from(*byte)])?;
            if bytes[at].is_ascii() {
                return Some((at, 1));
            }
            let c = text[at..].chars().next()?;
            if self.others.contains(&c) {
                return Some((at, c.len_utf8()));
            }
            at += c.len_utf8();
        }
    }

    /// The parts between matches, as [`str::split`] gives them.
    pub(crate) fn split<'t>(&'static self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let mut rest = Some(text);
        std::iter::from_fn(move || {
            let text = rest?;
            let Some((at, length)) = self.find(text) else {
                rest = None;
                return Some(text);
            };
            rest = Some(&text[at + length..]);
            Some(&text[..at])
        })
    }
}

/// A set of strings to search for at once. Fast where few bytes of a text begin one.
pub(crate) struct StrSet {
    all: &'static [&'static str],
    begins: [bool; 256],
    /// The second bytes of its strings; all bytes where one has a single byte.
    goes_on: [bool; 256],
}

impl StrSet {
    /// No string may be empty.
    pub(crate) const fn new(needles: &'static [&'static str]) -> Self {
        let (mut begins, mut goes_on) = ([false; 256], [false; 256]);
        let mut at = 0;
        while at < needles.len() {
            let needle = needles[at].as_bytes();
            begins[needle[0] as usize] = true;
            if needle.len() > 1 {
                goes_on[needle[1] as usize] = true;
            } else {
                goes_on = [true; 256];
            }
            at += 1;
        }
        Self { all: needles, begins, goes_on }
    }

    /// Position of the first match.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            at += bytes[at..].iter().position(|byte| self.begins[usize::from(*byte)])?;
            let may = bytes.get(at + 1).is_none_or(|next| self.goes_on[usize::from(*next)]);
            if may && self.all.iter().any(|needle| bytes[at..].starts_with(needle.as_bytes())) {
                return Some(at);
            }
            at += 1;
        }
    }
}

/// Separators to split a text at in turn: at the first, the parts at the second, and so on. Fast where a text has none of
/// them, as most lines have.
pub(crate) struct Separators(StrSet);

/// Most strings of one [`Separators`].
const SEPARATORS: usize = 4;

impl Separators {
    /// Of at most four strings, none of them empty.
    pub(crate) const fn new(needles: &'static [&'static str]) -> Self {
        assert!(needles.len() <= SEPARATORS, "too many separators");
        Self(StrSet::new(needles))
    }

    /// Where matches end; they may overlap.
    pub(crate) fn ends(&self, text: &str) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.0.find(&text[from..])?;
            let needle = self.0.all.iter().find(|needle| text[at..].starts_with(**needle))?;
            // They may share a space.
            from = at + text[at..].chars().next().map_or(1, char::len_utf8);
            Some(at + needle.len())
        })
    }

    pub(crate) fn split<'t>(&'static self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let needles = self.0.all;
        let last = needles.len() - 1;
        // By needle, what is still to be split at it.
        let mut rest = [None; SEPARATORS];
        let none = self.0.find(text).is_none();
        rest[if none { last } else { 0 }] = Some(text);
        std::iter::from_fn(move || {
            loop {
                let level = rest.iter().rposition(Option::is_some)?;
                let text: &str = rest[level].take()?;
                let part = match find(text, needles[level]) {
                    Some(at) if !none => {
                        rest[level] = Some(&text[at + needles[level].len()..]);
                        &text[..at]
                    }
                    _ => text,
                };
                if level == last {
                    return Some(part);
                }
                rest[level + 1] = Some(part);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_agree_with_the_standard_library() {
        for text in ["", "a", " via ", "a via b via c", " via via ", "aab", "aaab", "é via é", "a  b", "vi"] {
            for needle in [" via ", "aab", "  ", "é", "a"] {
                assert_eq!(find(text, needle), text.find(needle), "{needle:?} in {text:?}");
                let parts: Vec<_> = split(text, needle).collect();
                assert_eq!(parts, text.split(needle).collect::<Vec<_>>(), "{needle:?} in {text:?}");
            }
        }
    }

    #[test]
    fn needles_split_one_after_the_other() {
        static SEPARATORS: Separators = Separators::new(&["  ", " - "]);
        for text in ["", "a", "a  b", "a - b", "a  - b", "a -  b - c  d", "  ", " - "] {
            let parts: Vec<_> = SEPARATORS.split(text).collect();
            assert_eq!(parts, text.split("  ").flat_map(|it| it.split(" - ")).collect::<Vec<_>>(), "{text:?}");
        }
    }

    #[test]
    fn marks_split_as_the_standard_library_does() {
        static MARKS: CharSet = CharSet::new(b"|,", &['·', '：']);
        for text in ["", "a", "|", "a|b,c", "a·b：c|", "é··è", "ё,"] {
            let parts: Vec<_> = MARKS.split(text).collect();
            assert_eq!(parts, text.split(['|', ',', '·', '：']).collect::<Vec<_>>(), "{text:?}");
        }
    }

    #[test]
    fn the_first_of_several_needles_is_found() {
        static NEEDLES: StrSet = StrSet::new(&["Share", "Teilen", "分享"]);
        for (text, at) in [("", None), ("Sh", None), ("S Teilen Share", Some(2)), ("é分享", Some(2)), ("分", None)]
        {
            assert_eq!(NEEDLES.find(text), at, "{text}");
        }
    }
}
