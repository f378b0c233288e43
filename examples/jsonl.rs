//! One record a line, as data pipelines have them: `cargo run --example jsonl < pages.jsonl`; each line is
//! `{"id": …, "html": …}`. The `unhusk` command does the same on all cores, with a record for each line that is wrong.

use std::io::{BufRead, Write, stdin, stdout};

use serde_json::{Value, json};
use unhusk::Cleaner;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cleaner = Cleaner::new().explain(false);
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let cleaned = cleaner.clean(record["html"].as_str().unwrap_or_default())?;
        let answer =
            json!({"id": record["id"], "title": cleaned.title, "text": cleaned.text, "date": cleaned.metadata.date});
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
