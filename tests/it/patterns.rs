//! The caller's own patterns: what they take, what they leave, and what wins over them.

use unhusk::{Action, Category, Cleaned, Cleaner, Error, Override};

const PAGE: &str = "By Ann Berg\n\nSKAGEN (HP) – The ferry sails again from Monday, the harbour\u{a0}office  said.\n\n\
    Share this:\n\nTickets are sold on board, where a queue had formed by noon (HP).";

fn clean(cleaner: Result<Cleaner, Error>, page: &str) -> Cleaned {
    let cleaner = cleaner.expect("these patterns are right").pieces(true);
    let cleaned = cleaner.clean(page).expect("no limit is met");
    let source = cleaned.source.as_deref().unwrap_or(page);
    let pieces = cleaned.pieces.as_deref().expect("asked for");
    assert_eq!(pieces.iter().map(|it| &source[it.start..it.end]).collect::<String>(), source);
    for it in &cleaned.removed {
        assert_eq!(it.text, source[it.start..it.end]);
    }
    cleaned
}

fn dropping(patterns: &[&str], page: &str) -> Cleaned {
    clean(patterns.iter().try_fold(Cleaner::new(), |cleaner, it| cleaner.drop_pattern(*it)), page)
}

fn by_pattern(cleaned: &Cleaned) -> Vec<&str> {
    cleaned.removed.iter().filter(|it| it.rule == "pattern").map(|it| it.text.as_str()).collect()
}

#[test]
fn a_match_inside_takes_its_span_and_one_of_the_whole_block_the_block() {
    let cleaned = dropping(&[r"\(HP\)", "Tickets.*"], PAGE);
    assert_eq!(cleaned.text, "SKAGEN – The ferry sails again from Monday, the harbour office said.");
    assert_eq!(by_pattern(&cleaned), ["(HP)", "Tickets are sold on board, where a queue had formed by noon (HP)."]);
    let removed = cleaned.removed.iter().find(|it| it.rule == "pattern").expect("there are two");
    assert_eq!((removed.category, removed.score), (Category::Other, 1000));
    assert_eq!(removed.reason, r"the caller's pattern `\(HP\)` drops this");
}

#[test]
fn a_pattern_that_can_match_the_whole_block_does() {
    let page = "The ferry sails again from Monday, they said.\n\nSkagerrak, in the north of it";
    assert_eq!(by_pattern(&dropping(&["Skag|Skagerrak.*"], page)), ["Skagerrak, in the north of it"]);
    assert_eq!(by_pattern(&dropping(&["(?x) Skag | Skagerrak.* # both"], page)), ["Skagerrak, in the north of it"]);
}

#[test]
fn white_space_is_folded_before_and_spans_are_of_the_page() {
    assert_eq!(by_pattern(&dropping(&["harbour office said"], PAGE)), ["harbour\u{a0}office  said"]);
    let wrapped = dropping(
        &["^.*(?i:FERRY SAILS again).*$"],
        "<p>The ferry\n   sails&nbsp;again\n from Monday.</p><p>They said so.</p>",
    );
    assert_eq!(wrapped.text, "They said so.");
    // The spaces around a match part the words that are left.
    assert_eq!(
        dropping(&[r"\s*\(HP\)\s*"], "The ferry (HP) sails again from Monday.").text,
        "The ferry sails again from Monday."
    );
}

#[test]
fn no_character_and_no_text_is_lost_to_empty_or_odd_matches() {
    for pattern in ["", "x*", r"\b", "^", "$", "(?:)|(?:)", r"\s+", "🦆"] {
        let cleaned = dropping(&[pattern], PAGE);
        assert!(by_pattern(&cleaned).is_empty(), "{pattern}: {:?}", by_pattern(&cleaned));
    }
    let emoji = "The 🎉 ferry 🚢 sails again from Monday, they said.";
    assert_eq!(dropping(&["[🎉🚢]"], emoji).text, "The ferry sails again from Monday, they said.");
}

#[test]
fn many_matches_of_many_words_take_all_of_them() {
    let words: Vec<String> = (0..2_000).map(|it| format!("word{it}x")).collect();
    let page = format!("{} The ferry sails again from Monday.", words.join(" "));
    let cleaned = dropping(&[&words.join("|")], &page);
    assert_eq!(cleaned.text, "The ferry sails again from Monday.");
    assert_eq!(by_pattern(&cleaned).len(), 2_000);
}

#[test]
fn a_kept_pattern_undoes_each_removal_that_it_touches() {
    assert!(!unhusk::clean(PAGE).text.contains("Ann Berg"));
    let kept = clean(Cleaner::new().keep_pattern("Ann"), PAGE);
    assert!(kept.text.starts_with("By Ann Berg\n\n"), "{}", kept.text);
    assert!(!kept.text.contains("Share this"));
    let both = clean(Cleaner::new().drop_pattern("Tickets.*").and_then(|it| it.keep_pattern("queue")), PAGE);
    assert!(both.text.contains("Tickets are sold"), "{}", both.text);
}

#[test]
fn words_of_more_force_win_over_patterns() {
    let keep = Cleaner::new().keep(Category::Byline).drop_pattern("By Ann Berg|SKAGEN");
    let cleaned = clean(keep, PAGE);
    assert!(cleaned.text.starts_with("By Ann Berg\n\n(HP)"), "{}", cleaned.text);
    let drop = Cleaner::new().drop(Category::Share).keep_pattern("Share this");
    assert!(!clean(drop, PAGE).text.contains("Share this"));
    let at = PAGE.find("SKAGEN").expect("it is there");
    let range = Override { start: at, end: at + 6, action: Action::Keep };
    let overridden = Cleaner::new().drop_pattern("SKAGEN").and_then(|it| it.override_range(range));
    assert!(clean(overridden, PAGE).text.starts_with("SKAGEN"));
}

#[test]
fn patterns_win_over_selectors_rules_and_scorer() {
    let page = "<article><p>The ferry sails again from Monday, they said.</p><p>Sponsored by the harbour.</p></article>\
        <nav><p>Home of the duck</p></nav>";
    let in_kept = Cleaner::new().keep_selector("article").and_then(|it| it.drop_pattern("^Sponsored.*"));
    assert_eq!(clean(in_kept, page).text, "The ferry sails again from Monday, they said.");
    let in_dropped = Cleaner::new().drop_selector("nav").and_then(|it| it.keep_pattern("duck"));
    assert!(clean(in_dropped, page).text.ends_with("Home of the duck"));
    let table = "<p>The ferry sails again from Monday, they said.</p><table><tr><td>Monday<td>10:30<tr><td>Tuesday<td>11:30</table>";
    let cells = Cleaner::new().include_tables(false).keep_pattern("Tuesday|11:30");
    assert_eq!(clean(cells, table).text, "The ferry sails again from Monday, they said.\n\nTuesday\t11:30");
}

#[test]
fn markdown_and_html_lack_what_a_pattern_takes() {
    let page = "<p>The <b>ferry (HP) sails</b> again from <a href=/m>Monday (HP)</a>, they said.</p>";
    let cleaner = Cleaner::new().markdown(true).html(true).drop_pattern(r"\(HP\)");
    let cleaned = clean(cleaner, page);
    assert_eq!(cleaned.text, "The ferry sails again from Monday, they said.");
    let markdown = "The **ferry** **sails** again from [Monday](/m), they said.";
    assert_eq!(cleaned.markdown.as_deref(), Some(markdown));
    assert!(cleaned.html.is_some_and(|it| it.contains(r#"<a href="/m">Monday</a>, they said."#)));
}

#[test]
fn what_remains_of_a_block_of_marks_goes_with_its_words() {
    let page = "The ferry sails again from Monday, they said.\n\n[ Sponsored ]";
    let cleaned = dropping(&["Sponsored"], page);
    assert_eq!(cleaned.text, "The ferry sails again from Monday, they said.");
}

#[test]
fn options_are_parsed_when_they_are_set() {
    let page = PAGE.to_owned();
    for error in [
        Cleaner::new().drop_pattern("(").unwrap_err(),
        Cleaner::new().keep_pattern("[b-a]").unwrap_err(),
        Cleaner::new().drop_selector("p >").unwrap_err(),
        Cleaner::new().keep_selector(":hover").unwrap_err(),
        Cleaner::new().override_range(Override { start: 2, end: 1, action: Action::Keep }).unwrap_err(),
        Cleaner::with_options(serde_json::from_str(r#"{"drop_patterns": ["a", "("]}"#).expect("a list")).unwrap_err(),
    ] {
        assert_eq!(error.code(), "INVALID_OPTIONS", "{error}");
    }
    let options = serde_json::from_str(r#"{"drop_patterns": ["^SKAGEN"], "keep_patterns": ["Ann"]}"#).expect("lists");
    let cleaned = Cleaner::with_options(options).expect("right").clean(&page).expect("no limit is met");
    assert!(cleaned.text.starts_with("By Ann Berg\n\n(HP)"), "{}", cleaned.text);
}
