//! Program listings and other text whose line breaks the page's style keeps: its lines, line numbers, language and
//! white space.
//!
//! Highlighters write a line as a `div`, a `span`, a list item or a table row, and its number as text. The class names
//! here are from the highlighters' own markup: Pygments, Rouge, Chroma, highlight.js, Prism, Shiki,
//! `SyntaxHighlighter`, Crayon, `CodeMirror`, forges.

use ego_tree::NodeRef;

use super::attrs::{Attrs, STYLE_BYTES, attr, has_token};
use super::tree::{Element, Node};
use crate::page::Tag;

/// Handling of white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum White {
    /// Any run of white space is one space.
    #[default]
    Fold,
    /// Line breaks are kept, other white space is folded: `white-space: pre-line`, and `pre-wrap` around sentences.
    Lines,
    /// Kept as it is.
    Keep,
}

/// Classes of the box around one line.
const LINES: &[&str] = &[
    "line",
    "code-line",
    "codeline",
    "code__line",
    "token-line",
    "ec-line",
    "cm-line",
    "view-line",
    "CodeMirror-line",
    "crayon-line",
    "hljs-ln-line",
    "source-line",
    "src-line",
];

/// Classes of line numbers, and of the column that they stand in.
const NUMBERS: &[&str] = &[
    "lineno",
    "linenos",
    "lineno-col",
    "linenodiv",
    "linenumber",
    "linenumbers",
    "line-number",
    "line-numbers",
    "line-numbers-rows",
    "line_number",
    "line_numbers",
    "lineNumber",
    "lineNumbers",
    "codeLineNumber",
    "code-line-number",
    "code-line-numbers",
    "react-syntax-highlighter-line-number",
    "react-line-number",
    "ln",
    "lnt",
    "lnum",
    "gutter",
    "gutters",
    "code-gutter",
    "rouge-gutter",
    "blob-num",
    "js-line-number",
    "diff-line-num",
    "hljs-ln-n",
    "hljs-ln-numbers-col",
    "hljs-ln-numbers",
    "crayon-num",
    "crayon-nums",
    "CodeMirror-linenumber",
    "CodeMirror-gutter-wrapper",
    "cm-gutters",
    "src-line-numbers",
    "linenumber-col",
];

/// Class names that only highlighters use.
const SURE_NUMBERS: &[&str] = &[
    "lineno",
    "linenos",
    "linenodiv",
    "linenumbers",
    "line-numbers-rows",
    "code-line-number",
    "code-line-numbers",
    "rouge-gutter",
    "blob-num",
    "js-line-number",
    "diff-line-num",
    "hljs-ln-numbers",
    "crayon-num",
    "crayon-nums",
    "CodeMirror-linenumber",
    "CodeMirror-gutter-wrapper",
    "src-line-numbers",
];

/// Most nodes examined in a column of numbers. A longer listing keeps its numbers.
const NUMBER_NODES: usize = 20_000;

/// Most nodes of preformatted text searched for paragraphs and headings: on a page that never closed its `<pre>` they
/// come early.
const PRE_NODES: usize = 4000;

/// Classes of boxes that hold program text without a `<pre>`.
const CODE_BOXES: &[&str] = &["crayon-pre", "CodeMirror-code", "cm-content", "view-lines"];

/// Whether a `<pre>` holds only lines of text in any markup: no paragraphs, headings or sections.
pub(super) fn holds_lines(node: &NodeRef<'_, Node>) -> bool {
    let part = |it: NodeRef<'_, Node>| {
        it.value().as_element().is_some_and(|it| {
            let tag = Tag::of(it.name());
            tag.heading().is_some()
                || matches!(
                    tag,
                    Tag::P
                        | Tag::Blockquote
                        | Tag::Pre
                        | Tag::Form
                        | Tag::Nav
                        | Tag::Header
                        | Tag::Footer
                        | Tag::Article
                        | Tag::Aside
                        | Tag::Main
                        | Tag::Section
                        | Tag::Iframe
                )
        })
    };
    !node.descendants().skip(1).take(PRE_NODES).any(part)
}

/// Whether an element inside preformatted text is the box of a line.
pub(super) fn is_line(tag: Tag, attrs: &Attrs<'_>) -> bool {
    match tag {
        Tag::Div
        | Tag::Ol
        | Tag::Ul
        | Tag::Li
        | Tag::Custom
        | Tag::Table
        | Tag::Thead
        | Tag::Tbody
        | Tag::Tfoot
        | Tag::Tr => true,
        Tag::Span | Tag::Code => attrs.class.is_some_and(|list| has_token(list, LINES)) || is_drawn_as_block(attrs),
        _ => false,
    }
}

/// Classes of a stanza, or of a poem whose lines are its children.
const STANZAS: &[&str] = &[
    "stanza",
    "strophe",
    "verse",
    "lg",
    "linegroup",
    "line-group",
    "line-block",
    "poem",
    "poetry",
    "o-poem",
    "poem-body",
];

/// Whether an element is a line of verse: a box in a stanza that holds no other box.
pub(super) fn is_verse(tag: Tag, node: &NodeRef<'_, Node>) -> bool {
    /// Most children of a line: text, a word in italics.
    const CHILDREN: usize = 8;
    let stanza = || {
        let parent = node.parent();
        let class = parent.as_ref().and_then(|it| it.value().as_element()).and_then(|it| attr(it, "class"));
        class.is_some_and(|list| has_token(list, STANZAS))
    };
    let boxes = |it: NodeRef<'_, Node>| {
        it.value().as_element().is_some_and(|it| Tag::of(it.name()).flow() == crate::page::Flow::Block)
    };
    tag == Tag::Div && stanza() && !node.children().take(CHILDREN).any(boxes)
}

/// Whether an element is a bar of buttons inside preformatted text.
pub(super) fn is_toolbar(tag: Tag, node: &NodeRef<'_, Node>) -> bool {
    /// Most nodes of a bar: the language's name, a button, its icon.
    const NODES: usize = 16;
    let button = |it: NodeRef<'_, Node>| it.value().as_element().is_some_and(|it| it.name() == "button");
    let mut nodes = node.descendants().skip(1);
    tag == Tag::Div && nodes.by_ref().take(NODES).any(button) && nodes.nth(NODES).is_none()
}

/// Whether an element stays within its line in preformatted text: table cells stand side by side.
pub(super) fn is_in_line(tag: Tag) -> bool {
    matches!(tag, Tag::Td | Tag::Th)
}

/// Whether an element's inline style makes a box of it. What a browser copies has its computed styles so.
pub(super) fn is_drawn_as_block(attrs: &Attrs<'_>) -> bool {
    let boxes = ["block", "flex", "grid", "table", "list-item"];
    property(attrs, "display").is_some_and(|value| boxes.iter().any(|it| value.eq_ignore_ascii_case(it)))
}

/// Longest inline style in which a property is looked for. A copied element's has up to 800 bytes.
const COPIED_STYLE_BYTES: usize = 1_000;

/// The value of a property in an element's inline style.
fn property<'e>(attrs: &Attrs<'e>, name: &str) -> Option<&'e str> {
    let style = attrs.style.filter(|style| style.len() <= COPIED_STYLE_BYTES)?;
    let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    rules.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// The handling of white space inside an element, if its tag, style or class sets it.
pub(super) fn white_of(tag: Tag, attrs: &Attrs<'_>, node: &NodeRef<'_, Node>) -> Option<White> {
    if matches!(tag, Tag::Pre | Tag::Textarea | Tag::Plaintext | Tag::Xmp) {
        return Some(White::Keep);
    }
    // Pre-filter: all such values contain these letters, most other styles and classes do not.
    let may = |text: &str| text.as_bytes().windows(3).any(|three| three == b"pre");
    if attrs.style.is_some_and(|style| style.len() <= STYLE_BYTES && may(style))
        && let Some(value) = property(attrs, "white-space")
    {
        return match value.to_ascii_lowercase().split(' ').next() {
            Some("pre") => Some(if matches!(tag, Tag::Code | Tag::Samp) { White::Keep } else { White::Lines }),
            Some("pre-wrap" | "pre-line" | "break-spaces") => Some(White::Lines),
            Some("normal" | "nowrap") => Some(White::Fold),
            _ => None,
        };
    }
    let list = attrs.class?;
    if may(list) {
        let lines = ["whitespace-pre-wrap", "whitespace-pre-line", "whitespace-pre", "pre-wrap", "pre-line", "prewrap"];
        if has_token(list, &lines) {
            return Some(White::Lines);
        }
    }
    let code = list.bytes().any(|byte| byte == b'-') && has_token(list, CODE_BOXES);
    // In Doxygen's markup lines begin with their number.
    let numbered = |list: &str| {
        let mut near = node.descendants().skip(1).take(8).filter_map(|it| it.value().as_element());
        list == "fragment" && near.any(|it| attr(it, "class").is_some_and(|list| has_token(list, SURE_NUMBERS)))
    };
    (code || tag == Tag::Div && numbered(list.trim())).then_some(White::Keep)
}

/// Whether an element is a line number or a column of them: by its class, and because it holds only digits. `inside`:
/// it is in preformatted text.
pub(super) fn is_number(
    tag: Tag,
    element: &Element,
    attrs: &Attrs<'_>,
    inside: bool,
    node: &NodeRef<'_, Node>,
) -> bool {
    let may = match tag {
        Tag::Td | Tag::Th | Tag::Div | Tag::Pre => {
            inside
                || attrs.class.is_some_and(|list| {
                    list.as_bytes().windows(3).any(|three| matches!(three, b"lin" | b"num" | b"Num" | b"gut" | b"ln-"))
                })
        }
        Tag::Span | Tag::A | Tag::Code => inside,
        _ => false,
    };
    if !may {
        return false;
    }
    let named = attrs.class.is_some_and(|list| {
        // Prism puts the class on the listing itself.
        let listing = tag == Tag::Pre && list.contains('-') && list.contains("lang");
        !listing && has_token(list, NUMBERS)
    });
    // Other pages use these words too, for the number of a bus line for example.
    if named && !inside && attrs.class.is_some_and(|list| !has_token(list, SURE_NUMBERS)) && !is_beside_code(node) {
        return false;
    }
    // A box with its number in an attribute holds the line itself.
    (named || inside && attr(element, "data-line-number").is_some()) && holds_digits(node, !named)
}

/// Whether the element after another one holds program text.
fn is_beside_code(node: &NodeRef<'_, Node>) -> bool {
    /// Most nodes before the program text: boxes of lines.
    const NEAR: usize = 12;
    let code = |it: NodeRef<'_, Node>| it.value().as_element().is_some_and(|it| matches!(it.name(), "pre" | "code"));
    let next = node.next_siblings().take(3).find(|it| it.value().is_element());
    next.is_some_and(|it| it.descendants().take(NEAR).any(code))
}

/// Whether an element holds only digits; with `none`, only white space.
fn holds_digits(node: &NodeRef<'_, Node>, none: bool) -> bool {
    let mut nodes = node.descendants();
    let digits = |text: &str| {
        text.chars().all(|c| c.is_whitespace() || !none && (c.is_ascii_digit() || matches!(c, '.' | ':' | '|')))
    };
    let all = nodes.by_ref().take(NUMBER_NODES).all(|it| match it.value() {
        Node::Text(text) => digits(text),
        _ => true,
    });
    all && nodes.next().is_none()
}

/// Whether a table is a listing: each row is a line with its number in the first cell.
pub(super) fn is_listing(node: &NodeRef<'_, Node>) -> bool {
    /// Most nodes before the first cell: parts of the table, white space, the row.
    const NEAR: usize = 12;
    let cell = |it: &NodeRef<'_, Node>| it.value().as_element().is_some_and(|it| matches!(it.name(), "td" | "th"));
    let Some(first) = node.descendants().take(NEAR).find(cell) else { return false };
    let Some(element) = first.value().as_element() else { return false };
    // A cell with all numbers is followed by one with all lines.
    let whole = first.children().any(|it| it.value().as_element().is_some_and(|it| matches!(it.name(), "pre" | "div")));
    let numbered = is_number(Tag::Td, element, &Attrs::by(element), false, &first)
        || attr(element, "data-line-number").is_some() && holds_digits(&first, false);
    let line = first.next_siblings().find(cell);
    let inner = |it: &NodeRef<'_, Node>| {
        it.descendants().take(NEAR).any(|it| it.value().as_element().is_some_and(|it| matches!(it.name(), "pre" | "p")))
    };
    numbered && !whole && line.is_some_and(|line| !inner(&line))
}

/// Names of languages that stand alone beside a highlighter's class: `highlight python`, `hljs rust`.
const LANGUAGES: &[&str] = &[
    "abap",
    "actionscript",
    "ada",
    "apache",
    "applescript",
    "arduino",
    "asm",
    "awk",
    "bash",
    "basic",
    "bat",
    "batch",
    "c",
    "c#",
    "c++",
    "clojure",
    "cmake",
    "cobol",
    "coffeescript",
    "console",
    "cpp",
    "crystal",
    "cs",
    "csharp",
    "css",
    "csv",
    "cuda",
    "d",
    "dart",
    "delphi",
    "diff",
    "django",
    "docker",
    "dockerfile",
    "dos",
    "elixir",
    "elm",
    "erb",
    "erlang",
    "excel",
    "fish",
    "fortran",
    "fsharp",
    "gherkin",
    "glsl",
    "go",
    "golang",
    "gradle",
    "graphql",
    "groovy",
    "haml",
    "handlebars",
    "haskell",
    "haxe",
    "hcl",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "jinja",
    "js",
    "json",
    "json5",
    "jsonc",
    "jsx",
    "julia",
    "kotlin",
    "kts",
    "latex",
    "less",
    "lisp",
    "lua",
    "make",
    "makefile",
    "markdown",
    "markup",
    "mathematica",
    "matlab",
    "md",
    "mermaid",
    "mysql",
    "nasm",
    "nginx",
    "nim",
    "nix",
    "objc",
    "objective-c",
    "objectivec",
    "ocaml",
    "octave",
    "pascal",
    "perl",
    "pgsql",
    "php",
    "plsql",
    "postgresql",
    "powershell",
    "prolog",
    "properties",
    "protobuf",
    "ps1",
    "puppet",
    "py",
    "python",
    "python3",
    "r",
    "racket",
    "rb",
    "reason",
    "rs",
    "rst",
    "ruby",
    "rust",
    "sass",
    "scala",
    "scheme",
    "scss",
    "sed",
    "sh",
    "shell",
    "sml",
    "solidity",
    "sql",
    "stata",
    "svelte",
    "swift",
    "tcl",
    "terraform",
    "tex",
    "toml",
    "ts",
    "tsx",
    "twig",
    "typescript",
    "vb",
    "vbnet",
    "verilog",
    "vhdl",
    "vim",
    "vue",
    "wasm",
    "xml",
    "yaml",
    "yml",
    "zig",
    "zsh",
];

/// Whether a word is the name of a language.
pub(crate) fn is_language(name: &str) -> bool {
    let mut lower = [0; 16];
    let Some(lower) = lower.get_mut(..name.len()) else { return false };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    LANGUAGES.binary_search_by(|it| it.as_bytes().cmp(lower)).is_ok()
}

/// The language of a `<pre>`, from its own attributes, those of the `<code>` inside, or those of the boxes around it.
pub(super) fn language_near<'a>(element: &'a Element, node: &NodeRef<'a, Node>) -> Option<&'a str> {
    /// Most boxes around a listing: two of a highlighter, four of a table, one of a shortcode.
    const AROUND: usize = 8;
    let own = language_of(element);
    let code = || {
        let inner = node.children().find_map(|it| it.value().as_element()).filter(|it| it.name() == "code");
        inner.and_then(language_of)
    };
    let around = || {
        let boxes = node.ancestors().take(AROUND).filter_map(|it| it.value().as_element());
        // A larger box may name the language of its prose.
        boxes.filter(|it| it.name() != "body" && it.name() != "html").find_map(language_of).filter(|it| is_language(it))
    };
    own.or_else(code).or_else(around)
}

/// The language of program code, by its class or `data-` attributes.
pub(super) fn language_of(element: &Element) -> Option<&str> {
    const PREFIXES: &[&str] = &[
        "language-",
        "lang-",
        "highlight-source-",
        "highlight-text-",
        "mw-highlight-lang-",
        "brush:",
        "src-",
        "lang:",
        "highlight-",
        "syntax-",
    ];
    const HIGHLIGHTERS: &[&str] =
        &["highlight", "hljs", "sourceCode", "codehilite", "code", "prettyprint", "syntax", "src", "programlisting"];
    const DATA: &[&str] =
        &["data-lang", "data-language", "data-code-lang", "data-enlighter-language", "data-code-language"];
    let class = attr(element, "class").unwrap_or_default();
    let prefixed = |name: &'_ str| PREFIXES.iter().any(|p| name.starts_with(p));
    let named = class.split_ascii_whitespace().filter(|name| prefixed(name)).find_map(|name| {
        let rest = PREFIXES.iter().find_map(|p| name.strip_prefix(p))?;
        // `highlight-dark` is not a language; after `language-` and `lang-` any word is.
        let sure = name.starts_with("lang") || name.starts_with("brush") || is_language(rest);
        (sure && !rest.is_empty()).then_some(rest)
    });
    let brush = || class.split_once("brush:").map(|(_, rest)| rest.trim_start());
    let data = || DATA.iter().find_map(|key| attr(element, key));
    let beside = || {
        let known = has_token(class, HIGHLIGHTERS) || matches!(element.name(), "pre" | "code");
        class.split_ascii_whitespace().find(|name| known && *name != "code" && is_language(name))
    };
    let attribute = || attr(element, "lang").filter(|it| element.name() == "pre" && is_language(it));
    let name = named.or_else(brush).or_else(data).or_else(beside).or_else(attribute)?;
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.');
    let name = name.split(|c| !safe(c)).next()?;
    let none = ["none", "plain", "plaintext", "nohighlight", "text", "txt", "undefined", "auto", "language-"];
    (!name.is_empty() && !none.contains(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_sorted_and_known_in_any_case() {
        assert!(LANGUAGES.windows(2).all(|two| two[0] < two[1]));
        assert!(is_language("Rust") && is_language("c++") && !is_language("en") && !is_language(&"x".repeat(99)));
    }
}
