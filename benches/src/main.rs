//! Throughput beside the peers, and how cost grows: tables, one thread.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml [-- speed|linear]`. Pages: `UNHUSK_CORPUS` names a folder with
//! `html/*.html.gz`; without it a page made here stands in. Rounds are interleaved, so that a busy machine slows all
//! alike; the median counts.

use std::fs::File;
use std::hint::black_box;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Pages of the sample: every n-th of the corpus in the order of names.
const PAGES: usize = 120;

/// Rounds; odd, so that the median is one of them.
const ROUNDS: usize = 5;

type Run = fn(&str);

fn main() {
    match std::env::args().nth(1).as_deref() {
        None | Some("speed") => speed(),
        Some("linear") => linear(),
        Some(other) => {
            eprintln!("`{other}` is neither `speed` nor `linear`");
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

fn parse_alone(page: &str) {
    black_box(scraper::Html::parse_document(page));
}

fn dom_smoothie(page: &str) {
    black_box(dom_smoothie::Readability::new(page, None, None).and_then(|mut it| it.parse()).ok());
}

fn rs_trafilatura(page: &str) {
    black_box(rs_trafilatura::extract(page).ok());
}

fn speed() {
    let pages = sample();
    let bytes: usize = pages.iter().map(String::len).sum();
    println!("{} pages, {:.1} MB, median of {ROUNDS} interleaved rounds, one thread", pages.len(), bytes as f64 / 1e6);
    let systems: [(&str, Run); 4] = [
        ("scraper parse alone", parse_alone),
        ("unhusk clean_html", clean_html),
        ("dom_smoothie", dom_smoothie),
        ("rs-trafilatura", rs_trafilatura),
    ];
    let mut times = vec![Vec::new(); systems.len()];
    for _ in 0..ROUNDS {
        for (times, (_, run)) in times.iter_mut().zip(&systems) {
            times.push(time(*run, &pages));
        }
    }
    let medians: Vec<Duration> = times.iter_mut().map(|times| median(times)).collect();
    println!("{:<22} {:>9} {:>15}", "", "MB/s", "× parse alone");
    for ((name, _), it) in systems.iter().zip(&medians) {
        println!("{name:<22} {:>9.1} {:>15.2}", rate(bytes, *it), medians[0].as_secs_f64() / it.as_secs_f64());
    }
    let texts: Vec<String> = pages.iter().map(|page| flatten(page)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| time(clean_text, &texts)).collect();
    println!("{:<22} {:>9.1}   of the pages' text", "unhusk clean_text", rate(bytes, median(&mut times)));
}

/// Nanoseconds a byte for inputs that double: a column that grows is a cost that is not linear.
fn linear() {
    let cases: [(&str, Run, fn(usize) -> String); 9] = [
        ("page", clean_html, |n| synthetic(4 * n)),
        ("depth", clean_html, |n| format!("{}deep{}", "<div>".repeat(500 * n), "</div>".repeat(500 * n))),
        ("attributes", clean_html, |n| {
            format!("<p {}>text</p>", (0..200 * n).map(|i| format!("a{i}=b ")).collect::<String>())
        }),
        ("tiny elements", clean_html, |n| "<i>a</i>".repeat(1000 * n)),
        ("one line", clean_text, |n| "word and more words ".repeat(500 * n)),
        ("tweets", clean_text, |n| "The ferry sails — Ann Berg (@annberg) May 4, 2018\n\n".repeat(150 * n)),
        ("table", clean_html, |n| format!("<table>{}", "<tr><td><table><td>a".repeat(150 * n))),
        ("open formatting", clean_html, |n| "<b><i><u>a<p>".repeat(150 * n)),
        ("broken JSON-LD", clean_html, |n| {
            format!("<script type=application/ld+json>[{}</script><p>a", "{\"name\": \"a \"b\", [".repeat(200 * n))
        }),
    ];
    println!("ns a byte at 1, 2, 4 … 64 ×");
    for (name, run, make) in cases {
        print!("{name:<18}");
        for n in [1, 2, 4, 8, 16, 32, 64] {
            let input = vec![make(n)];
            let rounds = (64 / n).clamp(1, 8);
            let best = (0..rounds).map(|_| time(run, &input)).min().unwrap_or_default();
            print!("{:>8.1}", best.as_secs_f64() * 1e9 / input[0].len() as f64);
        }
        println!();
    }
}

fn time(run: Run, pages: &[String]) -> Duration {
    let start = Instant::now();
    pages.iter().for_each(|page| run(page));
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

/// A flattened page: its text with a line for every block of text.
fn flatten(page: &str) -> String {
    let document = scraper::Html::parse_document(page);
    let body = scraper::Selector::parse("p, li, h1, h2, h3, td, a").expect("a selector");
    document.select(&body).map(|it| it.text().collect::<String>() + "\n").collect()
}

fn sample() -> Vec<String> {
    let corpus = std::env::var_os("UNHUSK_CORPUS").map(PathBuf::from);
    let pages = corpus.map(|folder| from_corpus(&folder)).unwrap_or_default();
    if pages.is_empty() {
        println!("UNHUSK_CORPUS names no folder with html/*.html.gz: a made-up page stands in");
        return vec![synthetic(200); 20];
    }
    pages
}

fn from_corpus(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.join("html")) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let step = files.len().div_ceil(PAGES).max(1);
    let read = |path: &PathBuf| {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(File::open(path).ok()?).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    files.iter().step_by(step).filter_map(read).collect()
}

/// A page of so many sections, in the style of the real thing.
fn synthetic(sections: usize) -> String {
    let head = "<!DOCTYPE html><html lang=en><title>Ferries sail again | The Harbour Post</title>\
        <body><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav><main><h1>Ferries sail again</h1>\
        <div class=byline>By Ann Berg</div><time datetime=2018-09-27>27 September 2018</time>";
    let section = "<section class='c-body'><h2>On board</h2><p>The ferry to <a href=/skagen>Skagen</a> sails again from \
        Monday, the harbour office said on Friday. Tickets are sold on board.</p><ul><li>Adults: 40<li>Children: 20</ul>\
        <div class='share-bar'><a href=#>Share</a> <a href=#>Tweet</a></div></section>";
    format!("{head}{}</main><footer>© The Harbour Post</footer>", section.repeat(sections))
}
