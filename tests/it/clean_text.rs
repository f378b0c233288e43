//! Text that is clean already stays: articles in many languages, verse, recipes, code, rules, letters, logs, tables.
//!
//! All of `fixtures/clean` was written for this test; the bodies of `fixtures/pages` are clean texts too. What counts is the share of the characters, white space left out,
//! that are in the result; a line that became the title counts as kept.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Least share of one text's characters, in thousandths.
const EACH: usize = 970;

/// Least share over all texts, in thousandths.
const ALL: usize = 995;

/// Texts that there must be at least.
const TEXTS: usize = 40;

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Characters of the text's lines, and those of lines that are in the result.
fn kept(text: &str) -> (usize, usize, Vec<String>) {
    let cleaned = unhusk::Cleaner::new().clean_text(text).expect("default options are right");
    let mut have: HashMap<String, usize> = HashMap::new();
    let lines = cleaned.text.lines().chain(cleaned.title.as_deref());
    for line in lines.map(squeeze) {
        *have.entry(line).or_default() += 1;
    }
    let whole = squeeze(&cleaned.text);
    let (mut all, mut kept, mut lost) = (0, 0, Vec::new());
    for line in text.lines().map(squeeze).filter(|line| !line.is_empty()) {
        let count = line.chars().count();
        all += count;
        match have.get_mut(&line) {
            Some(left) if *left > 0 => {
                *left -= 1;
                kept += count;
            }
            // Joined to its neighbours where lines were hard-wrapped.
            _ if count > 20 && whole.contains(&line) => kept += count,
            _ => lost.push(line),
        }
    }
    (all, kept, lost)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a text")
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the fixtures are in their folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    files
}

/// The body of a page of `fixtures/pages` (`languages.rs` says how they are written), alone.
fn body(page: &str) -> String {
    page.lines().filter_map(|line| line.strip_prefix("+ ")).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn clean_texts_stay() {
    let texts = files("clean").into_iter().map(|path| (read(&path), path));
    let bodies = files("pages").into_iter().map(|path| (body(&read(&path)), path));
    let files: Vec<(String, PathBuf)> = texts.chain(bodies).collect();
    assert!(files.len() >= TEXTS, "only {} texts", files.len());
    let (mut all, mut all_kept, mut wrong) = (0, 0, Vec::new());
    for (text, path) in &files {
        let (count, kept, lost) = kept(text);
        all += count;
        all_kept += kept;
        if !lost.is_empty() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let verdict = if kept * 1000 < count * EACH { "TOO LITTLE" } else { "some" };
            wrong.push((kept * 1000 < count * EACH, format!("{name}: {verdict} lost, {kept}/{count}: {lost:?}")));
        }
    }
    let report: Vec<&str> = wrong.iter().map(|(_, line)| line.as_str()).collect();
    assert!(
        all_kept * 1000 >= all * ALL && !wrong.iter().any(|(bad, _)| *bad),
        "kept {all_kept} of {all}\n{}",
        report.join("\n")
    );
}
