//! Writes text as Markdown and escapes what would be read as markup.

/// The context after a part of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    /// Its first character as written; if that may be a delimiter of emphasis, the first character of its text.
    pub(super) first: Option<char>,
    /// It may begin with such a delimiter.
    pub(super) signed: bool,
}

impl Next {
    pub(super) const NONE: Self = Self { first: None, signed: false };

    pub(super) fn sign(c: char) -> Self {
        Self { first: Some(c), signed: false }
    }
}

/// Writes a line of Markdown.
pub(super) struct Escaper {
    out: String,
    /// `$` means something on this page.
    math: bool,
    /// Inside a table, where `|` means something.
    cell: bool,
    /// Only white space precedes on this line.
    line_start: bool,
    /// The character before this writer's first.
    before: Option<char>,
    /// Position and character of the last closing delimiter: the same must not follow directly.
    closed: Option<(usize, char)>,
    /// Least weight of emphasis that is written.
    bare: bool,
}

impl Escaper {
    pub(super) fn new(math: bool, cell: bool) -> Self {
        Self { out: String::new(), math, cell, line_start: true, before: None, closed: None, bare: false }
    }

    /// A writer for text inside delimiters of emphasis.
    pub(super) fn nested(outer: &Self, sign: &str, bare: bool) -> Self {
        Self {
            out: String::new(),
            math: outer.math,
            cell: outer.cell,
            line_start: false,
            before: sign.chars().next(),
            closed: None,
            bare: bare || outer.bare,
        }
    }

    /// The delimiter that this writer is inside of.
    pub(super) fn sign(&self) -> char {
        self.before.unwrap_or('*')
    }

    /// Whether a character stands directly before.
    pub(super) fn is_after(&self, sign: char) -> bool {
        self.last() == Some(sign)
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn last(&self) -> Option<char> {
        self.out.chars().next_back().or(self.before)
    }

    /// Writes plain text.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        if self.line_start {
            rest = rest.trim_start();
            if let Some(at) = line_sign(rest) {
                let (before, after) = rest.split_at(at);
                self.out.push_str(before);
                self.out.push('\\');
                let mut chars = after.chars();
                self.out.extend(chars.next());
                rest = chars.as_str();
            }
            if rest.is_empty() {
                self.line_start &= self.out.is_empty();
                return;
            }
        }
        self.line_start = false;
        let mut chars = rest.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            if self.needs_escape(c, next) {
                self.out.push('\\');
            }
            self.out.push(c);
        }
    }

    fn needs_escape(&self, c: char, next: Option<char>) -> bool {
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            // Inside a word it is a letter.
            '_' => !(self.last().is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            '|' => self.cell,
            '$' => self.math,
            // marked takes the brackets of a link's text for brackets, escaped or not.
            '!' => next == Some('['),
            _ => false,
        }
    }

    /// Writes Markdown unescaped.
    pub(super) fn raw(&mut self, markdown: &str) {
        self.out.push_str(markdown);
        self.line_start = false;
    }

    pub(super) fn line_break(&mut self) {
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        if self.out.is_empty() || self.out.ends_with("\\\n") {
            return;
        }
        self.out.push_str("\\\n");
        self.line_start = true;
    }

    /// Begins a link or picture; an exclamation mark before a link would make it a picture.
    pub(super) fn link_open(&mut self, sign: &str) {
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.raw(sign);
    }

    pub(super) fn code(&mut self, text: &str) {
        let text = text.replace('\n', " ");
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return;
        }
        if text.starts_with(' ') {
            self.text(" ");
        }
        let ticks = "`".repeat(longest_run(trimmed, '`') + 1);
        let pad = if trimmed.starts_with('`') || trimmed.ends_with('`') { " " } else { "" };
        let inside = if self.cell { trimmed.replace('|', "\\|") } else { trimmed.to_owned() };
        // Backticks directly before would lengthen the delimiter.
        if self.last() == Some('`') {
            self.out.push_str("<!-- -->");
        }
        self.raw(&format!("{ticks}{pad}{inside}{pad}{ticks}"));
        if text.ends_with(' ') {
            self.text(" ");
        }
    }

    pub(super) fn math(&mut self, tex: &str, display: bool) {
        // With or without the page's delimiters around it.
        let tex = tex.trim();
        let signs = [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")];
        let bare = signs.iter().find_map(|(open, close)| tex.strip_prefix(open)?.strip_suffix(close));
        let tex = harmless(bare.map_or(tex, str::trim));
        let tex = if self.cell { tex.replace('|', "\\|") } else { tex };
        let sign = if display { "$$" } else { "$" };
        self.raw(&format!("{sign}{tex}{sign}"));
    }

    /// Writes plain text between delimiters of emphasis.
    pub(super) fn delimited(&mut self, sign: &str, text: &str) {
        let mut nested = Self::nested(self, sign, false);
        nested.text(text);
        self.delimited_raw(sign, &nested.finish(), Next::NONE);
    }

    /// Whether delimiters of emphasis around this Markdown would be read as such here.
    pub(super) fn stands(&self, sign: &str, inside: &str, next: Next) -> bool {
        let core = inside.trim_matches(|c: char| c.is_whitespace() || c == '\\');
        let clean = inside.trim();
        let broken = core.len() < clean.len() && (clean.ends_with('\\') || clean.starts_with("\\\n"));
        let before = if inside.starts_with(char::is_whitespace) { Some(' ') } else { self.last() };
        let (first, last) = (clean.chars().next(), clean.chars().next_back());
        let tail = inside.ends_with(char::is_whitespace);
        let after = if tail { Some(' ') } else { next.first };
        // Inside a word, `_` and `~` are no delimiters.
        let worded = |c: Option<char>| matches!(sign, "~~" | "_") && c.is_some_and(char::is_alphanumeric);
        let opens = flanks(first, before) && !worded(before);
        // A delimiter follows, or its text without it.
        let closes = flanks(last, after) && !worded(after) && (!next.signed || flanks(last, Some('*')));
        let signed = next.signed && !tail;
        let closed = self.closed.filter(|(at, _)| *at == self.out.len() && before == self.last()).map(|(_, sign)| sign);
        let apart = match sign {
            // A line beside stars.
            "_" => closed.is_none_or(|by| by == '*') && before != Some('_') && after != Some('_'),
            // Stars beside a line.
            "**" => closed.is_none_or(|by| by == '_') && !matches!(before, Some('~' | '*')),
            _ => closed.is_none() && !signed && !matches!(before, Some('~' | '*')),
        };
        !broken && opens && closes && apart && after != Some('~') && !self.bare
    }

    /// Writes Markdown between delimiters of emphasis, or without them if they would not be read as such.
    pub(super) fn delimited_raw(&mut self, sign: &str, inside: &str, next: Next) {
        let clean = inside.trim();
        let stands = self.stands(sign, inside, next);
        let tail = &inside[inside.trim_end().len()..];
        if inside.starts_with(char::is_whitespace) && !self.last().is_some_and(char::is_whitespace) {
            self.text(" ");
        }
        if stands {
            self.raw(sign);
            self.raw(clean);
            self.raw(sign);
            self.closed = sign.chars().next().map(|sign| (self.out.len(), sign));
        } else {
            // Text that began a line inside delimiters may now begin a line of the paragraph.
            let at = if self.line_start { line_sign(clean) } else { None };
            let (head, rest) = clean.split_at(at.unwrap_or(0));
            self.raw(head);
            if at.is_some() {
                self.out.push('\\');
            }
            self.raw(rest);
        }
        if !tail.is_empty() {
            self.text(" ");
        }
    }
}

/// Escapes a formula so that readers without formula support see no tag, link or code in it; the `LaTeX` stays
/// equivalent.
fn harmless(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    let mut chars = tex.chars().peekable();
    let mut escaped = false;
    while let Some(c) = chars.next() {
        match c {
            '$' if !escaped => out.push_str("\\$"),
            '`' => out.push('‘'),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
        let next = chars.peek().copied();
        let tag = c == '<' && next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'));
        let link = c == ']' && matches!(next, Some('(' | '[' | ':'));
        if tag || link {
            out.push(' ');
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

/// Whether a delimiter between an outer and an inner character opens or closes towards the inner one (CommonMark's
/// flanking rules).
fn flanks(inner: Option<char>, outer: Option<char>) -> bool {
    let Some(inner) = inner else { return false };
    if inner.is_whitespace() {
        return false;
    }
    // Punctuation is defined by Unicode tables: in doubt an inner character counts as punctuation, an outer one does
    // not.
    let surely = |c: char| c.is_ascii_punctuation() || "“”‘’„«»‹›—–…、。，！？：；（）「」".contains(c);
    inner.is_alphanumeric() || outer.is_none_or(|c| c.is_whitespace() || surely(c))
}

/// Position of the character to escape so that a line is not read as a list item, heading, quotation, rule or table.
fn line_sign(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let ends = |at: usize| line[at..].chars().next().is_none_or(char::is_whitespace);
    match first {
        '#' => {
            let signs = line.len() - line.trim_start_matches('#').len();
            (signs <= 6 && ends(signs)).then_some(0)
        }
        '-' | '+' => (ends(1) || line[1..].starts_with(['-', ':', '|'])).then_some(0),
        '=' | '>' => Some(0),
        ':' | '|' => line[1..].trim_start().starts_with(['-', ':', '|']).then_some(0),
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let sign = line[digits..].starts_with(['.', ')']);
            (digits <= 9 && sign && ends(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}

/// The fence of a code block: longer than any run of ticks in it.
pub(super) fn fence(text: &str) -> String {
    "`".repeat(longest_run(text, '`').max(2) + 1)
}

fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}

/// The text of a footnote, so that readers without footnotes do not take it for the address of a link. To them
/// `[^1]: javascript:x` is one, with a title behind it or without; text that is no title makes it none.
pub(super) fn no_address(mut note: String) -> String {
    /// A space that counts as text.
    const SPACE: &str = " &#32;";
    let line = note.lines().next().unwrap_or_default();
    let word = line.find(|c: char| c.is_ascii_whitespace()).unwrap_or(line.len());
    let behind = line[word..].trim_start();
    let may_be_title = behind.is_empty() || behind.starts_with(['"', '\'', '(']);
    // A word alone leads to nothing but a page of that name.
    let leads = line[..word].contains([':', '/', '\\', '&', '%', '#', '?']);
    if leads && may_be_title && !line.starts_with("```") {
        // The sign of a line break stays the last of its line.
        let signs = line[..word].bytes().rev().take_while(|byte| *byte == b'\\').count();
        note.insert_str(word - signs % 2, SPACE);
    }
    note
}

/// Lines with one prefix for the first and another for the rest; empty lines get no white space at their end.
pub(super) fn lines_with_prefix(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let prefix = if index == 0 { first } else { rest };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}
