//! Instructions a page, by type: counted by valgrind, so that a regression shows whatever else the machine does.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pages::{by_type, flatten};

/// Pages of each type.
const PAGES: usize = 3;

/// Prints thousands of instructions a page, and a byte.
pub fn table() {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is not installed: nothing to count with");
        return;
    }
    let folder = std::env::temp_dir().join(format!("unhusk-instructions-{}", std::process::id()));
    if std::fs::create_dir_all(&folder).is_err() {
        println!("{} cannot be written", folder.display());
        return;
    }
    println!("{:<22} {:>12} {:>8} {:>12} {:>8}", "", "clean_html", "a byte", "clean_text", "a byte");
    for (kind, pages) in by_type(PAGES) {
        let texts: Vec<String> = pages.iter().map(|page| flatten(page)).collect();
        let (html, html_byte) = measure(&folder, "html", &pages);
        let (text, text_byte) = measure(&folder, "text", &texts);
        println!("{kind:<22} {html:>11.0}k {html_byte:>8.1} {text:>11.0}k {text_byte:>8.1}");
    }
    std::fs::remove_dir_all(&folder).ok();
}

/// Thousands of instructions a page and instructions a byte.
fn measure(folder: &Path, kind: &str, pages: &[String]) -> (f64, f64) {
    let paths: Vec<PathBuf> = (0..pages.len()).map(|nth| folder.join(format!("{nth}.{kind}"))).collect();
    for (path, page) in paths.iter().zip(pages) {
        std::fs::write(path, page).expect("the folder can be written");
    }
    // What is done once, tables made and files read, is in both.
    let cost = count(kind, "2", &paths).saturating_sub(count(kind, "1", &paths)) as f64;
    let bytes: usize = pages.iter().map(String::len).sum();
    (cost / 1e3 / pages.len().max(1) as f64, cost / bytes.max(1) as f64)
}

fn count(kind: &str, times: &str, paths: &[PathBuf]) -> u64 {
    let own = std::env::current_exe().expect("the program knows itself");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(own)
        .args(["repeat", kind, times])
        .args(paths)
        .output()
        .expect("valgrind runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let collected = told.lines().find_map(|line| line.split("Collected :").nth(1)?.trim().parse().ok());
    collected.unwrap_or(0)
}
