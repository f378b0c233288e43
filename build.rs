//! Packs the language files of `src/languages` into the tables that the program carries.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// The files that the library and this script share, placed as in the library.
#[path = "src/grammar"]
mod grammar {
    pub(crate) mod language_file;
    pub(crate) mod phrases {
        pub(crate) mod hash;
        pub(crate) mod pack;
    }
}

use grammar::language_file::{self, Entry, WORDS};
use grammar::phrases::pack;

fn main() -> io::Result<ExitCode> {
    println!("cargo::rerun-if-changed=src/languages");
    // Asked for when it runs: a build directory that was copied has a script that was compiled elsewhere.
    let package = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let entries = fs::read_dir(Path::new(&package).join("src/languages"))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.sort();
    let mut texts = Vec::new();
    for path in &files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        texts.push((name, fs::read_to_string(path)?));
    }
    let mut languages = Vec::new();
    let mut failed = false;
    for (name, text) in &texts {
        match language_file::read(text) {
            Ok(entries) => languages.push(Language { code: name.trim_end_matches(".txt"), entries }),
            Err(wrong) => {
                failed = true;
                for (line, why) in wrong {
                    println!("cargo::error=src/languages/{name}:{line}: {why}");
                }
            }
        }
    }
    if failed {
        return Ok(ExitCode::FAILURE);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let all: Vec<Entry<'_>> = languages.iter().flat_map(|language| language.entries.iter().copied()).collect();
    fs::write(out.join("phrases.bin"), pack::pack(&all))?;
    fs::write(out.join("words.txt"), words(&all))?;
    fs::write(out.join("dates.txt"), dates(&languages))?;
    fs::write(out.join("stop_words.txt"), stop_words(&languages))?;
    Ok(ExitCode::SUCCESS)
}

/// A language's file.
struct Language<'f> {
    /// Its name without the ending: the language's code, with its script where it is written in several.
    code: &'f str,
    entries: Vec<Entry<'f>>,
}

impl<'f> Language<'f> {
    fn section(&self, name: &str) -> impl Iterator<Item = &'f str> {
        self.entries.iter().filter(move |entry| entry.section == name).map(|entry| entry.text)
    }

    /// The code that pages and their metadata use: one for what is written in several scripts, or has several standards.
    fn of_pages(&self) -> &'f str {
        match self.code {
            "nb" | "nn" => "no",
            "fil" => "tl",
            code => code.split('-').next().unwrap_or(code),
        }
    }
}

/// The words of all languages by section, each once.
fn words(all: &[Entry<'_>]) -> String {
    let mut out = String::new();
    for section in WORDS.into_iter().filter(|name| *name != "by line") {
        let of: &[&str] = match section {
            "by" => &["by", "by line"],
            "by value" => &["by", "by value"],
            _ => &[section],
        };
        let mut seen = BTreeSet::new();
        let entries = all.iter().filter(|entry| of.contains(&entry.section) && seen.insert(entry.text));
        let entries: Vec<&str> = entries.map(|entry| entry.text).collect();
        let _ = writeln!(out, "[{section}]\n{}", entries.join(" | "));
    }
    out
}

/// The words that dates are written with: months, own months and weekdays with their language before them.
fn dates(languages: &[Language<'_>]) -> String {
    let mut out = String::from("[months]\n");
    // Spaces part the months, so the words of one name are joined.
    let joined = |names: &str| names.replace(' ', "_");
    for language in languages {
        let months: Vec<String> = language.section("months").map(joined).collect();
        for year in months.chunks(12) {
            let _ = writeln!(out, "{} {}", language.of_pages(), year.join(" "));
        }
    }
    out.push_str("[own months]\n");
    for language in languages {
        for own in language.section("own months") {
            let (number, names) = own.split_once(' ').unwrap_or_default();
            let _ = writeln!(out, "{} {number} {}", language.of_pages(), joined(names));
        }
    }
    for section in ["weekdays", "date words", "clock words"] {
        let mut seen = BTreeSet::new();
        let all = languages.iter().flat_map(|language| language.section(section)).flat_map(|names| names.split('/'));
        let names: Vec<String> = all.filter(|name| seen.insert(*name)).map(joined).collect();
        let _ = writeln!(out, "[{section}]\n{}", names.join(" "));
    }
    out
}

/// The commonest words of languages, a line for each that pages name: its code, then its words.
fn stop_words(languages: &[Language<'_>]) -> String {
    let mut by_code: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for language in languages {
        let words = by_code.entry(language.of_pages()).or_default();
        let new: Vec<&str> = language.section("stop words").filter(|word| !words.contains(word)).collect();
        words.extend(new);
    }
    let mut out = String::new();
    for (code, words) in by_code.iter().filter(|(_, words)| !words.is_empty()) {
        let _ = writeln!(out, "{code} {}", words.join(" "));
    }
    out
}
