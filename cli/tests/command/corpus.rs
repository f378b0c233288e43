//! `unhusk corpus`.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use unhusk_corpus::{Packing, Unpacked};

use super::packed::packed;
use super::{STORY, code, dir, feed, path, run, stderr, unhusk};

fn record(kind: &str, headers: &str, content: &[u8]) -> Vec<u8> {
    let size = content.len();
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{headers}Content-Length: {size}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn response(n: usize, http: &str, body: &[u8]) -> Vec<u8> {
    let headers = format!(
        "WARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Target-URI: https://example.org/{n}\r\nWARC-Date: 2026-11-30T20:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\n"
    );
    record("response", &headers, &[http.as_bytes(), body].concat())
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

fn page(n: usize) -> Vec<u8> {
    let story = format!("<p>{STORY}</p>").repeat(1 + n % 7);
    let html = format!("<html lang=en><title>Ferry {n}</title><h1>Ferry {n}</h1>{story}<p>Share this:</p>");
    response(n, OK, html.as_bytes())
}

fn gzip(record: &[u8]) -> Vec<u8> {
    packed(record, Packing::Gzip)
}

fn crawl(pages: std::ops::Range<usize>) -> Vec<u8> {
    pages.flat_map(|n| gzip(&page(n))).collect()
}

fn unpacked(path: &Path) -> String {
    let mut text = String::new();
    let file = std::fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Unpacked::new(file).and_then(|mut it| it.read_to_string(&mut text)).expect("readable");
    text
}

fn rows(path: &Path) -> Vec<Value> {
    unpacked(path).lines().map(|line| serde_json::from_str(line).expect("a row a line")).collect()
}

/// All files of a directory, by name.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(dir).expect("a directory").map(|it| it.expect("an entry"));
    entries.map(|it| (it.file_name().into_string().unwrap(), std::fs::read(it.path()).expect("a file"))).collect()
}

#[test]
fn rows_say_where_pages_stood() {
    let latin = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Encoding: gzip\r\n\r\n";
    let pdf = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let parts = [
        record("warcinfo", "", b"software: a crawler\r\n"),
        record("request", "", b"GET / HTTP/1.1\r\n\r\n"),
        page(1),
        response(
            2,
            latin,
            &gzip(
                format!("<p>Caf\u{fffd}. {STORY}</p>")
                    .replace('\u{fffd}', "\u{e9}")
                    .chars()
                    .map(|c| c as u8)
                    .collect::<Vec<u8>>()
                    .as_slice(),
            ),
        ),
        response(3, pdf, b"%PDF-1.7 \x01\x02"),
        response(4, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", b"<p>Not here"),
        record("revisit", "", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("response", "WARC-Truncated: length\r\n", &[OK.as_bytes(), format!("<p>{STORY}").as_bytes()].concat()),
        response(5, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: compress\r\n\r\n", b"\x1f\x9d"),
    ];
    let members: Vec<Vec<u8>> = parts.iter().map(|it| gzip(it)).collect();
    let dir = dir(&[("a.warc.gz", &members.concat())]);
    let (input, out) = (path(&dir, "a.warc.gz"), path(&dir, "out"));
    let output = run(&["corpus", &input, "--output", &out]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("1 files, 3 pages"), "{}", stderr(&output));

    let out = dir.path().join("out");
    let rows = rows(&out.join("a.jsonl.gz"));
    assert_eq!(rows.len(), 4);
    let keys: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
    let mut want = [
        "id",
        "url",
        "date",
        "file",
        "offset",
        "length",
        "status",
        "mime",
        "charset",
        "charset_source",
        "title",
        "text",
        "language",
        "confidence",
        "fingerprint",
        "page_type",
        "truncated",
        "removed",
        "unhusk",
    ];
    want.sort_unstable();
    assert_eq!(keys, want);
    let first = &rows[0];
    assert_eq!(first["id"], "<urn:uuid:1>");
    assert_eq!(first["url"], "https://example.org/1");
    assert_eq!(first["date"], "2026-11-30T20:00:00Z");
    assert_eq!(first["file"], json!(input));
    assert_eq!((&first["status"], &first["mime"]), (&json!(200), &json!("text/html")));
    assert_eq!((&first["charset"], &first["charset_source"]), (&json!("utf-8"), &json!("http")));
    assert_eq!((&first["title"], &first["language"]), (&json!("Ferry 1"), &json!("en")));
    assert_eq!(first["text"], STORY);
    assert_eq!((&rows[1]["charset"], &rows[1]["charset_source"]), (&json!("windows-1252"), &json!("http")));
    assert!(rows[1]["text"].as_str().unwrap().starts_with("Café."));
    assert_eq!((&rows[0]["truncated"], &rows[2]["truncated"]), (&Value::Null, &json!("length")));
    assert_eq!(rows[3]["error"]["code"], "CODING");
    assert_eq!(rows[3]["url"], "https://example.org/5");

    // Cut out of the file and unpacked, it is the record.
    let bytes = members.concat();
    for (row, part) in rows.iter().zip([2, 3, 7, 8]) {
        let offset = row["offset"].as_u64().unwrap() as usize;
        let length = row["length"].as_u64().unwrap() as usize;
        let mut record = Vec::new();
        let member = std::io::Cursor::new(bytes[offset..offset + length].to_vec());
        Unpacked::new(member).unwrap().read_to_end(&mut record).unwrap();
        assert_eq!(record, parts[part]);
    }

    // What the numbers of removals stand for.
    let names = std::fs::read_to_string(out.join("rules.jsonl")).unwrap();
    let names: Vec<Value> = names.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let removed: Vec<&Value> = first["removed"].as_array().unwrap().iter().collect();
    assert!(removed.iter().all(|it| it.as_array().is_some_and(|it| it.len() == 4 && it.iter().all(Value::is_u64))));
    let rules: Vec<&Value> = removed.iter().map(|it| &names[it[0].as_u64().unwrap() as usize]["rule"]).collect();
    assert!(rules.contains(&&json!("headline")) && rules.contains(&&json!("share-label")), "{rules:?}");

    let manifest = std::fs::read_to_string(out.join("manifest.jsonl")).unwrap();
    let entry: Value = serde_json::from_str(manifest.lines().nth(1).unwrap()).unwrap();
    assert_eq!(entry["pages"], 3);
    assert_eq!(entry["errors"], json!({"CODING": 1}));
    assert_eq!(entry["skipped"], json!({"request": 1, "revisit": 1, "status 404": 1, "warcinfo": 1}));
    assert_eq!(entry["types"], json!({"application/pdf": 1}));
    assert_eq!(entry["size"], bytes.len());
}

#[test]
fn a_damaged_member_costs_itself() {
    let members: Vec<Vec<u8>> = (0..10).map(|n| gzip(&page(n))).collect();
    let mut file = members.concat();
    let start: usize = members[..3].iter().map(Vec::len).sum();
    file[start + 50] ^= 0xff;
    let dir = dir(&[("a.warc.gz", &file)]);
    let output = run(&["corpus", &path(&dir, "a.warc.gz"), "-o", &path(&dir, "out")]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("1 errors (DAMAGED 1)"), "{}", stderr(&output));
    let rows = rows(&dir.path().join("out/a.jsonl.gz"));
    let titles: Vec<Option<&str>> = rows.iter().map(|it| it["title"].as_str()).collect();
    let want: Vec<String> = (0..10).map(|n| format!("Ferry {n}")).collect();
    assert_eq!(titles, (0..10).map(|n| (n != 3).then_some(&*want[n])).collect::<Vec<_>>());
    assert_eq!(rows[3]["error"]["code"], "DAMAGED");
    assert_eq!((&rows[3]["offset"], &rows[3]["length"]), (&json!(start), &json!(members[3].len())));
}

#[test]
fn threads_change_nothing() {
    let crawls: Vec<(String, Vec<u8>)> = (0..9).map(|n| (format!("{n}.warc.gz"), crawl(n * 20..n * 20 + 20))).collect();
    let given: Vec<(&str, &[u8])> = crawls.iter().map(|it| (it.0.as_str(), it.1.as_slice())).collect();
    let dir = dir(&given);
    let inputs: Vec<String> = crawls.iter().map(|it| path(&dir, &it.0)).collect();
    let made = |jobs: &str| {
        let out = path(&dir, jobs);
        let mut args = vec!["corpus", "--jobs", jobs, "--stats", "-o", &out];
        args.extend(inputs.iter().map(String::as_str));
        let output = run(&args);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        files(Path::new(&out))
    };
    let one = made("1");
    assert_eq!(one.len(), 9 * 2 + 3, "{:?}", one.keys());
    assert!(one == made("2") && one == made("8"));
}

/// Killed twenty times, it ends with the files of a run that was left alone.
#[cfg(unix)]
#[test]
fn a_killed_run_goes_on_where_it_was() {
    let crawls: Vec<(String, Vec<u8>)> = (0..6).map(|n| (format!("{n}.warc.gz"), crawl(n * 40..n * 40 + 40))).collect();
    let given: Vec<(&str, &[u8])> = crawls.iter().map(|it| (it.0.as_str(), it.1.as_slice())).collect();
    let dir = dir(&given);
    let inputs: Vec<String> = crawls.iter().map(|it| path(&dir, &it.0)).collect();
    let command = |out: &str| {
        let mut command = unhusk(&["corpus", "--stats", "-o", out]);
        command.args(&inputs);
        command
    };
    let (whole, killed) = (path(&dir, "whole"), path(&dir, "killed"));
    let started = std::time::Instant::now();
    assert!(command(&whole).status().unwrap().success());
    let takes = started.elapsed();
    let mut cut_short = 0;
    for n in 1..=20u32 {
        // Anywhere between the start and the end of what was left, and a little beyond.
        let moment = takes.mul_f64(f64::from(n * 37 % 20) / 18.0).max(Duration::from_millis(1));
        let mut child = command(&killed).spawn().unwrap();
        std::thread::sleep(moment);
        cut_short += u32::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        if n % 5 == 0 {
            // Begun anew, so that there is something to be killed.
            std::fs::remove_dir_all(&killed).unwrap();
        }
    }
    assert!(cut_short >= 5, "{cut_short} of 20 were killed");
    for _ in 0..3 {
        let mut child = command(&killed).spawn().unwrap();
        std::thread::sleep(takes / 3);
        let _ = child.kill();
        child.wait().unwrap();
    }
    assert!(command(&killed).status().unwrap().success());
    assert!(files(Path::new(&whole)) == files(Path::new(&killed)));
}

#[test]
fn what_is_done_is_not_done_again() {
    let dir = dir(&[("a.warc.gz", &crawl(0..3)), ("b.warc.gz", &crawl(3..6))]);
    let (a, b, out) = (path(&dir, "a.warc.gz"), path(&dir, "b.warc.gz"), path(&dir, "out"));
    assert_eq!(code(&run(&["corpus", &a, "-o", &out])), 0);
    let target = dir.path().join("out/a.jsonl.gz");
    let written = std::fs::metadata(&target).unwrap().modified().unwrap();
    let output = run(&["corpus", &a, &b, "-o", &out]);
    assert!(stderr(&output).contains("1 of 2 files were done before"), "{}", stderr(&output));
    assert_eq!(std::fs::metadata(&target).unwrap().modified().unwrap(), written);
    assert_eq!(rows(&dir.path().join("out/b.jsonl.gz")).len(), 3);

    // Other options would make other rows.
    let output = run(&["corpus", &a, &b, "-o", &out, "--embeds", "link", "--title"]);
    assert_eq!(code(&output), 1);
    for told in [r#"embeds was "drop", is "link""#, "include_title was false, is true", "--restart"] {
        assert!(stderr(&output).contains(told), "{}", stderr(&output));
    }
    let output = run(&["corpus", &b, "-o", &out, "--title", "--restart"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(!target.exists());
    assert!(rows(&dir.path().join("out/b.jsonl.gz"))[0]["text"].as_str().unwrap().starts_with("Ferry 3"));

    // An input that has changed is cleaned again; a line that was cut off is no line.
    std::fs::write(dir.path().join("b.warc.gz"), crawl(3..7)).unwrap();
    let manifest = dir.path().join("out/manifest.jsonl");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text + "{\"file\": \"x").unwrap();
    assert_eq!(code(&run(&["corpus", &b, "-o", &out, "--title"])), 0);
    assert_eq!(rows(&dir.path().join("out/b.jsonl.gz")).len(), 4);
    assert!(std::fs::read_to_string(&manifest).unwrap().ends_with("}\n"));
}

#[test]
fn forms_are_told_by_content() {
    let lines: String =
        (0..3).map(|n| json!({"id": n, "text": STORY, "url": "https://e.org/"}).to_string() + "\n").collect();
    let wet = record(
        "conversion",
        "WARC-Target-URI: https://e.org/\r\nContent-Type: text/plain\r\n",
        format!("Share this:\n{STORY}\n").as_bytes(),
    );
    for packing in [Packing::Plain, Packing::Gzip, Packing::Zstd] {
        let (lines, wet) = (packed(lines.as_bytes(), packing), packed(&wet, packing));
        let dir = dir(&[("lines", &lines), ("wet", &wet)]);
        let out = path(&dir, "out");
        let output = run(&["corpus", &path(&dir, "lines"), &path(&dir, "wet"), "-o", &out, "--compress", "zstd"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let texts = |name: &str| -> Vec<Value> {
            rows(&dir.path().join("out").join(name)).into_iter().map(|mut it| it["text"].take()).collect()
        };
        assert_eq!(texts("lines.jsonl.zst"), [STORY; 3]);
        assert_eq!(texts("wet.jsonl.zst"), [STORY]);
        let output = feed(&["corpus", "-", "-o", &path(&dir, "in"), "--compress", "none", "-q"], lines);
        assert_eq!((code(&output), stderr(&output)), (0, ""));
        let rows = rows(&dir.path().join("in/stdin.jsonl"));
        assert_eq!((&rows[2]["id"], &rows[2]["offset"]), (&json!(2), &json!(2 * (lines_length(&rows) / 3))));
    }
    fn lines_length(rows: &[Value]) -> u64 {
        rows.iter().map(|it| it["length"].as_u64().unwrap()).sum()
    }
}

#[test]
fn rows_have_what_is_asked_for() {
    let dir = dir(&[("a.warc.gz", &crawl(0..2))]);
    let input = path(&dir, "a.warc.gz");
    let row = |out: &str, args: &[&str]| {
        let out = path(&dir, out);
        let output = run(&[&["corpus", &input, "-o", &out][..], args].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        rows(&Path::new(&out).join("a.jsonl.gz")).swap_remove(0)
    };
    let full = row("full", &["--removed", "full", "--metadata", "--markdown", "--html"]);
    assert!(
        full["removed"].as_array().unwrap().iter().any(|it| it["rule"] == "share-label" && it["text"] == "Share this:")
    );
    assert!(full["metadata"]["author"].is_array() && full["markdown"].is_string() && full["html"].is_string());
    assert!(!dir.path().join("full/rules.jsonl").exists());
    let none = row("none", &["--removed", "none"]);
    assert!(none.get("removed").is_none() && none.get("metadata").is_none() && none.get("markdown").is_none());
    let kept = row("kept", &["--keep", "share"]);
    assert!(kept["text"].as_str().unwrap().ends_with("Share this:"));
}

#[test]
fn statistics_add_up() {
    let dir = dir(&[("a.warc.gz", &crawl(0..5)), ("b.warc.gz", &crawl(5..8))]);
    let (a, b, out) = (path(&dir, "a.warc.gz"), path(&dir, "b.warc.gz"), path(&dir, "out"));
    let stats =
        || -> Value { serde_json::from_slice(&std::fs::read(dir.path().join("out/stats.json")).unwrap()).unwrap() };
    assert_eq!(code(&run(&["corpus", &a, "-o", &out])), 0);
    assert_eq!(code(&run(&["corpus", &a, &b, "-o", &out, "--stats", "--removed", "compact"])), 0);
    assert_eq!(
        (&stats()["files"], &stats()["files_without_stats"], &stats()["pages"]),
        (&json!(2), &json!(1), &json!(8))
    );
    assert_eq!(code(&run(&["corpus", &a, &b, "-o", &out, "--stats", "--restart"])), 0);
    let stats = stats();
    assert_eq!((&stats["files_without_stats"], &stats["languages"]["en"]), (&json!(0), &json!(8)));
    let rules = stats["rules"].as_array().unwrap();
    let share = rules.iter().find(|it| it["rule"] == "share-label").unwrap();
    assert_eq!((&share["category"], &share["removals"], &share["bytes"]), (&json!("share"), &json!(8), &json!(88)));
    assert_eq!(share["samples"], json!(["Share this:"]));
    let sum: u64 = rules.iter().map(|it| it["bytes"].as_u64().unwrap()).sum();
    assert_eq!(stats["removed_bytes"], sum);
    assert!(stats["words_in"].as_u64() > stats["words_out"].as_u64());
}

#[test]
fn one_bad_file_leaves_the_rest() {
    let dir = dir(&[("a.html", b"<p>A page"), ("b.warc.gz", &crawl(0..2)), ("c.jsonl.gz", b"PAR1....")]);
    let [a, b, c, out] = ["a.html", "b.warc.gz", "c.jsonl.gz", "out"].map(|name| path(&dir, name));
    let output = run(&["corpus", &a, &b, &c, "-o", &out]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("a.html: it is neither WARC nor JSON Lines"), "{}", stderr(&output));
    let out = files(&dir.path().join("out"));
    assert!(
        out.contains_key("b.jsonl.gz") && !out.keys().any(|it| it.starts_with("a.") || it.contains(".part")),
        "{:?}",
        out.keys()
    );
}

#[test]
fn wrong_command_lines_are_said() {
    let dir = dir(&[("a.warc", &page(1)), ("b/a.warc", &page(2)), ("a.jsonl", b"{}"), ("out/a.jsonl.gz", b"not ours")]);
    let (a, other) = (path(&dir, "a.warc"), path(&dir, "b/a.warc"));
    let (lines, out) = (path(&dir, "a.jsonl"), path(&dir, "out"));
    let expect = |args: &[&str], exit: i32, message: &str| {
        let output = run(args);
        assert_eq!(code(&output), exit, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(message), "{args:?}: {}", stderr(&output));
    };
    expect(&["corpus", &a], 2, "--output");
    expect(&["corpus", "-o", &out], 2, "FILE");
    expect(&["corpus", &a, &other, "-o", &out], 2, "would be written to");
    expect(&["corpus", "-", "-", "-o", &out], 2, "only once");
    expect(&["corpus", &a, "-o", &out, "--drop-pattern", "("], 2, "not a regular expression");
    expect(&["corpus", &path(&dir, "none"), "-o", &out], 1, "none: no such file");
    expect(&["corpus", &a, "-o", &out], 1, "is there already");
    let here = dir.path().to_str().unwrap();
    expect(&["corpus", &lines, "-o", here, "--compress", "none"], 2, "is one of the inputs");
    assert_eq!(std::fs::read(dir.path().join("out/a.jsonl.gz")).unwrap(), b"not ours");
    assert!(!dir.path().join("out/manifest.jsonl").exists());
    // A file of that name is a file behind another, or with its folder.
    let dir = super::dir(&[("corpus", STORY.as_bytes())]);
    let output = unhusk(&["--quiet", "./corpus"]).current_dir(dir.path()).output().unwrap();
    assert_eq!((code(&output), super::stdout(&output)), (0, format!("{STORY}\n").as_str()));
}

#[test]
fn rows_are_those_of_the_plain_command() {
    let lines: String = ["000.txt", "001.txt"]
        .iter()
        .map(|name| json!({"id": name, "text": std::fs::read_to_string(super::seed(name)).unwrap()}).to_string() + "\n")
        .collect();
    let dir = dir(&[("a.jsonl", lines.as_bytes())]);
    assert_eq!(code(&run(&["corpus", &path(&dir, "a.jsonl"), "-o", &path(&dir, "out"), "--removed", "full"])), 0);
    let plain = feed(&["--jsonl"], lines);
    let plain: Vec<Value> = super::stdout(&plain).lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    for (row, record) in rows(&dir.path().join("out/a.jsonl.gz")).iter().zip(&plain) {
        for field in ["id", "title", "text", "confidence", "fingerprint", "removed"] {
            assert_eq!(row[field], record[field], "{field}");
        }
    }
}
