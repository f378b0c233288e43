//! A bit of a page, repeated: eight times as much must not take much more than eight times as long.
#![no_main]

use std::time::{Duration, Instant};

use libfuzzer_sys::fuzz_target;
use unhusk::Cleaner;

/// Bytes of the shorter page, and how many times longer the other is.
const SHORT: usize = 4 << 10;
const TIMES: u32 = 8;

/// How much more than [`TIMES`] is taken for superlinear: quadratic time would be eight.
const SLACK: u32 = 3;

/// Less than this says nothing on a busy machine.
const TELLING: Duration = Duration::from_millis(40);

/// Measurements before a page is said to be superlinear; one that is linear acquits it.
const TRIES: usize = 5;

fuzz_target!(|bit: &str| {
    if bit.is_empty() || bit.len() > SHORT / 8 {
        return;
    }
    let short = bit.repeat(SHORT.div_ceil(bit.len()));
    let long = short.repeat(TIMES as usize);
    for clean in [text as fn(&str) -> Duration, html] {
        let linear = |_| {
            let (one, many) = (clean(&short), clean(&long));
            many < TELLING || many <= one * TIMES * SLACK
        };
        assert!((0..TRIES).any(linear), "{TIMES} times as many bytes take more than {} times as long", TIMES * SLACK);
    }
});

fn text(page: &str) -> Duration {
    let started = Instant::now();
    let _ = Cleaner::new().pieces(true).clean_text(page);
    started.elapsed()
}

fn html(page: &str) -> Duration {
    let started = Instant::now();
    let _ = Cleaner::new().pieces(true).markdown(true).html(true).clean_html(page);
    started.elapsed()
}
