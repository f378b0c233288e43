//! Packing the labels of the language files for the program: hashes for phrases, two and a quarter bytes each. For the build
//! script and the tests; [`super::index`] reads what this writes.
//!
//! The form, numbers in groups of seven bits, lists and texts with their lengths before them. For each of the three
//! indexes: the bytes of its longest phrase and of its shortest; its heads, a set of bits; how long the phrases with some
//! heads are; its groups, for each the section's name, whether its phrases are whole lines, and their hashes (sorted, the
//! differences as Rice codes); its phrases that need something later in the line, sorted, for each the hash, the section's
//! name and the text needed.

use std::collections::{BTreeMap, BTreeSet};

use super::super::language_file::{Entry, LabelPosition, label_position};
use super::hash::{BITS, BUCKETS, Hash, bucket, head};

/// Bits of the set of heads, for each head in it: one text in eight passes that should not.
const BITS_PER_HEAD: usize = 8;

/// The phrases that are looked up together.
#[derive(Default)]
struct PackedIndex<'f> {
    texts: Vec<String>,
    /// Hashes by section and by whether they stand for a whole line.
    groups: BTreeMap<(&'f str, bool), BTreeSet<u32>>,
    /// Hashes, sections, and what lines must have later on.
    tails: BTreeSet<(u32, &'f str, &'f str)>,
}

/// The labels among the entries of the language files: whole lines and beginnings; ends, written backwards; what stands
/// anywhere.
pub(crate) fn pack(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut indexes: [PackedIndex<'_>; 3] = Default::default();
    for entry in entries.iter().filter(|entry| entry.is_label()) {
        let (label, label_position) = label_position(entry.text);
        let (index, text) = match label_position {
            LabelPosition::Whole | LabelPosition::Start | LabelPosition::StartWith(_) => {
                (&mut indexes[0], label.to_owned())
            }
            LabelPosition::End => (&mut indexes[1], label.chars().rev().collect()),
            LabelPosition::Inside => (&mut indexes[2], label.to_owned()),
        };
        if let LabelPosition::StartWith(later) = label_position {
            index.tails.insert((Hash::of(&text), entry.section, later));
        } else {
            index
                .groups
                .entry((entry.section, label_position == LabelPosition::Whole))
                .or_default()
                .insert(Hash::of(&text));
        }
        index.texts.push(text);
    }
    let mut out = Vec::new();
    for index in &indexes {
        write(&mut out, index);
    }
    out
}

fn write(out: &mut Vec<u8>, index: &PackedIndex<'_>) {
    number(out, index.texts.iter().map(String::len).max().unwrap_or_default());
    assert!(index.texts.iter().all(|text| text.len() <= u8::MAX.into()), "a phrase is longer than a byte tells");
    let shortest = index.texts.iter().map(String::len).min().unwrap_or_default();
    number(out, shortest);
    let heads: BTreeSet<u32> =
        index.texts.iter().filter_map(|text| Hash::of_head(text.as_bytes(), head(shortest))).collect();
    let mut bits = vec![0_u8; (heads.len() * BITS_PER_HEAD).next_power_of_two().max(8) / 8];
    for head in heads {
        let bit = head as usize % (bits.len() * 8);
        bits[bit / 8] |= 1 << (bit % 8);
    }
    bytes(out, &bits);
    let mut longest_of = [0; BUCKETS];
    for text in &index.texts {
        if let Some(hash) = Hash::of_head(text.as_bytes(), head(shortest)) {
            let longest = &mut longest_of[bucket(hash)];
            *longest = (text.len() as u8).max(*longest);
        }
    }
    bytes(out, &longest_of);
    number(out, index.groups.len());
    for (&(section, whole), hashes) in &index.groups {
        bytes(out, section.as_bytes());
        number(out, usize::from(whole));
        number(out, hashes.len());
        rice(out, hashes);
    }
    number(out, index.tails.len());
    for &(hash, section, later) in &index.tails {
        number(out, hash as usize);
        bytes(out, section.as_bytes());
        bytes(out, later.as_bytes());
    }
}

/// Sorted numbers as the differences between them: the low bits as they are, the rest as so many ones and a zero.
fn rice(out: &mut Vec<u8>, sorted: &BTreeSet<u32>) {
    let mean = (1 << BITS) / (sorted.len().max(1) as u32);
    let low = mean.max(1).ilog2();
    let mut bits = Vec::new();
    let mut last = 0;
    for &hash in sorted {
        let step = hash - last;
        last = hash;
        bits.extend((0..step >> low).map(|_| true));
        bits.push(false);
        bits.extend((0..low).map(|bit| step >> bit & 1 == 1));
    }
    out.push(low as u8);
    let byte = |bits: &[bool]| bits.iter().rev().fold(0, |byte, &bit| byte << 1 | u8::from(bit));
    let packed: Vec<u8> = bits.chunks(8).map(byte).collect();
    bytes(out, &packed);
}

fn number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len());
    out.extend(bytes);
}
