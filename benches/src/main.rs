//! Throughput beside the peers, growth of cost, memory, instructions: tables, one thread. `README.md` says how to run
//! each and what came out.

mod forms;
mod instructions;
mod jobs;
mod linear;
mod memory;
mod pages;
mod shapes;
mod speed;

use std::hint::black_box;

/// What is measured.
type Run = fn(&str);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        [] | ["speed"] => speed::table(),
        ["linear"] => linear::table(""),
        ["linear", shapes] => linear::table(shapes),
        ["memory"] => memory::table(""),
        ["memory", shapes] => memory::table(shapes),
        ["instructions"] => instructions::table(),
        ["jobs"] => jobs::table(),
        // What the last three start themselves for.
        ["repeat", kind, times, ref path @ ..] => repeat(kind, times, path),
        ["peak", kind, form, shape, size] => memory::peak(kind, form, shape, size),
        _ => {
            eprintln!("use: speed | linear [SHAPE] | memory [SHAPE] | instructions | jobs");
            std::process::exit(2);
        }
    }
}

fn clean_html(page: &str) {
    black_box(unhusk::Cleaner::new().clean_html(page).ok());
}

fn clean_text(page: &str) {
    black_box(unhusk::Cleaner::new().clean_text(page).ok());
}

fn run_of(kind: &str) -> Run {
    if kind == "text" { clean_text } else { clean_html }
}

/// Cleans files so many times.
fn repeat(kind: &str, times: &str, paths: &[&str]) {
    let pages: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    for _ in 0..times.parse().unwrap_or(1) {
        pages.iter().for_each(|page| run_of(kind)(page));
    }
}
