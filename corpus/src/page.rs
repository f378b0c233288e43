//! A page of a crawl: what a record or line holds, decoded and told apart from what is no page.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use serde::Serialize;
use unhusk::EncodingSource;

use crate::http::{Response, Undecoded, looks_like_text};
use crate::record::Record;

/// A page, ready to be cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// Its text or markup, decoded.
    pub content: String,
    /// How it is to be read.
    pub kind: PageKind,
    /// Name of the encoding that it was decoded from, as the Encoding Standard writes it in lower case.
    pub charset: Cow<'static, str>,
    /// What told the encoding.
    pub charset_source: CharsetSource,
    /// Why the page is not whole: `length`, `time`, `disconnect`, `unspecified` by `WARC-Truncated`; `coding` where its transfer or
    /// content coding ends early; `segment` where the record is the first of several.
    pub truncated: Option<Cow<'static, str>>,
}

/// How a page is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// As HTML.
    Html,
    /// As flattened text.
    Text,
}

/// What told an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CharsetSource {
    /// A byte-order mark.
    Bom,
    /// The label of the HTTP header, or that of a `resource` record.
    Http,
    /// The page's own `<meta>` or XML declaration.
    Meta,
    /// The bytes.
    Detected,
    /// The format: WET and JSON are UTF-8.
    Format,
}

/// Why a record gives no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPage {
    /// It is of another kind: `revisit`, `request`, `metadata`, `warcinfo` …
    Kind(String),
    /// It has no content.
    Empty,
    /// Its HTTP status is not 2xx.
    Status(u16),
    /// Its payload is no page but of this type.
    Type(String),
    /// It is larger than the limit.
    TooLarge(u64),
    /// Its content coding is unknown or damaged, and how.
    Coding(String),
}

/// What a record says of a page beside its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct About {
    /// HTTP status.
    pub status: Option<u16>,
    /// Type of the payload, without parameters, in lower case.
    pub mime: Option<String>,
}

/// The page of a record: of a `response` the body, its codings undone; of a `conversion` (WET) the text; of a `resource` the file.
/// `limit` bounds what codings may unpack; `any_status` takes error pages and redirects too.
///
/// ```
/// use unhusk_corpus::{Item, PageKind, Reader, page};
///
/// let warc = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 77\r\n\r\n\
///     HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<p>Caf\xe9</p>\r\n\r\n";
/// let Some(Ok(Item::Record(record))) = Reader::stream(&warc[..], 1 << 20)?.next() else { panic!("one record") };
/// let (about, page) = page(&record, 1 << 20, false);
/// let page = page.unwrap();
///
/// assert_eq!((about.status, about.mime.as_deref()), (Some(200), Some("text/html")));
/// assert_eq!((page.kind, page.content.as_str(), &*page.charset), (PageKind::Html, "<p>Café</p>", "windows-1252"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn page(record: &Record, limit: usize, any_status: bool) -> (About, Result<Page, NoPage>) {
    let mut about = About::default();
    let page = match record.kind() {
        "response" => response(record, limit, any_status, &mut about),
        "resource" => resource(record, &mut about),
        "conversion" => conversion(record, &mut about),
        kind => Err(NoPage::Kind(counted(kind))),
    };
    (about, page)
}

fn response(record: &Record, limit: usize, any_status: bool, about: &mut About) -> Result<Page, NoPage> {
    let Some(response) = Response::read(&record.content) else {
        // What other protocols answer: `text/dns` and the like.
        let mime = essence(record.header("Content-Type"));
        let http = mime.as_deref().is_none_or(|it| it.starts_with("application/http"));
        return Err(if record.content.is_empty() {
            NoPage::Empty
        } else if http {
            NoPage::Type("no http".to_owned())
        } else {
            NoPage::Type(counted(mime.as_deref().unwrap_or_default()))
        });
    };
    about.status = response.status;
    about.mime =
        essence(record.header("WARC-Identified-Payload-Type")).or_else(|| essence(response.header("Content-Type")));
    if let Some(status) = response.status.filter(|it| !any_status && !(200..300).contains(it)) {
        return Err(NoPage::Status(status));
    }
    // What is no page for certain need not be unpacked, and is not too large to be one.
    if matches!(declared(about.mime.as_deref()), Declared::Other) {
        return Err(NoPage::Type(counted(about.mime.as_deref().unwrap_or_default())));
    }
    if is_cut(record) {
        return Err(NoPage::TooLarge(record.size));
    }
    let body = response.body(limit).map_err(|error| match error {
        Undecoded::TooLarge => NoPage::TooLarge(record.size),
        Undecoded::Unknown(name) => NoPage::Coding(format!("no such content coding: {}", counted(&name))),
        Undecoded::Damaged(message) => NoPage::Coding(message.to_owned()),
    })?;
    let mut page = decoded(&body.bytes, about, label(response.header("Content-Type")))?;
    page.truncated = truncated(record).or_else(|| body.cut.then_some("coding".into()));
    Ok(page)
}

fn resource(record: &Record, about: &mut About) -> Result<Page, NoPage> {
    let given = record.header("Content-Type");
    about.mime = essence(record.header("WARC-Identified-Payload-Type")).or_else(|| essence(given));
    if is_cut(record) {
        return Err(NoPage::TooLarge(record.size));
    }
    let page = decoded(&record.content, about, label(given))?;
    Ok(Page { truncated: truncated(record), ..page })
}

fn conversion(record: &Record, about: &mut About) -> Result<Page, NoPage> {
    about.mime = essence(record.header("Content-Type"));
    if is_cut(record) {
        return Err(NoPage::TooLarge(record.size));
    }
    if let Some(other) = about.mime.as_deref().filter(|it| *it != "text/plain") {
        return Err(NoPage::Type(counted(other)));
    }
    if record.content.trim_ascii().is_empty() {
        return Err(NoPage::Empty);
    }
    let content = String::from_utf8_lossy(&record.content).into_owned();
    let charset_source = CharsetSource::Format;
    Ok(Page { content, kind: PageKind::Text, charset: "utf-8".into(), charset_source, truncated: truncated(record) })
}

/// Whether only the start of its content is here.
fn is_cut(record: &Record) -> bool {
    record.size > record.content.len() as u64
}

/// Why a record says that it is not whole.
fn truncated(record: &Record) -> Option<Cow<'static, str>> {
    if let Some(reason) = record.header("WARC-Truncated") {
        return Some(counted(reason).into());
    }
    record.header("WARC-Segment-Number").map(|_| "segment".into())
}

/// The page in a payload, if it is one.
fn decoded(bytes: &[u8], about: &About, label: Option<String>) -> Result<Page, NoPage> {
    if bytes.trim_ascii().is_empty() {
        return Err(NoPage::Empty);
    }
    let mime = about.mime.as_deref();
    let kind = kind(bytes, mime).map_err(|name| NoPage::Type(counted(&name)))?;
    let label = label.filter(|label| fits(bytes, label));
    let (charset, source) = unhusk::encoding_of(bytes, label.as_deref());
    let charset_source = match source {
        EncodingSource::Mark => CharsetSource::Bom,
        EncodingSource::Label => CharsetSource::Http,
        EncodingSource::Declaration => CharsetSource::Meta,
        _ => CharsetSource::Detected,
    };
    let content = unhusk::decode(bytes, Some(charset)).into_owned();
    let charset = charset.to_ascii_lowercase().into();
    Ok(Page { content, kind, charset, charset_source, truncated: None })
}

/// Whether a label can be that of these bytes. Servers have one label for all their pages, and what is UTF-8 by its bytes is
/// UTF-8 whatever the server says.
fn fits(bytes: &[u8], label: &str) -> bool {
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else { return false };
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).is_ok();
    }
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        return bytes.contains(&0) && !encoding.decode_without_bom_handling(bytes).1;
    }
    if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return false;
    }
    encoding.is_single_byte() || !encoding.decode_without_bom_handling(bytes).1
}

/// The charset parameter of a content type.
fn label(content_type: Option<&str>) -> Option<String> {
    let parameters = content_type?.split(';').skip(1);
    let charset =
        parameters.filter_map(|it| it.split_once('=')).find(|it| it.0.trim().eq_ignore_ascii_case("charset"))?;
    let label = charset.1.trim().trim_matches(['"', '\'']).trim();
    (!label.is_empty()).then(|| label.to_owned())
}

/// A content type without its parameters, in lower case.
fn essence(content_type: Option<&str>) -> Option<String> {
    let essence = content_type?.split([';', ',']).next()?.trim().to_ascii_lowercase();
    (!essence.is_empty()).then_some(essence)
}

/// Beginnings of files that are no pages, whatever the server says (WHATWG MIME Sniffing).
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "audio/wav"),
    (b"\0\0\x01\0", "image/x-icon"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS-Adobe-", "application/postscript"),
    (b"OggS\0", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"\0asm", "application/wasm"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ\x90\0", "application/x-msdownload"),
];

/// What a declared type says.
enum Declared {
    Html,
    Text,
    /// Something or other: the bytes tell.
    Nothing,
    Other,
}

fn declared(mime: Option<&str>) -> Declared {
    match mime.unwrap_or_default() {
        "text/html" | "application/xhtml+xml" | "application/vnd.wap.xhtml+xml" => Declared::Html,
        "text/plain" => Declared::Text,
        ""
        | "unk"
        | "unknown/unknown"
        | "application/unknown"
        | "application/octet-stream"
        | "*/*"
        | "text"
        | "html"
        | "application/xml"
        | "text/xml" => Declared::Nothing,
        _ => Declared::Other,
    }
}

/// How a payload is to be read, or of what other type it is.
fn kind(bytes: &[u8], mime: Option<&str>) -> Result<PageKind, String> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err((*name).to_owned());
    }
    let marked = Encoding::for_bom(bytes).is_some();
    // UTF-16 without a mark has a zero in each pair; other text has none at all.
    let wide = bytes.len() > 3 && (bytes[0] == 0) != (bytes[1] == 0) && (bytes[2] == 0) != (bytes[3] == 0);
    if !marked && !wide && !looks_like_text(bytes) && bytes.iter().take(512).any(|byte| *byte == 0) {
        return Err("application/octet-stream".to_owned());
    }
    match declared(mime) {
        Declared::Html => Ok(PageKind::Html),
        Declared::Text | Declared::Nothing if begins_as_html(bytes) => Ok(PageKind::Html),
        Declared::Text => Ok(PageKind::Text),
        Declared::Nothing | Declared::Other => Err(mime.unwrap_or("unknown").to_owned()),
    }
}

/// Whether a document begins here, comments and declarations aside.
fn begins_as_html(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 1024;
    let head = bytes[..bytes.len().min(LOOKED_AT)].to_ascii_lowercase();
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    let tag = |name: &[u8]| memchr::memmem::find(start, name).is_some();
    start.starts_with(b"<") && (tag(b"<!doctype html") || tag(b"<html") || tag(b"<head>") || tag(b"<body"))
}

/// A name from a crawl as it is counted: no control characters, not long.
fn counted(name: &str) -> String {
    const LONGEST: usize = 64;
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    if name.is_empty() { "unknown".to_owned() } else { name.to_ascii_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Place;

    fn record(kind: &str, headers: &[(&str, &str)], content: &[u8]) -> Record {
        let headers = headers.iter().copied().chain([("WARC-Type", kind)]);
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let place = Place { offset: 0, length: 0 };
        Record { place, headers, content: content.to_vec(), size: content.len() as u64 }
    }

    fn html(content_type: &str, body: &[u8]) -> Result<Page, NoPage> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n");
        page(&record("response", &[], &[head.as_bytes(), body].concat()), 1 << 20, false).1
    }

    /// The label and its source, and the text.
    fn charset(content_type: &str, body: &[u8]) -> (String, CharsetSource, String) {
        let page = html(content_type, body).unwrap();
        (page.charset.into_owned(), page.charset_source, page.content)
    }

    #[test]
    fn encodings_come_from_mark_label_declaration_or_bytes() {
        use CharsetSource::{Bom, Detected, Http, Meta};
        let cyrillic = b"<meta charset=koi8-r><p>\xf0\xd2\xc9\xd7\xc5\xd4";
        for (content_type, body, label, source, has) in [
            ("text/html; charset=koi8-r", &b"\xef\xbb\xbf<p>caf\xc3\xa9"[..], "utf-8", Bom, "café"),
            ("text/html; charset=windows-1251", b"<p>\xcf\xf0\xe8\xe2\xe5\xf2", "windows-1251", Http, "Привет"),
            ("text/html; Charset=\"Shift_JIS\"", b"<p>\x93\xfa\x96{", "shift_jis", Http, "日本"),
            // It does not decode as what the server says.
            ("text/html; charset=utf-8", cyrillic, "koi8-r", Meta, "Привет"),
            ("text/html; charset=utf-16le", cyrillic, "koi8-r", Meta, "Привет"),
            ("text/html; charset=none", cyrillic, "koi8-r", Meta, "Привет"),
            ("text/html", cyrillic, "koi8-r", Meta, "Привет"),
            // UTF-8 that a server calls Latin-1, or UTF-16.
            ("text/html; charset=iso-8859-1", "<p>Čeština".as_bytes(), "utf-8", Detected, "Čeština"),
            ("text/html; charset=utf-16", b"<p>plain", "utf-8", Detected, "plain"),
            ("text/html; charset=latin1", "<meta charset=utf-8><p>Čeština".as_bytes(), "utf-8", Meta, "Čeština"),
            ("text/html", "<p>Čeština".as_bytes(), "utf-8", Detected, "Čeština"),
        ] {
            let (told, by, text) = charset(content_type, body);
            assert_eq!((told.as_str(), by), (label, source), "{content_type}");
            assert!(text.contains(has), "{content_type}: {text}");
        }
        let utf16: Vec<u8> = "<p>Čeština, wide".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(charset("text/html; charset=utf-16le", &utf16).2, "<p>Čeština, wide");
    }

    #[test]
    fn only_pages_are_pages() {
        for (content_type, body, want) in [
            ("text/html", &b"%PDF-1.4"[..], Err("application/pdf")),
            ("text/html", b"\x89PNG\r\n\x1a\n", Err("image/png")),
            ("text/html", b"a\0\0\0b\0c", Err("application/octet-stream")),
            ("application/json; charset=utf-8", b"{}", Err("application/json")),
            ("application/xml", b"<?xml version=1.0?><rss/>", Err("application/xml")),
            ("application/xml", b"<?xml version=1.0?><html><p>a", Ok(PageKind::Html)),
            ("application/octet-stream", b" <!DOCTYPE html><p>a", Ok(PageKind::Html)),
            ("application/octet-stream", b"Some text", Err("application/octet-stream")),
            ("", b"<!-- a --><html>", Ok(PageKind::Html)),
            ("", b"abc", Err("unknown")),
            ("text/plain", b"Some text", Ok(PageKind::Text)),
            ("text/plain", b"<html><p>Some text", Ok(PageKind::Html)),
            ("TEXT/HTML;x", b"<p>a", Ok(PageKind::Html)),
        ] {
            let got = html(content_type, body).map(|it| it.kind);
            assert_eq!(got, want.map_err(|it: &str| NoPage::Type(it.to_owned())), "{content_type} {body:?}");
        }
        assert_eq!(html("text/html", b" \r\n").unwrap_err(), NoPage::Empty);
    }

    #[test]
    fn records_that_are_no_page_say_why() {
        let no_page = |record: &Record| page(record, 1000, false).1.unwrap_err();
        for kind in ["revisit", "request", "metadata", "warcinfo"] {
            assert_eq!(no_page(&record(kind, &[], b"x")), NoPage::Kind(kind.to_owned()));
        }
        assert_eq!(no_page(&record("", &[], b"x")), NoPage::Kind("unknown".to_owned()));
        let moved = record("response", &[], b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>here");
        assert_eq!(no_page(&moved), NoPage::Status(301));
        assert_eq!(page(&moved, 1000, true).1.unwrap().content, "<p>here");
        let dns = record("response", &[("Content-Type", "text/dns")], b"20200101\nexample.org. 1 IN A 1.2.3.4");
        assert_eq!(no_page(&dns), NoPage::Type("text/dns".to_owned()));
        assert_eq!(no_page(&record("conversion", &[("Content-Type", "text/plain")], b"\n")), NoPage::Empty);

        let large = |mime: &str| {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\n\r\n<p>a");
            Record { size: 1 << 30, ..record("response", &[], head.as_bytes()) }
        };
        assert_eq!(no_page(&large("text/html")), NoPage::TooLarge(1 << 30));
        assert_eq!(no_page(&large("video/mp4")), NoPage::Type("video/mp4".to_owned()));
    }

    #[test]
    fn what_is_cut_off_is_told() {
        let cut = record(
            "response",
            &[("WARC-Truncated", "length")],
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>a",
        );
        assert_eq!(page(&cut, 1000, false).1.unwrap().truncated.as_deref(), Some("length"));
        let chunk = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nF\r\n<p>a";
        assert_eq!(page(&record("response", &[], chunk), 1000, false).1.unwrap().truncated.as_deref(), Some("coding"));
        let text = record("conversion", &[("Content-Type", "text/plain"), ("WARC-Segment-Number", "1")], b"a");
        assert_eq!(page(&text, 1000, false).1.unwrap().truncated.as_deref(), Some("segment"));
    }
}
