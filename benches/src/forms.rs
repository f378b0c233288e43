//! What is asked of a page: its text, Markdown, HTML, or the whole record as JSON.

use std::hint::black_box;

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
        black_box(serde_json::to_string(&cleaned).ok());
    }
    black_box(cleaned);
}
