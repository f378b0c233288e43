//! The article of a page: `cargo run --example clean -- page.html`; without a file, of a small page that is given here.

const PAGE: &str = "<title>Ferries sail again – Harbour Post</title>
<nav><a href=/>Home</a> <a href=/news>News</a></nav>
<h1>Ferries sail again</h1><p>By Ann Berg</p>
<p>The <a href=/skagen>ferry to Skagen</a> sails again from Monday, the harbour office said.</p>
<p>Tickets are sold on board, where a queue had formed by noon.</p>
<aside>Share this: <a href=#>Facebook</a></aside>";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = match std::env::args().nth(1) {
        // Legacy encodings are detected.
        Some(path) => unhusk::decode(&std::fs::read(path)?, None).into_owned(),
        None => PAGE.to_owned(),
    };
    let cleaned = unhusk::Cleaner::new().url("https://example.org/news/1").markdown(true).clean(&page)?;
    println!("# {}\n\n{}", cleaned.title.unwrap_or_default(), cleaned.markdown.unwrap_or_default());
    eprintln!("{} of {} words kept", cleaned.stats.words_out, cleaned.stats.words_in);
    Ok(())
}
