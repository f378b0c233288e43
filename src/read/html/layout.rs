//! Attributes that only Markdown and HTML need: anchors, numbers of lists, spans of cells, languages of code.

use scraper::node::Element;

use super::attrs::attr;
use super::walk::Walk;
use crate::page::{Anchor, Attribute, Tag};

impl Walk {
    /// Notes where links of the page can lead to.
    pub(super) fn anchor(&mut self, tag: Tag, element: &Element) {
        let name = element.attr("id").or_else(|| element.attr("name").filter(|_| tag == Tag::A));
        if let Some(id) = name.map(str::trim).filter(|id| !id.is_empty()) {
            let (at, container) = (self.out.len() as u32, self.container());
            self.page.anchors.push(Anchor { id: id.into(), at, container });
        }
    }

    /// Notes what only Markdown and HTML need to know.
    pub(super) fn attributes(&mut self, tag: Tag, element: &Element) {
        let number = |key| attr(element, key).and_then(|value| value.trim().parse().ok());
        let attribute = match tag {
            Tag::Ol => number("start").map(Attribute::Start),
            Tag::Td | Tag::Th => {
                let span = (number("colspan").unwrap_or(1) as u16, number("rowspan").unwrap_or(1) as u16);
                (span != (1, 1)).then_some(Attribute::Span(span.0, span.1))
            }
            Tag::Pre | Tag::Code if self.in_pre() => language_of(element).map(|it| Attribute::Language(it.into())),
            _ => None,
        };
        let container = self.container();
        self.page.attributes.extend(attribute.map(|it| (container, it)));
    }
}

/// The language of program code, as its class or `data-lang` says.
fn language_of(element: &Element) -> Option<&str> {
    let prefixes = ["language-", "lang-", "highlight-source-"];
    let class = attr(element, "class").unwrap_or_default();
    let named = class.split_ascii_whitespace().find_map(|name| prefixes.iter().find_map(|p| name.strip_prefix(p)));
    let brush = || class.split_once("brush:").map(|(_, rest)| rest.trim_start());
    let name =
        named.or_else(brush).or_else(|| attr(element, "data-lang")).or_else(|| attr(element, "data-language"))?;
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.');
    let name = name.split(|c| !safe(c)).next()?;
    (!name.is_empty()).then_some(name)
}
