//! Whole files, in all their packings.

use std::io::Read;

use unhusk_corpus::{Item, Place, Reader};

use super::make::{frame, gzip, html, record, response, skipped, zstd};
use super::{LIMIT, items, records};

fn at(offset: usize, length: usize) -> Place {
    Place { offset: offset as u64, length: length as u64 }
}

/// Places of parts that stand one behind the other.
fn places(parts: &[Vec<u8>]) -> Vec<Place> {
    let mut offset = 0;
    let place = |part: &Vec<u8>| {
        offset += part.len();
        at(offset - part.len(), part.len())
    };
    parts.iter().map(place).collect()
}

#[test]
fn records_have_their_places_whatever_the_packing() {
    let plain: Vec<Vec<u8>> = (0..10).map(response).collect();
    for pack in [<[u8]>::to_vec as fn(&[u8]) -> Vec<u8>, gzip, zstd] {
        let packed: Vec<Vec<u8>> = plain.iter().map(|it| pack(it)).collect();
        let read = records(&packed.concat());
        assert_eq!(read.iter().map(|it| it.place).collect::<Vec<_>>(), places(&packed));
        for (n, record) in read.iter().enumerate() {
            assert_eq!(record.url(), Some(format!("https://example.org/{n}").as_str()));
            assert!(record.content.ends_with(html(n).as_bytes()));
        }
    }
}

/// What `dd` cuts out and `gunzip` unpacks is the record.
#[test]
fn a_place_cuts_the_record_out() {
    let plain: Vec<Vec<u8>> = (0..5).map(response).collect();
    let file: Vec<u8> = plain.iter().flat_map(|it| gzip(it)).collect();
    for (record, whole) in records(&file).iter().zip(&plain) {
        let Place { offset, length } = record.place;
        let member = &file[offset as usize..(offset + length) as usize];
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(member).read_to_end(&mut unpacked).unwrap();
        assert_eq!(&unpacked, whole);
    }
}

#[test]
fn frames_may_have_a_dictionary() {
    let samples: Vec<Vec<u8>> = (100..200).map(response).collect();
    let dictionary = ::zstd::dict::from_samples(&samples, 8 << 10).unwrap();
    let records: Vec<Vec<u8>> = (0..10).map(|n| frame(&response(n), &dictionary)).collect();
    // As it is, and packed itself.
    for first in [dictionary.clone(), zstd(&dictionary)] {
        let parts: Vec<Vec<u8>> = [skipped(0xd, &first)].into_iter().chain(records.clone()).collect();
        let read = super::records(&parts.concat());
        assert_eq!(read.iter().map(|it| it.place).collect::<Vec<_>>(), places(&parts)[1..]);
        assert!(read[9].content.ends_with(html(9).as_bytes()));
    }
}

#[test]
fn frames_between_records_are_passed_over() {
    let parts = [skipped(3, b"anything"), zstd(&response(0)), skipped(0, b""), zstd(&response(1))];
    let read = records(&parts.concat());
    assert_eq!(read.iter().map(|it| it.place).collect::<Vec<_>>(), [places(&parts)[1], places(&parts)[3]]);
}

/// Packed in one piece, or cut without regard to records, there is nothing to cut out: places are those of the plain file.
#[test]
fn members_need_not_be_records() {
    let plain: Vec<Vec<u8>> = (0..10).map(response).collect();
    let whole = plain.concat();
    let cut: Vec<u8> = whole.chunks(1000).flat_map(gzip).collect();
    for file in [gzip(&whole), zstd(&whole), cut] {
        let read = records(&file);
        assert_eq!(read.len(), 10);
        for (record, place) in read.iter().zip(places(&plain)).skip(1).take(8) {
            assert_eq!(record.place, place);
        }
    }
}

#[test]
fn sloppy_files_are_read() {
    let one = record("conversion", "", b"one");
    let two = b"WARC/1.1\nwarc-type: conversion\nCONTENT-LENGTH:  3 \n\ntwo\n\n".to_vec();
    let none = record("conversion", "", b"");
    let mut short = record("conversion", "", b"three");
    short.truncate(short.len() - 4);
    let file = [b"\r\n".to_vec(), one.clone(), b"\r\n\r\n".to_vec(), two, none, short.clone()].concat();
    let content =
        |bytes: &[u8]| records(bytes).into_iter().map(|it| String::from_utf8(it.content).unwrap()).collect::<Vec<_>>();
    assert_eq!(content(&file), ["one", "two", "", "three"]);
    // Padding, as tapes leave it, and a member without line breaks at its end.
    assert_eq!(content(&[gzip(&short), gzip(&one), vec![0; 1000]].concat()), ["three", "one"]);
    assert!(records(b"").is_empty());
    assert!(records(&gzip(b"")).is_empty());
}

/// Only the start is kept of what is too large, and the records behind it are read.
#[test]
fn large_records_take_no_memory() {
    let large = record("response", "", &vec![b'a'; LIMIT + 1]);
    for pack in [<[u8]>::to_vec as fn(&[u8]) -> Vec<u8>, gzip, zstd] {
        let read = records(&[pack(&large), pack(&response(1))].concat());
        assert_eq!((read[0].size, read[0].content.len()), (LIMIT as u64 + 1, 64 << 10));
        assert!(read[1].content.ends_with(html(1).as_bytes()));
    }
}

#[test]
fn lines_are_read_in_all_packings() {
    let lines = b"\xef\xbb\xbf{\"id\": 1}\n\n  \n{\"id\": 2}\r\n{\"id\": 3}";
    let members = [gzip(&lines[..20]), gzip(&lines[20..])].concat();
    for file in [lines.to_vec(), gzip(lines), zstd(lines), members] {
        let read: Vec<_> = items(&file, "")
            .into_iter()
            .map(|it| match it {
                Item::Line(line) => (line.number, line.place, line.bytes.unwrap()),
                item => panic!("no line: {item:?}"),
            })
            .collect();
        assert_eq!(
            read,
            [
                (1, at(0, 13), b"\xef\xbb\xbf{\"id\": 1}".to_vec()),
                (4, at(17, 11), b"{\"id\": 2}\r".to_vec()),
                (5, at(28, 9), b"{\"id\": 3}".to_vec())
            ]
        );
    }
}

#[test]
fn long_lines_are_passed_over() {
    let long = format!("{{\"text\": \"{}\"}}\n{{\"id\": 2}}\n", "a".repeat(7 * LIMIT));
    let read = items(long.as_bytes(), "");
    let [Item::Line(long), Item::Line(next)] = &read[..] else { panic!("{}", read.len()) };
    assert_eq!((long.bytes.as_ref(), next.number), (None, 2));
}

#[test]
fn other_files_are_refused() {
    for (start, why) in [
        (&b"PAR1\x15\x04"[..], "Parquet"),
        (b"filedesc://a.arc", "ARC"),
        (b"[{\"id\": 1}]", "jq -c"),
        (b"<html><p>a page", "neither WARC nor JSON Lines"),
    ] {
        for file in [start.to_vec(), gzip(start)] {
            let mut reader = Reader::stream(std::io::Cursor::new(file), LIMIT).unwrap();
            let error = reader.next().unwrap().unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
            assert!(reader.next().is_none());
        }
    }
    // The caller knows better.
    let lines = Reader::stream(&b"no JSON\n{}"[..], LIMIT).unwrap().lines();
    assert_eq!(lines.count(), 2);
}
