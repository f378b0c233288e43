//! Addresses in Markdown and HTML: safe, and absolute if the page's own is known.

use std::cell::Cell;

use crate::options::Options;
use crate::scan::Scan;
use crate::text::address::{clean, has_scheme, is_web, join, scheme, split};

/// Most bytes of all addresses in one rendering: a fixed number, and so many per byte of the page. Protects memory and
/// time against a long base with many short links, or one link around many blocks; no rendering of 3,135 development
/// pages is larger than its page.
const FREE_BYTES: usize = 64 << 10;
const BYTES_PER_BYTE: usize = 2;

/// Resolves addresses of one page, for one rendering.
pub(super) struct Resolver {
    /// Bytes left for addresses.
    room: Cell<usize>,
    /// The page's address, or that of its `<base>`.
    base: Option<String>,
    /// The page's own address, without fragment.
    own: Option<String>,
}

impl Resolver {
    /// A resolver for a page of `bytes` bytes.
    pub(super) fn new(scan: &Scan<'_>, options: &Options, bytes: usize) -> Self {
        let head = &scan.page.head;
        let canonical = || head.links.iter().find(|(rel, _)| rel == "canonical").map(|(_, href)| href.as_str());
        let open_graph = || head.metas.iter().find(|(name, _)| name == "og:url").map(|(_, url)| url.as_str());
        let stated = options.url.as_deref().or_else(canonical).or_else(open_graph);
        let own = stated.map(clean).filter(|url| is_web(url));
        let base = head.base.as_deref().and_then(|base| join(own.as_deref(), &clean(base)));
        let base = base.filter(|base| is_web(base)).or_else(|| own.clone());
        let own = own.map(|url| url.split('#').next().unwrap_or_default().to_owned());
        let room = FREE_BYTES.saturating_add(bytes.saturating_mul(BYTES_PER_BYTE));
        Self { room: Cell::new(room), base, own }
    }

    /// Whether addresses were left out for lack of room.
    pub(super) fn is_spent(&self) -> bool {
        self.room.get() == 0
    }

    /// An address, if there is room for it. After the first that does not fit none is tried, which bounds the time as
    /// well.
    fn afford(&self, address: &str) -> Option<String> {
        let address = encode(address);
        self.room.set(self.room.get().saturating_sub(address.len()));
        (!self.is_spent()).then_some(address)
    }

    /// The target of a link; `None` if it is unsafe or within the page.
    pub(super) fn link(&self, href: &str) -> Option<String> {
        let href = clean(href);
        if href.starts_with('#') || href.is_empty() || self.is_spent() {
            return None;
        }
        let target = join(self.base.as_deref(), &href)?;
        let elsewhere =
            self.own.as_deref().is_none_or(|own| target.split_once('#').is_none_or(|(page, _)| page != own));
        let known = is_web(&target) || has_scheme(&target, &["mailto", "tel"]) || scheme(&target).is_none();
        if elsewhere && known { self.afford(&target) } else { None }
    }

    /// The address of a picture; `None` if it is not on the web.
    pub(super) fn picture(&self, src: &str) -> Option<String> {
        let src = clean(src);
        if src.starts_with('#') || src.is_empty() || self.is_spent() {
            return None;
        }
        let target = join(self.base.as_deref(), &src)?;
        if is_web(&target) || scheme(&target).is_none() { self.afford(&target) } else { None }
    }
}

/// Percent-encodes characters that would end an address or begin markup in Markdown or HTML.
fn encode(address: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(address.len());
    // `http://[2001:db8::1]/`: there they are part of the host, and harmless.
    let authority = split(address).map_or(0, |(root, ..)| root.len());
    for (at, c) in address.char_indices() {
        let plain = !c.is_whitespace()
            && !c.is_control()
            && !matches!(
                c,
                '"' | '\'' | '<' | '>' | '`' | '(' | ')' | '[' | ']' | '\\' | '^' | '{' | '}' | '|' | '*' | '_'
            );
        if plain || c == '_' || matches!(c, '[' | ']') && at < authority {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolver(base: Option<&str>) -> Resolver {
        Resolver { room: Cell::new(1000), base: base.map(str::to_owned), own: base.map(str::to_owned) }
    }

    #[test]
    fn links_are_joined_and_encoded() {
        let it = resolver(Some("http://a/b/c/d?q"));
        for (address, whole) in [
            ("g", "http://a/b/c/g"),
            (" g h ", "http://a/b/c/g%20h"),
            ("\\\\g\\h", "http://g/h"),
            ("mailto:a@b", "mailto:a@b"),
            ("g(1)", "http://a/b/c/g%281%29"),
            ("http://[2001:db8::1]:80/[x]", "http://[2001:db8::1]:80/%5Bx%5D"),
            ("//[::1]?[x]", "http://[::1]?%5Bx%5D"),
        ] {
            assert_eq!(it.link(address).as_deref(), Some(whole), "{address}");
        }
    }

    #[test]
    fn unsafe_addresses_are_none() {
        for base in [None, Some("https://a/b")] {
            let it = resolver(base);
            for address in [
                "javascript:x",
                " JaVaScRiPt:x",
                "java\nscript:x",
                "\u{1}javascript:x",
                "data:text/html,x",
                "vbscript:x",
                "x\u{0}javascript:x",
                "blob:https://a",
                "file:///etc",
                "#top",
                "",
            ] {
                assert_eq!(it.link(address), None, "{address:?}");
                assert!(it.picture(address).is_none_or(|p| p.starts_with("https://a/")), "{address:?}");
            }
        }
    }

    #[test]
    fn without_a_base_relative_addresses_stay() {
        assert_eq!(resolver(None).link("/a b").as_deref(), Some("/a%20b"));
        assert_eq!(resolver(None).link("//a/b").as_deref(), Some("https://a/b"));
    }

    #[test]
    fn addresses_take_no_more_than_their_room() {
        let it = resolver(Some("http://a/b/c/d?q"));
        let links = (0..1000).filter_map(|_| it.link("g")).count();
        assert_eq!(links, 999 / "http://a/b/c/g".len());
        assert!(it.is_spent() && it.picture("g").is_none());
    }
}
