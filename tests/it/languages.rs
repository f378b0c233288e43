//! Flattened pages in languages whose labels, letters and digits differ from English: the junk goes, the body stays.
//!
//! All of `fixtures/pages` was written for this test. A line's first character says what becomes of it: `+` it stays, `-`
//! it goes, `t` it is the title.

use std::path::Path;

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn junk_goes_and_the_body_stays() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut wrong = Vec::new();
    let mut pages = 0;
    for entry in std::fs::read_dir(folder).expect("the pages are in their folder") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let marked = std::fs::read_to_string(&path).expect("a text");
        let of = |mark: &str| marked.lines().filter_map(|line| line.strip_prefix(mark)).map(fold).collect::<Vec<_>>();
        let page = marked.lines().map(|line| line.get(2..).unwrap_or_default()).collect::<Vec<_>>().join("\n");
        let cleaned = unhusk::Cleaner::new().clean_text(&page).expect("default options are right");
        let kept: Vec<String> = cleaned.text.lines().filter(|line| !line.is_empty()).map(fold).collect();
        if kept != of("+ ") {
            wrong.push(format!("{name}: {kept:#?}"));
        }
        if cleaned.title != of("t ").pop() {
            wrong.push(format!("{name}: title {:?}", cleaned.title));
        }
        if cleaned.metadata.date.as_deref() != Some("2018-09-27") {
            wrong.push(format!("{name}: date {:?}", cleaned.metadata.date));
        }
        let language = name.split('-').next();
        if cleaned.metadata.language.as_deref() != language {
            wrong.push(format!("{name}: language {:?}", cleaned.metadata.language));
        }
        pages += 1;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(pages >= 5, "only {pages} pages");
}
