//! Raw metadata of an HTML page: title, `<meta>`, structured data, statements in the body.

use scraper::Node;
use scraper::node::Element;

use super::attrs::{Attrs, address, attr};
use super::math;
use super::walk::Walk;
use crate::cleaned::Direction;
use crate::page::span::Span;
use crate::page::{Prop, Tag};

/// Most statements recorded from the body: the page's own come first, lists of other pages have thousands.
const MOST_PROPS: usize = 1000;

impl Walk {
    /// Records an element of the head.
    pub(super) fn head(&mut self, tag: Tag, element: &Element) {
        if let (Tag::Html | Tag::Body, Some(dir)) = (tag, attr(element, "dir")) {
            self.page.head.direction = match dir {
                it if it.eq_ignore_ascii_case("rtl") => Some(Direction::Rtl),
                it if it.eq_ignore_ascii_case("ltr") => Some(Direction::Ltr),
                _ => None,
            };
        }
        match tag {
            Tag::Html => self.page.head.language = attr(element, "lang").map(str::to_owned),
            // The first one counts.
            Tag::Base if self.page.head.base.is_none() => {
                self.page.head.base = address(element, "href").map(str::to_owned);
            }
            Tag::Meta => {
                // Some tools that save pages, and some sites, write `value` for `content`.
                let content = attr(element, "content").or_else(|| attr(element, "value"));
                for key in ["name", "property", "http-equiv", "itemprop"] {
                    if let (Some(name), Some(content)) = (attr(element, key), content) {
                        self.page.head.metas.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
                    }
                }
            }
            Tag::Link => {
                if let (Some(rel), Some(href)) = (attr(element, "rel"), address(element, "href")) {
                    self.scripts.see(href, "");
                    self.page.head.links.push((rel.trim().to_ascii_lowercase(), href.to_owned()));
                }
            }
            _ => {}
        }
    }

    /// Records a statement of a body element about the page.
    pub(super) fn prop(&mut self, tag: Tag, element: &Element, attrs: &Attrs<'_>) {
        if matches!(tag, Tag::Meta | Tag::Link) || self.page.head.props.len() >= MOST_PROPS {
            return;
        }
        let Some(name) = statement(tag, attrs) else { return };
        let value = ["datetime", "content", "href", "src"].iter().find_map(|key| attr(element, key));
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

    /// Records elements without visible text, for their statements about the page.
    pub(super) fn skipped(&mut self, tag: Tag, element: &Element, node: &ego_tree::NodeRef<'_, Node>) {
        let content = || -> String {
            node.children().filter_map(|child| child.value().as_text().map(|text| text.text.to_string())).collect()
        };
        match tag {
            Tag::Title if self.page.head.title.is_none() => self.page.head.title = Some(content()),
            Tag::Script => {
                let kind = attr(element, "type").unwrap_or_default().trim();
                if kind.eq_ignore_ascii_case("application/ld+json") {
                    self.page.head.json_ld.push(content());
                } else if math::is_script(element) {
                    self.math(&content(), kind.contains("mode=display"));
                } else if attr(element, "id") == Some("__NEXT_DATA__") {
                    self.page.head.state.push(content());
                } else {
                    let inline = node.first_child();
                    let inline = inline.as_ref().and_then(|it| it.value().as_text()).map_or("", |it| &it.text);
                    self.scripts.see(attr(element, "src").unwrap_or_default(), inline);
                }
            }
            Tag::Iframe => {
                let src = ["src", "data-src", "data-lazy-src"].iter().find_map(|key| attr(element, key));
                self.frame(src);
            }
            Tag::Video | Tag::Audio => {
                let source = |it: ego_tree::NodeRef<'_, Node>| attr(it.value().as_element()?, "src").map(str::to_owned);
                let src = attr(element, "src").map(str::to_owned).or_else(|| node.children().find_map(source));
                self.frame(src.as_deref());
            }
            _ => {}
        }
    }
}

/// The property that an element states: its `itemprop`, its `rel`, or one suggested by its classes.
fn statement(tag: Tag, attrs: &Attrs<'_>) -> Option<String> {
    let rel = attrs.rel.filter(|_| tag == Tag::A).and_then(|rel| {
        let mut tokens = rel.split_ascii_whitespace();
        tokens.find(|it| matches!(*it, "author" | "tag" | "license"))
    });
    let prop = attrs.itemprop.or(attrs.property);
    // `rel=author itemprop=url`: the address of an author.
    if let Some(prop) = prop.filter(|prop| rel.is_none() || !prop.eq_ignore_ascii_case("url")) {
        return Some(prop.to_ascii_lowercase());
    }
    if let Some(rel) = rel {
        return Some(format!("rel-{rel}"));
    }
    let kind = attrs.itemtype.and_then(|kind| kind.trim().rsplit('/').next());
    if kind.is_some_and(|kind| matches!(kind, "Comment" | "UserComments" | "Answer" | "Review" | "UserReview")) {
        return Some("comment".to_owned());
    }
    if tag == Tag::A && attrs.href.is_some_and(leads_to_writer) {
        return Some("link-author".to_owned());
    }
    let class = attrs.class.and_then(class_statement);
    if tag == Tag::Time {
        return Some(if class == Some("class-changed") { "time-changed" } else { "time" }.to_owned());
    }
    class.map(str::to_owned)
}

/// Whether an address is that of a page about a writer: `/author/ann-berg`.
fn leads_to_writer(href: &str) -> bool {
    let name =
        |folder: &str| href.split_once(folder).is_some_and(|(_, name)| name.starts_with(|c: char| c.is_alphanumeric()));
    href.contains("/author") && (name("/author/") || name("/authors/"))
        || name("/contributor/")
        || name("/contributors/")
}

/// The property suggested by classes of bylines and datelines in any spelling: `entry-author`, `postDate`,
/// `c-byline__name`.
fn class_statement(classes: &str) -> Option<&'static str> {
    let bytes = classes.as_bytes();
    // The second byte rejects chance matches of the first.
    let at = |start: usize, word: &[u8]| {
        bytes.get(start + 1).is_some_and(|second| second.eq_ignore_ascii_case(&word[1]))
            && bytes.get(start..start + word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
    };
    let mut date = None;
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'a' | b'A' if at(index, b"author") => return Some("class-author"),
            b'b' | b'B' if at(index, b"byline") => return Some("class-author"),
            b'w' | b'W' if at(index, b"writer") => return Some("class-author"),
            b'u' | b'U' if at(index, b"username") || at(index, b"user-name") => return Some("class-user"),
            b'u' | b'U' if at(index, b"updated") => date = Some("class-changed"),
            b'm' | b'M' if at(index, b"modified") => date = Some("class-changed"),
            b'p' if at(index, b"publish") || at(index, b"posted") => date = date.or(Some("class-date")),
            b't' if at(index, b"timestamp") => date = date.or(Some("class-date")),
            b'd' | b'D' if at(index, b"date") => {
                // The word must begin here: not `update`, `candidate`.
                let begins = *byte == b'D'
                    || index == 0
                    || !bytes[index - 1].is_ascii_alphabetic()
                    || index >= 3 && at(index - 3, b"pub");
                date = date.or(begins.then_some("class-date"));
            }
            _ => {}
        }
    }
    date
}

#[cfg(test)]
mod tests {
    use super::class_statement;
    use crate::options::Options;
    use crate::read;

    #[test]
    fn the_first_base_with_an_address_counts() {
        let page = "<base target=_top><base href=/a/><base target=_blank><base href=/b/><p>x";
        assert_eq!(
            read::html(page, &Options::default(), &read::Selectors::default()).head.base.as_deref(),
            Some("/a/")
        );
    }

    #[test]
    fn classes_tell_bylines_and_datelines() {
        for (classes, want) in [
            ("entry-author fn", Some("class-author")),
            ("c-Byline__name", Some("class-author")),
            ("postDate", Some("class-date")),
            ("entry-date published", Some("class-date")),
            ("pubdate", Some("class-date")),
            ("entry-date updated", Some("class-changed")),
            ("username", Some("class-user")),
            ("candidate update validate", None),
            ("", None),
            ("col-md-6 auth", None),
        ] {
            assert_eq!(class_statement(classes), want, "{classes}");
        }
    }
}
