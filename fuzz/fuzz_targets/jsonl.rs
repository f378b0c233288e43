//! Any line as a record of the command's JSON Lines: read or refused with a reason, and what is read is cleaned.
#![no_main]

#[path = "../../corpus/src/json.rs"]
mod json;

use json::JsonPage;
use libfuzzer_sys::fuzz_target;
use unhusk::Cleaner;

fuzz_target!(|line: &str| {
    match JsonPage::parse(line) {
        Ok(record) => {
            let cleaner = match &record.url {
                Some(url) => Cleaner::new().url(&**url),
                None => Cleaner::new(),
            };
            for page in [&record.html, &record.text].into_iter().flatten() {
                let cleaned = cleaner.clean(page).expect("a page is never an error");
                let json = serde_json::to_string(&cleaned).expect("an answer can be written");
                assert!(!json.contains('\n'), "a record is one line");
            }
            if let Some(id) = record.id {
                assert!(line.contains(id.get()), "an id is given back as it was written");
            }
        }
        Err((_, message)) => assert!(!message.is_empty()),
    }
});
