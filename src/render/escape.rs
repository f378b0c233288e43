//! Text as Markdown: what would be taken for markup is escaped.

/// Writes a line of Markdown.
pub(super) struct Escaper {
    out: String,
    /// `$` means something on this page.
    math: bool,
    /// Inside a table, where `|` means something.
    cell: bool,
    /// Nothing but white space stands before on this line.
    line_start: bool,
    /// The last character before this writer's own.
    before: Option<char>,
    /// Where a sign of emphasis was closed last: another must not follow it at once.
    closed: Option<usize>,
}

impl Escaper {
    pub(super) fn new(math: bool, cell: bool) -> Self {
        Self { out: String::new(), math, cell, line_start: true, before: None, closed: None }
    }

    /// A writer for what stands inside signs of emphasis.
    pub(super) fn nested(outer: &Self) -> Self {
        Self {
            out: String::new(),
            math: outer.math,
            cell: outer.cell,
            line_start: false,
            before: Some('*'),
            closed: None,
        }
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
            _ => false,
        }
    }

    /// Writes what is Markdown already.
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
        // A run of ticks straight before would belong to the sign.
        if self.last() == Some('`') {
            self.out.push_str("<!-- -->");
        }
        self.raw(&format!("{ticks}{pad}{inside}{pad}{ticks}"));
        if text.ends_with(' ') {
            self.text(" ");
        }
    }

    pub(super) fn math(&mut self, tex: &str, display: bool) {
        let tex = tex.trim().replace('$', "\\$");
        let tex = if self.cell { tex.replace('|', "\\|") } else { tex };
        let sign = if display { "$$" } else { "$" };
        self.raw(&format!("{sign}{tex}{sign}"));
    }

    /// Writes plain text between signs of emphasis.
    pub(super) fn delimited(&mut self, sign: &str, text: &str, next: Option<char>) {
        let mut nested = Self::nested(self);
        nested.text(text);
        self.delimited_raw(sign, &nested.finish(), next);
    }

    /// Writes Markdown between signs of emphasis, where they would be read as such; else without them.
    pub(super) fn delimited_raw(&mut self, sign: &str, inside: &str, next: Option<char>) {
        let core = inside.trim_matches(|c: char| c.is_whitespace() || c == '\\');
        let clean = inside.trim();
        let broken = core.len() < clean.len() && (clean.ends_with('\\') || clean.starts_with("\\\n"));
        let lead = &inside[..inside.len() - inside.trim_start().len()];
        let tail = &inside[inside.trim_end().len()..];
        if !lead.is_empty() && !self.last().is_some_and(char::is_whitespace) {
            self.text(" ");
        }
        let (before, first, last) = (self.last(), clean.chars().next(), clean.chars().next_back());
        let after = if tail.is_empty() { next } else { Some(' ') };
        let opens = flanks(first, before) && (sign != "~~" || before.is_none_or(|c| !c.is_alphanumeric()));
        let closes = flanks(last, after) && (sign != "~~" || after.is_none_or(|c| !c.is_alphanumeric()));
        let apart = self.closed != Some(self.out.len()) && !matches!(after, Some('*' | '~')) && before != Some('~');
        if broken || !opens || !closes || !apart {
            // What began a line inside signs may now begin one of the paragraph.
            let at = if self.line_start { line_sign(clean) } else { None };
            let (head, rest) = clean.split_at(at.unwrap_or(0));
            self.raw(head);
            if at.is_some() {
                self.out.push('\\');
            }
            self.raw(rest);
        } else {
            self.raw(sign);
            self.raw(clean);
            self.raw(sign);
            self.closed = Some(self.out.len());
        }
        if !tail.is_empty() {
            self.text(" ");
        }
    }
}

/// Whether a sign between an outer and an inner character is read as opening or closing towards the inner one.
fn flanks(inner: Option<char>, outer: Option<char>) -> bool {
    let Some(inner) = inner else { return false };
    if inner.is_whitespace() {
        return false;
    }
    // What is punctuation depends on Unicode's tables: in doubt it is, inside, and is not, outside.
    let surely = |c: char| c.is_ascii_punctuation() || "“”‘’„«»‹›—–…、。，！？：；（）「」".contains(c);
    inner.is_alphanumeric() || outer.is_none_or(|c| c.is_whitespace() || surely(c))
}

/// Where a character must be escaped lest a line be taken for a list item, heading, quotation, rule or table.
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
