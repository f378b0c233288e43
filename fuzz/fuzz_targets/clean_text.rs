//! Any string as flattened text; the body cleaned again stays a body.
#![no_main]

#[path = "../../tests/it/support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use unhusk::Cleaner;

fuzz_target!(|page: &str| {
    let cleaner = Cleaner::new().pieces(true).markdown(true).html(true).metadata_sources(true);
    let cleaned = cleaner.clean_text(page).expect("a page is never an error");
    support::check_partition(page, &cleaned);
    support::check_answer(&cleaned);
});
