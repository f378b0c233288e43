//! Any bytes, with a label for their encoding before the first line break.
#![no_main]

#[path = "../../tests/it/support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use unhusk::Cleaner;

fuzz_target!(|data: &[u8]| {
    let (label, page) = match data.iter().position(|byte| *byte == b'\n') {
        Some(end) => (std::str::from_utf8(&data[..end]).ok(), &data[end + 1..]),
        None => (None, data),
    };
    let cleaned = Cleaner::new().pieces(true).clean_bytes(page, label).expect("a page is never an error");
    let decoded = unhusk::decode(page, label);
    support::check_partition(cleaned.source.as_deref().unwrap_or(&decoded), &cleaned);
    support::check_answer(&cleaned);
});
