//! Flattened pages in languages whose labels, letters and digits differ from English: the junk goes, the body stays.
//!
//! All of `fixtures/pages` was written for this test. A line's first character says what becomes of it: `+` it stays, `-`
//! it goes, `t` it is the title, `o` it may be the title, stay or go.

use std::path::Path;

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a page's metadata call the language of a file: `zh` for both of its scripts; languages that only their names tell apart
/// are taken for the commonest of them.
fn language(file: &str) -> &str {
    match file {
        "nb" | "nn" => "no",
        "fil" => "tl",
        "bs" | "sr-Latn" => "hr",
        _ => file.split('-').next().unwrap_or(file),
    }
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
        let optional = of("o ");
        let lines = cleaned.text.lines().filter(|line| !line.is_empty()).map(fold);
        let kept: Vec<String> = lines.filter(|line| !optional.contains(line)).collect();
        if kept != of("+ ") {
            wrong.push(format!("{name}: {kept:#?}"));
        }
        let title = cleaned.title.filter(|title| !optional.contains(title));
        if title != of("t ").pop() {
            wrong.push(format!("{name}: title {title:?}"));
        }
        if cleaned.metadata.date.as_deref() != Some("2018-09-27") {
            wrong.push(format!("{name}: date {:?}", cleaned.metadata.date));
        }
        if cleaned.metadata.language.as_deref() != Some(language(&name)) {
            wrong.push(format!("{name}: language {:?}", cleaned.metadata.language));
        }
        pages += 1;
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(pages >= 70, "only {pages} pages");
}

#[test]
fn clean_texts_tell_their_language() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/clean");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the clean texts are in their folder") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(code) = name.strip_prefix("article-") else { continue };
        let text = std::fs::read_to_string(&path).expect("a text");
        let cleaned = unhusk::Cleaner::new().clean_text(&text).expect("default options are right");
        let code = if code == "sr-latn" { "sr-Latn" } else { code };
        if cleaned.metadata.language.as_deref() != Some(language(code)) {
            wrong.push(format!("{code}: {:?}", cleaned.metadata.language));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
