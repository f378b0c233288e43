//! Formulas: each is read once, as `LaTeX` if the page has its source.
//!
//! `KaTeX` and `MathJax` write a formula two or three times: as `MathML`, as boxes for display, as the script that it
//! was made from. The form with the `LaTeX` source is read; the others are skipped.

use ego_tree::NodeRef;

use super::attrs::attr;
use super::mathml;
use super::tree::{Element, Node};

/// Greatest distance of a formula's source from its rendering, in siblings.
const NEAR: usize = 3;

/// Most nodes of a formula searched for its source, which follows the `MathML`. Bounds the time on pages that never
/// close a formula: thousands may be nested.
const NODES: usize = 1000;

/// The `LaTeX` of a `<math>`: from its annotation, its alternative text, or its elements.
pub(super) fn tex_of(element: &Element, node: &NodeRef<'_, Node>) -> Option<String> {
    let is_tex = |it: &Element| it.name() == "annotation" && attr(it, "encoding").is_some_and(|e| e.contains("tex"));
    let annotation = node.descendants().take(NODES).find(|it| it.value().as_element().is_some_and(is_tex));
    let tex = match annotation {
        Some(it) => it.children().filter_map(|child| child.value().as_text()).collect(),
        None => attr(element, "alttext").unwrap_or_default().to_owned(),
    };
    let tex = unwrap_style(tex.trim());
    if tex.is_empty() { mathml::tex(node) } else { Some(tex.to_owned()) }
}

/// `{\displaystyle x}` as `x`: `MediaWiki` wraps every formula like this.
fn unwrap_style(tex: &str) -> &str {
    let inner = tex.strip_prefix("{\\displaystyle").and_then(|t| t.strip_suffix('}'));
    inner.map_or(tex, str::trim)
}

/// The `LaTeX` of a picture of a formula: its alternative text, if its class, its address or the delimiters around the
/// text mark it as one (`WordPress`, old wikis, rendering services).
pub(super) fn tex_of_picture(element: &Element) -> Option<&str> {
    const DRAWN: &[&str] =
        &["latex.php?", "gif.latex?", "svg.latex?", "png.latex?", "latex.codecogs.com/", "mimetex.cgi?"];
    let alt = attr(element, "alt").map(str::trim).filter(|alt| !alt.is_empty())?;
    let signs = [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")];
    let bare = signs.iter().find_map(|(open, close)| alt.strip_prefix(open)?.strip_suffix(close));
    let bare = bare.map(str::trim).filter(|tex| !tex.is_empty());
    let named =
        has_class(element, |name| matches!(name, "latex" | "tex" | "latexcenter" | "mathtex" | "equation_image"));
    let drawn = || attr(element, "src").is_some_and(|src| DRAWN.iter().any(|it| src.contains(it)));
    bare.filter(|tex| named || is_tex(tex)).or_else(|| (named || drawn()).then_some(bare.unwrap_or(alt)))
}

/// Whether a picture repeats a formula that stands beside it as `MathML`.
pub(super) fn is_twin(element: &Element) -> bool {
    has_class(element, |name| name.starts_with("mwe-math-fallback-image"))
}

/// Whether an element is a script's rendering of a formula whose source stands beside it.
pub(super) fn is_rendering(classes: &str, node: &NodeRef<'_, Node>) -> bool {
    // Pre-filter: both class names have a capital letter or an `x`, most lists of classes have neither.
    if !classes.bytes().any(|byte| matches!(byte, b'M' | b'x')) {
        return false;
    }
    let has_class_of = |test: fn(&str) -> bool| classes.split_ascii_whitespace().any(test);
    if has_class_of(|name| name == "katex-html") {
        return node
            .prev_siblings()
            .take(NEAR)
            .any(|it| it.value().as_element().is_some_and(|it| has_class(it, |name| name == "katex-mathml")));
    }
    has_class_of(|name| name.starts_with("MathJax"))
        && node.next_siblings().take(NEAR).any(|it| it.value().as_element().is_some_and(is_script))
}

/// Whether an element draws a formula whose `MathML` stands beside it for screen readers.
pub(super) fn is_drawn_beside(element: &Element, node: &NodeRef<'_, Node>) -> bool {
    let spoken = |it: NodeRef<'_, Node>| {
        it.value()
            .as_element()
            .is_some_and(|it| it.name() == "mjx-assistive-mml" || has_class(it, |name| name == "MJX_Assistive_MathML"))
    };
    matches!(element.name(), "nobr" | "mjx-math") && node.next_siblings().take(NEAR).any(spoken)
}

/// Whether an element holds the `LaTeX` that `MathJax` reads.
pub(super) fn is_script(element: &Element) -> bool {
    element.name() == "script" && attr(element, "type").is_some_and(|kind| kind.trim().starts_with("math/tex"))
}

fn has_class(element: &Element, test: impl Fn(&str) -> bool) -> bool {
    attr(element, "class").is_some_and(|list| list.split_ascii_whitespace().any(test))
}

/// A formula in the text of a page, between the delimiters of `MathJax` and `KaTeX`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct InText<'t> {
    pub(super) before: &'t str,
    /// With its delimiters.
    pub(super) whole: &'t str,
    pub(super) display: bool,
    pub(super) after: &'t str,
}

/// Handling of formulas in the text, by the page's scripts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scripts {
    /// One of them writes formulas.
    pub(super) any: bool,
    /// It reads a single dollar as a delimiter.
    pub(super) dollars: bool,
}

impl Scripts {
    /// Records a script, by its address or its settings.
    pub(super) fn see(&mut self, address: &str, content: &str) {
        /// Bytes of a script searched for its name and settings.
        const NAME: usize = 400;
        const SETTINGS: usize = 4000;
        let named = |text: &str| {
            let names: [&[u8]; 4] = [b"MathJax", b"mathjax", b"katex", b"KaTeX"];
            let bytes = crate::text::cut::head(text, NAME).as_bytes();
            bytes.windows(5).enumerate().any(|(at, five)| {
                matches!(five[0], b'M' | b'm' | b'k' | b'K') && names.iter().any(|name| bytes[at..].starts_with(name))
            })
        };
        self.any |= named(address) || named(content);
        if self.any {
            let settings = crate::text::cut::head(content, SETTINGS);
            let set = ["inlineMath", "delimiters"].iter().any(|key| settings.contains(key));
            self.dollars |= set && ["'$'", "\"$\""].iter().any(|sign| settings.contains(sign));
        }
    }
}

/// Longest formula in a text, in bytes: bounds the search on pages of unclosed delimiters.
const IN_TEXT: usize = 2000;

/// Pairs of delimiters; the end of `\begin` is found by its name.
const SIGNS: &[(&str, &str, bool)] =
    &[("\\(", "\\)", false), ("\\[", "\\]", true), ("$$", "$$", true), ("\\begin{", "\\end{", true), ("$", "$", false)];

/// The first formula in a text.
pub(super) fn in_text(text: &str, scripts: Scripts) -> Option<InText<'_>> {
    let mut from = 0;
    while let Some(found) = text[from..].find(['\\', '$']) {
        let at = from + found;
        let rest = &text[at..];
        let sign = SIGNS.iter().find(|(open, ..)| rest.starts_with(open));
        if let Some(&(open, close, display)) = sign
            && let Some((tex, after)) = formula(rest, open, close)
            && match open {
                "$" => scripts.dollars || scripts.any && is_tex(tex),
                _ => scripts.any || is_tex(tex),
            }
        {
            let whole = &rest[..rest.len() - after.len()];
            return Some(InText { before: &text[..at], whole, display, after });
        }
        from = at + sign.map_or(1, |(open, ..)| open.len()).max(1);
        if rest.starts_with("\\\\") {
            from = at + 2;
        }
    }
    None
}

/// The formula that begins here, and the text after it.
fn formula<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, &'t str)> {
    let inside = &crate::text::cut::head(text, IN_TEXT)[open.len()..];
    if open == "\\begin{" {
        let (name, _) = inside.split_once('}')?;
        let end = format!("\\end{{{name}}}");
        let at = open.len() + inside.find(&end)? + end.len();
        return Some((&text[..at], &text[at..]));
    }
    let tex = &inside[..inside.find(close)?];
    let after = &text[open.len() + tex.len() + close.len()..];
    // `$5 and $6` is money.
    let money = open == "$"
        && (tex.starts_with(char::is_whitespace)
            || tex.ends_with(char::is_whitespace)
            || after.starts_with(|c: char| c.is_ascii_digit()));
    (!tex.trim().is_empty() && !money).then_some((tex, after))
}

/// Whether a text looks like `LaTeX`: a command, a superscript or a subscript.
fn is_tex(text: &str) -> bool {
    let command = text.split('\\').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    command || text.contains(['^', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_found_in_text() {
        let none = Scripts::default();
        let some = Scripts { any: true, dollars: true };
        for (text, scripts, found) in [
            ("a \\(y^2\\) b", none, Some(("a ", "\\(y^2\\)", false, " b"))),
            ("\\[\\frac{1}{2}\\]", none, Some(("", "\\[\\frac{1}{2}\\]", true, ""))),
            ("so $$x_1$$.", none, Some(("so ", "$$x_1$$", true, "."))),
            ("\\begin{align}a&=b\\end{align} c", none, Some(("", "\\begin{align}a&=b\\end{align}", true, " c"))),
            ("the n \\(n\\)", some, Some(("the n ", "\\(n\\)", false, ""))),
            ("the $n$-th", some, Some(("the ", "$n$", false, "-th"))),
            // Groups of a regular expression, money, delimiters alone.
            ("match \\(foo\\) twice", none, None),
            ("from $5 to $6 a day", some, None),
            ("from $5 to $6 a day", none, None),
            ("$x_1$ and $5", Scripts { any: true, dollars: false }, Some(("", "$x_1$", false, " and $5"))),
            ("C:\\begin \\( and $$ and \\", some, None),
            ("a \\\\(x^2\\\\) b", none, None),
        ] {
            let wanted = found.map(|(before, whole, display, after)| InText { before, whole, display, after });
            assert_eq!(in_text(text, scripts), wanted, "{text}");
        }
    }

    #[test]
    fn scripts_tell_what_they_read() {
        let mut scripts = Scripts::default();
        scripts.see("/a.js", "var x = '$'");
        assert!(!scripts.any && !scripts.dollars);
        scripts.see("https://cdn.example/MathJax.js", "");
        assert!(scripts.any && !scripts.dollars);
        scripts.see("", "MathJax = {tex: {inlineMath: [['$', '$']]}}");
        assert!(scripts.dollars);
    }
}
