//! `--output DIR`.

use super::{STORY, code, dir, path, run, stderr, stdout};

#[test]
fn each_input_gets_its_file_and_a_bad_one_stops_nothing() {
    let dir = dir(&[("a.html", format!("<p>{STORY}</p>").as_bytes()), ("b.txt", STORY.as_bytes())]);
    let out = path(&dir, "new/out");
    let output = run(&[&path(&dir, "a.html"), &path(&dir, "missing.txt"), &path(&dir, "b.txt"), "-o", &out]);
    assert_eq!(code(&output), 1);
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).contains("missing.txt: no such file"), "{}", stderr(&output));
    assert!(stderr(&output).contains("2 cleaned, 1 failed"), "{}", stderr(&output));
    for name in ["new/out/a.txt", "new/out/b.txt"] {
        assert_eq!(std::fs::read_to_string(path(&dir, name)).unwrap(), format!("{STORY}\n"));
    }
    assert_eq!(std::fs::read_dir(out).unwrap().count(), 2, "nothing else is left");
}

#[test]
fn forms_have_their_endings() {
    let dir = dir(&[("a.txt", STORY.as_bytes())]);
    for (args, name) in [
        (&["-f", "json"][..], "a.json"),
        (&["-f", "markdown"], "a.md"),
        (&["-f", "html"], "a.html"),
        (&["--explain"], "a.explain.txt"),
    ] {
        let (page, out) = (path(&dir, "a.txt"), path(&dir, "out"));
        let mut all = vec![page.as_str(), "--output", &out];
        all.extend(args);
        assert_eq!(code(&run(&all)), 0);
        let text = std::fs::read_to_string(dir.path().join("out").join(name)).unwrap();
        assert!(!text.contains('\u{1b}'), "no colours in files: {text}");
    }
}

#[test]
fn two_inputs_for_one_name_are_refused_before_anything_is_written() {
    let dir = dir(&[("x/a.html", b"<p>1"), ("y/a.html", b"<p>2")]);
    let output = run(&[&path(&dir, "x/a.html"), &path(&dir, "y/a.html"), "-o", &path(&dir, "out")]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("would be written to"), "{}", stderr(&output));
    assert!(!dir.path().join("out").exists());
}

#[test]
fn inputs_and_what_is_there_are_safe() {
    let dir = dir(&[("a.txt", STORY.as_bytes()), ("out/a.txt", b"mine")]);
    let page = path(&dir, "a.txt");
    let over_input = run(&[&page, "--force", "-o", dir.path().to_str().unwrap()]);
    assert_eq!(code(&over_input), 2);
    assert!(stderr(&over_input).contains("is one of the inputs"), "{}", stderr(&over_input));
    let out = path(&dir, "out");
    let there = run(&[&page, "-o", &out]);
    assert_eq!(code(&there), 1);
    assert!(stderr(&there).contains("--force replaces it"), "{}", stderr(&there));
    assert_eq!(std::fs::read_to_string(path(&dir, "out/a.txt")).unwrap(), "mine");
    assert_eq!(code(&run(&[&page, "-o", &out, "--force"])), 0);
    assert_eq!(std::fs::read_to_string(path(&dir, "out/a.txt")).unwrap(), format!("{STORY}\n"));
}

#[test]
fn a_file_is_no_directory() {
    let dir = dir(&[("a.txt", STORY.as_bytes()), ("out", b"")]);
    let output = run(&[&path(&dir, "a.txt"), "-o", &path(&dir, "out")]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("is no directory"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn new_files_have_ordinary_rights() {
    use std::os::unix::fs::PermissionsExt;
    let dir = dir(&[("a.txt", STORY.as_bytes())]);
    std::fs::write(dir.path().join("ordinary"), "").unwrap();
    run(&[&path(&dir, "a.txt"), "-o", &path(&dir, "out")]);
    let mode = |name: &str| std::fs::metadata(path(&dir, name)).unwrap().permissions().mode();
    assert_eq!(mode("out/a.txt"), mode("ordinary"));
}
