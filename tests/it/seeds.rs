//! The five seed pages: exact text, every expected removal under its category, metadata; nothing lost.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use unhusk::{Cleaned, Cleaner};

const SEEDS: [&str; 5] = ["000", "001", "002", "003", "004"];

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/seeds").join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn clean(input: &str) -> Cleaned {
    Cleaner::new().pieces(true).clean(input).expect("the seeds are small")
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_text_is_exact() {
    for seed in SEEDS {
        let text = clean(&read(&format!("{seed}.txt"))).text;
        let wanted = read(&format!("{seed}.expected.txt"));
        assert_eq!(text.trim_end_matches('\n'), wanted.trim_end_matches('\n'), "{seed}");
    }
}

#[test]
fn the_same_article_meets_itself() {
    let (a, b) = (clean(&read("000.txt")), clean(&read("001.txt")));
    assert_eq!(a.text, b.text);
    assert_eq!(a.fingerprint, b.fingerprint);
}

#[test]
fn cleaning_the_cleaned_text_changes_nothing() {
    for seed in SEEDS {
        let once = clean(&read(&format!("{seed}.txt"))).text;
        assert_eq!(clean(&once).text, once, "{seed}");
    }
}

#[test]
fn the_pieces_rebuild_the_input() {
    for seed in SEEDS {
        let input = read(&format!("{seed}.txt"));
        let pieces = clean(&input).pieces.expect("pieces were asked for");
        let rebuilt: String = pieces.iter().map(|piece| &input[piece.start..piece.end]).collect();
        assert_eq!(rebuilt, input, "{seed}");
    }
}

#[test]
fn every_removal_has_its_category() {
    let mut wrong = Vec::new();
    for seed in SEEDS {
        let cleaned = clean(&read(&format!("{seed}.txt")));
        let expected: Value = serde_json::from_str(&read(&format!("{seed}.expected.json"))).expect("it is JSON");
        for wanted in expected["removed"].as_array().expect("a list") {
            let text = fold(wanted["text"].as_str().expect("a text"));
            let categories = wanted["category"].as_str().expect("a category");
            let found = cleaned
                .removed
                .iter()
                .filter(|r| fold(&r.text) == text)
                .any(|r| categories.split('|').any(|name| name == r.category.name()));
            if !found {
                let got: Vec<_> =
                    cleaned.removed.iter().filter(|r| fold(&r.text) == text).map(|r| r.category).collect();
                wrong.push(format!("{seed}: {text:?} should be {categories}, is {got:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_metadata_is_right() {
    for seed in SEEDS {
        let cleaned = clean(&read(&format!("{seed}.txt")));
        let expected: Value = serde_json::from_str(&read(&format!("{seed}.expected.json"))).expect("it is JSON");
        for (field, wanted) in expected["metadata"].as_object().expect("an object") {
            match field.as_str() {
                "title" => assert_eq!(cleaned.title.as_deref(), wanted.as_str(), "{seed}"),
                "date" => assert_eq!(cleaned.metadata.date.as_deref(), wanted.as_str(), "{seed}"),
                "author" => {
                    assert_eq!(cleaned.metadata.author.join(", "), wanted.as_str().unwrap_or_default(), "{seed}");
                }
                "tags" => {
                    let tags: Vec<&str> = wanted.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
                    assert_eq!(cleaned.metadata.tags, tags, "{seed}");
                }
                other => panic!("{seed}: no such field: {other}"),
            }
        }
    }
}
