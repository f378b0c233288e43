//! Lines made of labels alone: `Community standardsDiscussion`, `Share this: Facebook Twitter (12)`.
//!
//! Flatteners glue the texts of neighbouring elements. Where one label ends and the next begins there is a separator,
//! a change from lower to upper case, or a change of script; such a line is cut into known labels or it is none.

use super::index::PhraseIndex;
use super::label::{Kinds, Label, LabelSet};
use crate::text::fold;
use crate::text::script;

/// A line folded as labels are, with the places where a glued label may begin.
#[derive(Default)]
struct Folded {
    text: String,
    /// For each byte of `text`, whether a label may begin there though no separator stands before it.
    joints: Vec<bool>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut it = Self::default();
        let mut last = ' ';
        let mut gap = false;
        let shouted = !text.contains(char::is_lowercase);
        let mut chars = text.chars().map(fold::narrow).peekable();
        while let Some(c) = chars.next() {
            if last.is_numeric() && matches!(c, ',' | '.' | ':' | '/') && chars.peek().is_some_and(|n| n.is_numeric()) {
                continue;
            }
            if fold::is_silent(c) {
                continue;
            }
            if c.is_whitespace() {
                gap = true;
                continue;
            }
            if gap {
                it.push(' ', true);
            }
            gap = false;
            let joint = script(last) != script(c)
                || (last.is_lowercase() && c.is_uppercase())
                || shouted
                // Complete words of such scripts may be glued anywhere; the cover has to be complete all the same.
                || matches!(script(c), CharKind::Unspaced | CharKind::Hangul);
            if c.is_numeric() {
                if !last.is_numeric() {
                    it.push('0', joint);
                }
            } else if c.is_ascii() {
                it.push(c.to_ascii_lowercase(), joint);
            } else {
                for (n, lower) in c.to_lowercase().enumerate() {
                    it.push(lower, joint && n == 0);
                }
            }
            last = c;
        }
        it
    }

    fn push(&mut self, c: char, joint: bool) {
        self.text.push(c);
        self.joints.push(joint);
        self.joints.resize(self.text.len(), false);
    }

    /// Whether a label may end before this byte.
    fn is_joint(&self, at: usize) -> bool {
        self.joints.get(at).copied().unwrap_or(true)
    }
}

/// Writing systems as far as they matter for glue.
#[derive(PartialEq, Eq)]
enum CharKind {
    Hangul,
    Unspaced,
    Letters,
    Digits,
    Marks,
}

fn script(c: char) -> CharKind {
    match c {
        'a'..='z' | 'A'..='Z' => CharKind::Letters,
        '0'..='9' => CharKind::Digits,
        '\0'..='\x7f' => CharKind::Marks,
        _ if script::is_hangul(c) => CharKind::Hangul,
        _ if script::is_unspaced(c) => CharKind::Unspaced,
        _ if c.is_alphabetic() => CharKind::Letters,
        _ if c.is_numeric() => CharKind::Digits,
        _ => CharKind::Marks,
    }
}

/// What may stand between two labels, and around a number.
fn is_separator(c: char) -> bool {
    fold::is_mark_around(c)
        || matches!(c, ' ' | ';' | '&' | '?' | '0' | '{' | '}' | '\\' | '✔' | '★' | '☆' | '⋮' | '☰' | '🔍')
}

/// Whether a label of this many bytes at the start of a line runs into a capital letter. `nextState` is a name in a
/// program, not a label before a headline.
pub(super) fn is_glued(text: &str, label: usize) -> bool {
    if text.starts_with(char::is_lowercase) {
        return false;
    }
    let glue = |(before, after): (char, char)| before.is_lowercase() && after.is_uppercase();
    let (Some(head), Some(tail)) = (text.get(..label), text.get(label..)) else { return false };
    head.chars().next_back().zip(tail.chars().next()).is_some_and(glue)
}

/// Pre-filter without false negatives: whether labels may be glued in a text. ASCII has to change from small letters to capitals, or have none
/// that is small.
pub(super) fn may_be_glued(text: &str) -> bool {
    let glued = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    !text.bytes().all(|b| b.is_ascii() && b != 0)
        || text.as_bytes().windows(2).any(glued)
        || !text.bytes().any(|b| b.is_ascii_lowercase())
}

/// Labels in the shortest row, and their share of its letters in thousandths.
const ROW: usize = 4;
const ROW_SHARE: usize = 600;

/// Whether a text is a row of labels with little between them.
pub(super) fn is_mostly_labels(index: &PhraseIndex, text: &str) -> bool {
    let folded = Folded::of(text);
    let (mut at, mut labels, mut covered) = (0, 0, 0);
    while at < folded.text.len() {
        let rest = &folded.text[at..];
        let found = index.prefixes(rest).find(|(length, entry)| {
            let end = at + length;
            entry.is_whole() && (folded.is_joint(end) || folded.text[end..].starts_with(is_separator))
        });
        if let Some((length, _)) = found {
            labels += 1;
            covered += length;
            at += length;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            while at < folded.text.len() && !(folded.is_joint(at) && folded.text.is_char_boundary(at)) {
                at += 1;
            }
        }
    }
    labels >= ROW && covered * 1000 >= folded.text.len() * ROW_SHARE
}

/// A cut in the making: where it stands, and what it consists of so far.
#[derive(Clone, Copy)]
struct Step {
    at: usize,
    whole: LabelSet,
    weak: LabelSet,
    label_count: u8,
    networks: u8,
}

/// Cuts a line into labels, if it can be cut completely.
pub(super) fn segment(index: &PhraseIndex, text: &str, out: &mut Kinds) {
    let folded = Folded::of(text);
    let mut tried = vec![false; folded.text.len() + 1];
    let mut open =
        vec![Step { at: 0, whole: LabelSet::default(), weak: LabelSet::default(), label_count: 0, networks: 0 }];
    while let Some(mut step) = open.pop() {
        let rest = folded.text[step.at..].trim_start_matches(is_separator);
        step.at = folded.text.len() - rest.len();
        if rest.is_empty() {
            // Common words alone must be at least two, and then they count only beside other junk.
            if !step.whole.is_empty() || step.label_count >= 2 {
                out.whole = step.whole;
                out.weak = step.weak;
                out.label_count = step.label_count;
                out.networks = step.networks;
            }
            return;
        }
        if std::mem::replace(&mut tried[step.at], true) {
            continue;
        }
        let from = open.len();
        for (length, entry) in index.prefixes(rest) {
            let end = step.at + length;
            let ends = folded.is_joint(end) || folded.text[end..].starts_with(is_separator);
            if !entry.is_whole() || !ends {
                continue;
            }
            let mut next = Step { at: end, label_count: step.label_count.saturating_add(1), ..step };
            if next.whole.is_empty() {
                next.whole = entry.whole;
            }
            if next.weak.is_empty() {
                next.weak = entry.weak;
            }
            next.networks = step.networks.saturating_add(u8::from(entry.weak.has(Label::Network)));
            open.push(next);
        }
        // The longest label is tried first.
        open[from..].reverse();
    }
}
