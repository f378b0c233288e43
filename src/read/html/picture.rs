//! Pictures: their addresses, and which of them are letters.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::attrs::{attr, has_token};
use super::junk_picture::{self, Sight};
use crate::text::address::bounded;

/// Attributes in which lazy-loading scripts keep the address, likeliest first.
const LAZY: &[&str] = &[
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-lazyload",
    "data-hi-res-src",
    "data-orig-file",
    "data-large-file",
    "data-full-src",
    "data-image-src",
    "data-actualsrc",
    "data-echo",
    "data-url",
    "data-img-src",
    "data-default-src",
];

/// Attributes with a `srcset`.
const SETS: &[&str] = &["data-srcset", "data-lazy-srcset", "data-original-set", "data-src-set", "srcset"];

/// File names of placeholders and spacers, whole.
const PLACEHOLDERS: &[&str] = &[
    "1x1",
    "blank",
    "clear",
    "clearpixel",
    "dot_clear",
    "empty",
    "grey",
    "lazy",
    "lazy_placeholder",
    "lazyload",
    "loader",
    "loading",
    "pixel",
    "placeholder",
    "sp",
    "space",
    "spacer",
    "spinner",
    "trans",
    "transparent",
    "transparent-pixel",
];

/// The letters that a picture stands for: an emoji, an initial.
pub(super) fn letters<'a>(element: &'a Element, node: &NodeRef<'a, Node>) -> Option<&'a str> {
    let class = attr(element, "class").unwrap_or_default();
    let alt = attr(element, "alt").unwrap_or_default().trim();
    (is_letters(class, alt) || is_initial(class, alt, node)).then_some(alt)
}

/// A picture's address, and what is known of it.
pub(super) fn sight<'a>(element: &'a Element, node: &NodeRef<'a, Node>) -> Sight<'a> {
    Sight {
        class: attr(element, "class").unwrap_or_default(),
        alt: attr(element, "alt").unwrap_or_default(),
        src: source_of(element, node),
        width: pixels(element, "width"),
        height: pixels(element, "height"),
        link: None,
        in_figure: false,
        has_map: attr(element, "usemap").is_some(),
    }
}

/// The address of a placeholder, where a picture has no other. Without any a script sets it later.
pub(super) fn placeholder<'a>(element: &'a Element, src: &str) -> Option<&'a str> {
    attr(element, "src").map(str::trim).filter(|it| src.is_empty() && is_placeholder(it))
}

/// The address of a picture: the largest on the page that is not a placeholder's.
fn source_of<'a>(element: &'a Element, node: &NodeRef<'a, Node>) -> &'a str {
    let usable = |src: &&str| bounded(src).is_some() && !is_placeholder(src);
    let widest = |it: &'a Element| {
        let sets = SETS.iter().filter_map(|key| attr(it, key));
        sets.flat_map(Candidates).filter(|(src, _)| usable(src)).max_by_key(|(_, size)| *size)
    };
    let lazy = || LAZY.iter().filter_map(|key| attr(element, key)).map(str::trim).find(usable);
    let plain = || attr(element, "src").map(str::trim).filter(usable);
    let own = widest(element).map(|(src, _)| src);
    own.or_else(|| around(node).filter_map(widest).max_by_key(|(_, size)| *size).map(|(src, _)| src))
        .or_else(lazy)
        .or_else(plain)
        .or_else(|| other_source(element))
        .unwrap_or_default()
}

/// An address in a script's own attribute: `nitro-lazy-src`.
fn other_source(element: &Element) -> Option<&str> {
    let named = |name: &str| ["src", "lazy", "original"].iter().any(|it| name.contains(it)) && !name.contains("set");
    let ends = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"];
    let file = |value: &&str| {
        let path = value.split(['?', '#']).next().unwrap_or_default();
        bounded(value).is_some()
            && !is_placeholder(value)
            && !value.contains(' ')
            && ends.iter().any(|end| path.ends_with(end))
    };
    element.attrs.iter().filter(|(name, _)| named(&name.local)).map(|(_, value)| value.trim()).find(file)
}

/// The sources of a `<picture>` without a media query. Only its first `<img>` gets them: with thousands in one box the
/// time would be quadratic.
fn around<'a>(node: &NodeRef<'a, Node>) -> impl Iterator<Item = &'a Element> + use<'a> {
    /// Most sources of one picture: three formats, some widths.
    const SOURCES: usize = 16;
    let is = |it: &NodeRef<'_, Node>, name: &str| it.value().as_element().is_some_and(|it| it.name() == name);
    let mut before = node.prev_siblings();
    let first = !before.by_ref().take(2 * SOURCES).any(|it| is(&it, "img")) && before.next().is_none();
    let picture = node.parent().filter(|it| first && is(it, "picture"));
    let children = picture.into_iter().flat_map(|it| it.children()).take(2 * SOURCES);
    children.filter_map(|it| it.value().as_element()).filter(|it| it.name() == "source" && attr(it, "media").is_none())
}

/// The addresses of a `srcset` with their sizes: pixels of width, or thousandths of density.
struct Candidates<'e>(&'e str);

impl<'e> Iterator for Candidates<'e> {
    type Item = (&'e str, u32);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        if let Some(bare) = address.strip_suffix(',') {
            self.0 = after;
            return Some((bare.trim_end_matches(','), 1000));
        }
        let (size, after) = after.split_once(',').unwrap_or((after, ""));
        self.0 = after;
        Some((address, size_of(size.trim())))
    }
}

/// `1200w` as 1200, `1.5x` as 1500; no descriptor as 1000.
fn size_of(descriptor: &str) -> u32 {
    if let Some(width) = descriptor.strip_suffix('w') {
        return width.parse().unwrap_or(1);
    }
    let Some(density) = descriptor.strip_suffix('x') else { return 1000 };
    let (whole, part) = density.split_once('.').unwrap_or((density, ""));
    let tenth = part.bytes().next().filter(u8::is_ascii_digit).map_or(0, |digit| u32::from(digit - b'0') * 100);
    whole.parse::<u32>().unwrap_or(1).saturating_mul(1000).saturating_add(tenth)
}

/// Whether an address is a placeholder's: inline data for a blur, a shared file.
fn is_placeholder(src: &str) -> bool {
    if src.is_empty() || src.starts_with("data:") || src.starts_with("about:") {
        return true;
    }
    let name = junk_picture::file(src);
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    PLACEHOLDERS.iter().any(|it| stem.eq_ignore_ascii_case(it)) || junk_picture::is_empty_name(stem)
}

/// A number of pixels in an attribute.
fn pixels(element: &Element, key: &str) -> Option<u32> {
    attr(element, key)?.trim().trim_end_matches("px").parse().ok()
}

/// Pictures of text: emoji and old smileys.
fn is_letters(class: &str, alt: &str) -> bool {
    /// Longest emoji (with joiners) or smiley, in characters.
    const LONGEST: usize = 12;
    !alt.is_empty()
        && alt.chars().count() <= LONGEST
        && !alt.contains(char::is_whitespace)
        && (has_token(class, &["emoji", "wp-smiley", "smiley", "smilies", "emoticon", "twemoji", "emote"])
            || alt.chars().all(is_emoji))
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}' | '\u{2b50}' | '\u{2b55}')
}

/// A drop cap.
fn is_initial(class: &str, alt: &str, node: &NodeRef<'_, Node>) -> bool {
    let mut chars = alt.chars();
    let letter = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
    let goes_on = || {
        let next = node.next_sibling();
        next.is_some_and(|it| it.value().as_text().is_some_and(|text| text.text.starts_with(char::is_lowercase)))
    };
    letter && (goes_on() || has_token(class, &["dropcap", "drop-cap", "initial"]))
}

/// Whether a picture is marked as the blurred preview of the next one.
pub(super) fn is_preview(element: &Element) -> bool {
    let class = attr(element, "class").unwrap_or_default();
    has_token(
        class,
        &["thumb", "thumbnail", "blur", "blurred", "lqip", "placeholder", "preview", "progressiveMedia-thumbnail"],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_sources_are_read_with_their_sizes() {
        let read = |set| Candidates(set).collect::<Vec<_>>();
        assert_eq!(read("a.jpg 400w, b.jpg 1200w"), [("a.jpg", 400), ("b.jpg", 1200)]);
        assert_eq!(read("a.jpg, b.jpg 1.5x"), [("a.jpg", 1000), ("b.jpg", 1500)]);
        // An address may contain commas.
        assert_eq!(read("/w_400,h_300/a.jpg 1x,/b 2x"), [("/w_400,h_300/a.jpg", 1000), ("/b", 2000)]);
        assert!(read(" , ").is_empty());
    }

    #[test]
    fn placeholders_are_known_by_their_name() {
        for (src, stands_in) in [
            ("/img/placeholder.png", true),
            ("data:image/gif;base64,R0", true),
            ("/a/spacer.gif?x", true),
            ("/loading/dock.jpg", false),
            ("/spacers.jpg", false),
            ("/blank", false),
        ] {
            assert_eq!(is_placeholder(src), stands_in, "{src}");
        }
    }
}
