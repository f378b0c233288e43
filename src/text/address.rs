//! Addresses of the web made absolute, for links, pictures and metadata alike.
//!
//! A small resolver (RFC 3986, section 5.2, with what browsers forgive): a full URL library would be a fifth of the
//! WebAssembly module.

/// Longest address, in bytes; longer ones do not work. Browsers and servers take little more. Protects memory: a page's base
/// stands in the result as often as the page has links.
const ADDRESS_BYTES: usize = 2048;

/// Trims an address; none where it is too long.
pub(crate) fn bounded(address: &str) -> Option<&str> {
    let address = address.trim();
    (address.len() <= ADDRESS_BYTES).then_some(address)
}

/// Joins an address to the page's; without that a relative one stays as it is. Both are [`clean`]. None where that makes no
/// address, or one that is too long.
pub(crate) fn join(base: Option<&str>, address: &str) -> Option<String> {
    if address.len() > ADDRESS_BYTES || base.is_some_and(|base| base.len() > ADDRESS_BYTES) {
        return None;
    }
    if is_web(address) {
        let (root, path, tail) = split(address)?;
        return Some(format!("{root}{}{tail}", without_dots(path)));
    }
    if scheme(address).is_some() {
        return Some(address.to_owned());
    }
    let beside = address.starts_with("//");
    let Some(base) = base else {
        return if beside { join(None, &format!("https:{address}")) } else { Some(address.to_owned()) };
    };
    let (root, path, tail) = split(base)?;
    if beside {
        return join(None, &format!("{}:{address}", scheme(base)?));
    }
    let path = if path.is_empty() { "/" } else { path };
    let query = tail.split('#').next().unwrap_or_default();
    let (relative, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    Some(match relative {
        "" if rest.starts_with('?') => format!("{root}{path}{rest}"),
        "" => format!("{root}{path}{query}{rest}"),
        _ if relative.starts_with('/') => format!("{root}{}{rest}", without_dots(relative)),
        _ => {
            let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
            format!("{root}{}{rest}", without_dots(&format!("{folder}{relative}")))
        }
    })
}

/// Splits an absolute address into scheme and host, path, and query with fragment.
pub(crate) fn split(address: &str) -> Option<(&str, &str, &str)> {
    let host = scheme(address).filter(|scheme| address[scheme.len()..].starts_with("://"))?.len() + 3;
    let path = address[host..].find(['/', '?', '#']).map_or(address.len(), |at| host + at);
    let tail = address[path..].find(['?', '#']).map_or(address.len(), |at| path + at);
    Some((&address[..path], &address[path..tail], &address[tail..]))
}

/// Resolves `.` and `..` in a path.
fn without_dots(path: &str) -> String {
    if !path.contains("/.") {
        return path.to_owned();
    }
    let mut steps: Vec<&str> = Vec::new();
    let mut last = "";
    for step in path.split('/').skip(1) {
        last = step;
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    // A path that ends in one is a folder.
    if matches!(last, "." | "..") {
        steps.push("");
    }
    format!("/{}", steps.join("/"))
}

/// An address without what browsers ignore in it: white space around it, line breaks and tabs inside, control characters;
/// `\` is `/` on the web.
pub(crate) fn clean(address: &str) -> String {
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
pub(crate) fn scheme(address: &str) -> Option<&str> {
    let (name, _) = address.split_once(':')?;
    // Anything before a colon may be taken for a scheme by some reader, so all of it counts as one.
    (!name.contains(['/', '?', '#'])).then_some(name)
}

pub(crate) fn has_scheme(address: &str, names: &[&str]) -> bool {
    scheme(address).is_some_and(|it| names.iter().any(|name| it.eq_ignore_ascii_case(name)))
}

pub(crate) fn is_web(address: &str) -> bool {
    has_scheme(address, &["http", "https"]) && address.split_once("://").is_some_and(|(_, rest)| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined_as_the_standard_says() {
        // RFC 3986, section 5.4.
        for (address, whole) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("g;x?y#s", "http://a/b/c/g;x?y#s"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            (".g", "http://a/b/c/.g"),
            ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/../x", "http://a/b/c/g#s/../x"),
            // Not among its examples.
            ("http://e/f/../g?h/..", "http://e/g?h/.."),
            ("//e/f/./g", "http://e/f/g"),
            ("/g//h/../i", "http://a/g//i"),
        ] {
            assert_eq!(join(Some("http://a/b/c/d;p?q#r"), address).as_deref(), Some(whole), "{address}");
        }
        for (base, address, whole) in [
            ("https://a", "b", "https://a/b"),
            ("https://a?b/c", "d", "https://a/d"),
            ("https://a//b/c", "d", "https://a//b/d"),
            ("https://[::1]:8/b", "/c", "https://[::1]:8/c"),
        ] {
            assert_eq!(join(Some(base), address).as_deref(), Some(whole), "{base} {address}");
        }
        assert_eq!(join(Some("mailto:x"), "/a"), None);
        assert_eq!(join(None, "//a/b").as_deref(), Some("https://a/b"));
        assert_eq!(join(None, "../b").as_deref(), Some("../b"));
    }

    #[test]
    fn what_is_too_long_is_no_address() {
        let address = |bytes: usize| format!("https://a/{}", "b".repeat(bytes - 10));
        assert!(join(None, &address(ADDRESS_BYTES)).is_some());
        assert_eq!(join(None, &address(ADDRESS_BYTES + 1)), None);
        assert_eq!(join(Some(&address(ADDRESS_BYTES + 1)), "c"), None);
        assert_eq!(bounded(&format!(" {} ", address(ADDRESS_BYTES))).map(str::len), Some(ADDRESS_BYTES));
        assert_eq!(bounded(&address(ADDRESS_BYTES + 1)), None);
    }
}
