//! Writing the text of a page: white space is folded on the way, one space for any run, a line break for `<br>`, everything
//! kept in `<pre>`.

use super::listing::White;
use super::math;
use super::walk::{Open, Walk};
use crate::page::Tag;

/// Length of the text up to the next white space that folding would change. A single space between ASCII words is kept,
/// so most text is copied in one piece.
fn run_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let graphic = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_graphic);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' if at > 0 && graphic(at - 1) && graphic(at + 1) => at += 1,
            b' ' | b'\t'..=b'\r' => return at,
            0..0x80 => at += 1,
            _ => {
                let Some(c) = text[at..].chars().next() else { return at };
                if c.is_whitespace() {
                    return at;
                }
                at += c.len_utf8();
            }
        }
    }
    at
}

impl Walk {
    pub(super) fn text(&mut self, text: &str) {
        let before = self.out.len();
        match self.open.last().map_or(White::Fold, |open| open.white) {
            White::Keep => self.keep(text),
            White::Lines => self.fold_lines(text),
            White::Fold => self.fold_formulas(text),
        }
        self.count_linked(before);
    }

    /// Counts the text written since `before` as link text, if a link is open.
    pub(super) fn count_linked(&mut self, before: usize) {
        // A flush in between has started a new block.
        if self.links_open > 0 {
            self.link_bytes += self.out.len().saturating_sub(before.max(self.start)) as u32;
        }
    }

    /// Writes preformatted text.
    fn keep(&mut self, text: &str) {
        let mut text = text;
        if std::mem::take(&mut self.boxed) || self.lines && self.is_between_lines() {
            if text.trim().is_empty() {
                // White space between the boxes of lines: only its empty lines count.
                self.breaks = self.breaks.max(text.bytes().filter(|byte| *byte == b'\n').count().min(9) as u8);
                self.boxed = true;
                return;
            }
            text = text.strip_prefix('\n').unwrap_or(text);
        }
        // The parser drops a line break directly after `<pre>`; those at the end are trimmed in `flush`.
        self.begin_text();
        self.out.extend(text.chars().map(|c| match c {
            '\r' | '\0' => '\n',
            // Some highlighters indent with no-break spaces; compilers reject them.
            '\u{a0}' => ' ',
            c => c,
        }));
    }

    /// Whether text would be directly in a list or a table, not in an item or a cell.
    fn is_between_lines(&self) -> bool {
        let between =
            |tag| matches!(tag, Tag::Ol | Tag::Ul | Tag::Table | Tag::Thead | Tag::Tbody | Tag::Tfoot | Tag::Tr);
        self.open.last().is_some_and(|open| between(open.tag))
    }

    /// Writes text whose line breaks count; an empty line ends the paragraph.
    fn fold_lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && self.out.len() > self.start {
                self.line_break();
            }
            self.fold(line);
        }
    }

    /// Writes text, and the formulas in it.
    fn fold_formulas(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if (bytes.contains(&b'\\') || bytes.contains(&b'$')) && !self.is_code() {
            let mut rest = text;
            // The delimiters of a formula stay in the text.
            while let Some(found) = math::in_text(rest, self.scripts) {
                self.fold(found.before);
                self.math(found.whole, found.display);
                rest = found.after;
            }
            return self.fold(rest);
        }
        self.fold(text);
    }

    /// Whether text would be inside inline code.
    fn is_code(&self) -> bool {
        let code = |open: &Open| matches!(open.tag, Tag::Code | Tag::Samp | Tag::Kbd | Tag::Tt | Tag::Var | Tag::Ruby);
        self.open.iter().rev().take_while(|open| !open.block).any(code)
    }

    /// Whether two inline elements without a space between them are separate words, as boxes drawn side by side:
    /// `<b>Harbour Post</b><b>Ferries sail</b>`, but not `Java<b>Script</b>` or a name in code.
    fn is_apart(&self, text: &str) -> bool {
        let mut back = self.out[self.start..].chars().rev();
        let (Some(before), Some(after)) = (back.next(), text.chars().next()) else { return false };
        let word = (before.is_lowercase() || before.is_ascii_digit()) && back.next().is_some_and(char::is_alphanumeric);
        after.is_uppercase() && (word || matches!(before, '.' | '!' | '?' | ')' | '%')) && !self.is_code()
    }

    /// Writes text with folded white space.
    pub(super) fn fold(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let word = run_length(rest);
            if word > 0 {
                let word = &rest[..word];
                // Only the first word can touch the text before it.
                self.gap |= self.joint == self.out.len() && self.is_apart(word);
                self.begin_text();
                if !word.is_ascii() && word.contains(crate::text::fold::is_invisible) || word.contains('\0') {
                    self.out.extend(word.chars().filter(|c| !crate::text::fold::is_invisible(*c)));
                } else {
                    self.out.push_str(word);
                }
            }
            let Some(space) = rest[word..].chars().next() else { return };
            self.gap = true;
            rest = &rest[word + space.len_utf8()..];
        }
    }

    /// Writes the white space that is due.
    pub(super) fn begin_text(&mut self) {
        let empty = self.out.len() == self.start;
        if empty && !self.initial.is_empty() {
            let initial = std::mem::take(&mut self.initial);
            self.out.push_str(&initial);
        }
        self.boxed = false;
        if !empty && self.breaks > 0 {
            // More than one line break occurs in preformatted text only.
            (0..self.breaks).for_each(|_| self.out.push('\n'));
        } else if !empty && self.gap {
            self.out.push(' ');
        }
        self.gap = false;
        self.breaks = 0;
    }
}
