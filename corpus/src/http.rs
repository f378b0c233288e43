//! What a server sent: head and body, with transfer and content coding undone.

use std::borrow::Cow;
use std::io::Read;

use crate::record::{header, headers};

/// How far the content coding zstd may point back, as a power of two: RFC 9659 says 8 MiB, some servers say more.
const WINDOW_LOG: u32 = 27;

/// Codings one upon the other: a page has one.
const CODINGS: usize = 4;

/// A response as it is archived.
#[derive(Debug)]
pub(crate) struct Response<'a> {
    pub(crate) status: Option<u16>,
    headers: Vec<(String, String)>,
    body: &'a [u8],
}

/// A body as the server meant it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Body<'a> {
    pub(crate) bytes: Cow<'a, [u8]>,
    /// Its coding ends early or is damaged: this is what came before.
    pub(crate) cut: bool,
}

/// Why a body cannot be had.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Undecoded {
    TooLarge,
    Unknown(String),
    Damaged(&'static str),
}

impl<'a> Response<'a> {
    /// Reads head and body; none where it does not begin as a response does.
    pub(crate) fn read(content: &'a [u8]) -> Option<Self> {
        if !content.starts_with(b"HTTP/") {
            return None;
        }
        let crlf = memchr::memmem::find(content, b"\r\n\r\n").map(|at| (at, at + 4));
        let lf = memchr::memmem::find(content, b"\n\n").map(|at| (at, at + 2));
        let (head, body) = [crlf, lf].into_iter().flatten().min().unwrap_or((content.len(), content.len()));
        let line = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let status = std::str::from_utf8(line).ok().and_then(|line| line.split_ascii_whitespace().nth(1)?.parse().ok());
        Some(Self { status, headers: headers(&content[..head]), body: &content[body..] })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The body without its codings, of at most `limit` bytes. Crawlers leave the headers of codings that they have undone: a
    /// body that is not coded is taken as it is.
    pub(crate) fn body(&self, limit: usize) -> Result<Body<'a>, Undecoded> {
        let mut body = Body { bytes: self.body.into(), cut: false };
        if self.header("Transfer-Encoding").is_some_and(|it| it.to_ascii_lowercase().contains("chunked"))
            && let Some((bytes, whole)) = unchunked(&body.bytes)
        {
            body = Body { bytes: bytes.into(), cut: !whole };
        }
        let codings = self.header("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
        let codings = codings.split(',').map(str::trim).filter(|it| !it.is_empty());
        for coding in codings.rev().take(CODINGS) {
            body = undone(body, coding, limit)?;
        }
        // A server that packs and does not say so.
        if body.bytes.starts_with(crate::unpack::GZIP) {
            body = undone(body, "gzip", limit)?;
        }
        if body.bytes.len() > limit { Err(Undecoded::TooLarge) } else { Ok(body) }
    }
}

/// The data of chunks (RFC 9112, 7.1), and whether the last one is there; none where it does not begin with a chunk.
fn unchunked(bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut first = true;
    loop {
        let size = chunk_size(rest);
        if first {
            size?;
        }
        first = false;
        let Some((size, after)) = size else { return Some((out, false)) };
        if size == 0 {
            return Some((out, true));
        }
        let have = size.min(after.len());
        out.extend_from_slice(&after[..have]);
        if have < size {
            return Some((out, false));
        }
        rest = &after[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// The size that a chunk says, and what follows the line that says it.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    /// A size, and extensions that nobody uses.
    const LINE: usize = 256;
    let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(LINE)])?;
    let size = bytes[..end].split(|byte| *byte == b';').next()?.trim_ascii();
    let size = usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()?;
    Some((size, &bytes[end + 1..]))
}

/// Undoes one content coding.
fn undone<'a>(body: Body<'a>, coding: &str, limit: usize) -> Result<Body<'a>, Undecoded> {
    let bytes = &*body.bytes;
    let read = match coding {
        "gzip" | "x-gzip" if bytes.starts_with(&crate::unpack::GZIP[..2]) => {
            upto(flate2::bufread::MultiGzDecoder::new(bytes), limit)
        }
        "zstd" if bytes.starts_with(crate::unpack::ZSTD) => {
            let mut decoder = zstd::Decoder::with_buffer(bytes).map_err(|_| Undecoded::Damaged("zstd"))?;
            decoder.window_log_max(WINDOW_LOG).map_err(|_| Undecoded::Damaged("zstd"))?;
            upto(decoder, limit)
        }
        // With the header of zlib, as the standard says, or without, as some servers do.
        "deflate" => match upto(flate2::bufread::ZlibDecoder::new(bytes), limit) {
            (out, _) if out.is_empty() => upto(flate2::bufread::DeflateDecoder::new(bytes), limit),
            read => read,
        },
        "br" => upto(brotli_decompressor::Decompressor::new(bytes, 4096), limit),
        "gzip" | "x-gzip" | "zstd" | "identity" => return Ok(body),
        _ => return Err(Undecoded::Unknown(coding.to_owned())),
    };
    let (out, whole) = read;
    if out.len() > limit {
        return Err(Undecoded::TooLarge);
    }
    if out.is_empty() && !whole {
        // Neither has a sign of its own: what is text is not coded.
        return if looks_like_text(bytes) {
            Ok(body)
        } else {
            Err(Undecoded::Damaged("its content coding is damaged"))
        };
    }
    Ok(Body { bytes: out.into(), cut: body.cut || !whole })
}

/// Reads one byte more than the limit at most; whether it came to the end.
fn upto(from: impl Read, limit: usize) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let whole = from.take((limit as u64).saturating_add(1)).read_to_end(&mut out).is_ok();
    (out, whole)
}

/// Whether bytes begin as text does: no control characters but white space.
pub(crate) fn looks_like_text(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 512;
    bytes.iter().take(LOOKED_AT).all(|byte| *byte >= b' ' || b"\t\n\x0c\r\x1b".contains(byte))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;

    use super::*;

    const PAGE: &[u8] = b"<p>The ferry to Skagen sails again from Monday, the harbour office said. The ferry sails.";

    /// `PAGE` with quality 5, by Google's brotli 1.2.
    const BROTLI: &[u8] = include_bytes!("testdata/page.br");

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn response(head: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body].concat()
    }

    fn body(head: &str, body: &[u8]) -> Result<(Vec<u8>, bool), Undecoded> {
        let content = response(head, body);
        let body = Response::read(&content).unwrap().body(1000)?;
        Ok((body.bytes.into_owned(), body.cut))
    }

    fn chunked(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        for chunk in bytes.chunks(10) {
            write!(out, "{:X};x=y\r\n", chunk.len()).unwrap();
            out.extend_from_slice(chunk);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b"0\r\n\r\n");
        out
    }

    #[test]
    fn codings_are_undone() {
        let zlib = zlib(PAGE);
        let raw = zlib[2..zlib.len() - 4].to_vec();
        for (coding, coded) in [
            ("gzip", gzip(PAGE)),
            ("x-gzip", gzip(PAGE)),
            ("deflate", zlib),
            ("deflate", raw),
            ("br", BROTLI.to_vec()),
            ("zstd", zstd::encode_all(PAGE, 3).unwrap()),
            ("identity", PAGE.to_vec()),
            ("", gzip(PAGE)),
            ("zstd, gzip", gzip(&zstd::encode_all(PAGE, 3).unwrap())),
        ] {
            let head = format!("Content-Encoding: {coding}\r\n");
            assert_eq!(body(&head, &coded), Ok((PAGE.to_vec(), false)), "{coding}");
            let head = format!("{head}Transfer-Encoding: chunked\r\n");
            assert_eq!(body(&head, &chunked(&coded)), Ok((PAGE.to_vec(), false)), "{coding}, chunked");
        }
    }

    /// Crawlers undo a coding and keep its header.
    #[test]
    fn what_is_not_coded_is_taken_as_it_is() {
        for coding in ["gzip", "deflate", "br", "zstd"] {
            let head = format!("Content-Encoding: {coding}\r\nTransfer-Encoding: chunked\r\n");
            assert_eq!(body(&head, PAGE), Ok((PAGE.to_vec(), false)), "{coding}");
        }
    }

    #[test]
    fn what_ends_early_is_told() {
        let coded = gzip(&PAGE.repeat(5));
        let (cut, told) = body("Content-Encoding: gzip\r\n", &coded[..coded.len() - 12]).unwrap();
        assert!(PAGE.repeat(5).starts_with(&cut) && told);
        let chunks = chunked(PAGE);
        let (cut, told) = body("Transfer-Encoding: chunked\r\n", &chunks[..chunks.len() / 2]).unwrap();
        assert!(PAGE.starts_with(&cut) && told && cut.len() > 20);
    }

    #[test]
    fn what_grows_beyond_the_limit_is_refused() {
        let bomb = vec![b'a'; 100_000];
        for (coding, coded) in [
            ("gzip", gzip(&bomb)),
            ("deflate", zlib(&bomb)),
            ("zstd", zstd::encode_all(&bomb[..], 3).unwrap()),
            ("identity", bomb.clone()),
        ] {
            assert_eq!(body(&format!("Content-Encoding: {coding}\r\n"), &coded), Err(Undecoded::TooLarge), "{coding}");
        }
        assert_eq!(body("Content-Encoding: compress\r\n", PAGE), Err(Undecoded::Unknown("compress".into())));
        let damaged = body("Content-Encoding: br\r\n", b"\xff\x00\xfe\x01");
        assert!(matches!(damaged, Err(Undecoded::Damaged(_))), "{damaged:?}");
    }

    #[test]
    fn heads_of_all_kinds_are_read() {
        for (content, status, body) in [
            (&b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nx"[..], Some(200), &b"x"[..]),
            (b"HTTP/1.0 404\nA: b\n\nx\r\n\r\ny", Some(404), b"x\r\n\r\ny"),
            (b"HTTP/2 200\r\nA: b\r\n\r\n", Some(200), b""),
            (b"HTTP/1.1\r\nA: b", None, b""),
        ] {
            let response = Response::read(content).unwrap();
            assert_eq!((response.status, response.body), (status, body));
            assert_eq!(response.header("a"), Some("b"));
        }
        assert!(Response::read(b"<html>").is_none());
    }
}
