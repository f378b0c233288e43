//! Values of the head as plain text: references decoded, tags removed, white space folded, addresses made absolute.

use crate::read;
use crate::text::address::{clean, is_web, join};

/// A value as readers would see it.
pub(crate) fn plain(value: &str) -> String {
    let mut text = std::borrow::Cow::Borrowed(value);
    if text.contains('<') {
        text = strip_tags(&text).into();
    }
    // Some values are escaped twice.
    if text.contains('&') {
        text = read::references(&text).into();
    }
    let mut out = String::with_capacity(text.len());
    crate::text::fold::fold_space(&text, &mut out);
    out
}

/// Elements of formatted text: their tags are markup wherever they stand, a cut value may lack the ends.
const FORMATTING: [&str; 16] =
    ["a", "b", "br", "div", "em", "font", "i", "mark", "p", "small", "span", "strong", "sub", "sup", "u", "wbr"];

/// A text without tags; `a < b` stays, and so does the name of an element that the text speaks of: `the <canvas> element`.
fn strip_tags(text: &str) -> String {
    let mut tags: Vec<(&str, bool)> =
        text.split('<').skip(1).filter_map(tag).map(|(name, end, _)| (name, end)).collect();
    tags.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let markup = match tag(&rest[1..]) {
            Some((name, end, bare)) => {
                !bare
                    || FORMATTING.iter().any(|it| it.eq_ignore_ascii_case(name))
                    || tags.binary_search(&(name, !end)).is_ok()
            }
            None => rest[1..].starts_with('!'),
        };
        if !markup {
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// What stands behind `<`, if that begins a tag: the element's name, whether it is its end, whether there is nothing more.
fn tag(text: &str) -> Option<(&str, bool, bool)> {
    let name = text.strip_prefix('/').unwrap_or(text);
    let length = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | ':')).unwrap_or(name.len());
    let (name, after) = name.split_at(length);
    let whole = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && (after.starts_with(['>', '/']) || after.starts_with(char::is_whitespace));
    whole.then(|| (name, text.starts_with('/'), after.starts_with('>')))
}

/// An address made absolute; none where that cannot be or it is not for the web.
pub(crate) fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = clean(address);
    if address.is_empty() {
        return None;
    }
    let whole = join(base.map(clean).as_deref(), &address)?;
    is_web(&whole).then(|| whole.replace(' ', "%20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_plain() {
        for (value, want) in [
            ("Salt &amp; pepper", "Salt & pepper"),
            ("It&#8217;s &#x27;on&#x27;", "It’s 'on'"),
            ("a\u{a0} b\n", "a b"),
            ("<b>Bold</b> &lt; 3", "Bold < 3"),
            ("1 < 2 & 3 > 2 &unknown; &", "1 < 2 & 3 > 2 &unknown; &"),
            ("&#0;&#xD800;", "\u{fffd}\u{fffd}"),
            ("R&D&copy=1&#10;&aring;ngstr&ouml;m", "R&D&copy=1 ångström"),
            ("tail <b", "tail <b"),
            ("How to use the <canvas> element", "How to use the <canvas> element"),
            ("</li> ends it, Map<String, Object> does not", "</li> ends it, Map<String, Object> does not"),
            ("The <em>Skagen</em> <br/>sails", "The Skagen sails"),
            ("<h2>Ferries</h2> <img src=a.png>sail <strong>ag", "Ferries sail ag"),
        ] {
            assert_eq!(plain(value), want, "{value}");
        }
    }

    #[test]
    fn addresses_become_absolute() {
        let base = Some("https://a.example/news/2018/ferry.html?x=1#top");
        for (address, want) in [
            ("https://b.example/x", Some("https://b.example/x")),
            ("//b.example/x", Some("https://b.example/x")),
            ("/img/a.jpg", Some("https://a.example/img/a.jpg")),
            ("../a.jpg?v=../2", Some("https://a.example/news/a.jpg?v=../2")),
            ("a b.jpg", Some("https://a.example/news/2018/a%20b.jpg")),
            ("../../../../a.jpg", Some("https://a.example/a.jpg")),
            ("?p=5", Some("https://a.example/news/2018/ferry.html?p=5")),
            ("#p5", Some("https://a.example/news/2018/ferry.html?x=1#p5")),
            ("\\img\\a.jpg", Some("https://a.example/img/a.jpg")),
            ("data:image/png;base64,AA", None),
            ("javascript:void(0)", None),
            ("", None),
        ] {
            assert_eq!(absolute(address, base).as_deref(), want, "{address}");
        }
        assert_eq!(absolute("/a.jpg", None), None);
        assert_eq!(absolute("/a.jpg", Some("mailto:x")), None);
    }
}
