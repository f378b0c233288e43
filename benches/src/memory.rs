//! Peak memory: each input in a process of its own, whose high-water mark the system tells (Linux).

use std::process::Command;

use crate::forms::{FORMS, clean};
use crate::pages::{by_type, flatten, synthetic};
use crate::shapes::{Kind, SHAPES};

/// Sizes of the made inputs, in times of their smallest.
const SIZES: [usize; 2] = [8, 64];

/// Prints peaks over what a process takes that cleans a small page in the same form, dictionaries and models included, times the
/// input, in all forms. Of all shapes and pages, or the shapes whose names begin so.
pub fn table(only: &str) {
    let [html, text] = ["html", "text"].map(|kind| FORMS.map(|(form, _)| ask(kind, form, "", "0")));
    print!("{:<34} {:>8}", "", "MB in");
    FORMS.iter().for_each(|(name, _)| print!("{name:>10}"));
    println!();
    for (name, kind, _) in SHAPES.iter().filter(|(name, ..)| name.starts_with(only)) {
        for size in SIZES {
            let base = if *kind == Kind::Text { &text } else { &html };
            row(name, &FORMS.map(|(form, _)| ask("", form, name, &size.to_string())), base);
        }
    }
    if !only.is_empty() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("unhusk-memory-{}", std::process::id()));
    if std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    for (kind, pages) in by_type(8) {
        let peaks = pages.iter().enumerate().filter_map(|(nth, page)| {
            let path = folder.join(format!("{nth}.html"));
            std::fs::write(&path, page).ok()?;
            Some(FORMS.map(|(form, _)| ask("html", form, "file", &path.to_string_lossy())))
        });
        // The worst of each type.
        let json = |peaks: &[Peak; 4]| factor(peaks[3], html[3]);
        if let Some(worst) = peaks.max_by(|a, b| json(a).total_cmp(&json(b))) {
            row(&kind, &worst, &html);
        }
    }
    std::fs::remove_dir_all(&folder).ok();
}

/// Bytes of an input, and the peak of the process that cleaned it.
type Peak = (usize, usize);

fn row(name: &str, peaks: &[Peak; 4], base: &[Peak; 4]) {
    print!("{name:<34} {:>8.2}", peaks[0].0 as f64 / 1e6);
    peaks.iter().zip(base).for_each(|(peak, base)| print!("{:>10.1}", factor(*peak, *base)));
    println!();
}

fn factor(peak: Peak, base: Peak) -> f64 {
    peak.1.saturating_sub(base.1) as f64 / peak.0.max(1) as f64
}

fn ask(kind: &str, form: &str, shape: &str, size: &str) -> Peak {
    let own = std::env::current_exe().expect("the program knows itself");
    let output = Command::new(own).args(["peak", kind, form, shape, size]).output().expect("the program starts itself");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text.split_whitespace().filter_map(|word| word.parse().ok());
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

/// Cleans one input and prints its bytes and the peak of this process in bytes.
pub fn peak(kind: &str, form: &str, shape: &str, size: &str) {
    let form = FORMS.iter().find(|(name, _)| *name == form).map_or(FORMS[0].1, |(_, form)| *form);
    let made = SHAPES.iter().find(|(name, ..)| *name == shape);
    let own = if kind == "text" { Kind::Text } else { Kind::Html };
    let (kind, input) = match (shape, made) {
        ("file", _) => (own, std::fs::read_to_string(size).unwrap_or_default()),
        (_, Some((_, kind, make))) if size != "0" => (*kind, make(size.parse().unwrap_or(1))),
        // Dictionaries and models, which a process reads once and keeps.
        _ if own == Kind::Text => (own, flatten(&synthetic(8))),
        _ => (own, synthetic(8)),
    };
    clean(kind, form, &input);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let high =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<usize>().ok());
    println!("{} {}", input.len(), high.unwrap_or(0) * 1024);
}
