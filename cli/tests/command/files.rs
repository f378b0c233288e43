//! One file, several files, standard input.

use super::{STORY, code, dir, feed, path, run, seed, stderr, stdout};

#[test]
fn a_file_gives_its_body() {
    let output = run(&[seed("000.txt").to_str().unwrap()]);
    assert_eq!(code(&output), 0);
    assert_eq!(stderr(&output), "");
    let expected = std::fs::read_to_string(seed("000.expected.txt")).unwrap();
    for paragraph in expected.lines() {
        assert!(stdout(&output).contains(paragraph), "{paragraph}");
    }
}

#[test]
fn standard_input_is_the_default_and_has_a_name() {
    for args in [&[][..], &["-"]] {
        let output = feed(args, format!("Share this:\n\n{STORY}\n"));
        assert_eq!(stdout(&output), format!("{STORY}\n"));
        assert_eq!(code(&output), 0);
    }
}

#[test]
fn html_and_text_are_told_apart_or_forced() {
    let html = format!("<p>Share this:</p><p>{STORY}</p>");
    assert_eq!(stdout(&feed(&[], html.clone())), format!("{STORY}\n"));
    assert!(stdout(&feed(&["--input", "text"], html.clone())).contains("<p>"));
    assert_eq!(stdout(&feed(&["--input", "html"], html)), format!("{STORY}\n"));
}

#[test]
fn files_come_in_order_with_a_blank_line_between() {
    let names: Vec<String> = (0..40).map(|n| format!("{n:02}.txt")).collect();
    let stories: Vec<String> = (0..40).map(|n| STORY.replace("Monday", &format!("day {n}"))).collect();
    let files: Vec<(&str, &[u8])> = names.iter().zip(&stories).map(|(n, s)| (n.as_str(), s.as_bytes())).collect();
    let dir = dir(&files);
    let paths: Vec<String> = names.iter().map(|it| path(&dir, it)).collect();
    let mut args: Vec<&str> = paths.iter().map(String::as_str).collect();
    args.extend(["--jobs", "3"]);
    assert_eq!(stdout(&run(&args)), stories.join("\n\n") + "\n");
}

#[test]
fn json_is_a_record_a_line() {
    let dir = dir(&[("a.txt", STORY.as_bytes()), ("b.html", format!("<p>{STORY}</p>").as_bytes())]);
    let one = run(&["-f", "json", &path(&dir, "a.txt")]);
    let record: serde_json::Value = serde_json::from_str(stdout(&one)).unwrap();
    assert_eq!(record["text"], STORY);
    assert!(record.get("id").is_none() && record.get("pieces").is_none());
    let two = run(&["-f", "json", "--pieces", "--no-removed", &path(&dir, "a.txt"), &path(&dir, "b.html")]);
    let records: Vec<serde_json::Value> =
        stdout(&two).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 2);
    assert_eq!(records[1]["id"], path(&dir, "b.html"));
    assert_eq!(records[0]["pieces"][0]["kind"], "kept");
}

#[test]
fn categories_are_kept_and_dropped() {
    let page = format!("Share this:\n\n{STORY}");
    assert!(stdout(&feed(&["--keep", "share,tags"], page.clone())).starts_with("Share this:"));
    assert!(!stdout(&feed(&["--keep", "tags", "--drop", "share"], page)).contains("Share"));
}

#[test]
fn selectors_keep_and_drop() {
    let page =
        format!("<p>{STORY}</p><div class=x><p>A second paragraph, long enough to be a part of the story.</p></div>");
    assert!(stdout(&feed(&[], page.clone())).contains("second"));
    assert!(!stdout(&feed(&["--drop-selector", ".x"], page.clone())).contains("second"));
    assert!(stdout(&feed(&["--drop-selector", ".x", "--keep-selector", ".x p"], page)).contains("second"));
}

#[test]
fn encodings_are_declared_named_or_guessed() {
    let declared = b"<meta charset=windows-1251><p>\xcf\xe0\xf0\xee\xec \xf1\xed\xee\xe2\xe0 \xf5\xee\xe4\xe8\xf2.</p>";
    let output = feed(&[], &declared[..]);
    assert_eq!((stdout(&output), stderr(&output)), ("Паром снова ходит.\n", ""));
    let named =
        feed(&["--encoding", "koi8-r"], &b"\xf0\xc1\xd2\xcf\xcd \xd3\xce\xcf\xd7\xc1 \xc8\xcf\xc4\xc9\xd4."[..]);
    assert_eq!((stdout(&named), stderr(&named)), ("Паром снова ходит.\n", ""));
    let latin = STORY.replace("office", "b\u{fc}ro").replace('ü', "\u{1}").into_bytes();
    let latin: Vec<u8> = latin.into_iter().map(|b| if b == 1 { 0xfc } else { b }).collect();
    let guessed = feed(&[], latin.clone());
    assert!(stdout(&guessed).contains("büro"), "{}", stdout(&guessed));
    assert!(stderr(&guessed).contains("its encoding was guessed; --encoding names it"));
    assert_eq!(stderr(&feed(&["--quiet"], latin.clone())), "");
    // What the page says of it is wrong, is no encoding, or is in its text.
    for says in ["<meta charset=utf-8>", "<meta charset='utf-42'>", "<p>The charset of this page:</p>"] {
        let page = [says.as_bytes(), b"<p>", &latin, b"</p>"].concat();
        let output = feed(&[], page);
        assert!(stdout(&output).contains("büro"), "{says}: {}", stdout(&output));
        assert!(stderr(&output).contains("its encoding was guessed"), "{says}: {}", stderr(&output));
    }
    for says in ["<meta charset=iso-8859-1>", "<?xml version='1.0' encoding = \"windows-1252\"?>"] {
        let page = [says.as_bytes(), b"<p>", &latin, b"</p>"].concat();
        assert_eq!(stderr(&feed(&[], page)), "", "{says}");
    }
    // A mark is one of UTF-8 too, whatever follows.
    assert!(!stderr(&feed(&[], &b"\xef\xbb\xbfThe ferry \xff sails."[..])).contains("guessed"));
    let marked = feed(&[], &b"\xff\xfeO\0k\0"[..]);
    assert_eq!(stderr(&marked).matches("guessed").count(), 0);
}
