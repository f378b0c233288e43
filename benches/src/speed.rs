//! Throughput beside the peers.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::pages::{flatten, sample};
use crate::{Run, clean_html, clean_text};

/// Rounds; odd, so that the median is one of them.
const ROUNDS: usize = 5;

fn parse_alone(page: &str) {
    black_box(scraper::Html::parse_document(page));
}

fn dom_smoothie(page: &str) {
    black_box(dom_smoothie::Readability::new(page, None, None).and_then(|mut it| it.parse()).ok());
}

fn rs_trafilatura(page: &str) {
    black_box(rs_trafilatura::extract(page).ok());
}

/// Prints the table. Rounds are interleaved and processor time counts, so that a busy machine disturbs little.
pub fn table() {
    let pages = sample();
    let bytes: usize = pages.iter().map(String::len).sum();
    println!("{} pages, {:.1} MB, median of {ROUNDS} interleaved rounds, one thread", pages.len(), bytes as f64 / 1e6);
    let systems: [(&str, Run); 4] = [
        ("scraper parse alone", parse_alone),
        ("unhusk clean_html", clean_html),
        ("dom_smoothie", dom_smoothie),
        ("rs-trafilatura", rs_trafilatura),
    ];
    // The first page of a process pays for tables that are made once.
    clean_html(&pages[0]);
    clean_text(&pages[0]);
    let mut times = vec![Vec::new(); systems.len()];
    for _ in 0..ROUNDS {
        for (times, (_, run)) in times.iter_mut().zip(&systems) {
            times.push(time(*run, &pages));
        }
    }
    let medians: Vec<Duration> = times.iter_mut().map(|times| median(times)).collect();
    println!("{:<22} {:>9} {:>13} {:>15}", "", "MB/s", "ms a page", "× parse alone");
    for ((name, _), it) in systems.iter().zip(&medians) {
        let ratio = medians[0].as_secs_f64() / it.as_secs_f64();
        println!("{name:<22} {:>9.1} {:>13.2} {ratio:>15.2}", rate(bytes, *it), per_page(*it, pages.len()));
    }
    let texts: Vec<String> = pages.iter().map(|page| flatten(page)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| time(clean_text, &texts)).collect();
    let it = median(&mut times);
    println!(
        "{:<22} {:>9.1} {:>13.2}   of the pages' text",
        "unhusk clean_text",
        rate(bytes, it),
        per_page(it, texts.len())
    );
}

fn time(run: Run, pages: &[String]) -> Duration {
    let start = clock();
    pages.iter().for_each(|page| run(page));
    clock().saturating_sub(start)
}

/// The thread's processor time where the system tells it (Linux), else that of the wall.
pub fn clock() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn per_page(time: Duration, pages: usize) -> f64 {
    time.as_secs_f64() * 1e3 / pages as f64
}

fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}
