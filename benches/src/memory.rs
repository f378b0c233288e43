//! Peak memory: each input in a process of its own, whose high-water mark the system tells (Linux).

use std::process::Command;

use crate::linear::CASES;
use crate::pages::{by_type, synthetic};
use crate::run_of;

/// Sizes of the made inputs, in times of their smallest.
const SIZES: [usize; 3] = [16, 64, 256];

/// Prints peaks over what a process takes that cleans next to nothing.
pub fn table() {
    let base = ask(["html", "page", "0"]);
    println!("{:<22} {:>9} {:>9} {:>9}   (a process alone: {:.1} MB)", "", "MB in", "MB peak", "×", mb(base));
    for (name, _, _) in CASES.iter().filter(|(name, ..)| !name.ends_with("Markdown")) {
        for size in SIZES {
            row(name, ask(["", name, &size.to_string()]), base);
        }
    }
    let folder = std::env::temp_dir().join(format!("unhusk-memory-{}", std::process::id()));
    if std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    for (kind, pages) in by_type(8) {
        let peak = pages.iter().enumerate().filter_map(|(nth, page)| {
            let path = folder.join(format!("{nth}.html"));
            std::fs::write(&path, page).ok()?;
            Some(ask(["html", "file", &path.to_string_lossy()]))
        });
        // The worst of each type.
        if let Some(worst) = peak.max_by(|a, b| factor(*a, base).total_cmp(&factor(*b, base))) {
            row(&kind, worst, base);
        }
    }
    std::fs::remove_dir_all(&folder).ok();
}

/// Bytes of an input, and the peak of the process that cleaned it.
type Peak = (usize, usize);

fn row(name: &str, peak: Peak, base: Peak) {
    println!("{name:<22} {:>9.2} {:>9.1} {:>9.1}", peak.0 as f64 / 1e6, mb(peak), factor(peak, base));
}

fn factor(peak: Peak, base: Peak) -> f64 {
    peak.1.saturating_sub(base.1) as f64 / peak.0.max(1) as f64
}

fn mb(peak: Peak) -> f64 {
    peak.1 as f64 / 1e6
}

fn ask(case: [&str; 3]) -> Peak {
    let own = std::env::current_exe().expect("the program knows itself");
    let output = Command::new(own).arg("peak").args(case).output().expect("the program starts itself");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text.split_whitespace().filter_map(|word| word.parse().ok());
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

/// Cleans one input and prints its bytes and the peak of this process in bytes.
pub fn peak(kind: &str, case: &str, size: &str) {
    let made = CASES.iter().find(|(name, ..)| *name == case);
    let (input, run) = match (case, made) {
        ("file", _) => (std::fs::read_to_string(size).unwrap_or_default(), run_of(kind)),
        (_, Some((_, run, make))) if size != "0" => (make(size.parse().unwrap_or(1)), *run),
        _ => (synthetic(1), run_of(kind)),
    };
    run(&input);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let high = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<usize>().ok());
    println!("{} {}", input.len(), high.unwrap_or(0) * 1024);
}
