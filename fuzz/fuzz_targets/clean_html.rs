//! Any string as a web page, everything asked for.
#![no_main]

#[path = "../../tests/it/support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use unhusk::Cleaner;

fuzz_target!(|page: &str| {
    let cleaner =
        Cleaner::new().url("https://example.org/a/").pieces(true).markdown(true).html(true).metadata_sources(true);
    let cleaned = cleaner.clean_html(page).expect("a page is never an error");
    support::check_partition(cleaned.source.as_deref().expect("HTML has a source"), &cleaned);
    support::check_answer(&cleaned);
});
