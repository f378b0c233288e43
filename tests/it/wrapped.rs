//! Hard-wrapped text.

use unhusk::{Cleaner, Unwrap};

const LETTER: &str = "The ferry to the outer islands sails again from Monday, the harbour\n\
    office said on Thursday, after eleven weeks in the dock, and nobody on\n\
    the islands believes it before they have seen the smoke of it with\n\
    their own eyes.\n\nIt rained.";

#[test]
fn wrapped_paragraphs_are_joined() {
    let text = Cleaner::new().clean_text(LETTER).expect("defaults").text;
    assert!(text.contains("the harbour office said"), "{text}");
    assert!(text.ends_with("own eyes.\n\nIt rained."), "{text}");
    let text = Cleaner::new().unwrap(Unwrap::Never).clean_text(LETTER).expect("defaults").text;
    assert!(text.contains("the harbour\noffice said"), "{text}");
}

#[test]
fn markdown_has_no_breaks_inside_them() {
    let cleaned = Cleaner::new().markdown(true).clean_text(LETTER).expect("defaults");
    assert!(cleaned.markdown.is_some_and(|it| it.contains("the harbour office said")));
}

#[test]
fn lists_verse_and_code_keep_their_lines() {
    for text in [
        "- the ferry to the outer islands sails again from Monday, they said\n- the bridge over the brook is closed for repairs until the spring\n- the shop at the pier has tomatoes again, and bread on all Sundays",
        "Of all the ferries sailing on the grey and endless winter water there\nThe one I love is small and old and never quite arrives at any quay at\nAnd yet it carries every letter that I ever wrote to you from all here",
        "let first = open(path_of_the_first_file_that_is_to_be_read, options);\nlet second = open(path_of_the_second_file_that_is_to_be_read, other);\nlet third = open(path_of_the_third_file_that_is_to_be_read, options);",
    ] {
        let cleaned = Cleaner::new().clean_text(text).expect("defaults").text;
        assert_eq!(cleaned.lines().count(), 3, "{cleaned}");
    }
}

#[test]
fn narrow_columns_are_joined_and_their_broken_words_too() {
    let text = "1. Water\nPeat that has been drained loses water in two\nways. The first is the flow into ditches, which\n\
        depends on the slope of the land and on the dis-\ntance between the ditches. It is a slow and long-\nterm loss, \
        which is often forgotten by those\nwho live there.";
    let text = Cleaner::new().clean_text(text).expect("defaults").text;
    assert!(text.starts_with("1. Water\n"), "{text}");
    assert!(text.contains("in two ways.") && text.contains("on the distance between"), "{text}");
    assert!(text.contains("and long-term loss"), "{text}");
}

#[test]
fn narrow_verse_and_lists_keep_their_lines() {
    for text in [
        "the harbour sleeps and nobody has seen\nhow grey the water under it has been\nand we who wait\nare always late",
        "two hundred grams of flour, sifted twice\na pinch of salt\nhalf a litre of milk from the village\none egg",
    ] {
        let cleaned = Cleaner::new().clean_text(text).expect("defaults").text;
        assert_eq!(cleaned.lines().count(), 4, "{cleaned}");
    }
}
