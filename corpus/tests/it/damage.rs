//! Damaged files: what is damaged is lost and told, and nothing else.

use unhusk_corpus::{Damage, Item, Place};

use super::items;
use super::make::{Numbers, frame, gzip, html, record, response, skipped, zstd};

type Pack = fn(&[u8]) -> Vec<u8>;
const PACKS: [(&str, Pack); 3] = [("a.warc", <[u8]>::to_vec), ("a.warc.gz", gzip), ("a.warc.zst", zstd)];

/// The pages that are there, by number, and the damage.
fn read(file: &[u8], name: &str) -> (Vec<usize>, Vec<Damage>) {
    let (mut pages, mut damage) = (Vec::new(), Vec::new());
    for item in items(file, name) {
        match item {
            Item::Record(record) => {
                let number = record.url().and_then(|url| url.rsplit('/').next()?.parse().ok());
                pages.push(number.expect("a number"));
            }
            Item::Damage(it) => damage.push(it),
            item => panic!("{item:?}"),
        }
    }
    (pages, damage)
}

fn without(missing: &[usize]) -> Vec<usize> {
    (0..10).filter(|n| !missing.contains(n)).collect()
}

/// One member of ten: others lose all behind it.
#[test]
fn a_damaged_member_costs_itself() {
    for (name, pack) in &PACKS[1..] {
        let parts: Vec<Vec<u8>> = (0..10).map(|n| pack(&response(n))).collect();
        let start: usize = parts[..3].iter().map(Vec::len).sum();
        let place = Place { offset: start as u64, length: parts[3].len() as u64 };
        for at in (0..20).chain((20..parts[3].len()).step_by(5)) {
            let mut file = parts.concat();
            file[start + at] = !file[start + at];
            let (pages, damage) = read(&file, name);
            // Some bytes of a gzip header mean nothing: the time, the system.
            if damage.is_empty() {
                assert_eq!(pages, without(&[]), "{name}, byte {at}");
                continue;
            }
            assert_eq!(pages, without(&[3]), "{name}, byte {at}: {damage:?}");
            assert_eq!(damage.iter().map(|it| it.place).collect::<Vec<_>>(), [place], "{name}, byte {at}");
        }
    }
}

#[test]
fn a_wrong_length_costs_its_record() {
    for (wrong, why) in [
        ("Content-Length: 5", "does not lead to the next record"),
        ("Content-Length: 50000000", "shorter than its Content-Length"),
        ("Content-Length: 1q", "no Content-Length"),
        ("Content-Lemgth: 1", "no Content-Length"),
    ] {
        for (name, pack) in PACKS {
            let damaged = |n| {
                let text = String::from_utf8(response(n)).unwrap();
                let (head, rest) = text.split_once("Content-Length: ").unwrap();
                format!("{head}{wrong}\r\n{}", rest.split_once("\r\n").unwrap().1).into_bytes()
            };
            let parts: Vec<Vec<u8>> = (0..10).map(|n| pack(&if n == 3 { damaged(n) } else { response(n) })).collect();
            let (pages, damage) = read(&parts.concat(), name);
            assert_eq!(pages, without(&[3]), "{name}, {wrong}");
            let offset: usize = parts[..3].iter().map(Vec::len).sum();
            let place = Place { offset: offset as u64, length: parts[3].len() as u64 };
            assert_eq!(damage.iter().map(|it| it.place).collect::<Vec<_>>(), [place], "{name}, {wrong}");
            assert!(damage[0].message.contains(why), "{name}, {wrong}: {}", damage[0].message);
        }
    }
}

#[test]
fn a_file_that_ends_early_tells_it() {
    for (name, pack) in PACKS {
        let parts: Vec<Vec<u8>> = (0..10).map(|n| pack(&response(n))).collect();
        let file = parts.concat();
        let (pages, damage) = read(&file[..file.len() - parts[9].len() / 2], name);
        assert_eq!((pages, damage.len()), (without(&[9]), 1), "{name}");
    }
}

/// In one piece, gzip and zstd can be read up to the damage alone; what is wrong within goes on behind it.
#[test]
fn one_piece_is_read_up_to_its_damage() {
    let whole: Vec<u8> = (0..10).flat_map(response).collect();
    for (name, pack) in &PACKS[1..] {
        let mut file = pack(&whole);
        let middle = file.len() / 2;
        file[middle] = !file[middle];
        let (pages, damage) = read(&file, name);
        assert_eq!(pages, (0..pages.len()).collect::<Vec<_>>());
        assert_eq!(damage.len(), 1);
        assert_eq!(damage[0].place.offset + damage[0].place.length, file.len() as u64);

        let wrong = String::from_utf8(whole.clone()).unwrap().replacen("Content-Length: 3", "Content-Length: 4", 1);
        let (pages, damage) = read(&pack(wrong.as_bytes()), name);
        assert!(pages.len() >= 8 && pages.ends_with(&[8, 9]), "{pages:?}");
        assert_eq!(damage.len(), 1);
    }
}

/// 500 files with 1 to 64 flipped bits each: a record is lost where a bit of its member flipped, and nowhere else.
#[test]
fn flipped_bits_cost_what_they_hit() {
    const RUNS: usize = 500;
    let samples: Vec<Vec<u8>> = (100..200).map(response).collect();
    let dictionary = ::zstd::dict::from_samples(&samples, 8 << 10).unwrap();
    let mut numbers = Numbers(20);
    for run in 0..RUNS {
        let (name, pack) = PACKS[run % 3];
        let with_dictionary = run % 6 == 2;
        let part = |n| if with_dictionary { frame(&response(n), &dictionary) } else { pack(&response(n)) };
        let first = if with_dictionary { skipped(0xd, &dictionary) } else { Vec::new() };
        let parts: Vec<Vec<u8>> = (0..10).map(part).collect();
        let mut file = [first.clone(), parts.concat()].concat();
        let mut hit = Vec::new();
        for _ in 0..=numbers.below(64) {
            let at = first.len() + numbers.below(file.len() - first.len());
            file[at] ^= 1 << numbers.below(8);
            let mut end = first.len();
            hit.push(
                parts
                    .iter()
                    .take_while(|part| {
                        end += part.len();
                        end <= at
                    })
                    .count(),
            );
        }
        hit.sort_unstable();
        hit.dedup();
        let whole: Vec<usize> = items(&file, name)
            .iter()
            .filter_map(|item| match item {
                Item::Record(it) => (0..10).find(|n| it.content.ends_with(html(*n).as_bytes())),
                _ => None,
            })
            .collect();
        let lost: Vec<usize> = (0..10).filter(|n| !whole.contains(n)).collect();
        let unhit: Vec<_> = lost.iter().filter(|n| !hit.contains(n)).collect();
        // Plain text has no checksums: a break between two records that is hit costs the one behind it, too.
        assert!(
            unhit.is_empty() || (name == "a.warc" && lost.len() <= 2 * hit.len()),
            "{run} {name}: {lost:?} {hit:?}"
        );
    }
}

/// Stretches that are missing, doubled or noise, as failed copies leave them.
#[test]
fn lost_and_foreign_stretches_cost_what_they_touch() {
    let mut numbers = Numbers(11);
    for run in 0..150 {
        let (name, pack) = PACKS[run % 3];
        let parts: Vec<Vec<u8>> = (0..10).map(|n| pack(&response(n))).collect();
        let whole = parts.concat();
        let start = numbers.below(whole.len() - 1);
        let end = (start + 1 + numbers.below(3000)).min(whole.len());
        let noise: Vec<u8> = (0..numbers.below(3000)).map(|_| numbers.below(256) as u8).collect();
        let between = match run / 3 % 3 {
            0 => &[][..],
            1 => &whole[start..end].repeat(2),
            _ => &noise,
        };
        let file = [&whole[..start], between, &whole[end..]].concat();
        let mut place = 0;
        let touched: Vec<usize> = (0..10)
            .filter(|n| {
                place += parts[*n].len();
                place > start && place - parts[*n].len() < end
            })
            .collect();
        let (pages, _) = read(&file, name);
        let lost: Vec<usize> = (0..10).filter(|n| !touched.contains(n) && !pages.contains(n)).collect();
        // In plain text the record behind is known by the break before it alone.
        let next = touched.last().map(|n| n + 1);
        assert!(
            lost.is_empty() || (name == "a.warc" && lost.iter().all(|n| Some(*n) == next)),
            "{run} {name}: {lost:?}, {touched:?}"
        );
    }
}

/// Lines that came before it stay, the line it cut is told.
#[test]
fn damage_between_lines_is_passed_over() {
    let members: Vec<Vec<u8>> = (0..10)
        .map(|n| gzip((0..100).map(|k| format!("{{\"id\": {}}}\n", n * 100 + k)).collect::<String>().as_bytes()))
        .collect();
    for (hit, at) in [0, 3].iter().flat_map(|hit| (10..members[*hit].len()).step_by(3).map(move |at| (*hit, at))) {
        let start: usize = members[..hit].iter().map(Vec::len).sum();
        let mut file = members.concat();
        file[start + at] = !file[start + at];
        let items = items(&file, "a.jsonl.gz");
        let damage: Vec<_> = items.iter().filter(|it| matches!(it, Item::Damage(_))).collect();
        assert_eq!(damage.len(), 1, "byte {at}");
        let id = |n: usize| format!("{{\"id\": {n}}}");
        let has = |n| items.iter().any(|it| matches!(it, Item::Line(line) if line.bytes == Some(id(n).into_bytes())));
        let others = (0..1000).filter(|n| n / 100 != hit);
        assert!(others.into_iter().all(has), "byte {at}");
    }
}

#[test]
fn garbage_is_damage() {
    let mut numbers = Numbers(7);
    let noise: Vec<u8> = (0..100_000).map(|_| numbers.below(256) as u8).collect();
    for (name, pack) in PACKS {
        let file =
            [pack(&response(0)), noise.clone(), b"\r\n\r\n".to_vec(), pack(&response(1)), noise.clone()].concat();
        let (pages, damage) = read(&file, name);
        assert_eq!((pages, damage.len()), (vec![0, 1], 2), "{name}: {damage:?}");
        let (pages, damage) = read(&noise, name);
        assert_eq!((pages.len(), damage.len()), (0, 1), "{name}");
    }
    let text = record("conversion", "", b"no page");
    assert_eq!(items(&text, "").len(), 1);
}
