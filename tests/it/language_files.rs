//! What the language files have: the table of `docs/LANGUAGES.md`, and the fixtures that every language needs.
//!
//! `UNHUSK_WRITE=1 cargo test --test it language_files` writes the table anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "../../src/grammar/language_file.rs"]
#[allow(dead_code, unreachable_pub)]
mod language_file;

use language_file::{LABELS, OTHERS, WORDS};

/// The file of what belongs to no language.
const NO_LANGUAGE: &str = "mul";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The language files by their codes.
fn files() -> BTreeMap<String, String> {
    let folder = fs::read_dir(root().join("src/languages")).expect("the language files are in their folder");
    let read = |path: PathBuf| {
        let code = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (code, fs::read_to_string(&path).expect("a text"))
    };
    folder.map(|entry| read(entry.expect("a file").path())).collect()
}

/// The language's name: the first line of its file, `# Croatian.`
fn name(file: &str) -> &str {
    file.lines().next().unwrap_or_default().trim_matches(['#', ' ', '.'])
}

/// A table of how many entries each language has in each section.
fn table(files: &BTreeMap<String, String>, sections: &[&str]) -> String {
    let mut out = format!(
        "| | |{}\n|---|---|{}\n",
        sections.iter().fold(String::new(), |row, section| row + " " + section + " |"),
        "--:|".repeat(sections.len())
    );
    for (code, file) in files {
        let entries = language_file::read(file).expect(code);
        let _ = write!(out, "| {code} | {} |", name(file));
        for section in sections {
            let count = entries.iter().filter(|entry| entry.name() == *section).count();
            let _ = if count == 0 { write!(out, " – |") } else { write!(out, " {count} |") };
        }
        out.push('\n');
    }
    out
}

#[test]
fn the_table_of_languages_is_up_to_date() {
    let files = files();
    let text = format!(
        "# Languages\n\nHow many entries each file of `src/languages` has in each section; a dash is a gap that somebody may fill. \
         CONTRIBUTING.md says how. `mul` is what belongs to no language, or to many. Written by `tests/it/language_files.rs`.\n\n\
         ## Labels\n\nSure ones, and those that count beside other junk alone.\n\n{}\n## Words\n\n{}\n## Dates, and the words by \
         which a language is told\n\n{}",
        table(&files, &LABELS),
        table(&files, &WORDS),
        table(&files, &OTHERS)
    );
    let path = root().join("docs/LANGUAGES.md");
    if std::env::var_os("UNHUSK_WRITE").is_some() {
        fs::write(&path, &text).expect("docs can be written");
    }
    let have = fs::read_to_string(&path).unwrap_or_default();
    assert!(have == text, "docs/LANGUAGES.md is stale: UNHUSK_WRITE=1 cargo test --test it language_files");
}

#[test]
fn every_language_has_a_page() {
    let page = |code: String| format!("tests/fixtures/pages/{code}.txt");
    let codes = files().into_keys().filter(|code| code != NO_LANGUAGE);
    let missing: Vec<String> = codes.map(page).filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

#[test]
fn every_file_says_which_language_it_is() {
    for (code, file) in files() {
        assert!(!name(&file).is_empty() && name(&file).len() < 40, "{code}: the first line is the language's name");
        assert!(Path::new(&code).components().count() == 1);
    }
}
