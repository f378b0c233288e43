//! Every piece of a page in its order, with what became of it and why: `cargo run --example explain -- scrape.txt`.

use unhusk::{Cleaner, PieceKind};

const PAGE: &str = "Get short URL\n\nThe ferry to Skagen sails again from Monday, the harbour office said.\n\n\
    © Harbour Post / Ann Berg\n\nTickets are sold on board, where a queue had formed by noon.\n\nShare this: Facebook Twitter";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = std::env::args().nth(1).map_or(Ok(PAGE.to_owned()), std::fs::read_to_string)?;
    let cleaned = Cleaner::new().pieces(true).clean(&page)?;
    // Pieces of HTML index the text of its blocks, those of text the text itself.
    let source = cleaned.source.as_deref().unwrap_or(&page);
    for piece in cleaned.pieces.iter().flatten().filter(|piece| piece.kind != PieceKind::Space) {
        let text = &source[piece.start..piece.end];
        match piece.removed.and_then(|index| cleaned.removed.get(index)) {
            Some(removed) => println!("- {text}\n    {} ({}): {}", removed.category, removed.rule, removed.reason),
            None => println!("  {text}"),
        }
    }
    Ok(())
}
