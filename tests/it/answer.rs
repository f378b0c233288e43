//! Overrides, the confidence, and whether the page is cut short.

use unhusk::{Action, Cleaner, Override};

const STORY: &str = "<!doctype html><h1>Ferry to Skagen sails again</h1><p>The ferry to Skagen sails again from Monday, the \
    harbour office said. Tickets are sold on board, where a queue had formed by noon.</p><p>Already a subscriber? Log in</p>";

#[test]
fn a_page_is_as_sure_with_a_piece_of_a_paragraph_gone() {
    let whole = Cleaner::new().clean_html(STORY).unwrap();
    let at = whole.text.len() / 2;
    let cut = Override { start: at, end: at + 4, action: Action::Drop };
    let less = Cleaner::new().override_range(cut).unwrap().clean_html(STORY).unwrap();
    assert!(whole.confidence.abs_diff(less.confidence) <= 10, "{} {}", whole.confidence, less.confidence);
    assert!(less.stats.words_out < whole.stats.words_out);
}

#[test]
fn a_range_beyond_the_page_is_its_rest() {
    let rest = Override { start: 0, end: usize::MAX, action: Action::Drop };
    assert_eq!(Cleaner::new().override_range(rest).unwrap().clean_html(STORY).unwrap().text, "");
}

#[test]
fn a_paywall_tells_that_the_page_is_cut_short() {
    assert!(Cleaner::new().clean_html(STORY).unwrap().metadata.truncated);
    let hidden = STORY.replace("<p>Already", "<p hidden>Already");
    assert!(!Cleaner::new().clean_html(&hidden).unwrap().metadata.truncated);
}
