//! The `unhusk` command.
use std::io::{BufRead, Write};

#[derive(serde::Deserialize)]
struct Record {
    id: serde_json::Value,
    html: Option<String>,
    text: Option<String>,
}

fn main() -> anyhow::Result<()> {
    let stdout = std::io::stdout();
    let mut out = std::io::BufWriter::new(stdout.lock());
    for line in std::io::stdin().lock().lines() {
        let record: Record = serde_json::from_str(&line?)?;
        let cleaner = unhusk::Cleaner::new();
        let cleaned = match (&record.html, &record.text) {
            (Some(html), _) => cleaner.clean_html(html)?,
            (_, Some(text)) => cleaner.clean_text(text)?,
            _ => continue,
        };
        let mut value = serde_json::to_value(&cleaned)?;
        value["id"] = record.id;
        serde_json::to_writer(&mut out, &value)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
