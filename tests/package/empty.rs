//! What a project that depends on the published crate can do; run by the `package` stage of `tests/run.sh`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = "Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said in a statement.";
    let cleaned = unhusk::clean(page);
    assert_eq!(cleaned.text, "The ferry to Skagen sails again from Monday, the harbour office said in a statement.");
    let cleaner = unhusk::Cleaner::new().embeds(unhusk::Embeds::Keep).pieces(true);
    assert!(cleaner.clean_bytes(page.as_bytes(), None)?.pieces.is_some());
    println!("the packaged crate works");
    Ok(())
}
