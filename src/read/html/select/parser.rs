//! Parser of CSS selectors: the subset that can be matched in one walk over the page.
//!
//! scraper has a complete selector engine, but it was a fifth of the WebAssembly module's code, and its time for a
//! chain of descendants grows with a power of the page's depth; here it is the page's length times the selector's.
//! Supported are `*`, names, `#id`, `.class`, attributes with every operator and the flag `i`, `:is()`, `:where()` and
//! `:not()` of simple selectors, `:has()` of simple selectors with a combinator before each, `:root`, `:empty`,
//! `:first-child`, `:last-child`, `:only-child`, `:nth-child()`, `:first-of-type`, `:nth-of-type()`, all four
//! combinators, lists, escapes. Anything else is an error that names it.

use std::iter::Peekable;
use std::str::Chars;

/// Most simple selectors in a chain; [`super::select`] keeps one bit for each.
const CHAIN: usize = 64;

/// Greatest nesting of `:not(:is(…))`.
const NESTED: usize = 8;

/// Most selectors in all `:has()` of a chain; [`super::select`] keeps one bit for each.
const SOUGHT: usize = 64;

/// A selector without commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chain {
    /// Each part with the combinator before it.
    pub(crate) parts: Vec<(Combinator, Compound)>,
    /// The arguments of its `:has()`: an element, and its relation to the one that has it.
    pub(crate) sought: Vec<(Combinator, Compound)>,
}

/// All of these must hold for one element.
pub(crate) type Compound = Vec<Simple>;

/// Relation of an element to that of the part before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Combinator {
    Descendant,
    Child,
    /// Directly after it.
    Next,
    /// Anywhere after it, under the same parent.
    Later,
}

/// Comparison of an attribute's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    Equals,
    /// Is one of its words.
    Word,
    /// Is it, or begins it before a hyphen.
    Language,
    Begins,
    Ends,
    Contains,
}

/// A simple selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Simple {
    Any,
    Name(String),
    Class(String),
    /// Attribute; the test of its value, if any; whether case is ignored.
    Attribute {
        name: String,
        value: Option<(Test, String)>,
        any_case: bool,
    },
    Root,
    Empty,
    LastChild,
    /// The a·n + b-th child.
    NthChild(i32, i32),
    /// The same among its siblings of one name.
    NthOfType(i32, i32),
    /// One of these holds.
    Is(Vec<Compound>),
    /// None of these holds.
    Not(Vec<Compound>),
    /// `:has()`: it satisfies one of these arguments of the chain, a bit for each.
    Has(u64),
}

/// Parses a list of selectors; the error names the fault.
pub(crate) fn parse(text: &str) -> Result<Vec<Chain>, String> {
    let mut parser = Parser { rest: text.chars().peekable(), depth: 0, sought: Vec::new(), in_has: false };
    let mut list = vec![parser.chain()?];
    while parser.take(',') {
        list.push(parser.chain()?);
    }
    match parser.rest.next() {
        None => Ok(list),
        Some(c) => Err(format!("`{c}` stands where none can")),
    }
}

struct Parser<'t> {
    rest: Peekable<Chars<'t>>,
    depth: usize,
    /// The arguments of `:has()` in the chain so far.
    sought: Vec<(Combinator, Compound)>,
    in_has: bool,
}

impl Parser<'_> {
    fn take(&mut self, wanted: char) -> bool {
        self.rest.next_if_eq(&wanted).is_some()
    }

    /// Whether there was white space.
    fn space(&mut self) -> bool {
        let mut any = false;
        while self.rest.next_if(char::is_ascii_whitespace).is_some() {
            any = true;
        }
        any
    }

    fn chain(&mut self) -> Result<Chain, String> {
        self.space();
        let mut parts = vec![(Combinator::Descendant, self.compound()?)];
        loop {
            let space = self.space();
            let combinator = match self.combinator() {
                Some(combinator) => combinator,
                None if space && self.rest.peek().is_some_and(|c| *c != ',') => Combinator::Descendant,
                None => return Ok(Chain { parts, sought: std::mem::take(&mut self.sought) }),
            };
            if parts.len() == CHAIN {
                return Err(format!("it has more than {CHAIN} parts"));
            }
            parts.push((combinator, self.compound()?));
        }
    }

    /// `>`, `+` or `~`, with the white space after it.
    fn combinator(&mut self) -> Option<Combinator> {
        let combinator = match self.rest.peek()? {
            '>' => Combinator::Child,
            '+' => Combinator::Next,
            '~' => Combinator::Later,
            _ => return None,
        };
        self.rest.next();
        self.space();
        Some(combinator)
    }

    fn compound(&mut self) -> Result<Compound, String> {
        let mut compound = Vec::new();
        if self.take('*') {
            compound.push(Simple::Any);
        } else if let Some(name) = self.word(false) {
            compound.push(Simple::Name(name));
        }
        loop {
            let simple = match self.rest.peek() {
                Some('#') => self.id()?,
                Some('.') => {
                    self.rest.next();
                    Simple::Class(self.name("a class")?)
                }
                Some('[') => self.attribute()?,
                Some(':') => self.pseudo_class()?,
                _ if compound.is_empty() => return Err("an element is missing".to_owned()),
                _ => return Ok(compound),
            };
            compound.push(simple);
        }
    }

    fn id(&mut self) -> Result<Simple, String> {
        self.rest.next();
        let value = Some((Test::Equals, self.name("an id")?));
        Ok(Simple::Attribute { name: "id".to_owned(), value, any_case: false })
    }

    fn attribute(&mut self) -> Result<Simple, String> {
        self.rest.next();
        self.space();
        let name = self.name("an attribute")?.to_ascii_lowercase();
        self.space();
        if self.take(']') {
            return Ok(Simple::Attribute { name, value: None, any_case: false });
        }
        let test = match self.rest.next() {
            Some('=') => Test::Equals,
            Some('~') => Test::Word,
            Some('|') => Test::Language,
            Some('^') => Test::Begins,
            Some('$') => Test::Ends,
            Some('*') => Test::Contains,
            _ => return Err(format!("`[{name}` must go on with `]` or an operator")),
        };
        if test != Test::Equals && !self.take('=') {
            return Err(format!("an operator of `[{name}` lacks its `=`"));
        }
        self.space();
        let value = self.value()?;
        self.space();
        let any_case = self.rest.next_if(|c| matches!(c, 'i' | 'I')).is_some();
        if !any_case {
            self.rest.next_if(|c| matches!(c, 's' | 'S'));
        }
        self.space();
        if !self.take(']') {
            return Err(format!("`[{name}` is not closed"));
        }
        Ok(Simple::Attribute { name, value: Some((test, value)), any_case })
    }

    fn pseudo_class(&mut self) -> Result<Simple, String> {
        self.rest.next();
        let name = self.name("a pseudo-class")?.to_ascii_lowercase();
        Ok(match (name.as_str(), self.take('(')) {
            ("root", false) => Simple::Root,
            ("empty", false) => Simple::Empty,
            ("first-child", false) => Simple::NthChild(0, 1),
            ("last-child", false) => Simple::LastChild,
            ("only-child", false) => Simple::Is(vec![vec![Simple::NthChild(0, 1), Simple::LastChild]]),
            ("first-of-type", false) => Simple::NthOfType(0, 1),
            ("is" | "where", true) => Simple::Is(self.compounds()?),
            ("not", true) => Simple::Not(self.compounds()?),
            ("has", true) if self.in_has => return Err("`:has()` cannot stand in another one".to_owned()),
            ("has", true) => self.has()?,
            ("nth-child", true) => self.nth().map(|(a, b)| Simple::NthChild(a, b))?,
            ("nth-of-type", true) => self.nth().map(|(a, b)| Simple::NthOfType(a, b))?,
            (_, open) => return Err(format!("`:{name}{}` is not known", if open { "()" } else { "" })),
        })
    }

    /// The argument of `:is()` and `:not()`.
    fn compounds(&mut self) -> Result<Vec<Compound>, String> {
        let mut list = Vec::new();
        self.bracketed(|parser| {
            list.push(parser.compound()?);
            Ok(())
        })?;
        Ok(list)
    }

    /// The argument of `:has()`.
    fn has(&mut self) -> Result<Simple, String> {
        let first = self.sought.len();
        self.in_has = true;
        self.bracketed(|parser| {
            let combinator = parser.combinator().unwrap_or(Combinator::Descendant);
            let compound = parser.compound()?;
            parser.sought.push((combinator, compound));
            Ok(())
        })?;
        self.in_has = false;
        match self.sought.len() {
            count if count > SOUGHT => Err(format!("its `:has()` have more than {SOUGHT} selectors")),
            count => Ok(Simple::Has((first..count).map(|bit| 1 << bit).sum())),
        }
    }

    /// A list with commas, up to the closing bracket.
    fn bracketed(&mut self, mut item: impl FnMut(&mut Self) -> Result<(), String>) -> Result<(), String> {
        self.depth += 1;
        if self.depth > NESTED {
            return Err(format!("its brackets are nested more than {NESTED} deep"));
        }
        loop {
            self.space();
            item(self)?;
            self.space();
            if self.take(')') {
                self.depth -= 1;
                return Ok(());
            }
            if !self.take(',') {
                return Err("brackets may have simple selectors only, with commas between them".to_owned());
            }
        }
    }

    /// `odd`, `even`, `3`, `2n+1`, `-n + 3`, with the closing bracket.
    fn nth(&mut self) -> Result<(i32, i32), String> {
        let mut text = String::new();
        while let Some(c) = self.rest.next_if(|c| *c != ')') {
            if !c.is_ascii_whitespace() {
                text.push(c.to_ascii_lowercase());
            }
        }
        let number = |text: &str| match text {
            "" | "+" => Some(1),
            "-" => Some(-1),
            _ => text.parse::<i32>().ok(),
        };
        let parsed = match (text.as_str(), text.split_once('n')) {
            ("odd", _) => Some((2, 1)),
            ("even", _) => Some((2, 0)),
            (_, Some((a, ""))) => number(a).map(|a| (a, 0)),
            (_, Some((a, b))) if b.starts_with(['+', '-']) => number(a).zip(b.parse().ok()),
            (b, None) => b.parse().ok().map(|b| (0, b)),
            _ => None,
        };
        match parsed {
            Some(parsed) if self.take(')') => Ok(parsed),
            _ => Err(format!("`{text}` is no place among children")),
        }
    }

    /// A quoted string or a name.
    fn value(&mut self) -> Result<String, String> {
        let Some(quote) = self.rest.next_if(|c| matches!(c, '"' | '\'')) else { return self.name("a value") };
        let mut value = String::new();
        loop {
            match self.rest.next() {
                Some(c) if c == quote => return Ok(value),
                Some('\\') => value.extend(self.escaped()),
                Some(c) => value.push(c),
                None => return Err("a quotation mark is not closed".to_owned()),
            }
        }
    }

    fn name(&mut self, what: &str) -> Result<String, String> {
        self.word(true).ok_or_else(|| format!("{what} is missing"))
    }

    /// A name; not one that begins with a digit, unless `loose`.
    fn word(&mut self, loose: bool) -> Option<String> {
        let starts =
            |c: &char| loose && c.is_ascii_digit() || c.is_ascii_alphabetic() || !c.is_ascii() || "-_\\".contains(*c);
        self.rest.peek().filter(|c| starts(c))?;
        let mut name = String::new();
        loop {
            if self.take('\\') {
                name.extend(self.escaped());
            } else if let Some(c) =
                self.rest.next_if(|c| c.is_ascii_alphanumeric() || !c.is_ascii() || "-_".contains(*c))
            {
                name.push(c);
            } else {
                return Some(name);
            }
        }
    }

    /// The escape after a backslash: a character, or its code point and one space.
    fn escaped(&mut self) -> Option<char> {
        /// Most digits of a code point.
        const DIGITS: usize = 6;
        let mut code = 0;
        let mut digits = 0;
        while let Some(digit) = self.rest.next_if(|c| digits < DIGITS && c.is_ascii_hexdigit()) {
            code = code * 16 + digit.to_digit(16).unwrap_or_default();
            digits += 1;
        }
        if digits == 0 {
            return self.rest.next();
        }
        self.rest.next_if(char::is_ascii_whitespace);
        Some(char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_selectors_say_what_is_wrong() {
        for (selector, part) in [
            ("", "an element is missing"),
            ("p >", "an element is missing"),
            ("p,", "an element is missing"),
            (".", "a class is missing"),
            ("#", "an id is missing"),
            ("p{", "`{` stands"),
            ("[a", "must go on"),
            ("[a^b]", "lacks its `=`"),
            ("[a=\"b]", "quotation mark"),
            ("[a=b", "not closed"),
            ("p:has(a b)", "simple selectors only"),
            ("p:has()", "an element is missing"),
            ("p:has(> )", "an element is missing"),
            ("p:has(:not(:has(a)))", "cannot stand in another"),
            (&format!("p:has({}b)", "a,".repeat(64)), "more than 64 selectors"),
            ("p:has", "`:has` is not known"),
            ("p:hover", "`:hover` is not known"),
            ("p::before", "a pseudo-class is missing"),
            (":not(p a)", "simple selectors only"),
            (":nth-child(x)", "no place"),
            (":nth-child(2", "no place"),
            (&":not(".repeat(100_000), "nested"),
            (&"p ".repeat(100), "more than 64 parts"),
        ] {
            let error = parse(selector).expect_err(selector);
            assert!(error.contains(part), "{selector:.20}: {error}");
        }
    }
}
