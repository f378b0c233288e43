//! The same answers on every target: run natively by `cargo test`, on wasm32 (Node and Chromium) by
//! `node www/test/run.mjs wasm`. What is asserted here must hold, byte for byte, on all of them.

use unhusk::{Category, Cleaner};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const SEED: &str = include_str!("../fixtures/seeds/000.txt");
const SEED_TEXT: &str = include_str!("../fixtures/seeds/000.expected.txt");

#[test]
fn a_seed_keeps_its_body() {
    let page = unhusk::clean(SEED);
    let first = SEED_TEXT.lines().find(|line| line.len() > 80).expect("the seed has prose");
    assert!(page.text.contains(first), "{}", page.text);
}

#[test]
fn fingerprints_are_the_same_everywhere() {
    let page =
        unhusk::clean("The ferry to Skagen sails again from Monday, the harbour office said. Žluťoučký kůň. Паром.");
    assert_eq!(page.fingerprint, "76ae4c5f414cf4f9");
}

#[test]
fn pieces_rebuild_the_input() {
    let input = "Share this:\n\nПаром 🎉 снова ходит.\u{0}\u{feff} שלום\r\n\r\n\u{a0}End.";
    let page = Cleaner::new().pieces(true).clean_text(input).expect("no limit is met");
    let rebuilt: String = page.pieces.expect("asked for").iter().map(|p| &input[p.start..p.end]).collect();
    assert_eq!(rebuilt, input);
    assert_eq!(page.removed[0].category, Category::Share);
}

#[test]
fn deep_nesting_fits_the_stack() {
    let html = format!("{}The ferry sails again.", "<div>".repeat(20_000));
    assert!(Cleaner::new().clean_html(&html).is_ok());
}
