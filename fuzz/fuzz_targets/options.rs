//! Options as JSON before the first line break, a page after it: wrong options are an error, right ones give an answer.
#![no_main]

#[path = "../../tests/it/support.rs"]
mod support;

use libfuzzer_sys::fuzz_target;
use unhusk::{Cleaner, Options};

fuzz_target!(|data: &str| {
    let (json, page) = data.split_once('\n').unwrap_or((data, "<p>The ferry sails again from Monday, they said.</p>"));
    let Ok(options) = serde_json::from_str::<Options>(json) else { return };
    let whole = options.pieces && options.explain;
    let limit = options.max_input_bytes;
    match Cleaner::with_options(options) {
        Ok(cleaner) => match cleaner.clean(page) {
            Ok(cleaned) => {
                support::check_answer(&cleaned);
                if whole {
                    support::check_partition(cleaned.source.as_deref().unwrap_or(page), &cleaned);
                }
            }
            Err(error) => assert!(page.len() > limit, "{error}"),
        },
        Err(error) => assert_eq!(error.code(), "INVALID_OPTIONS"),
    }
});
