//! One record of WARC (ISO 28500), and its place.

/// Where something stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its first byte: in the file as it is stored where it is a compressed member or frame of its own, or the file is not
    /// compressed; else in the uncompressed file.
    pub offset: u64,
    /// How many bytes it takes there.
    pub length: u64,
}

/// A WARC record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Where it stands.
    pub place: Place,
    /// Name and value of each header, as they are written.
    pub headers: Vec<(String, String)>,
    /// What follows the headers; the start of it where there is more than the reader's limit.
    pub content: Vec<u8>,
    /// `Content-Length`: how many bytes follow the headers.
    pub size: u64,
}

impl Record {
    /// The first header of this name, whose case does not matter.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// `WARC-Type`: `response`, `conversion`, `revisit` …; empty where there is none.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.header("WARC-Type").unwrap_or_default()
    }

    /// `WARC-Target-URI`, without the angle brackets that some writers put around it.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        let url = self.header("WARC-Target-URI")?;
        Some(url.strip_prefix('<').and_then(|url| url.strip_suffix('>')).unwrap_or(url))
    }
}

/// The first header of this name.
pub(crate) fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.as_str())
}

/// The lines of a header block as names and values. A line that begins with white space goes on the one before.
pub(crate) fn headers(block: &[u8]) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in block.split(|byte| *byte == b'\n') {
        let goes_on = line.first().is_some_and(|byte| b" \t".contains(byte));
        let text = String::from_utf8_lossy(line.trim_ascii());
        match (goes_on, headers.last_mut()) {
            (true, Some((_, value))) => {
                value.push(' ');
                value.push_str(&text);
            }
            _ => {
                if let Some((name, value)) = text.split_once(':') {
                    headers.push((name.trim_end().to_owned(), value.trim_start().to_owned()));
                }
            }
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_they_are_written() {
        let block = b"WARC-Type: response\r\nX-Long: one\r\n\ttwo\r\nno header\r\nEmpty:\r\nContent-Length :7\n";
        let headers = headers(block);
        let pairs: Vec<_> = headers.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
        assert_eq!(pairs, [("WARC-Type", "response"), ("X-Long", "one two"), ("Empty", ""), ("Content-Length", "7")]);
        let place = Place { offset: 0, length: 0 };
        let headers = vec![("warc-target-uri".to_owned(), "<http://e.org/>".to_owned())];
        let record = Record { place, headers, content: Vec::new(), size: 0 };
        assert_eq!((record.url(), record.kind()), (Some("http://e.org/"), ""));
    }
}
