//! `--explain`.

use super::{STORY, code, feed, run, seed, stdout};

#[test]
fn the_page_stands_there_with_reasons() {
    let output = feed(&["--explain"], format!("Share this:\n\n{STORY}\n"));
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    assert!(text.contains("- Share this:\n  ╰ share (share-label): "), "{text}");
    assert!(text.contains(&format!("\n  {STORY}\n")), "{text}");
    assert!(text.contains("removed  1: share 1"), "{text}");
}

#[test]
fn a_pipe_gets_no_colours_unless_it_wants_them() {
    let page = format!("Share this:\n\n{STORY}\n");
    assert!(!stdout(&feed(&["--explain"], page.clone())).contains('\u{1b}'));
    assert!(stdout(&feed(&["--explain", "--color", "always"], page.clone())).contains('\u{1b}'));
    assert!(!stdout(&feed(&["--explain", "--color", "never"], page)).contains('\u{1b}'));
}

#[test]
fn every_line_of_the_seeds_is_there() {
    for name in ["000.txt", "001.txt", "002.txt", "003.txt", "004.txt"] {
        let output = run(&["--explain", seed(name).to_str().unwrap()]);
        let shown = stdout(&output).replace("[-", "").replace("-]", "");
        for line in std::fs::read_to_string(seed(name)).unwrap().lines().filter(|it| !it.trim().is_empty()) {
            assert!(shown.contains(line.trim()), "{name}: {line}");
        }
    }
}

#[test]
fn html_is_explained_by_its_text() {
    let output = feed(&["--explain"], format!("<html lang=en><p>Share this:</p><p>{STORY}</p><pre>a\n  b</pre>"));
    let text = stdout(&output);
    assert!(text.contains("- Share this:\n") && text.contains(&format!("  {STORY}\n")), "{text}");
}
