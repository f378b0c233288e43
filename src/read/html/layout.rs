//! Attributes that only Markdown and HTML need: anchors, numbers of lists, spans of cells, languages of code.

use ego_tree::NodeRef;

use super::attrs::attr;
use super::listing::{language_near, language_of};
use super::tree::{Element, Node};
use super::walk::Walk;
use crate::page::{Anchor, Attribute, Tag};

impl Walk {
    /// Records the targets of links within the page.
    pub(super) fn anchor(&mut self, tag: Tag, element: &Element) {
        let name = attr(element, "id").or_else(|| attr(element, "name").filter(|_| tag == Tag::A));
        if let Some(id) = name.map(str::trim).filter(|id| !id.is_empty()) {
            let (at, container) = (self.out.len() as u32, self.container());
            self.page.anchors.push(Anchor { id: id.into(), at, container });
        }
    }

    /// Records the attributes of an element.
    pub(super) fn attributes(&mut self, tag: Tag, element: &Element, node: &NodeRef<'_, Node>) {
        let number = |key| attr(element, key).and_then(|value| value.trim().parse().ok());
        let attribute = match tag {
            Tag::Ol => {
                if attr(element, "reversed").is_some() {
                    let container = self.container();
                    self.page.attributes.push((container, Attribute::Reversed));
                }
                number("start").map(Attribute::Start)
            }
            Tag::Li => number("value").map(Attribute::Value),
            Tag::Td | Tag::Th => {
                let span = (number("colspan").unwrap_or(1) as u16, number("rowspan").unwrap_or(1) as u16);
                (span != (1, 1)).then_some(Attribute::Span(span.0, span.1))
            }
            Tag::Pre => language_near(element, node).map(|it| Attribute::Language(it.into())),
            Tag::Code if self.in_pre() => language_of(element).map(|it| Attribute::Language(it.into())),
            _ => None,
        };
        let container = self.container();
        self.page.attributes.extend(attribute.map(|it| (container, it)));
    }
}
