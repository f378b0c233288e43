//! Clear messages and proper exit codes.

use super::{STORY, code, dir, feed, path, run, stderr, stdout};

/// Runs with standard input `input` and expects this exit code and this in the message.
fn expect(args: &[&str], input: &[u8], exit: i32, message: &str) {
    let output = feed(args, input);
    assert_eq!(code(&output), exit, "{args:?}: {}", stderr(&output));
    assert!(stderr(&output).contains(message), "{args:?}: {}", stderr(&output));
    assert!(!stderr(&output).contains("panicked") && !stderr(&output).contains("os error"), "{}", stderr(&output));
}

#[test]
fn what_is_no_file_is_said() {
    let dir = dir(&[]);
    expect(&[&path(&dir, "none.html")], b"", 1, "none.html: no such file");
    expect(&[dir.path().to_str().unwrap()], b"", 1, "it is a directory; name the files in it");
    expect(&["-", "-"], b"", 2, "can be read only once");
}

#[test]
fn an_address_is_told_from_a_page() {
    let says = "a web address, not a page; unhusk fetches nothing: curl -sL ADDRESS | unhusk";
    expect(&["https://example.org/story"], b"", 1, says);
    expect(&["-"], b" https://example.org/story\n", 0, says);
    assert!(!stderr(&feed(&["-"], b"See https://example.org/story\n")).contains(says));
}

#[test]
fn one_bad_file_leaves_the_rest() {
    let dir = dir(&[("a.txt", STORY.as_bytes())]);
    let output = run(&[&path(&dir, "none"), &path(&dir, "a.txt")]);
    assert_eq!((code(&output), stdout(&output)), (1, format!("{STORY}\n").as_str()));
}

#[test]
fn wrong_options_are_usage() {
    expect(&["--keep", "tweets"], b"", 2, "invalid value 'tweets'");
    expect(&["--keep", "tweets"], b"", 2, "embed");
    expect(&["--drop", "share,"], b"", 2, "--drop");
    expect(&["--embeds", "some"], b"", 2, "drop, link, keep");
    expect(&["--encoding", "utf-42"], b"", 2, "no such encoding");
    expect(&["--max-input-bytes", "lots"], b"", 2, "not a number of bytes");
    expect(&["--keep-selector", "p >"], b"", 2, "p >");
    expect(&["--frobnicate"], b"", 2, "--frobnicate");
    expect(&["--jsonl", "--output", "x"], b"", 2, "cannot be used with");
    expect(&["--explain", "--format", "json"], b"", 2, "cannot be used with");
    expect(&["--force"], b"", 2, "--output");
    expect(&["--jobs", "1025"], b"", 2, "1025 is not in 0..=1024");
    for jobs in ["18446744073709551615", "-1", "many"] {
        expect(&[&format!("--jobs={jobs}"), "--jsonl"], b"", 2, "--jobs");
    }
    expect(&["--jobs", "1024"], STORY.as_bytes(), 0, "");
}

#[test]
fn what_only_json_has_is_refused_elsewhere() {
    for (option, instead) in [
        ("--markdown", "--format json or --jsonl, or --format markdown in its place"),
        ("--html", "--format json or --jsonl, or --format html in its place"),
        ("--pieces", "--format json or --jsonl"),
        ("--metadata-sources", "--format json or --jsonl"),
        ("--no-removed", "--format json or --jsonl"),
    ] {
        for form in [&[][..], &["-f", "text"], &["-f", "markdown"], &["-f", "html"], &["--explain"]] {
            let args = [form, &[option]].concat();
            expect(&args, STORY.as_bytes(), 2, option);
            expect(&args, STORY.as_bytes(), 2, instead);
        }
        expect(&["-f", "json", option], STORY.as_bytes(), 0, "");
        expect(&["--jsonl", option], b"", 0, "");
    }
}

#[test]
fn nothing_and_only_junk_are_answers() {
    expect(&[], b"", 0, "empty: nothing to clean");
    expect(&[], b"\xef\xbb\xbf \n\n", 0, "empty: nothing to clean");
    expect(&[], b"Share this:\n\nGet short URL\n", 0, "no body found (confidence");
    assert_eq!(stdout(&feed(&[], "Share this:\n")), "");
    assert_eq!(stderr(&feed(&["-q"], "Share this:\n")), "");
}

#[test]
fn what_is_too_large_or_no_page_is_refused() {
    expect(&["--max-input-bytes", "10"], STORY.as_bytes(), 1, "raise --max-input-bytes");
    let dir = dir(&[("big.txt", STORY.as_bytes())]);
    expect(&["--max-input-bytes", "10", &path(&dir, "big.txt")], b"", 1, "94 bytes");
    expect(&[], b"%PDF-1.7\n\xff", 1, "it is a PDF");
    expect(&[], b"BZh91AY", 1, "bunzip2 -c");
    expect(&[], b"\x1f\x8b\x08\0\0", 1, "it is compressed and cannot be read: the file ends in the middle of it");
}

/// The largest numbers, as programs write "no limit".
#[test]
fn a_limit_may_be_as_large_as_any_number() {
    let record = format!("{{\"text\": \"{STORY}\"}}\n");
    for limit in [i64::MAX.to_string(), usize::MAX.to_string()] {
        let output = feed(&["--max-input-bytes", &limit], STORY);
        assert_eq!((code(&output), stdout(&output)), (0, format!("{STORY}\n").as_str()), "{limit}");
        let output = feed(&["--jsonl", "--max-input-bytes", &limit], record.clone());
        assert!(code(&output) == 0 && stdout(&output).contains(STORY), "{limit}: {}", stdout(&output));
    }
}

#[test]
fn nul_bytes_are_text() {
    let output = feed(&[], format!("{STORY}\0 {STORY}\n\0\n"));
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).starts_with("The ferry"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    use std::process::Stdio;
    for args in [&["--jsonl"][..], &["-f", "json"], &["--help"], &["--version"], &["--completions", "bash"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let dir = dir(&[("in", format!("{{\"id\": 1, \"text\": \"{STORY}\"}}\n").as_bytes())]);
        let input = std::fs::File::open(dir.path().join("in")).unwrap();
        let output = super::unhusk(args).stdin(input).stdout(Stdio::from(full)).output().unwrap();
        assert_eq!(code(&output), 1);
        assert_eq!(stderr(&output), "unhusk: cannot write: the disk is full\n");
    }
}

/// What is typed or found in a folder must not command the terminal that the message goes to.
#[cfg(unix)]
#[test]
fn names_with_control_characters_are_made_visible() {
    let dir = dir(&[]);
    expect(&[&path(&dir, "a\u{1b}[2J\nb\u{202e}.html")], b"", 1, "a␛[2J␊b\u{fffd}.html: no such file");
    expect(&["-o", dir.path().to_str().unwrap(), "\u{7}/x", "y\u{7}/x"], b"", 2, "both ␇/x and y␇/x would");
}

/// A limit on a file's size stands for a disk that fills up in the middle of a record. Its signal, which would end the command
/// there, is outlived.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_leaves_whole_records() {
    use std::process::Command;
    let records: String = (0..200).map(|id| format!("{{\"id\": {id}, \"text\": \"{STORY}\"}}\n")).collect();
    let dir = dir(&[("in", records.as_bytes()), ("page", STORY.as_bytes())]);
    for script in [
        "ulimit -f 40; exec \"$0\" --jsonl --jobs 1 in >> out",
        "ulimit -f 40; exec \"$0\" --format json --quiet $(yes page | head -n 200) >> out",
    ] {
        std::fs::write(dir.path().join("out"), "{\"kept\": 1}\n").unwrap();
        let command = env!("CARGO_BIN_EXE_unhusk");
        let output = Command::new("sh").args(["-c", script, command]).current_dir(dir.path()).output().unwrap();
        assert_eq!(code(&output), 1, "{}", stderr(&output));
        assert!(stderr(&output).starts_with("unhusk: cannot write: "), "{}", stderr(&output));
        let out = std::fs::read_to_string(dir.path().join("out")).unwrap();
        assert!(out.starts_with("{\"kept\": 1}\n") && out.ends_with("}}\n") && out.len() <= 40 * 1024, "{}", out.len());
        let whole = |line| serde_json::from_str::<serde_json::Value>(line).is_ok();
        assert!(out.lines().count() > 10 && out.lines().all(whole), "{script}");
    }
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_said() {
    use std::os::unix::fs::PermissionsExt;
    let dir = dir(&[("a.txt", STORY.as_bytes())]);
    let file = path(&dir, "a.txt");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&file).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    expect(&[&file], b"", 1, "permission denied");
}
