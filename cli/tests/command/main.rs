//! The command as its users meet it: run, fed, and looked at from outside.

mod corpus;
mod errors;
mod explain;
mod files;
mod jsonl;
mod output;
mod packed;
mod patterns;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const STORY: &str = "The ferry to Skagen sails again from Monday, the harbour office said in a statement on Friday.";

fn unhusk(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unhusk"));
    command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(args: &[&str]) -> Output {
    unhusk(args).output().expect("the command runs")
}

/// Runs the command with this on its standard input.
fn feed(args: &[&str], input: impl Into<Vec<u8>>) -> Output {
    let mut child = start(args);
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.into();
    // Written beside the reading: either pipe may fill up.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("the writer ends");
    output
}

fn start(args: &[&str]) -> Child {
    unhusk(args).stdin(Stdio::piped()).spawn().expect("the command starts")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn seed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/seeds").join(name)
}

/// A directory with these files.
fn dir(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary directory");
    for (name, bytes) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    dir
}

fn path(dir: &tempfile::TempDir, name: &str) -> String {
    dir.path().join(name).to_str().expect("UTF-8").to_owned()
}

#[test]
fn the_help_has_examples_and_fits() {
    let help = run(&["--help"]);
    assert_eq!(code(&help), 0);
    let text = stdout(&help);
    assert!(text.contains("Examples:") && text.contains("--jsonl < pages.jsonl") && text.contains("Exit status:"));
    assert_eq!(code(&run(&["-h"])), 0);
    let version = run(&["--version"]);
    assert_eq!(stdout(&version), concat!("unhusk ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn completions_know_the_options() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["--completions", shell]);
        assert_eq!(code(&script), 0);
        assert!(stdout(&script).contains("max-input-bytes") && stdout(&script).contains("any-status"), "{shell}");
    }
    assert_eq!(code(&run(&["--completions", "tcsh"])), 2);
}
