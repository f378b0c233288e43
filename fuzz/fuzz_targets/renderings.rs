//! Any string as a web page of which everything stays: its Markdown and its HTML have the letters of its text, none more, none
//! less.
//!
//! Digits are left out, as lists and notes are numbered anew; so is the order, as notes stand at the end; and so are pages with
//! callouts, whose kind is told in other words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pulldown_cmark::{Event, Options, Parser};
use scraper::{Html, Node};
use unhusk::{Category, Cleaner};

fuzz_target!(|page: &str| {
    let all = Category::ALL.iter().fold(Cleaner::new(), |cleaner, category| cleaner.keep(*category));
    let cleaner = all.keep_selector("html").expect("a selector").include_images(false).markdown(true).html(true);
    let cleaned = cleaner.clean_html(page).expect("a page is never an error");
    let markdown = cleaned.markdown.expect("it was asked for");
    if cleaned.metadata.truncated || markdown.contains("[!") {
        return;
    }
    let text = letters([cleaned.text.as_str()]);
    let html = Html::parse_fragment(cleaned.html.as_deref().expect("it was asked for"));
    let seen = html
        .tree
        .root()
        .descendants()
        .filter_map(|node| if let Node::Text(text) = node.value() { Some(&*text.text) } else { None });
    assert_eq!(letters(seen), text, "HTML of {page:?}");
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH | Options::ENABLE_FOOTNOTES;
    let read: Vec<String> = Parser::new_ext(&markdown, options)
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                Some(text.into_string())
            }
            _ => None,
        })
        .collect();
    assert_eq!(letters(read.iter().map(String::as_str)), text, "Markdown of {page:?}:\n{markdown}");
});

/// Letters, sorted.
fn letters<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<char> {
    let mut letters: Vec<char> = texts.into_iter().flat_map(str::chars).filter(|c| c.is_alphabetic()).collect();
    letters.sort_unstable();
    letters
}
