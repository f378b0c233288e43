//! Decodes bytes to text, by the byte-order mark, the caller's label, the document's own declaration, or detection.

use std::borrow::Cow;

/// Bytes searched for an encoding declaration; the HTML standard reads 1024, but real pages declare later.
#[cfg(any(
    all(feature = "encodings", not(target_arch = "wasm32")),
    all(target_arch = "wasm32", feature = "javascript")
))]
const DECLARATION_BYTES: usize = 4096;

/// Decodes a page. Malformed sequences become U+FFFD; a byte-order mark is dropped.
#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
pub(crate) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    encoding(bytes, label).0.decode(bytes).0
}

/// What told the encoding of a page.
#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodingSource {
    /// A byte-order mark.
    Mark,
    /// The label given.
    Label,
    /// The document's own declaration.
    Declaration,
    /// The bytes.
    Detection,
}

/// The encoding of a page, and what told it.
#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
pub(crate) fn encoding(bytes: &[u8], label: Option<&str>) -> (&'static encoding_rs::Encoding, EncodingSource) {
    use encoding_rs::{Encoding, UTF_8};

    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, EncodingSource::Mark);
    }
    if let Some(encoding) = label.and_then(|l| Encoding::for_label(l.as_bytes())) {
        return (encoding, EncodingSource::Label);
    }
    let declared = declared_label(bytes).and_then(|l| Encoding::for_label(l.as_bytes()));
    match declared {
        Some(encoding) if encoding != UTF_8 || is_utf8(bytes) => (encoding, EncodingSource::Declaration),
        _ if is_utf8(bytes) => (UTF_8, EncodingSource::Detection),
        _ => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            (detector.guess(None, chardetng::Utf8Detection::Allow), EncodingSource::Detection)
        }
    }
}

/// Whether bytes are UTF-8, a few broken characters aside: other encodings hardly ever look like it.
#[cfg(all(feature = "encodings", not(target_arch = "wasm32")))]
fn is_utf8(bytes: &[u8]) -> bool {
    // Nearly every page is, and this check alone passes over ASCII a word at a time.
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong == 0 || right > wrong
}

/// Decodes a page as UTF-8; malformed sequences become U+FFFD.
#[cfg(not(all(feature = "encodings", not(target_arch = "wasm32"))))]
pub(crate) fn decode<'a>(bytes: &'a [u8], _label: Option<&str>) -> Cow<'a, str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    String::from_utf8_lossy(bytes)
}

/// The encoding that the document's own `<meta>` or XML declaration names, as the HTML standard takes it ("prescan"): a
/// declaration readable as ASCII cannot be UTF-16, so a UTF-16 label means UTF-8. In WebAssembly the host decodes.
#[cfg(any(
    all(feature = "encodings", not(target_arch = "wasm32")),
    all(target_arch = "wasm32", feature = "javascript")
))]
pub(crate) fn declared_label(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let head: String = head.iter().map(|b| b.to_ascii_lowercase() as char).collect();
    let value = |tag: &str, key: &str| {
        let rest = tag.split_once(key)?.1.trim_start().strip_prefix('=')?.trim_start();
        let rest = rest.trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].to_owned())
    };
    let tags =
        |start: &'static str| head.match_indices(start).map(|(at, _)| head[at..].split('>').next().unwrap_or_default());
    let xml =
        head.trim_start().starts_with("<?xml").then(|| tags("<?xml").find_map(|tag| value(tag, "encoding"))).flatten();
    let found = xml.or_else(|| tags("<meta").find_map(|tag| value(tag, "charset")))?;
    Some(match &*found {
        utf16 if utf16.starts_with("utf-16") || utf16.starts_with("utf16") => "utf-8".to_owned(),
        "x-user-defined" => "windows-1252".to_owned(),
        _ => found,
    })
}

#[cfg(all(test, feature = "encodings", not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found() {
        for (html, label) in [
            (&b"<meta charset=\"windows-1251\">"[..], Some("windows-1251")),
            (b"<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">", Some("shift_jis")),
            (b"<?xml version='1.0' encoding='ISO-8859-2'?>", Some("iso-8859-2")),
            (b"<p>charset=utf-8</p>", None),
            (
                b"<meta name=viewport content=x><script src=a charset=koi8-r></script><meta charset=utf-8>",
                Some("utf-8"),
            ),
            (b"<meta name=viewport content=x><script src=a charset=koi8-r></script>", None),
            (b"<meta charset=utf-16le>", Some("utf-8")),
            (b"<?xml version='1.0' encoding='UTF-16'?><p>", Some("utf-8")),
            (b"<meta charset=x-user-defined>", Some("windows-1252")),
        ] {
            assert_eq!(declared_label(html).as_deref(), label);
        }
    }

    #[test]
    fn the_mark_wins_then_the_label_then_the_declaration() {
        assert_eq!(decode(b"\xef\xbb\xbfa", Some("utf-16")), "a");
        assert_eq!(decode(b"\xe9", Some("latin1")), "é");
        assert_eq!(decode(b"<meta charset=koi8-r>\xc1", None), "<meta charset=koi8-r>а");
        assert_eq!(decode("žluťoučký".as_bytes(), None), "žluťoučký");
        assert_eq!(
            decode(b"<meta charset=utf-8>caf\xc3\xa9, \xc3\xbcber, \xc3", None),
            "<meta charset=utf-8>café, über, \u{fffd}"
        );
        assert_eq!(decode(b"<meta charset=utf-8>caf\xe9, \xfcber", None), "<meta charset=utf-8>café, über");
    }
}
