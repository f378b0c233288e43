//! What the page says of itself: title, metadata, structured data, statements of the body.

use scraper::Node;
use scraper::node::Element;

use super::walk::Walk;
use crate::page::{Prop, Tag};
use crate::span::Span;

impl Walk {
    /// Records what an element of the head says.
    pub(super) fn head(&mut self, tag: Tag, element: &Element) {
        match tag {
            Tag::Html => self.page.head.language = element.attr("lang").map(str::to_owned),
            Tag::Base => self.page.head.base = element.attr("href").map(str::to_owned),
            Tag::Meta => {
                let content = element.attr("content");
                for key in ["name", "property", "http-equiv", "itemprop"] {
                    if let (Some(name), Some(content)) = (element.attr(key), content) {
                        self.page.head.metas.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
                    }
                }
            }
            Tag::Link => {
                if let (Some(rel), Some(href)) = (element.attr("rel"), element.attr("href")) {
                    self.page.head.links.push((rel.trim().to_ascii_lowercase(), href.trim().to_owned()));
                }
            }
            _ => {}
        }
    }

    /// Records what an element of the body states about the page.
    pub(super) fn prop(&mut self, tag: Tag, element: &Element) {
        if matches!(tag, Tag::Meta | Tag::Link) {
            return;
        }
        let rel = element.attr("rel").filter(|rel| tag == Tag::A && matches!(*rel, "author" | "tag" | "category tag"));
        let name = element
            .attr("itemprop")
            .or_else(|| element.attr("property"))
            .map(str::to_ascii_lowercase)
            .or_else(|| rel.map(|rel| format!("rel-{}", rel.rsplit(' ').next().unwrap_or(rel))))
            .or_else(|| (tag == Tag::Time).then(|| "time".to_owned()));
        let Some(name) = name else { return };
        let value = ["datetime", "content", "href", "src"].iter().find_map(|key| element.attr(key));
        let at = self.out.len();
        let container = self.container();
        if let Some(open) = self.open.last_mut() {
            open.prop = Some(self.page.head.props.len() as u32);
        }
        self.page.head.props.push(Prop {
            name,
            value: value.map(|v| v.trim().to_owned()),
            span: Span::new(at, at),
            container,
        });
    }

    /// Elements without text for readers: what they say about the page is noted.
    pub(super) fn skipped(&mut self, tag: Tag, element: &Element, node: &ego_tree::NodeRef<'_, Node>) {
        let content = || -> String {
            node.children().filter_map(|child| child.value().as_text().map(|text| text.text.to_string())).collect()
        };
        match tag {
            Tag::Title if self.page.head.title.is_none() => self.page.head.title = Some(content()),
            Tag::Script => {
                let kind = element.attr("type").unwrap_or_default().trim();
                if kind.eq_ignore_ascii_case("application/ld+json") {
                    self.page.head.json_ld.push(content());
                } else if element.attr("id") == Some("__NEXT_DATA__") {
                    self.page.head.state.push(content());
                }
            }
            Tag::Iframe => {
                let src = ["src", "data-src", "data-lazy-src"].iter().find_map(|key| element.attr(key));
                self.frame(src);
            }
            _ => {}
        }
    }
}
