//! A sorted list of phrases in which all that begin a text are found with one search.

use super::Labels;

/// What a phrase stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// As a whole line.
    pub(super) whole: Labels,
    /// As a whole line beside other junk.
    pub(super) weak: Labels,
    /// As a part of a line: its beginning, its end or any, as the index is for.
    pub(super) part: Labels,
    /// As the beginning of a line that has this later on.
    pub(super) tails: Vec<(Labels, &'static str)>,
}

/// No phrase.
const NONE: u32 = u32::MAX;

/// Phrases in the order of their bytes. Of two phrases that begin a text the shorter begins the longer; so each knows
/// the longest other phrase that begins it, and a search visits only the phrases on that chain.
pub(super) struct Index {
    phrases: Vec<(String, Entry)>,
    shorter: Vec<u32>,
    /// Where the phrases that begin with each byte start; one more than bytes.
    by_byte: Vec<u32>,
}

impl Index {
    pub(super) fn new(mut all: Vec<(String, Entry)>) -> Self {
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let mut phrases: Vec<(String, Entry)> = Vec::with_capacity(all.len());
        for (text, entry) in all {
            match phrases.last_mut() {
                Some((last, merged)) if *last == text => {
                    merged.whole.add(entry.whole);
                    merged.weak.add(entry.weak);
                    merged.part.add(entry.part);
                    merged.tails.extend(entry.tails);
                }
                _ => phrases.push((text, entry)),
            }
        }
        let mut shorter = Vec::with_capacity(phrases.len());
        for (at, (text, _)) in phrases.iter().enumerate() {
            let mut before = if at == 0 { NONE } else { at as u32 - 1 };
            while before != NONE && !text.starts_with(phrases[before as usize].0.as_str()) {
                before = shorter[before as usize];
            }
            shorter.push(before);
        }
        let by_byte = (0..=256_u32)
            .map(|byte| phrases.partition_point(|(text, _)| text.bytes().next().map_or(0, u32::from) < byte) as u32)
            .collect();
        Self { phrases, shorter, by_byte }
    }

    /// All phrases that begin the text, the longest first.
    pub(super) fn prefixes<'i>(&'i self, text: &str) -> impl Iterator<Item = (&'i str, &'i Entry)> + use<'i> {
        let mut next = self.longest(text);
        std::iter::from_fn(move || {
            let (phrase, entry) = self.phrases.get(next as usize)?;
            next = self.shorter[next as usize];
            Some((phrase.as_str(), entry))
        })
    }

    fn longest(&self, text: &str) -> u32 {
        let Some(first) = text.bytes().next() else { return NONE };
        let from = self.by_byte[usize::from(first)] as usize;
        let to = self.by_byte[usize::from(first) + 1] as usize;
        let after = from + self.phrases[from..to].partition_point(|(phrase, _)| phrase.as_str() <= text);
        let mut at = if after == from { NONE } else { after as u32 - 1 };
        while at != NONE && !text.starts_with(self.phrases[at as usize].0.as_str()) {
            at = self.shorter[at as usize];
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_prefixes_are_found_longest_first() {
        let words = ["share", "share on", "share on facebook", "shares", "tweet", "s"];
        let index = Index::new(words.iter().map(|w| ((*w).to_owned(), Entry::default())).collect());
        let found = |text| index.prefixes(text).map(|(phrase, _)| phrase).collect::<Vec<_>>();
        assert_eq!(found("share on twitter"), ["share on", "share", "s"]);
        assert_eq!(found("shares fell"), ["shares", "share", "s"]);
        assert_eq!(found("tweets"), ["tweet"]);
        assert_eq!(found("zebra"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }
}
