//! Pages that once broke a fuzz target (`fuzz/regressions`), cleaned again.

use std::path::Path;

use crate::support::{check_answer, check_partition};
use unhusk::Cleaner;

/// The inputs that broke a target, by name.
fn inputs(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions").join(target);
    let mut inputs: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| {
            let path = entry.expect("the folder can be read").path();
            (path.display().to_string(), std::fs::read(&path).expect("the file can be read"))
        })
        .collect();
    inputs.sort();
    inputs
}

#[test]
fn what_broke_once_gives_an_answer() {
    let cleaner = Cleaner::new().pieces(true).markdown(true).html(true).metadata_sources(true);
    for target in ["clean_html", "clean_text", "clean_bytes", "tokenizer", "quadratic", "memory"] {
        for (name, bytes) in inputs(target) {
            let page = String::from_utf8_lossy(&bytes);
            println!("{name}");
            let cleaned = cleaner.clean_text(&page).expect("a page is never an error");
            check_partition(&page, &cleaned);
            check_answer(&cleaned);
            let cleaned = cleaner.clean_html(&page).expect("a page is never an error");
            check_partition(cleaned.source.as_deref().expect("HTML has a source"), &cleaned);
            check_answer(&cleaned);
        }
    }
}
