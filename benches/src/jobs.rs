//! JSON Lines on two cores beside one: the command over the sample.

use std::fs::File;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::pages::sample;

const ROUNDS: usize = 3;

/// Prints the times; `UNHUSK` names the built command, else `target/release/unhusk`.
pub fn table() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/unhusk");
    let command = std::env::var("UNHUSK").unwrap_or_else(|_| beside.to_owned());
    let path = std::env::temp_dir().join(format!("unhusk-jobs-{}.jsonl", std::process::id()));
    let lines: String = sample()
        .iter()
        .enumerate()
        .map(|(id, page)| serde_json::json!({"id": id.to_string(), "html": page}).to_string() + "\n")
        .collect();
    std::fs::write(&path, lines.repeat(2)).expect("the temporary folder can be written");
    let time = |jobs: &str| -> Duration {
        let start = Instant::now();
        let input = File::open(&path).expect("it was written");
        let done = Command::new(&command)
            .args(["--jsonl", "--quiet", "--jobs", jobs])
            .stdin(input)
            .stdout(Stdio::null())
            .status();
        assert!(done.is_ok_and(|it| it.success()), "{command} does not run: build it with --release");
        start.elapsed()
    };
    let best = |jobs: &str| (0..ROUNDS).map(|_| time(jobs)).min().unwrap_or_default().as_secs_f64();
    let (one, two) = (best("1"), best("2"));
    println!("one core {one:.2} s, two {two:.2} s: {:.2} ×", one / two);
    std::fs::remove_file(&path).ok();
}
