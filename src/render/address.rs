//! Addresses in Markdown and HTML: absolute where the page's own is known, and safe.
//!
//! A small resolver (RFC 3986, section 5, with what browsers forgive): a full URL library would be a fifth of the
//! WebAssembly module.

use crate::features::Scan;
use crate::options::Options;

/// Resolves addresses of one page.
pub(super) struct Resolver {
    /// The page's address, or what its `<base>` says.
    base: Option<String>,
    /// The page's own address, without fragment.
    own: Option<String>,
}

impl Resolver {
    pub(super) fn new(scan: &Scan<'_>, options: &Options) -> Self {
        let head = &scan.page.head;
        let canonical = || head.links.iter().find(|(rel, _)| rel == "canonical").map(|(_, href)| href.as_str());
        let open_graph = || head.metas.iter().find(|(name, _)| name == "og:url").map(|(_, url)| url.as_str());
        let stated = options.url.as_deref().or_else(canonical).or_else(open_graph);
        let own = stated.map(clean).filter(|url| is_web(url));
        let base = match (head.base.as_deref().map(clean), &own) {
            (Some(base), Some(own)) => join(own, &base),
            (Some(base), None) => Some(base),
            (None, own) => own.clone(),
        };
        let own = own.map(|url| url.split('#').next().unwrap_or_default().to_owned());
        Self { base: base.filter(|base| is_web(base)), own }
    }

    /// Where a link leads; `None` where it leads nowhere that is safe, or to a place of the same page.
    pub(super) fn link(&self, href: &str) -> Option<String> {
        let href = clean(href);
        if href.starts_with('#') || href.is_empty() {
            return None;
        }
        let target = self.absolute(&href)?;
        let elsewhere =
            self.own.as_deref().is_none_or(|own| target.split_once('#').is_none_or(|(page, _)| page != own));
        let known = is_web(&target) || has_scheme(&target, &["mailto", "tel"]) || scheme(&target).is_none();
        (elsewhere && known).then(|| encode(&target))
    }

    /// Where a picture is; `None` where that is not on the web.
    pub(super) fn picture(&self, src: &str) -> Option<String> {
        let src = clean(src);
        if src.starts_with('#') || src.is_empty() {
            return None;
        }
        let target = self.absolute(&src)?;
        (is_web(&target) || scheme(&target).is_none()).then(|| encode(&target))
    }

    fn absolute(&self, address: &str) -> Option<String> {
        if scheme(address).is_some() {
            return Some(address.to_owned());
        }
        match &self.base {
            Some(base) => join(base, address),
            None if address.starts_with("//") => Some(format!("https:{address}")),
            None => Some(address.to_owned()),
        }
    }
}

/// Joins an address to an absolute one of the web.
fn join(base: &str, address: &str) -> Option<String> {
    if scheme(address).is_some() {
        return Some(address.to_owned());
    }
    let (scheme, rest) = base.split_once("://")?;
    if address.starts_with("//") {
        return Some(format!("{scheme}:{address}"));
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (before_query, _) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = before_query.find('/').map_or((before_query, "/"), |slash| before_query.split_at(slash));
    if address.is_empty() {
        return Some(format!("{scheme}://{rest}"));
    }
    if address.starts_with('?') {
        return Some(format!("{scheme}://{authority}{path}{address}"));
    }
    if address.starts_with('#') {
        return Some(format!("{scheme}://{rest}{address}"));
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (relative, tail) = address.split_at(end);
    let whole = if relative.starts_with('/') {
        relative.to_owned()
    } else {
        let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
        format!("{folder}{relative}")
    };
    Some(format!("{scheme}://{authority}{}{tail}", without_dots(&whole)))
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for step in path.trim_start_matches('/').split('/') {
        ends_in_folder = matches!(step, "." | "..");
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    let mut out = String::with_capacity(path.len());
    for step in &steps {
        out.push('/');
        out.push_str(step);
    }
    if ends_in_folder || out.is_empty() {
        out.push('/');
    }
    out
}

/// An address without what browsers ignore in it: white space around it, line breaks and tabs inside, control characters;
/// `\` is `/` on the web.
fn clean(address: &str) -> String {
    let trimmed = address.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    let kept: String = trimmed.chars().filter(|c| !c.is_control()).collect();
    let end = kept.find(['?', '#']).unwrap_or(kept.len());
    let web = scheme(&kept).is_none() || is_web(&kept);
    if web && kept[..end].contains('\\') {
        return format!("{}{}", kept[..end].replace('\\', "/"), &kept[end..]);
    }
    kept
}

/// The scheme of an address, if it has one.
fn scheme(address: &str) -> Option<&str> {
    let (name, _) = address.split_once(':')?;
    // Anything before a colon may be taken for a scheme by some reader, so all of it counts as one.
    (!name.contains(['/', '?', '#'])).then_some(name)
}

fn has_scheme(address: &str, names: &[&str]) -> bool {
    scheme(address).is_some_and(|it| names.iter().any(|name| it.eq_ignore_ascii_case(name)))
}

fn is_web(address: &str) -> bool {
    has_scheme(address, &["http", "https"]) && address.split_once("://").is_some_and(|(_, rest)| !rest.is_empty())
}

/// Percent-encodes what would end or open something in Markdown or HTML.
fn encode(address: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        let plain = !c.is_whitespace()
            && !c.is_control()
            && !matches!(
                c,
                '"' | '\'' | '<' | '>' | '`' | '(' | ')' | '[' | ']' | '\\' | '^' | '{' | '}' | '|' | '*' | '_'
            );
        // A host is never encoded: these do not stand in one that works.
        if plain || c == '_' {
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
        Resolver { base: base.map(str::to_owned), own: base.map(str::to_owned) }
    }

    #[test]
    fn addresses_are_joined_as_the_standard_says() {
        // RFC 3986, section 5.4, without fragments of the page itself.
        let it = resolver(Some("http://a/b/c/d?q"));
        for (address, whole) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("g#s", "http://a/b/c/g#s"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("g;x=1/../y", "http://a/b/c/y"),
            (" g h ", "http://a/b/c/g%20h"),
            ("\\\\g\\h", "http://g/h"),
            ("mailto:a@b", "mailto:a@b"),
            ("g(1)", "http://a/b/c/g%281%29"),
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
}
