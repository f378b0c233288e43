//! What a page says of itself, and where it says so: `cargo run --example metadata -- page.html`.

const PAGE: &str = r#"<html lang=en><title>Ferries sail again – Harbour Post</title>
<meta property=og:site_name content="Harbour Post"><meta name=keywords content="ferries, Skagen">
<script type=application/ld+json>{"@type": "NewsArticle", "datePublished": "2026-11-30T08:00:00Z",
  "author": {"@type": "Person", "name": "Ann Berg"}}</script>
<h1>Ferries sail again</h1><p>The ferry to Skagen sails again from Monday, the harbour office said.</p>"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = std::env::args().nth(1).map_or(Ok(PAGE.to_owned()), std::fs::read_to_string)?;
    let cleaned = unhusk::Cleaner::new().metadata_sources(true).clean(&page)?;
    println!("title: {}", cleaned.title.as_deref().unwrap_or("none"));
    println!("{}", serde_json::to_string_pretty(&cleaned.metadata)?);
    for (field, source) in cleaned.metadata_sources.iter().flatten() {
        println!("{field} is from {source}");
    }
    Ok(())
}
