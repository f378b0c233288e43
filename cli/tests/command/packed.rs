//! Input that is compressed with gzip or zstd, told by its content.

use std::io::Write;

use serde_json::{Value, json};
use unhusk_corpus::{Packer, Packing};

use super::{STORY, code, dir, feed, path, run, stderr, stdout};

pub(super) fn packed(bytes: &[u8], packing: Packing) -> Vec<u8> {
    let mut packer = Packer::new(Vec::new(), packing).expect("memory");
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

const PACKINGS: [Packing; 2] = [Packing::Gzip, Packing::Zstd];

#[test]
fn pages_may_be_packed() {
    let story = format!("{STORY}\n");
    for packing in PACKINGS {
        let page = packed(story.as_bytes(), packing);
        assert_eq!(stdout(&feed(&[], page.clone())), story);
        let dir = dir(&[("page.html.gz", &page), ("b.zst", &page)]);
        let out = path(&dir, "out");
        assert_eq!(code(&run(&[&path(&dir, "page.html.gz"), &path(&dir, "b.zst"), "-o", &out])), 0);
        for name in ["page.txt", "b.txt"] {
            assert_eq!(std::fs::read_to_string(dir.path().join("out").join(name)).unwrap(), story);
        }
    }
}

#[test]
fn lines_may_be_packed() {
    let lines: String = (0..300).map(|n| json!({"id": n, "text": STORY}).to_string() + "\n").collect();
    let ids = |output: &std::process::Output| -> Vec<Value> {
        stdout(output).lines().map(|it| serde_json::from_str::<Value>(it).unwrap()["id"].clone()).collect()
    };
    for packing in PACKINGS {
        // Two files one behind the other, as `cat` makes them, cut in the middle of a line.
        let (one, two) = lines.as_bytes().split_at(lines.len() / 2 + 7);
        let both = [packed(one, packing), packed(two, packing)].concat();
        let dir = dir(&[("pages.jsonl.gz", &both)]);
        for output in [feed(&["--jsonl"], both), run(&["--jsonl", &path(&dir, "pages.jsonl.gz")])] {
            assert_eq!(code(&output), 0, "{}", stdout(&output));
            assert_eq!(ids(&output), (0..300).map(Value::from).collect::<Vec<_>>());
        }
    }
}

#[test]
fn damage_among_lines_is_one_record() {
    let lines = |from: usize| -> Vec<u8> {
        let lines: String = (from..from + 10).map(|n| json!({"id": n, "text": STORY}).to_string() + "\n").collect();
        packed(lines.as_bytes(), Packing::Gzip)
    };
    let mut damaged = lines(10);
    let end = damaged.len();
    damaged[end - 6] ^= 1;
    let output = feed(&["--jsonl"], [lines(0), damaged, lines(20)].concat());
    assert_eq!((code(&output), stderr(&output)), (1, ""));
    let records: Vec<Value> = stdout(&output).lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    let errors: Vec<&Value> = records.iter().map(|it| &it["error"]).filter(|it| !it.is_null()).collect();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0]["code"], "DAMAGED");
    assert!(errors[0]["message"].as_str().unwrap().ends_with("its checksum is wrong"), "{}", errors[0]);
    assert!((20..30).all(|n| records.iter().any(|it| it["id"] == n)));
}

/// A few kilobytes that would be gigabytes.
#[test]
fn what_grows_beyond_the_limit_is_refused() {
    let large = packed(&vec![b' '; 50 << 20], Packing::Zstd);
    assert!(large.len() < 10_000);
    let output = feed(&["--max-input-bytes", "1M"], large);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("more than the limit of 1048576 bytes"), "{}", stderr(&output));
}
