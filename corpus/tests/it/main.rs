//! The reader as its users meet it: files as crawlers write them, whole and damaged.

mod damage;
mod make;
mod reader;

use std::io::{Seek, Write};

use unhusk_corpus::{Item, Reader, Record};

/// Bytes that a record's content may have.
const LIMIT: usize = 1 << 20;

/// All items of a file, read as a stream and as a file: both give the same.
fn items(bytes: &[u8], name: &str) -> Vec<Item> {
    let mut file = tempfile::tempfile().expect("a temporary file");
    file.write_all(bytes).expect("written");
    file.rewind().expect("a file rewinds");
    let of_file: Vec<Item> = Reader::file(file, name, LIMIT).expect("read").map(|it| it.expect("read")).collect();
    if !name.is_empty() {
        return of_file;
    }
    let stream = Reader::stream(std::io::Cursor::new(bytes.to_vec()), LIMIT).expect("read");
    let of_stream: Vec<Item> = stream.map(|it| it.expect("read")).collect();
    assert!(of_file == of_stream);
    of_file
}

fn records(bytes: &[u8]) -> Vec<Record> {
    let record = |item| match item {
        Item::Record(record) => record,
        item => panic!("no record: {item:?}"),
    };
    items(bytes, "").into_iter().map(record).collect()
}
