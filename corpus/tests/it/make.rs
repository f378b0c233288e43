//! Crawls to read: records as a crawler writes them.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// A WARC record with these headers behind its type.
pub(crate) fn record(kind: &str, headers: &str, content: &[u8]) -> Vec<u8> {
    let size = content.len();
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{headers}Content-Length: {size}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

/// The n-th page of a site, of some kilobytes that compress as pages do.
pub(crate) fn html(n: usize) -> String {
    let words = ["ferry", "harbour", "Skagen", "Monday", "office", "ticket", "quay", "storm", "island", "winter"];
    let mut page =
        format!("<html><head><title>Ferry {n} sails again</title></head><body><h1>Ferry {n} sails again</h1>");
    let mut state = n as u32 + 1;
    for _ in 0..20 {
        page.push_str("<p>The harbour office said on Friday that");
        for _ in 0..15 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            page.push(' ');
            page.push_str(words[(state >> 16) as usize % words.len()]);
        }
        page.push_str(".</p>");
    }
    page + "<p>Share this:</p></body></html>"
}

/// The n-th response.
pub(crate) fn response(n: usize) -> Vec<u8> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let headers = format!(
        "WARC-Record-ID: <urn:uuid:{n:08}>\r\nWARC-Target-URI: https://example.org/{n}\r\nWARC-Date: 2026-11-30T20:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\n"
    );
    record("response", &headers, [head, &html(n)].concat().as_bytes())
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    frame(bytes, &[])
}

/// A frame with checksum, as `zstd` writes it.
pub(crate) fn frame(bytes: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let mut encoder = ::zstd::Encoder::with_dictionary(Vec::new(), 3, dictionary).expect("a dictionary");
    encoder.include_checksum(true).expect("zstd has checksums");
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// A frame that readers pass over, of this kind.
pub(crate) fn skipped(kind: u8, content: &[u8]) -> Vec<u8> {
    [&[0x50 | kind, 0x2a, 0x4d, 0x18][..], &(content.len() as u32).to_le_bytes(), content].concat()
}

/// Numbers that are the same in each run.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
