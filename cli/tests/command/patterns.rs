//! `--drop-pattern`, `--keep-pattern` and `--rules`.

use super::{STORY, code, feed, run, stderr, stdout};

#[test]
fn patterns_take_and_keep() {
    let page = format!("By Ann Berg\n\nSKAGEN (HP) – {STORY}\n\nThis story was first told on the quay of Skagen.");
    let args =
        ["--drop-pattern", r"^SKAGEN \(HP\) –", "--drop-pattern", "(?i)THIS story was .*", "--keep-pattern", "Ann"];
    let output = feed(&args, page.as_str());
    assert_eq!((code(&output), stdout(&output)), (0, format!("By Ann Berg\n\n{STORY}\n").as_str()));
    // A pattern may begin with a hyphen.
    let output = feed(&["--drop-pattern", "-{2,} .*"], format!("{STORY}\n\n--- from our desk"));
    assert_eq!(stdout(&output), format!("{STORY}\n"));
    let output = feed(&["--jsonl", "--drop-pattern", "SKAGEN"], r#"{"id": 1, "text": "SKAGEN sails again."}"#);
    assert!(stdout(&output).contains(r#""rule":"pattern","reason":"the caller's pattern `SKAGEN` drops this""#));
}

#[test]
fn a_wrong_pattern_is_usage_and_says_where() {
    for (option, pattern) in [("--drop-pattern", "ab(c"), ("--keep-pattern", "ab(c")] {
        let output = feed(&[option, pattern], STORY);
        assert_eq!(code(&output), 2);
        let message = "`ab(c` is not a regular expression: unclosed group, at character 3";
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

#[test]
fn the_rules_are_listed() {
    let output = run(&["--rules"]);
    assert_eq!(code(&output), 0);
    let listed = stdout(&output);
    assert!(listed.contains("share-label (share, firm)\n  "), "{listed}");
    let count = |start: &str| listed.lines().filter(|line| line.starts_with(start)).count();
    let rules = listed.lines().filter(|line| line.ends_with(')') && !line.starts_with(' ')).count();
    assert_eq!((count("  takes   "), count("  leaves  ")), (rules, rules));
    assert!(rules > 40, "{rules}");
}
