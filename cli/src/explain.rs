//! `--explain`: the page as it was, each removed piece marked with its category, rule and reason.
//!
//! Removed lines have `-` before them, lines of which a part was removed `~`; what was removed inside a line stands in `[- -]`.
//! A run of lines that went for one reason has the reason once, below it.

use std::fmt::Write;

use anstyle::{AnsiColor, Effects, Style};
use unhusk::{Cleaned, Piece, PieceKind, Removed};

use crate::terminal::shown;

const GONE: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
const MARK: Style = AnsiColor::Red.on_default();
const LABEL: Style = AnsiColor::Yellow.on_default();
const FAINT: Style = Style::new().effects(Effects::DIMMED);

/// How much of a removed span its reason repeats, in characters.
const EXCERPT: usize = 40;

/// Writes the page with its removals, coloured; the colours are stripped where they are not wanted.
pub(crate) fn explain(page: &str, cleaned: &Cleaned) -> String {
    let source = cleaned.source.as_deref().unwrap_or(page);
    let mut writer = Writer { out: String::new(), source, cleaned, reason: None, blank: false };
    writer.head();
    for line in lines(source, cleaned.pieces.as_deref().unwrap_or_default()) {
        writer.line(line);
    }
    writer.settle(None);
    writer.foot();
    writer.out
}

/// A line of the page, or the white space between two.
#[derive(Clone, Copy)]
enum ExplainedLine<'a> {
    Pieces(&'a [Piece]),
    Break { blank: bool },
}

/// Cuts the pieces at the spaces that break the line.
fn lines<'a>(source: &'a str, pieces: &'a [Piece]) -> Vec<ExplainedLine<'a>> {
    let mut lines = Vec::new();
    let mut from = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let text = &source[piece.start..piece.end];
        if piece.kind != PieceKind::Space || !text.contains(is_break) {
            continue;
        }
        if from < at {
            lines.push(ExplainedLine::Pieces(&pieces[from..at]));
        }
        lines.push(ExplainedLine::Break { blank: text.replace("\r\n", "\n").matches(is_break).count() > 1 });
        from = at + 1;
    }
    if from < pieces.len() {
        lines.push(ExplainedLine::Pieces(&pieces[from..]));
    }
    lines
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

struct Writer<'a> {
    out: String,
    source: &'a str,
    cleaned: &'a Cleaned,
    /// Why the lines just written went; told when a line follows that did not.
    reason: Option<&'a Removed>,
    blank: bool,
}

impl<'a> Writer<'a> {
    fn head(&mut self) {
        let it = self.cleaned;
        let meta = &it.metadata;
        let from = self.out.len();
        self.field("title", it.title.as_deref());
        self.field("author", Some(meta.author.join(", ").as_str()));
        self.field("date", meta.date.as_deref());
        self.field("site", meta.site.as_deref());
        self.field("language", meta.language.as_deref());
        self.field("tags", Some(meta.tags.join(", ").as_str()));
        if self.out.len() > from {
            self.out.push('\n');
        }
    }

    fn field(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|it| !it.is_empty()) {
            let _ = writeln!(self.out, "{FAINT}{name:9}{FAINT:#}{}", shown(value));
        }
    }

    fn line(&mut self, line: ExplainedLine<'a>) {
        let pieces = match line {
            ExplainedLine::Pieces(pieces) => pieces,
            ExplainedLine::Break { blank } => {
                self.blank |= blank;
                return;
            }
        };
        let mut removals = pieces.iter().filter_map(|it| self.cleaned.removed.get(it.removed?));
        let kept = pieces.iter().any(|it| it.kind == PieceKind::Kept);
        match (removals.next(), removals.next()) {
            (None, _) => {
                self.settle(None);
                self.write("  ", Style::new(), Style::new(), pieces);
            }
            (Some(only), None) if !kept => {
                self.settle(Some(only));
                self.write("- ", MARK, GONE, pieces);
                self.reason = Some(only);
            }
            _ => self.mixed(pieces),
        }
    }

    /// Before a line: the reason of the lines above unless this one shares it, then the blank line between them.
    fn settle(&mut self, next: Option<&Removed>) {
        let same = |a: &Removed, b: &Removed| (a.category, &a.rule, &a.reason) == (b.category, &b.rule, &b.reason);
        if let Some(reason) = self.reason.take_if(|it| !next.is_some_and(|next| same(it, next))) {
            self.because(reason, "");
        }
        if std::mem::take(&mut self.blank) && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn because(&mut self, it: &Removed, excerpt: &str) {
        let _ = writeln!(
            self.out,
            "{FAINT}  ╰ {FAINT:#}{LABEL}{}{LABEL:#} {FAINT}({}){FAINT:#}: {}{excerpt}",
            it.category, it.rule, it.reason
        );
    }

    /// A whole line in one style; the lines of preformatted text each with the mark.
    fn write(&mut self, mark: &str, marked: Style, style: Style, pieces: &[Piece]) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        for line in self.source[first.start..last.end].trim_matches(['\n', '\r']).lines() {
            let _ = writeln!(self.out, "{marked}{mark}{marked:#}{style}{}{style:#}", shown(line));
        }
    }

    /// A line of which parts were removed: the parts in brackets, the reasons below.
    fn mixed(&mut self, pieces: &'a [Piece]) {
        self.settle(None);
        let _ = write!(self.out, "{MARK}~ {MARK:#}");
        for piece in pieces {
            let text = shown(&self.source[piece.start..piece.end]).replace('\n', "\n  ");
            let _ = match piece.kind {
                PieceKind::Removed => {
                    write!(self.out, "{MARK}[-{MARK:#}{GONE}{text}{GONE:#}{MARK}-]{MARK:#}")
                }
                PieceKind::Kept | PieceKind::Space => write!(self.out, "{text}"),
            };
        }
        self.out.push('\n');
        for it in pieces.iter().filter_map(|it| self.cleaned.removed.get(it.removed?)) {
            let mut excerpt: String = it.text.chars().take(EXCERPT).collect();
            if excerpt.len() < it.text.len() {
                excerpt.push('…');
            }
            self.because(it, &format!(" {FAINT}“{}”{FAINT:#}", shown(excerpt.trim())));
        }
    }

    fn foot(&mut self) {
        let it = self.cleaned;
        let mut counts: Vec<(unhusk::Category, usize)> = Vec::new();
        for category in unhusk::Category::ALL {
            let count = it.removed.iter().filter(|r| r.category == *category).count();
            if count > 0 {
                counts.push((*category, count));
            }
        }
        counts.sort_by_key(|(category, count)| (std::cmp::Reverse(*count), *category));
        let list: Vec<String> = counts.iter().map(|(category, count)| format!("{category} {count}")).collect();
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let _ = writeln!(
            self.out,
            "{FAINT}kept{FAINT:#}     {} of {} words, confidence {} of 1000",
            it.stats.words_out, it.stats.words_in, it.confidence
        );
        if !list.is_empty() {
            let _ = writeln!(self.out, "{FAINT}removed{FAINT:#}  {}: {}", it.removed.len(), list.join(", "));
        }
    }
}

#[cfg(test)]
mod tests {
    use unhusk::Cleaner;

    use super::*;

    fn explained(page: &str, by: Cleaner) -> String {
        let cleaned = by.pieces(true).clean(page).unwrap();
        anstream::adapter::strip_str(&explain(page, &cleaned)).to_string()
    }

    #[test]
    fn a_removed_line_has_its_reason_below() {
        let page = "Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said.";
        let text = explained(page, Cleaner::new());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "- Share this:");
        assert!(lines[1].starts_with("  ╰ share (share-label): "), "{text}");
        assert_eq!(lines[2], "");
        assert_eq!(lines[3], "  The ferry to Skagen sails again from Monday, the harbour office said.");
        assert!(text.contains("\nremoved  1: share 1\n"), "{text}");
    }

    #[test]
    fn a_part_stands_in_brackets() {
        let page = "The ferry sails again from Monday, the harbour office said, as it was.";
        let range = unhusk::Override { start: 59, end: page.len(), action: unhusk::Action::Drop };
        let text = explained(page, Cleaner::new().override_range(range).unwrap());
        assert!(
            text.contains("~ The ferry sails again from Monday, the harbour office said, [-as it was.-]\n"),
            "{text}"
        );
        assert!(text.contains("╰ other (override)"), "{text}");
    }

    #[test]
    fn a_run_for_one_reason_is_told_once() {
        let page = "One junk.\nTwo junk.\n\nThree junk.\n\nThe ferry sails again from Monday, the harbour office said.";
        let range = unhusk::Override { start: 0, end: 33, action: unhusk::Action::Drop };
        let text = explained(page, Cleaner::new().override_range(range).unwrap());
        assert!(text.starts_with("- One junk.\n- Two junk.\n\n- Three junk.\n  ╰ other (override): "), "{text}");
        assert_eq!(text.matches('╰').count(), 1, "{text}");
    }

    #[test]
    fn control_characters_are_shown_not_sent() {
        let page = "The ferry\u{1b}[31m sails again from Monday, the harbour office said.\u{9b}2J";
        let text = explained(page, Cleaner::new());
        assert!(text.contains("ferry␛[31m sails") && !text.contains(['\u{1b}', '\u{9b}']), "{text}");
    }
}
