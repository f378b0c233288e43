//! Formulas: `LaTeX` where the source has it, once.
//!
//! `KaTeX` and `MathJax` write a formula twice or three times: as `MathML`, as boxes for the eye, as the script it was made
//! from. One of them is read, the one that says `LaTeX`; the rest are its twins.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::attrs::attr;

/// How many siblings away from a rendering its source may stand.
const NEAR: usize = 3;

/// Nodes of a formula in which its source is looked for: it stands behind the `MathML`. More are a page that never closed one,
/// and that page may have thousands, each inside the one before.
const NODES: usize = 1000;

/// The `LaTeX` of a `<math>`: its annotation or alternative text.
pub(super) fn tex_of(element: &Element, node: &NodeRef<'_, Node>) -> Option<String> {
    let is_tex = |it: &Element| it.name() == "annotation" && attr(it, "encoding").is_some_and(|e| e.contains("tex"));
    let annotation = node.descendants().take(NODES).find(|it| it.value().as_element().is_some_and(is_tex));
    let tex = match annotation {
        Some(it) => {
            it.children().filter_map(|child| child.value().as_text().map(|text| text.text.to_string())).collect()
        }
        None => attr(element, "alttext")?.to_owned(),
    };
    let tex = unwrap_style(tex.trim());
    (!tex.is_empty()).then(|| tex.to_owned())
}

/// `{\displaystyle x}` as `x`: `MediaWiki` wraps every formula so.
fn unwrap_style(tex: &str) -> &str {
    let inner = tex.strip_prefix("{\\displaystyle").and_then(|t| t.strip_suffix('}'));
    inner.map_or(tex, str::trim)
}

/// Whether a picture shows a formula whose `LaTeX` is its alternative text: `WordPress` and old wikis.
pub(super) fn is_formula(element: &Element) -> bool {
    has_class(element, |name| matches!(name, "latex" | "tex"))
        && attr(element, "alt").is_some_and(|alt| !alt.is_empty())
}

/// Whether a picture is the twin of a formula that stands beside it as `MathML`.
pub(super) fn is_twin(element: &Element) -> bool {
    has_class(element, |name| name.starts_with("mwe-math-fallback-image"))
}

/// Whether an element is what a script made of a formula whose source stands beside it.
pub(super) fn is_rendering(classes: &str, node: &NodeRef<'_, Node>) -> bool {
    // Both marks have a capital letter or an `x`; most lists of classes have neither.
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

/// Whether an element holds the `LaTeX` that `MathJax` reads.
pub(super) fn is_script(element: &Element) -> bool {
    element.name() == "script" && attr(element, "type").is_some_and(|kind| kind.trim().starts_with("math/tex"))
}

fn has_class(element: &Element, test: impl Fn(&str) -> bool) -> bool {
    attr(element, "class").is_some_and(|list| list.split_ascii_whitespace().any(test))
}
