//! Reading an input whole, with messages that say what to do.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::Encoding;
use unhusk_corpus::Unpacked;

use crate::failure::Failure;

/// Beginnings of files that are no pages, and what to do with them.
const NOT_PAGES: &[(&[u8], &str)] = &[
    (b"%PDF-", "it is a PDF, not a web page"),
    (b"BZh", "it is compressed with bzip2; unpack it first, for example with `bunzip2 -c`"),
    (b"\xfd7zXZ\0", "it is compressed with xz; unpack it first, for example with `xz -dc`"),
    (b"PK\x03\x04", "it is a ZIP archive or an office document, not a web page"),
    (b"\x89PNG\r\n", "it is a picture, not a web page"),
    (b"\xff\xd8\xff", "it is a picture, not a web page"),
    (b"GIF8", "it is a picture, not a web page"),
    (b"\x7fELF", "it is a program, not a web page"),
];

/// Opens a file; a directory is an error that says so.
pub(crate) fn open(path: &Path) -> Result<File, Failure> {
    let file = File::open(path).map_err(|e| Failure::opening(path, &e))?;
    if file.metadata().is_ok_and(|it| it.is_dir()) {
        let message = "it is a directory; name the files in it, for example with a wildcard";
        return Err(Failure { code: "IO", message: message.into() });
    }
    Ok(file)
}

/// Reads an input of at most `limit` bytes; `-` is standard input. What is compressed with gzip or zstd is unpacked.
pub(crate) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let bytes = if path.as_os_str() == "-" {
        upto(std::io::stdin(), limit)?
    } else {
        let file = open(path)?;
        let known = file.metadata().map_or(0, |it| it.len());
        if known > limit as u64 {
            return Err(too_large(&format!("{known} bytes, more than"), limit));
        }
        upto(file, limit)?
    };
    match NOT_PAGES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        Some((_, message)) => Err(Failure { code: "NOT_A_PAGE", message: (*message).into() }),
        None => Ok(bytes),
    }
}

fn upto(from: impl Read + Send + 'static, limit: usize) -> Result<Vec<u8>, Failure> {
    let from = Unpacked::new(from).map_err(|e| Failure::io(&e))?;
    let mut bytes = Vec::new();
    from.take((limit as u64).saturating_add(1)).read_to_end(&mut bytes).map_err(|e| Failure::io(&e))?;
    if bytes.len() > limit { Err(too_large("more than", limit)) } else { Ok(bytes) }
}

fn too_large(has: &str, limit: usize) -> Failure {
    let message = format!("it has {has} the limit of {limit} bytes; raise --max-input-bytes to clean it");
    Failure { code: "TOO_LARGE", message }
}

/// How much of an input is searched for declarations, and how many are tried.
const DECLARED_IN: usize = 4096;
const DECLARATIONS: usize = 4;

/// Whether the encoding of a page that was decoded without a label had to be guessed: it is not UTF-8, has no byte-order
/// mark, and is not what it would be in an encoding that it names. That holds for one that says UTF-8 and is not, too.
pub(crate) fn guessed(bytes: &[u8], page: &str) -> bool {
    if std::str::from_utf8(bytes).is_ok() || Encoding::for_bom(bytes).is_some() {
        return false;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_IN)]).to_ascii_lowercase();
    !named(&head).take(DECLARATIONS).any(|it| it.decode(bytes).0 == page)
}

/// The encodings that a page names with `charset=` or `encoding=`, wherever that stands.
fn named(head: &str) -> impl Iterator<Item = &'static Encoding> {
    let after = |key: &'static str| head.match_indices(key).map(|(at, key)| &head[at + key.len()..]);
    after("charset").chain(after("encoding")).filter_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?;
        let value = value.trim_start_matches([' ', '\t', '\r', '\n', '"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
        Encoding::for_label(&value.as_bytes()[..end])
    })
}
