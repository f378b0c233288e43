//! Throughput beside the peers.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::pages::{flatten, sample};
use crate::{Run, clean_html, clean_text};

/// Rounds; each page counts with its best.
const ROUNDS: usize = 7;

fn parse_alone(page: &str) {
    black_box(scraper::Html::parse_document(page));
}

fn dom_smoothie(page: &str) {
    black_box(dom_smoothie::Readability::new(page, None, None).and_then(|mut it| it.parse()).ok());
}

fn rs_trafilatura(page: &str) {
    black_box(rs_trafilatura::extract(page).ok());
}

/// Prints the table. The systems take turns on each page, processor time counts, and each page's best round, so that a busy
/// machine and a clock that changes disturb little.
pub fn table() {
    let pages = sample();
    println!("{} pages, {:.1} MB, each page's best of {ROUNDS} rounds, one thread", pages.len(), megabytes(&pages));
    let systems: [(&str, Run); 4] = [
        ("scraper parse alone", parse_alone),
        ("unhusk clean_html", clean_html),
        ("dom_smoothie", dom_smoothie),
        ("rs-trafilatura", rs_trafilatura),
    ];
    let times = best(&systems.map(|it| it.1), &pages);
    println!("{:<22} {:>9} {:>13} {:>15}", "", "MB/s", "ms a page", "× parse alone");
    for ((name, _), it) in systems.iter().zip(&times) {
        let ratio = times[0].as_secs_f64() / it.as_secs_f64();
        println!("{name:<22} {:>9.1} {:>13.2} {ratio:>15.2}", rate(&pages, *it), per_page(&pages, *it));
    }
    let texts: Vec<String> = pages.iter().map(|page| flatten(page)).collect();
    let it = best(&[clean_text as Run], &texts)[0];
    println!(
        "{:<22} {:>9.1} {:>13.2}   of the pages' text; {:.2} × the time of their HTML",
        "unhusk clean_text",
        rate(&texts, it),
        per_page(&texts, it),
        it.as_secs_f64() / times[1].as_secs_f64()
    );
}

/// The sum over all pages of each system's best round.
fn best(systems: &[Run], pages: &[String]) -> Vec<Duration> {
    // The first page of a process pays for tables that are made once.
    systems.iter().for_each(|run| run(&pages[0]));
    let mut sums = vec![Duration::ZERO; systems.len()];
    for page in pages {
        let mut best = vec![Duration::MAX; systems.len()];
        for _ in 0..ROUNDS {
            for (best, run) in best.iter_mut().zip(systems) {
                *best = (*best).min(time(*run, page));
            }
        }
        sums.iter_mut().zip(best).for_each(|(sum, it)| *sum += it);
    }
    sums
}

fn time(run: Run, page: &str) -> Duration {
    let start = clock();
    run(page);
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

fn per_page(pages: &[String], time: Duration) -> f64 {
    time.as_secs_f64() * 1e3 / pages.len() as f64
}

fn rate(pages: &[String], time: Duration) -> f64 {
    megabytes(pages) / time.as_secs_f64()
}

fn megabytes(pages: &[String]) -> f64 {
    pages.iter().map(String::len).sum::<usize>() as f64 / 1e6
}
