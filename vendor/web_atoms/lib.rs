// Copyright 2014-2017 The html5ever Project Developers. See the
// COPYRIGHT file at the top-level directory of this distribution.
//
// Licensed under the Apache License, Version 2.0 <LICENSE-APACHE or
// http://www.apache.org/licenses/LICENSE-2.0> or the MIT license
// <LICENSE-MIT or http://opensource.org/licenses/MIT>, at your
// option. This file may not be copied, modified, or distributed
// except according to those terms.

#![allow(unexpected_cfgs)]
use std::sync::LazyLock;

/// The spec replaces most characters in the ISO-2022 C1 control code range
/// (U+0080 through U+009F) with these characters, based on Windows 8-bit
/// codepages.
pub static C1_REPLACEMENTS: [Option<char>; 32] = [
    Some('\u{20ac}'),
    None,
    Some('\u{201a}'),
    Some('\u{0192}'),
    Some('\u{201e}'),
    Some('\u{2026}'),
    Some('\u{2020}'),
    Some('\u{2021}'),
    Some('\u{02c6}'),
    Some('\u{2030}'),
    Some('\u{0160}'),
    Some('\u{2039}'),
    Some('\u{0152}'),
    None,
    Some('\u{017d}'),
    None,
    None,
    Some('\u{2018}'),
    Some('\u{2019}'),
    Some('\u{201c}'),
    Some('\u{201d}'),
    Some('\u{2022}'),
    Some('\u{2013}'),
    Some('\u{2014}'),
    Some('\u{02dc}'),
    Some('\u{2122}'),
    Some('\u{0161}'),
    Some('\u{203a}'),
    Some('\u{0153}'),
    None,
    Some('\u{017e}'),
    Some('\u{0178}'),
];

/// Maps entity names, and every prefix of one, to their codepoints. The second codepoint is 0 if the entity contains a
/// single one; both are 0 for what is only a prefix. Entities have their preceding '&' removed.
pub struct NamedEntities;

/// The names that HTML knows.
pub static NAMED_ENTITIES: NamedEntities = NamedEntities;

/// A sorted list: a prefix of a name stands right before the names that it begins.
static SORTED: LazyLock<Vec<(String, (u32, u32))>> = LazyLock::new(|| {
    let mut sorted = Vec::new();
    let mut code_points = CODE_POINTS.iter();
    let mut last = 0;
    for name in NAMES.split_inclusive([';', ',']) {
        let step = read_number(&mut code_points);
        last += step >> 1;
        let both = (last, if step & 1 == 1 { read_number(&mut code_points) } else { 0 });
        let (bare, end) = name.split_at(name.len() - 1);
        sorted.push((format!("{bare};"), both));
        if end == "," {
            sorted.push((bare.to_owned(), both));
        }
    }
    sorted.sort_unstable();
    sorted
});

fn read_number(from: &mut std::slice::Iter<'_, u8>) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    for byte in from {
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte < 0x80 {
            break;
        }
    }
    number
}

impl NamedEntities {
    /// The codepoints of a name.
    pub fn get(&self, name: &str) -> Option<&'static (u32, u32)> {
        static PREFIX: (u32, u32) = (0, 0);
        let at = SORTED.partition_point(|(other, _)| other.as_str() < name);
        let (found, both) = SORTED.get(at).filter(|(other, _)| other.starts_with(name))?;
        Some(if found.len() == name.len() { both } else { &PREFIX })
    }
}

include!(concat!(env!("OUT_DIR"), "/named_entities.rs"));
include!(concat!(env!("OUT_DIR"), "/generated.rs"));
