//! What is asked of a page: its text, Markdown, HTML, or the whole record as JSON.

use std::hint::black_box;
use std::io::Write;

use unhusk::{Cleaned, Cleaner};

use crate::shapes::Kind;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Text,
    Markdown,
    Html,
    Json,
}

pub const FORMS: [(&str, Form); 4] =
    [("text", Form::Text), ("markdown", Form::Markdown), ("html", Form::Html), ("json", Form::Json)];

/// Cleans a page, and asks for no more than the form needs.
pub fn clean(kind: Kind, form: Form, page: &str) {
    let cleaner = match form {
        Form::Text => Cleaner::new().explain(false),
        Form::Markdown => Cleaner::new().explain(false).markdown(true),
        Form::Html => Cleaner::new().explain(false).html(true),
        Form::Json => Cleaner::new().pieces(true).metadata_sources(true).markdown(true).html(true),
    };
    let cleaned: Option<Cleaned> = match kind {
        Kind::Html => cleaner.clean_html(page).ok(),
        Kind::Text => cleaner.clean_text(page).ok(),
    };
    if form == Form::Json {
        black_box(json(&cleaned));
    }
    black_box(cleaned);
}

/// The record as JSON, in a buffer that grows as the command's does.
fn json(cleaned: &Option<Cleaned>) -> Vec<u8> {
    let mut json = Buffer(Vec::new());
    serde_json::to_writer(&mut json, cleaned).expect("a record is JSON");
    json.0
}

struct Buffer(Vec<u8>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        const LARGE: usize = 128 << 10;
        if self.0.capacity() - self.0.len() < bytes.len() && self.0.len() >= LARGE {
            self.0.reserve_exact(bytes.len().max(self.0.len() / 8));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
