// Copyright 2014-2017 The html5ever Project Developers. See the
// COPYRIGHT file at the top-level directory of this distribution.
//
// Licensed under the Apache License, Version 2.0 <LICENSE-APACHE or
// http://www.apache.org/licenses/LICENSE-2.0> or the MIT license
// <LICENSE-MIT or http://opensource.org/licenses/MIT>, at your
// option. This file may not be copied, modified, or distributed
// except according to those terms.

#![allow(unexpected_cfgs)]
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

/// The names that HTML knows. A sorted list: a prefix of a name stands right before the names that it begins.
pub static NAMED_ENTITIES: NamedEntities = NamedEntities;

impl NamedEntities {
    /// The codepoints of a name.
    pub fn get(&self, name: &str) -> Option<&'static (u32, u32)> {
        static PREFIX: (u32, u32) = (0, 0);
        let (mut low, mut high) = (0, CODE_POINTS.len());
        while low < high {
            let middle = (low + high) / 2;
            if name_at(middle) < name {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low == CODE_POINTS.len() || !name_at(low).starts_with(name) {
            return None;
        }
        Some(if name_at(low).len() == name.len() { &CODE_POINTS[low] } else { &PREFIX })
    }
}

fn name_at(index: usize) -> &'static str {
    &NAMES[usize::from(STARTS[index])..usize::from(STARTS[index + 1])]
}

include!(concat!(env!("OUT_DIR"), "/named_entities.rs"));
include!(concat!(env!("OUT_DIR"), "/generated.rs"));
