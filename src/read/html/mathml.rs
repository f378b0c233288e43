//! Converts `MathML` to `LaTeX`, for formulas without their source on the page.
//!
//! Covers the elements of `MathML` Core and the characters with a `LaTeX` command; other characters are kept, as
//! `MathJax`, `KaTeX` and plain text all show them.

use ego_tree::NodeRef;

use super::attrs::attr;
use super::tree::Node;

/// Most nodes of a formula: larger ones are unclosed elements that hold the page.
const NODES: usize = 1000;

/// Greatest nesting depth: protects the stack.
const DEPTH: usize = 24;

/// Names of functions that `LaTeX` knows.
const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "deg", "det", "dim", "exp", "gcd", "inf", "ker", "lg",
    "lim", "liminf", "limsup", "ln", "log", "max", "min", "mod", "sec", "sin", "sinh", "sup", "tan", "tanh",
];

/// Accents by their character.
const ACCENTS: &[(char, &str)] = &[
    ('^', "\\hat"),
    ('ˆ', "\\hat"),
    ('~', "\\tilde"),
    ('˜', "\\tilde"),
    ('¯', "\\bar"),
    ('‾', "\\overline"),
    ('_', "\\overline"),
    ('→', "\\vec"),
    ('⃗', "\\vec"),
    ('˙', "\\dot"),
    ('¨', "\\ddot"),
    ('⏞', "\\overbrace"),
];

/// The `LaTeX` of a `<math>`; none where it is too large to be one formula.
pub(super) fn tex(math: &NodeRef<'_, Node>) -> Option<String> {
    if math.descendants().nth(NODES).is_some() {
        return None;
    }
    let mut out = String::new();
    row(math, DEPTH, &mut out);
    (!out.trim().is_empty()).then(|| out.trim().to_owned())
}

/// All children, one after the other.
fn row(node: &NodeRef<'_, Node>, depth: usize, out: &mut String) {
    for child in node.children() {
        write(&child, depth, out);
    }
}

fn write(node: &NodeRef<'_, Node>, depth: usize, out: &mut String) {
    let Some(element) = node.value().as_element() else { return };
    let Some(depth) = depth.checked_sub(1) else {
        return join(out, &escaped(&text_of(node)));
    };
    let parts: Vec<_> = node.children().filter(|it| it.value().is_element()).collect();
    let part = |at: usize| parts.get(at).map(|it| one(it, depth)).unwrap_or_default();
    match element.name() {
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => {}
        "mi" => identifier(&text_of(node), out),
        "mn" => join(out, &escaped(&text_of(node))),
        "mo" => operator(&text_of(node), out),
        "mtext" | "ms" => {
            let text = text_of(node);
            if text.trim().is_empty() {
                out.push(' ');
            } else {
                join(out, &format!("\\text{{{}}}", escaped(&text)));
            }
        }
        "mspace" => out.push(' '),
        "mfrac" => join(out, &format!("\\frac{{{}}}{{{}}}", part(0), part(1))),
        "msqrt" => {
            let mut inside = String::new();
            row(node, depth, &mut inside);
            join(out, &format!("\\sqrt{{{}}}", inside.trim()));
        }
        "mroot" => join(out, &format!("\\sqrt[{}]{{{}}}", part(1), part(0))),
        "msup" => join(out, &format!("{}^{}", base(&part(0)), group(&part(1)))),
        "msub" => join(out, &format!("{}_{}", base(&part(0)), group(&part(1)))),
        "msubsup" | "munderover" => {
            join(out, &format!("{}_{}^{}", base(&part(0)), group(&part(1)), group(&part(2))));
        }
        "munder" => {
            if operator_of(parts.first()) {
                join(out, &format!("{}_{}", part(0), group(&part(1))));
            } else {
                join(out, &format!("\\underset{{{}}}{{{}}}", part(1), part(0)));
            }
        }
        "mover" => over(&part(0), &part(1), operator_of(parts.first()), out),
        "mfenced" => {
            let sign = |key, other| escaped(attr(element, key).unwrap_or(other));
            let inside: Vec<_> = parts.iter().map(|it| one(it, depth)).collect();
            join(out, &format!("{}{}{}", sign("open", "("), inside.join(", "), sign("close", ")")));
        }
        "mtable" => {
            let rows: Vec<_> = parts.iter().map(|it| cells(it, depth)).collect();
            join(out, &format!("\\begin{{matrix}} {} \\end{{matrix}}", rows.join(" \\\\ ")));
        }
        _ => row(node, depth, out),
    }
}

/// The cells of a table's row.
fn cells(row: &NodeRef<'_, Node>, depth: usize) -> String {
    let cells = row.children().filter(|it| it.value().is_element());
    cells.map(|it| one(&it, depth)).collect::<Vec<_>>().join(" & ")
}

/// One element.
fn one(node: &NodeRef<'_, Node>, depth: usize) -> String {
    let mut out = String::new();
    write(node, depth, &mut out);
    out.trim().to_owned()
}

/// Writes a part, with a space between a command and a following letter.
fn join(out: &mut String, part: &str) {
    let letters = out.len() - out.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let command = letters > 0 && out[..out.len() - letters].ends_with('\\');
    if command && part.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.push(' ');
    }
    out.push_str(part);
}

fn identifier(text: &str, out: &mut String) {
    let name = text.trim();
    if name.chars().nth(1).is_none() {
        join(out, &escaped(name));
    } else if FUNCTIONS.binary_search(&name).is_ok() {
        join(out, &format!("\\{name}"));
    } else {
        join(out, &format!("\\mathrm{{{}}}", escaped(name)));
    }
}

fn operator(text: &str, out: &mut String) {
    let sign = text.trim();
    if sign == "−" {
        return out.push('-');
    }
    if FUNCTIONS.binary_search(&sign).is_ok() {
        return join(out, &format!("\\{sign}"));
    }
    join(out, &escaped(sign));
}

/// Whether text below or above an operator is a limit: of a sum, of `lim`.
fn operator_of(base: Option<&NodeRef<'_, Node>>) -> bool {
    base.is_some_and(|it| {
        let text = text_of(it);
        let name = it.value().as_element().map_or("", |it| it.name());
        name == "mo" || FUNCTIONS.binary_search(&text.trim()).is_ok()
    })
}

fn over(base: &str, above: &str, operator: bool, out: &mut String) {
    let mut chars = above.trim_start_matches('\\').chars();
    let accent =
        chars.next().and_then(|c| ACCENTS.iter().find(|(sign, _)| *sign == c)).filter(|_| chars.next().is_none());
    match accent {
        Some((_, command)) => join(out, &format!("{command}{{{base}}}")),
        None if operator => join(out, &format!("{base}^{}", group(above))),
        None => join(out, &format!("\\overset{{{above}}}{{{base}}}")),
    }
}

/// A superscript or subscript, in braces unless it is one character.
fn group(tex: &str) -> String {
    if tex.chars().nth(1).is_none() && !tex.is_empty() { tex.to_owned() } else { format!("{{{tex}}}") }
}

/// The base of a script, in braces if it has a script itself.
fn base(tex: &str) -> String {
    let power = tex.contains(['^', '_']) && !tex.starts_with('{');
    if power { format!("{{{tex}}}") } else { tex.to_owned() }
}

fn text_of(node: &NodeRef<'_, Node>) -> String {
    let parts = node.descendants().filter_map(|it| it.value().as_text());
    parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters with a meaning in `LaTeX` are escaped; invisible operators are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str("\\backslash "),
            '\u{2061}'..='\u{2064}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn tex_of(inside: &str) -> Option<String> {
        let page = parse(&format!("<math>{inside}</math>"), 512).0;
        let math = page.root().descendants().find(|it| it.value().as_element().is_some_and(|it| it.name() == "math"));
        tex(&math?)
    }

    #[test]
    fn formulas_are_written() {
        assert!(FUNCTIONS.is_sorted());
        for (mathml, latex) in [
            ("<mi>x</mi><mo>+</mo><mn>1</mn>", "x+1"),
            ("<msup><mi>z</mi><mn>3</mn></msup>", "z^3"),
            ("<msup><mi>z</mi><mrow><mi>n</mi><mo>−</mo><mn>1</mn></mrow></msup>", "z^{n-1}"),
            ("<mfrac><mn>1</mn><msqrt><mi>g</mi><mi>h</mi></msqrt></mfrac>", "\\frac{1}{\\sqrt{gh}}"),
            ("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}"),
            ("<mi>sin</mi><mo>\u{2061}</mo><mi>x</mi>", "\\sin x"),
            ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><msub><mi>p</mi><mi>i</mi></msub>", "∑_i^np_i"),
            ("<munder><mi>lim</mi><mi>n</mi></munder><mi>a</mi>", "\\lim_na"),
            ("<mover><mi>v</mi><mo>→</mo></mover>", "\\vec{v}"),
            ("<mi>Re</mi><mo>{</mo><mtext>if so</mtext><mo>}</mo>", "\\mathrm{Re}\\{\\text{if so}\\}"),
            (
                "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
                "\\begin{matrix} 1 & 2 \\\\ 3 \\end{matrix}",
            ),
            ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "[a, b)"),
        ] {
            assert_eq!(tex_of(mathml).as_deref(), Some(latex), "{mathml}");
        }
        assert_eq!(tex_of(""), None);
        assert_eq!(tex_of(&"<mi>x</mi>".repeat(NODES)), None);
        let deep = format!("{}<mi>x</mi>{}", "<msqrt>".repeat(100), "</msqrt>".repeat(100));
        assert!(tex_of(&deep).is_some_and(|tex| tex.contains('x')));
    }
}
