//! `--jsonl`.

use std::io::{BufRead, BufReader, Write};

use serde_json::{Value, json};

use super::{STORY, code, dir, feed, path, run, start, stderr, stdout};

fn records(output: &std::process::Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).expect("a record a line")).collect()
}

#[test]
fn order_is_kept_on_many_threads() {
    // Long and short pages in turn, so that answers are ready out of order.
    let page = |n: usize| if n.is_multiple_of(7) { vec![STORY; 2000].join("\n") } else { STORY.to_owned() };
    let lines: Vec<String> = (0..300).map(|n| json!({"id": n, "text": page(n)}).to_string()).collect();
    let input = lines.join("\n");
    let output = feed(&["--jsonl", "--jobs", "4"], input.clone());
    assert_eq!(code(&output), 0);
    let ids: Vec<Value> = records(&output).into_iter().map(|it| it["id"].clone()).collect();
    assert_eq!(ids, (0..300).map(Value::from).collect::<Vec<_>>());
    let strip = |output: &std::process::Output| -> Vec<Value> {
        let mut all = records(output);
        for record in &mut all {
            record["stats"]["micros"] = 0.into();
        }
        all
    };
    assert_eq!(strip(&output), strip(&feed(&["--jsonl", "--jobs", "1"], input)), "threads change nothing");
}

#[test]
fn bad_lines_are_answered_and_the_rest_goes_on() {
    let mut input = Vec::new();
    for line in [
        &br#"{"id": "ok", "text": "The ferry sails again."}"#[..],
        b"no json",
        b"",
        br#"{"id": "empty"}"#,
        br#"{"id": "wrong", "html": 5}"#,
        b"{\"id\": \"bytes\", \"text\": \"\xff\"}",
        b"[\"id\", \"text\"]",
        br#"{"id": "big", "text": "0123456789012345678901234567890123456789012345678901234567890123456789"}"#,
        br#"{"id": {"any": [1.50]}, "html": "<p>The ferry sails again.</p>", "text": null, "more": 1}"#,
    ] {
        input.extend_from_slice(line);
        input.extend_from_slice(b"\r\n");
    }
    input.truncate(input.len() - 2);
    let output = feed(&["--jsonl", "--max-input-bytes", "64"], input);
    assert_eq!(code(&output), 1);
    let found = records(&output);
    let told: Vec<(&Value, Option<&str>)> = found.iter().map(|it| (&it["id"], it["error"]["code"].as_str())).collect();
    let invalid = Some("INVALID_RECORD");
    assert_eq!(
        told,
        [
            (&json!("ok"), None),
            (&Value::Null, invalid),
            (&json!("empty"), invalid),
            (&json!("wrong"), invalid),
            (&json!("bytes"), invalid),
            (&Value::Null, invalid),
            (&json!("big"), Some("TOO_LARGE")),
            (&json!({"any": [1.5]}), None),
        ]
    );
    assert!(found[1]["error"]["message"].as_str().unwrap().starts_with("-: line 2: not a record"));
    assert!(found[6]["error"]["message"].as_str().unwrap().ends_with("raise --max-input-bytes to clean it"));
    assert!(stdout(&output).contains(r#"{"any": [1.50]}"#), "the id comes back as it was written");
    assert_eq!(stderr(&output), "");
}

#[test]
fn an_endless_line_is_passed_over() {
    let mut input = vec![b'x'; 3 << 20];
    input.extend_from_slice(b"\n{\"id\": 1, \"text\": \"The ferry sails again.\"}\n");
    let output = feed(&["--jsonl", "--max-input-bytes", "1K"], input);
    assert_eq!(code(&output), 1);
    let found = records(&output);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["error"]["code"], "TOO_LARGE");
    assert_eq!(found[1]["text"], "The ferry sails again.");
}

#[test]
fn the_record_has_what_was_asked_for() {
    let input = json!({"id": 1, "html": format!("<p>Share this:</p><p>{STORY}</p>")}).to_string();
    let plain = &records(&feed(&["--jsonl"], input.clone()))[0];
    assert_eq!(plain["removed"][0]["category"], "share");
    assert!(plain.get("pieces").is_none() && plain.get("markdown").is_none() && plain.get("html").is_none());
    let full = &records(&feed(&["--jsonl", "--pieces", "--metadata-sources", "--no-removed"], input))[0];
    assert_eq!(full["removed"], json!([]));
    assert!(full["pieces"].is_array() && full["source"].is_string() && full["metadata_sources"].is_object());
}

#[test]
fn html_goes_before_text_unless_text_is_asked_for() {
    let input = json!({"id": 1, "html": "<p>The ferry sails again.</p>", "text": "The ferry is back."}).to_string();
    assert_eq!(records(&feed(&["--jsonl"], input.clone()))[0]["text"], "The ferry sails again.");
    assert_eq!(records(&feed(&["--jsonl", "--input", "text"], input))[0]["text"], "The ferry is back.");
}

#[test]
fn half_surrogate_pairs_do_not_lose_the_record() {
    let output = feed(&["--jsonl"], r#"{"id": 1, "text": "The ferry \ud83d sails \ud83d\ude00 again."}"#);
    assert_eq!(code(&output), 0);
    assert_eq!(records(&output)[0]["text"], "The ferry \u{fffd} sails 😀 again.");
}

#[test]
fn an_answer_comes_before_the_next_question() {
    let mut child = start(&["--jsonl"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for n in 0..3 {
        writeln!(stdin, "{}", json!({"id": n, "text": STORY})).unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!((&answer["id"], &answer["text"]), (&json!(n), &json!(STORY)));
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert!(child.wait().unwrap().success());
}

#[test]
fn files_are_read_in_turn() {
    let record = |id: &str| json!({"id": id, "text": STORY}).to_string();
    let dir = dir(&[("a.jsonl", record("a").as_bytes()), ("b.jsonl", (record("b") + "\n").as_bytes())]);
    let output = run(&["--jsonl", &path(&dir, "a.jsonl"), &path(&dir, "b.jsonl")]);
    let ids: Vec<Value> = records(&output).into_iter().map(|it| it["id"].clone()).collect();
    assert_eq!(ids, ["a", "b"]);
    let missing = run(&["--jsonl", &path(&dir, "a.jsonl"), &path(&dir, "c.jsonl")]);
    assert_eq!((code(&missing), stdout(&missing)), (1, ""));
    assert!(stderr(&missing).contains("c.jsonl: no such file"));
}

#[test]
fn a_line_without_an_id_is_known_by_its_file_and_number() {
    let record = json!({"id": "a", "text": STORY}).to_string();
    let dir = dir(&[
        ("a.jsonl", record.as_bytes()),
        ("b.jsonl", b"no json"),
        ("c.jsonl", format!("\n{record}\n{{\"id\": \"c\"}}\n{{}}\n").as_bytes()),
    ]);
    let [a, b, c] = ["a.jsonl", "b.jsonl", "c.jsonl"].map(|name| path(&dir, name));
    let output = feed(&["--jsonl", &a, &b, "-", &c], "[]\n");
    let found = records(&output);
    let told: Vec<&str> = found.iter().filter_map(|it| it["error"]["message"].as_str()).collect();
    let wrong = "not a record: expected a JSON object";
    let nothing = "the record has neither `html` nor `text`";
    let want = [
        format!("{b}: line 1: {wrong}"),
        format!("-: line 1: {wrong}"),
        nothing.into(),
        format!("{c}: line 4: {nothing}"),
    ];
    assert_eq!(told, want);
}

#[test]
fn nothing_in_nothing_out() {
    let output = feed(&["--jsonl"], "");
    assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""));
}

#[test]
fn a_reader_that_leaves_ends_the_command_quietly() {
    let mut child = start(&["--jsonl"]);
    let mut stdin = child.stdin.take().unwrap();
    let line = format!("{}\n", json!({"id": 1, "text": vec![STORY; 50].join("\n")}));
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    stdin.write_all(line.as_bytes()).unwrap();
    answers.read_line(&mut first).unwrap();
    drop(answers);
    // An endless stream: the command must end by itself, and with it our writing.
    while stdin.write_all(line.as_bytes()).is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), stderr(&output)), (0, ""));
}
