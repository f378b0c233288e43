//! Lists of keywords and their items.

use crate::grammar::lexicon::{self, Section};
use crate::text::fold;

/// The items of a list with commas, brackets kept together: `talks, Democratic Republic of North Korea (DPRK), Russia`.
pub(crate) fn items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut depth = 0_u32;
    let mut start = 0;
    let comma = text.contains([',', '，', '、', '،']);
    let bar = !comma && text.contains(['|', ';', '·', '•']);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            ',' | '，' | '、' | '،' if depth == 0 && comma => {
                items.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            '|' | ';' | '·' | '•' if depth == 0 && bar => {
                items.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            '#' | '＃' if depth == 0 && !comma && !bar => {
                items.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    items.push(&text[start..]);
    items.iter().map(|i| i.trim().trim_matches(['#', '＃']).trim()).filter(|i| !i.is_empty()).collect()
}

/// What follows a label of keywords in the same line; empty where the label is the whole line.
pub(crate) fn behind_label(text: &str) -> Option<&str> {
    /// Longest label, in bytes.
    const LABEL: usize = 48;
    if !lexicon::may_begin(Section::Tags, text) {
        return None;
    }
    if text.len() <= LABEL && lexicon::is(Section::Tags, &fold::fold_label(text)) {
        return Some("");
    }
    text.char_indices().take_while(|(at, _)| *at <= LABEL).find_map(|(at, c)| {
        let ends = matches!(c, ':' | '：' | '#') || (c == ' ' && text[at..].trim_start().starts_with('#'));
        (ends && lexicon::is(Section::Tags, &fold::fold_label(&text[..at])))
            .then(|| if c == '#' { &text[at..] } else { text[at + c.len_utf8()..].trim() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_items_together() {
        assert_eq!(items("talks, Republic (one, two), Russia"), ["talks", "Republic (one, two)", "Russia"]);
        assert_eq!(items("#아마존 #앤디 재시 #AI"), ["아마존", "앤디 재시", "AI"]);
        assert_eq!(items("a | b | c"), ["a", "b", "c"]);
    }
}
