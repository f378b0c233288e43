//! What a project that depends on the published crate can do; run by the `package` stage of `tests/run.sh`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = "Share this:\n\nThe ferry to Skagen sails again from Monday, the harbour office said in a statement.";
    let cleaned = unhusk::clean(page);
    assert_eq!(cleaned.text, "The ferry to Skagen sails again from Monday, the harbour office said in a statement.");
    // The table of references is the crate's own, not one that this repository alone puts in its place.
    let html = "<title>Bl&aring;b&aelig;r</title><p>The ferry sails again from Monday &ndash; at &frac12; past ten, they said &NotEqualTilde; &copy 2020.</p>";
    let cleaned = unhusk::Cleaner::new().clean_html(html)?;
    assert_eq!(cleaned.text, "The ferry sails again from Monday – at ½ past ten, they said ≂\u{338} © 2020.");
    assert_eq!(cleaned.title.as_deref(), Some("Blåbær"));
    let cleaner = unhusk::Cleaner::new().embeds(unhusk::Embeds::Keep).pieces(true);
    assert!(cleaner.clean_bytes(page.as_bytes(), None)?.pieces.is_some());
    println!("the packaged crate works");
    Ok(())
}
