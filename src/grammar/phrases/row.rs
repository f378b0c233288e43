//! Labels among words: where a page was flattened to one line, its menus and bars are told by them.

use super::PHRASES;
use crate::text::fold;

/// For each word, how many words the longest label has that begins with it; 0 where none does.
pub(crate) fn labels(words: &[&str]) -> Vec<u8> {
    let mut folded = String::new();
    // Where each word begins in the folded text, and whether a label may begin with it.
    let mut starts = Vec::with_capacity(words.len());
    for word in words {
        if !folded.is_empty() {
            folded.push(' ');
        }
        starts.push((folded.len(), !word.starts_with(char::is_lowercase)));
        fold::fold_word(word, &mut folded);
    }
    let ends = |at: usize| starts.binary_search_by_key(&(at + 1), |it| it.0);
    let count = |(nth, &(start, may)): (usize, &(usize, bool))| {
        if !may {
            return 0;
        }
        let rest = &folded[start..];
        let longest = PHRASES.front.prefixes(rest).find_map(|(length, entry)| {
            let end = start + length;
            let next = if end == folded.len() { words.len() } else { ends(end).ok()? };
            entry.is_whole().then_some(next - nth)
        });
        longest.unwrap_or_default().min(u8::MAX.into()) as u8
    };
    starts.iter().enumerate().map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_among_words() {
        let words = ["Skip", "to", "content", "Home", "About", "us", "The", "ferry", "sails"];
        assert_eq!(labels(&words)[..4], [3, 0, 0, 1]);
        assert_eq!(labels(&words)[6..], [0, 0, 0]);
        assert_eq!(labels(&["اقرأ", "أيضًا", "العبارة"])[..1], [2]);
        assert!(labels(&[]).is_empty());
    }
}
